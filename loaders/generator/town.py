"""The town: its lokets with their rates, who works there, and which loket serves which wijk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.codes import Domain, Reason
from graph.columns import Ints
from graph.model import Loket
from loaders.generator.days import Days
from loaders.generator.draws import Floats, Quantiles, cumulative
from loaders.generator.recipe import Recipe, merged

REASONS = tuple(Reason)
DOMAINS = {domain.value: domain for domain in Domain}
NEVER = "never"


@dataclass(frozen=True, slots=True, eq=False)
class Desks:
    """What the desks do; every array has one entry a desk.

    `wait`, `stay`, `hard_stay` and `answer` are rows of the quantiles of days; `hard_stay` is that of the hard core.
    `reasons` are running shares over `REASONS`.
    """

    names: tuple[str, ...]
    picks_up: Floats
    refuses: Floats
    feedback: Floats
    helps: Floats
    drops: Floats
    silent: Floats
    moves: Floats
    wait: Ints
    stay: Ints
    hard_stay: Ints
    answer: Ints
    reasons: Floats

    def number(self, name: str) -> int:
        """The place of a desk."""
        return self.names.index(name)


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """A town as the generator uses it.

    Attributes
    ----------
    lokets
        Sorted as in the recipe; a loket's number is its place.
    desk
        The desk of each loket.
    loket_of
        The loket of each desk that serves each area, -1 where none does.
    desks, days, quantiles, areas, compositions
        Rates, calendar, waiting times, and the names that households carry.
    fits
        Of each composition of a household, the lokets that are there for somebody in it.
    staff
        Weight of each loket in the number of professionals.
    roles
        The roles of each loket.
    """

    recipe: Recipe
    lokets: tuple[Loket, ...]
    desk: Ints
    loket_of: NDArray[np.int64]
    desks: Desks
    days: Days
    quantiles: Quantiles
    areas: tuple[str, ...]
    compositions: tuple[str, ...]
    fits: NDArray[np.bool_]
    staff: Floats
    roles: tuple[tuple[str, ...], ...]

    def loket(self, name: str) -> int:
        """The number of a loket by its id, or of the only loket of a desk."""
        ids = [loket.id for loket in self.lokets]
        wanted = loket_id(name)
        return ids.index(wanted)

    def lokets_of(self, desk: str) -> Ints:
        """The numbers of all lokets of a desk."""
        return np.flatnonzero(self.desk == self.desks.number(desk))


def loket_id(desk: str) -> str:
    """The id of the loket of a desk, as it stands in our tables."""
    return desk.replace("_", "-")


def build_town(recipe: Recipe) -> Town:
    """The town of a recipe."""
    rates = recipe.rates
    quantiles = Quantiles(rates["quantiles"]["shares"], rates["days"])
    areas = tuple(recipe.town["areas"])
    rows = [(desk, row) for desk, table in recipe.lokets.items() for row in _rows(desk, table, areas)]
    checked = _checked(recipe.town)
    lokets = tuple(_loket(row, checked(number), areas) for number, (_, row) in enumerate(rows))
    names = tuple(recipe.lokets)
    desk = np.array([names.index(name) for name, _ in rows], dtype=np.int64)
    return Town(
        recipe=recipe,
        lokets=lokets,
        desk=desk,
        loket_of=_coverage(lokets, desk, areas, len(names)),
        desks=_desks(recipe, quantiles),
        days=Days(recipe.town),
        quantiles=quantiles,
        areas=areas,
        compositions=tuple(recipe.town["compositions"]),
        fits=_fits(recipe.town, lokets),
        staff=np.array([row["staff"] / row["of"] for _, row in rows]),
        roles=tuple(tuple(row["roles"]) for _, row in rows),
    )


def _rows(desk: str, table: dict[str, Any], areas: tuple[str, ...]) -> list[dict[str, Any]]:
    """The lokets of a desk: one, one for each wijk, or its parts."""
    if table.get("each_area"):
        parts = {
            f"{desk}-{area.lower().replace(' ', '-')}": {"name": table["name"].format(area=area), "areas": [area]}
            for area in areas
        }
    else:
        parts = table.get("parts") or {loket_id(desk): {}}
    return [merged(table, part) | {"id": name, "of": len(parts)} for name, part in parts.items()]


def _loket(row: dict[str, Any], checked: date, areas: tuple[str, ...]) -> Loket:
    checked_on = row.get("checked_on", checked)
    return Loket(
        id=row["id"],
        organisation=row["organisation"],
        name=row["name"],
        domains=tuple(DOMAINS[name] for name in row["domains"]),
        target_groups=tuple(row["target_groups"]),
        areas=tuple(row.get("areas", areas)),
        channels=tuple(row["channels"]),
        opening_hours=row["hours"],
        referral_conditions=row["conditions"],
        checked_on=None if checked_on == NEVER else checked_on,
    )


def _checked(town: dict[str, Any]) -> Callable[[int], date]:
    """When the facts of each loket were last checked: one after the other, not all on one day."""
    last, within = town["last_checked"], town["checked_within"]

    def day(number: int) -> date:
        # Steps of the golden section leave no two lokets close together.
        found: date = last - timedelta(days=number * 618 % 1_000 * within // 1_000)
        return found - timedelta(days=max(0, found.weekday() - 4))

    return day


def _fits(town: dict[str, Any], lokets: tuple[Loket, ...]) -> NDArray[np.bool_]:
    groups = [frozenset(town["target_groups"][name]) for name in town["compositions"]]
    return np.array([[bool(group & set(loket.target_groups)) for loket in lokets] for group in groups])


def _coverage(lokets: tuple[Loket, ...], desk: Ints, areas: tuple[str, ...], desks: int) -> NDArray[np.int64]:
    result = np.full((desks, len(areas)), -1, dtype=np.int64)
    for number, loket in enumerate(lokets):
        for area in loket.areas:
            result[desk[number], areas.index(area)] = number
    return result


def _desks(recipe: Recipe, quantiles: Quantiles) -> Desks:
    rows = [merged(recipe.rates["desk"], table) for table in recipe.lokets.values()]
    for row, table in zip(rows, recipe.lokets.values(), strict=True):
        # The reasons of a desk take the place of the usual ones; they are not added to them.
        row["reasons"] = table.get("reasons", recipe.rates["desk"]["reasons"])

    def shares(name: str) -> Floats:
        return np.array([row[name] for row in rows], dtype=np.float64)

    def distributions(name: str) -> Ints:
        return np.array([quantiles.number(row[name]) for row in rows], dtype=np.int64)

    return Desks(
        names=tuple(recipe.lokets),
        picks_up=shares("picks_up"),
        refuses=shares("refuses"),
        feedback=shares("feedback"),
        helps=shares("helps"),
        drops=shares("drops"),
        silent=shares("silent"),
        moves=shares("moves"),
        wait=distributions("wait"),
        stay=distributions("stay"),
        hard_stay=distributions("hard_stay"),
        answer=distributions("answer"),
        reasons=np.array([cumulative([row["reasons"].get(reason, 0.0) for reason in REASONS]) for row in rows]),
    )
