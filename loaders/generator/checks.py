"""Everything that is wrong with a recipe, found before anything is made and told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from graph.text import Text
from loaders.generator.checks_truths import in_truths
from loaders.generator.mistakes import Place, in_shape, place_words, refuse
from loaders.generator.names import unknown
from loaders.generator.people import LEAST
from loaders.generator.recipe import Recipe
from loaders.generator.routes import ELSE
from loaders.generator.schema import PARTS, adapters
from loaders.generator.town import DOMAINS, REASONS, Town, build_town

_REASONS = {reason.value for reason in REASONS}
_USED = ("short_stay", "feedback", "give_up")
"""Rows of days that the generator itself draws from."""
_ENDS = ("helps", "drops", "silent", "moves")


def check_recipe(recipe: Recipe) -> None:
    """Refuse a recipe that does not fit.

    Raises
    ------
    DataRefused
        With every value of another kind or size, and every name that is not there: where it stands and what it can be.
    """
    # What has another shape comes first and alone: with it the rest cannot be looked at.
    refuse([*_in_shape(recipe)])
    refuse([*_in_town(recipe), *_in_rates(recipe), *_in_lokets(recipe), *_in_problems(recipe), *_in_stories(recipe)])
    town = build_town(recipe)
    refuse([*in_truths(recipe, town), *_where_served(recipe, town)])


def _in_shape(recipe: Recipe) -> Iterator[Text]:
    shapes = adapters()
    for part in PARTS:
        for place, wrong in in_shape(shapes[part], getattr(recipe, part)):
            yield _PLACED.format(where=_where(recipe, part, place), wrong=wrong)


def _where(recipe: Recipe, part: str, place: Place) -> str:
    """The file and the place: that of a truth where it is the truth that set the value."""
    for name, truth in recipe.planted.items():
        if _holds(truth.get("set", {}).get(part, {}), place):
            return place_words("truths", (name, "set", part, *place))
    return place_words(part, place)


def _holds(table: Any, place: Place) -> bool:
    for name in place:
        if not isinstance(table, dict) or name not in table:
            return not isinstance(table, dict)
        table = table[name]
    return bool(place)


def _in_town(recipe: Recipe) -> Iterator[Text]:
    town = recipe.town
    yield from unknown("town.toml [target_groups]", town["target_groups"], town["compositions"])
    for name in town["compositions"]:
        if name not in town["target_groups"]:
            yield _NO_KEY.format(where="town.toml [target_groups]", key=name)


def _in_rates(recipe: Recipe) -> Iterator[Text]:
    rates, shares = recipe.rates, recipe.rates["quantiles"]["shares"]
    if shares[0] != 0 or shares[-1] != 1 or len(set(shares)) < len(shares):
        yield _SHARES.format(where="rates.toml [quantiles] shares")
    rows = {f"[days] {name}": row for name, row in rates["days"].items()}
    rows |= {f"[{name}] cases": rates[name]["cases"] for name in ("households", "hard_core")}
    for name, row in rows.items():
        if len(row) != len(shares):
            yield _LENGTH.format(where=f"rates.toml {name}", number=len(shares))
    for name in _USED:
        if name not in rates["days"]:
            yield _NO_KEY.format(where="rates.toml [days]", key=name)
    yield from unknown("rates.toml [desk] reasons", rates["desk"]["reasons"], _REASONS)
    yield from _days(recipe, "rates.toml [desk]", rates["desk"])
    yield from _ending("rates.toml [desk]", rates["desk"])
    yield from unknown("rates.toml [plans] director", [rates["plans"]["director"]], recipe.lokets)


def _days(recipe: Recipe, where: str, table: dict[str, Any]) -> Iterator[Text]:
    for rate in ("wait", "stay", "hard_stay", "answer"):
        yield from unknown(f"{where} {rate}", [table[rate]] if rate in table else [], recipe.rates["days"])


def _ending(where: str, table: dict[str, Any]) -> Iterator[Text]:
    """Visits that would end in more ways than there are."""
    if sum(table[name] for name in _ENDS) > 1:
        yield _ENDS_TOO_OFTEN.format(where=where, names=", ".join(_ENDS))


def _in_lokets(recipe: Recipe) -> Iterator[Text]:
    for desk, table in recipe.lokets.items():
        where = f"lokets.toml [{desk}]"
        yield from unknown(f"{where} reasons", table.get("reasons", {}), _REASONS)
        yield from _days(recipe, where, table)
        yield from _ending(where, recipe.rates["desk"] | table)
        yield from _in_loket(recipe, where, table)
        for name, part in table.get("parts", {}).items():
            yield from _in_loket(recipe, f"{where} parts {name}", part)
        if "opened" in table and not recipe.town["start"] <= table["opened"] <= recipe.town["end"]:
            yield _OUTSIDE.format(where=f"{where} opened", day=table["opened"].isoformat())


def _in_loket(recipe: Recipe, where: str, table: dict[str, Any]) -> Iterator[Text]:
    organisation = [table["organisation"]] if "organisation" in table else []
    yield from unknown(f"{where} organisation", organisation, recipe.organisations)
    yield from unknown(f"{where} domains", table.get("domains", []), DOMAINS)
    yield from unknown(f"{where} roles", table.get("roles", []), recipe.roles["roles"])
    yield from unknown(f"{where} areas", table.get("areas", []), recipe.town["areas"])


def _in_problems(recipe: Recipe) -> Iterator[Text]:
    for name, table in recipe.problems.items():
        where = f"problems.toml [{name}]"
        yield from unknown(f"{where} domains", table["domains"], DOMAINS)
        yield from unknown(f"{where} who", table.get("who", {}), recipe.town["compositions"])
        yield from unknown(f"{where} entry", table["entry"], recipe.lokets)
        yield from unknown(f"{where} routes", set(table["routes"]) - {ELSE}, recipe.lokets)
        if ELSE not in table["routes"]:
            yield _NO_ELSE.format(where=f"{where} routes")
        for frm, row in table["routes"].items():
            yield from unknown(f"{where} routes {frm}", row, recipe.lokets)


def _in_stories(recipe: Recipe) -> Iterator[Text]:
    for name, story in recipe.stories.items():
        where = f"stories.toml [{name}]"
        yield from unknown(f"{where} area", [story["area"]], recipe.town["areas"])
        yield from unknown(f"{where} composition", [story["composition"]], recipe.town["compositions"])
        yield from unknown(f"{where} domains", story["domains"], DOMAINS)
        for row in _desk_rows(story):
            yield from unknown(f"{where} desk", [row["desk"]], recipe.lokets)
        if ("closed" in story) != ("outcome" in story):
            yield _BOTH.format(where=where)
        yield from _dates(recipe, where, story)


def _desk_rows(story: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (*story["steps"], *story["possible"]["steps"], *story.get("plans", ()))


def _dates(recipe: Recipe, where: str, story: dict[str, Any]) -> Iterator[Text]:
    """A step that lies before the one ahead of it, or after the closing; a day outside the register."""
    days = [step["on"] for step in story["steps"]] + ([story["closed"]] if "closed" in story else [])
    for before, after in pairwise(days):
        if after <= before:
            yield _ORDER.format(where=where, day=after.isoformat())
    for day in (*days, *(plan["from"] for plan in story.get("plans", ()))):
        if not recipe.town["start"] <= day <= recipe.town["end"]:
            yield _OUTSIDE.format(where=where, day=day.isoformat())


def _where_served(recipe: Recipe, town: Town) -> Iterator[Text]:
    """A desk of a story that has no loket for its area; fewer professionals than lokets need."""
    for name, story in recipe.stories.items():
        area = town.areas.index(story["area"])
        for desk in {row["desk"]: None for row in _desk_rows(story)}:
            if town.loket_of[town.desks.number(desk), area] < 0:
                yield _NOT_SERVED.format(where=f"stories.toml [{name}]", desk=desk, area=story["area"])
    least = LEAST * len(town.lokets)
    if recipe.rates["professionals"]["number"] < least:
        yield _TOO_FEW.format(where="rates.toml [professionals] number", least=least, lokets=len(town.lokets))


_PLACED = Text("{where}: {wrong}", "{where}: {wrong}")
_NO_KEY = Text("{where}: '{key}' ontbreekt.", "{where}: '{key}' is missing.")
_NO_ELSE = Text("{where}: de rij 'else' ontbreekt.", "{where}: the row 'else' is missing.")
_SHARES = Text(
    "{where}: begin met 0, eindig met 1, en laat elk getal groter zijn dan het vorige.",
    "{where}: begin with 0, end with 1, and let each number be larger than the one before.",
)
_LENGTH = Text(
    "{where}: geef {number} getallen, net zo veel als er staan bij [quantiles] shares.",
    "{where}: give {number} numbers, as many as there are in [quantiles] shares.",
)
_ENDS_TOO_OFTEN = Text(
    "{where}: {names} zijn samen meer dan 1. Maak ze kleiner.", "{where}: {names} are more than 1 together. Lower them."
)
_OUTSIDE = Text(
    "{where}: {day} ligt buiten het register (town.toml: start en end).",
    "{where}: {day} lies outside the register (town.toml: start and end).",
)
_BOTH = Text(
    "{where}: geef closed en outcome allebei, of geen van beide.", "{where}: give both closed and outcome, or neither."
)
_ORDER = Text(
    "{where}: {day} ligt niet na de stap ervoor. Zet de stappen op volgorde.",
    "{where}: {day} does not lie after the step before. Put the steps in order.",
)
_NOT_SERVED = Text(
    "{where}: '{desk}' heeft geen loket voor {area}. Kies een ander loket of een andere wijk.",
    "{where}: '{desk}' has no loket for {area}. Choose another desk or another area.",
)
_TOO_FEW = Text(
    "{where}: te weinig voor {lokets} loketten. Nodig: minstens {least}.",
    "{where}: too few for {lokets} lokets. Needed: at least {least}.",
)
