"""Planted cases: they follow a route that the recipe writes down, so that a truth stands in the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.columns import Flags, Ints
from loaders.generator.background import Households
from loaders.generator.draws import choose, cumulative
from loaders.generator.routes import Problems, domain_bits
from loaders.generator.sendings import (
    CONSULT,
    DROPPED,
    HELPED,
    IGNORED,
    MOVED,
    TAKEN,
    TRANSFER,
    TURNED_DOWN,
    Sending,
    Start,
)
from loaders.generator.tally import Tally
from loaders.generator.town import REASONS, Town, loket_id
from loaders.generator.walk import Walk

BACK = "<"
OUTCOMES = {"helped": HELPED, "dropped": DROPPED, "moved": MOVED, "silent": 0}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: the desks of which one is drawn (none: back to the loket before) and what becomes of it."""

    desks: tuple[str, ...]
    fate: int = TAKEN
    reason: int = -1
    purpose: int = TRANSFER


def parse_step(word: str) -> Step:
    """A step from its word: `a|b`, `a!reason` refused, `a?` not picked up, `a~` advice asked, `<` back."""
    if word == BACK:
        return Step(())
    if "!" in word:
        desks, reason = word.split("!")
        return Step(tuple(desks.split("|")), TURNED_DOWN, [r.value for r in REASONS].index(reason))
    step = Step(tuple(word.rstrip("?~").split("|")))
    if word.endswith("?"):
        return replace(step, fate=IGNORED)
    return replace(step, purpose=CONSULT) if word.endswith("~") else step


@dataclass(frozen=True, slots=True)
class Route:
    """A route with its ends: `lengths` and `ends` are weights by number of hops and by outcome."""

    steps: tuple[Step, ...]
    lengths: dict[int, float]
    ends: dict[str, float]


def parse_route(table: dict[str, Any]) -> Route:
    """A route from its table in the recipe."""
    steps = tuple(parse_step(word) for word in table["route"])
    lengths = {int(n): float(w) for n, w in table.get("lengths", {len(steps) - 1: 1}).items()}
    return Route(steps, lengths, table.get("ends", {"helped": 1}))


