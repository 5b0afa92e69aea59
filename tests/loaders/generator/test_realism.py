"""What makes a register look lived in: days and seasons, a flow from the first year on, and people who are there.

The limits answer the audit of issue 4, which found Mondays with 40 % of all sendings, and plans of people who had left.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pytest

from graph.calendar import holidays
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.generator.town import build_town

RECIPE = read_recipe()
TOWN = build_town(RECIPE)
Rows = list[dict[str, str]]


@cache
def tables() -> dict[str, Rows]:
    """The tables of a town of the demo's size."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "town"
        generate(RECIPE, size_of(RECIPE), 1, folder)
        return {p.stem: list(csv.DictReader(p.read_text(encoding="utf-8").splitlines())) for p in folder.glob("*.csv")}


def days_of(table: str, column: str) -> list[date]:
    return [date.fromisoformat(row[column]) for row in tables()[table] if row[column]]


WORK = [("referrals", "sent_at"), ("referrals", "picked_up_at"), ("cases", "closed_at")]


@pytest.mark.parametrize(("table", "column"), WORK)
def test_work_is_spread_over_working_days(table: str, column: str) -> None:
    days = days_of(table, column)
    weekdays, each = Counter(day.weekday() for day in days), Counter(days)
    assert set(weekdays) == set(range(5))
    assert all(0.16 < weekdays[day] / len(days) < 0.24 for day in range(5))
    assert not [day for day in each if day in holidays(day.year)]
    assert max(each.values()) < 3 * median(each.values())


def test_sendings_have_seasons_and_the_first_year_is_no_cold_start() -> None:
    sent = days_of("referrals", "sent_at")
    months, years = Counter(day.month for day in sent), Counter(day.year for day in sent)
    # town.toml: July 62 and December 71 of a mean of 97, September 116.
    assert months[7] < 0.75 * months[9]
    assert months[12] < 0.75 * months[10]
    assert set(years) == {2023, 2024, 2025}
    assert min(years.values()) > 0.8 * max(years.values())


def test_cases_that_were_open_before_the_register_are_taken_over_into_it() -> None:
    opened = days_of("cases", "opened_at")
    first = Counter(day.year for day in opened)
    assert min(opened) >= RECIPE.town["start"]
    assert 1.05 < first[2023] / first[2024] < 1.35


def visited() -> dict[str, set[str]]:
    """The lokets where each household was."""
    home, found = {row["id"]: row["household"] for row in tables()["cases"]}, defaultdict[str, set[str]](set)
    for row in tables()["cases"]:
        found[row["household"]].add(row["entry"])
    for row in tables()["referrals"]:
        found[home[row["case"]]].add(row["to"])
    return found


def test_plans_are_of_lokets_where_the_household_was_and_that_fit_it() -> None:
    was, plans = visited(), [p for p in tables()["plans"] if not p["household"].startswith("verhaal")]
    composition = {row["id"]: row["composition"] for row in tables()["households"]}
    fits = [TOWN.fits[TOWN.compositions.index(composition[p["household"]]), TOWN.loket(p["loket"])] for p in plans]
    assert len(plans) > 2_000
    assert [p for p in plans if p["loket"] not in was[p["household"]]] == []
    assert all(fits)
    assert not {"alleenstaand", "oudere alleen"} & {
        composition[p["household"]] for p in plans if p["loket"] in {"jeugdbescherming", "schoolteam", "cjg"}
    }


def employed(row: dict[str, str], professional: str, day: str) -> bool:
    """Whether a professional works there on a day."""
    person = people()[professional]
    return person["from"] <= day <= (person["until"] or day)


@cache
def people() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in tables()["professionals"]}


def test_plans_and_directions_are_of_people_who_work_there_then() -> None:
    end = RECIPE.town["end"].isoformat()
    rows = [row for row in (*tables()["plans"], *tables()["directions"]) if row["professional"]]
    assert [row for row in rows if not employed(row, row["professional"], row["from"])] == []
    assert [row for row in rows if not employed(row, row["professional"], row["until"] or end)] == []
    running = Counter(row["household"] for row in tables()["directions"] if not row["until"])
    assert set(running.values()) == {1}


def test_ties_are_of_people_who_work_at_the_same_time() -> None:
    ties, end = tables()["ties"], RECIPE.town["end"].isoformat()
    both = [(row, name) for row in ties for name in (row["from"], row["to"])]
    assert [row for row, name in both if not employed(row, name, row["recorded_on"])] == []
    assert [row for row in ties if row["withdrawn_on"] > end] == []
    assert len([row for row in ties if row["withdrawn_on"]]) > 50


def test_the_facts_of_lokets_were_checked_on_many_days() -> None:
    checked = Counter(row["checked_on"] for row in tables()["lokets"] if row["checked_on"])
    assert len(checked) > 55
    assert max(checked.values()) <= 3
    assert all(date.fromisoformat(day).weekday() < 5 for day in checked)
