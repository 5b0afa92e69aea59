"""The contract of a store (design.md, "Storage"), on every store: adding, changes, removing, searching."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from graph.batch import Batch
from graph.build import build
from graph.codes import Domain, Outcome
from graph.errors import Stopped, Unknown, UsageRefused
from graph.model import (
    Case,
    Household,
    Loket,
    Organisation,
    Plan,
    Referral,
)
from graph.sources import SourceKind
from graph.store import ChangeKind, Store
from graph.text import Text
from tests.graph.samples import (
    C1,
    C2,
    H1,
    H2,
    ME,
    R1,
    R2,
    ROWS,
    TABLES,
    add_log,
    day,
    log,
    words_of,
)


class TestAdd:
    def test_counts_the_rows_of_the_source(self, store: Store) -> None:
        added = store.add(Batch.of(TABLES), source="eigen", **ME)
        assert (added.added, added.known, added.changed, added.forgotten) == (ROWS, 0, 0, 0)
        assert added.change == store.version == 1
        assert [s.name for s in store.sources()] == ["eigen"]

    def test_is_idempotent(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        again = store.add(Batch.of(TABLES), source="eigen", **ME)
        assert (again.added, again.known, again.change) == (0, ROWS, None)
        assert store.version == 1

    def test_gives_back_what_was_put_in(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        expected = build(Batch.of(TABLES))
        assert words_of(store.network()) == words_of(expected)
        assert store.network().cases.is_date("opened").tolist() == [False, True]

    def test_replaces_a_record_of_the_same_id(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        changed = (
            Loket("b", "o", "Schuldhulpverlening"),
            Case(C1, H1, (Domain.FINANCES,), day(1), "a", day(20), Outcome.HELPED),
            Referral(R2, C1, "a", "b", day(3)),
        )
        added = store.add(Batch.of(changed), who="Ans", why="verbeterd")
        network = store.network()
        assert (added.added, added.changed) == (3, 3)
        assert network.title("b") == "Schuldhulpverlening"
        # R2 went to another case: it stands once.
        assert [network.cases.key[c] for c in network.referrals.case] == [11, 11]
        assert network.cases.outcome.tolist() == [1, 1]

    def test_a_log_counts_rows_with_a_loket(self, store: Store) -> None:
        added = add_log(store)
        assert (added.added, added.known) == (4, 0)
        assert store.source_counts()[0].rows == 4
        assert len(store.network().quiet) == 4

    def test_a_log_keeps_as_many_equal_rows_as_it_has(self, store: Store) -> None:
        add_log(store)
        more = add_log(store, log((21, 6, "y"), (21, 6, "y"), (21, 6, "y"), (22, 7, None)))
        assert (more.added, more.known) == (1, 2)
        assert len(store.contents().events) == 6

    def test_a_log_without_closings_keeps_those_that_are_there(self, store: Store) -> None:
        add_log(store, log((21, 5, "x"), closed={21: 9}))
        add_log(store, log((21, 6, "y")))
        assert store.network().cases.closed.tolist() == [9]
        assert len(store.network().referrals) == 1

    def test_rows_keep_the_order_of_their_source(self, store: Store) -> None:
        add_log(store, log((22, 5, "y"), (21, 5, "x")))
        add_log(store, log((21, 5, "z")))
        events = store.contents().events
        assert events.position[np.argsort(events.case, kind="stable")].tolist() == [1, 2, 0]

    def test_a_source_keeps_its_kind(self, store: Store) -> None:
        add_log(store, source="eigen")
        with pytest.raises(UsageRefused) as refused:
            store.add(Batch.of(TABLES), source="eigen", **ME)
        assert refused.value.to("en") == (
            "Source 'eigen' is there already as event log and cannot become our own tables. "
            "Choose another name with --source."
        )

    def test_a_source_that_was_undone_may_come_back_as_another_kind(self, store: Store) -> None:
        add_log(store, source="eigen")
        store.undo(**ME)
        assert store.add(Batch.of(TABLES), source="eigen", **ME).added == ROWS
        assert [(s.name, s.kind) for s in store.sources()] == [("eigen", SourceKind.TABLES)]

    def test_stopping_leaves_nothing(self, store: Store) -> None:
        def stop(done: int, total: int) -> None:
            raise Stopped(Text("gestopt", "stopped"))

        with pytest.raises(Stopped):
            store.add(Batch.of(TABLES), source="eigen", **ME, progress=stop)
        assert store.version == 0
        assert store.sources() == ()
        assert len(store.contents().cases) == 0

    def test_preview_writes_nothing(self, store: Store) -> None:
        store.add(Batch.of(TABLES[:5]), source="eigen", **ME)
        seen = store.preview(Batch.of(TABLES), source="eigen")
        assert (seen.added, seen.known, seen.change) == (ROWS - 5, 5, None)
        assert store.version == 1


class TestChanges:
    def test_say_who_when_and_why(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", who="Ans", why="eerste keer")
        (change,) = store.changes()
        assert (change.number, change.kind, change.source) == (1, ChangeKind.IMPORT, "eigen")
        assert (change.who, change.why) == ("Ans", "eerste keer")
        assert abs((datetime.now(UTC) - change.when).total_seconds()) < 60
        assert change.undone_by is None

    def test_since_a_version_newest_first(self, store: Store) -> None:
        for n in range(3):
            store.add(Batch.of([Organisation(str(n), "x")]), **ME)
        assert [c.number for c in store.changes()] == [3, 2, 1]
        assert [c.number for c in store.changes(since=1)] == [3, 2]

    def test_touched_names_cases_households_and_the_map(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        store.add(Batch.of([Referral("r-" + "0" * 12 + "1", C1, "b", "a", day(8))]), **ME)
        store.add(Batch.of([Household(H2, area="Oost")]), **ME)
        touched = store.touched_since(1)
        assert touched.cases.tolist() == [11]
        assert touched.households.tolist() == [2]
        assert not touched.map
        assert store.touched_since(0).map


class TestRemove:
    def test_a_household_goes_with_its_cases(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        change = store.remove([H2], **ME)
        network = store.network()
        assert change.kind is ChangeKind.REMOVE
        assert network.cases.key.tolist() == [11]
        assert network.households.key.tolist() == [1]
        assert len(network.referrals) == 1

    def test_records_cases_and_referrals_by_their_ids(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        store.remove(["plan-1", R1, C2], **ME)
        network = store.network()
        assert network.of(Plan) == ()
        assert network.cases.key.tolist() == [11]
        assert len(network.referrals) == len(network.quiet) == 0

    def test_an_unknown_id_removes_nothing(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        with pytest.raises(Unknown, match="Not found: nergens"):
            store.remove([C1, "nergens"], **ME)
        assert store.version == 1
        assert len(store.network().cases) == 2


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Schuld", "b"),  # the beginning
            ("hulp", "b"),  # a part
            ("schudlhulp", "b"),  # nearly
            ("wi", "a"),  # two letters
            ("financien", "a"),  # the word of a domain, without its accent
            ("regisseur", "p1"),  # a role
        ],
    )
    def test_finds_beginnings_parts_and_near_misses(self, store: Store, text: str, found: str) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        assert store.search(text)[0].id == found

    def test_follows_the_changes(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        assert store.search("voedselbank") == ()
        store.add(Batch.of([Loket("v", "o", "Voedselbank")]), **ME)
        (hit,) = store.search("voedselbank")
        assert (hit.kind, hit.id, hit.title) == ("lokets", "v", "Voedselbank")

    @pytest.mark.parametrize("text", ["", "  ", '"', "a'b OR *", "%", "NEAR(", "é" * 50])
    def test_takes_any_text(self, store: Store, text: str) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        assert len(store.search(text)) <= 20
