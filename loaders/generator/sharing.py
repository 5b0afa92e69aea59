"""What the households of a block have done over all their cases, counted for the truths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from graph.columns import Flags, Ints
from loaders.generator.recipe import Recipe
from loaders.generator.tally import Steps, Tally
from loaders.generator.town import Town
from loaders.generator.walk import Walk

Visit = tuple[int, int]
"""A household and a day."""
WITHIN = 365
"""Days between two visits of one household that make it a shared one (definition 11)."""


def count_hops(walks: Sequence[Walk], households: int, tally: Tally) -> None:
    """Add the hops of each household of a block to the tally."""
    hops = np.zeros(households, dtype=np.int64)
    for walk in walks:
        np.add.at(hops, walk.start.household, walk.hops)
    tally.add_household_hops(hops)


def count_shared(walks: Sequence[Walk], town: Town, tally: Tally) -> None:
    """Add the households that two desks share which a truth keeps apart."""
    home, loket, day = household_visits(walks)
    for name, truth in town.recipe.planted.items():
        if "apart" in truth:
            here = (np.isin(loket, town.lokets_of(desk)) for desk in truth["apart"]["desks"])
            at = [list(zip(home[mine].tolist(), day[mine].tolist(), strict=True)) for mine in here]
            tally.shared[name] = tally.shared.get(name, 0) + _shared(*at)


def household_visits(walks: Sequence[Walk]) -> tuple[Ints, Ints, Ints]:
    """Of every visit of a block: the household, the loket and the day on which it began."""
    parts = [(walk.start.household[case], loket, day) for walk in walks for case, loket, day in [walk.visits()]]
    home, loket, day = (np.concatenate(column) for column in zip(*parts, strict=True))
    return home, loket, day


def _shared(at_one: Iterable[Visit], at_other: Iterable[Visit]) -> int:
    """How many households have a visit in both within a year."""
    days: dict[int, list[int]] = {}
    for home, day in at_other:
        days.setdefault(home, []).append(day)
    return len({home for home, day in at_one if any(abs(day - other) <= WITHIN for other in days.get(home, ()))})


def count_steps(walks: Sequence[Walk], town: Town, tally: Tally) -> None:
    """Add the hops, and the number, of the cases that a claim about steps is about."""
    for asked in steps_asked(town.recipe):
        hops, cases = tally.steps.get(asked, (0, 0))
        for walk in walks:
            mine = _asked_about(walk, town, asked)
            hops, cases = hops + int(walk.hops[mine].sum()), cases + int(mine.sum())
        tally.steps[asked] = hops, cases


def _asked_about(walk: Walk, town: Town, asked: Steps) -> Flags:
    """The cases over one domain, opened in a period, that were at each of some lokets."""
    through, since, until = asked
    opened, domains = walk.start.opened, walk.start.domains
    # The hard core, which goes everywhere, has several domains.
    mine: Flags = np.asarray((domains & (domains - 1)) == 0)
    if since:
        mine &= opened >= town.days.number(since)
    if until:
        mine &= opened <= town.days.number(until)
    case, loket, _ = walk.visits()
    for name in through:
        there = np.zeros(len(opened), dtype=np.bool_)
        there[case[loket == town.loket(name)]] = True
        mine &= there
    return mine


def steps_asked(recipe: Recipe) -> list[Steps]:
    """The cases of each claim about steps: the lokets that they were at, and when they were opened."""
    claims = [claim["counted"] for truth in recipe.truths.values() for claim in truth["claims"]]
    return [(tuple(c["through"]), c.get("since"), c.get("until")) for c in claims if c["what"] == "steps"]
