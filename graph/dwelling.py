"""How long a case stood at each loket: the dwell of every visit (definition 8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.columns import Flags, Ints
from graph.instants import MISSING, elapsed
from graph.network import Network
from graph.sequences import Sequences
from graph.standing import has_closing_day


@dataclass(frozen=True, eq=False)
class Dwelling:
    """One row a visit of `network.sequences`, in microseconds.

    Attributes
    ----------
    dwell
        From the start of the visit to the start of the next; of the last visit to the closing, else to the data
        end. Missing where the visit has no known start.
    waiting
        The part of it before the first pick-up; all of it where nobody picked up. Missing where that cannot be
        known: in an event log, and where the day of the pick-up is not recorded.
    censored
        Whether the visit still went on at the data end.
    """

    dwell: Ints
    waiting: Ints
    censored: Flags

    @property
    def helping(self) -> Ints:
        """The part of the dwell after the first pick-up; missing where `waiting` is."""
        return np.where(self.waiting == MISSING, MISSING, self.dwell - self.waiting)


def dwelling(network: Network) -> Dwelling:
    """The dwell of every visit, split into waiting and helping."""
    visits = network.sequences
    end, is_date, censored = _ends(network, visits)
    dwell = elapsed(visits.start, visits.start_is_date, end, is_date)
    picked = elapsed(visits.start, visits.start_is_date, visits.picked, visits.picked_is_date)
    # A pick-up on the day of the sending may be written as that day's midnight, and one may come after the case left.
    waiting = np.clip(picked, 0, np.maximum(dwell, 0))
    waiting = np.where(visits.was_picked, waiting, dwell)
    unknown = (visits.was_picked & (visits.picked == MISSING)) | network.in_log[visits.case]
    return Dwelling(dwell, np.where(unknown | (dwell == MISSING), MISSING, waiting), censored)


def between(visits: Sequences, earlier: Ints, later: Ints) -> Ints:
    """Microseconds from the start of some visits to the start of others."""
    return elapsed(
        visits.start[earlier], visits.start_is_date[earlier], visits.start[later], visits.start_is_date[later]
    )


def _ends(network: Network, visits: Sequences) -> tuple[Ints, Flags, Flags]:
    """When each visit ends, whether that is a bare date, and whether it is only the data end."""
    end, is_date = np.empty_like(visits.start), np.empty_like(visits.start_is_date)
    end[:-1], is_date[:-1] = visits.start[1:], visits.start_is_date[1:]
    last = visits.last
    case = visits.case[last]
    has_day = has_closing_day(network)[case]
    end[last] = np.where(has_day, network.cases.closed[case], network.data_end)
    is_date[last] = np.where(has_day, network.cases.is_date("closed")[case], network.data_end_is_date)
    censored = np.zeros(len(visits), dtype=np.bool_)
    censored[last] = ~has_day
    return end, is_date, censored
