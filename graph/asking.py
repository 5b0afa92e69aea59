"""The questions as others than the administrator may ask them: counts of households, for the gate to release."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.closed_loop import feedback
from graph.analyses.table import Named, Table
from graph.cells import Cells, tabulate
from graph.columns import Codes, Ints
from graph.counting import Counting, flow_cells, gap_cells, total_cells
from graph.dwelling import dwelling
from graph.grouping import grouped, labelled
from graph.incidents import NOWHERE, Incidents
from graph.instants import MISSING, elapsed
from graph.network import Network
from graph.privacy import NotPublished
from graph.receiving import received
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import Look


def asked_cells(
    asked: Analysis, found: Counting, network: Network, thresholds: Thresholds, look: Look
) -> dict[str, Cells]:
    """The answer of a question in households, one table a name; kinds that cannot be measured are left out.

    Raises
    ------
    NotPublished
        For a question that says not how it is counted in households.
    """
    if asked.name in _OTHERS:
        return {"by_loket": _by_loket(found, *_OTHERS[asked.name](network, thresholds), look)}
    if asked.name == "hops":
        return {"list": flow_cells(found, look)}
    if not asked.gaps:
        raise NotPublished(_NOT_COUNTED.format(name=asked.name))
    kinds = [kind for kind in asked.gaps if kind in found.gaps]
    total = total_cells(found, look)
    mine = np.isin(list(total.labels.columns["kind"]), [kind.value for kind in kinds])
    tables = {} if asked.name == "days_lost" else {kind.value: gap_cells(found, kind, look) for kind in kinds}
    return {"total": total.take(mine), **tables}


def _by_loket(found: Counting, rows: Incidents, of: Incidents | None, look: Look) -> Cells:
    """Incidents by the loket where they are, as a share of others where these are given."""
    cells, lokets = _tabulated(found, rows, look)
    marked = replace(cells, one_person=found.one_person[lokets])
    if of is None:
        return marked
    whole, theirs = _tabulated(found, of, look)
    at = np.searchsorted(theirs, lokets)
    return replace(marked, of=whole.households[at], of_keys=whole.keys[at])


def _tabulated(found: Counting, rows: Incidents, look: Look) -> tuple[Cells, Codes]:
    groups, (loket,) = grouped(rows, (rows.a,), found.people)
    return tabulate(labelled(groups, Table({"a": Named(found.lokets, loket)})), look), loket


def _waits(network: Network, thresholds: Thresholds) -> tuple[Incidents, None]:
    """Referrals that were picked up on a known day, with the time until then."""
    referrals = network.referrals
    at = np.flatnonzero(network.recorded & (referrals.picked != MISSING))
    waited = elapsed(
        referrals.sent[at], referrals.is_date("sent")[at], referrals.picked[at], referrals.is_date("picked")[at]
    )
    return _rows(referrals.case[at], referrals.to[at], waited), None


def _stays(network: Network, thresholds: Thresholds) -> tuple[Incidents, None]:
    """Visits that ended, with the time that they took."""
    visits, found = network.sequences, dwelling(network)
    at = np.flatnonzero(~found.censored & (found.dwell != MISSING))
    return _rows(visits.case[at], visits.loket[at], found.dwell[at]), None


def _unheard(network: Network, thresholds: Thresholds) -> tuple[Incidents, Incidents]:
    """Picked-up referrals without feedback in time, and all picked-up referrals that had the time."""
    found = received(network, thresholds)
    rows, (closed, open_still) = found.referrals, feedback(network, found, thresholds)
    settled = found.picked & ~open_still
    missed = settled & ~closed
    nothing = np.full(len(rows), MISSING, dtype=np.int64)
    return _rows(rows.case[missed], rows.to[missed], nothing[missed]), _rows(
        rows.case[settled], rows.to[settled], nothing[settled]
    )


def _rows(case: Codes, loket: Codes, lost: Ints) -> Incidents:
    nothing = np.full(len(case), NOWHERE, dtype=np.int32)
    return Incidents(case.astype(np.int32), loket.astype(np.int32), nothing, nothing, lost, nothing)


_OTHERS = {"leadtimes": _waits, "dwell": _stays, "closed_loop": _unheard}

_NOT_COUNTED = Text(
    "De vraag '{name}' is alleen voor de beheerder: er staat niet bij hoe zij in gezinnen telt.",
    "The question '{name}' is for the administrator only: it does not say how it counts in households.",
)
