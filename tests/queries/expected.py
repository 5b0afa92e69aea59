"""What each saved question must answer, from the snapshot's analysis or the slow reference; rows as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graph.analyses import analysis
from graph.analyses.table import Table
from graph.errors import Unknown
from graph.journeys import journey as journey_of
from graph.model import Loket, Organisation, Professional
from graph.network import Network
from graph.pseudonyms import label
from graph.stores.neo4j_query import Answer
from graph.thresholds import DEFAULTS, Thresholds
from tests.reference import linked

Row = dict[str, Any]
Rows = list[Row]


def asked(name: str, table: str, network: Network, limits: Thresholds = DEFAULTS) -> Rows:
    """A table of an analysis."""
    found: Table = getattr(analysis(name).function(network, limits), table)
    return list(found.rows())


def flows(network: Network, limits: Thresholds) -> Rows:
    """The hops, and what each direction did with them."""
    known = {(row["from"], row["to"]): row for row in asked("bounces", "directed", network, limits)}
    rows = asked("hops", "list_", network, limits)
    return [known[row["from"], row["to"]] | row for row in rows]


def refusals(network: Network, limits: Thresholds) -> Rows:
    """By loket, without the reasons."""
    return asked("refusals", "by_loket", network, limits)


def journey(network: Network, case: str) -> Rows:
    """The visits of a case in the words of the question."""
    try:
        found = list(journey_of(network, case).visits.rows())
    except Unknown:
        return []
    return [
        {
            "visit": number,
            "loket": row["loket"],
            "start": row["start"],
            "days": row["days"],
            "waiting": row["waited"],
            "picked_up": row["picked"],
            "refused": row["refused"],
            "returned": row["returned"],
            "open": row["open"],
        }
        for number, row in enumerate(found, 1)
    ]


def loket_card(network: Network, loket: str) -> Rows:
    """Its flows and facts."""
    lokets = {lo.id: lo for lo in linked.of(network, Loket)}
    if loket not in lokets:
        return []
    steps = flows(network, DEFAULTS)
    visits = network.sequences
    here = visits.case[visits.loket == network.loket_codes[loket]]
    known = [(pair, len(ties)) for pair, ties in linked.ties_between(network).items() if loket in pair]
    ties = [{"loket": b if a == loket else a, "ties": n} for (a, b), n in known]
    organisations = {o.id: o for o in linked.of(network, Organisation)}
    owner = organisations.get(lokets[loket].organisation or "")
    return [
        {
            "loket": loket,
            "name": lokets[loket].name or None,
            "organisation": owner.name if owner else lokets[loket].organisation,
            "domains": [str(d.value) for d in lokets[loket].domains] or None,
            "checked_on": str(lokets[loket].checked_on) if lokets[loket].checked_on else None,
            "people": sum(p.loket == loket for p in linked.of(network, Professional)),
            "cases": len(np.unique(here)),
            "visits": len(here),
            "receives_from": [_step(row, "from") for row in steps if row["to"] == loket],
            "sends_to": [_step(row, "to") for row in steps if row["from"] == loket],
            "knows": sorted(ties, key=lambda t: (-t["ties"], t["loket"])),
        }
    ]


def _step(row: Row, end: str) -> Row:
    return {"loket": row[end], "hops": row["hops"], "back": row["bounces"]}


# The questions that take no more than the source and thresholds.
EXPECTED: dict[str, Callable[[Network, Thresholds], Rows]] = {
    "bounces": lambda network, limits: asked("bounces", "pairs", network, limits),
    "loops": lambda network, limits: asked("loops", "list_", network, limits),
    "flows": flows,
    "dead_ends": lambda network, limits: asked("dead_ends", "cases", network, limits),
    "refusals": refusals,
    "no_pickups": lambda network, limits: asked("pickups", "by_loket", network, limits),
    "reintakes": lambda network, limits: asked("reintakes", "list_", network, limits),
    "missing_links": lambda network, limits: linked.missing_links(network, limits.shared_households),
    "fragile_links": lambda network, limits: linked.fragile_links(network),
    "without_direction": lambda network, limits: linked.without_direction(network, dead_days=limits.dead_days),
    "matches": lambda network, limits: linked.matches(network, dead_days=limits.dead_days),
    "white_spots": lambda network, limits: linked.white_spots(network),
}
SORTED = frozenset({"fragile_links", "white_spots"})
"""The reference gives these in no order."""


def rows_of(answer: Answer) -> Rows:
    """An answer as rows."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def compare(name: str, answer: Answer, expected: Rows) -> None:
    """Row by row, in order; columns that the other side does not have are left out."""
    found = rows_of(answer)
    if name in SORTED:
        found, expected = (sorted(rows, key=str) for rows in (_trimmed(found, expected), expected))
    else:
        found = _trimmed(found, expected)
    assert len(found) == len(expected), f"{name}: {found} is not {expected}"
    for one, other in zip(found, expected, strict=True):
        assert one == _near(other), f"{name}: {one} is not {other}"


def _trimmed(found: Rows, expected: Rows) -> Rows:
    columns = expected[0].keys() if expected else ()
    return [{name: row[name] for name in columns} for row in found] if expected else found


def _near(row: Row) -> Row:
    # The hypergeometric chance is a sum of logarithms: its relative error grows with the number of households.
    return {k: pytest.approx(v, rel=1e-6, abs=1e-300) if isinstance(v, float) else v for k, v in row.items()}


def some_cases(network: Network, most: int) -> list[str]:
    """Pseudonyms of the cases with most visits."""
    order = np.argsort(-np.diff(network.sequences.offsets), kind="stable")[:most]
    return [label("case", int(key)) for key in network.cases.key[order]]
