"""How many households a register is about: those with a case that came to a loket."""

from __future__ import annotations

import numpy as np

from graph.analyses.table import Table
from graph.cells import Cells, tabulate
from graph.counting import Counting, joined
from graph.grouping import grouped, labelled
from graph.incidents import NOWHERE, Incidents
from graph.instants import MISSING
from graph.network import Network
from graph.views import Look


def served_cells(network: Network, counted: Counting, look: Look) -> Cells:
    """The households of a view in one cell, for `publish`; `counted` is of the same network.

    There is one row, also without any household; no time is known of it.
    """
    case = np.flatnonzero(network.sequences.has_visit).astype(np.int32)
    nowhere = np.full(len(case), NOWHERE, dtype=np.int32)
    rows = Incidents(case, nowhere, nowhere, nowhere, np.full(len(case), MISSING), nowhere)
    made, _ = grouped(rows, (np.zeros(len(case), dtype=np.int64),), counted.people)
    part = tabulate(labelled(made, Table({"class": np.zeros(min(1, len(case)), dtype=np.int64)})), look)
    return joined(Table({"class": ["all"]}), [part], look)
