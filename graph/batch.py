"""A batch: everything that one import, or one act of a person, wants the store to have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.codes import Code, Domain
from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, ReferralColumns
from graph.instants import MISSING, instant, instant_of_date
from graph.model import Case, Household, Record, Referral
from graph.pseudonyms import code


@dataclass(frozen=True, eq=False)
class Batch:
    """Records to add: the map one by one, the register in columns.

    Attributes
    ----------
    words
        The dictionary of the coded columns: ids of lokets and professionals, reasons, areas, compositions.
    records
        Records of `MAP_KINDS`.
    households, cases, referrals, events
        The register. Ids are unique within each; rows of events are in the order of the source.
    """

    words: tuple[str, ...] = ()
    records: Sequence[Record] = ()
    households: HouseholdColumns = field(default_factory=HouseholdColumns.empty)
    cases: CaseColumns = field(default_factory=CaseColumns.empty)
    referrals: ReferralColumns = field(default_factory=ReferralColumns.empty)
    events: EventColumns = field(default_factory=EventColumns.empty)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Batch:
        """A batch of records of any kind; households, cases and referrals carry pseudonyms as ids.

        Raises
        ------
        ValueError
            When the id of a household, case or referral is no pseudonym.
        """
        everything = tuple(records)
        words = Words()
        return cls(
            households=_households([r for r in everything if isinstance(r, Household)], words),
            cases=_cases([r for r in everything if isinstance(r, Case)], words),
            referrals=_referrals([r for r in everything if isinstance(r, Referral)], words),
            records=tuple(r for r in everything if not isinstance(r, Household | Case | Referral)),
            words=words.all,
        )

    def recoded(self, numbers: dict[str, int]) -> Batch:
        """The same batch with every code replaced by the number of its word."""
        table = np.array([*(numbers[w] for w in self.words), -1], dtype=np.int32)
        return replace(
            self,
            words=(),
            households=recode(self.households, table, ("area", "composition")),
            cases=recode(self.cases, table, ("entry",)),
            referrals=recode(self.referrals, table, REFERRAL_WORDS),
            events=recode(self.events, table, ("loket",)),
        )


C = TypeVar("C", bound=Columns)

REFERRAL_WORDS = ("frm", "to", "from_professional", "to_professional", "reason")


def recode(columns: C, table: NDArray[np.int32], names: tuple[str, ...]) -> C:
    """Columns whose codes are looked up in a table, of which the last entry is for -1."""
    return columns.with_(**{name: table[getattr(columns, name)] for name in names})


class Words:
    """A dictionary that grows: the code of each word is its place."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def code(self, word: str | None) -> int:
        """The code of a word, -1 for None."""
        return -1 if word is None else self._codes.setdefault(word, len(self._codes))

    @property
    def all(self) -> tuple[str, ...]:
        """The words in the order of their codes."""
        return tuple(self._codes)


def _pseudonym(text: str) -> int:
    value = code(text)
    if value is None:
        raise ValueError(f"{text!r} is not a pseudonym; make one at the door (graph.pseudonyms)")
    return value


def _instant(moment: datetime | date | None) -> int:
    if moment is None:
        return MISSING
    return instant(moment) if isinstance(moment, datetime) else instant_of_date(moment)


def _dates(*moments: datetime | date | None) -> int:
    return sum(1 << i for i, m in enumerate(moments) if m is not None and not isinstance(m, datetime))


def _number(member: Code | None) -> int:
    return member.number if member else 0


def domain_bits(domains: Iterable[Domain]) -> int:
    """The set of domains as bits."""
    return sum(1 << (d.number - 1) for d in set(domains))


def _households(records: list[Household], words: Words) -> HouseholdColumns:
    return HouseholdColumns(
        key=np.array([_pseudonym(r.id) for r in records], dtype=np.int64),
        area=np.array([words.code(r.area) for r in records], dtype=np.int32),
        composition=np.array([words.code(r.composition) for r in records], dtype=np.int32),
    )


def _cases(records: list[Case], words: Words) -> CaseColumns:
    return CaseColumns.of(
        len(records),
        key=[_pseudonym(r.id) for r in records],
        household=[_pseudonym(r.household) for r in records],
        entry=[words.code(r.entry) for r in records],
        opened=[_instant(r.opened_at) for r in records],
        closed=[_instant(r.closed_at) for r in records],
        outcome=[_number(r.outcome) for r in records],
        domains=[domain_bits(r.domains) for r in records],
        dates=[_dates(r.opened_at, r.closed_at) for r in records],
    )


def _referrals(records: list[Referral], words: Words) -> ReferralColumns:
    return ReferralColumns.of(
        len(records),
        key=[_pseudonym(r.id) for r in records],
        case=[_pseudonym(r.case) for r in records],
        frm=[words.code(r.from_) for r in records],
        to=[words.code(r.to) for r in records],
        from_professional=[words.code(r.from_professional) for r in records],
        to_professional=[words.code(r.to_professional) for r in records],
        sent=[_instant(r.sent_at) for r in records],
        picked=[_instant(r.picked_up_at) for r in records],
        status=[_number(r.status) for r in records],
        status_at=[_instant(r.status_at) for r in records],
        reason=[words.code(r.reason) for r in records],
        feedback=[_instant(r.feedback_at) for r in records],
        purpose=[_number(r.purpose) for r in records],
        seq=[MISSING if r.seq is None else r.seq for r in records],
        position=np.arange(len(records)),
        dates=[_dates(r.sent_at, r.picked_up_at, r.status_at, r.feedback_at) for r in records],
    )
