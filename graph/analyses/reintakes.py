"""Re-intakes: households that tell their story again (definition 7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import CaseIds, Named, Table
from graph.codes import Gap
from graph.evidence import has_known_household
from graph.instants import days
from graph.network import Network
from graph.returning import Returning, returning
from graph.standing import has_closing_day
from graph.text import Text, counted
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Reintakes:
    """Who starts all over again.

    Attributes
    ----------
    reintakes
        Cases opened within 180 days after the latest closing of the same household, unless that case ended `moved`.
    changed_loket
        Those that began at another loket than where the closed case ended.
    list_
        `case` (the closed one), `next_case` (pseudonyms), `days` (from closing to opening), `from` (last loket of
        the closed case), `to` (first loket of the next; ids); most days first, then `case`, `next_case`.
    notes
        Why the numbers are None, or which cases are left out.
    """

    reintakes: int | None
    changed_loket: int | None
    list_: Table
    notes: tuple[Text, ...] = ()


def reintakes(network: Network, thresholds: Thresholds = DEFAULTS) -> Reintakes:
    """Find the cases of households that had another case closed not long before.

    Where no case has a known household, as in most event logs, or none has a day of closing, the numbers are None.
    An empty network has none.
    """
    visits, found = network.sequences, returning(network, thresholds)
    last, first = visits.loket[visits.offsets[found.case + 1] - 1], visits.loket[visits.offsets[found.next_case]]
    table = _table(network, found, last, first)
    lacking = not_measurable(network)
    if lacking:
        return Reintakes(None, None, table, lacking)
    return Reintakes(len(table), int((last != first).sum()), table, _left_out(network))


def not_measurable(network: Network) -> tuple[Text, ...]:
    """Why re-intakes cannot be counted; nothing where they can, or where there are no cases."""
    if not len(network.cases):
        return ()
    if not has_known_household(network).any():
        return (_NO_HOUSEHOLDS,)
    return () if has_closing_day(network).any() else (_NO_CLOSINGS,)


def _left_out(network: Network) -> tuple[Text, ...]:
    alone = int((~has_known_household(network)).sum()) if len(network.cases) else 0
    return (counted(alone, _ONE_WITHOUT, _SOME_WITHOUT),) if alone else ()


def _table(network: Network, found: Returning, last: np.ndarray, first: np.ndarray) -> Table:
    key, ids = network.cases.key, network.loket_ids
    table = Table(
        {
            "case": CaseIds(key[found.case]),
            "next_case": CaseIds(key[found.next_case]),
            "days": days(found.gap),
            "from": Named(ids, last),
            "to": Named(ids, first),
        }
    )
    return table.by(("days", True), ("case", False), ("next_case", False))


_NO_HOUSEHOLDS = Text(
    "Opnieuw beginnen is niet te zien: deze gegevens zeggen niet welke hulpvragen van hetzelfde gezin zijn.",
    "Starting again cannot be seen: these data do not say which cases belong to the same household.",
)
_NO_CLOSINGS = Text(
    "Opnieuw beginnen is niet te zien: in deze gegevens staat nergens wanneer een hulpvraag werd afgesloten.",
    "Starting again cannot be seen: these data never say when a case was closed.",
)
_ONE_WITHOUT = Text(
    "{n} hulpvraag telt niet mee: daarvan is het gezin niet bekend.",
    "{n} case is left out: its household is not known.",
)
_SOME_WITHOUT = Text(
    "{n} hulpvragen tellen niet mee: van hen is het gezin niet bekend.",
    "{n} cases are left out: their household is not known.",
)

ANALYSIS = Analysis(
    name="reintakes",
    definition=7,
    title=Text("Opnieuw beginnen", "Starting again"),
    help=Text(
        "Gezinnen die binnen 180 dagen na het einde van een hulpvraag een nieuwe hulpvraag beginnen en hun verhaal "
        "opnieuw doen.",
        "Households that start a new case within 180 days after the end of one, and tell their story again.",
    ),
    function=reintakes,
    gaps=(Gap.REINTAKE,),
)
