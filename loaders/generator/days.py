"""The days of a register: seasons, weekends and holidays, and a year before it in which it warms up.

A day is counted from the first day of the warm-up, which is 0. Work is done by a clock that stands still at weekends
and on holidays and goes slower in the months in which less happens: so nothing piles up on the day after, and sendings,
pick-ups and closings have their seasons as well.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from graph.calendar import holidays
from graph.columns import Ints
from loaders.generator.draws import Floats, choose, cumulative

AFTER = 2_000
"""Days beyond the data end that are reckoned with: what happens there is not written."""
DAY = 1_000
"""Ticks of the clock in a mean day: whole numbers, so that it reads the same on every platform."""


class Days:
    """The calendar of one register.

    Attributes
    ----------
    start
        Day 0, the first of the warm-up.
    first, end
        The numbers of the first and the last day of the register.
    words
        Each day as it is written in a file; the last entry, for -1, is empty.
    """

    def __init__(self, town: dict[str, Any]) -> None:
        self.first = int(town["warm_up"])
        self.start: date = town["start"] - timedelta(days=self.first)
        self.end = self.number(town["end"])
        days = [self.start + timedelta(days=i) for i in range(self.end + 1 + AFTER)]
        self.words = np.array([*(d.isoformat() for d in days[: self.end + 1]), ""], dtype=object)
        calendar = town["calendar"]
        self._works = np.array([is_working(d) for d in days])
        self._clock = _clock(days, self._works, calendar["months"])
        weights = [
            calendar["weekdays"][d.weekday()] * calendar["months"][d.month - 1] * (0.03 if is_holiday(d) else 1.0)
            for d in days[: self.end + 1]
        ]
        self._coming, self._opening = cumulative(weights), cumulative(weights[self.first :])
        years = np.array([d.year for d in days]) - town["start"].year
        self.quarter = np.asarray(years * 4 + np.array([(d.month - 1) // 3 for d in days]), dtype=np.int64)
        self.quarters = int(self.quarter[self.end]) + 1

    def opening(self, uniform: Floats) -> Ints:
        """A day of the register on which people come with a question, for each uniform number."""
        return self.first + choose(self._opening, uniform)

    def coming(self, uniform: Floats) -> Ints:
        """As `opening`, in the warm-up too."""
        return choose(self._coming, uniform)

    def later(self, days: Ints, stay: Ints) -> Ints:
        """The working day on which work of some mean days is done that began on a day; never before that day."""
        at = np.minimum(days, len(self._clock) - 1)
        # A weekend reads the clock of the Friday before: nothing is done before Monday.
        ticks = self._clock[at] + np.maximum(stay * DAY, np.where(self._works[at], 0, 1))
        return np.minimum(np.searchsorted(self._clock, ticks), len(self._clock) - 1).astype(np.int64)

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.start).days

    def seen(self, days: Ints) -> Ints:
        """Each day, or -1 where it lies beyond the data end."""
        return np.where(days > self.end, -1, days)


def is_holiday(day: date) -> bool:
    """Whether a day is a Dutch national holiday."""
    return day in holidays(day.year)


def is_working(day: date) -> bool:
    """Whether people work on a day."""
    return day.weekday() < 5 and not is_holiday(day)


def _clock(days: list[date], works: np.ndarray, months: list[int]) -> Ints:
    """The ticks at the end of each day; over a year as many as there are days, at weekends and on holidays none."""
    mean = sum(months) / len(months)
    pace = [round(DAY * 7 / 5 * months[d.month - 1] / mean) for d in days]
    return np.cumsum(np.where(works, pace, 0)).astype(np.int64)
