"""Small generated towns, read by our own loader, and the claims of their truths held against the questions."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from graph.analyses import analysis
from graph.analyses.answer import as_json
from graph.build import build
from graph.network import Network
from graph.pseudonyms import Door
from graph.sources import Source, SourceKind
from graph.thresholds import DEFAULTS
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.options import Options
from loaders.read import read
from loaders.reading import Reading
from tests.queries.expected import EXPECTED

HOUSEHOLDS = 3_000
DOOR = Door(b"a key for tests only")

Claim = dict[str, Any]
Value = float | list[str]


@dataclass(frozen=True, eq=False)
class Made:
    """A generated town: what was read of it, its network, and what its generator says about it."""

    reading: Reading
    network: Network
    truths: dict[str, Any]

    def claims(self, name: str) -> list[Claim]:
        """The claims of one truth."""
        return next(list(t["claims"]) for t in self.truths["truths"] if t["name"] == name)


@cache
def town(seed: int, without: str | None = None, households: int = HOUSEHOLDS) -> Made:
    """A town, usually of a quarter of Waterrijk's size, made and read once."""
    recipe = read_recipe(without=[without] if without else [])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "town"
        generate(recipe, size_of(recipe, households), seed, folder)
        truths = json.loads((folder / "truths.json").read_text(encoding="utf-8"))
        reading = read([folder], Options(), DOOR, lambda _, name: name)
    network = build(reading.batch, [Source(0, "town", SourceKind.TABLES)])
    return Made(reading, network, truths)


def answered(claim: Claim, network: Network) -> tuple[Value, int]:
    """What a question answers to a claim, and the rank of that row by its column; 0 and no rank where it is absent."""
    if claim["status"] == "saved_question":
        return in_rows(claim, saved(claim["question"], network))
    part = _part(claim, network)
    answer = as_json(analysis(claim["question"]).function(part, DEFAULTS), "nl")
    if "table" in claim:
        return in_rows(claim, answer[claim["table"]])
    return float(answer[claim["column"]]) / (len(part.cases) if claim.get("per") == "case" else 1), 1


def in_rows(claim: Claim, rows: list[dict[str, Any]]) -> tuple[Value, int]:
    """The value of a claim in the rows of an answer, and its rank among them."""
    mine = [row for row in rows if _fits(row, claim["where"])]
    if claim["column"] == "rows":
        return float(len(mine)), 1
    if claim["column"] == "loket":
        return sorted(row["loket"] for row in mine), 1
    if not mine:
        return 0.0, 0
    value, among = mine[0][claim["column"]], [row for row in rows if _fits(row, claim.get("among", {}))]
    larger = [row for row in among if (row[claim["column"]] or 0) > value]
    return float(value), len(larger) + 1 if mine[0] in among else 0


@cache
def saved(question: str, network: Network) -> list[dict[str, Any]]:
    """What a saved question answers, by the slow reference that tests/queries holds the question itself against."""
    return EXPECTED[question](network, DEFAULTS)


def _part(claim: Claim, network: Network) -> Network:
    since, until = (date.fromisoformat(claim[name]) if name in claim else None for name in ("since", "until"))
    part = network.opened_between(since, until) if since or until else network
    part = part.in_area(claim["area"]) if "area" in claim else part
    if claim.get("problems") == "single":
        part = part.select(np.bitwise_count(part.cases.domains) == 1)
    for loket in claim.get("through", ()):
        part = part.through(loket)
    return part


def _fits(row: dict[str, Any], where: dict[str, Any]) -> bool:
    return all(row[name] == value for name, value in where.items())


def wrong(claim: Claim, value: Value, rank: int) -> str | None:
    """What a claim says and the question does not, None when they agree; the value is the generator's own count."""
    about = f"{claim['question']} {claim.get('where')}: "
    if isinstance(value, list):
        return None if value == claim["value"] else f"{about}{value}, planted {claim['value']}"
    # Shares are written with six decimals, the mean of days with three.
    if abs(value - claim["value"]) > claim["margin"] * abs(claim["value"]) + 0.001:
        return f"{about}{value}, planted {claim['value']} +- {claim['margin']}"
    if rank != claim.get("rank", rank):
        return f"{about}rank {rank}, planted as {claim['rank']}"
    return None


def is_gone(claim: Claim, value: Value) -> bool:
    """Whether a value shows that the truth behind a claim is no longer there."""
    if isinstance(value, list):
        return not set(value) & set(claim["value"])
    planted = float(claim["value"])
    if claim["gone"] == "above":
        return value > planted * float(claim.get("factor", 2.0)) + (5 if planted == 0 else 0)
    if claim["gone"] == "below":
        return value < planted * float(claim.get("factor", 0.5))
    # What the removal leaves as it was moves by chance alone.
    return abs(value - planted) <= 0.3 * planted
