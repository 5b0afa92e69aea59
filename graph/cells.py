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
from graph.grouping import Grouped, Keys, firsts, times
from graph.incidents import Incidents
from graph.views import Look


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


def tabulate(found: Grouped, look: Look, cases: Flags | None = None) -> Cells:
    """Count the households of each cell in a view; one pass over the incidents.

    `cases` are those that the rows are about, such as those with one gap: of these and no others what the view keeps,
    whichever lokets they come to.
    """
    size, runs = len(found.labels), found.runs
    kept = _kept(found.rows, look) if cases is None else _of_cases(found.rows, look, cases)
    run = runs.of if kept is None else runs.of[kept]
    households, keys = _households(found, run, size)
    cell, time = times(found, kept, run)
    timed = np.bincount(cell, minlength=size)
    sums = np.bincount(cell, np.minimum(time, found.cap), minlength=size)
    return Cells(
        labels=found.labels,
        households=households,
        incidents=_per_cell(found.cell if kept is None else found.cell[kept], size),
        keys=keys,
        mean=np.divide(sums, timed, out=np.full(size, np.nan), where=timed > 0),
        timed=timed.astype(np.int64),
        lost=np.bincount(cell, time, minlength=size).astype(np.float64),
        look=look,
        named=found.people.named,
    )


def heads(found: Grouped, look: Look) -> tuple[Ints, Keys]:
    """The households of each cell in a view and the sums of their keys, as in `tabulate`, and nothing else."""
    kept = _kept(found.rows, look)
    return _households(found, found.runs.of if kept is None else found.runs.of[kept], len(found.labels))


def _of_cases(rows: Incidents, look: Look, cases: Flags) -> Ints:
    return np.flatnonzero(rows.kept(cases if look.cases is None else cases & look.cases))


def _kept(rows: Incidents, look: Look) -> Ints | None:
    """The incidents that a view keeps, in order; None for all."""
    kept = None if look.cases is None else np.flatnonzero(rows.kept(look.cases))
    if look.lokets is None:
        return kept
    # A loket that is not there is of no kind.
    of_kind = np.append(look.lokets, False)
    a, b = (rows.a, rows.b) if kept is None else (rows.a[kept], rows.b[kept])
    touches = np.flatnonzero(of_kind[a] | of_kind[b])
    return touches if kept is None else kept[touches]


def _households(found: Grouped, run: Codes, size: int) -> tuple[Ints, Keys]:
    """The households of each cell of which some incident is kept, and the sums of their keys, modulo 2**64."""
    runs = found.runs
    there = run[firsts(run)] if len(run) < len(found) else np.arange(len(runs.start))
    cell = runs.cell[there]
    sums = np.zeros(size, dtype=np.uint64)
    if len(cell):
        starts = firsts(cell)
        sums[cell[starts]] = np.add.reduceat(runs.key[there], starts)
    return _per_cell(cell, size), sums


def _per_cell(cell: Codes, size: int) -> Ints:
    """How often each cell is there; cells come in order."""
    return np.diff(np.searchsorted(cell, np.arange(size + 1, dtype=np.int32)))
