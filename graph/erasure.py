"""Erasing persons: who is meant, what is left of a record without them, and how an import leaves them out.

Of an erased person only a keyed digest is kept, which the door alone can compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.batch import Batch
from graph.columns import Flags, Ints
from graph.difference import NONE
from graph.model import Decision, Direction, Plan, Professional, Record, Tie
from graph.pseudonyms import Door, code, labels

if TYPE_CHECKING:
    from graph.network import Network

_PEOPLE = {
    Professional: ("id",),
    Tie: ("from_", "to", "told_by"),
    Direction: ("professional",),
    Plan: ("professional",),
    Decision: ("by",),
}
_FREE_TEXT = ("name", "goal", "note", "meaning", "subject", "referral_conditions")


@dataclass(frozen=True, eq=False)
class Persons:
    """Households with all cases that they ever had, and professionals by their ids."""

    households: Ints = field(default_factory=lambda: NONE)
    cases: Ints = field(default_factory=lambda: NONE)
    professionals: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Every way in which a text may name them."""
        pseudonyms = labels("household", self.households) + labels("case", self.cases)
        numbers = [str(n) for n in (*self.households.tolist(), *self.cases.tolist())]
        return self.professionals | frozenset(pseudonyms) | frozenset(numbers)

    def named_in(self, text: str) -> bool:
        """Whether a text names one of them, as a word of its own."""
        return bool(self.names) and self._pattern.search(text) is not None

    def blanked(self, text: str) -> str:
        """The text with a dash for each of them."""
        return self._pattern.sub("-", text) if self.names else text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: of 'j.jansen' and 'j.jansen-2' the whole must go.
        words = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)")

    def digests(self, door: Door) -> list[bytes]:
        """What is kept of them."""
        return [
            *(door.erased("household", k) for k in self.households.tolist()),
            *(door.erased("case", k) for k in self.cases.tolist()),
            *(door.erased("professional", p) for p in self.professionals),
        ]

    def scrubbed(self, record: Record) -> Record | None:
        """What is left of a record of the map without them; None when it is about them."""
        if self._is_about(record):
            return None
        if isinstance(record, Plan) and record.professional in self.professionals:
            record = replace(record, professional=None)
        if isinstance(record, Decision) and record.by in self.professionals:
            record = replace(record, by="-")
        texts = {
            f.name: getattr(record, f.name)
            for f in fields(record)  # type: ignore[arg-type]
            if f.name in _FREE_TEXT
        }
        changed = {n: self.blanked(t) for n, t in texts.items() if isinstance(t, str) and self.named_in(t)}
        return replace(record, **changed) if changed else record  # type: ignore[type-var]

    def _is_about(self, record: Record) -> bool:
        if isinstance(record, Plan | Direction) and record.household in self.names:
            return True
        if isinstance(record, Decision) and self.named_in(record.subject):
            return True
        if isinstance(record, Professional | Tie | Direction):
            return any(getattr(record, name) in self.professionals for name in _PEOPLE[type(record)])
        return False


@dataclass(frozen=True, eq=False)
class Admitted:
    """A batch without the erased, the rows of the source that were left out, and who was erased of its persons."""

    batch: Batch
    left_out: int = 0


def erased_in(batch: Batch, digests: frozenset[bytes], door: Door) -> Persons:
    """The persons in a batch who were erased before."""
    erased = Digests(digests, door)
    named = {getattr(r, "household", None) for r in batch.records} - {None}
    about = [k for n in named if (k := code(str(n))) is not None]
    households = erased.keys(
        "household", np.unique(np.concatenate([batch.households.key, batch.cases.household, _ints(about)]))
    )
    own = batch.cases.key[np.isin(batch.cases.household, households)]
    rows = np.unique(np.concatenate([batch.cases.key, np.unique(batch.referrals.case), np.unique(batch.events.case)]))
    return Persons(
        households, np.union1d(own, erased.keys("case", rows)), erased.professionals(professionals_in(batch))
    )


def erased_from(network: Network, erased: Digests) -> Persons:
    """The persons in a network who were erased since it was made."""
    about = [k for r in network.records if (k := code(str(getattr(r, "household", "")))) is not None]
    households = erased.keys("household", np.union1d(network.households.key, _ints(about)))
    own = network.cases.key[np.isin(network.households.key[network.cases.household], households)]
    named = frozenset(network.words).union(*(people_of(r) for r in network.records))
    return Persons(households, np.union1d(own, erased.keys("case", network.cases.key)), erased.professionals(named))


def admit(batch: Batch, persons: Persons) -> Batch:
    """The batch without some persons."""
    professionals = np.isin(np.array([*batch.words, ""]), list(persons.professionals))
    referrals = batch.referrals.take(~np.isin(batch.referrals.case, persons.cases))
    for name in ("from_professional", "to_professional"):
        named = getattr(referrals, name)
        referrals = referrals.with_(**{name: np.where(professionals[named], -1, named)})
    gone = np.isin(batch.cases.key, persons.cases) | np.isin(batch.cases.household, persons.households)
    return replace(
        batch,
        records=tuple(left for r in batch.records if (left := persons.scrubbed(r)) is not None),
        households=batch.households.take(~np.isin(batch.households.key, persons.households)),
        cases=batch.cases.take(~gone),
        referrals=referrals,
        events=batch.events.take(~np.isin(batch.events.case, persons.cases)),
    )


def professionals_in(batch: Batch) -> frozenset[str]:
    """Every id of a professional in a batch."""
    codes = np.unique(np.concatenate([batch.referrals.from_professional, batch.referrals.to_professional]))
    named = {batch.words[i] for i in codes if i >= 0}
    return frozenset(named).union(*(people_of(r) for r in batch.records))


def people_of(record: Record) -> frozenset[str]:
    """Every professional whom a record of the map names."""
    named = (getattr(record, name) for name in _PEOPLE.get(type(record), ()))
    return frozenset(n for n in named if n)


class Digests:
    """The digests that are kept, and the door that recognises them."""

    def __init__(self, kept: frozenset[bytes], door: Door) -> None:
        self._kept, self._door = kept, door

    def keys(self, kind: str, keys: Ints) -> Ints:
        """Which of these pseudonyms were erased."""
        return keys[self._flags(kind, keys.tolist())] if self._kept else NONE

    def professionals(self, ids: Iterable[str]) -> frozenset[str]:
        """Which of these professionals were erased."""
        return frozenset(i for i in ids if self._door.erased("professional", i) in self._kept)

    def _flags(self, kind: str, ids: list[int]) -> Flags:
        return np.array([self._door.erased(kind, i) in self._kept for i in ids], dtype=np.bool_)


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
