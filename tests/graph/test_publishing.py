"""Publishing: a frozen version that later changes do not touch, that can be undone, and that forgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.errors import DiskFull
from graph.pseudonyms import Door
from graph.publishing import published
from graph.stores.sqlite import SqliteStore, open_sqlite
from tests.graph.samples import C1, H1, ME, TABLES

DOOR = Door(b"0123456789abcdef0123456789abcdef")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_sqlite(tmp_path / "kaart.db", DOOR) as opened:
        yield opened


def _add(store: SqliteStore, *records: object) -> None:
    store.add(Batch.of(records), **ME)  # type: ignore[arg-type]


def test_nothing_is_published_until_somebody_does(store: SqliteStore) -> None:
    _add(store, *TABLES)
    assert published(store) is None
    change = store.publish(**ME)
    found = published(store)
    assert found
    assert (found.number, found.who, len(found.network.cases)) == (change.number, "Test", 2)


def test_later_changes_do_not_reach_what_is_published(store: SqliteStore) -> None:
    _add(store, *TABLES)
    store.publish(**ME)
    store.remove([C1], **ME)
    found = published(store)
    assert len(store.network().cases) == 1
    assert found
    assert len(found.network.cases) == 2


def test_undoing_a_publication_brings_the_one_before_back(store: SqliteStore) -> None:
    _add(store, *TABLES)
    first = store.publish(**ME)
    store.remove([C1], **ME)
    second = store.publish(**ME)
    found = published(store)
    assert found
    assert len(found.network.cases) == 1
    store.undo(second.number, **ME)
    found = published(store)
    assert found
    assert (found.number, len(found.network.cases)) == (first.number, 2)
    store.undo(first.number, **ME)
    assert published(store) is None


def test_who_is_forgotten_is_gone_from_what_is_published(store: SqliteStore, tmp_path: Path) -> None:
    _add(store, *TABLES)
    store.publish(**ME)
    store.forget("household", [H1], who="Test")
    store.forget("professional", ["p1"], who="Test")
    found = published(store)
    assert found
    assert len(found.network.cases) == len(found.network.households) == 1
    frozen = b"".join(p.read_bytes() for p in tmp_path.rglob("published/**/*") if p.is_file())
    assert frozen
    assert b'"p1"' not in frozen


def test_without_room_beside_the_store_nothing_is_published(store: SqliteStore, tmp_path: Path) -> None:
    _add(store, *TABLES)
    folder = store.cache_folder
    assert folder
    store.network()
    (folder / "published").write_text("in the way")
    with pytest.raises(DiskFull, match="no room beside the database"):
        store.publish(**ME)
    assert published(store) is None
