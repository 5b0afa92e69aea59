"""What figures of one version of the data are counted from: event tables in the order in which they are counted.

Made once for each version, away from the page; a view is then one pass (`graph.cells.tabulate`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.advising import Advising, advising
from graph.analyses.table import Named, Table
from graph.cells import Cells, heads, tabulate
from graph.codes import Gap
from graph.columns import Codes, Flags, Ints
from graph.facts import facts
from graph.grouping import Grouped, People, grouped, labelled, people
from graph.incidents import Incidents, Register, incidents
from graph.instants import instant_of_date
from graph.model import Professional
from graph.network import Network
from graph.pseudonyms import Door
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds
from graph.views import Facts, Look

BOTH_WAYS = frozenset({Gap.BOUNCE})
"""Credited to two lokets, in whichever order."""


@dataclass(frozen=True, eq=False)
class Counting:
    """Everything that the figures of one version are counted from.

    Attributes
    ----------
    lokets
        The ids of the lokets, by code.
    people, facts
        The households and what a view can ask of cases.
    asks
        Which pairs are requests for advice, and what people decided about them.
    gaps
        The incidents of each kind in their cells: `a`, `b`, `detail`.
    chances
        What these are a share of: of each kind the cells, and for each cell of the gaps the cell of the chances.
    totals
        The incidents of each kind in one cell.
    flows
        Hops from `a` to `b`.
    lacking
        The kinds that cannot be measured, each with the reason.
    one_person
        Which lokets have one professional.
    """

    lokets: NDArray[np.object_]
    people: People
    facts: Facts
    asks: Advising
    gaps: dict[Gap, Grouped]
    chances: dict[Gap, tuple[Grouped, Ints]]
    totals: dict[Gap, Grouped]
    flows: Grouped
    lacking: dict[Gap, Text]
    one_person: Flags


def counting(
    network: Network,
    door: Door,
    thresholds: Thresholds = DEFAULTS,
    frozen: bool = False,
    of_one_source: bool = False,
) -> Counting:
    """The event tables of a network, ready to be counted; `frozen` and `of_one_source` as in `facts`."""
    return counting_of(network, people(network, door), facts(network, frozen, of_one_source), thresholds)


def counting_of(
    network: Network, whose: People, about: Facts, thresholds: Thresholds, asks: Advising | None = None
) -> Counting:
    """The same of a network whose households and facts are known; `asks` as in `incidents`."""
    asks = asks or advising(network, thresholds)
    register, ids = incidents(network, thresholds, asks), network.loket_ids
    gaps = {kind: _gaps(kind, rows, whose, ids) for kind, rows in register.found.items()}
    flows = _gaps(Gap.CONSULT, register.hops, whose, ids)
    return Counting(
        lokets=ids,
        people=whose,
        facts=about,
        asks=asks,
        gaps=gaps,
        chances={kind: _chances(kind, register, whose, ids, gaps[kind], flows) for kind in gaps},
        totals={kind: _total(rows, whose) for kind, rows in register.found.items()},
        flows=flows,
        lacking=register.lacking,
        one_person=_one_person(network),
    )


def gap_cells(found: Counting, kind: Gap, look: Look) -> Cells:
    """The gaps of one kind, by the lokets where they are (and by reason or cause), as a share of what could be."""
    cells = tabulate(found.gaps[kind], look)
    chances, at = found.chances[kind]
    households, keys = heads(chances, look)
    return _marked(found, replace(cells, of=households[at], of_keys=keys[at]))


def flow_cells(found: Counting, look: Look) -> Cells:
    """The households that were sent from each loket to each other."""
    return _marked(found, tabulate(found.flows, look))


def total_cells(found: Counting, look: Look) -> Cells:
    """The households with any gap of each kind that can be measured, one row a kind."""
    parts = [tabulate(rows, look) for rows in found.totals.values()]
    return joined(Table({"kind": [kind.value for kind in found.totals]}), parts, look)


def joined(labels: Table, parts: list[Cells], look: Look) -> Cells:
    """Cells of one row each, below one another; every row is there, also without a household."""
    return Cells(
        labels=labels,
        households=np.array([p.households.sum() for p in parts], dtype=np.int64),
        incidents=np.array([p.incidents.sum() for p in parts], dtype=np.int64),
        keys=np.array([p.keys.sum(dtype=np.uint64) for p in parts], dtype=np.uint64),
        mean=np.array([p.mean[0] if len(p) else np.nan for p in parts], dtype=np.float64),
        timed=np.array([p.timed.sum() for p in parts], dtype=np.int64),
        lost=np.array([p.lost.sum() for p in parts], dtype=np.float64),
        look=look,
        dense=True,
        named=all(p.named for p in parts),
    )


def _gaps(kind: Gap, rows: Incidents, whose: People, ids: NDArray[np.object_]) -> Grouped:
    a, b = _sides(kind, rows)
    found, (a, b, detail) = grouped(rows, (a, b, rows.detail), whose)
    details = np.array(rows.details, dtype=object)
    return labelled(found, Table({"a": Named(ids, a), "b": Named(ids, b), "detail": Named(details, detail)}))


def _sides(kind: Gap, rows: Incidents) -> tuple[Codes, Codes]:
    both = kind in BOTH_WAYS
    return (np.minimum(rows.a, rows.b), np.maximum(rows.a, rows.b)) if both else (rows.a, rows.b)


def _chances(
    kind: Gap, register: Register, whose: People, ids: NDArray[np.object_], gaps: Grouped, flows: Grouped
) -> tuple[Grouped, Ints]:
    """The chances in cells of `a` and `b`, and for each cell of the gaps its cell among these."""
    # Of a request for advice every hop is a chance, in its own direction: those are grouped already.
    found = flows if kind is Gap.CONSULT else _gaps(kind, register.chances[kind], whose, ids)
    size = len(ids) + 1
    mine, theirs = (_codes(g, "a") * size + _codes(g, "b") + 1 for g in (gaps, found))
    at = np.searchsorted(theirs, mine)
    return _only(found, at), at


def _only(found: Grouped, cells: Ints) -> Grouped:
    """The incidents of some cells; the others are never asked for."""
    wanted = np.zeros(len(found.labels), dtype=np.bool_)
    wanted[cells] = True
    rows = np.flatnonzero(wanted[found.cell])
    return replace(found, cell=found.cell[rows], household=found.household[rows], rows=found.rows.take(rows))


def _codes(found: Grouped, name: str) -> Ints:
    column = found.labels.columns[name]
    return column.codes.astype(np.int64) if isinstance(column, Named) else np.zeros(0, dtype=np.int64)


def _total(rows: Incidents, whose: People) -> Grouped:
    found, _ = grouped(rows, (np.zeros(len(rows), dtype=np.int64),), whose)
    return labelled(found, Table({"all": np.zeros(1, dtype=np.int64)}))


def _marked(found: Counting, cells: Cells) -> Cells:
    """With a mark on the rows about a loket where one person works."""
    one = np.append(found.one_person, False)
    a, b = (c.codes if isinstance(c := cells.labels.columns[name], Named) else np.array([], int) for name in "ab")
    return replace(cells, one_person=one[a] | one[b])


def _one_person(network: Network) -> Flags:
    code = network.loket_codes
    there = [
        code[p.loket]
        for p in network.of(Professional)
        if isinstance(p, Professional)
        and p.loket in code
        and (p.until is None or instant_of_date(p.until) >= network.data_end)
    ]
    return np.asarray(np.bincount(np.array(there, dtype=np.int64), minlength=len(code)) == 1)
