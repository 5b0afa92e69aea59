"""Names and days in `truths.toml` that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.text import Text
from loaders.generator.names import unknown
from loaders.generator.recipe import Recipe
from loaders.generator.tally import CAUSES
from loaders.generator.town import DOMAINS, REASONS, Town, loket_id

_REASONS = {reason.value for reason in REASONS}


def in_truths(recipe: Recipe, town: Town) -> Iterator[Text]:
    """One text for each mistake."""
    for name, truth in recipe.planted.items():
        where = f"truths.toml [{name}]"
        if "plant" in truth:
            yield from _in_plant(recipe, town, where, truth["plant"])
        for shape in ("apart", "island"):
            yield from unknown(f"{where} {shape}", truth.get(shape, {}).get("desks", []), recipe.lokets)
        if "island" in truth:
            yield from unknown(f"{where} through", [truth["island"]["through"]], truth["island"]["desks"])
        for claim in truth.get("claims", ()):
            yield from _in_claim(town, f"{where} counted", claim["counted"])


def _in_plant(recipe: Recipe, town: Town, where: str, plant: dict[str, Any]) -> Iterator[Text]:
    again = plant.get("again", {})
    problems = [table["problem"] for table in (plant, again) if "problem" in table]
    yield from unknown(f"{where} problem", problems, recipe.problems)
    yield from unknown(f"{where} also", plant.get("also", []), DOMAINS)
    yield from unknown(f"{where} areas", plant.get("areas", []), recipe.town["areas"])
    yield from unknown(f"{where} compositions", plant.get("compositions", []), recipe.town["compositions"])
    yield from unknown(f"{where} days", [again["days"]] if again else [], recipe.rates["days"])
    lokets = {loket.id for loket in town.lokets} | set(recipe.lokets)
    for part in (plant, plant.get("after", {}), again):
        yield from unknown(f"{where} route", _desks(part.get("route", [])), lokets)
        yield from unknown(f"{where} route", _reasons(part.get("route", [])), _REASONS)
    day = plant.get("after", {}).get("on")
    if day and not recipe.town["start"] <= day <= recipe.town["end"]:
        yield _OUTSIDE.format(where=f"{where} after", day=day.isoformat())


def _desks(route: list[str]) -> list[str]:
    """The desks that a route names."""
    steps = [step.split("!")[0].rstrip("?~") for step in route if step != "<"]
    return [desk for step in steps for desk in step.split("|")]


def _reasons(route: list[str]) -> list[str]:
    return [step.split("!", 1)[1] for step in route if "!" in step]


def _in_claim(town: Town, where: str, counted: dict[str, Any]) -> Iterator[Text]:
    """Names in what a claim counts."""
    lokets = [name for key in ("from", "to", "at", "between", "through") for name in _listed(counted.get(key, ()))]
    yield from unknown(where, map(loket_id, lokets), (loket.id for loket in town.lokets))
    yield from unknown(where, _listed(counted.get("area", ())), town.areas)
    yield from unknown(where, _listed(counted.get("domain", ())), DOMAINS)
    yield from unknown(where, _listed(counted.get("reason", ())), _REASONS)
    yield from unknown(where, _listed(counted.get("cause", ())), CAUSES)


def _listed(value: Any) -> Iterable[str]:
    return [str(value)] if not isinstance(value, list | tuple) else [str(part) for part in value]


_OUTSIDE = Text(
    "{where}: {day} ligt buiten het register (town.toml: start en end).",
    "{where}: {day} lies outside the register (town.toml: start and end).",
)
