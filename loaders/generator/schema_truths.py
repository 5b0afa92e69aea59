"""What `truths.toml` holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from loaders.generator.limits import LONGEST
from loaders.generator.schema import Part, Some, Weight, Word, Words

_PERIOD = frozenset({"since", "until"})
COUNTED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "hops": (frozenset({"from", "to"}), _PERIOD),
    "bounces": (frozenset({"between"}), _PERIOD),
    "steps": (frozenset({"through"}), _PERIOD),
    "loops": (frozenset({"at", "length"}), frozenset()),
    "dead_ends": (frozenset({"at", "cause"}), frozenset()),
    "not_picked_up_rate": (frozenset({"at"}), frozenset()),
    "refused": (frozenset(), frozenset({"at", "reason"})),
    "median_wait": (frozenset({"at"}), frozenset()),
    "mean_stay": (frozenset({"at"}), frozenset()),
    "feedback_rate": (frozenset(), frozenset()),
    "bounces_in": (frozenset({"area"}), frozenset()),
    "demand": (frozenset({"domain", "area"}), frozenset()),
    "island_size": (frozenset(), frozenset()),
    "stale": (frozenset(), frozenset()),
    "shared_households": (frozenset(), frozenset()),
    "planted_again": (frozenset(), frozenset()),
    "five_plans": (frozenset(), frozenset()),
    "top_share": (frozenset({"households"}), frozenset()),
    "terms": (frozenset(), frozenset()),
}
"""The figures that a generator counts, with what each needs and what else it may be told."""


def _known_figure(counted: dict[str, Any]) -> dict[str, Any]:
    if str(counted.get("what")) not in COUNTED:
        raise PydanticCustomError("figure", "unknown figure", {"expected": ", ".join(sorted(COUNTED))})
    needed, more = COUNTED[counted["what"]]
    given = counted.keys() - {"what"}
    if not needed <= given <= needed | more:
        expected = ", ".join(sorted(needed | more)) or "-"
        raise PydanticCustomError("figure", "other words than the figure needs", {"expected": expected})
    if odd := [name for name in sorted(given) if not _is_kind(name, counted[name])]:
        raise PydanticCustomError("counted_value", "a value of another kind", {"expected": ", ".join(odd)})
    return counted


def _is_kind(name: str, value: Any) -> bool:
    """Whether a value can belong to a word of a figure: a day, a few names, a number, else one name."""
    if name in _PERIOD:
        return isinstance(value, date)
    if name in ("between", "through"):
        names = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return names and (len(value) == 2 if name == "between" else bool(value))
    if name == "length":
        return isinstance(value, int) and 1 <= value <= LONGEST
    if name == "households":
        return isinstance(value, float) and 0 < value <= 1
    return isinstance(value, str)


def _begins_somewhere(route: list[str]) -> list[str]:
    if route[0] == "<" or route[0][-1] in "?~" or "!" in route[0]:
        raise PydanticCustomError("route", "does not begin at a desk")
    return route


Steps = Annotated[Words, AfterValidator(_begins_somewhere)]
Ends = Annotated[dict[Literal["helped", "dropped", "moved", "silent"], Weight], Field(min_length=1)]
Number = Annotated[str, Field(pattern="^[1-9][0-9]*$")]


class Route(Part):
    """A way that cases go; `lengths` are weights of how many of its hops are taken."""

    route: Steps
    lengths: Annotated[dict[Number, Weight], Field(min_length=1)] | None = None
    ends: Ends | None = None

    @model_validator(mode="after")
    def _as_long(self) -> Route:
        if any(int(number) >= len(self.route) for number in self.lengths or ()):
            raise PydanticCustomError("length", "longer than the route", {"expected": len(self.route) - 1})
        return self


class After(Route):
    """The way that they go from a day on."""

    on: date


class Again(Route):
    """A second case of the same household."""

    after: Literal["closing", "opening"]
    days: Word
    problem: Word


class Plant(Route):
    """Cases that are added."""

    cases: Some
    problem: Word
    also: Words | None = None
    areas: Words | None = None
    compositions: Words | None = None
    after: After | None = None
    again: Again | None = None


class Island(Part):
    """Desks that the rest knows through one professional."""

    desks: Words
    through: Word


class Apart(Part):
    """Two desks that do not know each other."""

    desks: Annotated[Words, Field(max_length=2), Field(min_length=2)]


class Planned(Part):
    """Households with many plans and nobody in charge."""

    households: Some
    plans: Annotated[int, Field(ge=1, le=20)]


class Claim(Part):
    """What a question must answer."""

    question: Word
    status: Literal["existing", "saved_question", "to_come"] = "existing"
    since: date | None = None
    until: date | None = None
    area: Word | None = None
    through: Words | None = None
    problems: Literal["single"] | None = None
    table: Word | None = None
    where: dict[str, Any] | None = None
    column: Word
    per: Literal["case"] | None = None
    rank: Some | None = None
    among: dict[str, Any] | None = None
    counted: Annotated[dict[str, Any], AfterValidator(_known_figure)]
    margin: Annotated[float, Field(ge=0, le=10)] = 0.0
    gone: Literal["below", "above", "same"] = "below"
    factor: Annotated[float, Field(gt=0, le=100)] | None = None
    least: Annotated[int, Field(ge=0)] | None = None


Changes = dict[Literal["town", "organisations", "lokets", "roles", "problems", "rates", "stories"], dict[str, Any]]


class Shaped(Part):
    """What shapes the register."""

    set: Changes = Field(default_factory=dict)
    plant: Plant | None = None
    island: Island | None = None
    apart: Apart | None = None
    plans: Planned | None = None


class Truth(Shaped):
    """One table of `truths.toml`."""

    nl: Word
    en: Word
    claims: Annotated[list[Claim], Field(min_length=1)]
    removed: Shaped | None = None


TRUTHS = TypeAdapter(dict[str, Truth])
