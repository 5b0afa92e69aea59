"""The contract of a store on random acts: what always holds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import refresh
from graph.batch import Batch
from graph.errors import UndoBlocked, Unknown
from graph.model import (
    Case,
    Household,
    Loket,
    Referral,
)
from graph.pseudonyms import label
from graph.refresh import built
from graph.sources import SourceKind
from graph.store import Store
from tests.graph.samples import (
    ME,
    day,
    log,
    same,
    same_sequences,
)

Fresh = Callable[[], Store]
LOKETS = st.sampled_from(["a", "b", "c", None])
EVENT = st.tuples(st.integers(1, 4), st.integers(0, 6), LOKETS)
LOGS = st.lists(EVENT, min_size=1, max_size=8).map(lambda rows: log(*rows))


@st.composite
def tables(draw: st.DrawFn) -> Batch:
    """Some records with few ids, so that they meet each other again."""
    cases = draw(st.sets(st.integers(1, 4), max_size=3))
    homes = draw(st.sets(st.integers(1, 3), max_size=2))
    referrals = draw(st.sets(st.integers(1, 6), max_size=4))
    small = st.integers(1, 3)
    return Batch.of(
        [
            *(Loket(i, name=draw(st.sampled_from(["", "A"]))) for i in draw(st.sets(st.sampled_from("abd")))),
            *(Household(label("household", h), area=draw(st.sampled_from(["N", "Z", None]))) for h in homes),
            *(
                Case(
                    label("case", 50 + c),
                    label("household", draw(small)),
                    opened_at=day(draw(small)),
                    entry=draw(LOKETS),
                )
                for c in cases
            ),
            *(
                Referral(
                    label("referral", r),
                    label("case", 50 + draw(small)),
                    draw(LOKETS),
                    draw(LOKETS),
                    day(draw(small)),
                    to_professional=draw(st.sampled_from(["p1", "p2", None])),
                )
                for r in referrals
            ),
        ]
    )


STEP = st.one_of(
    tables().map(lambda batch: ("tables", batch)),
    LOGS.map(lambda batch: ("log", batch)),
    st.tuples(st.just("undo"), st.integers(1, 8)),
    st.tuples(st.just("remove"), st.integers(0, 8)),
    st.tuples(st.just("remove household"), st.integers(0, 8)),
    st.tuples(st.just("forget"), st.integers(0, 8)),
)


def act(store: Store, step: tuple[str, object]) -> None:
    what, with_ = step
    if isinstance(with_, Batch):
        kind = SourceKind.LOG if what == "log" else SourceKind.TABLES
        store.add(with_, source=what, kind=kind, **ME)
    elif what == "undo":
        with suppress(Unknown, UndoBlocked):
            store.undo(int(with_), **ME)  # type: ignore[call-overload]
    else:
        _leave(store, what, int(with_))  # type: ignore[call-overload]


def _leave(store: Store, what: str, number: int) -> None:
    batch = store.contents()
    kind, keys = ("case", batch.cases.key) if what == "remove" else ("household", batch.households.key)
    if not len(keys):
        return
    key = int(keys[number % len(keys)])
    if what == "forget":
        store.forget("household", [key], who="Test")
    else:
        store.remove([label("case" if kind == "case" else "household", key)], **ME)


def no_doubles(batch: Batch) -> bool:
    """Whether each id stands once."""
    return all(len(np.unique(c.key)) == len(c) for c in (batch.households, batch.cases, batch.referrals)) and len(
        {(type(r), r.key) for r in batch.records}
    ) == len(batch.records)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, min_size=1, max_size=7))
def test_a_refreshed_snapshot_is_the_same_as_one_that_is_built(fresh: Fresh, steps: list[tuple[str, object]]) -> None:
    with fresh() as store:
        for step in steps:
            act(store, step)
            assert no_doubles(store.contents())
            assert same(store.network(), built(store).network)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STEP, st.booleans()), min_size=1, max_size=7))
def test_so_is_one_that_is_kept_as_a_change(fresh: Fresh, steps: list[tuple[tuple[str, object], bool]]) -> None:
    with pytest.MonkeyPatch.context() as patch, fresh() as store:
        # Every change of everything counts as a small one of something large.
        patch.setattr(refresh, "LARGE", 0)
        patch.setattr(refresh, "SMALL_SHARE", 0)
        for step, read_twice in steps:
            act(store, step)
            for _ in range(1 + read_twice):
                network, whole = store.network(), built(store).network
                assert same(network, whole)
                assert same_sequences(network, whole)


@settings(max_examples=40, deadline=None)
@given(st.one_of(tables(), LOGS), st.one_of(tables(), LOGS))
def test_undo_and_redo_are_exact(fresh: Fresh, first: Batch, second: Batch) -> None:
    with fresh() as store:
        for name, batch in (("first", first), ("second", second)):
            kind = SourceKind.LOG if len(batch.events) else SourceKind.TABLES
            store.add(batch, source=f"{name} {kind}", kind=kind, **ME)
        after, version = built(store).network, store.version
        if not version:
            return
        undone = store.undo(**ME)
        store.undo(undone.number, **ME)
        assert same(built(store).network, after)
        assert store.version == version + 2


@settings(max_examples=40, deadline=None)
@given(st.one_of(tables(), LOGS))
def test_adding_twice_adds_nothing(fresh: Fresh, batch: Batch) -> None:
    kind = SourceKind.LOG if len(batch.events) else SourceKind.TABLES
    with fresh() as store:
        first = store.add(batch, source="s", kind=kind, **ME)
        seen, second = store.preview(batch, source="s", kind=kind), store.add(batch, source="s", kind=kind, **ME)
        assert (second.added, second.known, second.change) == (0, first.added, None)
        assert seen == replace(second, change=None)
