"""The attack on a town: what an audience sees in every fixed view, as a puzzle, with the truth beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from graph.cells import Cells
from graph.codes import Audience, Gap
from graph.counting import Counting, flow_cells, gap_cells, total_cells
from graph.figures import Figures
from graph.privacy import publish
from graph.rounding import FEWER
from graph.views import EVERYTHING, LAST_YEAR, View, bounds, month_name, months
from tests.graph.gate.attacker import Puzzle, Ready, differing, hidden_rows, left, read, remainder, told

Pair = tuple[str, str]
Name = tuple[str, View, Pair]
Numbers = dict[Name, int]
NAMES = ("part", "rest", "whole")
"""Households that bounced, those that were sent and did not, and both."""


@dataclass(frozen=True)
class Seen:
    """One page: of each pair of lokets the households that bounced, and that were sent; and all who bounced."""

    part: dict[Pair, tuple[int, int]]
    whole: dict[Pair, int]
    total: int
    hidden: int


@dataclass(frozen=True)
class Solving:
    """A puzzle, and which unknown is which view of what."""

    ready: Ready
    numbers: Numbers


@dataclass(frozen=True)
class Attack:
    """Every page of one town for one audience.

    Attributes
    ----------
    found, k
        The town, and the threshold.
    apart
        Whether the attacker knows that each household has one case, so that periods and domains add up.
    """

    found: Counting
    k: int
    apart: bool

    @cached_property
    def views(self) -> list[View]:
        """All fixed views with a period, an area and a domain, and months."""
        facts = self.found.facts
        choices = (facts.choices["period"], (None, *facts.areas), (None, *facts.choices["domain"]))
        whole = [View(period, area=area, domain=domain) for period, area, domain in product(*choices)]
        return whole + [View(month) for month in months(facts)]

    @cached_property
    def pages(self) -> dict[View, Seen]:
        """What the regisseur sees."""
        return {view: self._page(view) for view in self.views}

    def _page(self, view: View) -> Seen:
        look = self.found.facts.look(view)
        gaps = self._released(gap_cells(self.found, Gap.BOUNCE, look))
        kinds = [gap.value for gap in self.found.totals]
        total = self._released(total_cells(self.found, look)).households[kinds.index(Gap.BOUNCE.value)]
        rows = zip(gaps.labels.rows(), gaps.households.tolist(), gaps.share_kind.tolist(), strict=True)
        sent = self._released(flow_cells(self.found, look))
        whole = zip(sent.labels.rows(), sent.households.tolist(), strict=True)
        return Seen(
            part={(r["a"], r["b"]): (n, kind) for r, n, kind in rows},
            whole={(r["a"], r["b"]): n for r, n in whole if r["a"] < r["b"]},
            total=int(total),
            hidden=gaps.hidden,
        )

    def _released(self, cells: Cells) -> Figures:
        figures: Figures = publish(cells, Audience.REGISSEUR, self.k).value
        return figures

    @cached_property
    def truth(self) -> Numbers:
        """What only the administrator knows."""
        answer: Numbers = {}
        for view in self.views:
            cells = gap_cells(self.found, Gap.BOUNCE, self.found.facts.look(view))
            assert cells.of is not None
            for row, part, whole in zip(cells.labels.rows(), cells.households.tolist(), cells.of.tolist(), strict=True):
                answer["part", view, (row["a"], row["b"])] = part
                answer["whole", view, (row["a"], row["b"])] = whole
                answer["rest", view, (row["a"], row["b"])] = whole - part
        return answer

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every pair where somebody bounced: the attacker knows the town."""
        return list(dict.fromkeys(pair for _, _, pair in self.truth))

    def solving(self, free: Sequence[Pair], whole: bool = True) -> Solving:
        """The puzzle of some pairs of lokets.

        The attacker knows all other pairs exactly, which is more than anybody does: what that leaves open is left open
        by the puzzle of all pairs too. Not `whole`: without the figures that all pairs share.
        """
        puzzle = Puzzle()
        numbers = {(what, v, p): puzzle.number() for p in free for v in self.views for what in NAMES}
        for view in self.views:
            for pair in free:
                self._read_row(puzzle, numbers, view, pair)
            if whole:
                self._read_shared(puzzle, numbers, view, free)
        for pair in free:
            for parent, children, apart in self._cuts():
                self._cut(puzzle, numbers, pair, parent, children, apart)
        return Solving(puzzle.ready(), numbers)

    def _cut(
        self, puzzle: Puzzle, numbers: Numbers, pair: Pair, parent: View, children: list[View], apart: bool
    ) -> None:
        for name in NAMES:
            # Who bounced in one case and not in another is left out of a part, but not of the whole.
            inside = [numbers[name, c, pair] for c in children]
            puzzle.parts(numbers[name, parent, pair], inside, apart, name != "rest")
        for child in children:
            figures = [self.pages[v].part.get(pair, (FEWER, 0))[0] for v in (parent, child)]
            differing(puzzle, [numbers["part", v, pair] for v in (parent, child)], figures)

    def _read_row(self, puzzle: Puzzle, numbers: Numbers, view: View, pair: Pair) -> None:
        part, rest, whole = (numbers[name, view, pair] for name in NAMES)
        page = self.pages[view]
        puzzle.rule({whole: 1, part: -1, rest: -1}, 0, 0)
        figure, kind = page.part.get(pair, (FEWER, None))
        read(puzzle, part, figure, self.k)
        read(puzzle, whole, page.whole.get(pair, FEWER), self.k)
        if kind is not None:
            remainder(puzzle, part, whole, kind, self.k)

    def _read_shared(self, puzzle: Puzzle, numbers: Numbers, view: View, free: Sequence[Pair]) -> None:
        """What the total and the number of hidden rows say of some pairs, when all others are known."""
        page = self.pages[view]
        others = {p: self.truth["part", view, p] for p in self.pairs if p not in free}
        mine = {p: numbers["part", view, p] for p in free}
        low, high = told(page.total, self.k)
        most = high - sum(others.values()) if self.apart else np.inf
        puzzle.rule(dict.fromkeys(mine.values(), 1), low - sum(others.values()), most)
        for number in mine.values():
            puzzle.within(number, 0, high)
        there = sum(n > 0 for p, n in others.items() if p not in page.part)
        hidden_rows(puzzle, [n for p, n in mine.items() if p not in page.part], page.hidden - there, self.k)

    def _cuts(self) -> Iterator[tuple[View, list[View], bool]]:
        """Each way to cut a view into smaller ones, and whether the attacker knows that nobody is in two of them."""
        facts = self.found.facts
        for view in self.views:
            for inside in self._inside(view.period):
                if view.filters and "Q" in view.period:
                    continue
                yield view, [View(p, area=view.area, domain=view.domain) for p in inside], self.apart
            if "-" in view.period:
                continue
            if view.area is None:
                yield view, [View(view.period, area=a, domain=view.domain) for a in facts.areas], True
            if view.domain is None:
                domains = facts.choices["domain"]
                yield view, [View(view.period, area=view.area, domain=d) for d in domains], self.apart

    def _inside(self, period: str) -> Iterator[list[str]]:
        periods = self.found.facts.choices["period"]
        quarters = [p for p in periods if "Q" in p]
        until = self.found.facts.closed_until
        if period == EVERYTHING:
            yield [p for p in periods if p.isdecimal()]
        elif period == LAST_YEAR:
            yield quarters[:4]
        elif period.isdecimal():
            yield [q for q in quarters if q.startswith(period)]
        elif "Q" in period:
            # Before the first month and after the last nobody came.
            known = set(months(self.found.facts))
            yield [name for m in range(*bounds(period, until)) if (name := month_name(m)) in known]

    def small(self, pair: Pair, what: str = "part") -> dict[Name, int]:
        """The cells of one pair of 1 to k - 1 households, with what they are in truth."""
        return {name: n for name, n in self.truth.items() if (name[0], name[2]) == (what, pair) and 0 < n < self.k}

    def holds(self, solving: Solving) -> bool:
        """Whether the truth is among the solutions: otherwise the attacker believes something that is not so."""
        fixed = {number: self.truth[name] for name, number in solving.numbers.items()}
        return solving.ready.fits(fixed)

    def pinned(self, pair: Pair, enough: int = 3) -> list[tuple[Name, set[int]]]:
        """The cells of 1 to k - 1 households of a pair of which fewer values are left, with these.

        Asked first of somebody who knows all other pairs; only what he can tell is asked of one who does not.
        """
        names = [name for what in ("part", "rest") for name in self.small(pair, what)]
        found: list[tuple[Name, set[int]]] = []
        for others in range(len(self.pairs)):
            free = [pair, *(p for p in self.pairs if p != pair)][: 1 + others]
            solving = self.solving(free)
            assert self.holds(solving)
            values = left(
                solving.ready, [solving.numbers[n] for n in names], enough, self.k - 1, 6 if others == 0 else 0
            )
            found = [(n, values[solving.numbers[n]]) for n in names if len(values[solving.numbers[n]]) < enough]
            if not found:
                break
            names = [name for name, _ in found]
        return found

    def ranges(self, pair: Pair, names: Sequence[Name], whole: bool) -> list[tuple[int, int]]:
        """The least and the most that each cell can be."""
        solving = self.solving([pair], whole)
        return [solving.ready.least_and_most(solving.numbers[name]) for name in names]
