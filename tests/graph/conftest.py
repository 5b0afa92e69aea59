"""Stores to test: one list, so that every store has to pass the same suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.pseudonyms import Door
from graph.store import Store
from graph.stores.sqlite import open_sqlite

KEY = b"a key of the tests, 32 bytes long"
Opener = Callable[[], Store]

# How each store opens what is kept under a folder; another store joins with one more line.
STORES: dict[str, Callable[[Path, Door], Store]] = {
    "sqlite": lambda folder, door: open_sqlite(folder / "kaart.db", door),
}


@pytest.fixture
def door() -> Door:
    return Door(KEY)


@pytest.fixture(params=STORES)
def opener(request: pytest.FixtureRequest, tmp_path: Path, door: Door) -> Iterator[Opener]:
    """Opens the same, at first empty, store each time."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(STORES[request.param](tmp_path, door))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener()


@pytest.fixture(scope="session", params=STORES)
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens another empty store each time."""
    return lambda: STORES[request.param](tmp_path_factory.mktemp("store"), Door(KEY))
