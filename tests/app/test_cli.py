"""The command line on the toy register: figures of definitions.md, exit statuses, messages to the letter."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.commands import SUMMARIES

TOY = Path(__file__).parents[2] / "data" / "toy"
Kaart = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine that runs the tests: an own data folder and key."""
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("KAART_DEBUG", "1")
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    for name in ("KAART_DB", "KAART_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kaart(capsys: pytest.CaptureFixture[str]) -> Kaart:
    """Run a command with --json and give its answer; the exit status must be as said."""

    def call(*words: str, status: int = 0) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def toy(tmp_path: Path, kaart: Kaart) -> str:
    """A database with the toy register."""
    db = str(tmp_path / "toy.db")
    kaart("import", str(TOY), "--db", db)
    return db


def test_import_adds_up_and_knows_its_rows_the_second_time(tmp_path: Path, kaart: Kaart) -> None:
    db = str(tmp_path / "toy.db")
    first, second = (kaart("import", str(TOY), "--db", db) for _ in range(2))
    # 8 cases and 10 referrals, definitions.md.
    assert (first["read"], first["added"], first["known"], first["reported"]) == (18, 18, 0, 0)
    assert (second["read"], second["added"], second["known"], second["reported"]) == (18, 0, 18, 0)
    assert second["change"] is None


def test_ask_bounces_gives_the_figures_of_the_toy_register(toy: str, kaart: Kaart) -> None:
    answer = kaart("ask", "bounces", "--db", toy, "--data-end", "2024-06-30")
    # definitions.md, "The toy register".
    assert {k: answer[k] for k in ("cases", "visits", "hops", "bounces", "cases_with_bounce", "returns", "loops")} == {
        "cases": 8, "visits": 19, "hops": 11, "bounces": 3, "cases_with_bounce": 2, "returns": 4, "loops": 1,
    }  # fmt: skip
    assert answer["pairs"] == [
        {"a": "CJG", "b": "Wmo", "bounces": 2, "cases": 1, "days_lost": 28},
        {"a": "Wijkteam", "b": "Wmo", "bounces": 1, "cases": 1, "days_lost": 5},
    ]
    rates = {(row["from"], row["to"]): (row["known"], row["bounces"], row["rate"]) for row in answer["directed"]}
    assert rates["CJG", "Wmo"] == (2, 1, 0.5)
    assert rates["Wmo", "CJG"] == (1, 1, 1.0)


def test_ask_filters_by_the_day_of_opening_both_days_included(toy: str, kaart: Kaart) -> None:
    # Opened in January: z1, z2, z3 and z5a; only z5a on the fifth.
    assert kaart("ask", "hops", "--db", toy, "--since", "2024-01-05", "--until", "05-01-2024")["hops"] == 0
    assert kaart("ask", "bounces", "--db", toy, "--until", "2024-01-31")["cases"] == 4
    assert kaart("ask", "bounces", "--db", toy, "--since", "2025-01-01")["cases"] == 0


def test_every_question_answers_on_the_toy_register_in_words_and_in_json(
    toy: str, kaart: Kaart, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = kaart("ask", "--list")
    assert {"hops", "bounces", "loops", "dead_ends", "refusals", "pickups", "leadtimes"} <= {q["name"] for q in listed}
    for question in listed:
        assert kaart("ask", question["name"], "--db", toy)["question"] == question["name"]
        capsys.readouterr()
        assert run(["ask", question["name"], "--db", toy, "--lang", "en"]) == 0
        assert capsys.readouterr().out.strip()


def test_undo_takes_back_the_import_and_undo_of_that_brings_it_again(toy: str, kaart: Kaart) -> None:
    undone = kaart("undo", "--db", toy)
    assert undone["undoes"] == 1
    assert kaart("ask", "bounces", "--db", toy)["cases"] == 0
    kaart("undo", str(undone["change"]), "--db", toy)
    assert kaart("ask", "bounces", "--db", toy)["cases"] == 8
    assert [c["kind"] for c in kaart("changes", "--db", toy)] == ["undo", "undo", "import"]


def test_backup_and_restore_bring_back_what_was(toy: str, kaart: Kaart, tmp_path: Path) -> None:
    made = kaart("backup", str(tmp_path / "copy.db"), "--db", toy)
    assert "KAART_KEY" in made["key"]
    kaart("undo", "--db", toy)
    restored = kaart("restore", str(tmp_path / "copy.db"), "--db", toy)
    assert kaart("ask", "bounces", "--db", toy)["bounces"] == 3
    assert Path(restored["aside"]).exists()


def test_forget_asks_first_and_a_later_import_does_not_bring_it_back(
    toy: str, kaart: Kaart, capsys: pytest.CaptureFixture[str]
) -> None:
    kaart("forget", "household", "H5", "--db", toy, status=2)
    capsys.readouterr()
    # H5 has the cases z5a and z5b and no referral.
    assert kaart("forget", "household", "H5", "--yes", "--db", toy)["cases"] == 2
    again = kaart("import", str(TOY), "--db", toy)
    assert (again["added"], again["known"], again["forgotten"], again["reported"]) == (0, 16, 2, 2)
    assert kaart("ask", "bounces", "--db", toy)["cases"] == 6


def test_forget_takes_the_pseudonym_on_screen(toy: str, kaart: Kaart) -> None:
    from app.commands.forget_ import households
    from app.opening import open_to_read
    from graph.pseudonyms import label
    from graph.settings import Settings

    with open_to_read(Settings(), toy) as store:
        (code,) = households(store, "H1", Settings().door())
    # z1 is the one case of H1, with the two bounces between CJG and Wmo.
    assert kaart("forget", "household", label("household", code), "--yes", "--db", toy)["cases"] == 1
    assert kaart("ask", "bounces", "--db", toy)["bounces"] == 1


LOG = "case,time,group\n1,2024-01-01,A\n1,2024-01-02,B\n1,2024-01-03,EMPTY\n1,2024-01-04,A\n2,2024-01-01,A\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two cases; the first goes A, B, A."""
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


def test_a_log_with_missing_lokets_is_no_error(log: Path, kaart: Kaart, tmp_path: Path) -> None:
    report = kaart("import", str(log), "--db", str(tmp_path / "log.db"))
    assert (report["read"], report["added"], report["missing_loket"]) == (5, 4, 1)
    answer = kaart("ask", "bounces", "--db", str(tmp_path / "log.db"))
    assert (answer["bounces"], answer["cases"], answer["rows_without_loket"]) == (1, 2, 1)


def test_sources_that_do_not_add_up_must_be_chosen(
    toy: str, log: Path, kaart: Kaart, capsys: pytest.CaptureFixture[str]
) -> None:
    kaart("import", str(log), "--source", "logboek", "--db", toy)
    assert run(["ask", "bounces", "--db", toy, "--lang", "en"]) == 2
    assert capsys.readouterr().err == (
        "There are several sources that do not add up: toy, logboek. "
        "Choose one with --source NAME, or add them up all the same with --source all.\n"
    )
    assert kaart("ask", "bounces", "--db", toy, "--source", "logboek")["cases"] == 2
    assert kaart("ask", "bounces", "--db", toy, "--source", "all")["cases"] == 10
    assert {s["name"]: s["cases"] for s in kaart("sources", "--db", toy)} == {"toy": 8, "logboek": 2}


def test_a_further_log_without_a_source_is_refused(log: Path, kaart: Kaart, tmp_path: Path) -> None:
    db = str(tmp_path / "log.db")
    kaart("import", str(log), "--db", db)
    assert "log" in kaart("import", str(log), "--db", db, status=2)["error"]
    assert kaart("import", str(log), "--source", "log", "--db", db)["known"] == 4


def test_check_writes_nothing(log: Path, kaart: Kaart, tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    report = kaart("check", str(log), "--db", str(db))
    assert (report["added"], report["checked_only"], report["change"]) == (4, True, None)
    assert not db.exists()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["ask", "nonsense", "--db", "demo"], 2, "Er is geen vraag 'nonsense'. Kies uit: "),
        (["ask"], 2, "Welke vraag? Typ: kaart ask bounces. Zie alle vragen met: kaart ask --list\n"),
        (["bla"], 2, f"Er is geen opdracht 'bla'. Kies uit: {', '.join(SUMMARIES)}.\nZie: kaart --help\n"),
        (["import"], 2, "Er ontbreekt iets: PATH....\nZie: kaart import --help\n"),
        (["ask", "hops", "--bron", "x"], 2, "De optie --bron bestaat niet."),
        (["ask", "hops", "--since", "gisteren", "--db", "demo"], 2, "--since moet een dag zijn, zoals 2024-06-30"),
        (["ask", "hops"], 2, "Je hebt nog geen eigen gegevens. Typ: kaart import BESTAND."),
        (
            ["ask", "hops", "--db", "neo4j://host"],
            2,
            "Er is geen wachtwoord voor neo4j://host. Zet het in KAART_NEO4J_PASSWORD",
        ),
        (["forget", "gezin", "1"], 2, "Kies bij kind uit: household, professional."),
        (["app", "--port", "x"], 2, "Geef bij --port een heel getal van 1 tot 65535.\nZie: kaart app --help\n"),
    ],
)
def test_usage_that_does_not_fit_is_told_in_dutch(
    words: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == status
    error = capsys.readouterr().err
    assert error.startswith(message)
    assert "Traceback" not in error


def test_help_and_version_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert run(["--lang", "en", "import", "--help"]) == 0
    assert run(["--version"]) == 0
    out = capsys.readouterr().out
    assert "Gebruik: kaart" in out
    assert "Usage: kaart import" in out
    assert out.endswith("kaart 0.1.0\n")


def test_the_demo_opens_without_any_data(kaart: Kaart) -> None:
    assert kaart("ask", "bounces", "--db", "demo")["cases"] > 0
    assert kaart("sources", "--db", "demo")[0]["name"] == "waterrijk"


def test_a_failed_import_leaves_no_empty_database_behind(log: Path, kaart: Kaart, tmp_path: Path) -> None:
    db = tmp_path / "new.db"
    assert "niet" in kaart("import", str(log), "--group", "nowhere", "--db", str(db), status=1)["error"]
    assert not db.exists()


@pytest.mark.parametrize(("value", "status"), [("fr", 2), ("", 0), ("EN", 0)])
def test_a_language_that_is_not_there_is_told(value: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_LANG", value)
    assert run(["ask", "hops", "--db", "demo"]) == status


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KAART_DB", "")
    assert run(["ask", "hops"]) == 2
    assert capsys.readouterr().err.startswith("Je hebt nog geen eigen gegevens.")


def test_a_register_without_a_column_of_entries_starts_at_the_first_sender(tmp_path: Path, kaart: Kaart) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cases.csv").write_text("id,household,opened_at\nz1,H1,2024-01-01\n")
    (tmp_path / "own" / "referrals.csv").write_text("id,case,from,to,sent_at\nr1,z1,A,B,2024-01-03\n")
    kaart("import", str(tmp_path / "own"), "--db", str(tmp_path / "own.db"))
    # definitions.md, "R": a missing entry is the first referral's `from`.
    assert kaart("ask", "hops", "--db", str(tmp_path / "own.db"))["list"] == [{"from": "A", "to": "B", "hops": 1}]


def test_an_acceptance_whose_pick_up_is_still_to_come_is_none_yet(tmp_path: Path, kaart: Kaart) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cases.csv").write_text("id,household,opened_at,entry\nz1,H1,2024-01-01,A\n")
    (tmp_path / "own" / "referrals.csv").write_text(
        "id,case,from,to,sent_at,picked_up_at,status\nr1,z1,A,B,2024-01-02,2024-03-01,accepted\n"
    )
    db = str(tmp_path / "own.db")
    kaart("import", str(tmp_path / "own"), "--db", db)
    assert kaart("ask", "pickups", "--db", db, "--data-end", "2024-02-01")["not_picked_up"] == 1
    assert kaart("ask", "pickups", "--db", db)["not_picked_up"] == 0


def test_two_exports_put_together_are_one_log(tmp_path: Path, kaart: Kaart) -> None:
    path = tmp_path / "log.csv"
    # A byte order mark in the middle, and one loket with its accent written in two ways.
    path.write_bytes("c,t,g\n1,2024-01-01,Café\n\ufeff1,2024-01-02,Cafe\u0301\n".encode())
    words = ("--case", "c", "--time", "t", "--group", "g", "--db", str(tmp_path / "log.db"))
    kaart("import", str(path), *words)
    answer = kaart("ask", "bounces", "--db", str(tmp_path / "log.db"))
    assert (answer["cases"], answer["visits"]) == (1, 1)


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_only_the_user_can_read_the_database(toy: str, kaart: Kaart) -> None:
    kaart("ask", "hops", "--db", toy)
    assert stat.S_IMODE(Path(toy).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(f"{toy}.cache").stat().st_mode) == 0o700


def test_a_failed_import_leaves_the_database_to_another_process_that_has_it_open(
    log: Path, kaart: Kaart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import opening
    from graph.settings import Settings

    db, make = tmp_path / "new.db", opening.open_to_write
    others = []

    def both(settings: Settings, address: str | None) -> object:
        made = make(settings, address)
        others.append(make(settings, address))
        assert others[0].version == 0
        return made

    monkeypatch.setattr(opening, "open_to_write", both)
    kaart("import", str(log), "--group", "nowhere", "--db", str(db), status=1)
    assert db.exists()
    others[0].close()
