"""Dwell: how long cases stand at each loket (definition 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analyses.analysis import Analysis
from graph.analyses.table import CaseIds, Instants, Named, Parts, Table
from graph.bouncing import ratio
from graph.columns import Ints
from graph.dwelling import Dwelling, dwelling
from graph.instants import DAY, MISSING, days
from graph.network import Network
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Dwell:
    """Where the time of cases goes.

    Attributes
    ----------
    days
        Days of all cases together.
    list_
        `case` (pseudonym), `days` (of all its visits), `visits`: in order, each `loket` (id), `start` (a date or an
        instant), `days`, of these `waiting` (to the first pick-up) and `helping`, and `censored` (whether it still
        went on at the data end); most days first, then `case`.
    by_loket
        `loket` (id), `visits` (count), `days`, `mean_days` (a visit), `waiting`, `helping` (days); most days first,
        then `loket`.
    notes
        Why a split is None, or which cases look wrong.
    """

    days: float
    list_: Table
    by_loket: Table
    notes: tuple[Text, ...] = ()


def dwell(network: Network, thresholds: Thresholds = DEFAULTS) -> Dwell:
    """Measure every visit: to the next one, the last to the closing, else to the data end.

    The split in waiting and helping is None in an event log, and where a pick-up has no day; days are None where no
    start is known. An empty network has no days.
    """
    found = dwelling(network)
    known = np.where(found.dwell == MISSING, 0, found.dwell)
    return Dwell(
        days=float(known.sum() / DAY),
        list_=_list(network, found, known),
        by_loket=_by_loket(network, found, known),
        notes=_notes(network, found),
    )


def _list(network: Network, found: Dwelling, known: Ints) -> Table:
    visits = network.sequences
    parts = Table(
        {
            "loket": Named(network.loket_ids, visits.loket),
            "start": Instants(visits.start, visits.start_is_date),
            "days": days(found.dwell),
            "waiting": days(found.waiting),
            "helping": days(found.helping),
            "censored": found.censored,
        }
    )
    cases = np.flatnonzero(visits.has_visit)
    total = np.add.reduceat(known, visits.offsets[cases]) if len(cases) else known
    started = visits.start[visits.offsets[cases]] != MISSING
    table = Table(
        {
            "case": CaseIds(network.cases.key[cases]),
            "days": np.where(started, total / DAY, np.nan),
            "visits": Parts(parts, visits.offsets, cases),
        }
    )
    return table.by(("days", True), ("case", False))


def _by_loket(network: Network, found: Dwelling, known: Ints) -> Table:
    loket, size = network.sequences.loket, len(network.lokets)
    visits = np.bincount(loket, minlength=size)
    shown = np.flatnonzero(visits)
    total = np.bincount(loket, known, minlength=size)[shown] / DAY
    table = Table(
        {
            "loket": Named(network.loket_ids, shown),
            "visits": visits[shown],
            "days": total,
            "mean_days": ratio(total, visits[shown]),
            "waiting": _sums(loket, found.waiting, size)[shown],
            "helping": _sums(loket, found.helping, size)[shown],
        }
    )
    return table.by(("days", True), ("loket", False))


def _sums(loket: NDArray[Any], durations: Ints, size: int) -> NDArray[np.float64]:
    """Days of each loket over the visits where they are known; NaN where they are known of none."""
    known = durations != MISSING
    total = np.bincount(loket[known], durations[known], minlength=size) / DAY
    return np.where(np.bincount(loket[known], minlength=size) > 0, total, np.nan)


def _notes(network: Network, found: Dwelling) -> tuple[Text, ...]:
    log = network.in_log[network.sequences.case]
    undated = int(((found.waiting == MISSING) & (found.dwell != MISSING) & ~log).sum())
    backwards = int((found.dwell[found.dwell != MISSING] < 0).sum())
    notes = (_NOT_IN_LOG,) if log.any() else ()
    counted = ((_UNDATED, undated), (_BACKWARDS, backwards))
    return notes + tuple(text.format(n=n) for text, n in counted if n)


_NOT_IN_LOG = Text(
    "Een logboek zegt niet wanneer een loket een hulpvraag oppakte: wachten en helpen zijn daar niet te scheiden.",
    "An event log does not say when a loket picked a case up: waiting and helping cannot be told apart there.",
)
_UNDATED = Text(
    "Van {n} keer oppakken is de dag niet bekend: wachten en helpen zijn daar niet te scheiden.",
    "Of {n} pick-ups the day is not known: waiting and helping cannot be told apart there.",
)
_BACKWARDS = Text(
    "{n} keer ligt het einde voor het begin, zoals een afsluiting voor de laatste verwijzing. Dan staan er dagen "
    "onder nul.",
    "{n} times the end lies before the start, such as a closing before the last referral: the days are then below "
    "zero.",
)

ANALYSIS = Analysis(
    name="dwell",
    definition=8,
    title=Text("Tijd bij elk loket", "Time at each loket"),
    help=Text(
        "Hoeveel dagen een hulpvraag bij elk loket ligt, en welk deel daarvan zij wacht tot iemand haar oppakt.",
        "How many days a case is with each loket, and which part of these it waits for somebody to pick it up.",
    ),
    function=dwell,
)
