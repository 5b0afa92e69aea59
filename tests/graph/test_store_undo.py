"""The contract of a store, on every store: taking back, and erasing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.batch import Batch
from graph.errors import UndoBlocked, Unknown
from graph.instants import moment
from graph.model import (
    Case,
    Decision,
    Direction,
    Loket,
    Plan,
    Professional,
    Record,
    Referral,
    Tie,
)
from graph.pseudonyms import label
from graph.store import Store
from tests.graph.samples import (
    C1,
    H1,
    H2,
    LOG,
    ME,
    PEOPLE,
    R1,
    ROWS,
    TABLES,
    add_log,
    day,
    log,
    words_of,
)


class TestUndo:
    def test_takes_back_the_last_that_stands(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        add_log(store)
        first, second = store.undo(**ME), store.undo(**ME)
        assert (first.undoes, second.undoes) == (2, 1)
        assert len(store.network().cases) == 0
        assert store.sources() == ()
        assert [c.undone_by for c in store.changes()] == [None, None, 3, 4]

    def test_an_undo_can_be_undone(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        before = words_of(store.network())
        undone = store.undo(**ME)
        redone = store.undo(undone.number, **ME)
        assert words_of(store.network()) == before
        assert (undone.removed, redone.added) == (16, 16)
        assert [c.undone_by for c in store.changes()] == [None, 3, None]

    def test_brings_back_what_was_replaced_or_removed(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        before = words_of(store.network())
        store.add(Batch.of([Loket("b", "o", "anders"), Case(C1, H2, opened_at=day(2))]), **ME)
        store.remove([H2, "plan-1"], **ME)
        store.undo(**ME)
        store.undo(**ME)
        assert words_of(store.network()) == before

    def test_an_undone_import_can_be_imported_anew(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        undone = store.undo(**ME)
        again = store.add(Batch.of(TABLES), source="eigen", **ME)
        assert again.added == ROWS
        with pytest.raises(UndoBlocked, match="change set 3 builds on it"):
            store.undo(undone.number, **ME)

    @pytest.mark.parametrize(
        "later",
        [
            Case(C1, H1, opened_at=day(1), closed_at=day(9)),  # replaces
            Referral("r-0000000000001", C1, "b", "a", day(8)),  # adds to a case
            Loket("c", "o", "Nieuw"),  # refers to the organisation
        ],
        ids=["replaces", "adds", "refers"],
    )
    def test_is_refused_while_a_later_one_builds_on_it(self, store: Store, later: Record) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        store.add(Batch.of([later]), **ME)
        with pytest.raises(UndoBlocked) as blocked:
            store.undo(1, **ME)
        assert blocked.value.to("en") == (
            "Change set 1 cannot be undone: change set 2 builds on it. Undo first, in this order: 'kaart undo 2'."
        )
        store.undo(2, **ME)
        assert store.undo(1, **ME).undoes == 1

    def test_weeks_of_a_log_apart(self, store: Store) -> None:
        for week in range(3):
            add_log(store, log((21, 10 * week, "x"), (21, 10 * week + 1, "y")))
        # The third week builds on the first, which brought the case, and not on the second.
        assert store.undo(2, **ME).undoes == 2
        with pytest.raises(UndoBlocked, match="change set 3 builds"):
            store.undo(1, **ME)
        assert len(store.network().referrals) == 3

    def test_what_another_ended_meanwhile_ends_again(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        for day_closed in (10, 20):
            # Replaces the same case, and the next one replaces it again while this one is undone.
            store.add(Batch.of([Case(C1, H1, opened_at=day(1), closed_at=day(day_closed))]), **ME)
            store.undo(**ME)
        store.undo(3, **ME)
        cases = store.contents().cases
        assert len(cases) == 2
        assert moment(int(cases.closed[cases.key == 11][0])) == day(10)
        store.undo(2, **ME)
        store.undo(5, **ME)
        assert moment(int(store.network().cases.closed[0])) == day(20)

    def test_of_a_removal_put_back_by_hand_is_refused(self, store: Store) -> None:
        add_log(store)
        store.remove([label("case", 21)], **ME)
        add_log(store)
        with pytest.raises(UndoBlocked, match="change set 3 builds"):
            store.undo(2, **ME)
        store.undo(3, **ME)
        store.undo(2, **ME)
        assert len(store.contents().events) == len(LOG.events)

    def test_what_is_not_there_or_undone_says_what_to_type(self, store: Store) -> None:
        with pytest.raises(Unknown, match="nothing to undo"):
            store.undo(**ME)
        store.add(Batch.of(TABLES), source="eigen", **ME)
        with pytest.raises(Unknown, match="no change set 7"):
            store.undo(7, **ME)
        store.undo(1, **ME)
        with pytest.raises(UndoBlocked, match="Type 'kaart undo 2' to do it again"):
            store.undo(1, **ME)


class TestForget:
    def test_a_household_leaves_and_stays_away(self, store: Store) -> None:
        store.add(Batch.of(PEOPLE), source="eigen", **ME)
        gone = store.forget("household", [H1], who="Ans")
        network = store.network()
        assert gone.cases == 1
        assert network.households.key.tolist() == [2]
        assert network.of(Plan) == network.of(Direction) == network.of(Decision) == ()
        again = store.add(Batch.of(PEOPLE), source="eigen", **ME)
        # The household, its case, referral, plan, direction and the decision about it.
        assert (again.added, again.forgotten) == (0, 6)

    def test_counts_every_row_also_of_a_log_that_came_back(self, store: Store) -> None:
        add_log(store, log((1, 1, "a"), (1, 2, "b"), (2, 1, "a")))
        case = label("case", 1)
        store.remove([case], **ME)
        store.undo(**ME)
        store.forget("household", [1], who="Ans")
        # The case and its two rows.
        assert store.changes()[0].removed == 3

    def test_a_case_of_the_erased_stays_away_without_its_household(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        store.forget("household", [1], who="Ans")
        added = store.add(Batch.of([Referral(R1, C1, "a", "b", day(3))]), source="eigen", **ME)
        assert (added.added, added.forgotten, added.change) == (0, 1, None)

    def test_a_professional_leaves_the_register_as_it_is(self, store: Store) -> None:
        store.add(Batch.of(PEOPLE), source="eigen", **ME)
        store.forget("professional", ["p1"], who="Ans")
        network = store.network()
        assert [p.key for p in network.of(Professional)] == ["p2"]
        assert network.of(Tie) == network.of(Direction) == ()
        assert len(network.referrals) == 2
        assert "p1" not in network.words
        again = store.add(Batch.of(PEOPLE), source="eigen", **ME)
        assert again.added == 0

    def test_says_nothing_of_whom(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", who="p1", why=f"voor {H1} en p1")
        store.forget("professional", ["p1"], who="Ans")
        store.forget("household", [H1], who="Ans")
        texts = " ".join(f"{c.who} {c.why}" for c in store.changes())
        assert H1 not in texts
        assert "p1" not in texts

    def test_cannot_be_undone(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        store.forget("household", [H1], who="Ans")
        with pytest.raises(UndoBlocked, match="erased data"):
            store.undo(2, **ME)
        store.undo(**ME)
        store.undo(3, **ME)
        assert store.network().households.key.tolist() == [2]

    def test_of_the_unknown_erases_nothing(self, store: Store) -> None:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        with pytest.raises(Unknown, match="Not found: p9"):
            store.forget("professional", ["p1", "p9"], who="Ans")
        assert store.version == 1

    def test_names_the_backups_that_still_hold_it(self, store: Store, tmp_path: Path) -> None:
        store.backup(tmp_path / "before.db")
        store.add(Batch.of(TABLES), source="eigen", **ME)
        kept, lost = store.backup(tmp_path / "kept.db"), store.backup(tmp_path / "lost.db")
        lost.path.unlink()
        gone = store.forget("household", [H1], who="Ans")
        assert gone.backups == (kept,)
