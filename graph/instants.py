"""Instants and durations as integers.

An instant is a count of microseconds since 1970-01-01 UTC (int64); `MISSING` stands for an absent one.
A bare date is that day's 00:00 in Europe/Amsterdam, and carries a flag beside it, because a duration
between two bare dates is counted in calendar days and any other as elapsed time (definitions.md).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MISSING = int(np.iinfo(np.int64).min)
HOUR = 3_600_000_000
DAY = 24 * HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def instant(moment: datetime) -> int:
    """The instant of a datetime; one without zone is Europe/Amsterdam."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    return (aware - _EPOCH) // _MICROSECOND


def instant_of_date(day: date) -> int:
    """The instant at which a day begins in Europe/Amsterdam."""
    return instant(datetime(day.year, day.month, day.day))


def moment(value: int) -> datetime | None:
    """The instant as a datetime in Europe/Amsterdam, None where it is missing."""
    return None if value == MISSING else (_EPOCH + value * _MICROSECOND).astimezone(AMSTERDAM)


def local_day(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Day number (days since 1970-01-01) in Europe/Amsterdam of each instant; missing gives nonsense."""
    # Offsets change on whole hours, so one look-up an hour is enough.
    hours, where = np.unique(values // HOUR, return_inverse=True)
    offsets = np.fromiter((_offset(int(h)) for h in hours), dtype=np.int64, count=len(hours))
    return np.asarray((values + offsets[where]) // DAY, dtype=np.int64)


def _offset(hour: int) -> int:
    try:
        moment = _EPOCH + timedelta(hours=hour)
    except OverflowError:
        return 0
    offset = moment.astimezone(AMSTERDAM).utcoffset()
    return 0 if offset is None else offset // _MICROSECOND


def elapsed(
    start: NDArray[np.int64],
    start_is_date: NDArray[np.bool_],
    end: NDArray[np.int64],
    end_is_date: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Microseconds from `start` to `end`: calendar days x 86,400 s between two bare dates, else elapsed.

    Missing where either instant is missing.
    """
    between: NDArray[np.int64] = end - start
    # Two midnights lie whole days apart, but for the hours by which the clock was changed.
    whole = between + DAY // 2
    whole //= DAY
    whole *= DAY
    np.copyto(between, whole, where=start_is_date & end_is_date)
    np.copyto(between, MISSING, where=(start == MISSING) | (end == MISSING))
    return between


def days(durations: NDArray[np.int64]) -> NDArray[np.float64]:
    """Durations of microseconds as days; NaN where missing."""
    return np.where(durations == MISSING, np.nan, durations / DAY)
