"""What `stories.toml` holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from graph.codes import Reason
from loaders.generator.schema import Outcome, Part, Word, Words

Days = Annotated[int, Field(ge=0, le=3_650)]


class InTwoLanguages(Part):
    """Words that a person reads."""

    nl: Word
    en: Word


class Said(Part):
    """Who said what, and what stuck."""

    by: Word
    said: Word
    stuck: Word | None = None


class Step(Part):
    """One step of the route that was taken."""

    on: date
    desk: Word
    waited: Days = 0
    nobody: bool = False
    refused: Word | None = Field(None, pattern=f"^({'|'.join(reason.value for reason in Reason)})$")
    refused_after: Days = 0
    nl: Said
    en: Said


class PossibleStep(Part):
    """One step of the route that would have been possible."""

    day: Days
    desk: Word
    nl: Said
    en: Said


class Possible(InTwoLanguages):
    """The route that would have been possible."""

    days: Annotated[int, Field(ge=1, le=3_650)]
    steps: Annotated[list[PossibleStep], Field(min_length=1)]


class Plan(Part):
    """A plan of the household of a story."""

    desk: Word
    goal: Word
    begins: date = Field(alias="from")


class Story(Part):
    """One table of `stories.toml`."""

    title: InTwoLanguages
    persons: InTwoLanguages
    area: Word
    composition: Word
    domains: Words
    plans: list[Plan] = Field(default_factory=list)
    steps: Annotated[list[Step], Field(min_length=1)]
    possible: Possible
    closed: date | None = None
    outcome: Outcome | None = None
