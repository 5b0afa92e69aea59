"""The tally: what really happened, counted while it is made and by none of the analyses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.columns import Ints
from loaders.generator.limits import LONGEST
from loaders.generator.town import REASONS, Town

Steps = tuple[tuple[str, ...], date | None, date | None]
"""Cases over one domain that were at each of some lokets, opened from one day up to another."""
MOST_WAIT = 600
SILENCE, REFUSAL, NO_PICKUP = range(3)
CAUSES = ("silence", "refusal", "no_pickup")


def _counts(*shape: int) -> NDArray[np.int64]:
    return np.zeros(shape, dtype=np.int64)


@dataclass(eq=False)
class Tally:
    """Counts over a whole register.

    Attributes
    ----------
    hops, bounces
        By quarter in which the case was opened, then from and to (a bounce: who sends, who returns).
    loops
        By loket and length.
    cases_in, bounces_in
        By area of the household.
    sent, unpicked, young, refused
        Referrals to each loket; those not picked up in time, those too young to say; those refused, by reason.
    waits
        Referrals to each loket by the days until somebody would pick them up, also where that lies beyond the data end.
    dead
        Dead ends by loket and cause.
    stays, stay_days
        Visits that began at each loket and the days they lasted.
    feedback, feedback_due
        Picked up referrals with feedback in time, and all whose time for it has passed.
    demand
        Cases by domain and area.
    planted, again
        Cases that each truth planted, and those planted as their second case.
    shared
        Households that both of two desks visited within a year that a truth keeps apart, by truth.
    steps
        Hops and cases of the cases that each claim about steps is about.
    household_hops
        How many households have each number of hops.
    """

    town: Town
    hops: NDArray[np.int64] = field(init=False)
    bounces: NDArray[np.int64] = field(init=False)
    loops: NDArray[np.int64] = field(init=False)
    cases_in: Ints = field(init=False)
    bounces_in: Ints = field(init=False)
    sent: Ints = field(init=False)
    unpicked: Ints = field(init=False)
    young: Ints = field(init=False)
    refused: NDArray[np.int64] = field(init=False)
    waits: NDArray[np.int64] = field(init=False)
    dead: NDArray[np.int64] = field(init=False)
    stays: Ints = field(init=False)
    stay_days: Ints = field(init=False)
    demand: NDArray[np.int64] = field(init=False)
    household_hops: Ints = field(init=False)
    cases: int = 0
    referrals: int = 0
    feedback: int = 0
    feedback_due: int = 0
    five_plans: int = 0
    planted: dict[str, int] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    steps: dict[Steps, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lokets, quarters, areas = len(self.town.lokets), self.town.days.quarters, len(self.town.areas)
        self.hops, self.bounces = _counts(quarters, lokets, lokets), _counts(quarters, lokets, lokets)
        self.loops, self.dead = _counts(lokets, LONGEST + 1), _counts(lokets, len(CAUSES))
        self.cases_in, self.bounces_in = _counts(areas), _counts(areas)
        self.sent, self.unpicked, self.young = _counts(lokets), _counts(lokets), _counts(lokets)
        self.refused, self.waits = _counts(lokets, len(REASONS)), _counts(lokets, MOST_WAIT + 1)
        self.stays, self.stay_days = _counts(lokets), _counts(lokets)
        self.demand, self.household_hops = _counts(13, areas), _counts(0)

    def add_household_hops(self, hops: Ints) -> None:
        """Count the hops of some households."""
        counts = np.bincount(hops)
        longest = max(len(counts), len(self.household_hops))
        total = _counts(longest)
        total[: len(self.household_hops)] += self.household_hops
        total[: len(counts)] += counts
        self.household_hops = total

    def top_share(self, households: float) -> float:
        """Share of all hops that the given share of the households with most of them made; 0 without any."""
        counts, hops = self.household_hops[::-1], np.arange(len(self.household_hops))[::-1]
        most = round(households * counts.sum())
        before = np.cumsum(counts) - counts
        taken = np.clip(most - before, 0, counts)
        total = int((counts * hops).sum())
        return float((taken * hops).sum() / total) if total else 0.0


def count(target: NDArray[np.int64], *places: Ints) -> None:
    """Add one at each of some places of an array of counts."""
    flat = np.ravel_multi_index(places, target.shape) if len(places) > 1 else places[0]
    # `target` is never a copy: reshaping a contiguous array gives a view.
    target.reshape(-1)[:] += np.bincount(flat, minlength=target.size)
