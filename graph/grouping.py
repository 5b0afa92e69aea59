"""Incidents in the order in which they are counted: by cell, then by household. Made once for each version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analyses.table import Table
from graph.columns import Codes, Flags, Ints
from graph.evidence import has_known_household
from graph.incidents import Incidents
from graph.instants import MISSING
from graph.network import Network
from graph.ordering import numbered, stable_order
from graph.pseudonyms import Door

Keys = NDArray[np.uint64]
_CAP = 95
"""Of the time of one household the part above this percentile of all is left out."""


@dataclass(frozen=True, eq=False)
class People:
    """Whose case each one is, and the secret record key of each household.

    `named` is False where no household is: then each case is counted as one, and the page says so.
    """

    household: Codes
    keys: Keys
    named: bool


def people(network: Network, door: Door) -> People:
    """The households of a network with their record keys, which the key outside the database makes."""
    there = np.unique(network.cases.household)
    # Of a household without a case nobody asks the key.
    keys = np.zeros(len(network.households.key), dtype=np.uint64)
    keys[there] = door.record_keys(network.households.key[there].tolist())
    named = bool(has_known_household(network).any()) or not len(network.cases)
    return People(network.cases.household, keys, named)


@dataclass(frozen=True, eq=False)
class Grouped:
    """Incidents in the order of their cell and household, ready to be counted under any mask over cases.

    Attributes
    ----------
    labels
        What each cell is about, one row a cell.
    cell, household
        Of each incident.
    rows
        The incidents.
    people
        Whose they are.
    cap
        Microseconds: more than this of one household in one cell is not counted.
    """

    labels: Table
    cell: Codes
    household: Codes
    rows: Incidents
    people: People
    cap: float

    def __len__(self) -> int:
        return len(self.cell)

    @cached_property
    def runs(self) -> Runs:
        """The households of each cell; made once, for all views."""
        return _runs(self.cell, self.household, self.people.keys)

    @cached_property
    def known(self) -> Flags | None:
        """Of which incidents a time is known; None where it is of all."""
        known = self.rows.lost != MISSING
        return None if known.all() else known

    @cached_property
    def is_timed(self) -> bool:
        """Whether the time of any incident is known."""
        return len(self) > 0 and (self.known is None or bool(self.known.any()))


@dataclass(frozen=True, eq=False)
class Runs:
    """The incidents of one household in one cell stand beside one another: each such run is one row here.

    Attributes
    ----------
    of
        The run of each incident.
    start
        The first incident of each run.
    cell, key
        Of each run: its cell, and the record key of its household.
    """

    of: Codes
    start: Ints
    cell: Codes
    key: Keys


def _runs(cell: Codes, household: Codes, keys: Keys) -> Runs:
    new = np.ones(len(cell), dtype=np.bool_)
    new[1:] = (cell[1:] != cell[:-1]) | (household[1:] != household[:-1])
    start = np.flatnonzero(new)
    return Runs(np.cumsum(new, dtype=np.int32) - np.int32(1), start, cell[start], keys[household[start]])


def grouped(
    rows: Incidents, by: Sequence[NDArray[Any]], people: People, cap: float | None = None
) -> tuple[Grouped, tuple[NDArray[Any], ...]]:
    """Incidents in cells of equal codes `by`, and the codes of each cell.

    `cap` is that of the incidents of which these are a part; without it that of these.
    """
    if not len(rows):
        nothing = np.zeros(0, dtype=np.int32)
        return Grouped(Table({}), nothing, nothing, rows, people, cap or 0.0), tuple(np.asarray(c)[:0] for c in by)
    cell, first = _cells(by)
    household = people.household[rows.case]
    order = stable_order(cell * np.int64(len(people.keys)) + household)
    # A view looks cases up by the million: numpy does so twice as fast by wide codes.
    wide = replace(rows, case=rows.case.astype(np.int64))
    made = Grouped(Table({}), cell[order].astype(np.int32), household[order], wide.take(order), people, cap or 0.0)
    return (_capped(made) if cap is None else made), tuple(np.asarray(codes)[first] for codes in by)


def labelled(found: Grouped, labels: Table) -> Grouped:
    """The same incidents, with what their cells are about."""
    return _alike(found, replace(found, labels=labels))


def cut(found: Grouped, cap: float) -> Grouped:
    """The same incidents, with another limit to the time of one household."""
    return _alike(found, replace(found, cap=cap))


def timed(found: Grouped, lost: Ints) -> Grouped:
    """The same incidents in the same cells, of which another time counts."""
    return _capped(replace(found, rows=replace(found.rows, lost=lost)))


def _alike(found: Grouped, other: Grouped) -> Grouped:
    """With what was already worked out of the same incidents."""
    vars(other).update({name: vars(found)[name] for name in ("runs", "known", "is_timed") if name in vars(found)})
    return other


def _cells(by: Sequence[NDArray[Any]]) -> tuple[Ints, Ints]:
    """The cell of each row, numbered in the order of its codes, and a row of each cell."""
    code = np.zeros(len(by[0]), dtype=np.int64)
    for codes in by:
        code = code * (int(codes.max()) + 2) + codes + 1
    return numbered(code)


def _capped(found: Grouped) -> Grouped:
    """With the 95th percentile of the time of one household in one cell, over the whole register."""
    _, time = times(found, None, found.runs.of)
    return cut(found, float(np.percentile(time, _CAP)) if len(time) else 0.0)


def firsts(codes: Codes) -> Ints:
    """Where each code begins; codes come in order."""
    new = np.ones(len(codes), dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=new[1:])
    return np.flatnonzero(new)


def times(found: Grouped, kept: Ints | None, run: Codes) -> tuple[Codes, NDArray[np.float64]]:
    """The cell and the time of each household of which some time is known, among the kept incidents."""
    if not found.is_timed:
        return np.zeros(0, dtype=np.int32), np.zeros(0)
    lost = found.rows.lost if kept is None else found.rows.lost[kept]
    if found.known is not None:
        some = found.known if kept is None else found.known[kept]
        lost, run = lost[some], run[some]
    if not len(run):
        return np.zeros(0, dtype=np.int32), np.zeros(0)
    starts = firsts(run)
    return found.runs.cell[run[starts]], np.add.reduceat(lost.astype(np.float64), starts)
