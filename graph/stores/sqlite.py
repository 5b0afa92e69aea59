"""The store on SQLite: one file, several readers, one writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.batch import Batch
from graph.changesets import Backup, ChangeKind, ChangeSet, NewChange, SourceCount, Touched
from graph.columns import Ints
from graph.difference import Difference, Ended
from graph.erasure import Persons
from graph.hooks import PersonKind, Progress
from graph.instants import AMSTERDAM, instant
from graph.past import Past
from graph.pseudonyms import Door
from graph.sources import Source, SourceKind
from graph.store import Store
from graph.stores import sqlite_backup, sqlite_erase, sqlite_past, sqlite_read, sqlite_undo, sqlite_write
from graph.stores.sqlite_backup import RestoreResult, restore_sqlite
from graph.stores.sqlite_connection import BUSY_MS, Connection
from graph.stores.sqlite_file import opened
from graph.undo import Flip, undone_by
from queries import SQLITE

__all__ = ["RestoreResult", "SqliteStore", "open_sqlite", "restore_sqlite"]


def open_sqlite(
    path: Path | str,
    door: Door | None = None,
    *,
    create: bool = True,
    read_only: bool = False,
    patience: int = BUSY_MS,
) -> SqliteStore:
    """The store in a file, made where there is none; `patience` is how many milliseconds one waits for who writes.

    Raises
    ------
    StoreRefused
        When it cannot be opened; see its subclasses. A file that is not ours is never changed.
    """
    where = Path(path)
    store = SqliteStore(opened(where, door, create=create, read_only=read_only, patience=patience), door)
    if not read_only and store.db.one(SQLITE.GET_META, "sweep"):
        store.sweep()
    return store


class SqliteStore(Store):
    """The contract on SQLite; `open_sqlite` makes one."""

    def __init__(self, db: Connection, door: Door | None) -> None:
        super().__init__(door)
        self.db = db

    @property
    def path(self) -> Path:
        """The file."""
        return self.db.path

    def close(self) -> None:
        """Lets go of the file; a second time does nothing."""
        self.db.close()

    def reading(self) -> AbstractContextManager[None]:
        """One moment of the database, whatever others write meanwhile."""
        return self.db.reading()

    def writing(self) -> AbstractContextManager[None]:
        """All or nothing; one writer at a time."""
        return self.db.writing()

    @property
    def version(self) -> int:
        """The number of the newest change set, 0 when there is none."""
        return int(self.db.one(SQLITE.VERSION))

    @property
    def token(self) -> str:
        """The epoch of the database (new after a restore or an erasure) and its version."""
        with self.reading():
            return f"{self.db.one(SQLITE.GET_META, 'epoch')}-{self.version}"

    @property
    def cache_folder(self) -> Path | None:
        """Beside the file."""
        return self.path.with_name(self.path.name + ".cache")

    def changes(self, since: int = 0) -> tuple[ChangeSet, ...]:
        """The change sets after a version, newest first."""
        rows = self.db.rows(SQLITE.GET_CHANGES, since)
        off = undone_by((row[0], row[8]) for row in rows)
        return tuple(_change(row, off.get(row[0])) for row in rows)

    def touched_since(self, version: int) -> Touched:
        """What changed after a version."""
        with self.reading():
            return sqlite_undo.touched_since(self.db, self.changes(), version)

    def sources(self) -> tuple[Source, ...]:
        """Every source of which something stands now."""
        with self.reading():
            return tuple(s for s in self._all_sources() if self.db.one(SQLITE.SOURCE_HOLDS, s.number))

    def source_counts(self) -> tuple[SourceCount, ...]:
        """Cases of each source, and the rows that stand of what it delivered."""
        with self.reading():
            return tuple(self._count(source) for source in self.sources())

    def _count(self, source: Source) -> SourceCount:
        ((cases, rows, events),) = self.db.rows(SQLITE.COUNT_SOURCE, source.number)
        return SourceCount(source, cases, events if source.kind is SourceKind.LOG else rows)

    def contents(self, cases: Ints | None = None, households: Ints | None = None) -> Batch:
        """Everything that stands, or of the register only some cases and households."""
        with self.reading():
            return sqlite_read.contents(self.db, cases, households)

    def register_of(self, cases: Ints, households: Ints) -> Batch:
        """Some cases and households."""
        with self.reading():
            return sqlite_read.contents(self.db, cases, households, with_map=False)

    def backups(self) -> tuple[Backup, ...]:
        """The backups that were made, newest first."""
        return sqlite_backup.backups(self.db)

    def backup(self, path: Path) -> Backup:
        """Copies the whole database to a new file, also while others use it."""
        return sqlite_backup.backup(self.db, path)

    def sweep(self) -> None:
        """Leaves no trace of what was erased in any file; also finishes an erasure that was broken off."""
        sqlite_erase.sweep(self.db, self.cache_folder)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ever written here."""
        return self.version == 0

    def past(self) -> Past:
        """Everything, of every version, at one moment."""
        with self.reading():
            return sqlite_past.past(self.db)

    @contextmanager
    def taking(self, past: Past, admits: Callable[[], None], told: Callable[[int], None]) -> Iterator[None]:
        """Makes the store hold a past and nothing else; no file keeps what was there before."""
        with self.writing():
            admits()
            if replaced := not self.is_blank:
                self.db.run(SQLITE.SET_META, "sweep", 1)
            sqlite_past.take(self.db, past, told)
            yield
        if replaced:
            self.sweep()

    def draw_flows(self, flows: Sequence[tuple[str, str, int, str]]) -> None:
        """Keeps rounded numbers of households from loket to loket in a table of their own."""
        with self.writing():
            self.db.run(SQLITE.FLOWS_SCHEMA)
            self.db.many(SQLITE.ADD_FLOW, flows)

    def _held(self, batch: Batch) -> Batch:
        return sqlite_read.held(self.db, batch)

    def _words(self) -> dict[str, int]:
        return sqlite_read.words(self.db)

    def _learn(self, words: Sequence[str]) -> dict[str, int]:
        known = self._words()
        start = max(known.values(), default=0) + 1
        new = {word: start + i for i, word in enumerate(w for w in words if w not in known)}
        self.db.many(SQLITE.ADD_WORD, ((key, word) for word, key in new.items()))
        return known | new

    def _all_sources(self) -> tuple[Source, ...]:
        return tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in self.db.rows(SQLITE.GET_SOURCES))

    def _new_source(self, name: str, kind: SourceKind) -> Source:
        number = max((s.number for s in self._all_sources()), default=0) + 1
        self.db.run(SQLITE.ADD_SOURCE, number, name, kind.value)
        return Source(number, name, kind)

    def _begin(self, change: NewChange) -> int:
        number = self.version + 1
        self.db.run(
            SQLITE.ADD_CHANGE,
            number,
            change.kind.value,
            change.who,
            instant(datetime.now(UTC)),
            change.why,
            change.source,
            change.added,
            change.removed,
            change.undoes,
            change.map,
            change.households,
        )
        return number

    def _write(self, number: int, difference: Difference, progress: Progress | None) -> None:
        sqlite_write.write(self.db, number, difference, progress)

    def _named(self, ids: frozenset[str]) -> tuple[Ended, frozenset[str]]:
        return sqlite_read.named(self.db, ids)

    def _blocked_by(self, flip: Flip) -> tuple[int, ...]:
        return sqlite_undo.blocked_by(self.db, flip)

    def _flip(self, flip: Flip, number: int) -> None:
        sqlite_undo.flip(self.db, flip, number)

    def _digests(self) -> frozenset[bytes]:
        return frozenset(digest for (digest,) in self.db.rows(SQLITE.GET_ERASED))

    def _erase(self, persons: Persons, digests: Sequence[bytes]) -> int:
        return sqlite_erase.erase(self.db, persons, digests)

    def _cases_ever(self, households: Ints) -> Ints:
        return sqlite_read.keys(self.db, SQLITE.CASES_EVER_OF, households)

    def _holds(self, backup: Backup, kind: PersonKind, ids: frozenset[str | int]) -> bool:
        return sqlite_backup.holds(backup, kind, ids)

    def _known(self, kind: PersonKind, ids: frozenset[str | int]) -> frozenset[str | int]:
        return sqlite_erase.known(self.db, kind, ids)


def _change(row: Sequence[Any], by: int | None) -> ChangeSet:
    number, kind, who, made, why, source, added, removed, undoes, _, _ = row
    when = datetime.fromtimestamp(made / 1_000_000, tz=AMSTERDAM)
    return ChangeSet(number, ChangeKind.of_value(kind), who, when, why, source, added, removed, undoes, by)
