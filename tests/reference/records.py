"""A register as plain records, its clock, and the register as it stood at an earlier data end.

The reference is written from definitions.md, slow and obvious, and shares nothing with `graph` but the records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from graph.codes import Status
from graph.model import Case, Moment, Referral

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UTC = ZoneInfo("UTC")
DAY = 86_400_000_000


@dataclass(frozen=True)
class Event:
    """A row of an event log."""

    case: str
    at: Moment
    loket: str | None
    seq: int | None = None


@dataclass(frozen=True)
class Register:
    """Our own tables, or an event log (which then has events and no referrals). Rows are in the order of the source."""

    cases: tuple[Case, ...] = ()
    referrals: tuple[Referral, ...] = ()
    events: tuple[Event, ...] = ()
    is_log: bool = False
    data_end: Moment | None = None


def instant(moment: Moment) -> datetime:
    """The moment in UTC: a bare date is that day's 00:00 in Amsterdam, and so is a time without zone there."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=AMSTERDAM)
    return moment.astimezone(UTC)


def span(start: Moment, end: Moment) -> int:
    """Microseconds: calendar days between two bare dates, else the time that really passed."""
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return (end - start).days * DAY
    passed = instant(end) - instant(start)
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def local_date(moment: Moment) -> date:
    """The day on the wall in Amsterdam."""
    return instant(moment).astimezone(AMSTERDAM).date()


def not_after(moment: Moment | None, end: Moment) -> bool:
    return moment is not None and instant(moment) <= instant(end)


def data_end(register: Register) -> Moment | None:
    """The one that is given, else the last instant of the register."""
    if register.data_end is not None:
        return register.data_end
    moments = [m for c in register.cases for m in (c.opened_at, c.closed_at)]
    moments += [e.at for e in register.events]
    for r in register.referrals:
        # Of a row without a loket only the moment of sending is kept.
        moments += [r.sent_at, r.picked_up_at, r.status_at, r.feedback_at] if r.to else [r.sent_at]
    return max((m for m in moments if m is not None), key=instant, default=None)


def as_it_stood(register: Register) -> Register:
    """Rows after a given data end do not exist; a pick-up, answer, feedback or closing after it is missing."""
    end = register.data_end
    if end is None:
        return register
    referrals = tuple(_referral(r, end) for r in register.referrals if not_after(r.sent_at, end))
    events = tuple(e for e in register.events if not_after(e.at, end))
    cases = [_case(c, end) for c in register.cases if _has_begun(register, c, end)]
    return replace(register, cases=tuple(cases), referrals=referrals, events=events)


def _has_begun(register: Register, case: Case, end: Moment) -> bool:
    """A case without any moment cannot be said to begin later."""
    rows = [r.sent_at for r in register.referrals if r.case == case.id]
    rows += [e.at for e in register.events if e.case == case.id]
    moments = rows if case.opened_at is None else [*rows, case.opened_at]
    return not moments or any(not_after(m, end) for m in moments)


def _case(case: Case, end: Moment) -> Case:
    if case.opened_at is not None and not not_after(case.opened_at, end):
        case = replace(case, opened_at=None, entry=None)
    if case.closed_at is not None and not not_after(case.closed_at, end):
        case = replace(case, closed_at=None, outcome=None)
    return case


def _referral(referral: Referral, end: Moment) -> Referral:
    if referral.picked_up_at is not None and not not_after(referral.picked_up_at, end):
        referral = replace(referral, picked_up_at=None)
        if referral.status is Status.ACCEPTED and referral.status_at is None:
            # It has a day, that of the pick-up, and that day is still to come.
            referral = replace(referral, status=None, reason=None)
    if not not_after(referral.feedback_at, end):
        referral = replace(referral, feedback_at=None)
    if referral.status_at is not None and not not_after(referral.status_at, end):
        referral = replace(referral, status=None, status_at=None, reason=None)
    return referral
