"""The ordinary cases of a block of households: they come in, are helped, give up, or are sent on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.columns import Flags, Ints
from loaders.generator.draws import Floats, Quantiles, choose_each, cumulative
from loaders.generator.routes import Problems
from loaders.generator.sendings import BY_RATES, CONSULT, DROPPED, HELPED, MOVED, TAKEN, TRANSFER, Sending, Start
from loaders.generator.tally import Tally
from loaders.generator.town import Town
from loaders.generator.walk import Walk

GO_ON, WALK_BACK, SENT_ON = range(3)
"""How a case moves next: its loket sends it on, the household walks back, or the sender sends it to somebody else."""


@dataclass(frozen=True, slots=True, eq=False)
class Households:
    """A block of households; arrays of equal length. `hard` marks the hard core."""

    first: int
    area: Ints
    composition: Ints
    hard: Flags

    def __len__(self) -> int:
        return len(self.area)


def make_households(town: Town, chance: np.random.Generator, first: int, hard: int, size: int) -> Households:
    """A block of households of which `hard` belong to the hard core."""
    shares = [cumulative(list(town.recipe.town[name].values())) for name in ("areas", "compositions")]
    area, composition = (np.searchsorted(row, chance.random(size), side="right").astype(np.int64) for row in shares)
    in_core = np.zeros(size, dtype=np.bool_)
    in_core[np.argsort(chance.random(size), kind="stable")[:hard]] = True
    return Households(first, area, composition, in_core)


class Background:
    """Makes ordinary cases.

    Parameters
    ----------
    scale
        How many times the recipe's base of cases per household there are.
    """

    def __init__(self, town: Town, problems: Problems, scale: float) -> None:
        self._town, self._problems, self._scale = town, problems, scale
        rates = town.recipe.rates
        self._numbers = Quantiles(
            rates["quantiles"]["shares"],
            {"ordinary": rates["households"]["cases"], "hard": rates["hard_core"]["cases"]},
        )

    def walk(self, chance: np.random.Generator, households: Households, tally: Tally) -> Walk:
        """The cases of a block from their opening to wherever they end or stand at the data end."""
        start, problem = self._open(chance, households)
        walk = Walk(self._town, chance, start, tally)
        hard, how = households.hard[start.household], np.zeros(len(start), dtype=np.int64)
        composition = households.composition[start.household]
        active = np.arange(len(start), dtype=np.int64)
        while len(active):
            goes, stay = self._leave(walk, active, hard[active], how[active])
            active, stay = active[goes], stay[goes]
            problem[active] = self._turn(walk, problem[active], composition[active], hard[active])
            active = self._send(walk, active, problem[active], stay, how)
        walk.finish()
        return walk

    def _turn(self, walk: Walk, problem: Ints, composition: Ints, hard: Flags) -> Ints:
        """The problem that is worked on next: in the hard core another one comes up now and then."""
        turns = hard & (walk.uniform(len(problem)) < self._town.recipe.rates["hard_core"]["turns"])
        return np.where(turns, self._problem(composition, walk.uniform(len(problem))), problem)

    def _problem(self, composition: Ints, uniform: Floats) -> Ints:
        return np.asarray((self._problems.shares[composition] <= uniform[:, None]).sum(axis=1), dtype=np.int64)

    def _open(self, chance: np.random.Generator, households: Households) -> tuple[Start, Ints]:
        """Where and when each case comes in, and its problem."""
        size = len(households)
        base = self._numbers.draw(chance.random(size), households.hard.astype(np.int64))
        cases = np.floor(self._scale * base + chance.random(size)).astype(np.int64)
        household = np.repeat(np.arange(size, dtype=np.int64), cases)
        n, problems = len(household), self._problems
        problem = self._problem(households.composition[household], chance.random(n))
        area = households.area[household]
        desk = choose_each(problems.entry[problem] * self._there(area), chance.random(n))
        start = Start(
            household=household,
            area=area,
            opened=self._town.days.coming(chance.random(n)),
            entry=self._town.loket_of[desk, area],
            domains=self._domains(chance, problem, households.hard[household]),
        )
        return start, problem

    def _there(self, area: Ints) -> Floats:
        """1 for each desk that has a loket for the area of each case, else 0."""
        return (self._town.loket_of.T[area] >= 0).astype(np.float64)

    def _domains(self, chance: np.random.Generator, problem: Ints, hard: Flags) -> Ints:
        """The first domain of each problem, for some cases a second, and for the hard core up to four."""
        others = self._problems.other_domains[problem]
        several = self._town.recipe.rates["households"]["several_domains"]
        share = np.where(hard, 0.8, several)
        bits = self._problems.first_domain[problem]
        for place in range(others.shape[1]):
            # Each further domain is a third as likely as the one before.
            likely = np.where(hard, share, share / (1.0 if place == 0 else 3.0**place))
            also = (chance.random(len(problem)) < likely) & (others[:, place] > 0)
            bits = np.where(also, bits | others[:, place], bits)
        return bits

    def _leave(self, walk: Walk, who: Ints, hard: Flags, how: Ints) -> tuple[Flags, Ints]:
        """End some visits; the others go on after the days that they stay."""
        town, recipe = self._town, self._town.recipe
        desks, desk = town.desks, town.desk[walk.at[who]]
        ends = np.array([desks.helps[desk], desks.drops[desk], desks.silent[desk], desks.moves[desk]])
        goes_on = recipe.rates["hard_core"]["goes_on"]
        ends = np.where(hard, ends * (1 - goes_on) / ends.sum(axis=0), ends)
        fate = (np.cumsum(ends, axis=0) <= walk.uniform(len(who))).sum(axis=0)
        # A household that walks back, or is sent on unseen, has no visit to end.
        fate = np.where(how == GO_ON, fate, len(ends))
        row = np.where(hard, desks.hard_stay[desk], desks.stay[desk])
        stay = 1 + town.quantiles.days(walk.uniform(len(who)), row)
        for number, outcome in ((0, HELPED), (1, DROPPED), (3, MOVED)):
            ended = fate == number
            walk.close(who[ended], stay[ended], outcome)
        return fate == len(ends), np.where(how == GO_ON, stay, 1)

    def _send(self, walk: Walk, who: Ints, problem: Ints, stay: Ints, how: Ints) -> Ints:
        """Send cases on and say which of them are still under way, and in `how` how they move next."""
        town = self._town
        day = town.days.later(walk.day[who], stay)
        frm = np.where(how[who] == SENT_ON, walk.sender[who], walk.at[who])
        to = self._next(walk, who, problem, frm)
        back = how[who] == WALK_BACK
        to = np.where(back, walk.sender[who], to)
        sent = (day <= walk.end) & (to >= 0) & (to != walk.at[who])
        who, frm, to, day, back = who[sent], frm[sent], to[sent], day[sent], back[sent]
        consult = walk.uniform(len(who)) < town.recipe.rates["referrals"]["consult"]
        sending = Sending(
            who=who,
            frm=np.where(back, walk.at[who], frm),
            to=to,
            day=day,
            fate=np.where(back, TAKEN, BY_RATES),
            reason=np.full(len(who), -1, dtype=np.int64),
            purpose=np.where(consult & ~back, CONSULT, TRANSFER),
        )
        walk.send(sending)
        return self._follow(walk, who, how)

    def _next(self, walk: Walk, who: Ints, problem: Ints, frm: Ints) -> Ints:
        """The loket that each case is sent to, -1 where there is nobody to send to."""
        town, area = self._town, walk.start.area[who]
        weights = self._problems.routes[problem, town.desk[frm]] * self._there(area)
        came_from = walk.came_from[who]
        known = np.flatnonzero(came_from >= 0)
        weights[known, town.desk[came_from[known]]] *= town.recipe.rates["referrals"]["back_weight"]
        # A loket of the same desk that serves another wijk is no loket for this household.
        weights[np.arange(len(who)), town.desk[walk.at[who]]] = 0.0
        desk = choose_each(weights, walk.uniform(len(who)))
        return np.where(desk >= 0, town.loket_of[desk, area], -1)

    def _follow(self, walk: Walk, who: Ints, how: Ints) -> Ints:
        """Those that go on; of those that nobody picked up some are stuck for good."""
        table = self._town.recipe.rates["not_picked_up"]
        shares = cumulative([table["stuck"], table["back"], table["sent_on"]])
        drawn = np.searchsorted(shares, walk.uniform(len(who)), side="right")
        unseen = walk.unpicked[who]
        how[who] = np.where(unseen, np.where(drawn == 1, WALK_BACK, SENT_ON), GO_ON)
        return who[~unseen | (drawn > 0)]
