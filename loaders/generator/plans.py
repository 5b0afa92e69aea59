"""Plans and regievoerders of a block of households."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from graph.columns import Flags
from loaders.generator.background import Households
from loaders.generator.draws import part_of
from loaders.generator.people import People
from loaders.generator.tally import Tally
from loaders.generator.town import Town

DIRECTED_FROM = 4
"""Ordinary households with this many running plans always have a regievoerder: those without were planted."""


@dataclass(slots=True)
class Rows:
    """Rows of `plans.csv` and `directions.csv`, as texts in the order of their columns."""

    plans: list[tuple[str, ...]] = field(default_factory=list)
    directions: list[tuple[str, ...]] = field(default_factory=list)


class Planning:
    """Makes plans and directions."""

    def __init__(self, town: Town, people: People) -> None:
        self._town, self._people, self._table = town, people, town.recipe.rates["plans"]
        self._end: date = town.recipe.town["end"]

    def rows(
        self, chance: np.random.Generator, households: Households, ids: list[str], of: int, scale: float, tally: Tally
    ) -> Rows:
        """The plans of a block; `of` households in all, of which a truth may want some with plans of its own."""
        rows, planted = Rows(), np.zeros(len(households), dtype=np.bool_)
        for truth in self._town.recipe.planted.values():
            if "plans" in truth:
                wanted = truth["plans"]
                last = households.first + len(households)
                number = part_of(wanted["households"] * scale, households.first, last, of)
                chosen = chance.permutation(np.flatnonzero(~planted))[:number]
                planted[chosen] = True
                for i in chosen.tolist():
                    self._undirected(rows, chance, ids[i], int(households.area[i]), wanted)
                tally.five_plans += len(chosen)
        for i, plans in zip(*self._ordinary(chance, households, planted), strict=True):
            self._household(rows, chance, ids[i], int(households.area[i]), plans)
        return rows

    def _ordinary(
        self, chance: np.random.Generator, households: Households, planted: Flags
    ) -> tuple[list[int], list[int]]:
        """Which households have plans, and how many."""
        table, n = self._table, len(households)
        some = chance.random(n) < np.where(households.hard, table["hard_core"], table["household"])
        few = 1 + (chance.random(n) < table["second"])
        many = np.array(table["hard_core_plans"])[(chance.random(n) * len(table["hard_core_plans"])).astype(np.int64)]
        chosen = np.flatnonzero(some & ~planted)
        return chosen.tolist(), np.where(households.hard, many, few)[chosen].tolist()

    def _undirected(
        self, rows: Rows, chance: np.random.Generator, household: str, area: int, wanted: dict[str, Any]
    ) -> None:
        desks = chance.permutation(len(wanted["desks"]))[: wanted["plans"]]
        for number, place in enumerate(desks.tolist(), 1):
            begins = self._end - timedelta(days=60 + int(chance.random() * 300))
            self._plan(rows, chance, household, number, wanted["desks"][place], area, begins, None)

    def _household(self, rows: Rows, chance: np.random.Generator, household: str, area: int, plans: int) -> None:
        desks = chance.permutation(len(self._table["desks"]))[:plans]
        length = self._town.days.end
        running, first = 0, self._end
        for number, place in enumerate(desks.tolist(), 1):
            begins = self._town.days.start + timedelta(days=int(chance.random() * (length - 30)))
            runs = chance.random() < self._table["running"]
            until = None if runs else begins + timedelta(days=30 + int(chance.random() * 365))
            running, first = running + (until is None or until > self._end), min(first, begins)
            until = until if until and until <= self._end else None
            self._plan(rows, chance, household, number, self._table["desks"][place], area, begins, until)
        directed = chance.random() < self._table["directed"]
        if plans > 1 and (directed or running >= DIRECTED_FROM):
            self._direct(rows, chance, household, area, first)

    def _plan(
        self,
        rows: Rows,
        chance: np.random.Generator,
        household: str,
        number: int,
        desk: str,
        area: int,
        begins: date,
        until: date | None,
    ) -> None:
        loket = self._served(desk, area)
        goals = self._table["goals"]
        goal = goals[int(chance.random() * len(goals))]
        professional = self._somebody(chance, loket)
        plan = f"pl{household[1:]}-{number}"
        lasts = until.isoformat() if until else ""
        rows.plans.append((plan, household, self._town.lokets[loket].id, professional, goal, begins.isoformat(), lasts))

    def _direct(self, rows: Rows, chance: np.random.Generator, household: str, area: int, begins: date) -> None:
        loket = self._served("wijkteam", area)
        first, changes = self._somebody(chance, loket), chance.random() < self._table["director_change"]
        handover = begins + timedelta(days=60 + int(chance.random() * 400))
        if not changes or handover >= self._end:
            rows.directions.append((household, first, begins.isoformat(), ""))
            return
        rows.directions.append((household, first, begins.isoformat(), handover.isoformat()))
        rows.directions.append((household, self._somebody(chance, loket), handover.isoformat(), ""))

    def _served(self, desk: str, area: int) -> int:
        loket = int(self._town.loket_of[self._town.desks.number(desk), area])
        return loket if loket >= 0 else int(self._town.lokets_of(desk)[0])

    def _somebody(self, chance: np.random.Generator, loket: int) -> str:
        staff = self._people.at(loket)
        return self._people.professionals[staff[int(chance.random() * len(staff))]].id
