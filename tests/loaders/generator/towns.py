"""Small generated towns, read by our own loader, and the claims of their truths held against the questions."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

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

HOUSEHOLDS = 3_000
DOOR = Door(b"a key for tests only")

Claim = dict[str, Any]


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
def town(seed: int, without: str | None = None) -> Made:
    """A town of a quarter of Waterrijk's size, made and read once."""
    recipe = read_recipe(without=[without] if without else [])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "town"
        generate(recipe, size_of(recipe, HOUSEHOLDS), seed, folder)
        truths = json.loads((folder / "truths.json").read_text(encoding="utf-8"))
        reading = read([folder], Options(), DOOR, lambda _, name: name)
    network = build(reading.batch, [Source(0, "town", SourceKind.TABLES)])
    return Made(reading, network, truths)


def answered(claim: Claim, network: Network) -> tuple[float, int]:
    """What a question answers to a claim, and the rank of that row by its column; 0 and no rank where it is absent."""
    answer = _asked(claim, network)
    if "table" not in claim:
        return float(answer[claim["column"]]), 1
    rows = [row for row in answer[claim["table"]] if _fits(row, claim["where"])]
    if claim["column"] == "rows":
        return float(len(rows)), 1
    if not rows:
        return 0.0, 0
    value = rows[0][claim["column"]]
    larger = [row for row in answer[claim["table"]] if (row[claim["column"]] or 0) > value]
    return float(value), len(larger) + 1


def _asked(claim: Claim, network: Network) -> dict[str, Any]:
    since, until = (date.fromisoformat(claim[name]) if name in claim else None for name in ("since", "until"))
    part = network.opened_between(since, until) if since or until else network
    part = part.in_area(claim["area"]) if "area" in claim else part
    return as_json(analysis(claim["question"]).function(part, DEFAULTS), "nl")


def _fits(row: dict[str, Any], where: dict[str, Any]) -> bool:
    return all(row[name] == value for name, value in where.items())


def is_gone(claim: Claim, value: float) -> bool:
    """Whether a value shows that the truth behind a claim is no longer there."""
    planted = float(claim["value"])
    if claim["gone"] == "above":
        return value > planted * float(claim.get("factor", 2.0)) + (5 if planted == 0 else 0)
    if claim["gone"] == "below":
        return value < planted * float(claim.get("factor", 0.5))
    # What the removal leaves as it was moves by chance alone.
    return abs(value - planted) <= 0.3 * planted
