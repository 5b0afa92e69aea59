"""Backups of a SQLite database: made while others use it, checked, and put back without losing what was there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from graph.changesets import Backup
from graph.errors import StoreBroken, StoreRefused
from graph.instants import instant, moment
from graph.pseudonyms import Door
from graph.stores import sqlite_erase
from graph.stores.sqlite_connection import Connection, translated
from graph.stores.sqlite_file import check_ours, new_epoch, opened, put_in_place
from graph.text import Text
from queries import SQLITE

_ENDS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What putting a backup back did.

    Attributes
    ----------
    version
        The data version that stands now.
    kept
        The copy of the database that was there; restoring it takes the restore back. None where there was none.
    forgotten
        The rows that were in the backup of persons erased since, and are erased again.
    """

    version: int
    kept: Path | None
    forgotten: int


def backups(db: Connection) -> tuple[Backup, ...]:
    """The backups that a database knows of, newest first."""
    rows = db.rows(SQLITE.GET_BACKUPS)
    return tuple(Backup(Path(p), when, version) for p, made, version in rows if (when := moment(made)))


def backup(db: Connection, path: Path) -> Backup:
    """Copies a database to a new file.

    Raises
    ------
    StoreRefused
        When there is a file of that name already, or it cannot be made.
    """
    where = path.resolve()
    if where.exists():
        raise StoreRefused(_EXISTS.format(path=where))
    with _temporary(where) as new:
        version = _copied(db, new)
        put_in_place(new, where)
    if not where.exists():
        raise StoreRefused(_EXISTS.format(path=where))
    made = instant(datetime.now(UTC))
    with db.writing():
        db.run(SQLITE.ADD_BACKUP, str(where), made, version)
    return next(b for b in backups(db) if b.path == where)


def holds(backup: Backup, kind: str, ids: frozenset[str | int]) -> bool:
    """Whether a backup is still there and names one of some households or professionals."""
    if not backup.path.exists():
        return False
    try:
        db = opened(backup.path, None, create=False, read_only=True)
    except StoreRefused:
        # What cannot be read may hold them.
        return True
    try:
        return bool(sqlite_erase.known(db, kind, ids))
    finally:
        db.close()


def restore_sqlite(backup: Path, into: Path, door: Door | None) -> RestoreResult:
    """Puts a backup in the place of a database; who was erased since stays erased.

    The database that was there is kept as a copy beside it. It is all or nothing, and other programs that have the
    database open go on with the restored one.

    Raises
    ------
    StoreRefused
        When the backup is not ours, damaged, too new or of another key; nothing is changed then.
    """
    where = into.resolve()
    check_ours(backup)
    with _temporary(where) as new:
        source = opened(backup, door, create=False, read_only=True)
        try:
            _copied(source, new)
        finally:
            source.close()
        if not where.exists() or not where.stat().st_size:
            forgotten, version = _prepared(new, door, frozenset(), ())
            put_in_place(new, where)
            return RestoreResult(version, None, forgotten)
        return _swapped(new, where, door)


def _swapped(new: Path, where: Path, door: Door | None) -> RestoreResult:
    check_ours(where)
    kept = _aside(where)
    try:
        version, forgotten = _poured(new, where, kept, door)
    except StoreBroken:
        # Of a damaged database no sound copy can be made: it goes aside as it is.
        version, forgotten = _replaced(new, where, kept, door)
    shutil.rmtree(where.with_name(where.name + ".cache"), ignore_errors=True)
    return RestoreResult(version, kept, forgotten)


def _poured(new: Path, where: Path, kept: Path, door: Door | None) -> tuple[int, int]:
    present = opened(where, door, create=False, read_only=False)
    try:
        with _temporary(kept) as copy:
            version = _copied(present, copy)
            put_in_place(copy, kept)
        known = (*backups(present), Backup(kept, datetime.now(UTC), version))
        forgotten, version = _prepared(new, door, _digests(present), known)
        _pour(new, present)
    finally:
        present.close()
    return version, forgotten


