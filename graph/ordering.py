"""The order of many rows by two columns at once, with which most questions about households and time begin."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns import Ints

_BITS = 63
_FEW = 1 << 16
"""Up to so many values get a place of their own in a list, which takes less than sorting them."""


def by_group_and_instant(group: NDArray[Any], at: Ints) -> Ints:
    """The rows by group (a code, 0 or more), then instant, then as they stand; no instant may be missing."""
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    group, since = group.astype(np.int64), at - at.min()
    # Times are mostly whole seconds or days: counted in those, they leave room for other numbers beside them.
    since //= max(int(np.gcd.reduce(since)), 1)
    width = int(since.max()).bit_length()
    if width + int(group.max()).bit_length() <= _BITS - len(at).bit_length():
        group <<= width
        group |= since
        return stable_order(group)
    first = stable_order(since)
    return first[stable_order(group[first])]


def stable_order(values: Ints) -> Ints:
    """What `np.argsort(values, kind="stable")` gives, for values of 0 or more."""
    bits = len(values).bit_length()
    if int(values.max()).bit_length() > _BITS - bits:
        return np.argsort(values, kind="stable")
    # With a row's number in the low bits one sort by value does the same, many times faster.
    keys = values << bits
    keys |= np.arange(len(values))
    keys.sort()
    keys &= (1 << bits) - 1
    return keys


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """The place of each value among those that occur, in order, and of each of these one row where it stands.

    Values are 0 or more.
    """
    most = int(values.max()) + 1 if len(values) else 0
    if most > 4 * len(values) + _FEW:
        _, first, place = np.unique(values, return_index=True, return_inverse=True)
        return place.astype(np.int64), first
    row = np.full(most, -1, dtype=np.int64)
    row[values] = np.arange(len(values))
    there = row >= 0
    return (np.cumsum(there) - 1)[values], row[there]
