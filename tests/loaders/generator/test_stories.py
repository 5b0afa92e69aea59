"""The stories: complete in two languages, possible in Waterrijk, and walked in the generated register."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.batch import domain_bits
from graph.codes import Domain, Outcome
from loaders.generator.days import is_working
from loaders.generator.recipe import read_recipe
from loaders.generator.stories import Story, read_stories
from loaders.generator.town import build_town
from loaders.identities import TABLES
from tests.loaders.generator.towns import DOOR, town

RECIPE = read_recipe()
TOWN = build_town(RECIPE)
STORIES = read_stories(RECIPE)
EVERY = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)


def _route(story: Story) -> list[str]:
    """The lokets of R: each step, and back to the sender after a refusal."""
    area, route = TOWN.areas.index(story.area), list[str]()
    for step in story.steps:
        route.append(TOWN.lokets[TOWN.loket_of[TOWN.desks.number(step.desk), area]].id)
        if step.refused:
            route.append(route[-2])
    return route


def test_there_are_seven() -> None:
    assert [story.id for story in STORIES] == list("abcdefg")


@EVERY
def test_a_story_is_told_in_two_languages(story: Story) -> None:
    told = [t for step in story.steps for t in (step.by, step.said)]
    told += [t for step in story.possible_steps for t in (step.by, step.said)]
    texts = [story.title, story.persons, story.possible_words, *told]
    stuck = [step.stuck for step in story.steps]
    assert all(text.nl and text.en and text.nl != text.en for text in texts)
    assert all(bool(text.nl) == bool(text.en) for text in stuck)
    assert any(text.nl for text in stuck)


@EVERY
def test_a_story_goes_by_lokets_that_serve_its_area(story: Story) -> None:
    area = TOWN.areas.index(story.area)
    desks = [*(step.desk for step in story.steps), *story.possible, *(desk for desk, _, _ in story.plans)]
    assert all(TOWN.loket_of[TOWN.desks.number(desk), area] >= 0 for desk in desks)
    # The way that would have been possible is shorter, in steps and in days.
    end = story.closed or RECIPE.town["end"]
    assert len(story.possible) < len(story.steps)
    assert story.possible_days < (end - story.steps[0].on).days
    days = [step.day for step in story.possible_steps]
    assert days[0] == 0
    assert days == sorted(set(days))
    assert days[-1] <= story.possible_days


@EVERY
def test_a_story_is_of_working_days(story: Story) -> None:
    picked = [step.on + timedelta(days=step.waited) for step in story.steps]
    refused = [step.on + timedelta(days=step.refused_after) for step in story.steps]
    days = [*picked, *refused, *(step.on for step in story.steps), *(day for _, _, day in story.plans)]
    assert [day for day in days if not is_working(day)] == []
    assert story.closed is None or is_working(story.closed)


def test_a_household_is_made_up_as_its_persons_are() -> None:
    """Those with a child in `persons` of stories.toml: all seven but the boy of 19, whose mother raised him alone."""
    compositions = {story.id: story.composition for story in STORIES}
    assert {name for name, words in compositions.items() if words == "gezin met kinderen"} == set("befg")
    assert (compositions["a"], compositions["c"], compositions["d"]) == (
        "eenoudergezin",
        "samengesteld gezin",
        "eenoudergezin",
    )


@EVERY
def test_a_story_is_a_case_in_the_register(story: Story) -> None:
    network = town(1).network
    key = DOOR.pseudonym("case", story.case, TABLES)
    case = network.cases.key.tolist().index(key)
    visits = network.sequences
    rows = slice(visits.offsets[case], visits.offsets[case + 1])
    outcome = Outcome(story.outcome).number if story.outcome else 0  # type: ignore[call-arg]
    assert [network.lokets[i].id for i in visits.loket[rows]] == _route(story)
    assert network.cases.outcome[case] == outcome
    assert network.cases.domains[case] == domain_bits(d for d in Domain if d.value in story.domains)
