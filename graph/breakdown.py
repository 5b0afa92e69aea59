"""The evidence of one gap: its households by month, area, life domain, target group, or by the time that they lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.analyses.table import Table
from graph.cells import Cells, tabulate
from graph.codes import Domain, Gap
from graph.columns import Flags, Ints
from graph.counting import Counting
from graph.grouping import Grouped, grouped, labelled
from graph.instants import DAY
from graph.views import Facts, Look, Problems, month_name

WAYS = ("month", "domain", "area", "target", "problems", "weeks")
"""What a gap can be broken down by; all but months and weeks are filters of a view."""
CLASS = "class"
"""The column of labels that names the class."""
WEEKS = (1, 2, 4, 8, 13, 26)
"""Upper bounds of the classes of lost time, in weeks; the last class has none."""
_NO_FILTER = frozenset({"month", "weeks"})


def breakdown(found: Counting, kind: Gap, gap: tuple[str, str | None, str | None] | None, by: str, look: Look) -> Cells:
    """The households of one gap (`a`, `b`, `detail` as in its row) in each class of `by`; every class is a row.

    Without a gap those of all gaps of the kind.

    Classes can overlap: a case may be over several life domains. A gap that is not there has none in any class.

    Raises
    ------
    KeyError
        When `by` is none of `WAYS`.
    """
    whole = found.totals[kind] if gap is None else found.gaps[kind]
    part = whole if gap is None else _part(whole, _cell_of(whole, gap))
    names, at, codes = _classes(part, found.facts, by)
    split, (used,) = grouped(part.rows.take(at), (codes,), found.people, whole.cap)
    counted = tabulate(labelled(split, Table({CLASS: [names[c] for c in used.tolist()]})), look)
    return replace(
        _dense(counted, Table({CLASS: list(names)}), used, len(names)),
        by=() if by in _NO_FILTER else (by,),
        by_month=by == "month",
        one_person=np.full(len(names), gap is not None and _of_one_person(found, gap)),
    )


def _of_one_person(found: Counting, gap: tuple[str, str | None, str | None]) -> bool:
    """Whether the gap is at a loket where one person works."""
    return bool(found.one_person[np.isin(found.lokets, [name for name in gap[:2] if name])].any())


def _cell_of(whole: Grouped, gap: tuple[str, str | None, str | None]) -> int | None:
    rows = zip(*(whole.labels.columns[name] for name in ("a", "b", "detail")), strict=True)
    return next((i for i, row in enumerate(rows) if row == gap), None)


def _part(whole: Grouped, cell: int | None) -> Grouped:
    at = np.flatnonzero(whole.cell == (-1 if cell is None else cell))
    taken = replace(whole, cell=whole.cell[at], household=whole.household[at], rows=whole.rows.take(at))
    return labelled(taken, Table({}))


def _classes(part: Grouped, facts: Facts, by: str) -> tuple[tuple[str, ...], Ints, Ints]:
    """The names of the classes, and of each row in a class its number and the code of the class."""
    case = part.rows.case
    if by == "weeks":
        return _weeks(part)
    if by == "month":
        return _months(facts, facts.month[case])
    if by == "area":
        return facts.areas, *_known(facts.area[case])
    if by == "problems":
        return tuple(p.value for p in Problems), *_known(facts.problems[case] - 1)
    flags = {"domain": _domains, "target": _targets}[by](facts, part.rows.case)
    found = [np.flatnonzero(flag) for flag in flags.values()]
    codes = np.repeat(np.arange(len(found)), [len(f) for f in found])
    return tuple(flags), np.concatenate([*found, np.zeros(0, dtype=np.int64)]), codes


def _known(codes: np.ndarray) -> tuple[Ints, Ints]:
    at = np.flatnonzero(codes >= 0)
    return at, codes[at].astype(np.int64)


def _months(facts: Facts, month: np.ndarray) -> tuple[tuple[str, ...], Ints, Ints]:
    first, last = facts.span
    at = np.flatnonzero(month >= 0)
    return tuple(month_name(m) for m in range(first, last + 1)), at, month[at].astype(np.int64) - first


def _domains(facts: Facts, case: np.ndarray) -> dict[str, Flags]:
    bits = facts.domains[case]
    used = facts.choices["domain"]
    return {d.value: bits >> np.uint16(d.number - 1) & np.uint16(1) != 0 for d in Domain if d.value in used}


def _targets(facts: Facts, case: np.ndarray) -> dict[str, Flags]:
    bits = facts.target[case]
    return {t: bits >> np.uint64(i) & np.uint64(1) != 0 for i, t in enumerate(facts.targets)}


def _weeks(part: Grouped) -> tuple[tuple[str, ...], Ints, Ints]:
    """Each incident in the class of the time that it took."""
    names = (*(f"<{w}" for w in WEEKS), f">={WEEKS[-1]}")
    lost = part.rows.lost
    at = np.flatnonzero(lost >= 0)
    return names, at, np.digitize(lost[at] / (7 * DAY), WEEKS).astype(np.int64)


def _dense(cells: Cells, labels: Table, used: Ints, size: int) -> Cells:
    """With a row for each class, also those without any household."""

    def spread(values: np.ndarray, empty: float = 0) -> np.ndarray:
        whole = np.full(size, empty, dtype=values.dtype)
        whole[used] = values
        return whole

    return replace(
        cells,
        labels=labels,
        households=spread(cells.households),
        incidents=spread(cells.incidents),
        keys=spread(cells.keys),
        mean=spread(cells.mean, np.nan),
        timed=spread(cells.timed),
        lost=spread(cells.lost),
        dense=True,
    )
