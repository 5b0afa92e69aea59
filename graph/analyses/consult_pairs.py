"""Consult pairs: advice that was asked, not a client who was sent away (definition 12)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import Directions, directions
from graph.codes import Gap
from graph.network import Network
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class ConsultPairs:
    """The directions that look like asking for advice.

    Attributes
    ----------
    consult_pairs
        Number of such directions.
    list_
        `from`, `to` (ids of lokets), `hops` (count) and `return_rate` (bounces / hops whose next step is known,
        0 to 1); most hops first, then `from`, `to`.
    notes
        Empty: it can always be seen.
    """

    consult_pairs: int
    list_: Table
    notes: tuple[Text, ...] = ()


def consult_pairs(network: Network, thresholds: Thresholds = DEFAULTS) -> ConsultPairs:
    """Find the directions A to B that nearly always come back and where B is hardly ever the end.

    A direction of which no next step is known has no return rate and is none; an empty network has none.
    """
    table = consult_table(network, directions(network, thresholds))
    return ConsultPairs(consult_pairs=len(table), list_=table)


def consult_table(network: Network, found: Directions) -> Table:
    """The consult pairs among some directions, as the answers show them."""
    ids, chosen = network.loket_ids, found.consult
    table = Table(
        {
            "from": Named(ids, found.a[chosen]),
            "to": Named(ids, found.b[chosen]),
            "hops": found.hops[chosen],
            "return_rate": found.rate[chosen],
        }
    )
    return table.by(("hops", True), ("from", False), ("to", False))


ANALYSIS = Analysis(
    name="consult_pairs",
    definition=12,
    title=Text("Vragen om advies", "Requests for advice"),
    help=Text(
        "Van loket A naar loket B ging een hulpvraag minstens 20 keer, en bijna altijd kwam zij terug bij A. "
        "Bij B eindigt bijna geen enkele hulpvraag. Dat lijkt op advies vragen en niet op doorsturen.",
        "Cases went from loket A to loket B at least 20 times, nearly always came back to A, and hardly any case "
        "ends at B. That looks like asking for advice and not like sending on.",
    ),
    function=consult_pairs,
    gaps=(Gap.CONSULT,),
)
