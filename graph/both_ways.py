"""Who sends and who returns: the bounces and the requests for advice in each direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.analyses.table import Named, Table
from graph.cells import Cells, tabulate
from graph.codes import Gap
from graph.columns import Ints
from graph.counting import Counting
from graph.grouping import Grouped, grouped, labelled


def ways(found: Counting, kind: Gap) -> Grouped:
    """The incidents of a kind in cells of direction: `a` sends, `b` returns. Made once for each version."""
    rows = found.gaps[kind].rows
    made, (a, b) = grouped(rows, (rows.a, rows.b), found.people)
    return labelled(made, Table({"a": Named(found.lokets, a), "b": Named(found.lokets, b)}))


def way_cells(found: Counting, both: Grouped, flows: Cells) -> Cells:
    """The households that B returned to A, as a share of those that A sent to B; for `publish`.

    `flows` are those of the same view (`graph.counting.flow_cells`).
    """
    size = len(found.lokets) + 1
    mine, theirs = (_codes(table, size) for table in (both.labels, found.flows.labels))
    at = np.searchsorted(theirs, mine)
    one = np.append(found.one_person, False)
    cells = tabulate(both, flows.look)
    a, b = mine // size, mine % size
    return replace(cells, of=flows.households[at], of_keys=flows.keys[at], one_person=one[a] | one[b])


def _codes(labels: Table, size: int) -> Ints:
    a, b = (c.codes.astype(np.int64) if isinstance(c := labels.columns[n], Named) else np.zeros(0, int) for n in "ab")
    return np.asarray(a * size + b, dtype=np.int64)