class Plant:
    """One truth's cases."""

    def __init__(self, name: str, table: dict[str, Any], town: Town, problems: Problems) -> None:
        self.name, self.cases = name, table["cases"]
        self._table, self._town = table, town
        self._domains = int(problems.first_domain[problems.number(table["problem"])])
        self._domains |= domain_bits(table.get("also", []))
        self._routes = [parse_route(table)]
        if "after" in table:
            self._routes.append(parse_route(table["after"]))
        self._again: dict[str, Any] = table.get("again", {})
        if self._again:
            self._second = parse_route(self._again)
            self._second_domains = int(problems.first_domain[problems.number(self._again["problem"])])

    def walks(self, chance: np.random.Generator, households: Households, cases: int, tally: Tally) -> list[Walk]:
        """The cases that this truth plants among a block of households."""
        household = self._choose(chance, households, cases)
        start = Start(
            household=household,
            area=households.area[household],
            opened=self._town.days.opening(chance.random(len(household))),
            entry=np.zeros(len(household), dtype=np.int64),
            domains=np.full(len(household), self._domains, dtype=np.int64),
        )
        changed = self._after(start.opened)
        walks = [self._follow(chance, _only(start, changed == i), route, tally) for i, route in enumerate(self._routes)]
        if self._again:
            walks.append(self._open_again(chance, walks[0], tally))
        tally.planted[self.name] = tally.planted.get(self.name, 0) + len(start)
        return walks

    def _choose(self, chance: np.random.Generator, households: Households, cases: int) -> Ints:
        """Households that fit: each at most once, as long as there are enough."""
        fits = np.ones(len(households), dtype=np.bool_)
        for name, known, column in (
            ("areas", self._town.areas, households.area),
            ("compositions", self._town.compositions, households.composition),
        ):
            wanted = [known.index(word) for word in self._table.get(name, known)]
            fits &= np.isin(column, wanted)
        for step in self._routes[0].steps:
            served = [self._town.loket_of[self._town.desks.number(d)] >= 0 for d in step.desks if self._is_desk(d)]
            fits &= np.all([row[households.area] for row in served], axis=0) if served else True
        # Not those of the hard core: their other cases would blur what is planted.
        able = np.flatnonzero(fits & ~households.hard)
        if not len(able):
            return able
        return chance.permutation(able)[np.arange(cases) % len(able)]

    def _is_desk(self, name: str) -> bool:
        return name in self._town.desks.names

    def _after(self, opened: Ints) -> Ints:
        if len(self._routes) == 1:
            return np.zeros(len(opened), dtype=np.int64)
        return (opened >= self._town.days.number(self._table["after"]["on"])).astype(np.int64)

    def _follow(self, chance: np.random.Generator, start: Start, route: Route, tally: Tally) -> Walk:
        """Let cases follow a route as far as each goes before the data end."""
        n = len(start)
        entry = self._lokets(chance, route.steps[0], start.area)
        walk = Walk(self._town, chance, replace(start, entry=entry), tally)
        hops = np.array(list(route.lengths))[choose(cumulative(list(route.lengths.values())), chance.random(n))]
        under_way = np.ones(n, dtype=np.bool_)
        for number, step in enumerate(route.steps[1:], 1):
            who = np.flatnonzero(under_way & (hops >= number))
            under_way[who] = self._step(chance, walk, who, step)
        self._end(chance, walk, np.flatnonzero(under_way), route)
        walk.finish()
        return walk

    def _lokets(self, chance: np.random.Generator, step: Step, area: Ints) -> Ints:
        """A loket for each case: of one of the step's desks, drawn at random, for its area."""
        table = np.array([self._served(name) for name in step.desks])
        drawn = (chance.random(len(area)) * len(step.desks)).astype(np.int64)
        return np.asarray(table[drawn, area], dtype=np.int64)

    def _served(self, name: str) -> Ints:
        """The loket for each area, of a desk or of one loket that is named itself."""
        if self._is_desk(name):
            return np.asarray(self._town.loket_of[self._town.desks.number(name)], dtype=np.int64)
        return np.full(len(self._town.areas), self._town.loket(loket_id(name)), dtype=np.int64)

    def _step(self, chance: np.random.Generator, walk: Walk, who: Ints, step: Step) -> Flags:
        """Send some cases one step on; whether each was sent before the data end."""
        stay = 1 + self._days(chance, len(who), "short_stay")
        day = self._town.days.later(walk.day[who], stay)
        to = self._lokets(chance, step, walk.start.area[who]) if step.desks else walk.came_from[who]
        sent = (day <= walk.end) & (to != walk.at[who])
        who, to, day, n = who[sent], to[sent], day[sent], int(sent.sum())
        fixed = np.full(n, step.fate, dtype=np.int64)
        reason, purpose = np.full(n, step.reason, dtype=np.int64), np.full(n, step.purpose, dtype=np.int64)
        walk.send(Sending(who, walk.at[who], to, day, fixed, reason, purpose))
        return np.asarray(sent, dtype=np.bool_)

    def _days(self, chance: np.random.Generator, count: int, row: str) -> Ints:
        return self._town.quantiles.days(chance.random(count), self._town.quantiles.number(row))

    def _end(self, chance: np.random.Generator, walk: Walk, who: Ints, route: Route) -> None:
        """End cases after their last step; a silent one is never closed, nor one that nobody picked up."""
        ends = list(route.ends)
        drawn = choose(cumulative([route.ends[name] for name in ends]), chance.random(len(who)))
        stay = 1 + self._days(chance, len(who), "short_stay")
        for number, name in enumerate(ends):
            mine = (drawn == number) & ~walk.unpicked[who]
            if OUTCOMES[name]:
                walk.close(who[mine], stay[mine], OUTCOMES[name])

    def _open_again(self, chance: np.random.Generator, first: Walk, tally: Tally) -> Walk:
        """The second case of each household, some days after the first was opened or closed."""
        begin = first.closed if self._again["after"] == "closing" else first.start.opened
        opened = self._town.days.later(begin, self._days(chance, len(begin), self._again["days"]))
        comes = (begin >= 0) & (opened <= first.end)
        start = _only(replace(first.start, opened=opened), comes)
        tally.again[self.name] = tally.again.get(self.name, 0) + len(start)
        bits = np.full(len(start), self._second_domains, dtype=np.int64)
        return self._follow(chance, replace(start, domains=bits), self._second, tally)


def _only(start: Start, kept: Flags) -> Start:
    return Start(start.household[kept], start.area[kept], start.opened[kept], start.entry[kept], start.domains[kept])


def build_plants(town: Town, problems: Problems) -> list[Plant]:
    """The plants of a recipe, in its order."""
    planted = town.recipe.planted
    return [Plant(name, truth["plant"], town, problems) for name, truth in planted.items() if "plant" in truth]
