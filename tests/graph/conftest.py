"""Stores to test: one list, so that every store has to pass the same suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.pseudonyms import Door
from graph.store import Store
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.sqlite import open_sqlite
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import emptied

KEY = b"a key of the tests, 32 bytes long"
Opener = Callable[[], Store]
Place = tuple[str, Path, Server | None]

NEWEST = pytest.param("newest", marks=(pytest.mark.newest, pytest.mark.slow))
STORES = ("sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j), NEWEST)


@pytest.fixture
def door() -> Door:
    return Door(KEY)


@pytest.fixture(scope="session")
def neo4j(neo4j_server: Running) -> Server:
    """The one database of the server of these tests."""
    return server(neo4j_server.address, USER, neo4j_server.password, "neo4j")


@pytest.fixture(scope="session")
def newest(newest_server: Running) -> Server:
    """The one database of the newest server."""
    return server(newest_server.address, USER, newest_server.password, "neo4j")


def _place(request: pytest.FixtureRequest, folder: Path) -> Callable[[Door], Store]:
    """Opens the same, at first empty, store each time; the server has but one database, so it is emptied."""
    if request.param == "sqlite":
        return lambda door: open_sqlite(folder / "kaart.db", door)
    where: Server = request.getfixturevalue(request.param)
    emptied(where)
    return lambda door: open_neo4j(where, door, caches=folder)


@pytest.fixture(params=STORES)
def opener(request: pytest.FixtureRequest, tmp_path: Path, door: Door) -> Iterator[Opener]:
    """Opens the same, at first empty, store each time."""
    opened: list[Store] = []
    place = _place(request, tmp_path)

    def again() -> Store:
        opened.append(place(door))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener()


# Some 200 stores after each other: on a server that takes minutes.
@pytest.fixture(
    scope="session", params=("sqlite", pytest.param("neo4j", marks=(pytest.mark.neo4j, pytest.mark.slow)), NEWEST)
)
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens another empty store each time."""
    return lambda: _place(request, tmp_path_factory.mktemp("store"))(Door(KEY))
