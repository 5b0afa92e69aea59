"""The snapshot: one immutable network of sorted columns, of which every analysis is a pure function."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.bodies import KIND_OF, WrittenRecords
from graph.codes import Domain, Origin
from graph.columns import Columns, Flags, HouseholdColumns, Ints
from graph.instants import MISSING
from graph.model import Loket, Record
from graph.register import Cases, Quiet, Referrals
from graph.sequences import Sequences, remember, sequences
from graph.sources import Source, SourceKind
from graph.ties import tie_dependent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    import networkx as nx
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Network:
    """One snapshot.

    Attributes
    ----------
    lokets
        Sorted by id; a loket's code is its place.
    words
        The dictionary of the other coded columns (professionals, reasons, areas, compositions).
    records
        Organisations, professionals, ties, plans, directions, terms and decisions.
    households
        Sorted by key.
    cases, referrals
        The register; referrals of case c are rows `offsets[c]` to `offsets[c + 1]`.
    quiet
        The rows of the register that move no case.
    sources
        The sources whose cases are here.
    data_end, data_end_is_date
        The last instant in the register, or the one given; missing for a register without any.

    Raises
    ------
    ValueError
        When columns are not sorted as said or a code points nowhere.
    """

    lokets: tuple[Loket, ...] = ()
    words: tuple[str, ...] = ()
    records: Sequence[Record] = ()
    households: HouseholdColumns = field(default_factory=HouseholdColumns.empty)
    cases: Cases = field(default_factory=Cases.empty)
    referrals: Referrals = field(default_factory=Referrals.empty)
    quiet: Quiet = field(default_factory=Quiet.empty)
    sources: tuple[Source, ...] = ()
    data_end: int = MISSING
    data_end_is_date: bool = False

    def __post_init__(self) -> None:
        wrong = [
            what
            for what, holds in (
                (
                    "lokets are not sorted by id",
                    _rises(np.array([lo.id for lo in self.lokets], dtype=object)),
                ),
                ("households are not sorted by key", _rises(self.households.key)),
                ("cases are not sorted by key", _rises(self.cases.key)),
                ("referrals are not sorted by case", bool((np.diff(self.referrals.case) >= 0).all())),
                ("a referral points outside the cases", _within(self.referrals.case, len(self.cases))),
                ("a quiet row points outside the cases", _within(self.quiet.case, len(self.cases))),
                ("a referral points outside the lokets", _within(self.referrals.to, len(self.lokets))),
                ("a case points outside the lokets", _within(self.cases.entry + 1, len(self.lokets) + 1)),
                ("a case points outside the households", _within(self.cases.household, len(self.households))),
            )
            if not holds
        ]
        if wrong:
            raise ValueError("no network: " + "; ".join(wrong))

    @cached_property
    def offsets(self) -> Ints:
        """First referral of each case, and one past the last; length cases + 1."""
        per_case = np.bincount(self.referrals.case, minlength=len(self.cases))
        return np.append(0, np.cumsum(per_case)).astype(np.int64)

    @cached_property
    def sequences(self) -> Sequences:
        """R of every case."""
        return sequences(self)

    @cached_property
    def tie_dependent(self) -> Flags:
        """Which cases have another R when rows with equal instants stand in another order."""
        if (self.cases.tie_dependent >= 0).all():
            return np.asarray(self.cases.tie_dependent == 1)
        return tie_dependent(self)

    @cached_property
    def in_log(self) -> Flags:
        """Which cases come from an event log: their referrals are derived."""
        return np.isin(self.cases.source, [s.number for s in self.sources if s.kind is SourceKind.LOG])

    @cached_property
    def closing_sources(self) -> NDArray[np.int32]:
        """The sources that hold closings at all; a part of a register goes by the whole, whatever it holds itself."""
        ended = (self.cases.closed != MISSING) | (self.cases.outcome != 0)
        return np.unique(self.cases.source[ended])

    @cached_property
    def loket_codes(self) -> dict[str, int]:
        """The code of each loket's id."""
        return {loket.id: i for i, loket in enumerate(self.lokets)}

    @cached_property
    def loket_ids(self) -> NDArray[np.object_]:
        """The id of each loket, by code."""
        return np.array([loket.id for loket in self.lokets], dtype=object)

    def title(self, loket: str) -> str:
        """What a person calls a loket."""
        code = self.loket_codes.get(loket)
        return loket if code is None else self.lokets[code].title

    @property
    def recorded(self) -> Flags:
        """Which referrals somebody recorded."""
        return np.asarray(self.referrals.origin == Origin.RECORDED.number, dtype=np.bool_)

    def of(self, kind: type[Record]) -> tuple[Record, ...]:
        """The records of one kind of the map."""
        if kind is Loket:
            return self.lokets
        if isinstance(self.records, WrittenRecords) and kind.table in KIND_OF:
            return self.records.of(kind.table)
        return tuple(r for r in self.records if isinstance(r, kind))

    def select(self, cases: Flags) -> Network:
        """The network of some cases, whole; the data end stays where it is."""
        kept = np.asarray(cases, dtype=np.bool_)
        if kept.all():
            return self
        code = np.cumsum(kept, dtype=np.int32) - 1
        rows = kept[self.referrals.case]
        referrals, quiet = self.referrals.take(rows), self.quiet.take(kept[self.quiet.case])
        part = replace(
            self,
            cases=self.cases.take(kept),
            referrals=referrals.with_(case=code[referrals.case]),
            quiet=quiet.with_(case=code[quiet.case]),
        )
        vars(part)["closing_sources"] = self.closing_sources
        known = vars(self).get("sequences")
        return part if known is None else remember(part, known.select(kept, rows))

    def of_sources(self, sources: Iterable[Source]) -> Network:
        """The network of some sources, with a data end of its own."""
        chosen = tuple(sources)
        part = self.select(np.isin(self.cases.source, [s.number for s in chosen]))
        end, is_date = last_instant(part.cases, part.referrals, part.quiet)
        whole = replace(part, sources=chosen, data_end=end, data_end_is_date=is_date)
        vars(whole)["closing_sources"] = self.closing_sources
        return remember(whole, part.sequences)

    def opened_between(self, since: date | None = None, until: date | None = None) -> Network:
        """The cases opened in a period, both days included; the data end stays where it is."""
        from graph.filters import opened_between

        return opened_between(self, since, until)

    def in_domain(self, *domains: Domain) -> Network:
        """The cases over at least one of these domains."""
        from graph.batch import domain_bits

        return self.select((self.cases.domains & domain_bits(domains)) != 0)

    def in_area(self, *areas: str) -> Network:
        """The cases of households that live in one of these areas."""
        wanted = [i for i, word in enumerate(self.words) if word in areas]
        lives = np.append(np.isin(self.households.area, wanted), False)
        return self.select(lives[self.cases.household])

    def through(self, *lokets: str) -> Network:
        """The cases that visit at least one of these lokets."""
        wanted = [self.loket_codes[i] for i in lokets if i in self.loket_codes]
        visits = self.sequences
        mask = np.zeros(len(self.cases), dtype=np.bool_)
        mask[visits.case[np.isin(visits.loket, wanted)]] = True
        return self.select(mask)

    def ending(self, end: datetime | date) -> Network:
        """The register as it stood at a given data end: rows after it do not exist."""
        from graph.filters import ending

        return ending(self, end)

    def without(self, *ids: str) -> Network:
        """The network less some records, named by id or pseudonym; never adds a row."""
        from graph.changes import without

        return without(self, ids)

    def plus(self, *records: Record) -> Network:
        """The network with more records; one with the id of another takes its place."""
        from graph.changes import plus

        return plus(self, records)

    def flow_graph(self) -> nx.DiGraph[str]:
        """Lokets and the hops between them; edges carry `hops` and `bounces`."""
        from graph.exchange import flow_graph

        return flow_graph(self)

    def knows_graph(self) -> nx.MultiDiGraph[str]:
        """Professionals and their running ties; edges carry `layer`, `strength` and `told_by`."""
        from graph.exchange import knows_graph

        return knows_graph(self)

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Every kind of record as a pandas frame, named as our own tables."""
        from graph.exchange import to_frames

        return to_frames(self)


def last_instant(*register: Columns) -> tuple[int, bool]:
    """The last instant in some columns and whether it is a bare date; missing where there is none."""
    best, is_date = MISSING, False
    for columns in register:
        for name in columns.instants:
            values = getattr(columns, name)
            if len(values) and (top := int(values.max())) > best:
                best, is_date = top, bool(columns.is_date(name)[values.argmax()])
    return best, is_date


def _rises(values: NDArray[Any]) -> bool:
    return bool((values[1:] > values[:-1]).all())


def _within(codes: NDArray[Any], length: int) -> bool:
    return not len(codes) or bool(codes.min() >= 0 and codes.max() < length)
