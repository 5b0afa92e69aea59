"""The planted truths as a file: what each question must answer, from the generator's own counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np

from loaders.generator.recipe import Recipe
from loaders.generator.tally import CAUSES, Tally
from loaders.generator.town import DOMAINS, REASONS, Town

Value = int | float | None | list[str]

STALE_DAYS = 365


LEAST = 6_000
"""Referrals below which chance alone can hide what was planted, unless a claim says another number."""


def truths_text(recipe: Recipe, tally: Tally, facts: dict[str, Any]) -> str:
    """The contents of `truths.json`: facts about the register, and each truth with its claims."""
    truths = [
        {
            "name": name,
            "nl": truth["nl"],
            "en": truth["en"],
            "claims": [_claim(claim, name, tally) for claim in truth["claims"]],
        }
        for name, truth in recipe.truths.items()
    ]
    whole = {**facts, "removed": sorted(recipe.removed), "truths": truths}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _claim(claim: dict[str, Any], name: str, tally: Tally) -> dict[str, Any]:
    """A claim with the value that was counted. `margin` is a share of the value; dates are written as ISO 8601.

    In a small register chance may be larger than what was planted: such a claim is `too_small` and need not hold.
    """
    value = counted(claim["counted"], name, tally)
    result = {key: _plain(claim[key]) for key in _COPIED if key in claim}
    return {
        "question": claim["question"],
        "status": claim.get("status", "existing"),
        **result,
        "value": value,
        "margin": claim.get("margin", 0.0),
        "gone": claim.get("gone", "below"),
        "too_small": tally.referrals < claim.get("least", LEAST),
    }


_COPIED = (
    *("since", "until", "area", "through", "problems"),
    *("table", "where", "column", "per", "rank", "among", "factor"),
)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def counted(what: dict[str, Any], name: str, tally: Tally) -> Value:
    """The figure that a claim names, as the tally counted it."""
    rest = {key: value for key, value in what.items() if key != "what"}
    return _FIGURES[what["what"]](tally, name, **rest)


def _hops(tally: Tally, name: str, since: date | None = None, until: date | None = None, **way: str) -> int:
    town = tally.town
    quarters = _quarters(town, since, until)
    return int(tally.hops[quarters, town.loket(way["from"]), town.loket(way["to"])].sum())


def _bounces(tally: Tally, name: str, between: list[str], since: date | None = None, until: date | None = None) -> int:
    a, b = (tally.town.loket(desk) for desk in between)
    rows = tally.bounces[_quarters(tally.town, since, until)]
    return int(rows[:, a, b].sum() + rows[:, b, a].sum())


def _quarters(town: Town, since: date | None, until: date | None) -> slice:
    """The quarters of a period that begins and ends with a quarter."""
    first = int(town.days.quarter[town.days.number(since)]) if since else 0
    last = int(town.days.quarter[town.days.number(until)]) + 1 if until else town.days.quarters
    return slice(first, last)


def _loops(tally: Tally, name: str, at: str, length: int) -> int:
    return int(tally.loops[tally.town.loket(at), length])


def _dead_ends(tally: Tally, name: str, at: str, cause: str) -> int:
    return int(tally.dead[tally.town.loket(at), CAUSES.index(cause)])


def _not_picked_up_rate(tally: Tally, name: str, at: str) -> float | None:
    loket = tally.town.loket(at)
    due = int(tally.sent[loket] - tally.young[loket])
    return int(tally.unpicked[loket]) / due if due else None


def _refused(tally: Tally, name: str, at: str | None = None, reason: str | None = None) -> int:
    rows = tally.refused if at is None else tally.refused[[tally.town.loket(at)]]
    return int(rows.sum() if reason is None else rows[:, [r.value for r in REASONS].index(reason)].sum())


def _median_wait(tally: Tally, name: str, at: str) -> int | None:
    waits = np.cumsum(tally.waits[tally.town.loket(at)])
    return int(np.searchsorted(waits, waits[-1] / 2)) if waits[-1] else None


def _mean_stay(tally: Tally, name: str, at: str) -> float | None:
    loket = tally.town.loket(at)
    stays = int(tally.stays[loket])
    return round(int(tally.stay_days[loket]) / stays, 3) if stays else None


def _feedback_rate(tally: Tally, name: str) -> float | None:
    return round(tally.feedback / tally.feedback_due, 6) if tally.feedback_due else None


def _bounces_in(tally: Tally, name: str, area: str) -> int:
    return int(tally.bounces_in[tally.town.areas.index(area)])


def _demand(tally: Tally, name: str, domain: str, area: str) -> int:
    return int(tally.demand[DOMAINS[domain].number - 1][tally.town.areas.index(area)])


def _steps(
    tally: Tally, name: str, through: list[str], since: date | None = None, until: date | None = None
) -> float | None:
    hops, cases = tally.steps[tuple(through), since, until]
    return round(hops / cases, 6) if cases else None


def _island_size(tally: Tally, name: str) -> int:
    island = tally.town.recipe.planted[name]["island"]
    return sum(len(tally.town.lokets_of(desk)) for desk in island["desks"])


def _stale(tally: Tally, name: str) -> list[str]:
    oldest = tally.town.recipe.town["end"] - timedelta(days=STALE_DAYS)
    return sorted(lo.id for lo in tally.town.lokets if lo.checked_on is None or lo.checked_on < oldest)


_FIGURES: dict[str, Callable[..., Value]] = {
    "hops": _hops,
    "bounces": _bounces,
    "loops": _loops,
    "dead_ends": _dead_ends,
    "not_picked_up_rate": _not_picked_up_rate,
    "refused": _refused,
    "median_wait": _median_wait,
    "mean_stay": _mean_stay,
    "feedback_rate": _feedback_rate,
    "bounces_in": _bounces_in,
    "demand": _demand,
    "island_size": _island_size,
    "stale": _stale,
    "steps": _steps,
    "shared_households": lambda tally, name: tally.shared[name],
    "planted_again": lambda tally, name: tally.again.get(name, 0),
    "five_plans": lambda tally, name: tally.five_plans,
    "top_share": lambda tally, name, households: round(tally.top_share(households), 6),
    "terms": lambda tally, name: sum(len(m) > 1 for m in tally.town.recipe.roles["terms"].values()),
}