def _replaced(new: Path, where: Path, kept: Path, door: Door | None) -> tuple[int, int]:
    digests: frozenset[bytes] = frozenset()
    with suppress(StoreRefused):
        present = Connection(where, apsw.SQLITE_OPEN_READWRITE)
        try:
            digests = _digests(present)
        finally:
            present.close()
    forgotten, version = _prepared(new, door, digests, ())
    for end in ("", *_ENDS):
        with suppress(FileNotFoundError):
            where.with_name(where.name + end).rename(kept.with_name(kept.name + end))
    put_in_place(new, where)
    return version, forgotten


def _digests(db: Connection) -> frozenset[bytes]:
    return frozenset(digest for (digest,) in db.rows(SQLITE.GET_ERASED))


def _prepared(new: Path, door: Door | None, digests: frozenset[bytes], known: tuple[Backup, ...]) -> tuple[int, int]:
    """Makes a copy of a backup fit to take over: an epoch of its own, and without those erased since."""
    db = opened(new, door, create=False, read_only=False)
    try:
        with db.writing():
            new_epoch(db)
            forgotten = sqlite_erase.erase_again(db, digests, door) if digests and door else 0
            have = {b.path for b in backups(db)}
            for b in known:
                if b.path not in have:
                    db.run(SQLITE.ADD_BACKUP, str(b.path), instant(b.when), b.version)
        if db.one(SQLITE.GET_META, "sweep"):
            sqlite_erase.sweep(db, None)
        return forgotten, int(db.one(SQLITE.VERSION))
    finally:
        db.close()


def _copied(db: Connection, to: Path) -> int:
    """Copies a database to a file of its own, one moment of it, and checks the copy; its version."""
    with translated(to):
        copy = apsw.Connection(str(to))
        try:
            with copy.backup("main", db.db, "main") as pages:
                pages.step(-1)
            # One file, without a log beside it.
            copy.pragma("journal_mode", "delete")
            problem = copy.pragma("integrity_check")
            version = int(copy.execute(SQLITE.VERSION.text).get)
        finally:
            copy.close()
    if problem != "ok":
        raise StoreBroken(_DAMAGED.format(path=db.path, problem=problem))
    return version


def _pour(new: Path, present: Connection) -> None:
    """Writes a whole database over another in one transaction, which other programs see as any other write."""
    with translated(present.path):
        source = apsw.Connection(str(new))
        try:
            with present.db.backup("main", source, "main") as pages:
                pages.step(-1)
        finally:
            source.close()
    present.checkpoint()


def _aside(where: Path) -> Path:
    now = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    return where.with_name(f"{where.stem}.before-restore-{now}-{secrets.token_hex(2)}{where.suffix}")


@contextmanager
def _temporary(beside: Path) -> Iterator[Path]:
    """A name for a file that is made whole before it gets its own name."""
    new = beside.with_name(f".{beside.name}.{secrets.token_hex(4)}")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        yield new
    except OSError as error:
        raise StoreRefused(_UNWRITABLE.format(path=beside, problem=error.strerror or error)) from error
    finally:
        for left in (new, *(new.with_name(new.name + end) for end in _ENDS)):
            left.unlink(missing_ok=True)


_EXISTS = Text(
    "{path} bestaat al en wordt niet overschreven. Kies een andere naam voor de back-up.",
    "{path} exists already and is not overwritten. Choose another name for the backup.",
)
_UNWRITABLE = Text(
    "{path} kan niet worden geschreven ({problem}). Kies een map waarin je mag schrijven.",
    "{path} cannot be written ({problem}). Choose a folder where you may write.",
)
_DAMAGED = Text(
    "{path} is beschadigd ({problem}). Zet een oudere back-up terug met 'kaart restore BESTAND'.",
    "{path} is damaged ({problem}). Put an older backup back with 'kaart restore FILE'.",
)
