"""No pick-up: referrals that nobody takes up (definition 6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import ratio, share
from graph.codes import Gap
from graph.evidence import is_recorded, notes_on_log, notes_on_shares
from graph.network import Network
from graph.receiving import Received, received
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class PickUps:
    """How often nobody picks up.

    Attributes
    ----------
    not_picked_up
        Referrals that nobody picked up or refused, sent 14 days or longer before the data end.
    denominator
        All recorded referrals that are not censored.
    censored
        Younger referrals that nobody picked up or refused yet.
    rate
        not_picked_up / denominator, 0 to 1; None where the denominator is 0.
    by_loket
        `loket` (id of the receiver), `not_picked_up`, `denominator`, `censored` (counts), `rate`; most not picked
        up first, then `loket`. Every loket that was sent a recorded referral is there.
    notes
        Why the numbers are None, or which cases are left out.
    """

    not_picked_up: int | None
    denominator: int | None
    censored: int | None
    rate: float | None
    by_loket: Table
    notes: tuple[Text, ...] = ()


def pickups(network: Network, thresholds: Thresholds = DEFAULTS) -> PickUps:
    """Count the referrals that nobody picked up, in all and by receiving loket.

    `accepted` without a day counts as picked up. In an event log every number is None. Without referrals, as in an
    empty network, the rate is None.
    """
    found = received(network, thresholds)
    table, notes = _by_loket(network, found), notes_on_log(network, NOT_IN_LOG)
    if not is_recorded(network):
        return PickUps(None, None, None, None, table, notes)
    missed, censored = int(found.missed.sum()), int(found.censored.sum())
    denominator = len(found.at) - censored
    rate = share(missed, denominator)
    return PickUps(missed, denominator, censored, rate, table, notes + notes_on_shares(rate))


def _by_loket(network: Network, found: Received) -> Table:
    size, to = len(network.lokets), found.referrals.to
    sent = np.bincount(to, minlength=size)
    shown = np.flatnonzero(sent)
    missed = np.bincount(to[found.missed], minlength=size)[shown]
    censored = np.bincount(to[found.censored], minlength=size)[shown]
    denominator = sent[shown] - censored
    table = Table(
        {
            "loket": Named(network.loket_ids, shown),
            "not_picked_up": missed,
            "denominator": denominator,
            "censored": censored,
            "rate": ratio(missed, denominator),
        }
    )
    return table.by(("not_picked_up", True), ("loket", False))


NOT_IN_LOG = Text(
    "Een logboek zegt niet of een loket een hulpvraag oppakte.",
    "An event log does not say whether a loket picked a case up.",
)

ANALYSIS = Analysis(
    name="pickups",
    definition=6,
    title=Text("Niet opgepakt", "Not picked up"),
    help=Text(
        "Welk deel van de verwijzingen na 14 dagen nog door niemand is opgepakt of geweigerd.",
        "Which share of the referrals nobody has picked up or refused after 14 days.",
    ),
    function=pickups,
    gaps=(Gap.NO_PICKUP,),
)
