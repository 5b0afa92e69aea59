"""Coverage: which lokets delivered data in a period (definitions.md, "Coverage"). Facts about lokets, exact for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from graph.analyses.table import Table
from graph.columns import Ints
from graph.instants import MISSING, local_day
from graph.model import Loket
from graph.network import Network
from graph.views import EVERYTHING, bounds, month_name

_NEVER = -1


@dataclass(frozen=True, eq=False)
class Coverage:
    """Who delivered, and of whom the facts were never looked at.

    Attributes
    ----------
    lokets, delivered
        Lokets on the map, and those that sent at least one referral in the period.
    organisations
        One row an organisation that has lokets, by its id (None, last, for lokets of no known one): `organisation`,
        `lokets`, `delivered`, and `last`: the month of the last referral that one of them sent in the period, as in
        a view (`2024-05`); None where none did.
    silent, unchecked
        Ids of the lokets that delivered nothing, and of those whose facts nobody ever checked.
    """

    lokets: int
    delivered: int
    organisations: Table
    silent: tuple[str, ...]
    unchecked: tuple[str, ...]


def coverage(network: Network, period: str = EVERYTHING) -> Coverage:
    """The coverage of a network in a period of `graph.views.View`. Without lokets every number is 0."""
    last = _last_sent(network, period)
    sent = {loket.id: month for loket, month in zip(network.lokets, last.tolist(), strict=True)}
    return Coverage(
        lokets=len(network.lokets),
        delivered=int((last != _NEVER).sum()),
        organisations=_by_organisation(network.lokets, sent),
        silent=tuple(loket for loket, month in sent.items() if month == _NEVER),
        unchecked=tuple(loket.id for loket in network.lokets if loket.checked_on is None),
    )


def _last_sent(network: Network, period: str) -> Ints:
    """Of each loket the last month of the period in which it sent a referral, -1 where there is none."""
    referrals = network.referrals
    rows = np.flatnonzero((referrals.frm >= 0) & (referrals.sent != MISSING))
    month = _months(referrals.sent[rows])
    if period != EVERYTHING:
        first, until = bounds(period, int(_months(np.array([network.data_end]))[0]))
        inside = (month >= first) & (month < until)
        rows, month = rows[inside], month[inside]
    last = np.full(len(network.lokets), _NEVER, dtype=np.int64)
    np.maximum.at(last, referrals.frm[rows], month)
    return last


def _months(at: Ints) -> Ints:
    """Months since year 0, as in `graph.views.Facts`."""
    return local_day(at).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12


def _by_organisation(lokets: tuple[Loket, ...], sent: dict[str, int]) -> Table:
    theirs: defaultdict[str | None, list[int]] = defaultdict(list)
    for loket in lokets:
        theirs[loket.organisation or None].append(sent[loket.id])
    order = sorted(theirs, key=lambda name: (name is None, name or ""))
    last = [max(theirs[name]) for name in order]
    return Table(
        {
            "organisation": order,
            "lokets": [len(theirs[name]) for name in order],
            "delivered": [sum(month != _NEVER for month in theirs[name]) for name in order],
            "last": [None if month == _NEVER else month_name(month) for month in last],
        }
    )
