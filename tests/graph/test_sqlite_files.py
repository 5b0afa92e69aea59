"""Erasure and backups on SQLite: what is left in which file."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.batch import Batch
from graph.codes import Layer
from graph.errors import KeyMismatch, StoreBroken, StoreRefused
from graph.model import Case, Household, Loket, Organisation, Professional, Record, Referral, Tie
from graph.pseudonyms import Door, label
from graph.stores.sqlite import SqliteStore, open_sqlite, restore_sqlite

ME: dict[str, Any] = {"who": "Test", "why": "a test"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kaart.db"


def organisations(*names: str) -> Batch:
    return Batch.of([Organisation(name, name) for name in names])


HOUSEHOLD, CASE = 0x1122_3344_5566_7788, 0x2233_4455_6677_8899
PERSON = "prof-7f3a-jansen"


def register(now: datetime) -> tuple[Record, ...]:
    h, c = label("household", HOUSEHOLD), label("case", CASE)
    return (
        Loket("a", name="Wijkteam"),
        Professional(PERSON, "a", role="regisseur"),
        Tie(PERSON, "p2", Layer.KNOWS, PERSON, date(2024, 1, 1)),
        Household(h, area="Noord"),
        Case(c, h, opened_at=now, entry="a"),
        Referral(label("referral", 5), c, "a", "b", now, from_professional=PERSON),
        Case(label("case", 3), label("household", 4), opened_at=now, entry="a"),
        Referral(label("referral", 6), label("case", 3), "a", "b", now, from_professional=PERSON),
    )


def traces(folder: Path, *needles: bytes) -> list[str]:
    files = (f for f in folder.rglob("*") if f.is_file())
    return [f"{f.name}: {n!r}" for f in files for n in needles if n in f.read_bytes()]


def bytes_of(key: int, kind: str) -> list[bytes]:
    shown = label(kind, key)  # type: ignore[arg-type]
    return [key.to_bytes(8, "big"), key.to_bytes(8, "little"), shown.encode(), str(key).encode()]


class TestErasure:
    NEEDLES = (*bytes_of(HOUSEHOLD, "household"), *bytes_of(CASE, "case"), PERSON.encode())

    def _filled(self, path: Path, door: Door) -> SqliteStore:
        store = open_sqlite(path, door)
        store.add(Batch.of(register(datetime.now(UTC))), source="s", who=PERSON, why=f"voor {PERSON}")
        store.add(Batch.of([Household(label("household", HOUSEHOLD), area="Zuid")]), **ME)
        store.undo(**ME)
        store.network()
        store.search("regisseur")
        return store

    def test_leaves_no_byte_in_any_file(self, path: Path, door: Door) -> None:
        with self._filled(path, door) as store:
            # The test can see what it looks for: everything stands somewhere now.
            assert len({t.split(": ")[1] for t in traces(path.parent, *self.NEEDLES)}) >= 5
            store.forget("household", [label("household", HOUSEHOLD)], who="Ans")
            store.forget("professional", [PERSON], who="Ans")
            assert traces(path.parent, *self.NEEDLES) == []
            store.network()
            store.search("regisseur")
            assert traces(path.parent, *self.NEEDLES) == []

    def test_that_was_broken_off_is_finished_at_the_next_opening(
        self, path: Path, door: Door, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with self._filled(path, door) as store:
            monkeypatch.setattr(SqliteStore, "sweep", lambda self: None)
            store.forget("household", [HOUSEHOLD], who="Ans")
            monkeypatch.undo()
        assert traces(path.parent, *self.NEEDLES[:8])
        open_sqlite(path, door).close()
        assert traces(path.parent, *self.NEEDLES[:8]) == []

    def test_is_done_again_in_a_backup_that_is_put_back(self, path: Path, door: Door, tmp_path: Path) -> None:
        with self._filled(path, door) as store:
            backup = store.backup(tmp_path / "b" / "backup.db")
            store.forget("household", [HOUSEHOLD], who="Ans")
            store.forget("professional", [PERSON], who="Ans")
        result = restore_sqlite(backup.path, path, door)
        shutil.rmtree(tmp_path / "b")
        assert result.forgotten >= 5
        assert traces(path.parent, *self.NEEDLES) == []
        with open_sqlite(path, door) as store:
            assert store.network().cases.key.tolist() == [3]
            again = store.add(Batch.of(register(datetime.now(UTC))), source="s", **ME)
            assert again.forgotten >= 5


class TestBackup:
    def test_goes_out_and_comes_back(self, path: Path, door: Door, tmp_path: Path) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
            backup = store.backup(tmp_path / "backup.db")
            store.add(organisations("b"), **ME)
            assert store.backups() == (backup,)
            token = store.token
        result = restore_sqlite(backup.path, path, door)
        with open_sqlite(path, door) as store:
            assert (store.version, result.version) == (1, 1)
            assert [r.key for r in store.network().records] == ["a"]
            assert store.token != token
        assert result.kept is not None
        restore_sqlite(result.kept, path, door)
        with open_sqlite(path, door) as store:
            assert [r.key for r in store.network().records] == ["a", "b"]

    def test_programs_that_have_it_open_go_on_with_what_was_put_back(
        self, path: Path, door: Door, tmp_path: Path
    ) -> None:
        with open_sqlite(path, door) as store:
            backup = store.backup(tmp_path / "empty.db")
            store.add(organisations("a"), **ME)
            assert len(store.network().records) == 1
            restore_sqlite(backup.path, path, door)
            assert (store.version, len(store.network().records)) == (0, 0)
            store.add(organisations("c"), **ME)
            assert [r.key for r in store.network().records] == ["c"]

    def test_into_a_place_where_nothing_is(self, path: Path, door: Door, tmp_path: Path) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations("a"), **ME)
            store.backup(tmp_path / "backup.db")
        result = restore_sqlite(tmp_path / "backup.db", tmp_path / "new" / "kaart.db", door)
        assert result.kept is None
        with open_sqlite(tmp_path / "new" / "kaart.db", door) as store:
            assert store.version == 1
            assert store.db.pragma("journal_mode") == "wal"

    def test_takes_the_place_of_a_damaged_database(self, path: Path, door: Door, tmp_path: Path) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations(*"abcdefgh"), **ME)
            store.backup(tmp_path / "backup.db")
        damaged = path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)
        path.write_bytes(damaged)
        result = restore_sqlite(tmp_path / "backup.db", path, door)
        with open_sqlite(path, door) as store:
            assert len(store.contents().records) == 8
        assert result.kept
        assert result.kept.read_bytes() == damaged

    def test_never_takes_the_place_of_what_is_not_ours(self, path: Path, door: Door, tmp_path: Path) -> None:
        with open_sqlite(path, door) as store:
            store.backup(tmp_path / "backup.db")
        (tmp_path / "thesis.doc").write_text("mine")
        with pytest.raises(StoreBroken, match="is not a database of Verwijskaart"):
            restore_sqlite(tmp_path / "backup.db", tmp_path / "thesis.doc", door)
        assert (tmp_path / "thesis.doc").read_text() == "mine"

    def test_overwrites_no_file(self, path: Path, door: Door, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        with open_sqlite(path, door) as store, pytest.raises(StoreRefused, match="is not overwritten"):
            store.backup(tmp_path / "notes.txt")
        assert (tmp_path / "notes.txt").read_text() == "mine"

    @pytest.mark.parametrize("content", [b"", b"nothing", None])
    def test_a_broken_backup_changes_nothing(
        self, path: Path, door: Door, tmp_path: Path, content: bytes | None
    ) -> None:
        with open_sqlite(path, door) as store:
            store.add(organisations(*"abcdefgh"), **ME)
            store.backup(tmp_path / "backup.db")
        whole = (tmp_path / "backup.db").read_bytes()
        damaged = whole[:4096] + b"\xff" * (len(whole) - 4096)
        (tmp_path / "backup.db").write_bytes(damaged if content is None else content)
        with pytest.raises(StoreBroken):
            restore_sqlite(tmp_path / "backup.db", path, door)
        with open_sqlite(path, door) as store:
            assert len(store.contents().records) == 8
        assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["backup.db", "kaart.db"]

    def test_of_another_key_is_refused(self, path: Path, door: Door, tmp_path: Path) -> None:
        other = Door(b"another key, also of 32 bytes...")
        with open_sqlite(tmp_path / "other.db", other) as store:
            store.backup(tmp_path / "backup.db")
        with pytest.raises(KeyMismatch):
            restore_sqlite(tmp_path / "backup.db", path, door)
        assert not path.exists()
