"""The story cases: read from the recipe, checked against its lokets, and written into the register as real cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph.columns import Flags, Ints
from graph.text import Text
from loaders.generator.recipe import Recipe
from loaders.generator.routes import domain_bits
from loaders.generator.sendings import IGNORED, OUTCOME_NUMBERS, TAKEN, TRANSFER, TURNED_DOWN, Sending, Start
from loaders.generator.tally import Tally
from loaders.generator.town import REASONS, Town
from loaders.generator.walk import Walk


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: the day, the desk, who said what there and what stuck.

    `waited` days until the pick-up; `nobody` picked it up; `refused` for a reason after some days.
    """

    on: date
    desk: str
    by: Text
    said: Text
    stuck: Text
    waited: int = 0
    nobody: bool = False
    refused: str | None = None
    refused_after: int = 0


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """One step of the route that would have been possible: the day from its beginning, the desk, and who said what."""

    day: int
    desk: str
    by: Text
    said: Text


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the route that a household took, and the one that would have been possible.

    `household` and `case` are the ids under which it stands in the generated register.
    """

    id: str
    title: Text
    persons: Text
    area: str
    composition: str
    domains: tuple[str, ...]
    steps: tuple[StoryStep, ...]
    possible_steps: tuple[PossibleStep, ...]
    possible_days: int
    possible_words: Text
    plans: tuple[tuple[str, str, date], ...]
    closed: date | None = None
    outcome: str | None = None

    @property
    def possible(self) -> tuple[str, ...]:
        """The desks of the route that would have been possible."""
        return tuple(step.desk for step in self.possible_steps)

    @property
    def household(self) -> str:
        """The id of its household."""
        return f"verhaal-{self.id}"

    @property
    def case(self) -> str:
        """The id of its case."""
        return f"{self.household}-1"


def read_stories(recipe: Recipe) -> tuple[Story, ...]:
    """The stories of a recipe, in its order."""
    return tuple(_story(name, table) for name, table in recipe.stories.items())


def _story(name: str, table: dict[str, Any]) -> Story:
    possible = table["possible"]
    return Story(
        id=name,
        title=Text(**table["title"]),
        persons=Text(**table["persons"]),
        area=table["area"],
        composition=table["composition"],
        domains=tuple(table["domains"]),
        steps=tuple(_step(row) for row in table["steps"]),
        possible_steps=tuple(_possible(row) for row in possible["steps"]),
        possible_days=possible["days"],
        possible_words=Text(possible["nl"], possible["en"]),
        plans=tuple((row["desk"], row["goal"], row["from"]) for row in table.get("plans", ())),
        closed=table.get("closed"),
        outcome=table.get("outcome"),
    )


def _step(row: dict[str, Any]) -> StoryStep:
    nl, en = row["nl"], row["en"]
    facts = {name: row[name] for name in ("waited", "nobody", "refused", "refused_after") if name in row}
    by, said = (Text(nl[key], en[key]) for key in ("by", "said"))
    return StoryStep(row["on"], row["desk"], by, said, Text(nl.get("stuck", ""), en.get("stuck", "")), **facts)


def _possible(row: dict[str, Any]) -> PossibleStep:
    by, said = (Text(row["nl"][key], row["en"][key]) for key in ("by", "said"))
    return PossibleStep(row["day"], row["desk"], by, said)


def walk_stories(town: Town, stories: tuple[Story, ...], tally: Tally) -> Walk:
    """The cases of the stories, walked step by step; case i is story i."""
    areas = [town.areas.index(story.area) for story in stories]
    number, days = town.desks.number, town.days
    start = Start(
        household=np.arange(len(stories), dtype=np.int64),
        area=np.array(areas, dtype=np.int64),
        opened=np.array([days.number(story.steps[0].on) for story in stories], dtype=np.int64),
        entry=np.array(
            [town.loket_of[number(s.steps[0].desk), a] for s, a in zip(stories, areas, strict=True)], dtype=np.int64
        ),
        domains=np.array([domain_bits(list(story.domains)) for story in stories], dtype=np.int64),
    )
    walk = Told(town, np.random.Generator(np.random.PCG64(0)), start, tally)
    for case, story in enumerate(stories):
        for step in story.steps[1:]:
            walk.take(case, areas[case], step)
        if story.closed and story.outcome:
            walk.closed[case], walk.outcome[case] = days.number(story.closed), OUTCOME_NUMBERS[story.outcome]
    walk.finish()
    return walk


class Told(Walk):
    """A walk whose days are told and not drawn."""

    _days_told = 0

    def take(self, case: int, area: int, step: StoryStep) -> None:
        """One step of one story."""
        to = int(self.town.loket_of[self.town.desks.number(step.desk), area])
        fate = TURNED_DOWN if step.refused else IGNORED if step.nobody else TAKEN
        reason = [r.value for r in REASONS].index(step.refused) if step.refused else -1
        self._days_told = step.refused_after if step.refused else step.waited
        one = np.array([case], dtype=np.int64)
        day = self.town.days.number(step.on)
        self.send(Sending(one, self.at[one], *(one * 0 + v for v in (to, day, fate, reason, TRANSFER))))

    def arrival(self, sending: Sending, desk: Ints) -> tuple[Ints, Ints]:
        """The day of pick-up or refusal is the one that the story tells."""
        told = sending.day + self._days_told
        return told, told

    def tells(self, accepted: Flags, desk: Ints) -> Flags:
        """Nobody in a story hears anything back."""
        return np.zeros(len(accepted), dtype=np.bool_)


def plan_rows(town: Town, stories: tuple[Story, ...]) -> list[tuple[str, ...]]:
    """The rows of `plans.csv` that the stories have; none has a regievoerder."""
    rows: list[tuple[str, ...]] = []
    for story in stories:
        area = town.areas.index(story.area)
        for number, (desk, goal, begins) in enumerate(story.plans, 1):
            loket = town.lokets[int(town.loket_of[town.desks.number(desk), area])].id
            rows.append((f"{story.household}-plan-{number}", story.household, loket, "", goal, begins.isoformat(), ""))
    return rows
