"""What only the store on SQLite has: one file, its log, its versions, and other processes."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import pytest

from graph.batch import Batch
from graph.errors import DiskFull, KeyMismatch, StoreBroken, StoreLocked, StoreRefused, StoreTooNew, Unknown
from graph.model import Household, Organisation
from graph.pseudonyms import Door, label
from graph.stores import sqlite_connection, sqlite_file
from graph.stores.sqlite import open_sqlite
from graph.stores.sqlite_connection import ERRORS, check_version, translated
from queries.statement import SQL, parse

ME: dict[str, Any] = {"who": "Test", "why": "a test"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kaart.db"


def organisations(*names: str) -> Batch:
    return Batch.of([Organisation(name, name) for name in names])


class TestFile:
    @pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00" + bytes(2000), os.urandom(5000)])
    def test_what_is_not_ours_is_refused_and_left_alone(self, path: Path, door: Door, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(StoreBroken, match=r"is not a database of Verwijskaart, or is damaged\. The file was not"):
            open_sqlite(path, door)
        assert path.read_bytes() == content
        assert [p.name for p in path.parent.iterdir()] == [path.name]

    def test_another_database_is_left_alone(self, path: Path, door: Door) -> None:
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE cases (x)")
        db.close()
        before = path.read_bytes()
        with pytest.raises(StoreBroken):
            open_sqlite(path, door)
        assert path.read_bytes() == before

    def test_a_folder_or_a_missing_file_is_refused(self, tmp_path: Path, door: Door) -> None:
        with pytest.raises(StoreRefused):
            open_sqlite(tmp_path, door)
        with pytest.raises(StoreRefused, match="does not exist"):
            open_sqlite(tmp_path / "absent.db", door, create=False)
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_file_becomes_a_database(self, path: Path, door: Door) -> None:
        path.touch()
        with open_sqlite(path, door) as store:
            assert store.version == 0
        assert [p.name for p in path.parent.iterdir()] == [path.name]

    def test_a_damaged_page_is_told(self, path: Path, door: Door) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations(*"abcdefgh"), **ME)
        whole = bytearray(path.read_bytes())
        whole[4096:] = b"\xff" * (len(whole) - 4096)
        path.write_bytes(whole)
        with pytest.raises(StoreBroken, match="kaart restore FILE"), open_sqlite(path, door) as store:
            store.contents()

    def test_a_newer_schema_is_refused(self, path: Path, door: Door) -> None:
        open_sqlite(path, door).close()
        raw = apsw.Connection(str(path))
        raw.pragma("user_version", sqlite_file.SCHEMA + 1)
        raw.close()
        with pytest.raises(StoreTooNew, match="newer version"):
            open_sqlite(path, door)

    def test_an_older_schema_is_brought_up_to_date(
        self, path: Path, door: Door, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
        # As if this version were the one before, and the next had one table more.
        step = parse("m", "-- x\n-- takes:\n-- gives:\nCREATE TABLE later (x); INSERT INTO later VALUES (7)", SQL)
        monkeypatch.setitem(sqlite_file.MIGRATIONS, sqlite_file.SCHEMA, step)
        monkeypatch.setattr(sqlite_file, "SCHEMA", sqlite_file.SCHEMA + 1)
        with pytest.raises(StoreRefused, match="can only be read"):
            open_sqlite(path, door, read_only=True)
        with open_sqlite(path, door) as store:
            assert store.db.pragma("user_version") == sqlite_file.SCHEMA
            assert list(store.db.db.execute("SELECT x FROM later")) == [(7,)]
            assert len(store.contents().records) == 1

    def test_another_key_is_refused(self, path: Path, door: Door) -> None:
        open_sqlite(path, door).close()
        with pytest.raises(KeyMismatch, match="KAART_KEY"):
            open_sqlite(path, Door(b"another key, also of 32 bytes..."))
        open_sqlite(path, door).close()
        open_sqlite(path).close()

    def test_adding_needs_a_key(self, path: Path) -> None:
        with open_sqlite(path) as store:
            with pytest.raises(KeyMismatch, match="opened without a key"):
                store.add(organisations("a"), **ME)
            assert store.version == 0

    def test_reading_alone_works_where_nothing_can_be_written(self, path: Path, door: Door) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
        before = path.read_bytes()
        with open_sqlite(path, read_only=True) as store:
            assert len(store.network().records) == 1
            with pytest.raises(StoreRefused):
                store.undo(**ME)
        assert path.read_bytes() == before


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "ours"),
        [
            (apsw.SQLITE_BUSY, StoreLocked),
            (apsw.SQLITE_LOCKED, StoreLocked),
            (apsw.SQLITE_FULL, DiskFull),
            (apsw.SQLITE_NOTADB, StoreBroken),
            (apsw.SQLITE_CORRUPT, StoreBroken),
            (apsw.SQLITE_READONLY, StoreRefused),
            (apsw.SQLITE_CANTOPEN, StoreRefused),
            (apsw.SQLITE_IOERR, StoreRefused),
            (apsw.SQLITE_CONSTRAINT, StoreRefused),
        ],
    )
    def test_each_becomes_one_of_ours(self, code: int, ours: type[StoreRefused]) -> None:
        with pytest.raises(ours, match="here") as refused, translated("here"):
            raise apsw.exception_for(code)
        assert type(refused.value) is ours

    def test_every_error_of_sqlite_is_translated(self) -> None:
        theirs = [e for e in vars(apsw).values() if isinstance(e, type) and issubclass(e, apsw.Error)]
        assert len(theirs) > 20
        for error in theirs:
            with pytest.raises(StoreRefused), translated("here"):
                raise error("x")
        assert all(issubclass(ours, StoreRefused) for _, ours, _ in ERRORS)

    def test_versions_with_the_bug_are_refused(self) -> None:
        for version in ("3.7.0", "3.40.1", "3.51.2"):
            with pytest.raises(StoreRefused, match="make env"):
                check_version(version)
        check_version("3.51.3")
        check_version(apsw.sqlite_lib_version())

    def test_a_full_disk_leaves_what_was_there(self, path: Path, door: Door) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
            store.db.pragma("max_page_count", store.db.pragma("page_count") + 1)
            with pytest.raises(DiskFull, match="Nothing was changed"):
                store.add(Batch.of([Organisation(str(n), "x" * 500) for n in range(500)]), **ME)
            assert store.version == 1
            assert len(store.contents().records) == 1


def _write_slowly(path: Path, key: bytes, started: object, go_on: object) -> None:
    def wait(done: int, total: int) -> None:
        started.set()  # type: ignore[attr-defined]
        go_on.wait(30)  # type: ignore[attr-defined]

    with open_sqlite(path, Door(key)) as store:
        store.add(Batch.of([Household(label("household", 7))]), **ME, progress=wait)


def _write_many(path: Path, key: bytes, name: str) -> None:
    with open_sqlite(path, Door(key)) as store:
        for n in range(10):
            store.add(organisations(f"{name}{n}"), **ME)


class TestProcesses:
    KEY = b"a key of the tests, 32 bytes long"

    def test_others_read_while_one_writes(self, path: Path, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite_connection, "BUSY_MS", 50)
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
        spawn = multiprocessing.get_context("spawn")
        started, go_on = spawn.Event(), spawn.Event()
        writer = spawn.Process(target=_write_slowly, args=(path, self.KEY, started, go_on))
        writer.start()
        assert started.wait(30)
        with open_sqlite(path, door) as store:
            assert (store.version, len(store.network().households)) == (1, 0)
            with pytest.raises(StoreLocked, match="Wait until it is done and try again"):
                store.add(organisations("b"), **ME)
            go_on.set()
            writer.join(30)
            assert (store.version, len(store.network().households)) == (2, 1)

    def test_several_writers_lose_nothing(self, path: Path, door: Door) -> None:
        spawn = multiprocessing.get_context("spawn")
        # None of them is first to make the file.
        writers = [spawn.Process(target=_write_many, args=(path, self.KEY, name)) for name in "abc"]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)
        with open_sqlite(path, door) as store:
            assert store.version == 30
            assert {r.key for r in store.contents().records} == {f"{w}{n}" for w in "abc" for n in range(10)}


def test_the_command_line_does_not_wait_for_sqlite() -> None:
    code = "import graph.store, sys; print('apsw' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_an_unknown_household_is_told(path: Path, door: Door) -> None:
    with open_sqlite(path, door) as store, pytest.raises(Unknown, match="Not found: h-"):
        store.forget("household", [label("household", 5)], who="Ans")
