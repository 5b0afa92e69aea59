"""The command line over a real Neo4j server: every command works by one setting, and answers as over a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.commands.forget_ import households
from app.opening import open_to_read
from graph.analyses import names
from graph.pseudonyms import Door, label
from graph.settings import Settings
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j_address import server
from graph.stores.neo4j_changing import Changing
from graph.stores.sqlite import open_sqlite
from tests.graph.test_neo4j_parts import breaks_at
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import cypher, emptied

pytestmark = pytest.mark.neo4j
TOY = Path(__file__).parents[2] / "data" / "toy"
KEY = "a-key-for-the-tests-only"
LOG = "case,time,group\n1,2024-01-01,A\n1,2024-01-02,B\n1,2024-01-04,A\n2,2024-01-01,A\n"
Kaart = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, neo4j_server: Running) -> str:
    """An own data folder and key, and an empty database on the server as the one setting."""
    emptied(server(neo4j_server.address, USER, neo4j_server.password, "neo4j"))
    settings = {"DB": neo4j_server.address, "NEO4J_PASSWORD": neo4j_server.password, "KEY": KEY, "DEBUG": "1"}
    for name, value in {**settings, "DATA_DIR": str(tmp_path / "own")}.items():
        monkeypatch.setenv(f"KAART_{name}", value)
    monkeypatch.delenv("KAART_LANG", raising=False)
    return neo4j_server.address


@pytest.fixture
def kaart(capsys: pytest.CaptureFixture[str]) -> Kaart:
    """Run a command with --json and give its answer; the exit status must be as said."""

    def call(*words: str, status: int = 0) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Where a database of SQLite can be made to compare with."""
    return str(tmp_path / "other.db")


def _same(kaart: Kaart, file: str, *words: str) -> Any:
    """What a command answers over the server, which must be what it answers over a file."""
    answer = kaart(*words)
    assert answer == kaart(*words, "--db", file)
    return answer


def test_every_question_answers_as_over_a_file(kaart: Kaart, file: str) -> None:
    assert kaart("init")["version"] == 0
    for place in ((), ("--db", file)):
        kaart("import", str(TOY), *place)
    asked = {name: _same(kaart, file, "ask", name) for name in names()}
    # definitions.md, "Bounces": three in the toy register.
    assert asked["bounces"]["bounces"] == 3
    _same(kaart, file, "sources")


def test_init_twice_changes_nothing(kaart: Kaart) -> None:
    found = Settings().server()
    assert found is not None
    schema = "SHOW CONSTRAINTS YIELD name RETURN collect(name)", "SHOW INDEXES YIELD name RETURN collect(name)"
    kaart("init")
    made = [sorted(cypher(found, text)[0][0]) for text in schema]
    # Both are in queries/neo4j/schema.cypher.
    assert ("case_id" in made[0], "map_words" in made[1]) == (True, True)
    kaart("import", str(TOY))
    assert kaart("init")["version"] == 1
    assert [sorted(cypher(found, text)[0][0]) for text in schema] == made
    assert (cypher(found, "MATCH (m:Meta) RETURN count(m)"), kaart("ask", "bounces")["bounces"]) == ([(1,)], 3)


def test_what_is_published_answers_as_over_a_file(kaart: Kaart, file: str) -> None:
    for place in ((), ("--db", file)):
        kaart("import", str(TOY), *place)
        kaart("settings", "k", "5", *place)
        kaart("publish", *place)
    for name in names():
        answers = [kaart("ask", name, "--audience", "regisseur", *place) for place in ((), ("--db", file))]
        # They were published at different moments.
        assert {key: value for key, value in answers[0].items() if key != "published"} == {
            key: value for key, value in answers[1].items() if key != "published"
        }
        assert answers[0]["k"] == 5


