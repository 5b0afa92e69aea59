"""What only the store on Neo4j has: the graph that an analyst sees, imports in parts, writers beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.batch import Batch
from graph.errors import KeyMismatch, Stopped, Unknown
from graph.model import Loket, Organisation
from graph.pseudonyms import Door, label
from graph.refresh import built
from graph.sources import SourceKind
from graph.store import Store
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_faults import Moved
from graph.stores.sqlite import open_sqlite
from graph.text import Text
from tests.graph.conftest import KEY
from tests.graph.samples import C1, H1, ME, PEOPLE, TABLES, add_log, log, same, words_of
from tests.graph.test_store_random import STEP, act
from tests.neo4j_tools import cypher, emptied

pytestmark = pytest.mark.neo4j
Open = Callable[[], Store]

NEXT = """
MATCH (c:Case)<-[:IN]-(r:Referral) WHERE EXISTS { (r)-[:TO]->() }
WITH c, r ORDER BY r.sent, coalesce(r.seq, -9223372036854775808), r.position
WITH c, collect(r.id) AS ids
RETURN [i IN range(0, size(ids) - 2) | [ids[i], ids[i + 1]]] AS pairs
"""


@pytest.fixture
def again(neo4j: Server, tmp_path: Path) -> Iterator[Open]:
    """Opens the same store, at first empty, as another process would."""
    emptied(neo4j)
    opened: list[Store] = []

    def once_more() -> Store:
        opened.append(open_neo4j(neo4j, Door(KEY), caches=tmp_path))
        return opened[-1]

    yield once_more
    for store in opened:
        store.close()


def follows(where: Server) -> bool:
    """Whether NEXT is the order of each case, and nothing else."""
    wanted = {tuple(pair) for (pairs,) in cypher(where, NEXT) for pair in pairs}
    return wanted == {(a, b) for a, b in cypher(where, "MATCH (a)-[:NEXT]->(b) RETURN a.id, b.id")}


class TestGraph:
    def test_is_what_the_page_of_the_schema_says(self, again: Open, neo4j: Server) -> None:
        again().add(Batch.of(PEOPLE), source="eigen", **ME)
        found = {
            (a[0], kind, b[0])
            for a, kind, b in cypher(neo4j, "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), labels(b)")
        }
        assert found == {
            ("Case", "OF", "Household"),
            ("Case", "ENTERED", "Loket"),
            ("Referral", "IN", "Case"),
            ("Referral", "FROM", "Loket"),
            ("Referral", "TO", "Loket"),
            ("Professional", "WORKS_AT", "Loket"),
            ("Loket", "PART_OF", "Organisation"),
            ("Professional", "KNOWS", "Professional"),
            ("Household", "DIRECTED_BY", "Professional"),
            ("Plan", "FOR", "Household"),
            ("Plan", "AT", "Loket"),
            ("Plan", "BY", "Professional"),
        }
        ((sent, status, dates),) = cypher(
            neo4j, "MATCH (r:Referral {status: 'accepted'}) RETURN r.sent, r.status, r.dates"
        )
        # Noon of 3 March 2024 UTC in microseconds; it is no bare date.
        assert (sent, status, dates) == (1_709_467_200_000_000, "accepted", None)

    def test_a_log_is_drawn_as_the_referrals_that_it_implies(self, again: Open, neo4j: Server) -> None:
        store = again()
        add_log(store, log((21, 5, "x"), (21, 6, "y"), (21, 7, "y"), (21, 8, "x")))
        rows = "MATCH (a)<-[:FROM]-(r:Referral)-[:TO]->(b) RETURN a.id, b.id, r.sent, r.origin ORDER BY r.sent"
        assert cypher(neo4j, rows) == [("x", "y", 6, "derived"), ("y", "x", 8, "derived")]
        case = "MATCH (l:Loket)<-[:ENTERED]-(c:Case) RETURN c.id, l.id, c.opened, c.logged, c.kind"
        assert cypher(neo4j, case) == [(label("case", 21), "x", 5, 8, "log")]
        # A row between the others makes another two of the same case.
        add_log(store, log((21, 7, "z")))
        assert [row[:2] for row in cypher(neo4j, rows)] == [("x", "y"), ("y", "z"), ("z", "x")]
        assert follows(neo4j)

    def test_nothing_is_left_of_what_was_undone(self, again: Open, neo4j: Server) -> None:
        store = again()
        store.add(Batch.of(TABLES), source="eigen", **ME)
        add_log(store)
        store.undo(**ME)
        store.undo(**ME)
        assert cypher(neo4j, "MATCH (a)-[r]->(b) RETURN type(r)") == []
        kept = {row[0] for row in cypher(neo4j, "MATCH (n) RETURN DISTINCT labels(n)[0]")}
        assert kept == {"Meta", "ChangeSet", "Source", "Word", "Was", "Touched"}

    def test_forget_takes_the_names_out_of_every_node(self, again: Open, neo4j: Server) -> None:
        store = again()
        store.add(Batch.of(PEOPLE), source="eigen", who="Ans", why=f"voor {H1}")
        store.add(Batch.of([Loket("a", "o", "Anders")]), **ME)
        store.forget("household", [H1], who="Ans")
        store.forget("professional", ["p1"], who="Ans")
        texts = str(cypher(neo4j, "MATCH (n) RETURN properties(n)"))
        assert H1 not in texts
        assert C1 not in texts
        assert "'p1'" not in texts
        assert '"p1"' not in texts


class TestParts:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(neo4j_write, "TOGETHER", 2)
        monkeypatch.setattr(neo4j_work, "PORTION", 3)

    def test_an_import_in_parts_is_the_same_as_one_at_once(self, again: Open, neo4j: Server, tmp_path: Path) -> None:
        store = again()
        with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
            for each in (store, other):
                each.add(Batch.of(TABLES), source="eigen", **ME)
                add_log(each)
                add_log(each, log((21, 7, "z"), (23, 1, "x"), (23, 2, "y")))
            assert same(built(store).network, built(other).network)
        assert follows(neo4j)
        assert cypher(neo4j, "MATCH (n:ChangeSet {state: 'open'}) RETURN n") == []

    def test_stopping_takes_back_the_parts(self, again: Open, neo4j: Server) -> None:
        store = again()
        store.add(Batch.of([Organisation("o", "x")]), **ME)
        seen: list[int] = []

        def stop(done: int, total: int) -> None:
            seen.append(len(cypher(neo4j, "MATCH (n:Referral|Case) RETURN n")))
            if done > 4:
                raise Stopped(Text("gestopt", "stopped"))

        with pytest.raises(Stopped):
            store.add(Batch.of(TABLES), source="eigen", **ME, progress=stop)
        # Parts had been written, and nobody saw them.
        assert seen[-1] > 0
        assert cypher(neo4j, "MATCH (n:Referral|Case|Household|Chunk) RETURN n") == []
        assert (store.version, store.sources()) == (1, ())

    def test_nobody_sees_an_import_before_it_is_complete(self, again: Open, neo4j: Server) -> None:
        store, reader = again(), again()
        seen = []

        def look(done: int, total: int) -> None:
            rows = cypher(
                neo4j, "MATCH (m:Meta) WITH m.version AS v MATCH (r:Referral) WHERE r.v_from <= v < r.v_to RETURN r"
            )
            seen.append((reader.version, len(reader.contents().referrals), len(rows)))

        store.add(Batch.of(TABLES), source="eigen", **ME, progress=look)
        assert set(seen) == {(0, 0, 0)}
        assert (reader.version, len(reader.contents().referrals)) == (1, 3)

    def test_what_another_left_open_is_taken_back_by_the_next_writer(self, again: Open, neo4j: Server) -> None:
        again().add(Batch.of(TABLES[:5]), **ME)
        cypher(neo4j, "CREATE (:ChangeSet {number: 2, state: 'open'}), (:Case {id: 'c-x', v_from: 2, v_to: 9})")
        store = again()
        assert (store.version, len(store.contents().cases)) == (1, 0)
        assert store.add(Batch.of(TABLES), source="eigen", **ME).change == 2
        assert cypher(neo4j, "MATCH (n:Case {id: 'c-x'}) RETURN n") == []


class TestOthers:
    def test_two_imports_at_once_both_arrive_whole(self, again: Open, neo4j: Server) -> None:
        first, second = again(), again()
        logs = [log(*((20 + i, 10 * t, "xyz"[(i + t) % 3]) for i in range(30) for t in range(4))) for _ in range(2)]
        with ThreadPoolExecutor(2) as both:
            done = [both.submit(add_log, s, rows) for s, rows in zip((first, second), logs, strict=True)]
        added = sorted(d.result().added for d in done)
        # The same log twice: one of them finds every row there already.
        assert added == [0, 120]
        assert len(first.contents().events) == 120
        assert follows(neo4j)

    def test_two_different_imports_at_once_both_arrive_whole(
        self, again: Open, neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Both in many transactions.
        monkeypatch.setattr(neo4j_write, "TOGETHER", 20)
        monkeypatch.setattr(neo4j_work, "PORTION", 25)
        here, there = (log(*((n + i, 10 * t, f"{n}{t % 3}") for i in range(30) for t in range(4))) for n in (100, 500))
        given = (("here", here), ("there", there))
        with ThreadPoolExecutor(2) as both:
            done = [both.submit(add_log, again(), rows, source) for source, rows in given]
        assert [d.result().added for d in done] == [120, 120]
        with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
            for source, rows in given:
                add_log(other, rows, source)
            assert words_of(again().network()) == words_of(other.network())
        assert sorted(change.source or "" for change in again().changes()) == ["here", "there"]
        assert follows(neo4j)

    def test_a_reader_is_told_when_rows_were_replaced_under_it(self, again: Open) -> None:
        store, other = again(), again()
        store.add(Batch.of(TABLES), source="eigen", **ME)
        with pytest.raises(Moved), store.reading():  # noqa: PT012
            store.contents()
            other.remove([H1], **ME)
        with store.reading():
            before = store.token
            other.add(Batch.of([Organisation("new", "x")]), **ME)
            assert (store.token, len(store.contents().cases)) == (before, 1)
        assert store.network().cases.key.tolist() == [12]

    def test_another_key_is_refused(self, again: Open, neo4j: Server) -> None:
        again().add(Batch.of(TABLES), **ME)
        with pytest.raises(KeyMismatch, match="made with another key"):
            open_neo4j(neo4j, Door(b"another key of at least 16 bytes"))

    def test_an_empty_database_is_left_alone_by_who_only_reads(self, neo4j: Server) -> None:
        emptied(neo4j)
        with pytest.raises(Unknown, match="kaart init"):
            open_neo4j(neo4j, Door(KEY), create=False)
        assert cypher(neo4j, "MATCH (n) RETURN n") == []


@settings(
    max_examples=15,
    deadline=None,
    # A server makes shrinking slow: an example as it was found says enough.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEP, min_size=1, max_size=6))
def test_both_stores_hold_the_same(
    neo4j: Server, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    emptied(neo4j)
    with open_sqlite(folder / "one.db", Door(KEY)) as one, open_neo4j(neo4j, Door(KEY), caches=folder) as two:
        for step in steps:
            act(one, step)
            act(two, step)
            assert same(built(one).network, built(two).network)
            assert one.source_counts() == two.source_counts()
            assert [(c.number, c.added, c.removed, c.undone_by) for c in one.changes()] == [
                (c.number, c.added, c.removed, c.undone_by) for c in two.changes()
            ]
        assert follows(neo4j)


def test_a_source_of_each_kind_is_counted_apart(again: Open) -> None:
    store = again()
    add_log(store, source="eigen")
    store.undo(**ME)
    store.add(Batch.of(TABLES), source="eigen", **ME)
    (counted,) = store.source_counts()
    assert (counted.source.kind, counted.cases, counted.rows) == (SourceKind.TABLES, 2, len(TABLES) - 1)
