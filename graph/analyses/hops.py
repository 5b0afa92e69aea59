"""Hops: two consecutive visits in R (definition 1)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import counted, hop_codes
from graph.bouncing import hops as hops_of
from graph.network import Network
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Hops:
    """Every arrow between lokets.

    Attributes
    ----------
    hops
        Number of hops; visits less one, over all cases with a visit.
    list_
        `from`, `to` (ids of lokets) and `hops` (count, at least 1); most hops first, then `from`, `to`.
    notes
        Empty: hops can always be counted.
    """

    hops: int
    list_: Table
    notes: tuple[Text, ...] = ()


def hops(network: Network, thresholds: Thresholds = DEFAULTS) -> Hops:
    """Count the hops of a network, in all and for each arrow; an empty network has none."""
    later, size, ids = hops_of(network.sequences), max(1, len(network.lokets)), network.loket_ids
    pairs, counts = counted(hop_codes(network, later), size * size)
    table = Table({"from": Named(ids, pairs // size), "to": Named(ids, pairs % size), "hops": counts})
    return Hops(hops=len(later), list_=table.by(("hops", True), ("from", False), ("to", False)))


ANALYSIS = Analysis(
    name="hops",
    definition=1,
    title=Text("Stappen tussen loketten", "Steps between lokets"),
    help=Text(
        "Hoe vaak een hulpvraag van het ene loket naar het andere gaat.",
        "How often a case goes from one loket to another.",
    ),
    function=hops,
)
