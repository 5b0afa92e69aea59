"""`kaart publish`, and questions for others than the administrator: households, rounded, from a published version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from graph.analyses import names

Kaart = Callable[..., Any]
OTHERS = ("regisseur", "professional", "werksessie", "openbaar")


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
def kaart(capsys: pytest.CaptureFixture[str]) -> Kaart:
    def call(*words: str) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def town(tmp_path: Path) -> str:
    """30 go from A to B and back, 10 stay at B, 9 go from A to C and back, one goes from A to D and back 12 times."""
    lines = ["case,time,loket"]
    for n, path in enumerate([*["ABA"] * 30, *["AB"] * 10, *["ACA"] * 9, "A" + "DA" * 12]):
        lines += [f"{n},2024-01-{day + 1:02},{loket}" for day, loket in enumerate(path)]
    log, db = tmp_path / "log.csv", str(tmp_path / "town.db")
    log.write_text("\n".join(lines))
    assert run(["import", str(log), "--case", "case", "--time", "time", "--group", "loket", "--db", db]) == 0
    return db


def test_before_anything_is_published_others_see_nothing(town: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "bounces", "--db", town, "--audience", "regisseur"]) == 2
    assert "Er is nog niets gepubliceerd. Typ eerst: kaart publish" in capsys.readouterr().err


def test_others_see_only_what_ten_households_or_more_share(town: str, kaart: Kaart) -> None:
    kaart("publish", "--db", town)
    found = kaart("ask", "bounces", "--db", town, "--audience", "regisseur")
    # A-C has 9 households and A-D one that bounced 12 times: both are too few, whatever the number of bounces.
    assert [(row["a"], row["b"], row["households"]) for row in found["bounce"]] == [("A", "B", 30)]
    assert found["unit"] == "cases"
    assert found["hidden"]["bounce"] == 0


def test_what_comes_later_counts_only_after_publishing_again(town: str, tmp_path: Path, kaart: Kaart) -> None:
    kaart("publish", "--db", town)
    more = tmp_path / "more.csv"
    more.write_text(
        "case,time,loket\n"
        + "".join(f"n{n},2024-02-0{d + 1},{lo}\n" for n in range(40) for d, lo in enumerate("XYX" if n < 30 else "XY"))
    )
    given = ("--case", "case", "--time", "time", "--group", "loket")
    kaart("import", str(more), *given, "--db", town, "--source", "log")
    asked = ("ask", "bounces", "--db", town, "--audience", "openbaar")
    assert [row["b"] for row in kaart(*asked)["bounce"]] == ["B"]
    change = kaart("publish", "--db", town)["change"]
    assert {row["b"] for row in kaart(*asked)["bounce"]} == {"B", "Y"}
    kaart("undo", str(change), "--db", town)
    assert [row["b"] for row in kaart(*asked)["bounce"]] == ["B"]


def test_a_view_that_shows_nothing_names_the_nearest_that_does(
    town: str, tmp_path: Path, kaart: Kaart, capsys: pytest.CaptureFixture[str]
) -> None:
    # In March one case more goes from A to B and back, beside the 30 of January.
    more = tmp_path / "more.csv"
    more.write_text("case,time,loket\nm,2024-03-01,A\nm,2024-03-02,B\nm,2024-03-03,A\n")
    kaart("import", str(more), "--case", "case", "--time", "time", "--group", "loket", "--db", town, "--source", "log")
    kaart("publish", "--db", town)
    asked = ("ask", "bounces", "--db", town, "--audience", "regisseur")
    found = kaart(*asked, "--period", "2024-03")
    assert (found["bounce"], found["wider"]) == ([], {"period": "2024"})
    assert kaart(*asked)["wider"] is None
    assert run([*asked, "--period", "2024-03"]) == 0
    told = capsys.readouterr().out
    assert "minder dan 10 hulpvragen" in told
    assert "Kijk ruimer, dan is er wel iets: --period 2024\n" in told


def test_sources_that_do_not_add_up_are_not_added_up_for_others(
    town: str, tmp_path: Path, kaart: Kaart, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("case,time,loket\n1,2024-01-01,A\n1,2024-01-02,B\n")
    columns = ("--case", "case", "--time", "time", "--group", "loket")
    kaart("import", str(other), *columns, "--db", town, "--source", "ander")
    kaart("publish", "--db", town)
    asked = ("ask", "bounces", "--db", town, "--audience", "regisseur", "--source")
    assert run([*asked, "all"]) == 2
    assert "die je niet bij elkaar mag optellen: log, ander. Kies er een met --source NAAM." in capsys.readouterr().err
    assert [row["households"] for row in kaart(*asked, "log")["bounce"]] == [30]
    assert kaart("ask", "bounces", "--db", town, "--source", "all")["cases"] == 51


@pytest.mark.parametrize("question", names())
@pytest.mark.parametrize("audience", OTHERS)
def test_no_question_shows_a_number_of_households_below_the_threshold(
    question: str, audience: str, kaart: Kaart
) -> None:
    found = kaart("ask", question, "--db", "demo", "--audience", audience, "--period", "2025", "--area", "Nieuwland")
    k = 20 if audience == "openbaar" else 10
    tables = [rows for rows in found.values() if isinstance(rows, list) and rows and isinstance(rows[0], dict)]
    numbers = [row[name] for rows in tables for row in rows for name in ("households", "of") if row.get(name)]
    assert found["k"] == k
    assert all(n >= k and n % (k // 2) == 0 for n in numbers)
    assert not any("c-" in str(row.values()) or "h-" in str(row.values()) for rows in tables for row in rows)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--since", "2024-01-01"), "Voor anderen dan de beheerder zijn er vaste perioden."),
        (("--period", "2024-05", "--area", "Nieuwland"), "Maanden zijn er alleen zonder filters."),
        (("--period", "2031"), "Bij periode kan '2031' niet. Kies uit: all, last4, 2025, 2024, 2023, "),
        (
            ("--area", "Nieuwland", "--domain", "work", "--problems", "multiple"),
            "Kies naast de periode hoogstens 2 filters.",
        ),
    ],
)
def test_a_view_that_is_not_fixed_is_refused(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", "bounces", "--db", "demo", "--audience", "regisseur", *words]) == 2
    assert message in capsys.readouterr().err


def test_the_administrator_filters_exactly(kaart: Kaart) -> None:
    whole, part = (kaart("ask", "bounces", "--db", "demo", *words) for words in ((), ("--area", "Nieuwland")))
    assert 0 < part["bounces"] < whole["bounces"]
    assert "pairs" in part


def test_an_answer_in_words_says_that_it_is_rounded(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "refusals", "--db", "demo", "--audience", "regisseur", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Figures are rounded and stand for 10 households or more." in shown
    # Planted: debt help refuses over a third for incomplete files (data/waterrijk/truths.toml).
    assert "Schuldhulp  information is missing" in " ".join(shown.split()).replace(
        "Schuldhulp information", "Schuldhulp  information"
    )


def test_an_audience_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAART_AUDIENCE", "wethouder")
    assert run(["ask", "bounces", "--db", "demo"]) == 2
    assert "KAART_AUDIENCE kan niet 'wethouder' zijn. Kies uit: beheerder, regisseur, " in capsys.readouterr().err


def test_where_others_can_reach_the_app_nobody_is_administrator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAART_ADDRESS", "0.0.0.0")
    assert run(["app", "--db", "demo"]) == 2
    assert "Kies voor wie de kaart is: --audience regisseur." in capsys.readouterr().err
