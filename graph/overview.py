"""What a register holds: how much, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from graph.instants import MISSING, moment
from graph.network import Network


@dataclass(frozen=True, slots=True)
class Overview:
    """Facts about what is loaded, not about households.

    Attributes
    ----------
    rows
        What the sources delivered.
    lokets
        Lokets that a case visited.
    referrals
        Recorded referrals and those derived from an event log.
    since, until
        The first instant of the register, and the data end; None for a register without any.
    """

    rows: int
    lokets: int
    referrals: int
    since: datetime | None
    until: datetime | None


def overview(network: Network, rows: int) -> Overview:
    """The overview of a network; `rows` is what its sources delivered. Of an empty network all counts are 0."""
    return Overview(
        rows=rows,
        lokets=int(np.count_nonzero(np.bincount(network.sequences.loket))),
        referrals=len(network.referrals),
        since=moment(_first(network)),
        until=moment(network.data_end),
    )


def _first(network: Network) -> int:
    instants = (network.cases.opened, network.referrals.sent, network.quiet.at)
    known = [int(v.min()) for values in instants if len(v := values[values != MISSING])]
    return min(known, default=MISSING)
