"""From an address to an open store: a path, `demo`, a Neo4j server, or the user's own database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import Unknown
from graph.settings import DEMO, Settings
from graph.store import Store
from graph.stores.sqlite import SqliteStore, open_sqlite
from graph.stores.sqlite_connection import BUSY_MS
from graph.text import Text

if TYPE_CHECKING:
    from loaders.importing import Report


def place(settings: Settings, db: str | None = None) -> Path:
    """The file of the database that an address names; `db` goes before the setting.

    Of a server it is only the name under which this machine keeps what belongs to it; see `opened` and `is_there`.
    """
    address = db or settings.db
    if address is None:
        return settings.own_database
    if server := settings.server(address):
        return settings.server_place(server)
    return demo_place(settings) if address == DEMO else Path(address).expanduser()


def is_there(settings: Settings, path: Path) -> bool:
    """Whether there is a database at a place; that of a server always is, and may be empty."""
    return path.exists() or _is_served(settings, path)


def opened(
    settings: Settings, path: Path, *, create: bool = True, read_only: bool = False, patience: int = BUSY_MS
) -> Store:
    """The store at a place that `place` gave for the setting: on the server that is set, else a file.

    `patience` is how many milliseconds one waits for another program that writes in the file.
    """
    server = settings.server() if _is_served(settings, path) else None
    if server is None:
        return open_sqlite(path, settings.door(), create=create, read_only=read_only, patience=patience)
    from graph.stores.neo4j import open_neo4j

    return open_neo4j(server, settings.door(), caches=settings.folder)


def _is_served(settings: Settings, path: Path) -> bool:
    server = settings.server()
    return server is not None and path == settings.server_place(server)


def _on_server(settings: Settings, db: str | None, *, create: bool) -> Store | None:
    """The store on the server that an address names, None for any other address."""
    server = settings.server(db)
    if server is None:
        return None
    from graph.stores.neo4j import open_neo4j

    return open_neo4j(server, settings.door(), caches=settings.folder, create=create)


def open_to_read(settings: Settings, db: str | None = None) -> Store:
    """The store of an address; the demo is made when it is not there yet.

    Raises
    ------
    Unknown
        When there is no such database.
    """
    if (db or settings.db) == DEMO:
        return demo(settings)
    if store := _on_server(settings, db, create=False):
        return store
    path = place(settings, db)
    if not path.exists():
        if (db or settings.db) is None:
            raise Unknown(_NOTHING_YET)
        raise Unknown(_NO_DATABASE.format(path=path))
    return open_sqlite(path, settings.door(), create=False)


def open_to_write(settings: Settings, db: str | None = None) -> Store:
    """The store of an address, made when it is not there yet."""
    if (db or settings.db) == DEMO:
        return demo(settings)
    if store := _on_server(settings, db, create=True):
        return store
    path = place(settings, db)
    path.parent.mkdir(parents=True, exist_ok=True)
    return open_sqlite(path, settings.door())


def has_own_data(settings: Settings) -> bool:
    """Whether a database is named, or the user's own one holds something."""
    if settings.db is not None:
        return True
    if not settings.own_database.exists():
        return False
    with open_to_read(settings) as store:
        return store.version > 0


def demo_place(settings: Settings) -> Path:
    """The file of the demo; its name changes with its recipe and its key, so that an upgrade makes it anew."""
    from loaders.generator.recipe import recipe_digest

    return settings.folder / f"demo-{recipe_digest()[:12]}-{settings.door().check().hex()[:8]}.db"


def demo(settings: Settings) -> SqliteStore:
    """The demo municipality, made on first use; of two processes that make it the last one wins."""
    made_demo(settings)
    return open_sqlite(demo_place(settings), settings.door())


def made_demo(
    settings: Settings, *, who: str = DEMO, progress: Callable[[int, int], None] | None = None
) -> Report | None:
    """Make the demo municipality and say what was added; None where it is there already."""
    from loaders.generator.demo import fill

    path = demo_place(settings)
    if path.exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open_sqlite(half, settings.door()) as store:
            report = fill(store, settings.door(), who=who, progress=progress)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    _remove_older(path)
    return report


def _remove_older(path: Path) -> None:
    """Remove the demos of earlier versions, made with the same key: nothing opens them any more."""
    key = path.stem.rpartition("-")[2]
    for old in path.parent.glob(f"demo-{'[0-9a-f]' * 12}-{key}.db"):
        if old != path:
            shutil.rmtree(old.with_name(f"{old.name}.cache"), ignore_errors=True)
            for end in ("", "-wal", "-shm"):
                old.with_name(old.name + end).unlink(missing_ok=True)


_NO_DATABASE = Text(
    "Er is geen database: {path}. Maak hem met: kaart import BESTAND --db {path}",
    "There is no database: {path}. Make it with: kaart import FILE --db {path}",
)
_NOTHING_YET = Text(
    "Je hebt nog geen eigen gegevens. Typ: kaart import BESTAND. Of kijk in de demo met: --db demo",
    "You have no data of your own yet. Type: kaart import FILE. Or look at the demo with: --db demo",
)
