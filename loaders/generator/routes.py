"""Who refers to whom: the recipe's problems as arrays of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.columns import Ints
from loaders.generator.draws import Floats, cumulative
from loaders.generator.town import DOMAINS, Town

ELSE = "else"


@dataclass(frozen=True, slots=True, eq=False)
class Problems:
    """The help requests of a town.

    Attributes
    ----------
    names
        In the order of the recipe.
    shares
        Running shares of the problems for each composition.
    first_domain, other_domains
        Bits of the domain that is always there; the others, -1 where there are fewer.
    entry
        Weight of each desk as entry of each problem.
    routes
        Weight of each desk to which each desk sends cases of each problem.
    """

    names: tuple[str, ...]
    shares: Floats
    first_domain: Ints
    other_domains: Ints
    entry: Floats
    routes: Floats

    def number(self, name: str) -> int:
        """The place of a problem."""
        return self.names.index(name)


def build_problems(town: Town) -> Problems:
    """The problems of a town's recipe."""
    tables = town.recipe.problems
    domains = [[_bit(name) for name in table["domains"]] for table in tables.values()]
    most = max(len(row) for row in domains) - 1
    return Problems(
        names=tuple(tables),
        shares=np.array([_shares(tables, composition) for composition in town.compositions]),
        first_domain=np.array([row[0] for row in domains], dtype=np.int64),
        other_domains=np.array([row[1:] + [-1] * (most + 1 - len(row)) for row in domains], dtype=np.int64),
        entry=np.array([_weights(town, table["entry"]) for table in tables.values()]),
        routes=np.array([_routes(town, table["routes"]) for table in tables.values()]),
    )


def _bit(domain: str) -> int:
    return 1 << (DOMAINS[domain].number - 1)


def domain_bits(names: list[str]) -> int:
    """Some domains as bits."""
    return sum(_bit(name) for name in set(names))


def _shares(tables: dict[str, Any], composition: str) -> Floats:
    return cumulative([t["weight"] * t.get("who", {}).get(composition, 1.0) for t in tables.values()])


def _weights(town: Town, row: dict[str, float]) -> Floats:
    return np.array([row.get(name, 0.0) for name in town.desks.names], dtype=np.float64)


def _routes(town: Town, table: dict[str, dict[str, float]]) -> Floats:
    routes = np.array([_weights(town, table.get(name, table[ELSE])) for name in town.desks.names])
    np.fill_diagonal(routes, 0.0)
    for a, b in _apart(town):
        routes[a, b] = routes[b, a] = 0.0
    return routes


def _apart(town: Town) -> list[tuple[int, int]]:
    """Pairs of desks that a truth keeps apart: they do not refer to each other."""
    rows = (t["apart"]["desks"] for t in town.recipe.planted.values() if "apart" in t)
    return [(town.desks.number(a), town.desks.number(b)) for a, b in rows]
