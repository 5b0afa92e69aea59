"""Which cases got stuck, and why (definition 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.codes import Outcome
from graph.columns import Flags
from graph.evidence import in_register_with_closings
from graph.instants import DAY
from graph.network import Network
from graph.receiving import ACCEPTED, REFUSED
from graph.standing import closed, until_end, went_quiet
from graph.thresholds import Thresholds

REFUSAL, NO_PICKUP, SILENCE = "refusal", "no_pickup", "silence"
CAUSES = np.array([NO_PICKUP, REFUSAL, SILENCE], dtype=object)
_ENDED_WELL = (Outcome.HELPED.number, Outcome.MOVED.number)


@dataclass(frozen=True, eq=False)
class Stranding:
    """One row a case.

    Attributes
    ----------
    counts
        Whether the case has a visit and comes from a register that holds closings at all.
    dead_end
        Not closed as helped or moved, nothing still inside the pick-up time, and no row for a long time.
    open, censored
        Not closed; and of these the ones that are too young to be a dead end.
    """

    counts: Flags
    dead_end: Flags
    open: Flags
    censored: Flags


def is_measurable(network: Network) -> bool:
    """Whether some case with a visit comes from a register that holds closings, or there is no such case at all."""
    has_visit = network.sequences.has_visit
    return not has_visit.any() or bool((has_visit & in_register_with_closings(network)).any())


def stranding(network: Network, thresholds: Thresholds) -> Stranding:
    """Which cases are dead ends, which are open, and which of these are too young to tell."""
    counts = network.sequences.has_visit & in_register_with_closings(network)
    ended = closed(network)
    # The end of a case in a log has no outcome: it ended, and nobody says badly.
    well = np.isin(network.cases.outcome, _ENDED_WELL) | (ended & network.in_log & (network.cases.outcome == 0))
    silent = went_quiet(network, thresholds.dead_days) & ~_still_inside(network, thresholds)
    dead_end = counts & ~well & silent
    return Stranding(counts, dead_end, counts & ~ended, counts & ~ended & ~silent)


def causes(network: Network) -> NDArray[np.intp]:
    """Of each case with a visit, why it would be stuck at its last loket; numbers of `CAUSES`."""
    visits = network.sequences
    last = visits.last
    refused = visits.by_return[last] | (visits.refused[last] & ~visits.was_picked[last])
    waits = ~visits.was_picked[last] & ~network.in_log[visits.case[last]]
    return np.select([refused, waits], [1, 0], default=2)


def _still_inside(network: Network, thresholds: Thresholds) -> Flags:
    """Which cases have a referral that nobody picked up or refused and that still has time."""
    rows = network.referrals
    waits = (rows.picked == rows.missing("picked")) & (rows.status != ACCEPTED) & (rows.status != REFUSED)
    at = np.flatnonzero(waits)
    young = until_end(network, rows.sent[at], rows.is_date("sent")[at]) < thresholds.pick_days * DAY
    result = np.zeros(len(network.cases), dtype=np.bool_)
    result[rows.case[at[young]]] = True
    return result
