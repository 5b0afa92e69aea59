"""A mistake in a recipe of one's own is told with its file, its place, the value and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataRefused
from loaders.generator.checks import check_recipe
from loaders.generator.generating import Size, generate
from loaders.generator.recipe import read_recipe, waterrijk

# The edits that the audit of issue 4 made, each with what is told; `old` stands in data/waterrijk.
EDITS = [
    (
        "rates",
        'wait = "usual" ',
        'wait = "ooit" ',
        "rates.toml [desk] wait: 'ooit' is not there. Choose from: answer, ",
    ),
    (
        "rates",
        "picks_up = 0.955",
        "picks_up = 95.5",
        "rates.toml [desk] picks_up: 95.5 does not fit. Needed: at most 1.",
    ),
    ("rates", "share = 0.048", "share = 2.0", "rates.toml [hard_core] share: 2.0 does not fit. Needed: at most 1."),
    (
        "rates",
        "number = 400",
        "number = 10",
        "rates.toml [professionals] number: too few for 70 lokets. Needed: at least 140.",
    ),
    ("rates", "quick = [0, 0, ", "quick = [0, ", "rates.toml [days] quick: give 9 numbers, as many as "),
    (
        "rates",
        "helps = 0.55 ",
        "helps = 0.99 ",
        "rates.toml [desk]: helps, drops, silent, moves are more than 1 together.",
    ),
    (
        "town",
        "weekdays = [24, 21, 19, 19, 15, 1, 1]",
        "weekdays = [24, 21, 19]",
        "town.toml [calendar] weekdays: [24, 21, 19] does not fit. Needed: a list of at least 7.",
    ),
    (
        "town",
        "end = 2025-12-31",
        "end = 2022-12-31",
        "town.toml: 'end' must lie at least 28 and at most 10000 days after",
    ),
    ("town", "block = 4_096", "block = 0", "town.toml block: 0 does not fit. Needed: at least 1."),
    ("town", "block = 4_096", "blok = 4_096", "town.toml: 'blok' does not belong here."),
    (
        "lokets",
        'roles = ["wmo_consulent"]',
        "roles = []",
        "lokets.toml [wmo] roles: [] does not fit. Needed: a list of at least 1.",
    ),
    (
        "lokets",
        'domains = ["work"]',
        "domains = []",
        "lokets.toml [leerplicht] domains: [] does not fit. Needed: a list of",
    ),
    (
        "lokets",
        'hours = "ma-do 9:00-16:30"',
        'hours = ""',
        "lokets.toml [leerplicht] hours: '' does not fit. Needed: text; empty",
    ),
    ("lokets", 'target_groups = ["jeugd", "jongeren"]', "", "lokets.toml [leerplicht]: 'target_groups' is missing."),
    ("organisations", 'kind = "', 'soort = "', "]: 'kind' is missing."),
    (
        "roles",
        'jobcoach = "werk en inkomen"',
        "jobcoach = 3",
        "roles.toml [roles] jobcoach: 3 does not fit. Needed: text",
    ),
    (
        "problems",
        "weight = 16",
        "weight = -16",
        "problems.toml [schulden] weight: -16 does not fit. Needed: at least 0.",
    ),
    (
        "problems",
        "wijkteam = { kredietbank = 5,",
        "wijkteam = { kredietbnak = 5,",
        "problems.toml [schulden] routes wijkteam: 'kredietbnak' is not there. Choose from: ",
    ),
    (
        "truths",
        "cases = 320",
        "cases = -5",
        "truths.toml [bounce_cjg_werkplein] plant cases: -5 does not fit. Needed: at least 1.",
    ),
    (
        "truths",
        "ends = { helped = 5,",
        "ends = { geholpen = 5,",
        "truths.toml [bounce_cjg_werkplein] plant ends geholpen: 'geholpen' does not fit. Needed: one of: ",
    ),
    ("truths", 'what = "loops"', 'what = "lops"', "truths.toml [loop_long_term_care] claims 1. counted: "),
    (
        "truths",
        'between = ["cjg", "werkplein"]',
        'between = ["cjg", "wijkteam"]',
        "truths.toml [bounce_cjg_werkplein] counted: 'wijkteam' is not there. Choose from: ",
    ),
    ("truths", 'problem = "schulden"\nalso', "also", "truths.toml [bounce_debt_income] plant: 'problem' is missing."),
    (
        "truths",
        'route = ["werkplein", "kredietbank"',
        'route = ["<", "kredietbank"',
        "Needed: a route that begins at a desk.",
    ),
    (
        "truths",
        "picks_up = 0.02",
        "picks_up = 2",
        "truths.toml [nobody_picks_up] set lokets mantelzorg picks_up: 2 does not fit.",
    ),
    (
        "truths",
        'island]\ndesks = ["reclassering"',
        'island]\ndesks = ["reclasering"',
        "truths.toml [only_link] island: 'reclasering' is not",
    ),
    ("stories", "days = 21\n", "", "stories.toml [a] possible: 'days' is missing."),
    (
        "stories",
        'refused = "incomplete"',
        'refused = "zomaar"',
        "stories.toml [a] steps 6. refused: 'zomaar' does not fit. Needed: one of: ",
    ),
    (
        "stories",
        'outcome = "helped"',
        'outcome = "geholpen"',
        "stories.toml [a] outcome: 'geholpen' does not fit. Needed: one of:",
    ),
    (
        "stories",
        "on = 2024-01-09",
        "on = 2019-01-09",
        "stories.toml [a]: 2019-01-09 lies outside the register (town.toml: start",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), EDITS, ids=[f"{e[0]}-{i}" for i, e in enumerate(EDITS)])
def test_a_mistake_is_told(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    for source in waterrijk().iterdir():
        if source.name.endswith(".toml"):
            text = source.read_text(encoding="utf-8")
            assert source.name != f"{file}.toml" or old in text
            changed = text.replace(old, new, 1) if source.name == f"{file}.toml" else text
            (tmp_path / source.name).write_text(changed, encoding="utf-8")
    with pytest.raises(DataRefused) as refusal:
        check_recipe(read_recipe(tmp_path))
    words = refusal.value.text
    assert words.en.startswith("The recipe is wrong. Nothing was written. Errors: ")
    assert told in words.en
    assert words.nl.startswith("Het recept klopt niet. Er is niets geschreven. Aantal fouten: ")


def test_the_words_are_dutch_too(tmp_path: Path) -> None:
    for source in waterrijk().iterdir():
        if source.name.endswith(".toml"):
            text = source.read_text(encoding="utf-8").replace("picks_up = 0.955", "picks_up = 95.5")
            (tmp_path / source.name).write_text(text, encoding="utf-8")
    with pytest.raises(DataRefused) as refusal:
        generate(read_recipe(tmp_path), Size(20, 60), 1, tmp_path / "town")
    assert refusal.value.text.nl == (
        "Het recept klopt niet. Er is niets geschreven. Aantal fouten: 1.\n"
        "rates.toml [desk] picks_up: 95.5 past niet. Nodig: hoogstens 1."
    )
    assert not (tmp_path / "town").exists()
