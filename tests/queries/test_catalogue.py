"""The statements: each file has its constant, each header says what stands in its body."""

from __future__ import annotations

import subprocess
import sys

import apsw
import pytest

from queries import SQLITE, HeaderWrong
from queries.statement import FOLDER, SQL, parse

SCRIPTS = {"SCHEMA", "SEARCH_SCHEMA"}


@pytest.fixture(scope="module")
def database() -> apsw.Connection:
    db = apsw.Connection(":memory:")
    db.execute(SQLITE.SCHEMA.text)
    db.execute(SQLITE.SEARCH_SCHEMA.text)
    return db


def test_files_and_constants_are_the_same() -> None:
    files = {path.stem.upper() for path in (FOLDER / "sqlite").glob("*.sql")}
    assert files == set(SQLITE.names())


@pytest.mark.parametrize("name", sorted(set(SQLITE.names()) - SCRIPTS))
def test_the_header_says_what_sqlite_says(name: str, database: apsw.Connection) -> None:
    statement = getattr(SQLITE, name)
    seen: list[tuple[str, ...]] = []
    database.exec_trace = None
    takes = {f"{p}": None for p in statement.takes}
    if statement.gives:
        cursor = database.cursor()

        def look(cursor: apsw.Cursor, text: str, bindings: object) -> bool:
            seen.append(tuple(column[0] for column in cursor.get_description()))
            return False

        cursor.exec_trace = look
        with pytest.raises(apsw.ExecTraceAbort):
            cursor.execute(statement.text, takes)
        assert seen == [statement.gives]
    assert len(statement.about) > 10
    assert statement.about.endswith(".")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-- x\n-- takes:\n-- gives:\nSELECT :a", "the header takes -, the body a"),
        ("-- x\n-- takes: b, a\n-- gives:\nSELECT :a, :b", "the header takes b, a, the body a, b"),
        ("-- x\n-- takes:\n-- gives: y\nSELECT 1 AS z", "the header gives y, which the body does not name"),
        ("-- x\n-- takes:\nSELECT 1", "the header has no line 'gives:'"),
        ("-- takes:\n-- gives:\nSELECT 1", "write what it is for, then the statement"),
        ("-- x\n-- takes:\n-- gives:\n", "write what it is for, then the statement"),
    ],
)
def test_a_wrong_header_is_refused_at_load(text: str, problem: str) -> None:
    with pytest.raises(HeaderWrong) as wrong:
        parse("name", text, SQL)
    assert str(wrong.value) == f"name: {problem}"


def test_text_in_quotes_is_no_parameter() -> None:
    assert parse("n", "-- x\n-- takes: a\n-- gives:\nSELECT ':b', :a", SQL).takes == ("a",)


def test_an_insertion_of_many_rows_is_the_same_for_each() -> None:
    one = parse("n", "-- x\n-- takes: a, b\n-- gives:\nINSERT INTO t (a, b) VALUES (:a, :b)", SQL)
    assert one.times(2) == "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)"
    assert one.times(1) == "INSERT INTO t (a, b) VALUES (?, ?)"


def test_nothing_is_read_before_it_is_used() -> None:
    code = "import queries, sys; print([n for n in ('apsw', 'numpy', 'importlib.resources') if n in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
