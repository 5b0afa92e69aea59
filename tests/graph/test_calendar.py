"""Dutch working days; the dates come from the published calendars of these years."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import amsterdam_days, holidays, working_days
from graph.instants import MISSING, instant, instant_of_date, local_day


def between(start: date, end: date) -> int:
    return int(working_days(np.array([instant_of_date(start)]), np.array([instant_of_date(end)]))[0])


def test_holidays_of_2024() -> None:
    expected = "01-01 03-29 03-31 04-01 04-27 05-05 05-09 05-19 05-20 12-25 12-26"
    assert sorted(holidays(2024)) == [date.fromisoformat(f"2024-{day}") for day in expected.split()]


@pytest.mark.parametrize(
    "day",
    [
        date(2013, 4, 30),  # Queen's Day
        date(2006, 4, 29),  # 30 April 2006 was a Sunday
        date(2014, 4, 26),  # 27 April 2014 was a Sunday
        date(2025, 4, 26),  # and so was 27 April 2025
    ],
)
def test_birthday_of_the_monarch(day: date) -> None:
    assert day in holidays(day.year)
    assert day + timedelta(days=1) not in holidays(day.year)


def test_the_first_day_is_excluded_and_the_last_is_not() -> None:
    assert between(date(2024, 1, 8), date(2024, 1, 8)) == 0
    assert between(date(2024, 1, 8), date(2024, 1, 9)) == 1
    # Friday to Monday, and Thursday before Easter to the Tuesday after.
    assert between(date(2024, 1, 12), date(2024, 1, 15)) == 1
    assert between(date(2024, 3, 28), date(2024, 4, 2)) == 1
    assert between(date(2024, 1, 9), date(2024, 1, 8)) == -1


def test_missing_instants_have_no_working_days() -> None:
    day = instant_of_date(date(2024, 1, 8))
    found = working_days(np.array([MISSING, day, day]), np.array([day, MISSING, day]))
    assert found.tolist() == [MISSING, MISSING, 0]
    assert len(working_days(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))) == 0


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), min_size=1))
def test_days_are_those_on_the_wall_in_amsterdam(moments: list[datetime]) -> None:
    values = np.array([instant(m) for m in moments])
    assert amsterdam_days(values).tolist() == local_day(values).tolist()
