"""One single case, visit by visit, and how it is found. Only the administrator may see it, with a reason on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph.analyses.table import CaseIds, Instants, Named, Table
from graph.codes import Domain, Gap, Outcome, Purpose
from graph.columns import Flags, Ints
from graph.counting import Counting
from graph.dwelling import dwelling
from graph.errors import Unknown
from graph.instants import DAY, MISSING, days, elapsed, moment
from graph.network import Network
from graph.pseudonyms import code, label
from graph.text import Text


@dataclass(frozen=True, eq=False)
class FoundCases:
    """Cases to choose one from.

    Attributes
    ----------
    number
        How many there are in all.
    cases
        Those with most visits, one row each: `case` (its pseudonym, which never stands in an address), `first` and
        `last` (lokets), `visits`, `days` (from its start to its end or the data end).
    """

    number: int
    cases: Table


@dataclass(frozen=True, eq=False)
class Journey:
    """What one case went through.

    Attributes
    ----------
    case, household
        Pseudonyms, for the record of who looked; they never stand in an address or title.
    domains
        Values of `Domain`.
    closed, outcome
        The day it ended and a value of `Outcome`; None where it did not.
    end
        The data end.
    visits
        One row a visit: `loket`; `start` (a day or instant, in words); `at`, days since the first visit; `days` at
        the loket; `waited`, the part of it before the pick-up; `fed_back`, days from pick-up to the answer to the
        sender; `picked`, `refused`, `returned` (it came back by a refusal), `open` (it still went on at the data
        end), `asks` (sent to ask for advice); `reason` of a refusal. NaN or None where that is not known.
    """

    case: str
    household: str
    domains: tuple[str, ...]
    closed: date | None
    outcome: str | None
    end: date | None
    visits: Table


def found_cases(
    network: Network, counted: Counting, loket: str | None, kind: Gap | None, least: int, most: int = 20
) -> FoundCases:
    """The cases at a loket, with a gap of a kind (there, where both are named), of at least so many visits.

    Those with most visits first; `counted` is of the same network. A loket or kind of None is any; a kind that cannot
    be measured has no cases.
    """
    visits = network.sequences
    number = np.diff(visits.offsets)
    wanted = (number >= max(1, least)) & _touched(network, counted, loket, kind)
    at = np.flatnonzero(wanted)
    first, last = visits.offsets[at], visits.offsets[at + 1] - 1
    length = _lengths(network, first, last)
    order = np.lexsort((network.cases.key[at], -length, -number[at]))[:most]
    named = network.loket_ids
    return FoundCases(
        len(at),
        Table(
            {
                "case": CaseIds(network.cases.key[at[order]]),
                "first": Named(named, visits.loket[first[order]]),
                "last": Named(named, visits.loket[last[order]]),
                "visits": number[at[order]],
                "days": length[order] / DAY,
            }
        ),
    )


def journey(network: Network, case: str) -> Journey:
    """One case by its pseudonym.

    Raises
    ------
    Unknown
        When no case of the network has it, or it never came to a loket.
    """
    chosen = network.cases.key == code(case)
    part = network.select(chosen)
    if not chosen.any() or not len(part.sequences):
        raise Unknown(_GONE)
    row = part.cases
    outcome = Outcome.of_number(int(row.outcome[0]))
    return Journey(
        case=case,
        household=label("household", int(part.households.key[row.household[0]])),
        domains=tuple(d.value for d in Domain if int(row.domains[0]) >> (d.number - 1) & 1),
        closed=_day(int(row.closed[0])),
        outcome=None if outcome is None else outcome.value,
        end=_day(part.data_end),
        visits=_visits(part),
    )


def _touched(network: Network, counted: Counting, loket: str | None, kind: Gap | None) -> Flags:
    """Which cases were at a loket, or have a gap of a kind there."""
    place = None if loket is None else network.loket_codes.get(loket, -2)
    if kind is None:
        visits = network.sequences
        case = visits.case if place is None else visits.case[visits.loket == place]
    elif kind in counted.gaps:
        rows = counted.gaps[kind].rows
        case = rows.case if place is None else rows.case[(rows.a == place) | (rows.b == place)]
    else:
        case = np.zeros(0, dtype=np.int32)
    found = np.zeros(len(network.cases), dtype=np.bool_)
    found[case] = True
    return found


def _lengths(network: Network, first: Ints, last: Ints) -> Ints:
    """Microseconds from the start of the first visit to the end of the last, 0 where that is not known."""
    visits, cases = network.sequences, network.cases
    case = visits.case[first]
    closed, is_date = cases.closed[case], cases.is_date("closed")[case]
    end = np.where(closed == MISSING, network.data_end, closed)
    end_is_date = np.where(closed == MISSING, network.data_end_is_date, is_date)
    length = elapsed(visits.start[first], visits.start_is_date[first], end, end_is_date)
    return np.maximum(length, 0)


def _visits(part: Network) -> Table:
    visits, stays = part.sequences, dwelling(part)
    first = np.zeros(len(visits), dtype=np.int64)
    at = elapsed(visits.start[first], visits.start_is_date[first], visits.start, visits.start_is_date)
    return Table(
        {
            "loket": Named(part.loket_ids, visits.loket),
            "start": Instants(visits.start, visits.start_is_date),
            "at": days(at),
            "days": days(stays.dwell),
            "waited": days(stays.waiting),
            "picked": visits.was_picked,
            "refused": visits.refused,
            "returned": visits.by_return & (np.arange(len(visits)) > 0),
            "open": stays.censored,
            **_sendings(part),
        }
    )


def _sendings(part: Network) -> dict[str, list[Any]]:
    """What is known of the referral that led to each visit; nothing of the first one and of a return."""
    visits, referrals = part.sequences, part.referrals
    leads = np.where(visits.by_return, -1, visits.referral).tolist()
    told = elapsed(referrals.picked, referrals.is_date("picked"), referrals.feedback, referrals.is_date("feedback"))
    fed_back, reason, purpose = days(told).tolist(), referrals.reason.tolist(), referrals.purpose.tolist()
    return {
        "fed_back": [np.nan if row < 0 else fed_back[row] for row in leads],
        "reason": [None if row < 0 or reason[row] < 0 else part.words[reason[row]] for row in leads],
        "asks": [row >= 0 and purpose[row] == Purpose.CONSULT.number for row in leads],
    }


def _day(at: int) -> date | None:
    found = moment(at)
    return None if found is None else found.date()


_GONE = Text(
    "Deze hulpvraag is er niet meer. Zoek opnieuw.",
    "This case is no longer there. Search again.",
)
