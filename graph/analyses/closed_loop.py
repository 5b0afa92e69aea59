"""Closed loop (terugkoppeling): does the sender hear what became of the referral (definition 10)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import ratio, share
from graph.columns import Flags
from graph.evidence import is_recorded, notes_on_log, notes_on_shares
from graph.instants import DAY, MISSING, elapsed
from graph.network import Network
from graph.receiving import Received, received
from graph.standing import until_end
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class ClosedLoop:
    """How often feedback comes in time.

    Attributes
    ----------
    closed
        Picked-up referrals with feedback at most 14 days after the pick-up.
    picked_up
        Picked-up referrals, less those whose feedback can still come in time. One picked up on an unknown day is
        among them, and never closed.
    rate
        closed / picked_up, 0 to 1; None where that is a division by 0.
    all
        All recorded referrals, less those whose pick-up or feedback can still come in time.
    rate_all
        closed / all, 0 to 1; None where that is a division by 0.
    by_loket
        `loket` (id of the receiver), `closed`, `picked_up`, `rate`, `all`, `rate_all`; most `closed` first, then
        `loket`.
    notes
        Why the numbers are None, or which cases are left out.
    """

    closed: int | None
    picked_up: int | None
    rate: float | None
    all: int | None
    rate_all: float | None
    by_loket: Table
    notes: tuple[Text, ...] = ()


def closed_loop(network: Network, thresholds: Thresholds = DEFAULTS) -> ClosedLoop:
    """Count the referrals with feedback in time, beside those picked up and beside all.

    In an event log every number is None. Without referrals, as in an empty network, the rates are None.
    """
    found = received(network, thresholds)
    closed, open_still = feedback(network, found, thresholds)
    masks = (closed, found.picked & ~open_still, ~found.censored & ~open_still)
    table, notes = _by_loket(network, found, *masks), notes_on_log(network, _NOT_IN_LOG)
    if not is_recorded(network):
        return ClosedLoop(None, None, None, None, None, table, notes)
    number, picked, everything = (int(mask.sum()) for mask in masks)
    rate, rate_all = share(number, picked), share(number, everything)
    return ClosedLoop(
        closed=number,
        picked_up=picked,
        rate=rate,
        all=everything,
        rate_all=rate_all,
        by_loket=table,
        notes=notes + notes_on_shares(rate, rate_all),
    )


def feedback(network: Network, found: Received, thresholds: Thresholds) -> tuple[Flags, Flags]:
    """Which referrals got feedback in time, and which can still get it."""
    rows, limit = found.referrals, thresholds.feedback_days * DAY
    has_day, is_date = rows.picked != MISSING, rows.is_date("picked")
    took = elapsed(rows.picked, is_date, rows.feedback, rows.is_date("feedback"))
    has_feedback = rows.feedback != MISSING
    closed = has_day & has_feedback & (took <= limit)
    open_still = has_day & ~has_feedback & (until_end(network, rows.picked, is_date) < limit)
    return closed, open_still


def _by_loket(network: Network, found: Received, closed: Flags, picked: Flags, everything: Flags) -> Table:
    size, to = len(network.lokets), found.referrals.to
    number, of_picked, of_all = (np.bincount(to[m], minlength=size) for m in (closed, picked, everything))
    shown = np.flatnonzero(of_all)
    table = Table(
        {
            "loket": Named(network.loket_ids, shown),
            "closed": number[shown],
            "picked_up": of_picked[shown],
            "rate": ratio(number[shown], of_picked[shown]),
            "all": of_all[shown],
            "rate_all": ratio(number[shown], of_all[shown]),
        }
    )
    return table.by(("closed", True), ("loket", False))


_NOT_IN_LOG = Text(
    "Een logboek zegt niet of een loket liet weten hoe het afliep.",
    "An event log does not say whether a loket told how it went.",
)

ANALYSIS = Analysis(
    name="closed_loop",
    definition=10,
    title=Text("Terugkoppeling", "Feedback"),
    help=Text(
        "Bij welk deel van de opgepakte verwijzingen de verwijzer binnen 14 dagen hoort hoe het gaat.",
        "For which share of the referrals that were picked up the sender hears within 14 days how it goes.",
    ),
    function=closed_loop,
)
