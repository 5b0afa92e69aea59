"""What became of each recorded referral at the loket that received it (definitions 5, 6, 9, 10)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.codes import Status
from graph.columns import Flags, Ints
from graph.instants import DAY, MISSING
from graph.network import Network
from graph.register import Referrals
from graph.standing import until_end
from graph.thresholds import Thresholds

ACCEPTED, REFUSED = Status.ACCEPTED.number, Status.REFUSED.number


@dataclass(frozen=True, eq=False)
class Received:
    """The recorded referrals of a network, one row each; derived ones are left out.

    Attributes
    ----------
    at
        Their rows in `network.referrals`.
    referrals
        The referrals themselves.
    picked
        Whether the receiving loket picked the case up, also on an unknown day.
    refused
        Whether it refused.
    missed
        No pick-up: nobody picked it up or refused it, and it was sent long enough ago.
    censored
        Nobody picked it up or refused it yet, but there is time left.
    """

    at: Ints
    referrals: Referrals
    picked: Flags
    refused: Flags
    missed: Flags
    censored: Flags


def received(network: Network, thresholds: Thresholds) -> Received:
    """The recorded referrals and what became of them."""
    at = np.flatnonzero(network.recorded)
    rows = network.referrals if len(at) == len(network.referrals) else network.referrals.take(at)
    picked = (rows.picked != MISSING) | (rows.status == ACCEPTED)
    refused = rows.status == REFUSED
    waits = ~picked & ~refused
    asked, missed = np.flatnonzero(waits), np.zeros(len(rows), dtype=np.bool_)
    missed[asked] = until_end(network, rows.sent[asked], rows.is_date("sent")[asked]) >= thresholds.pick_days * DAY
    return Received(at, rows, picked, refused, missed, censored=waits & ~missed)
