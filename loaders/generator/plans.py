"""Plans and regievoerders of a block of households: at lokets where they were, by professionals who work there then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.columns import Ints
from loaders.generator.background import Households
from loaders.generator.draws import part_of
from loaders.generator.people import People
from loaders.generator.sharing import household_visits
from loaders.generator.tally import Tally
from loaders.generator.town import Town
from loaders.generator.walk import Walk

DIRECTED_FROM = 4
"""Ordinary households with this many running plans always have a regievoerder: those without were planted."""


@dataclass(slots=True)
class Rows:
    """Rows of `plans.csv` and `directions.csv`, as texts in the order of their columns."""

    plans: list[tuple[str, ...]] = field(default_factory=list)
    directions: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Visited:
    """The lokets where each household of a block was that fit its composition, each with the day of its first visit.

    `first` says where the rows of each household begin; one more stands at the end.
    """

    loket: Ints
    day: Ints
    first: Ints

    @classmethod
    def of(cls, town: Town, households: Households, walks: Sequence[Walk]) -> Visited:
        """What the walks of a block visited."""
        home, loket, day = household_visits(walks)
        fits = town.fits[households.composition[home], loket]
        home, loket, day = home[fits], loket[fits], day[fits]
        order = np.lexsort((day, loket, home))
        home, loket, day = home[order], loket[order], day[order]
        new = np.ones(len(home), dtype=np.bool_)
        new[1:] = (home[1:] != home[:-1]) | (loket[1:] != loket[:-1])
        return cls(loket[new], day[new], np.searchsorted(home[new], np.arange(len(households) + 1)).astype(np.int64))

    def number(self) -> Ints:
        """Of each household, at how many lokets it was."""
        return np.diff(self.first)

    def drawn(self, chance: np.random.Generator, household: int, number: int) -> list[tuple[int, int]]:
        """Some of the lokets where a household was, at most as many as there are, with their days."""
        first = int(self.first[household])
        rows = first + chance.permutation(int(self.first[household + 1]) - first)[:number]
        return list(zip(self.loket[rows].tolist(), self.day[rows].tolist(), strict=True))


class Planning:
    """Makes plans and directions."""

    def __init__(self, town: Town, people: People) -> None:
        self._town, self._people, self._table = town, people, town.recipe.rates["plans"]
        self._end = town.days.end

    def rows(
        self,
        chance: np.random.Generator,
        households: Households,
        ids: list[str],
        walks: Sequence[Walk],
        wanted: dict[int, int],
        tally: Tally,
    ) -> Rows:
        """The plans of a block; `wanted` says how many households a truth wants with how many plans and no director."""
        rows, visited = Rows(), Visited.of(self._town, households, walks)
        planted = np.zeros(len(households), dtype=np.bool_)
        for plans, number in wanted.items():
            able = np.flatnonzero(~planted & (visited.number() >= plans))
            chosen = chance.permutation(able)[:number]
            planted[chosen] = True
            for i in chosen.tolist():
                self._undirected(rows, chance, ids[i], visited.drawn(chance, i, plans))
            tally.five_plans += len(chosen)
        some = chance.random(len(ids)) < np.where(households.hard, self._table["hard_core"], self._table["household"])
        for i in np.flatnonzero(some & ~planted).tolist():
            places = visited.drawn(chance, i, self._many(chance, bool(households.hard[i])))
            self._household(rows, chance, ids[i], int(households.area[i]), places)
        return rows

    def wanted(self, first: int, last: int, of: int, scale: float) -> dict[int, int]:
        """How many of the households `first` up to `last` each truth wants, by their number of plans."""
        tables = [truth["plans"] for truth in self._town.recipe.planted.values() if "plans" in truth]
        return {table["plans"]: part_of(table["households"] * scale, first, last, of) for table in tables}

    def _many(self, chance: np.random.Generator, hard: bool) -> int:
        """How many plans a household has."""
        numbers = self._table["hard_core_plans"]
        return (
            int(numbers[int(chance.random() * len(numbers))]) if hard else 1 + (chance.random() < self._table["second"])
        )

    def _undirected(
        self, rows: Rows, chance: np.random.Generator, household: str, places: list[tuple[int, int]]
    ) -> None:
        for number, (loket, day) in enumerate(places, 1):
            begins = max(self._end - 60 - int(chance.random() * 300), day)
            self._plan(rows, chance, household, number, loket, begins, None)

    def _household(
        self, rows: Rows, chance: np.random.Generator, household: str, area: int, places: list[tuple[int, int]]
    ) -> None:
        running, first = 0, self._end
        for number, (loket, day) in enumerate(places, 1):
            begins = min(day + int(chance.random() * 30), self._end)
            runs, until = chance.random() < self._table["running"], begins + 30 + int(chance.random() * 365)
            lasts = None if runs or until > self._end else until
            running, first = running + (lasts is None), min(first, begins)
            self._plan(rows, chance, household, number, loket, begins, lasts)
        directed = chance.random() < self._table["directed"]
        if len(places) > 1 and (directed or running >= DIRECTED_FROM):
            self._direct(rows, chance, household, area, first)

    def _plan(
        self,
        rows: Rows,
        chance: np.random.Generator,
        household: str,
        number: int,
        loket: int,
        begins: int,
        until: int | None,
    ) -> None:
        goals = self._table["goals"]
        goal = goals[int(chance.random() * len(goals))]
        professional = self._people.present(chance, loket, begins, self._end if until is None else until)
        rows.plans.append(
            (
                f"pl{household[1:]}-{number}",
                household,
                self._town.lokets[loket].id,
                self._people.professionals[professional].id,
                goal,
                self._word(begins),
                self._word(until),
            )
        )

    def _direct(self, rows: Rows, chance: np.random.Generator, household: str, area: int, begins: int) -> None:
        """A regievoerder, and another after each who leaves; some hand over for another reason."""
        loket, changes = self._served(self._table["director"], area), chance.random() < self._table["director_change"]
        handover = begins + 60 + int(chance.random() * 400) if changes else self._end
        day: int | None = begins
        while day is not None:
            director = self._people.present(chance, loket, day, day)
            gone = int(self._people.leaves[director])
            until = min(gone, handover) if handover > day else gone
            ends = None if until >= self._end else until
            name = self._people.professionals[director].id
            rows.directions.append((household, name, self._word(day), self._word(ends)))
            day = ends

    def _word(self, day: int | None) -> str:
        return str(self._town.days.words[-1 if day is None else day])

    def _served(self, desk: str, area: int) -> int:
        loket = int(self._town.loket_of[self._town.desks.number(desk), area])
        return loket if loket >= 0 else int(self._town.lokets_of(desk)[0])
