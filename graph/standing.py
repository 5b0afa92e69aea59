"""How each case stands at the data end: closed or not, and how long ago its last row was."""

from __future__ import annotations

import numpy as np

from graph.columns import Flags, Ints
from graph.instants import DAY, elapsed
from graph.network import Network


def closed(network: Network) -> Flags:
    """Which cases ended, with whatever outcome. An outcome without a day is an end too."""
    return np.asarray(network.cases.outcome != 0) | has_closing_day(network)


def has_closing_day(network: Network) -> Flags:
    """Which cases have a day of closing."""
    return np.asarray(network.cases.closed != network.cases.missing("closed"))


def until_end(network: Network, at: Ints, is_date: Flags) -> Ints:
    """Microseconds from some instants to the data end; missing where there is none."""
    end, end_is_date = np.array([network.data_end]), np.array([network.data_end_is_date])
    return elapsed(at, is_date, end, end_is_date)


def idle(network: Network) -> Ints:
    """Microseconds from the last row of each case to the data end."""
    visits = network.sequences
    return until_end(network, visits.last_row, visits.last_is_date)


def went_quiet(network: Network, dead_days: int) -> Flags:
    """Which cases have no row in the last `dead_days` before the data end."""
    return np.asarray(idle(network) >= dead_days * DAY)
