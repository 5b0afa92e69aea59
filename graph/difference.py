"""What a batch adds to what a store holds: the same for every store, so that all of them are idempotent alike.

Both batches are coded by the words of the store. What is held is at least every standing row with an id of the
batch, every referral of its cases, and every row of its cases in the event logs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from graph.batch import REFERRAL_WORDS, Batch
from graph.columns import CaseColumns, EventColumns, Flags, HouseholdColumns, Ints, ReferralColumns
from graph.model import Record
from graph.sources import SourceKind

NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Ended:
    """Rows that stand no longer, by what identifies them.

    Of the cases in `whole` every referral and every row of an event log ends too; `referrals` are named with the
    case that they belong to.
    """

    records: tuple[tuple[str, str], ...] = ()
    households: Ints = field(default_factory=lambda: NONE)
    cases: Ints = field(default_factory=lambda: NONE)
    whole: Ints = field(default_factory=lambda: NONE)
    referrals: Ints = field(default_factory=lambda: NONE)
    referral_cases: Ints = field(default_factory=lambda: NONE)

    @property
    def count(self) -> int:
        """How many records end; the referrals and events of whole cases go with their case."""
        return len(self.records) + len(self.households) + len(self.cases) + len(self.referrals)


@dataclass(frozen=True, eq=False)
class Difference:
    """What must be written, and how many rows of the source that is.

    Attributes
    ----------
    batch
        The rows to write.
    ended
        The rows that they replace.
    added, known, changed
        As in `graph.store.Added`.
    """

    batch: Batch
    ended: Ended
    added: int
    known: int
    changed: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not rows_of(self.batch) and not len(self.ended.referrals)

    @property
    def touched(self) -> Ints:
        """The cases of which something changes."""
        batch, ended = self.batch, self.ended
        return np.unique(
            np.concatenate(
                [
                    np.unique(batch.cases.key),
                    np.unique(batch.referrals.case),
                    np.unique(batch.events.case),
                    ended.cases,
                    ended.whole,
                    ended.referral_cases,
                ]
            )
        )


def rows_of(batch: Batch) -> int:
    """All rows of a batch, whatever they are."""
    return len(batch.records) + sum(len(c) for c in (batch.households, batch.cases, batch.referrals, batch.events))


def used_words(batch: Batch) -> tuple[str, ...]:
    """The words of a batch that one of its columns uses."""
    used = np.zeros(len(batch.words) + 1, dtype=np.bool_)
    for columns, names in (
        (batch.households, ("area", "composition")),
        (batch.cases, ("entry",)),
        (batch.referrals, REFERRAL_WORDS),
        (batch.events, ("loket",)),
    ):
        for name in names:
            # A code of -1 falls on the place after the last word.
            used[getattr(columns, name)] = True
    return tuple(word for word, is_used in zip(batch.words, used, strict=False) if is_used)


def counted(batch: Batch, kind: SourceKind) -> int:
    """The rows of a batch as its source counts them: not those without a loket, nor the cases of a log."""
    cases = len(batch.cases) if kind is SourceKind.TABLES else 0
    sent = int((batch.referrals.to >= 0).sum()) + int((batch.events.loket >= 0).sum())
    return len(batch.records) + len(batch.households) + cases + sent


def difference(held: Batch, batch: Batch, kind: SourceKind) -> Difference:
    """What a batch adds to what is held; rows that are there to the letter are known."""
    cases = _merged(held.cases, batch.cases) if kind is SourceKind.LOG else _keeping_source(held.cases, batch.cases)
    records = _Records(held.records, batch.records)
    households = _Rows(held.households, batch.households)
    help_ = _Rows(held.cases, cases, but=("source",))
    referrals = _Rows(held.referrals, batch.referrals, but=("position", "source"))
    events = batch.events.take(~known_events(held.events, batch.events))
    write = Batch(
        records=records.write,
        households=households.new.take(households.write),
        cases=cases.take(help_.write),
        referrals=_in_place(referrals).take(referrals.write),
        events=events,
    )
    old = held.referrals.take(referrals.at[referrals.changed])
    ended = Ended(
        records=records.ended,
        households=households.ended,
        cases=help_.ended,
        referrals=old.key,
        referral_cases=old.case,
    )
    changed = len(ended.records) + len(ended.households) + int((referrals.changed & (batch.referrals.to >= 0)).sum())
    changed += len(ended.cases) if kind is SourceKind.TABLES else 0
    added = counted(write, kind)
    return Difference(write, ended, added, counted(batch, kind) - added, changed)


def known_events(held: EventColumns, new: EventColumns) -> Flags:
    """Which rows of a log are there already: of equal rows as many as are held, the first ones."""
    known = np.zeros(len(new), dtype=np.bool_)
    if not len(held) or not len(new):
        return known
    rows = held.append(new)
    is_new = np.arange(len(rows)) >= len(held)
    # Stable, so that of equal rows those that are held come first and then the new ones in their order.
    order = np.lexsort((rows.dates, rows.loket, rows.seq, rows.at, rows.case))
    rows, is_new = rows.take(order), is_new[order]
    starts = np.ones(len(rows), dtype=np.bool_)
    starts[1:] = ~rows.take(slice(1, None)).same_as(rows.take(slice(None, -1)), but=("position",))
    first = np.flatnonzero(starts)
    group = np.cumsum(starts) - 1
    held_there = np.add.reduceat(~is_new, first)[group]
    place = np.arange(len(rows)) - first[group] - held_there
    known[order[is_new] - len(held)] = (place < held_there)[is_new]
    return known


K = TypeVar("K", HouseholdColumns, CaseColumns, ReferralColumns)


def found(old: K, new: K) -> tuple[Ints, Flags]:
    """For each new row the old row of its key, and whether there is one."""
    if not len(old):
        return np.zeros(len(new), dtype=np.int64), np.zeros(len(new), dtype=np.bool_)
    order = np.argsort(old.key, kind="stable")
    place = np.searchsorted(old.key, new.key, sorter=order)
    at: Ints = order[np.minimum(place, len(old) - 1)]
    return at, old.key[at] == new.key


class _Rows(Generic[K]):
    """New rows held against those that stand: `write` are new or changed, `at` the row that a changed one replaces."""

    old: K
    new: K

    def __init__(self, old: K, new: K, but: tuple[str, ...] = ()) -> None:
        self.old, self.new = old, new
        self.at, present = found(old, new)
        if len(old):
            same = old.take(self.at).same_as(new, but)
            self.write, self.changed = ~(present & same), present & ~same
        else:
            self.write, self.changed = ~present, present
        self.ended: Ints = new.key[self.changed]


def _in_place(rows: _Rows[ReferralColumns]) -> ReferralColumns:
    """Referrals of which the changed ones keep their place, and their source where none is given; new ones have -1."""
    new = rows.new
    position = np.full(len(new), -1, dtype=np.int64)
    source = new.source.copy()
    if rows.changed.any():
        old = rows.old.take(rows.at[rows.changed])
        position[rows.changed] = old.position
        source[rows.changed] = old.source
    return new.with_(position=position, source=source)


def _keeping_source(old: CaseColumns, new: CaseColumns) -> CaseColumns:
    """The cases of a batch, of which those that are there stay with the source that brought them."""
    at, present = found(old, new)
    if not present.any():
        return new
    return new.with_(source=np.where(present, old.source[at], new.source))


def _merged(old: CaseColumns, new: CaseColumns) -> CaseColumns:
    """The cases of a log, with what is held of them where the log does not say it again."""
    at, present = found(old, new)
    if not present.any():
        return new
    before, columns = old.take(at), {}
    dates = new.dates
    for name in ("household", "entry", "opened", "closed", "outcome", "domains"):
        value = getattr(new, name)
        keeps = present & (value == CaseColumns.missing(name))
        columns[name] = np.where(keeps, getattr(before, name), value)
        if name in CaseColumns.instants:
            bit = 1 << CaseColumns.instants.index(name)
            dates = np.where(keeps, (dates & (0xFF - bit)) | (before.dates & bit), dates)
    source = np.where(present, before.source, new.source)
    return new.with_(**columns, dates=dates, source=source)


class _Records:
    """Records of the map held against those that stand."""

    def __init__(self, old: Iterable[Record], new: Iterable[Record]) -> None:
        held = {(type(r).table, r.key): r for r in old}
        given = {(type(r).table, r.key): r for r in new}
        self.write = tuple(r for key, r in given.items() if held.get(key) != r)
        self.ended = tuple(key for key, r in given.items() if key in held and held[key] != r)
