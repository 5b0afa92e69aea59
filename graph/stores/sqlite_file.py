"""The file of a database: whose it is, how it is made, and how an older one is brought up to date.

A file that is not ours is recognised by its first bytes, before SQLite has touched it.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

import apsw

from graph.errors import KeyMismatch, StoreBroken, StoreLocked, StoreRefused, StoreTooNew
from graph.pseudonyms import Door
from graph.stores.sqlite_connection import BUSY_MS, Connection
from graph.text import Text
from queries import SQLITE, Statement

SCHEMA = 1
"""The newest version of the schema; each older one has a migration to the next."""
MIGRATIONS: dict[int, Statement] = {}
"""By version: the statement that brings a database of that version to the next."""
APPLICATION = 0x4B41_5254
"""What says in the header of a file that it is ours ('KART')."""

_HEADER = b"SQLite format 3\x00"


def opened(path: Path, door: Door | None, *, create: bool, read_only: bool, patience: int = BUSY_MS) -> Connection:
    """A connection to a database that is ours, up to date, and of this key."""
    if not _has_content(path):
        if not create or read_only:
            raise StoreRefused(_ABSENT.format(path=path))
        make(path, door)
    check_ours(path)
    db = _read_only(path, patience) if read_only else Connection(path, apsw.SQLITE_OPEN_READWRITE, patience=patience)
    try:
        _bring_up_to_date(db, read_only)
        _check_key(db, door, read_only)
        if not read_only:
            # A backup that is opened, or put in place, has another journal: with this one others read on.
            db.pragma("journal_mode", "wal")
    except BaseException:
        db.close()
        raise
    return db


def check_ours(path: Path) -> None:
    """Reads the header of a file.

    Raises
    ------
    StoreBroken
        When it is no database of Verwijskaart.
    StoreTooNew
        When a newer version made it.
    StoreRefused
        When it cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreRefused(_UNREADABLE.format(path=path, problem=error.strerror or error)) from error
    if header[:16] != _HEADER or int.from_bytes(header[68:72], "big") != APPLICATION:
        raise StoreBroken(_NOT_OURS.format(path=path))
    if int.from_bytes(header[60:64], "big") > SCHEMA:
        raise StoreTooNew(_TOO_NEW.format(path=path))


def make(path: Path, door: Door | None) -> None:
    """Makes an empty database: whole, or not at all, also when two processes do it at once."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Only the user may read it; what SQLite puts beside it follows.
        new.touch(mode=0o600)
        _fill(new, door)
        put_in_place(new, path)
    except OSError as error:
        raise StoreRefused(_UNWRITABLE.format(path=path, problem=error.strerror or error)) from error
    finally:
        for left in (new, *(new.with_name(new.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _fill(path: Path, door: Door | None) -> None:
    db = Connection(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    try:
        db.pragma("page_size", 4096)
        with db.writing():
            db.run(SQLITE.SCHEMA)
            db.pragma("application_id", APPLICATION)
            db.pragma("user_version", SCHEMA)
            new_epoch(db)
            if door:
                db.run(SQLITE.SET_META, "key", door.check())
        db.pragma("journal_mode", "wal")
    finally:
        db.close()


def new_epoch(db: Connection) -> None:
    """Gives the database a name that no other content has had."""
    db.run(SQLITE.SET_META, "epoch", secrets.token_hex(8))


def put_in_place(new: Path, path: Path) -> None:
    """Gives a finished file its name, unless another has it."""
    if path.exists() and not path.stat().st_size:
        path.unlink()
    try:
        os.link(new, path)
    except FileExistsError:
        # Another process was first: its database is as good as ours.
        return
    except OSError:
        # A file system without links.
        new.rename(path)


def _has_content(path: Path) -> bool:
    with suppress(FileNotFoundError, NotADirectoryError):
        return path.is_dir() or path.stat().st_size > 0
    return False


def _read_only(path: Path, patience: int) -> Connection:
    try:
        db = Connection(path, apsw.SQLITE_OPEN_READONLY, patience=patience)
        db.one(SQLITE.VERSION)
    except StoreLocked:
        raise
    except StoreRefused:
        if _has_content(path.with_name(path.name + "-wal")):
            raise
        # In a folder that cannot be written there is no place for the index of the log; without a log none is needed.
        uri = f"{path.resolve().as_uri()}?immutable=1"
        return Connection(path, apsw.SQLITE_OPEN_READONLY, uri=uri)
    return db


def _bring_up_to_date(db: Connection, read_only: bool) -> None:
    version = int(db.pragma("user_version"))
    if version > SCHEMA:
        raise StoreTooNew(_TOO_NEW.format(path=db.path))
    if version == SCHEMA:
        return
    if read_only:
        raise StoreRefused(_TOO_OLD.format(path=db.path))
    with db.writing():
        # Another process may have done it while this one waited.
        for step in range(int(db.pragma("user_version")), SCHEMA):
            db.run(MIGRATIONS[step])
            db.pragma("user_version", step + 1)


def _check_key(db: Connection, door: Door | None, read_only: bool) -> None:
    kept = db.one(SQLITE.GET_META, "key")
    if door is None or kept == door.check():
        return
    if kept is not None:
        raise KeyMismatch(_OTHER_KEY.format(path=db.path))
    if not read_only:
        with db.writing():
            db.run(SQLITE.SET_META, "key", door.check())


_ABSENT = Text(
    "{path} bestaat niet. Importeer eerst gegevens met 'kaart import', of kies een ander bestand met --db.",
    "{path} does not exist. Import data first with 'kaart import', or choose another file with --db.",
)
_UNREADABLE = Text(
    "{path} kan niet worden gelezen ({problem}). Kies een ander bestand.",
    "{path} cannot be read ({problem}). Choose another file.",
)
_UNWRITABLE = Text(
    "{path} kan niet worden gemaakt ({problem}). Kies een map waarin je mag schrijven, met --db.",
    "{path} cannot be made ({problem}). Choose a folder where you may write, with --db.",
)
_NOT_OURS = Text(
    "{path} is geen database van Verwijskaart, of is beschadigd. Het bestand is niet gewijzigd. "
    "Kies een ander bestand met --db, of zet een back-up terug met 'kaart restore BESTAND'.",
    "{path} is not a database of Verwijskaart, or is damaged. The file was not changed. "
    "Choose another file with --db, or put a backup back with 'kaart restore FILE'.",
)
_TOO_NEW = Text(
    "{path} is gemaakt met een nieuwere versie van Verwijskaart. "
    "Werk Verwijskaart bij: haal de nieuwste code en typ 'make env'.",
    "{path} was made by a newer version of Verwijskaart. Update Verwijskaart: get the newest code and type 'make env'.",
)
_TOO_OLD = Text(
    "{path} is gemaakt met een oudere versie en is alleen te lezen. "
    "Open het bestand een keer in een map waarin je mag schrijven.",
    "{path} was made by an older version and can only be read. Open the file once in a folder where you may write.",
)
_OTHER_KEY = Text(
    "{path} is gemaakt met een andere sleutel. Zet de juiste sleutel in KAART_KEY of in het sleutelbestand "
    "('kaart backup' noemt het). Met een andere sleutel zou elk gezin dubbel komen te staan.",
    "{path} was made with another key. Put the right key in KAART_KEY or in the key file "
    "('kaart backup' names it). With another key every household would stand in it twice.",
)
