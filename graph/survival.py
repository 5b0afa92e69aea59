"""How long something takes where part of it has not happened yet: the Kaplan-Meier estimate, compared exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.columns import Codes, Flags, Ints

# Two products of a million factors, each rounded, differ less than this.
_CLOSE = 1e-9
_BITS = 62


@dataclass(frozen=True, eq=False)
class Spans:
    """Durations in order, each ended by an event or only by the end of what was seen.

    Attributes
    ----------
    length
        The durations, shortest first; at one length the events come before the others.
    event
        Which durations ended by an event.
    """

    length: Ints
    event: Flags

    @property
    def plain_median(self) -> float | None:
        """The median of the events alone, None without any."""
        events = self.length[self.event]
        middle = events[(len(events) - 1) // 2 : len(events) // 2 + 1]
        return float(middle.mean()) if len(middle) else None

    @cached_property
    def _survival(self) -> NDArray[np.float64]:
        at_risk = np.arange(len(self.length), 0, -1.0)
        return np.cumprod(1 - self.event / at_risk)

    def quantile(self, share: Fraction) -> int | None:
        """The first length t at which S(t) <= 1 - share; None where that is never reached.

        S(t) is the product of (at risk - 1) / at risk over the events up to t.
        """
        left = 1 - share
        # Survival never rises, so only what lies close to the border needs the exact product.
        rising, total = self._survival[::-1], len(self.length)
        first, sure = (total - int(np.searchsorted(rising, float(left) + e, "right")) for e in (_CLOSE, -_CLOSE))
        for at in range(first, sure):
            if _exact(self.event[: at + 1], total) <= left:
                return int(self.length[at])
        return int(self.length[sure]) if sure < total else None


def _exact(event: Flags, at_risk: int) -> Fraction:
    """The exact product: within a run of events all factors but two cancel."""
    edges = np.flatnonzero(np.diff(event.astype(np.int8), prepend=0, append=0))
    begins, ends = edges[::2].tolist(), edges[1::2].tolist()
    above, below = [at_risk - end for end in ends], [at_risk - begin for begin in begins]
    return Fraction(_product(above), _product(below))


def _product(factors: list[int]) -> int:
    # Multiplying neighbours keeps both sides of each product of one size.
    while len(factors) > 1:
        factors = [a * b for a, b in zip(factors[::2], [*factors[1::2], 1], strict=False)]
    return factors[0] if factors else 1


def spans(length: Ints, event: Flags) -> Spans:
    """Durations put in order."""
    keys = np.sort(2 * length + ~event)
    return Spans(keys >> 1, keys % 2 == 0)


def spans_by(group: Codes, groups: int, length: Ints, event: Flags) -> Iterator[Spans]:
    """The durations of each of some groups, put in order."""
    if not len(group):
        return
    low = int(length.min())
    bits = (int(length.max()) - low).bit_length() + 1
    if bits + groups.bit_length() > _BITS:
        yield from (spans(length[group == g], event[group == g]) for g in range(groups))
        return
    # Group, length and kind in one number: one sort by value, without an index, puts all of them in order.
    keys = np.sort((group.astype(np.int64) << bits) + 2 * (length - low) + ~event)
    ends = np.searchsorted(keys, np.arange(1, groups + 1) << bits)
    keys &= (1 << bits) - 1
    for begin, end in zip([0, *ends.tolist()], ends.tolist(), strict=False):
        yield Spans((keys[begin:end] >> 1) + low, keys[begin:end] % 2 == 0)
