"""What each file of a recipe holds: the names, the kinds of values, and how large they may be."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

PARTS = ("town", "organisations", "lokets", "roles", "problems", "rates", "stories")
NEVER = "never"


def _some_weight(weights: dict[str, float]) -> dict[str, float]:
    if not any(weights.values()):
        raise PydanticCustomError("no_weight", "no weight above 0")
    return weights


def _rising(values: list[float]) -> list[float]:
    if values != sorted(values):
        raise PydanticCustomError("not_rising", "not rising")
    return values


def _day_or_never(value: Any) -> Any:
    if value != NEVER and not isinstance(value, date):
        raise PydanticCustomError("day_or_never", "no day and not never")
    return value


Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0, le=1_000_000)]
Many = Annotated[int, Field(ge=0, le=1_000_000_000)]
Some = Annotated[int, Field(ge=1, le=1_000_000_000)]
Word = Annotated[str, Field(min_length=1)]
Words = Annotated[list[Word], Field(min_length=1)]
Weights = Annotated[dict[str, Weight], Field(min_length=1), AfterValidator(_some_weight)]
Row = Annotated[list[Annotated[float, Field(ge=0, le=10_000)]], Field(min_length=2), AfterValidator(_rising)]
CheckedOn = Annotated[Any, AfterValidator(_day_or_never)]


class Part(BaseModel):
    """A table of which every name and value is known."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Calendar(Part):
    """When people come."""

    weekdays: Annotated[list[Weight], Field(min_length=7, max_length=7)]
    months: Annotated[list[Annotated[float, Field(gt=0, le=1_000_000)]], Field(min_length=12, max_length=12)]


class Town(Part):
    """`town.toml`."""

    name: Word
    inhabitants: Some
    start: date
    end: date
    households: Some
    referrals: Some
    block: Some
    warm_up: Annotated[int, Field(ge=0, le=3_650)]
    last_checked: date
    checked_within: Annotated[int, Field(ge=0, le=3_650)]
    areas: Weights
    compositions: Weights
    target_groups: dict[str, Words]
    calendar: Calendar

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 28 <= (self.end - self.start).days <= 10_000:
            raise PydanticCustomError("too_short_a_register", "end too near or too far")
        return self


class Organisation(Part):
    """One table of `organisations.toml`."""

    name: Word
    kind: Word
    parent: Word | None = None


class Rates(Part):
    """What a desk may do in a way of its own."""

    picks_up: Share | None = None
    wait: Word | None = None
    refuses: Share | None = None
    answer: Word | None = None
    feedback: Share | None = None
    stay: Word | None = None
    hard_stay: Word | None = None
    helps: Share | None = None
    drops: Share | None = None
    silent: Share | None = None
    moves: Share | None = None
    reasons: Weights | None = None


class LoketPart(Part):
    """One loket of several at a desk, as far as it differs."""

    organisation: Word | None = None
    name: Word | None = None
    domains: Words | None = None
    target_groups: Words | None = None
    areas: Words | None = None
    channels: Words | None = None
    hours: Word | None = None
    conditions: Word | None = None
    roles: Words | None = None
    checked_on: CheckedOn = NEVER


class Loket(Rates):
    """One table of `lokets.toml`."""

    organisation: Word
    name: Word
    domains: Words
    target_groups: Words
    channels: Words
    hours: Word
    conditions: Word
    staff: Annotated[float, Field(gt=0, le=10_000)]
    roles: Words
    each_area: bool = False
    areas: Words | None = None
    parts: dict[str, LoketPart] = {}
    opened: date | None = None
    checked_on: CheckedOn = NEVER


class Roles(Part):
    """`roles.toml`."""

    roles: dict[str, Word]
    terms: dict[str, dict[str, Word]]


class Problem(Part):
    """One table of `problems.toml`."""

    weight: Weight
    domains: Words
    who: dict[str, Weight] = {}
    entry: Weights
    routes: dict[str, Weights]


class QuantileShares(Part):
    """At which shares the rows of days are given."""

    shares: Annotated[list[Share], Field(min_length=2), AfterValidator(_rising)]


class Desk(Part):
    """What a desk does unless it has rates of its own."""

    picks_up: Share
    wait: Word
    refuses: Share
    answer: Word
    feedback: Share
    stay: Word
    hard_stay: Word
    helps: Share
    drops: Share
    silent: Share
    moves: Share
    reasons: Weights


class NotPickedUp(Part):
    """What follows when nobody picks up."""

    stuck: Weight
    back: Weight
    sent_on: Weight
    expires: Share


class Referrals(Part):
    """Of ordinary referrals."""

    back_weight: Weight
    consult: Share
    names_professional: Share


class Households(Part):
    """How many cases households have."""

    cases: Row
    several_domains: Share


class HardCore(Part):
    """The few households that make most of the steps."""

    share: Share
    cases: Row
    goes_on: Annotated[float, Field(ge=0, lt=1)]
    turns: Share


class Plans(Part):
    """Who has plans and a regievoerder."""

    household: Share
    second: Share
    hard_core: Share
    hard_core_plans: Annotated[list[Annotated[int, Field(ge=1, le=20)]], Field(min_length=1)]
    running: Share
    directed: Share
    director_change: Share
    goals: Words
    director: Word


class Professionals(Part):
    """How many people work there, and how many come and go."""

    number: Some
    newcomers: Share
    leavers: Share


class Ties(Part):
    """Who knows whom."""

    agreement: Share
    withdrawn: Share
    inside: Share
    between: Annotated[float, Field(ge=0, le=100)]
    same_problem: Annotated[float, Field(ge=0, le=100)]


class AllRates(Part):
    """`rates.toml`."""

    quantiles: QuantileShares
    days: dict[str, Row]
    desk: Desk
    not_picked_up: NotPickedUp
    referrals: Referrals
    households: Households
    hard_core: HardCore
    plans: Plans
    professionals: Professionals
    ties: Ties


def adapters() -> dict[str, TypeAdapter[Any]]:
    """What holds each file but `truths.toml` to its shape."""
    from loaders.generator.schema_stories import Story

    shapes = (Town, dict[str, Organisation], dict[str, Loket], Roles, dict[str, Problem], AllRates, dict[str, Story])
    return {part: TypeAdapter(shape) for part, shape in zip(PARTS, shapes, strict=True)}


Outcome = Literal["helped", "dropped", "moved"]
