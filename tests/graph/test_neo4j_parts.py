"""Large change sets on Neo4j: taken back in parts, unseen until complete, and whole after a break at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.batch import Batch
from graph.pseudonyms import Door
from graph.refresh import built
from graph.store import Store
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_apart import Database
from graph.stores.sqlite import open_sqlite
from tests.graph.conftest import KEY
from tests.graph.samples import ME, PEOPLE, TABLES, add_log, log, same
from tests.neo4j_tools import cypher, emptied

pytestmark = pytest.mark.neo4j
Open = Callable[[], Neo4jStore]
SEEN = "MATCH (m:Meta) WITH m.version AS v MATCH (r:Referral) WHERE r.v_from <= v < r.v_to RETURN count(r)"
MARKED = "MATCH (n:Case|Referral|Log|Household) WHERE n.v_to < 9223372036854775807 RETURN count(n)"


class Broken(BaseException):
    """Stands for a kill: nothing of ours is done after it."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_write, "TOGETHER", 2)
    monkeypatch.setattr(neo4j_work, "PORTION", 3)


@pytest.fixture
def again(neo4j: Server, tmp_path: Path) -> Iterator[Open]:
    """Opens the same store, at first empty, as another process would."""
    emptied(neo4j)
    opened: list[Store] = []

    def once_more() -> Neo4jStore:
        opened.append(open_neo4j(neo4j, Door(KEY), caches=tmp_path))
        return opened[-1]  # type: ignore[return-value]

    yield once_more
    for store in opened:
        store.close()


def fill(store: Store) -> None:
    """Tables, a log, and a log that adds to cases of the first."""
    store.add(Batch.of(PEOPLE), source="eigen", **ME)
    add_log(store, log(*((30 + i, 10 * t, "xyz"[(i + t) % 3]) for i in range(8) for t in range(3))))
    add_log(store, log((31, 5, "z"), (50, 1, "x"), (50, 2, "y"), (51, 3, "y")))


def test_undo_and_redo_in_parts_are_the_same_as_at_once(again: Open, tmp_path: Path, neo4j: Server) -> None:
    store = again()
    with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
        for each in (store, other):
            fill(each)
        for number in (None, None, 5, 4, 7, 1, 9):
            for each in (store, other):
                each.undo(number, **ME)
            assert same(built(store).network, built(other).network)
            assert cypher(neo4j, MARKED) == [(0,)]
        assert [(c.number, c.undone_by) for c in store.changes()] == [(c.number, c.undone_by) for c in other.changes()]
    assert cypher(neo4j, "MATCH (n:Chunk) RETURN n") == []


def test_nobody_sees_an_undo_before_it_is_complete(again: Open, neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    store = again()
    fill(store)
    seen: list[tuple[Any, Any]] = []
    watched(monkeypatch, lambda: seen.append((cypher(neo4j, SEEN)[0][0], cypher(neo4j, MARKED)[0][0])))
    ((before,),) = cypher(neo4j, SEEN)
    store.undo(**ME)
    # Parts were marked, and the number of referrals that a question sees was the same until the end.
    assert {n for n, _ in seen} == {before}
    assert max(marked for _, marked in seen) > 0
    assert cypher(neo4j, SEEN)[0][0] < before


@pytest.mark.parametrize("at", range(1, 16, 2))
def test_an_undo_that_breaks_is_whole_or_nothing(
    again: Open, neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
        store = again()
        for each in (store, other):
            fill(each)
            each.undo(**ME)
        for version, number in ((5, None), (6, 5)):
            breaks_at(monkeypatch, at, partial(again().undo, number, **ME))
            if store.version == version:
                # It was broken while it put away what had counted already.
                other.undo(number, **ME)
            assert same(built(store).network, built(other).network)
            # The next writer finishes it or takes it back.
            store.give_up()
            assert same(built(store).network, built(other).network)
            assert [cypher(neo4j, MARKED), cypher(neo4j, "MATCH (n:Chunk) RETURN count(n)")] == [[(0,)], [(0,)]]
            if store.version < version:
                for each in (store, other):
                    each.undo(number, **ME)
        assert [c.number for c in store.changes()] == [c.number for c in other.changes()]
        assert same(built(store).network, built(other).network)


def test_an_import_that_broke_is_gone_on_with(
    again: Open, neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, store = again(), again()
    breaks_at(monkeypatch, 3, lambda: broken.add(Batch.of(PEOPLE), source="eigen", **ME))
    left = store.unfinished()
    assert left is not None
    assert (left.number, left.who, left.why) == (1, ME["who"], ME["why"])
    # Nobody sees it, also not who opens the store.
    assert (store.version, len(store.contents().cases)) == (0, 0)
    added = store.add(Batch.of(PEOPLE), source="eigen", **ME)
    assert (added.resumed, added.change, store.unfinished()) == (True, 1, None)
    with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
        other.add(Batch.of(PEOPLE), source="eigen", **ME)
        assert same(built(store).network, built(other).network)


def test_another_import_takes_back_what_broke(again: Open, neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, store = again(), again()
    breaks_at(monkeypatch, 3, lambda: broken.add(Batch.of(PEOPLE), source="eigen", **ME))
    added = store.add(Batch.of(TABLES), source="ander", **ME)
    assert (added.resumed, added.change, store.unfinished()) == (False, 1, None)
    assert len(store.contents().cases) == 2
    assert cypher(neo4j, "MATCH (n:Chunk) RETURN n") == []


def test_what_broke_can_be_given_up(again: Open, neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, store = again(), again()
    breaks_at(monkeypatch, 3, lambda: broken.add(Batch.of(PEOPLE), source="eigen", **ME))
    store.give_up()
    assert store.unfinished() is None
    assert cypher(neo4j, "MATCH (n:Case|Referral|Household|Loket|Chunk|ChangeSet) RETURN n") == []


def watched(monkeypatch: pytest.MonkeyPatch, look: Callable[[], object]) -> None:
    """Looks before each transaction that is written apart."""
    apart = Database.apart

    def looking(self: Database, *given: Any) -> None:
        look()
        apart(self, *given)

    monkeypatch.setattr(Database, "apart", looking)


def breaks_at(monkeypatch: pytest.MonkeyPatch, at: int, work: Callable[[], object]) -> None:
    """Does work that is cut off at the transaction of some number, and at all that follow, as a kill would."""
    left, broken = [at], list[Database]()

    def counting(name: str) -> None:
        done = getattr(Database, name)

        def cut(self: Database, *given: Any, **values: Any) -> Any:
            left[0] -= 1
            if left[0] <= 0:
                broken.append(self)
                raise Broken
            return done(self, *given, **values)

        patch.setattr(Database, name, cut)

    with monkeypatch.context() as patch:
        for name in ("mine", "alone"):
            counting(name)
        patch.setattr("graph.stores.neo4j_changing.take_back", lambda *_: None)
        with suppress(Broken):
            work()
    # Not earlier: another part may be on its way on the same connection.
    for each in broken:
        each.close()
