"""Each way of writing a date, against the instant that `datetime` gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.instants import AMSTERDAM, MISSING, instant, instant_of_date
from loaders.date_columns import DateColumn, Dates
from loaders.options import Sentinels

NEW_YEAR = date(2024, 1, 2)
AFTERNOON = datetime(2024, 1, 2, 14, 5)


def column(*values: str) -> Dates:
    dates = DateColumn(Sentinels())
    dates.add(values)
    return dates.settle()


@pytest.mark.parametrize(
    "text",
    ["2024-01-02", "2024-1-2", "2024/01/02", "2-1-2024", "02-01-2024", "2/1/2024", "2.1.2024", "20240102",
     "2 januari 2024", "2 jan 2024", "2 jan. 2024", "02-jan-2024", "di 2 januari 2024", "2 January 2024", "45293",
     " 2-1-2024 "],
)  # fmt: skip
def test_a_bare_date_is_its_midnight_in_amsterdam(text: str) -> None:
    found = column(text)
    assert found.at.tolist() == [instant_of_date(NEW_YEAR)]
    assert found.is_date.tolist() == [True]


@pytest.mark.parametrize(
    "text",
    ["2024-01-02 14:05", "2024-01-02T14:05:00", "02-01-2024 14:05", "2/1/2024 14:05:00", "2 januari 2024 14:05",
     "2-1-2024, 14:05", "2-1-2024 14:05 uur", "2/1/2024 2:05 PM", "2024-01-02T13:05:00Z", "2024-01-02T14:05:00+01:00",
     "2024-01-02 14:05:00.000000+01:00", "2024-01-02T15:05:00,0+0200", "20240102T140500", "1704200700",
     "1704200700000"],
)  # fmt: skip
def test_a_time_without_zone_is_amsterdam(text: str) -> None:
    found = column(text)
    assert found.at.tolist() == [instant(AFTERNOON)]
    assert found.is_date.tolist() == [False]


@pytest.mark.parametrize(
    "text",
    ["31-2-2024", "29-02-2023", "2024-13-01", "1899-12-31", "2201-01-01", "25:00", "2024-01-02 24:00",
     "2024-01-02 12:60",
     "2-1-24", "morgen", "2024-01-02T10:00:00+25:00", "2024-01-02T10:00:00+01:75", "12345678901", "2 foo 2024"],
)  # fmt: skip
def test_what_is_no_date_is_bad_and_keeps_its_text(text: str) -> None:
    found = column(text)
    assert found.bad.tolist() == [True]
    assert found.values == {0: text}
    assert found.at.tolist() == [MISSING]


def test_sentinels_are_missing_and_not_bad() -> None:
    found = column("", "EMPTY", " onbekend ", "?", "2024-01-02")
    assert found.missing.tolist() == [True, True, True, True, False]
    assert not found.bad.any()


def test_where_both_fit_the_day_comes_first_and_it_is_said() -> None:
    found = column("1-2-2024", "3-4-2024")
    assert found.at[0] == instant_of_date(date(2024, 2, 1))
    assert found.format is not None
    assert found.format.en == "day-month-year (month-day-year fits everywhere as well)"


def test_the_order_that_fits_most_values_wins_and_the_others_are_bad() -> None:
    found = column("1/2/2024", "1/25/2024", "1/26/2024", "27/1/2024")
    assert found.at[0] == instant_of_date(date(2024, 1, 2))
    assert found.values == {3: "27/1/2024"}
    assert found.format is not None
    assert found.format.nl == "maand-dag-jaar"


def test_a_tie_goes_to_the_day() -> None:
    found = column("1/2/2024", "1/25/2024", "25/1/2024")
    assert found.bad.tolist() == [False, True, False]
    assert found.at[0] == instant_of_date(date(2024, 2, 1))


def test_a_serial_number_among_written_dates_is_bad() -> None:
    assert column("2-1-2024", "3-1-2024", "45293").bad.tolist() == [False, False, True]


def test_a_serial_number_with_a_fraction_has_a_time() -> None:
    found = column("45293.5", "45293,586805556")
    assert found.at.tolist() == [instant(datetime(2024, 1, 2, 12)), instant(AFTERNOON)]
    assert not found.is_date.any()


def test_the_format_is_one_over_all_chunks() -> None:
    dates = DateColumn(Sentinels())
    dates.add(["1/2/2024"])
    dates.add(["1/25/2024"])
    found = dates.settle()
    assert found.at[0] == instant_of_date(date(2024, 1, 2))
    assert not found.bad.any()


def test_mixed_zones_are_one_instant() -> None:
    found = column(
        "2024-07-01T12:00:00+02:00", "2024-07-01T10:00:00Z", "2024-07-01T12:00:00", "2024-07-01T05:30:00-04:30"
    )
    assert len(set(found.at.tolist())) == 1


zones: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.just(UTC), st.integers(-23 * 60, 23 * 60).map(lambda m: timezone(timedelta(minutes=m)))
)
moments = st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30), timezones=zones)


@given(st.lists(moments, min_size=1, max_size=40))
def test_columns_of_iso_times_are_read_as_datetime_reads_them(given_moments: list[datetime]) -> None:
    found = column(*(m.isoformat() for m in given_moments))
    assert found.at.tolist() == [instant(m) for m in given_moments]


@given(st.lists(st.dates(date(1900, 1, 1), date(2200, 12, 31)), min_size=1, max_size=40))
def test_columns_of_dutch_dates_are_read_day_first(days: list[date]) -> None:
    found = column(*(f"{d.day:02}-{d.month:02}-{d.year}" for d in days))
    assert found.at.tolist() == [instant_of_date(d) for d in days]


@given(st.lists(st.text(max_size=25), max_size=30))
def test_any_text_is_missing_bad_or_read(values: list[str]) -> None:
    found = column(*values)
    assert len(found.at) == len(values)
    assert np.array_equal(found.at == MISSING, found.bad | found.missing)


def test_the_hour_that_does_not_exist_is_the_one_that_python_takes() -> None:
    skipped = datetime(2024, 3, 31, 2, 30)
    assert column("2024-03-31 02:30").at.tolist() == [instant(skipped)]
    assert column("2024-10-27 02:30").at.tolist() == [instant(datetime(2024, 10, 27, 2, 30, tzinfo=AMSTERDAM, fold=0))]
