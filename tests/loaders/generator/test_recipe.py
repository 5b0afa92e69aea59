"""The recipe of Waterrijk: what it holds, that a mistake in it is told, and the days it reckons with."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.errors import DataRefused, Unknown
from loaders.generator.checks import check_recipe
from loaders.generator.days import Days
from loaders.generator.draws import Quantiles, choose_each, part_of
from loaders.generator.plants import parse_step
from loaders.generator.recipe import Recipe, merged, read_recipe, recipe_digest, waterrijk
from loaders.generator.sendings import CONSULT, IGNORED, TAKEN, TURNED_DOWN
from loaders.generator.town import build_town
from tests.loaders.generator.towns import town

RECIPE = read_recipe()
TOWN = build_town(RECIPE)


def test_waterrijk_is_a_town_of_its_size() -> None:
    """Issue 4: some 60 lokets, 400 professionals, 8 wijken, 12,000 households and 40,000 referrals over three years."""
    network = town(1).network
    ties = Counter(type(r).__name__ for r in network.records)
    assert 60 <= len(TOWN.lokets) <= 75
    assert len(TOWN.areas) == 8
    assert ties["Professional"] == 400
    assert ties["Tie"] > 1_000
    assert (RECIPE.town["households"], RECIPE.town["referrals"]) == (12_000, 40_000)


def test_every_loket_says_what_a_person_needs_to_know() -> None:
    staffed = {p.loket for p in town(1).network.records if type(p).__name__ == "Professional"}  # type: ignore[attr-defined]
    for loket in TOWN.lokets:
        assert all((loket.name, loket.domains, loket.target_groups, loket.areas, loket.channels)), loket.id
        assert loket.opening_hours, loket.id
        assert loket.referral_conditions, loket.id
    assert staffed == {loket.id for loket in TOWN.lokets}


def test_every_role_has_a_discipline_and_every_domain_a_loket() -> None:
    domains = {domain for loket in TOWN.lokets for domain in loket.domains}
    roles = {role for table in RECIPE.lokets.values() for role in table["roles"]}
    assert len(domains) == 13
    assert roles == set(RECIPE.roles["roles"])


def test_work_stands_still_at_weekends_and_on_holidays() -> None:
    """5 May 2023 was a Friday, 25 and 26 December 2025 a Thursday and a Friday; graph/calendar.py has both."""
    days = Days(RECIPE.town)
    at = np.array([days.number(date(2023, 5, 4)), days.number(date(2025, 12, 24)), days.number(date(2024, 3, 12))])
    done = days.later(at, np.array([1, 1, 0])).tolist()
    assert done[:2] == [days.number(date(2023, 5, 8)), days.number(date(2025, 12, 29))]
    assert done[2] == at[2]  # a Tuesday: what takes no time is done the same day
    assert days.later(np.array([days.number(date(2024, 3, 16))]), np.array([0])) == [days.number(date(2024, 3, 18))]


def test_work_goes_slower_in_months_in_which_less_happens() -> None:
    """Weights of town.toml: July 62, October 112, of a mean of 96.7."""
    days = Days(RECIPE.town)
    july, october = (np.array([days.number(date(2024, month, 1))]) for month in (7, 10))
    took = [int(days.later(at, np.array([14]))[0] - at[0]) for at in (july, october)]
    # 14 x 96.7 / 62 = 21.8 days to Tuesday 23 July; 14 x 96.7 / 112 = 12.1 days, a weekend, to Monday 14 October.
    assert took == [22, 13]


def _with(part: str, table: dict[str, Any]) -> Recipe:
    changed: dict[str, Any] = {part: table}
    return replace(RECIPE, **changed)


def test_a_value_that_is_missing_is_told() -> None:
    loket = {name: value for name, value in RECIPE.lokets["cjg"].items() if name != "hours"}
    with pytest.raises(DataRefused) as refusal:
        check_recipe(_with("lokets", RECIPE.lokets | {"cjg": loket}))
    assert refusal.value.text.en == (
        "The recipe is wrong. Nothing was written. Errors: 1.\nlokets.toml [cjg]: 'hours' is missing."
    )


def test_a_name_that_is_not_there_is_told_with_its_place() -> None:
    recipe = _with("problems", merged(RECIPE.problems, {"schulden": {"entry": {"kredietbnak": 1}}}))
    with pytest.raises(DataRefused) as refusal:
        check_recipe(recipe)
    assert refusal.value.text.nl.startswith(
        "Het recept klopt niet. Er is niets geschreven. Aantal fouten: 1.\n"
        "problems.toml [schulden] entry: 'kredietbnak' bestaat niet. Kies uit: "
    )


def test_a_recipe_of_ones_own(tmp_path: Path) -> None:
    for file in waterrijk().iterdir():
        if file.name.endswith(".toml"):
            (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_recipe(tmp_path).digest == RECIPE.digest == recipe_digest()
    text = (tmp_path / "town.toml").read_text(encoding="utf-8")
    (tmp_path / "town.toml").write_text(text.replace('"Waterrijk"', '"Modderdam"'), encoding="utf-8")
    assert read_recipe(tmp_path).town["name"] == "Modderdam"
    assert read_recipe(tmp_path).digest != RECIPE.digest
    (tmp_path / "rates.toml").unlink()
    with pytest.raises(DataRefused, match=re.escape("rates.toml is missing")):
        read_recipe(tmp_path)


def test_an_unknown_truth_is_told() -> None:
    with pytest.raises(Unknown, match="no truth 'nope'"):
        read_recipe(without=["nope"])


@pytest.mark.parametrize(
    ("word", "fate", "reason", "desks"),
    [
        ("cjg", TAKEN, -1, ("cjg",)),
        ("wmo|huisarts", TAKEN, -1, ("wmo", "huisarts")),
        ("kredietbank!incomplete", TURNED_DOWN, 3, ("kredietbank",)),  # the fourth of `Reason`
        ("mantelzorg?", IGNORED, -1, ("mantelzorg",)),
        ("<", TAKEN, -1, ()),
    ],
)
def test_steps_of_a_route_are_words(word: str, fate: int, reason: int, desks: tuple[str, ...]) -> None:
    step = parse_step(word)
    assert (step.fate, step.reason, step.desks) == (fate, reason, desks)
    assert parse_step("a~").purpose == CONSULT


def test_quantiles_are_met_and_the_space_between_is_even() -> None:
    row = Quantiles([0.0, 0.5, 1.0], {"wait": [0, 10, 110]})
    assert row.draw(np.array([0.0, 0.25, 0.5, 0.75]), 0).tolist() == [0, 5, 10, 60]
    assert row.days(np.array([0.999]), 0).tolist() == [109]  # 10 + 100 x 0.998


def test_draws_keep_to_their_weights() -> None:
    weights = np.array([[1.0, 0.0, 3.0], [0.0, 0.0, 0.0]])
    assert choose_each(weights, np.array([0.2, 0.5])).tolist() == [0, -1]
    assert choose_each(weights, np.array([0.3, 0.5])).tolist() == [2, -1]
    assert sum(part_of(55.0, i, i + 7, 70) for i in range(0, 70, 7)) == 55
