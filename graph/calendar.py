"""Dutch working days: Monday to Friday less the national holidays (Algemene termijnenwet, article 3)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from dateutil.easter import easter

from graph.columns import Ints
from graph.instants import DAY, HOUR, MISSING, instant_of_date

_FIRST = date(1970, 1, 1)
# Days after Easter Sunday: Good Friday, both days of Easter, Ascension Day, both days of Pentecost.
_AROUND_EASTER = (-2, 0, 1, 39, 49, 50)
_FIRST_KINGS_DAY = 2014


@lru_cache
def holidays(year: int) -> frozenset[date]:
    """The national holidays of a year."""
    fixed = (date(year, 1, 1), _monarchs_day(year), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26))
    sunday = easter(year)
    return frozenset(fixed) | {sunday + timedelta(days=days) for days in _AROUND_EASTER}


def _monarchs_day(year: int) -> date:
    """27 April (30 April up to 2013), or the day before where that is a Sunday."""
    day = date(year, 4, 27) if year >= _FIRST_KINGS_DAY else date(year, 4, 30)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def working_days(start: Ints, end: Ints) -> Ints:
    """Working days after the day of `start` up to and with the day of `end`, negative where that is earlier.

    Missing where either instant is missing.
    """
    known = (start != MISSING) & (end != MISSING)
    result = np.full(len(known), MISSING, dtype=np.int64)
    if known.any():
        first, last = amsterdam_days(start[known]), amsterdam_days(end[known])
        low = int(min(first.min(), last.min()))
        until = _until(low, int(max(first.max(), last.max())))
        result[known] = until[last - low] - until[first - low]
    return result


def amsterdam_days(values: Ints) -> Ints:
    """Day number (days since 1970-01-01) in Europe/Amsterdam of each instant; none of them is missing."""
    # A day there begins at most two hours before that day in UTC.
    day = (values + 2 * HOUR) // DAY
    low = int(day.min())
    begins = np.zeros(int(day.max()) - low + 1, dtype=np.int64)
    present = np.flatnonzero(np.bincount(day - low))
    begins[present] = [instant_of_date(_FIRST + timedelta(days=low + d)) for d in present.tolist()]
    return np.asarray(day - (values < begins[day - low]), dtype=np.int64)


def _until(low: int, high: int) -> Ints:
    """Of each day from `low` to `high`, how many working days there were since `low`."""
    days = np.arange(low, high + 1)
    works = (days + 3) % 7 < 5
    years = range((_FIRST + timedelta(days=low)).year, (_FIRST + timedelta(days=high)).year + 1)
    free = np.array([(day - _FIRST).days for year in years for day in holidays(year)])
    works[free[(free >= low) & (free <= high)] - low] = False
    return np.cumsum(works)
