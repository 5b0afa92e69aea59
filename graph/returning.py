"""Households that tell their story again: a new case soon after the last one closed (definition 7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.codes import Outcome
from graph.columns import Flags, Ints
from graph.evidence import has_known_household
from graph.instants import DAY, MISSING, elapsed
from graph.network import Network
from graph.ordering import by_group_and_instant
from graph.standing import has_closing_day
from graph.thresholds import Thresholds


@dataclass(frozen=True, eq=False)
class Returning:
    """One row a re-intake: the case that was closed, the one that was opened (codes), and the gap between (µs)."""

    case: Ints
    next_case: Ints
    gap: Ints


def returning(network: Network, thresholds: Thresholds) -> Returning:
    """The re-intakes of a network, in the order of the cases that were opened.

    A case counts with its household's latest closing at or before its opening; of several closings at one instant,
    with the last by pseudonym.
    """
    cases = network.cases
    opened, is_date = openings(network)
    takes_part = network.sequences.has_visit & has_known_household(network)
    opens = np.flatnonzero(takes_part & (opened != MISSING))
    closes = np.flatnonzero(takes_part & has_closing_day(network))
    case, next_case = _latest(network, closes, opens, opened)
    gap = elapsed(cases.closed[case], cases.is_date("closed")[case], opened[next_case], is_date[next_case])
    again = (gap <= thresholds.reintake_days * DAY) & (cases.outcome[case] != Outcome.MOVED.number)
    return Returning(case[again], next_case[again], gap[again])


def openings(network: Network) -> tuple[Ints, Flags]:
    """When each case opened, and whether that is a bare date; by its first visit where no day is recorded."""
    visits, cases = network.sequences, network.cases
    opened, is_date = cases.opened.copy(), cases.is_date("opened").copy()
    unknown = np.flatnonzero((opened == MISSING) & visits.has_visit)
    first = visits.offsets[unknown]
    opened[unknown], is_date[unknown] = visits.start[first], visits.start_is_date[first]
    return opened, is_date


def _latest(network: Network, closes: Ints, opens: Ints, opened: Ints) -> tuple[Ints, Ints]:
    """Each opening with the latest closing of another case of its household at or before it, where there is one."""
    household, closed = network.cases.household, network.cases.closed
    case = np.concatenate([closes, opens])
    home = household[case]
    # At one instant closings stand before openings, and both by case: as they are put here.
    order = by_group_and_instant(home, np.concatenate([closed[closes], opened[opens]]))
    case, home, is_opening = case[order], home[order], order >= len(closes)
    latest = np.maximum.accumulate(np.where(is_opening, -1, np.arange(len(case))))
    # A case is not its own successor: where the latest closing is its own, the one before that counts.
    own = np.flatnonzero(is_opening & (latest >= 0) & (case[latest] == case))
    latest[own] = np.append(latest, -1)[latest[own] - 1]
    found = np.flatnonzero(is_opening & (latest >= 0) & (home[latest] == home))
    return case[latest[found]], case[found]
