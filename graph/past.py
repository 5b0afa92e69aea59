"""Everything that a database holds, with its past: what is carried when it moves to another store.

Of each row it says which change set made it (`born`) and which ones ended it; whether it stands follows from these and
from the change sets that are undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from graph.changesets import Backup
from graph.columns import CaseColumns, Columns, EventColumns, Flags, HouseholdColumns, Ints, ReferralColumns
from graph.sources import Source

C = TypeVar("C", bound=Columns)


@dataclass(frozen=True, eq=False)
class Stamped(Generic[C]):
    """Rows of every version, each with the change set that made it; row `row[i]` was ended by change set `by[i]`."""

    rows: C
    born: Ints
    row: Ints
    by: Ints

    def __len__(self) -> int:
        return len(self.born)

    def standing(self, undone: frozenset[int]) -> Flags:
        """Which rows stand: their maker does, and nobody who ended them does."""
        off = np.array(sorted(undone), dtype=np.int64)
        result = ~np.isin(self.born, off)
        result[self.row[~np.isin(self.by, off)]] = False
        return np.asarray(result, dtype=np.bool_)

    def ended(self) -> list[list[int] | None]:
        """Of each row who ended it, None where nobody did."""
        found: list[list[int] | None] = [None] * len(self)
        order = np.lexsort((self.by, self.row))
        for row, by in zip(self.row[order].tolist(), self.by[order].tolist(), strict=True):
            found[row] = [*(found[row] or ()), by]
        return found


def stamped(rows: C, born: Sequence[int], ended: Sequence[Sequence[int] | None]) -> Stamped[C]:
    """Rows with lists of those who ended them."""
    pairs = [(i, by) for i, some in enumerate(ended) if some for by in dict.fromkeys(some)]
    claims = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Stamped(rows, np.array(born, dtype=np.int64), claims[:, 0], claims[:, 1])


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change set as it is kept: `made` in microseconds UTC, `source` its number, `undone` whether it stands not."""

    number: int
    kind: str
    who: str
    made: int
    why: str
    source: int | None
    added: int
    removed: int
    undoes: int | None
    map: bool
    households: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class PastFact:
    """A version of a record of the map, as text; `ended` are the change sets that ended it, in their order."""

    kind: str
    key: str
    body: str
    born: int
    ended: tuple[int, ...]

    def stands(self, undone: frozenset[int]) -> bool:
        """Whether it stands."""
        return self.born not in undone and undone.issuperset(self.ended)


@dataclass(frozen=True, eq=False)
class Past:
    """One moment of a database, whole.

    Attributes
    ----------
    positions
        How many places of rows were ever given.
    words
        The dictionary: key and text.
    touched
        The cases that each change set touched: pairs of change set and case, as two arrays.
    erased
        What is kept of the erased.
    """

    positions: int
    words: tuple[tuple[int, str], ...]
    sources: tuple[Source, ...]
    changes: tuple[PastChange, ...]
    touched: tuple[Ints, Ints]
    facts: tuple[PastFact, ...]
    households: Stamped[HouseholdColumns]
    cases: Stamped[CaseColumns]
    referrals: Stamped[ReferralColumns]
    events: Stamped[EventColumns]
    erased: frozenset[bytes]
    backups: tuple[Backup, ...]

    @property
    def version(self) -> int:
        """The number of the newest change set, 0 when there is none."""
        return max((c.number for c in self.changes), default=0)

    @property
    def undone(self) -> frozenset[int]:
        """The change sets that do not stand."""
        return frozenset(c.number for c in self.changes if c.undone)

    @property
    def size(self) -> int:
        """All rows of the register, of every version."""
        return sum(len(part) for part in (self.households, self.cases, self.referrals, self.events))
