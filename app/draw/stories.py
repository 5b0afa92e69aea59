"""The story cases of the demo as journeys. They are fiction: everybody may read them, whatever data are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.draw.stops import Stop, Timeline
from app.draw.telling import NEVER
from app.words import word
from graph.codes import Outcome
from graph.text import Text
from loaders.generator.stories import Story, StoryStep


@dataclass(frozen=True, slots=True)
class Tale:
    """A story as a page shows it: its letter, its words, its journey, and how it could have been."""

    id: str
    title: Text
    persons: Text
    timeline: Timeline
    could: Text


def tale(story: Story, lokets: Mapping[str, Any]) -> Tale:
    """A story with the names of its lokets; `lokets` is the table of the recipe."""
    names = {desk: str(row["name"]).format(area=story.area) for desk, row in lokets.items()}
    outcome = None if story.outcome is None else Outcome.of_value(story.outcome).label
    possible = tuple(names[desk] for desk in story.possible)
    timeline = Timeline(_stops(story, names), story.steps[0].on, (possible, story.possible_days), outcome)
    return Tale(story.id, story.title, story.persons, timeline, story.possible_words)


def _stops(story: Story, names: Mapping[str, str]) -> tuple[Stop, ...]:
    begins, found = story.steps[0].on, list[Stop]()
    ends: list[date | None] = [*(step.on for step in story.steps[1:]), story.closed]
    for number, (step, end) in enumerate(zip(story.steps, ends, strict=True)):
        back = step.on + timedelta(days=step.refused_after) if step.refused else None
        found.append(_stop(step, names[step.desk], begins, back or end, is_first=number == 0))
        if back is not None:
            found.append(_return(found[-2].loket, begins, back, end))
    return tuple(found)


def _stop(step: StoryStep, loket: str, begins: date, end: date | None, *, is_first: bool) -> Stop:
    days = None if end is None else float((end - step.on).days)
    return Stop(
        loket=loket,
        at=float((step.on - begins).days),
        days=days,
        waited=days if step.nobody or step.refused else float(step.waited),
        picked=not (step.nobody or step.refused),
        refused=step.refused is not None,
        ongoing=end is None,
        why=None if step.refused is None else word(step.refused),
        # Nobody in a story hears anything back.
        fed_back=None if is_first else NEVER,
        said=step.said,
        stuck=step.stuck,
    )


def _return(loket: str, begins: date, back: date, end: date | None) -> Stop:
    days = None if end is None else float((end - back).days)
    return Stop(loket, float((back - begins).days), days, waited=0.0, returned=True, ongoing=end is None)
