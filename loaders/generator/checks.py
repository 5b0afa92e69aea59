"""Everything that is wrong with a recipe, found before anything is made and told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from graph.errors import DataRefused
from graph.text import Text
from loaders.generator.recipe import Recipe
from loaders.generator.routes import ELSE
from loaders.generator.town import DOMAINS, REASONS, loket_id

SHOWN = 20
_REASONS = {reason.value for reason in REASONS}


def check_recipe(recipe: Recipe) -> None:
    """Refuse a recipe that names what is not there.

    Raises
    ------
    DataRefused
        With every wrong name, where it stands and what it can be; at most twenty.
    """
    # What is absent comes first and alone: without it the rest cannot be looked at.
    wrong = [*_absent(recipe)] or [
        *_in_lokets(recipe),
        *_in_problems(recipe),
        *_in_truths(recipe),
        *_in_stories(recipe),
    ]
    if wrong:
        lines = wrong[:SHOWN]
        raise DataRefused(
            _WRONG.format(
                number=len(wrong),
                lines=Text("\n".join(t.nl for t in lines), "\n".join(t.en for t in lines)),
            )
        )


def _unknown(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Text]:
    """One text for each name that is not known."""
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            yield _NAME.format(where=where, name=name, known=", ".join(allowed))


_NEEDED = {
    "lokets": ("organisation", "name", "domains", "target_groups", "channels", "hours", "conditions", "staff", "roles"),
    "organisations": ("name", "kind"),
    "problems": ("weight", "domains", "entry", "routes"),
    "stories": ("title", "area", "composition", "persons", "domains", "steps", "possible"),
}


def _absent(recipe: Recipe) -> Iterator[Text]:
    """One text for each value that a table needs and does not have."""
    for part, needed in _NEEDED.items():
        for name, table in getattr(recipe, part).items():
            for key in needed:
                if key not in table:
                    yield _NO_KEY.format(where=f"{part}.toml [{name}]", key=key)


def _in_lokets(recipe: Recipe) -> Iterator[Text]:
    for desk, table in recipe.lokets.items():
        where = f"lokets.toml [{desk}]"
        yield from _unknown(f"{where} organisation", [table["organisation"]], recipe.organisations)
        yield from _unknown(f"{where} domains", table["domains"], DOMAINS)
        yield from _unknown(f"{where} roles", table["roles"], recipe.roles["roles"])
        yield from _unknown(f"{where} reasons", table.get("reasons", {}), _REASONS)
        for rate in ("wait", "stay", "answer"):
            yield from _unknown(f"{where} {rate}", [table[rate]] if rate in table else [], recipe.rates["days"])
        for name, part in table.get("parts", {}).items():
            yield from _unknown(f"{where} parts {name} areas", part.get("areas", []), recipe.town["areas"])


def _in_problems(recipe: Recipe) -> Iterator[Text]:
    for name, table in recipe.problems.items():
        where = f"problems.toml [{name}]"
        yield from _unknown(f"{where} domains", table["domains"], DOMAINS)
        yield from _unknown(f"{where} who", table.get("who", {}), recipe.town["compositions"])
        yield from _unknown(f"{where} entry", table["entry"], recipe.lokets)
        yield from _unknown(f"{where} routes", set(table["routes"]) - {ELSE}, recipe.lokets)
        if ELSE not in table["routes"]:
            yield _NO_ELSE.format(where=f"{where} routes")
        for frm, row in table["routes"].items():
            yield from _unknown(f"{where} routes {frm}", row, recipe.lokets)


def _in_truths(recipe: Recipe) -> Iterator[Text]:
    lokets = {loket_id(desk) for desk in recipe.lokets} | set(recipe.lokets)
    for name, truth in recipe.planted.items():
        where, plant = f"truths.toml [{name}]", truth.get("plant", {})
        yield from _unknown(f"{where} problem", [plant["problem"]] if plant else [], recipe.problems)
        yield from _unknown(f"{where} areas", plant.get("areas", []), recipe.town["areas"])
        yield from _unknown(f"{where} compositions", plant.get("compositions", []), recipe.town["compositions"])
        for part in (plant, plant.get("after", {}), plant.get("again", {})):
            yield from _unknown(f"{where} route", _desks(part.get("route", [])), lokets)
        for shape in ("apart", "island", "plans"):
            yield from _unknown(f"{where} {shape}", truth.get(shape, {}).get("desks", []), recipe.lokets)


def _desks(route: list[str]) -> list[str]:
    """The desks that a route names."""
    steps = [step.split("!")[0].rstrip("?~") for step in route if step != "<"]
    return [desk for step in steps for desk in step.split("|")]


def _in_stories(recipe: Recipe) -> Iterator[Text]:
    for name, story in recipe.stories.items():
        where = f"stories.toml [{name}]"
        yield from _unknown(f"{where} area", [story["area"]], recipe.town["areas"])
        yield from _unknown(f"{where} composition", [story["composition"]], recipe.town["compositions"])
        yield from _unknown(f"{where} domains", story["domains"], DOMAINS)
        yield from _unknown(f"{where} possible", [row["desk"] for row in story["possible"]["steps"]], recipe.lokets)
        for row in (*story["steps"], *story.get("plans", ())):
            yield from _unknown(f"{where} desk", [row["desk"]], recipe.lokets)
        yield from _dates(where, story)


def _dates(where: str, story: dict[str, Any]) -> Iterator[Text]:
    """A step that lies before the one ahead of it, or after the closing."""
    days = [step["on"] for step in story["steps"]] + ([story["closed"]] if "closed" in story else [])
    for before, after in pairwise(days):
        if after <= before:
            yield _ORDER.format(where=where, day=after.isoformat())


_WRONG = Text(
    "Het recept klopt niet. Er is niets geschreven. Aantal fouten: {number}.\n{lines}",
    "The recipe is wrong. Nothing was written. Errors: {number}.\n{lines}",
)
_NAME = Text(
    "{where}: '{name}' bestaat niet. Kies uit: {known}.", "{where}: '{name}' is not there. Choose from: {known}."
)
_NO_KEY = Text("{where}: '{key}' ontbreekt.", "{where}: '{key}' is missing.")
_NO_ELSE = Text("{where}: de rij 'else' ontbreekt.", "{where}: the row 'else' is missing.")
_ORDER = Text(
    "{where}: {day} ligt niet na de stap ervoor. Zet de stappen op volgorde.",
    "{where}: {day} does not lie after the step before. Put the steps in order.",
)
