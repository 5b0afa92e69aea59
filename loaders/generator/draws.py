"""Chance: streams that hang on seed, name and block alone, and draws that are plain arithmetic.

Draws compare uniform numbers with tables from the recipe. Nothing passes through a logarithm or an exponential, so
that a seed gives the same town on every platform.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns import Ints

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def stream(seed: int, name: str, block: int = 0) -> np.random.Generator:
    """The chance of one part of one block; no other part or block draws from it."""
    key = (zlib.crc32(name.encode()), block)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


def cumulative(weights: Sequence[float] | Floats) -> Floats:
    """Running shares of weights; the last is 1. Weights that are all 0 give all 1: the first is drawn."""
    values = np.asarray(weights, dtype=np.float64)
    total = values.sum()
    result = np.cumsum(values / total) if total else np.ones(len(values))
    result[-1] = 1.0
    return result


def choose(shares: Floats, uniform: Floats) -> Ints:
    """The place that each uniform number falls in, of running shares."""
    return np.searchsorted(shares, uniform, side="right").astype(np.int64)


def choose_each(weights: Floats, uniform: Floats) -> Ints:
    """The place drawn from each row of weights; -1 where a row has none."""
    running = np.cumsum(weights, axis=1)
    total = running[:, -1]
    places = (running <= (uniform * total)[:, None]).sum(axis=1)
    return np.where(total > 0, np.minimum(places, weights.shape[1] - 1), -1)


class Quantiles:
    """Distributions that are given by some of their quantiles; between two of these, values are spread evenly.

    Parameters
    ----------
    shares
        Rising from 0 to 1.
    rows
        Each distribution: its value at each share, by name.
    """

    def __init__(self, shares: Sequence[float], rows: dict[str, Sequence[float]]) -> None:
        self._shares = np.asarray(shares, dtype=np.float64)
        self._values = np.asarray(list(rows.values()), dtype=np.float64)
        self._names = {name: i for i, name in enumerate(rows)}

    def number(self, name: str) -> int:
        """The row of a distribution."""
        return self._names[name]

    def draw(self, uniform: Floats, row: Any) -> Floats:
        """A value for each uniform number, from one row or a row each."""
        left = np.clip(np.searchsorted(self._shares, uniform, side="right") - 1, 0, len(self._shares) - 2)
        low, high = self._values[row, left], self._values[row, left + 1]
        into = (uniform - self._shares[left]) / (self._shares[left + 1] - self._shares[left])
        return np.asarray(low + (high - low) * into, dtype=np.float64)

    def days(self, uniform: Floats, row: Any) -> Ints:
        """Whole days for each uniform number."""
        return self.draw(uniform, row).astype(np.int64)


def part_of(total: float, first: int, last: int, of: int) -> int:
    """How many of a total fall to the rows `first` up to `last` of all; the parts add up to the rounded total."""
    return round(total * last / of) - round(total * first / of)
