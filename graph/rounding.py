"""Keyed rounding: the cell-key method of the census offices with random rounding (`gate.md`, rules 4 and 5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.columns import Ints

FEWER = -1
"""Stands for any number below the threshold, 0 too."""
_WHOLE = 2.0**64


def rounded(numbers: Ints, keys: NDArray[np.uint64], k: int) -> Ints:
    """Each number as a multiple of ceil(k / 2) next to it; `FEWER` below k.

    The keys of its households decide whether it goes up or down, with chances that leave the mean as it is. The same
    households give the same figure wherever they are counted. No figure lies between 0 and k.
    """
    base = -(-k // 2)
    lower = numbers // base * base
    up = keys.astype(np.float64) / _WHOLE < (numbers - lower) / base
    # Where k is odd the multiple below k would tell that there are exactly k.
    least = -(-k // base) * base
    return np.where(numbers < k, FEWER, np.maximum(lower + base * up, least))
