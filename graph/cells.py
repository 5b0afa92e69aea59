"""Counting households: how many distinct ones stand in each cell, before the gate.

A cell is a group of incidents: a pair of lokets, a reason, a month. Its unit is the household, however often one was
there (`gate.md`, rule 1). What is counted here is exact, and only `publish` hands it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analyses.table import Column, Table
from graph.columns import Codes, Flags, Ints
from graph.evidence import has_known_household
from graph.incidents import Incidents
from graph.instants import MISSING
from graph.network import Network
from graph.pseudonyms import Door
from graph.views import Look

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
    keys = np.array(door.record_keys(network.households.key.tolist()), dtype=np.uint64)
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


@dataclass(frozen=True, eq=False)
class Cells:
    """Exact counts of households, one row a cell; `publish` makes figures of it.

    Attributes
    ----------
    labels
        What each row is about: facts, never a household.
    households, incidents
        Distinct households; incidents (one household may have several).
    keys
        The sum of the record keys of the households, modulo 2**64.
    mean, timed
        Mean time of a household, in microseconds, each capped (NaN where no time is known); and of how many households.
    lost
        Time of all its incidents together, in microseconds, nothing left out.
    look
        The view that was counted.
    of, of_keys
        Households that it is a share of, and the sum of their keys; None where it is a share of nothing.
    by
        The filters that the rows themselves are (`domain`, `area`): they count as filters of the view.
    by_month
        Whether the rows are months.
    one_person
        Which rows are about a loket where one person works; None where that is no matter.
    dense
        Whether every row is there, also without any household (months, domains); otherwise a row is itself a sign.
    named
        Whether households are known; otherwise cases are counted.
    """

    labels: Table
    households: Ints
    incidents: Ints
    keys: Keys
    mean: NDArray[np.float64]
    timed: Ints
    lost: NDArray[np.float64]
    look: Look
    of: Ints | None = None
    of_keys: Keys | None = None
    one_person: Flags | None = None
    by: tuple[str, ...] = ()
    by_month: bool = False
    dense: bool = False
    named: bool = True

    def __len__(self) -> int:
        return len(self.households)

    def take(self, rows: Flags | Ints) -> Cells:
        """Some of the rows."""
        at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64)
        return replace(
            self,
            labels=Table({name: _taken(column, at) for name, column in self.labels.columns.items()}),
            households=self.households[at],
            incidents=self.incidents[at],
            keys=self.keys[at],
            mean=self.mean[at],
            timed=self.timed[at],
            lost=self.lost[at],
            of=None if self.of is None else self.of[at],
            of_keys=None if self.of_keys is None else self.of_keys[at],
            one_person=None if self.one_person is None else self.one_person[at],
        )


def _taken(column: Sequence[Any] | NDArray[Any], at: Ints) -> Sequence[Any] | NDArray[Any]:
    if isinstance(column, Column):
        return column.take(at)
    return column[at] if isinstance(column, np.ndarray) else [column[i] for i in at.tolist()]


def grouped(rows: Incidents, by: Sequence[NDArray[Any]], people: People) -> tuple[Grouped, tuple[NDArray[Any], ...]]:
    """Incidents in cells of equal codes `by`, and the codes of each cell."""
    if not len(rows):
        nothing = np.zeros(0, dtype=np.int32)
        return Grouped(Table({}), nothing, nothing, rows, people, 0.0), tuple(np.asarray(c)[:0] for c in by)
    cell, first = _cells(by)
    household = people.household[rows.case]
    order = np.argsort(cell * np.int64(len(people.keys)) + household, kind="stable")
    made = Grouped(Table({}), cell[order].astype(np.int32), household[order], rows.take(order), people, 0.0)
    return _capped(made), tuple(np.asarray(codes)[first] for codes in by)


def labelled(found: Grouped, labels: Table) -> Grouped:
    """The same incidents, with what their cells are about."""
    return Grouped(labels, found.cell, found.household, found.rows, found.people, found.cap)


def _cells(by: Sequence[NDArray[Any]]) -> tuple[Ints, Ints]:
    """The cell of each row, numbered in the order of its codes, and a row of each cell."""
    code = np.zeros(len(by[0]), dtype=np.int64)
    for codes in by:
        code = code * (int(codes.max()) + 2) + codes + 1
    _, first, cell = np.unique(code, return_index=True, return_inverse=True)
    return cell.astype(np.int64), first


def _capped(found: Grouped) -> Grouped:
    """With the 95th percentile of the time of one household in one cell, over the whole register."""
    _, time = _per_household(found, np.arange(len(found.cell)))
    known = time[~np.isnan(time)]
    cap = float(np.percentile(known, _CAP)) if len(known) else 0.0
    return Grouped(found.labels, found.cell, found.household, found.rows, found.people, cap)


def tabulate(found: Grouped, look: Look) -> Cells:
    """Count the households of each cell in a view; one pass over the incidents."""
    size = len(found.labels)
    kept = _kept(found.rows, look)
    starts, time = _per_household(found, kept)
    at = kept[starts]
    cell = found.cell[at]
    known = ~np.isnan(time)
    sums = np.bincount(cell[known], np.minimum(time[known], found.cap), minlength=size)
    timed = np.bincount(cell[known], minlength=size)
    return Cells(
        labels=found.labels,
        households=np.bincount(cell, minlength=size).astype(np.int64),
        incidents=np.bincount(found.cell[kept], minlength=size).astype(np.int64),
        keys=_key_sums(cell, found.people.keys[found.household[at]], size),
        mean=np.divide(sums, timed, out=np.full(size, np.nan), where=timed > 0),
        timed=timed.astype(np.int64),
        lost=np.bincount(cell[known], time[known], minlength=size).astype(np.float64),
        look=look,
        named=found.people.named,
    )


def _kept(rows: Incidents, look: Look) -> Ints:
    kept = np.ones(len(rows), dtype=np.bool_) if look.cases is None else rows.kept(look.cases)
    if look.lokets is not None:
        # A loket that is not there is of no kind.
        of_kind = np.append(look.lokets, False)
        kept = kept & (of_kind[rows.a] | of_kind[rows.b])
    return np.flatnonzero(kept)


def _per_household(found: Grouped, kept: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Where each household of each cell begins among the kept rows, and its time (NaN where none is known)."""
    if not len(kept):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    cell, household, lost = found.cell[kept], found.household[kept], found.rows.lost[kept]
    new = np.append(True, (cell[1:] != cell[:-1]) | (household[1:] != household[:-1]))
    starts = np.flatnonzero(new)
    known = lost != MISSING
    time = np.add.reduceat(np.where(known, lost, 0).astype(np.float64), starts)
    any_known = np.logical_or.reduceat(known, starts)
    return starts, np.where(any_known, time, np.nan)


def _key_sums(cell: Codes, keys: Keys, size: int) -> Keys:
    """The sum of the keys of each cell, modulo 2**64; cells come in order."""
    sums = np.zeros(size, dtype=np.uint64)
    if len(cell):
        starts = np.flatnonzero(np.append(True, cell[1:] != cell[:-1]))
        sums[cell[starts]] = np.add.reduceat(keys, starts)
    return sums
