"""How often somebody guesses a small cell right: from what such cells mostly hold, and with the solver too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.graph.gate.attack import Attack, Name
from tests.graph.gate.towns import YEAR, counted, town

SMALL_TOWN = (300, 2, YEAR)
"""Households, areas and life domains, days."""


@dataclass(frozen=True)
class Guessed:
    """How many small cells, how many a guess got right without and with the solver, and what ranges were left."""

    cells: int
    prior: float
    best: float
    widths: Counter[int]


def small_town(seed: int, k: int) -> Attack:
    """A town of some hundred households; in every other town households can have a second case."""
    again = 0.3 * (seed % 2)
    households, size, days = SMALL_TOWN
    return Attack(counted(town(seed, households, size, days, again), days=days), k, apart=again == 0)


def guessed(k: int, seeds: Sequence[int], cells: int, whole: bool) -> Guessed:
    """Guesses at so many cells of 1 to k - 1 households of each town. `whole`: the attacker knows all other pairs."""
    held: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    asked: list[tuple[Name, int, tuple[int, int]]] = []
    for seed in seeds:
        attack = small_town(seed, k)
        for pair in attack.pairs:
            for name, value in attack.small(pair).items():
                held[_sort(name)][value] += 1
        pair = attack.pairs[seed % 3]
        small = list(attack.small(pair).items())
        chosen = np.random.default_rng(seed).permutation(len(small))[:cells]
        names = [small[i][0] for i in chosen]
        ranges = attack.ranges(pair, names, whole)
        asked += [(n, attack.truth[n], r) for n, r in zip(names, ranges, strict=True)]
    right = best = 0
    for name, value, (low, high) in asked:
        often = held[_sort(name)]
        right += max(often, key=lambda v: often[v]) == value
        best += max(range(max(low, 1), min(high, k - 1) + 1), key=lambda v: often[v]) == value
    widths = Counter(high - low + 1 for _, _, (low, high) in asked)
    return Guessed(len(asked), right / len(asked), best / len(asked), widths)


def _sort(name: Name) -> tuple[object, ...]:
    """Cells that hold about as much: of one pair, in a year, a quarter or a month, with and without area and domain."""
    _, view, pair = name
    return pair, "Q" in view.period, "-" in view.period, view.area is not None, view.domain is not None
