"""One connection to SQLite: its settings, its transactions, and its errors as ours."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from graph.errors import DiskFull, KaartError, StoreBroken, StoreLocked, StoreRefused
from graph.text import Text
from queries import Statement

BUSY_MS = 5_000
"""So long one waits for another process that writes, unless less patience is asked for."""
_CACHE_KIB = 65_536
_TOGETHER = 20
_BLOCK = 1 << 18
_RESET_BUG = ((3, 7, 0), (3, 51, 2))


def check_version(version: str) -> None:
    """Refuses the releases of SQLite that can damage a database with two connections (the WAL-reset bug).

    Raises
    ------
    StoreRefused
        When the version is one of them.
    """
    number = tuple(int(part) for part in version.split("."))
    if _RESET_BUG[0] <= number <= _RESET_BUG[1]:
        raise StoreRefused(_OLD_SQLITE.format(version=version))


@contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turns every error of SQLite into one of ours, with the path of the database in it."""
    try:
        yield
    except apsw.Error as error:
        kind, text = next(
            ((ours, text) for theirs, ours, text in ERRORS if isinstance(error, theirs)), (StoreRefused, _OTHER)
        )
        raise kind(text.format(path=path, problem=error)) from error


class Connection:
    """A connection that speaks in statements of the catalogue.

    Transactions hold a lock, so that several threads of one process may share the connection.
    """

    def __init__(self, path: Path, flags: int, *, uri: str | None = None, patience: int = BUSY_MS) -> None:
        check_version(apsw.sqlite_lib_version())
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        with translated(path):
            self.db = apsw.Connection(uri or str(path), flags=flags | (apsw.SQLITE_OPEN_URI if uri else 0))
            try:
                self._settle(patience)
            except BaseException:
                self.db.close(True)
                raise

    def _settle(self, patience: int) -> None:
        self.db.set_busy_timeout(patience)
        for name, value in (
            ("synchronous", "FULL"),
            ("foreign_keys", "ON"),
            ("secure_delete", "ON"),
            ("cache_size", -_CACHE_KIB),
            ("trusted_schema", "OFF"),
        ):
            self.db.pragma(name, value)

    def close(self) -> None:
        """Closes the connection; a second time does nothing."""
        with self._lock, translated(self.path):
            self.db.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One moment of the database, whatever others write meanwhile."""
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; one writer at a time.

        Raises
        ------
        StoreLocked
            When another process goes on writing.
        """
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._lock:
            if self._depth:
                yield
                return
            with translated(self.path):
                self.db.execute(begin)
            self._depth = 1
            try:
                yield
                with translated(self.path):
                    self.db.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite has rolled back already.
                with suppress(apsw.Error):
                    self.db.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    def rows(self, statement: Statement, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        with self._lock, translated(self.path):
            return list(self.db.execute(statement.text, _bound(values)))

    def one(self, statement: Statement, *values: Any) -> Any:
        """The first value of the first row, None where there is none."""
        rows = self.rows(statement, *values)
        return rows[0][0] if rows else None

    def columns(self, statement: Statement, dtype: np.dtype[Any], *values: Any) -> dict[str, NDArray[Any]]:
        """All rows of a statement as one array for each column."""
        blocks = []
        with self._lock, translated(self.path):
            rows = self.db.execute(statement.text, _bound(values))
            # A single column comes as tuples of one, which only a structured dtype takes.
            while len(block := np.fromiter(islice(rows, _BLOCK), dtype=dtype)):
                # Taken apart block by block, the rows and their columns are never in memory both.
                blocks.append({name: np.ascontiguousarray(block[name]) for name in statement.gives})
        whole = {name: [block.pop(name) for block in blocks] for name in statement.gives}
        return {name: np.concatenate([np.zeros(0, dtype[name]), *whole.pop(name)]) for name in statement.gives}

    def run(self, statement: Statement, *values: Any) -> int:
        """Runs a statement; the number of rows that it changed."""
        with self._lock, translated(self.path):
            self.db.execute(statement.text, _bound(values))
            return self.db.changes()

    def many(self, statement: Statement, rows: Iterable[Sequence[Any]]) -> None:
        """Runs a statement for each row."""
        with self._lock, translated(self.path):
            self.db.executemany(statement.text, rows)

    def checkpoint(self) -> bool:
        """Moves the log into the file and empties it; whether another program was in the way."""
        with self._lock, translated(self.path):
            try:
                self.db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            except (apsw.BusyError, apsw.LockedError):
                return True
            return False

    def insert(self, statement: Statement, rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows; as `many`, but a good many rows to a statement, which takes a third less time."""
        width = len(statement.takes)
        values = chain.from_iterable(rows)
        rest: tuple[Any, ...] = ()

        def together() -> Iterator[tuple[Any, ...]]:
            nonlocal rest
            while len(rest := tuple(islice(values, width * _TOGETHER))) == width * _TOGETHER:
                yield rest

        with self._lock, translated(self.path):
            self.db.executemany(statement.times(_TOGETHER), together())
            self.db.executemany(statement.text, (rest[i : i + width] for i in range(0, len(rest), width)))

    def pragma(self, name: str, value: str | int | None = None) -> Any:
        """A setting of the database."""
        with self._lock, translated(self.path):
            return self.db.pragma(name, value) if value is not None else self.db.pragma(name)


def _bound(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_carried(v) if isinstance(v, np.ndarray) else v for v in values)


def _carried(keys: NDArray[Any]) -> Any:
    # SQLite reads the array where it lies; NULL stands for an empty one, which lies nowhere.
    ints = np.ascontiguousarray(keys, dtype=np.int64)
    return apsw.carray(ints) if len(ints) else None


Translation = tuple[type[apsw.Error] | tuple[type[apsw.Error], ...], type[KaartError], Text]

_OLD_SQLITE = Text(
    "SQLite {version} kan een database beschadigen. Maak de omgeving opnieuw met 'make env'.",
    "SQLite {version} can damage a database. Make the environment again with 'make env'.",
)
_LOCKED = Text(
    "Een ander programma schrijft op dit moment in {path}. Wacht tot het klaar is en probeer het opnieuw.",
    "Another program is writing to {path}. Wait until it is done and try again.",
)
_FULL = Text(
    "De schijf van {path} is vol. Er is niets gewijzigd. Maak ruimte en probeer het opnieuw.",
    "The disk of {path} is full. Nothing was changed. Make room and try again.",
)
_BROKEN = Text(
    "{path} is beschadigd of geen database van Verwijskaart ({problem}). "
    "Zet een back-up terug met 'kaart restore BESTAND'.",
    "{path} is damaged or no database of Verwijskaart ({problem}). Put a backup back with 'kaart restore FILE'.",
)
_SHUT = Text(
    "{path} kan niet worden geopend of geschreven ({problem}). "
    "Controleer of de map bestaat en of je er mag schrijven, of kies een ander bestand met --db.",
    "{path} cannot be opened or written ({problem}). "
    "Check that the folder exists and that you may write there, or choose another file with --db.",
)
_OTHER = Text(
    "{path} geeft een fout ({problem}). Er is niets gewijzigd. Probeer het opnieuw.",
    "{path} gives an error ({problem}). Nothing was changed. Try again.",
)

ERRORS: tuple[Translation, ...] = (
    ((apsw.BusyError, apsw.LockedError), StoreLocked, _LOCKED),
    (apsw.FullError, DiskFull, _FULL),
    ((apsw.NotADBError, apsw.CorruptError, apsw.FormatError), StoreBroken, _BROKEN),
    (
        (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError, apsw.IOError),
        StoreRefused,
        _SHUT,
    ),
)
"""What each error of SQLite becomes; any other is a plain StoreRefused."""
