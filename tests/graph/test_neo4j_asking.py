"""Reading from a server, as it goes over the line: who wrote sees it, reads say that they read, and silence ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from neo4j import Session

from graph.batch import Batch
from graph.stores import neo4j_query
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_faults import Gone
from graph.stores.neo4j_query import Answer, ask_own, ask_saved
from graph.stores.neo4j_watch import PATIENCE
from tests.graph.samples import ME, TABLES
from tests.graph.test_neo4j_faults import QUICK, opened, proxied, took
from tests.neo4j_tools import emptied

pytestmark = pytest.mark.neo4j


def test_who_wrote_sees_it_and_reads_at_a_reader(neo4j: Server) -> None:
    emptied(neo4j)
    with proxied(neo4j) as (proxy, where), opened(where, PATIENCE) as store:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        assert isinstance(store, Neo4jStore)
        (bookmark,) = store.db._bookmarks.get_bookmarks()
        assert _begun(proxy.said) > _begun_to_read(proxy.said)
        proxy.said = b""
        assert len(store.contents().cases) == 2
        assert ask_saved(where, "MATCH (c:Case) RETURN count(c) AS n", {}).rows == ((2,),)
        # A cluster lets a reader wait for the last write, and reads go to a server that only reads.
        assert bookmark.encode() in proxy.said
        assert _begun_to_read(proxy.said) == _begun(proxy.said) > 1


@pytest.mark.parametrize("ask", [ask_saved, ask_own])
def test_a_question_while_a_proxy_stops_forwarding(
    neo4j: Server, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Answer]
) -> None:
    answer = neo4j_query._answer
    with proxied(neo4j) as (proxy, where):

        def frozen(session: Session, *given: Any) -> Answer:
            # The connection is there, and silent from now on.
            session.run("RETURN 1").consume()
            proxy.frozen.set()
            return answer(session, *given)

        monkeypatch.setattr(neo4j_query, "_answer", frozen)
        error, seconds = took(lambda: ask(where, "RETURN 1 AS n", {}, patience=QUICK), Gone)
        assert "no sign of life" in error.text.en
        assert seconds < 6
    monkeypatch.undo()
    assert ask(neo4j, "RETURN 1 AS n", {}, patience=QUICK).rows == ((1,),)


def _begun(said: bytes) -> int:
    """How many transactions were begun (Bolt, message BEGIN: signature 11)."""
    return said.count(b"\xb1\x11")


def _begun_to_read(said: bytes) -> int:
    """How many of them say "mode": "r" (PackStream: a text of four letters, and one of one)."""
    return said.count(b"\x84mode\x81r")