def test_a_log_is_checked_imported_and_known_the_second_time(kaart: Kaart, file: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    checked = kaart("check", str(path))
    assert (checked["added"], checked["checked_only"], checked["change"]) == (4, True, None)
    # Nothing was written: there is still nothing to show.
    assert "kaart init" in kaart("changes", status=2)["error"]
    assert _same(kaart, file, "import", str(path), "--source", "log")["added"] == 4
    assert kaart("import", str(path), "--source", "log")["known"] == 4
    assert _same(kaart, file, "ask", "bounces")["bounces"] == 1


def test_undo_and_redo(kaart: Kaart) -> None:
    kaart("import", str(TOY))
    undone = kaart("undo")
    assert (undone["undoes"], kaart("sources")) == (1, [])
    assert kaart("undo", str(undone["change"]))["undoes"] == undone["change"]
    assert kaart("ask", "bounces")["bounces"] == 3
    assert [change["change"] for change in kaart("changes")] == [3, 2, 1]


def test_undo_says_what_became_of_an_import_that_was_not_complete(
    kaart: Kaart, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(neo4j_write, "TOGETHER", 2)
    monkeypatch.setattr(neo4j_work, "PORTION", 3)
    give_up = Changing.give_up

    def after_the_import(store: Changing) -> None:
        # Another process goes on with it, and `give_up` waits until that is done.
        assert run(["import", str(TOY)]) == 0
        give_up(store)

    breaks_at(monkeypatch, 4, lambda: run(["import", str(TOY)]))
    with monkeypatch.context() as patch:
        patch.setattr(Changing, "give_up", after_the_import)
        assert run(["undo"]) == 1
        assert "Er is niets teruggedraaid." in capsys.readouterr().err
    assert [change["change"] for change in kaart("changes")] == [1]
    assert kaart("undo", "1")["undoes"] == 1
    breaks_at(monkeypatch, 4, lambda: run(["import", str(TOY)]))
    assert kaart("undo")["taken_back"] is True
    assert [change["change"] for change in kaart("changes")] == [2, 1]


def test_forget_erases_a_household_and_a_later_import_leaves_it_out(kaart: Kaart, own_machine: str) -> None:
    kaart("import", str(TOY))
    with open_to_read(Settings()) as store:
        (code,) = households(store, "H1", Settings().door())
    home = label("household", code)
    # definitions.md, toy register: z1 is the one case of H1, with two of the three bounces.
    assert kaart("forget", "household", home, "--yes")["cases"] == 1
    assert kaart("ask", "bounces")["bounces"] == 1
    assert kaart("import", str(TOY))["forgotten"] > 0
    found = Settings().server()
    assert found is not None
    assert home not in str(cypher(found, "MATCH (n) RETURN properties(n)"))


def test_forget_says_what_the_server_keeps(kaart: Kaart, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    for place in ((), ("--db", file)):
        kaart("import", str(TOY), *place)
        assert kaart("forget", "household", "H1", "--yes", *place)["traces_on_server"] is (not place)
        assert run(["forget", "household", "H2", "--yes", *place]) == 0
        said = capsys.readouterr().out
        assert ("houden nog sporen" in said, "kaart copy" in said) == (not place, not place)


def test_backup_is_a_file_that_answers_the_same_and_restore_says_where_to_go(
    kaart: Kaart, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kaart("import", str(TOY))
    copy = tmp_path / "copy.db"
    assert kaart("backup", str(copy))["version"] == 1
    with open_sqlite(copy, Door(KEY.encode())) as store:
        assert len(store.network().cases) == 8
    assert "De beheerder van de server" in kaart("restore", str(copy), status=2)["error"]


def test_settings_and_looks_stand_on_this_machine(kaart: Kaart) -> None:
    kaart("init")
    kaart("settings", "k", "12", "--why", "afgesproken")
    assert [change["why"] for change in kaart("settings", "--history")] == ["afgesproken"]
    kaart("settings", "--undo")
    assert kaart("looks") == {"looks": [], "damaged": 0}


def test_reports_are_the_same_but_for_their_moment(kaart: Kaart, file: str, tmp_path: Path) -> None:
    pages = []
    for place in ((), ("--db", file)):
        kaart("import", str(TOY), *place)
        out = tmp_path / f"report{len(place)}.html"
        assert run(["report", "--out", str(out), "--audience", "beheerder", *place]) == 0
        pages.append(out.read_text())
    lines = [page.splitlines() for page in pages]
    different = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    assert len(pages[0]) > 10_000
    assert len(different) <= 1, different


def test_saved_questions_are_the_servers_own(kaart: Kaart, file: str) -> None:
    kaart("import", str(TOY))
    rows = kaart("query", "bounces")["rows"]
    # definitions.md, "Bounces": CJG and Wmo two, Wijkteam and Wmo one.
    assert [(row["a"], row["b"], row["bounces"]) for row in rows] == [("CJG", "Wmo", 2), ("Wijkteam", "Wmo", 1)]
    assert kaart("query", "bounces", "--db", file, status=2)["error"]


def test_the_demo_is_imported_into_the_server_only_when_named(kaart: Kaart) -> None:
    kaart("init")
    # `--db demo` is the demo of this machine, also when a server is set.
    assert kaart("ask", "bounces", "--db", "demo")["cases"] > 0
    assert kaart("sources") == []
