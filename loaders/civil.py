"""Civil dates and times as instants, a column at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from graph.columns import Flags, Ints
from graph.instants import AMSTERDAM, DAY, HOUR
from loaders.dates import FIRST_YEAR, LAST_YEAR

_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)


def instants(year: Ints, month: Ints, day: Ints, time: Ints, ahead: Ints | int | None) -> tuple[Ints, Flags]:
    """The instants of civil dates and times, and which of them exist."""
    valid = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    month = np.where(valid, month, 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    valid &= (day >= 1) & (day <= _MONTH_LENGTHS[month] + (leap & (month == 2)))
    # Days since 1970-01-01, with the year beginning in March so that the leap day is its last.
    y = year - (month <= 2)
    days = 365 * y + y // 4 - y // 100 + y // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day - 719_469
    local = np.where(valid, days * DAY + time, 0)
    if ahead is None:
        ahead = _amsterdam(local)
    else:
        valid &= np.abs(ahead) < DAY
    return np.where(valid, local - ahead, 0), valid


_FIRST_HOUR = (FIRST_YEAR - 1970) * 8766 - 48
_UNKNOWN = -(1 << 62)
_offsets: Ints = np.zeros(0, dtype=np.int64)


def _amsterdam(local: Ints) -> Ints:
    """Microseconds that Amsterdam is ahead of UTC at local times; offsets change on whole local hours."""
    global _offsets  # noqa: PLW0603 - a table of 2.6 million hours, filled where it is used
    if not len(_offsets):
        _offsets = np.full((LAST_YEAR + 1 - FIRST_YEAR) * 8766 + 96, _UNKNOWN, dtype=np.int64)
    hours = local // HOUR - _FIRST_HOUR
    ahead = _offsets[hours]
    unknown = ahead == _UNKNOWN
    if unknown.any():
        for hour in np.unique(hours[unknown]).tolist():
            _offsets[hour] = _offset(hour + _FIRST_HOUR)
        ahead = _offsets[hours]
    return ahead


def _offset(hour: int) -> int:
    moment = (datetime(1970, 1, 1) + timedelta(hours=hour)).replace(tzinfo=AMSTERDAM)
    offset = moment.utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
