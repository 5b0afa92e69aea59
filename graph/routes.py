"""Typical routes: the lokets that households come to, in order, cut where they become rare (`gate.md`, rule 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.analyses.table import Named, Table
from graph.cells import Cells, tabulate
from graph.columns import Codes, Flags, Ints
from graph.counting import Counting
from graph.dwelling import dwelling
from graph.figures import Figures
from graph.grouping import Grouped, grouped, labelled, timed
from graph.incidents import NOWHERE, Incidents
from graph.instants import MISSING, elapsed
from graph.network import Network
from graph.sequences import Sequences
from graph.views import Look

MOST_VISITS = 6
"""Of longer routes only the beginning is looked at."""
STEPS, END = tuple(f"step{i}" for i in range(MOST_VISITS + 1)), "end"
"""The columns of labels: the loket of each step, and whether the case went no further."""


@dataclass(frozen=True, eq=False)
class Routing:
    """The beginnings of all routes, one `Grouped` for each length from 1 on, ready to be counted.

    A route that goes no further stands once more among those that are one longer, with its end as the last step.
    """

    lengths: tuple[Grouped, ...]
    sequences: Sequences
    one_person: Flags


@dataclass(frozen=True, slots=True)
class Route:
    """A route as its audience sees it: the lokets in order (ids), and whether it ends there.

    `households` is released; `weeks` is the mean time from the start to the last of these lokets, None where it is
    not known. A route that does not end goes on, in ways that are too rare to show or longer than `MOST_VISITS`.
    """

    lokets: tuple[str, ...]
    ends: bool
    households: int
    weeks: float | None


def routing(network: Network, counted: Counting) -> Routing:
    """The beginnings of the routes of a network; `counted` is of the same network."""
    visits, ids = network.sequences, network.loket_ids
    parts: list[Grouped] = []
    first = visits.offsets[:-1][visits.has_visit]
    length = np.diff(visits.offsets)[visits.has_visit]
    step = np.zeros(len(first), dtype=np.int64)
    taken: list[Codes] = []
    for at in range(MOST_VISITS + 1):
        goes_on = length > at
        # After its last visit a case ends, once.
        there = np.flatnonzero(length >= at) if at else np.arange(len(first))
        loket = np.where(goes_on[there], visits.loket[np.minimum(first[there] + at, len(visits) - 1)], NOWHERE)
        if at == MOST_VISITS:
            there, loket = there[loket == NOWHERE], loket[loket == NOWHERE]
        _, code = np.unique(step[there] * (len(ids) + 1) + loket + 1, return_inverse=True)
        step[there] = code
        taken = [*(codes for codes in taken), np.full(len(first), NOWHERE, dtype=np.int32)]
        taken[at][there] = loket
        parts.append(_grouped(visits, first[there], at, loket, code, [c[there] for c in taken], counted, ids))
    return Routing(tuple(parts), visits, counted.one_person)


def _grouped(
    visits: Sequences,
    first: Ints,
    at: int,
    loket: Codes,
    code: Ints,
    taken: Sequence[Codes],
    counted: Counting,
    ids: np.ndarray,
) -> Grouped:
    """The beginnings of one length: `code` names each, `taken` are the lokets on it."""
    last = np.where(loket == NOWHERE, first + at - 1, first + at)
    nothing = np.full(len(first), NOWHERE, dtype=np.int32)
    time = elapsed(visits.start[first], visits.start_is_date[first], visits.start[last], visits.start_is_date[last])
    rows = Incidents(visits.case[first].astype(np.int32), loket.astype(np.int32), nothing, nothing, time, nothing)
    made, columns = grouped(rows, (code, *taken), counted.people)
    steps = {name: Named(ids, column) for name, column in zip(STEPS, columns[1:], strict=False)}
    return labelled(made, Table({**steps, END: np.asarray(columns[-1] == NOWHERE)}))


def waits(network: Network, found: Routing) -> Routing:
    """The same beginnings, of each the time that a case waited at the last of its lokets instead of the time until it.

    Missing where that cannot be known, as in an event log, and where a route goes no further: there it was told before.
    """
    waiting, offsets = dwelling(network).waiting, found.sequences.offsets
    return replace(found, lengths=tuple(_waited(part, waiting, offsets, at) for at, part in enumerate(found.lengths)))


def _waited(part: Grouped, waiting: Ints, offsets: Ints, at: int) -> Grouped:
    rows, lost = part.rows, np.full(len(part), MISSING, dtype=np.int64)
    goes_on = np.flatnonzero(rows.a != NOWHERE)
    lost[goes_on] = waiting[offsets[rows.case[goes_on]] + at]
    return timed(part, lost)


def route_cells(found: Routing, look: Look, cases: Flags | None = None) -> tuple[Cells, ...]:
    """The households on each beginning, one `Cells` for each length; for `publish`.

    Parameters
    ----------
    cases
        Only of these cases, such as those with one gap; None for all. Of a view with a kind of loket: those that come
        to one.
    """
    cases = _of_kind(found, look) if cases is None else cases
    return tuple(_marked(found, tabulate(part, look, cases)) for part in found.lengths)


def _of_kind(found: Routing, look: Look) -> Flags | None:
    if look.lokets is None:
        return None
    visits = found.sequences
    mask = np.zeros(len(visits.has_visit), dtype=np.bool_)
    mask[visits.case[look.lokets[visits.loket]]] = True
    return mask


def _marked(found: Routing, cells: Cells) -> Cells:
    """With a mark on the beginnings that come to a loket where one person works."""
    one, mark = np.append(found.one_person, False), np.zeros(len(cells), dtype=np.bool_)
    for column in cells.labels.columns.values():
        if isinstance(column, Named):
            mark |= one[column.codes]
    return replace(cells, one_person=mark)


def cases_of_gap(counted: Counting, kind: object, gap: tuple[str, str | None, str | None]) -> Flags:
    """Which cases have one gap (`a`, `b`, `detail` as in its row)."""
    mask = np.zeros(len(counted.facts.month), dtype=np.bool_)
    whole = next((g for k, g in counted.gaps.items() if k is kind), None)
    if whole is None:
        return mask
    rows = zip(*(whole.labels.columns[name] for name in ("a", "b", "detail")), strict=True)
    cell = next((i for i, row in enumerate(rows) if row == gap), None)
    mask[whole.rows.case[whole.cell == (NOWHERE if cell is None else cell)]] = True
    return mask


def typical(lengths: Sequence[Figures], least: int = 1) -> tuple[Route, ...]:
    """The longest beginnings of at least so many households that may be told, those of most households first.

    A beginning is left out where a longer one is there: what else begins so belongs to "other routes", of which no
    number is told.
    """
    routes = [route for figures in lengths for route in _routes(figures, least)]
    longer = {steps[:-1] for steps in map(_steps, routes)}
    kept = [route for route in routes if _steps(route) not in longer]
    return tuple(sorted(kept, key=lambda r: (-r.households, r.lokets)))


def _steps(route: Route) -> tuple[str | None, ...]:
    return (*route.lokets, None) if route.ends else route.lokets


def _routes(figures: Figures, least: int) -> list[Route]:
    at = np.flatnonzero(figures.households >= least)
    names = [name for name in STEPS if name in figures.labels.columns]
    taken = {name: column.take(at) for name in names if isinstance(column := figures.labels.columns[name], Named)}
    ends = np.asarray(figures.labels.columns[END])[at] if names else np.zeros(0, dtype=np.bool_)
    return [
        Route(
            lokets=(lokets := tuple(str(loket) for loket in row if loket is not None)),
            ends=bool(end),
            households=int(count),
            weeks=None if len(lokets) < 2 or np.isnan(weeks) else float(weeks),
        )
        for *row, end, count, weeks in zip(
            *taken.values(), ends, figures.households[at].tolist(), figures.weeks[at].tolist(), strict=True
        )
    ]
