"""Rows that say that something happened after today: kept all the same, and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from graph.batch import Batch
from graph.columns import Ints
from graph.instants import instant_of_date, moment
from graph.model import Decision, Loket, Record, Tie
from graph.text import Text, counted


def after(batch: Batch, today: date, *, checked: bool) -> Text | None:
    """How many rows have a date after today, with the latest and what to do; None where none has.

    `checked`: nothing was imported yet. Of a log also a case that closes after today counts. Plans, and the days that
    somebody works somewhere, are left out: these may end later.
    """
    tomorrow = instant_of_date(today + timedelta(days=1))
    late = np.concatenate([latest[latest >= tomorrow] for latest in _latest(batch)])
    days = [day for record in batch.records if (day := _last(record)) is not None and day > today]
    rows = len(late) + len(days)
    if not rows:
        return None
    if len(late) and (last := moment(int(late.max()))):
        days.append(last.date())
    advice = _STILL_TO_COME if checked else _DONE
    return counted(rows, _ONE, _MANY, day=f"{max(days):%d-%m-%Y}", advice=advice)


def _latest(batch: Batch) -> Iterator[Ints]:
    """The last moment of each event, case and referral; MISSING is before all others."""
    yield batch.events.at
    yield np.maximum(batch.cases.opened, batch.cases.closed)
    sent = batch.referrals
    yield np.maximum.reduce([sent.sent, sent.picked, sent.status_at, sent.feedback])


def _last(record: Record) -> date | None:
    """The last day on which something was done, of the records that say so."""
    match record:
        case Loket():
            return record.checked_on
        case Tie():
            return max(record.recorded_on, record.withdrawn_on or record.recorded_on)
        case Decision():
            return record.on
    return None


_ONE = Text("{n} rij heeft een datum na vandaag: {day}. {advice}", "{n} row has a date after today: {day}. {advice}")
_MANY = Text(
    "{n} rijen hebben een datum na vandaag. De laatste is {day}. {advice}",
    "{n} rows have a date after today. The latest is {day}. {advice}",
)
_DONE = Text(
    "Is dat een typefout? Maak de import dan ongedaan, verbeter de bron en lees die opnieuw in. "
    "Klopt het, dan hoef je niets te doen.",
    "Is that a typing error? Then undo the import, mend the source and import it again. "
    "If it is right, there is nothing to do.",
)
_STILL_TO_COME = Text(
    "Is dat een typefout? Verbeter dan eerst de bron. Klopt het, dan hoef je niets te doen.",
    "Is that a typing error? Then mend the source first. If it is right, there is nothing to do.",
)
