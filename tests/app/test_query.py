"""`kaart query`: who may use it, what it needs, what it answers on the toy register, and that it is logged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from queries.questions import names
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import emptied

TOY = Path(__file__).parents[2] / "data" / "toy"


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    monkeypatch.setenv("KAART_LANG", "en")
    for name in ("KAART_DB", "KAART_AUDIENCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def toy(neo4j_server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy register on the server."""
    from graph.stores.neo4j_address import server

    emptied(server(neo4j_server.address, USER, neo4j_server.password, "neo4j"))
    monkeypatch.setenv("KAART_DB", neo4j_server.address)
    monkeypatch.setenv("KAART_NEO4J_PASSWORD", neo4j_server.password)
    assert run(["import", str(TOY)]) == 0


def answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    capsys.readouterr()
    assert run(["query", *words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_the_list_names_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    listed = answer(capsys, "--list")
    assert [q["name"] for q in listed] == list(names())
    assert all(q["columns"] and q["definition"] and q["nl"] and q["en"] for q in listed)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("bounces",), "Set KAART_DB to neo4j://host:7687, or use: kaart ask bounces"),
        (("no_pickups",), "or use: kaart ask pickups"),
        (("matches",), "or use: kaart ask --list"),
        (("nothing",), "There is no saved question 'nothing'. Choose from: bounces, "),
        ((), "Which question? Type: kaart query bounces, or: kaart query --file FILE."),
        (("bounces", "--file", "x"), "Which question?"),
    ],
)
def test_what_cannot_be_asked_says_what_can(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in answer(capsys, *words, status=2)["error"]


def test_it_is_for_the_administrator_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_AUDIENCE", "regisseur")
    monkeypatch.setenv("KAART_DB", "neo4j://127.0.0.1:1")
    assert "for the administrator only" in answer(capsys, "bounces", status=2)["error"]


@pytest.mark.neo4j
def test_the_toy_register_is_answered_and_the_look_is_logged(
    toy: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # definitions.md, "The toy register": {CJG, Wmo} 2 bounces, 28 days; {Wijkteam, Wmo} 1, 5 days.
    found = answer(capsys, "bounces")
    assert [tuple(row.values()) for row in found["rows"]] == [
        ("CJG", "Wmo", 2, 1, 28.0),
        ("Wijkteam", "Wmo", 1, 1, 5.0),
    ]
    case = answer(capsys, "dead_ends")["rows"][0]["case"]
    assert "Write down why" in answer(capsys, "journey", "--param", f"case={case}", status=2)["error"]
    visits = answer(capsys, "journey", "--param", f"case={case}", "--why", "a complaint")["rows"]
    # z3: Wmo 01-25, Wijkteam 02-01 (refused 02-06), Wmo 02-06, open.
    assert [(v["loket"], v["start"]) for v in visits] == [
        ("Wmo", "2024-01-25"),
        ("Wijkteam", "2024-02-01"),
        ("Wmo", "2024-02-06"),
    ]
    (log,) = (tmp_path / "own").glob("*.looks.jsonl")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["why"], line["case"]) for line in lines] == [
        ("kaart query bounces", "-"),
        ("kaart query dead_ends", "-"),
        ("a complaint", case),
    ]


@pytest.mark.neo4j
def test_an_analysts_own_file_only_reads(toy: None, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "own.cypher"
    file.write_text("MATCH (r:Referral) WHERE r.status = $status RETURN count(*) AS n;\n")
    found = answer(capsys, "--file", str(file), "--param", "status=refused", "--why", "a complaint")
    assert found["rows"] == [{"n": 1}]
    # It may show one case, so it needs a reason as a journey does; then nothing is asked and nothing logged.
    assert "Write down with --why why" in answer(capsys, "--file", str(file), "--why", "short", status=2)["error"]
    (log,) = (tmp_path / "own").glob("*.looks.jsonl")
    (line,) = log.read_text().splitlines()
    assert json.loads(line)["why"].startswith("a complaint: kaart query --file own.cypher status=refused: MATCH (r:Ref")
    file.write_text("SHOW USERS")
    assert "This is not allowed" in answer(capsys, "--file", str(file), status=2)["error"]
    assert "There is no" not in answer(capsys, "--file", str(tmp_path / "none"), status=1)["error"]


@pytest.mark.neo4j
def test_values_of_an_own_question_have_a_kind(toy: None, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "own.cypher"
    file.write_text("MATCH (m:Meta) RETURN [$a, $b, $c, $d, $e] AS kinds, [$f, $g, $h, $i] AS texts")
    # A list, what is no number in JSON, and a number of more than 64 bits stay text.
    given = ("a=5", "b=-1.5", "c=true", "d=null", 'e="5"', "f=refused", "g=[1]", "h=NaN", "i=9223372036854775808")
    words = [word for pair in given for word in ("--param", pair)]
    found = answer(capsys, "--file", str(file), *words, "--why", "a complaint")
    assert found["rows"] == [
        {"kinds": [5, -1.5, True, None, "5"], "texts": ["refused", "[1]", "NaN", "9223372036854775808"]}
    ]
