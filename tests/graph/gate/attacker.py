"""Somebody with every page: all released figures of neighbouring fixed views, the rules of the gate, and a solver.

What a cell can still hold follows from whole numbers alone: each view of each row is an unknown, each released figure
a range, and every way to cut a view into smaller ones a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from graph.figures import ALMOST_ALL
from graph.rounding import FEWER

MOST = 10_000
"""No town of these tests has as many households."""


@dataclass
class Puzzle:
    """Unknown whole numbers, and what is known of them together."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)

    def number(self, low: float = 0, high: float = MOST) -> int:
        """Another unknown."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def within(self, number: int, low: float, high: float) -> None:
        """An unknown lies in a range."""
        self.low[number] = max(self.low[number], low)
        self.high[number] = min(self.high[number], high)

    def rule(self, terms: Mapping[int, float], low: float, high: float = np.inf) -> None:
        """A sum of unknowns lies in a range."""
        self.rows.append(dict(terms))
        self.row_low.append(low)
        self.row_high.append(high)

    def parts(self, whole: int, parts: list[int], apart: bool, grows: bool = True) -> None:
        """A whole is the sum of its parts; or, where a household can be in several, less, and no less than each."""
        self.rule({whole: -1} | dict.fromkeys(parts, 1), 0, 0 if apart else np.inf)
        if grows and not apart:
            for part in parts:
                self.rule({whole: 1, part: -1}, 0)

    def ready(self) -> Ready:
        """The same, to be solved for many goals."""
        at = [i for i, row in enumerate(self.rows) for _ in row]
        of = [n for row in self.rows for n in row]
        values = [v for row in self.rows for v in row.values()]
        matrix = csr_array((values, (at, of)), shape=(len(self.rows), len(self.low)))
        return Ready(
            Bounds(np.array(self.low), np.array(self.high)),
            LinearConstraint(matrix, np.array(self.row_low), np.array(self.row_high)),
        )


@dataclass(frozen=True)
class Ready:
    """A puzzle that can be solved."""

    bounds: Bounds
    rules: LinearConstraint

    def solved(self, goal: NDArray[np.float64]) -> NDArray[np.int64]:
        """The unknowns that make a goal least.

        Raises
        ------
        AssertionError
            When nothing fits: then the attacker knows a rule that does not hold.
        """
        found = milp(goal, bounds=self.bounds, constraints=self.rules, integrality=np.ones(len(goal), dtype=np.int64))
        assert found.x is not None, found.message
        return np.asarray(np.rint(found.x), dtype=np.int64)

    def fits(self, values: Mapping[int, float]) -> bool:
        """Whether some unknowns can have some values together."""
        low, high = self.bounds.lb.copy(), self.bounds.ub.copy()
        for number, value in values.items():
            if not low[number] <= value <= high[number]:
                return False
            low[number] = high[number] = value
        goal = np.zeros(len(low))
        found = milp(
            goal, bounds=Bounds(low, high), constraints=self.rules, integrality=np.ones(len(low), dtype=np.int64)
        )
        return found.x is not None

    def least_and_most(self, number: int) -> tuple[int, int]:
        """The range of one unknown."""
        goal = np.zeros(len(self.bounds.lb))
        goal[number] = 1
        return int(self.solved(goal)[number]), int(self.solved(-goal)[number])


def told(figure: int, k: int) -> tuple[int, int]:
    """What a released figure says of the number behind it."""
    base = -(-k // 2)
    return (0, k - 1) if figure == FEWER else (max(k, figure - base + 1), figure + base - 1)


def read(puzzle: Puzzle, number: int, figure: int, k: int) -> None:
    """An unknown of which a figure was released."""
    puzzle.within(number, *told(figure, k))


def remainder(puzzle: Puzzle, part: int, whole: int, share_kind: int, k: int) -> None:
    """What a share, or the words in its place, say of those that it leaves out."""
    if share_kind == ALMOST_ALL:
        puzzle.rule({whole: 1, part: -1}, 0, k - 1)
    else:
        puzzle.rule({whole: 1, part: -1}, k)


def hidden_rows(puzzle: Puzzle, numbers: Iterable[int], hidden: int, k: int) -> None:
    """How many of the rows that are not shown hold a household, in steps of 5."""
    there = []
    if not (rows := list(numbers)):
        return
    for number in rows:
        there.append(puzzle.number(0, 1))
        puzzle.rule({number: 1, there[-1]: -1}, 0)
        puzzle.rule({number: 1, there[-1]: 1 - k}, -np.inf, 0)
    puzzle.rule(dict.fromkeys(there, 1), hidden, hidden + 4)


def left(ready: Ready, cells: Sequence[int], enough: int, most: int, tries: int = 6) -> dict[int, set[int]]:
    """Values up to `most` that are left of each cell, each seen in a solution of the whole: at least so many, if there.

    Whole solutions far apart come first, and show values of many cells at once; then what is short is asked for.
    """
    chance = np.random.default_rng(1)
    seen: dict[int, set[int]] = {cell: set() for cell in cells}
    for _ in range(tries):
        goal = np.zeros(len(ready.bounds.lb))
        goal[[c for c in cells if len(seen[c]) < enough]] = 1
        goal *= chance.choice([-1.0, -0.3, 0.3, 1.0], len(goal))
        if not goal.any():
            break
        solution = ready.solved(goal)
        for cell, values in seen.items():
            values.add(int(solution[cell]))
    for cell, values in seen.items():
        for value in range(most + 1):
            if len(values) < enough and value not in values and ready.fits({cell: value}):
                values.add(value)
    return seen


def differing(puzzle: Puzzle, numbers: list[int], figures: list[int]) -> None:
    """Views each within the one before it: another figure says that they are not the same households."""
    for (wide, narrow), (one, other) in zip(pairwise(numbers), pairwise(figures), strict=True):
        if one != other:
            puzzle.rule({wide: 1, narrow: -1}, 1)
