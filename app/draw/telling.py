"""A journey in sentences: each visit with its waiting, helping, refusal and what was heard back."""

from __future__ import annotations

from datetime import date, timedelta

from app.draw.stops import Stop, Timeline
from app.draw.writing import days as in_days
from app.phrases import journeys as words
from app.texts import MONTHS
from graph.text import Text

NEVER = -1.0
"""Instead of days after which the sender heard how it went: never."""


def duration(days: float) -> Text:
    """A number of days in words."""
    return in_days(days)


def waited(weeks: float | None) -> Text | None:
    """How long households waited at a loket on average, in whole weeks; None where that may not be told."""
    if weeks is None:
        return None
    if weeks < 1:
        return words.WAIT_SHORT
    return words.WAIT_ONE_WEEK if weeks == 1 else words.WAIT_WEEKS.format(n=int(weeks))


def visit(stop: Stop, number: int) -> list[Text]:
    """What happened in one visit, one sentence each; `number` counts from 0."""
    told = [_came(stop, number), *_stay(stop)]
    if stop.fed_back is not None and stop.picked and not stop.returned and number:
        told.append(_heard(stop.fed_back))
    if stop.said is not None:
        told.append(words.SAID.format(said=stop.said))
    if stop.stuck is not None and stop.stuck.nl:
        told.append(words.STUCK.format(stuck=stop.stuck))
    return told


def _heard(after: float) -> Text:
    if after == NEVER:
        return words.NOT_FED_BACK
    return words.FED_BACK_AT_ONCE if after < 1 else words.FED_BACK.format(days=duration(after))


def _came(stop: Stop, number: int) -> Text:
    if stop.returned:
        return words.CAME_BACK.format(loket=stop.loket)
    if not number:
        return words.FIRST
    return (words.ASKED if stop.asks else words.SENT).format(loket=stop.loket)


def _stay(stop: Stop) -> list[Text]:
    """How long it stood there, and how that ended."""
    if stop.days is None:
        return _unending(stop)
    if stop.refused:
        text = words.REFUSED_UNKNOWN if stop.why is None else words.REFUSED
        return [text.format(days=duration(stop.days), why=stop.why)]
    ending = [words.STILL] if stop.ongoing else []
    if not stop.picked:
        return [words.NOBODY, words.STAYED.format(days=duration(stop.days)), *ending]
    if stop.waited is None:
        return [words.STAYED.format(days=duration(stop.days)), *ending]
    helped = duration(max(0.0, stop.days - stop.waited))
    if stop.waited < 1:
        return [words.AT_ONCE.format(helped=helped), *ending]
    return [words.WAITED.format(waited=duration(stop.waited), helped=helped), *ending]


def _unending(stop: Stop) -> list[Text]:
    waited = [words.WAITED_ONLY.format(waited=duration(stop.waited))] if stop.waited else []
    return [*waited, words.STILL] if stop.ongoing else [words.STAYED_UNKNOWN]


def when(timeline: Timeline, stop: Stop) -> Text:
    """The day of a visit, or the week where only that may be told."""
    if timeline.begins is None:
        return words.WEEK.format(n=int(stop.at // 7) + 1)
    return _day(timeline.begins + timedelta(days=stop.at))


def _day(on: date) -> Text:
    names = (MONTHS.nl.split(), MONTHS.en.split())
    return Text(*(f"{on.day} {months[on.month - 1]} {on.year}." for months in names))


def ending(timeline: Timeline) -> Text:
    """How it ended, or that it did not."""
    return words.NOT_ENDED if timeline.outcome is None else words.ENDED.format(outcome=timeline.outcome)
