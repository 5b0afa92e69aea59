"""What people stumble over on the command line: a setting by its name, files that are there, words for domains, one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.cli import run
from app.naming import domain_named
from graph.codes import Domain
from graph.errors import UsageRefused

TOY = Path(__file__).parents[2] / "data" / "toy"
Told = Callable[..., tuple[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder, so that the demo is made once."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def own_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DATA_DIR", str(folder))
    monkeypatch.setenv("KAART_DEBUG", "1")
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    for name in ("KAART_DB", "KAART_LANG", "KAART_AUDIENCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command and give what it said on both streams."""

    def call(*words: str, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert run([*words]) == status
        said = capsys.readouterr()
        return said.out, said.err

    return call


@pytest.fixture
def toy(tmp_path: Path, told: Told) -> str:
    db = str(tmp_path / "toy.db")
    told("import", str(TOY), "--db", db)
    return db


def test_a_setting_by_its_name_shows_its_value_and_what_it_changes(tmp_path: Path, told: Told) -> None:
    db = str(tmp_path / "none.db")
    out, _ = told("settings", "T_dead", "--db", db)
    # definitions.md: T_dead is 56 days.
    assert out.startswith("T_dead = 56  (")
    assert "\n  Verandert: " in out
    assert out in told("settings", "--db", db)[0]
    assert json.loads(told("settings", "T_dead", "--db", db, "--json")[0])["value"] == 56
    told("settings", "T_dead", "90", "--db", db)
    assert told("settings", "T_dead", "--db", db)[0].startswith("T_dead = 90  (")


def test_a_reason_without_a_value_is_refused(tmp_path: Path, told: Told) -> None:
    _, error = told("settings", "k", "--why", "omdat", "--db", str(tmp_path / "none.db"), status=2)
    assert error == "Welke waarde? Typ: kaart settings k WAARDE\n"


def test_a_report_takes_the_place_of_a_file_only_when_that_is_said(tmp_path: Path, told: Told) -> None:
    out = tmp_path / "r.html"
    out.write_text("van mij")
    _, error = told("report", "--db", "demo", "--out", str(out), status=2)
    # Standard input of a test is no terminal.
    assert error == (
        f"{out} is er al. Het nieuwe rapport komt ervoor in de plaats.\nVoeg --yes toe als je het zeker weet.\n"
    )
    assert out.read_text() == "van mij"
    told("report", "--db", "demo", "--out", str(out), "--yes")
    assert out.read_text().startswith("<!DOCTYPE html>")


def test_a_person_who_is_not_sure_keeps_the_file(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "r.html"
    out.write_text("van mij")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    _, error = told("report", "--db", "demo", "--out", str(out), status=1)
    assert error.endswith(f"Er is niets veranderd: {out} is zoals het was.\n")
    assert out.read_text() == "van mij"


def test_a_report_of_a_period_by_its_name(tmp_path: Path, told: Told) -> None:
    by_name, by_days = tmp_path / "name.html", tmp_path / "days.html"
    told("report", "--db", "demo", "--out", str(by_name), "--period", "2024")
    told("report", "--db", "demo", "--out", str(by_days), "--since", "2024-01-01", "--until", "2024-12-31")
    made = [path.read_text().split("<h2>")[1] for path in (by_name, by_days)]
    assert made[0] == made[1]
    _, error = told("report", "--db", "demo", "--out", "x", "--period", "2024", "--since", "2024-01-01", status=2)
    assert error == "Kies --period, of --since en --until. Niet allebei.\n"


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("housing", Domain.HOUSING),
        ("Huisvesting", Domain.HOUSING),
        ("financien", Domain.FINANCES),
        ("FINANCIËN", Domain.FINANCES),
        ("work and education", Domain.WORK),
        (" mental  health", Domain.MENTAL_HEALTH),
        ("mental_health", Domain.MENTAL_HEALTH),
        ("Basale zelfzorg (ADL)", Domain.SELF_CARE),
    ],
)
def test_a_domain_by_its_code_or_label(typed: str, domain: Domain) -> None:
    assert domain_named(typed) is domain


def test_an_unknown_domain_is_told_with_those_there_are_in_the_language_of_the_user(told: Told) -> None:
    with pytest.raises(UsageRefused):
        domain_named("wonen")
    asked = ("ask", "bounces", "--db", "demo", "--domain", "wonen")
    assert "Kies uit: financiën; werk en opleiding; " in told(*asked, status=2)[1]
    assert "Choose from: finances; work and education; " in told(*asked, "--lang", "en", status=2)[1]


