"""The days of a register: seasons, weekends and holidays. A day is counted from the first day, which is 0."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns import Ints
from loaders.generator.draws import Floats, choose, cumulative

AFTER = 2_000
"""Days beyond the data end that are reckoned with: what happens there is not written."""


class Days:
    """The calendar of one register.

    Attributes
    ----------
    start
        Day 0.
    end
        The number of the last day.
    words
        Each day as it is written in a file; the last entry, for -1, is empty.
    """

    def __init__(self, town: dict[str, Any]) -> None:
        self.start: date = town["start"]
        self.end = (town["end"] - self.start).days
        days = [self.start + timedelta(days=i) for i in range(self.end + 1 + AFTER)]
        self.words = np.array([*(d.isoformat() for d in days[: self.end + 1]), ""], dtype=object)
        calendar = town["calendar"]
        holidays = frozenset(calendar["holidays"])
        self._next_working = _next_working(days, holidays)
        weights = [
            calendar["weekdays"][d.weekday()] * calendar["months"][d.month - 1] * (0.03 if d in holidays else 1.0)
            for d in days[: self.end + 1]
        ]
        self._opening = cumulative(weights)
        self.quarter = np.array([(d.year - self.start.year) * 4 + (d.month - 1) // 3 for d in days], dtype=np.int64)
        self.quarters = int(self.quarter[self.end]) + 1

    def opening(self, uniform: Floats) -> Ints:
        """A day on which people come with a question, for each uniform number."""
        return choose(self._opening, uniform)

    def working(self, days: Ints) -> Ints:
        """Each day, or the first working day after it; days beyond the end stay beyond it."""
        return self._next_working[np.minimum(days, len(self._next_working) - 1)]

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.start).days

    def seen(self, days: Ints) -> Ints:
        """Each day, or -1 where it lies beyond the data end."""
        return np.where(days > self.end, -1, days)


def _next_working(days: list[date], holidays: frozenset[date]) -> NDArray[np.int64]:
    result = np.zeros(len(days), dtype=np.int64)
    following = len(days) - 1
    for i in range(len(days) - 1, -1, -1):
        if days[i].weekday() < 5 and days[i] not in holidays:
            following = i
        result[i] = following
    return result
