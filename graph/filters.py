"""Networks of a part of the time: a period of opening, and a register as it stood at a given end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from graph.codes import Status
from graph.instants import MISSING, instant, instant_of_date

if TYPE_CHECKING:
    from graph.network import Network


def opened_between(network: Network, since: date | None, until: date | None) -> Network:
    """The cases opened from the day `since` to the day `until`, both included; None leaves a side open.

    A case without an opening counts by its first referral.
    """
    opened = network.cases.opened.copy()
    has = (opened == MISSING) & (np.diff(network.offsets) > 0)
    opened[has] = network.referrals.sent[network.offsets[:-1][has]]
    kept = np.ones(len(opened), dtype=np.bool_)
    if since is not None:
        kept &= opened >= instant_of_date(since)
    if until is not None:
        kept &= (opened < instant_of_date(until + timedelta(days=1))) & (opened != MISSING)
    return network.select(kept)


def ending(network: Network, end: datetime | date) -> Network:
    """The register as it stood at `end`: later rows do not exist, later pick-ups, answers and closings are missing."""
    is_date = not isinstance(end, datetime)
    at = instant(end) if isinstance(end, datetime) else instant_of_date(end)
    cases, referrals, quiet = network.cases, network.referrals, network.quiet
    # A case without any moment cannot be said to begin later.
    begun = (cases.opened == MISSING) & (np.diff(network.offsets) == 0)
    begun[quiet.case] = False
    begun |= (cases.opened <= at) & (cases.opened != MISSING)
    referrals = referrals.take(referrals.sent <= at)
    quiet = quiet.take(quiet.at <= at)
    begun[referrals.case] = True
    begun[quiet.case] = True
    # An answer that is still to come is no answer yet; one without a day is taken as given, but for an acceptance
    # whose pick-up is still to come.
    accepted_later = (
        (referrals.status == Status.ACCEPTED.number) & (referrals.status_at == MISSING) & (referrals.picked > at)
    )
    answered = (referrals.status_at <= at) & ~accepted_later
    cut = replace(
        network,
        cases=cases.with_(
            entry=np.where(cases.opened <= at, cases.entry, -1),
            opened=np.where(cases.opened <= at, cases.opened, MISSING),
            closed=np.where(cases.closed <= at, cases.closed, MISSING),
            outcome=np.where(cases.closed <= at, cases.outcome, 0),
            tie_dependent=np.full(len(cases), -1),
        ),
        referrals=referrals.with_(
            picked=np.where(referrals.picked <= at, referrals.picked, MISSING),
            feedback=np.where(referrals.feedback <= at, referrals.feedback, MISSING),
            status=np.where(answered, referrals.status, 0),
            status_at=np.where(answered, referrals.status_at, MISSING),
            reason=np.where(answered, referrals.reason, -1),
        ),
        quiet=quiet,
        data_end=at,
        data_end_is_date=is_date,
    )
    part = cut.select(begun)
    # What the register holds is judged as it stood then.
    vars(part).pop("closing_sources", None)
    return part
