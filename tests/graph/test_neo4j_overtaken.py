"""A writer whose lock ends without its knowing: who comes after it loses nothing, and nobody sees half of anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.errors import StoreRefused
from graph.model import Organisation
from graph.pseudonyms import Door
from graph.refresh import built
from graph.sources import SourceKind
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_faults import Overtaken
from graph.stores.neo4j_recover import take_back
from graph.stores.sqlite import open_sqlite
from queries.cypher import NEO4J
from tests.graph.conftest import KEY
from tests.graph.samples import ME, add_log, log, same
from tests.neo4j_tools import cypher, emptied

pytestmark = pytest.mark.neo4j
ROWS = [(i, 10 * t, "xyz"[(i + t) % 3]) for i in range(40) for t in range(4)]
SHOW = "SHOW TRANSACTIONS YIELD transactionId, database, elapsedTime"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_write, "TOGETHER", 10)
    monkeypatch.setattr(neo4j_work, "PORTION", 20)


@pytest.fixture
def server(neo4j: Server) -> Server:
    emptied(neo4j)
    return neo4j


def _end_the_lock(where: Server) -> None:
    """Stops the transaction that holds the lock, as an administrator does: it has stood the longest."""
    open_for = {id_: elapsed for id_, database, elapsed in cypher(where, SHOW) if database == "neo4j"}
    cypher(where, "TERMINATE TRANSACTIONS $id", id=max(open_for, key=open_for.__getitem__))


def _opened(where: Server) -> Neo4jStore:
    return open_neo4j(where, Door(KEY))


class Overtaking:
    """Progress at whose first word the lock is ended, and another writer does something."""

    def __init__(self, where: Server, work: Callable[[Neo4jStore], object]) -> None:
        self._where, self._work, self.done = where, work, False

    def __call__(self, *_: int) -> None:
        if not self.done:
            self.done = True
            _end_the_lock(self._where)
            with _opened(self._where) as other:
                self._work(other)


class TestTheLockIsEnded:
    def test_who_wrote_meanwhile_keeps_everything(self, server: Server, tmp_path: Path) -> None:
        overtaken = Overtaking(server, lambda other: other.add(Batch.of([Organisation("o", "van een ander")]), **ME))
        with _opened(server) as store:
            with pytest.raises(StoreRefused):
                store.add(log(*ROWS), source="log", kind=SourceKind.LOG, progress=overtaken, **ME)
            assert overtaken.done
            # One change set, the other's, and nothing of ours.
            assert (store.version, store.changes()[0].added) == (1, 1)
            assert cypher(server, "MATCH (n:Case|Referral|Log|Chunk) RETURN count(n)") == [(0,)]
            add_log(store, log(*ROWS))
            with open_sqlite(tmp_path / "file.db", Door(KEY)) as file:
                file.add(Batch.of([Organisation("o", "van een ander")]), **ME)
                add_log(file, log(*ROWS))
                assert same(built(store).network, built(file).network)

    def test_a_part_that_is_still_on_its_way_does_not_arrive(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # As if the line of the lock were cut off, and not yet missed: what is asked of it seems to succeed.
        run = Database.run
        monkeypatch.setattr(Database, "run", lambda self, s, **v: None if s is NEO4J.STILL_HERE else run(self, s, **v))
        overtaken = Overtaking(server, lambda other: add_log(other, log((99, 1, "x"), (99, 2, "y"))))
        with _opened(server) as store:
            with pytest.raises(Overtaken) as raised:
                store.add(log(*ROWS), source="log", kind=SourceKind.LOG, progress=overtaken, **ME)
            assert "Nothing of this work was kept. Do it again." in raised.value.to("en")
            assert (store.version, len(store.contents().events)) == (1, 2)
            assert cypher(server, "MATCH (n:Chunk) RETURN count(n)") == [(0,)]


class TestClaiming:
    def test_whoever_claimed_last_writes(self, server: Server) -> None:
        with _opened(server) as first, _opened(server) as second:
            first.db.open({"number": 1, "state": "open"})
            some = [(NEO4J.ENSURE_LOKETS, {"ids": ["x"], "number": 1})]
            second.db.claim(1)
            with pytest.raises(Overtaken):
                first.db.apart(1, 0, some)
            with pytest.raises(Overtaken):
                take_back(first.db, 1)
            assert cypher(server, "MATCH (l:Loket) RETURN count(l)") == [(0,)]
            second.db.apart(1, 0, some)
            assert cypher(server, "MATCH (l:Loket) RETURN l.id") == [("x",)]

    def test_what_another_claimed_is_not_forgotten(self, server: Server) -> None:
        with _opened(server) as first, _opened(server) as second:
            first.db.open({"number": 1, "state": "open"})
            second.db.claim(1)
            first.db.forget_parts(1)
            assert cypher(server, "MATCH (s:ChangeSet) RETURN s.number, s.state") == [(1, "open")]
            second.db.forget_parts(1)
            assert cypher(server, "MATCH (n:ChangeSet|Chunk) RETURN count(n)") == [(0,)]

    def test_a_number_that_somebody_else_wrote_is_not_begun(self, server: Server) -> None:
        with _opened(server) as first, _opened(server) as second:
            second.add(Batch.of([Organisation("o", "x")]), **ME)
            with pytest.raises(Overtaken):
                first.db.open({"number": 1, "state": "open"})
            assert [change.added for change in first.changes()] == [1]
