"""Loops: back at a loket after a detour of three or more steps (definition 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import counted, distinct
from graph.bouncing import loops as loops_of
from graph.codes import Gap
from graph.network import Network
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Loops:
    """How often cases come back to a loket by a detour.

    Attributes
    ----------
    loops
        Number of visits whose most recent earlier visit to the same loket lies 3 or more positions back.
    list_
        `loket` (id), `length` (that distance, in positions), `cases`, `loops` (counts); most loops first, then
        `loket`, `length`.
    notes
        Empty: loops can always be counted.
    """

    loops: int
    list_: Table
    notes: tuple[Text, ...] = ()


def loops(network: Network, thresholds: Thresholds = DEFAULTS) -> Loops:
    """Count the loops of a network, by loket and length; an empty network has none."""
    visits = network.sequences
    later, earlier = loops_of(visits)
    length = later - earlier
    longest = int(length.max(initial=0)) + 1
    kind = visits.loket[later] * np.int64(longest) + length
    kinds, counts = counted(kind, max(1, len(network.lokets)) * longest)
    in_case = distinct(kind * np.int64(len(network.cases)) + visits.case[later]) // max(1, len(network.cases))
    table = Table(
        {
            "loket": Named(network.loket_ids, kinds // longest),
            "length": kinds % longest,
            "cases": counted(in_case, max(1, len(network.lokets)) * longest)[1],
            "loops": counts,
        }
    )
    return Loops(loops=len(later), list_=table.by(("loops", True), ("loket", False), ("length", False)))


ANALYSIS = Analysis(
    name="loops",
    definition=3,
    title=Text("Rondjes", "Loops"),
    help=Text(
        "Hoe vaak een hulpvraag na drie of meer stappen weer bij hetzelfde loket komt.",
        "How often a case comes back to the same loket after three or more steps.",
    ),
    function=loops,
    gaps=(Gap.LOOP,),
)