def test_a_domain_by_its_label_gives_the_figures_of_its_code(toy: str, told: Told) -> None:
    for words in (("ask", "bounces"), ("ask", "bounces", "--audience", "regisseur")):
        codes, labels = (told(*words, "--db", "demo", "--domain", d)[0] for d in ("housing", "Huisvesting"))
        assert codes == labels
    # The toy register knows no domains.
    _, error = told("ask", "bounces", "--db", toy, "--domain", "huisvesting", status=2)
    assert error == (
        "Bij leefgebied kan 'huisvesting' niet: in deze gegevens staat geen leefgebied. Laat dit filter weg.\n"
    )


def test_changes_name_the_source_of_an_import(tmp_path: Path, told: Told) -> None:
    db = str(tmp_path / "toy.db")
    told("import", str(TOY), "--source", "wijkteams", "--db", db)
    assert "import in bron wijkteams, toy (+18 -0 in de database)" in told("changes", "--db", db)[0]
    assert "import into source wijkteams" in told("changes", "--db", db, "--lang", "en")[0]


def test_days_lost_for_others_says_why_there_is_no_total(told: Told) -> None:
    out, _ = told("ask", "days_lost", "--db", "demo", "--audience", "regisseur")
    rows = [line for line in out.splitlines() if line.startswith("  ")]
    assert len(rows) == len(set(rows)) == 8
    assert "In totaal, per soort" in out
    assert out.endswith(
        "Tel deze soorten niet op: een gezin kan bij meer soorten staan.\n"
        "Ook een dag kan bij meer soorten staan. Het totaal over alle soorten ziet alleen de beheerder.\n"
    )


def test_rows_of_too_few_are_told_once(toy: str, told: Told) -> None:
    told("publish", "--db", toy)
    out, _ = told("ask", "days_lost", "--db", toy, "--audience", "regisseur")
    # Seven kinds, none with ten of the toy register's seven households.
    assert out.count("minder dan 10 gezinnen") == 7
    assert "Kijk ruimer" not in out
    assert "te klein om te tonen" not in out


def test_one_is_told_as_one(tmp_path: Path, told: Told) -> None:
    cases, db = tmp_path / "cases.csv", str(tmp_path / "one.db")
    cases.write_text("id,household,opened_at,entry\nz1,H1,2024-01-01,A\n")
    out, _ = told("import", str(cases), "--db", db)
    assert out.startswith("Bron cases: 1 rij gelezen = 1 toegevoegd + 0 al bekend + 0 gemeld.\n")
    cases.write_text("id,household,opened_at,entry\nz1,H1,2024-01-02,A\n")
    assert "Daarvan is 1 bestaande rij bijgewerkt." in told("import", str(cases), "--db", db)[0]
    assert told("sources", "--db", db)[0] == "cases (eigen tabellen): 1 hulpvraag, 1 rij\n"
    # Households are those with a row of their own, and there is no file of them.
    copied, _ = told("copy", "--from", db, "--to", str(tmp_path / "two.db"))
    assert "0 gezinnen, 1 hulpvraag, 0 verwijzingen, 0 regels uit logboeken." in copied
    assert "2 veranderingen, 1 bron, 0 vergeten." in copied
    erased, _ = told("forget", "household", "H1", "--yes", "--db", db)
    assert erased.startswith("Gewist: 1 hulpvraag, ")


def test_one_household_in_a_report(toy: str, tmp_path: Path, told: Told) -> None:
    out = tmp_path / "r.html"
    told("report", "--db", toy, "--out", str(out), "--audience", "beheerder")
    page = out.read_text()
    # The toy register is small: nearly all its gaps are of one household.
    assert "ziet 1 van de " in page
    assert not re.search(r"(?<!\d)(?<!van de )1 (gezinnen|hulpvragen|dagen|plekken|loketten)", page)
    assert not re.search(r"1 van de \d+ gezinnen (lopen|komen|beginnen)", page)


def test_dates_after_today_are_told_by_import_and_check_and_the_rows_are_kept(tmp_path: Path, told: Told) -> None:
    log, db, year = tmp_path / "log.csv", str(tmp_path / "log.db"), date.today().year + 20
    log.write_text(f"case,time,group\n1,2024-01-01,A\n1,{year}-05-06,B\n")
    out, _ = told("check", str(log), "--db", db)
    assert f"1 rij heeft een datum na vandaag: 06-05-{year}. Is dat een typefout? Verbeter dan eerst de bron." in out
    out, _ = told("import", str(log), "--db", db)
    assert "2 rijen gelezen = 2 toegevoegd" in out
    assert "Is dat een typefout? Maak de import dan ongedaan, verbeter de bron en lees die opnieuw in." in out
