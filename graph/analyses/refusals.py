"""Refusals: lokets that say no, aloud or by sending back (definition 5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.bouncing import bounces, counted, ratio, share
from graph.codes import Gap
from graph.columns import Ints
from graph.evidence import is_recorded, notes_on_log, notes_on_shares
from graph.network import Network
from graph.receiving import ACCEPTED, REFUSED
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Refusals:
    """How often lokets refuse.

    Attributes
    ----------
    refused, decided
        Referrals with the status refused; with the status accepted or refused.
    rate
        refused / decided, 0 to 1; None where nothing is decided.
    implicit
        Bounces whose middle visit was never picked up and not refused.
    by_loket
        `loket` (id of the receiver), `refused`, `decided`, `rate`, `implicit`; most refused first, then most
        implicit, then `loket`. Lokets without any of these are left out.
    reasons
        `reason` (as recorded, None where it is not), `refused` (count); most first, then `reason`.
    notes
        Why the numbers are None, or which cases are left out.
    """

    refused: int | None
    decided: int | None
    rate: float | None
    implicit: int | None
    by_loket: Table
    reasons: Table
    notes: tuple[Text, ...] = ()


def refusals(network: Network, thresholds: Thresholds = DEFAULTS) -> Refusals:
    """Count refusals, in all, by loket and by reason; derived referrals have no status and are left out.

    In an event log every number is None. Without decided referrals, as in an empty network, the rate is None.
    """
    rows, recorded = network.referrals, network.recorded
    refused = np.flatnonzero(recorded & (rows.status == REFUSED))
    decided = np.flatnonzero(recorded & ((rows.status == REFUSED) | (rows.status == ACCEPTED)))
    implicit = _implicit(network)
    by_loket = _by_loket(network, refused, decided, implicit)
    reasons = _reasons(network, refused)
    notes = notes_on_log(network, NOT_IN_LOG)
    if not is_recorded(network):
        return Refusals(None, None, None, None, by_loket, reasons, notes)
    rate = share(len(refused), len(decided))
    notes += notes_on_shares(rate)
    return Refusals(len(refused), len(decided), rate, len(implicit), by_loket, reasons, notes)


def _implicit(network: Network) -> Ints:
    """The middle visits of bounces that nobody picked up and nobody refused."""
    visits = network.sequences
    middle = bounces(visits) - 1
    middle = middle[~network.in_log[visits.case[middle]]]
    return middle[~visits.was_picked[middle] & ~visits.refused[middle]]


def _by_loket(network: Network, refused: Ints, decided: Ints, implicit: Ints) -> Table:
    size, to = len(network.lokets), network.referrals.to
    said_no, said = np.bincount(to[refused], minlength=size), np.bincount(to[decided], minlength=size)
    sent_back = np.bincount(network.sequences.loket[implicit], minlength=size)
    shown = np.flatnonzero(said + sent_back)
    table = Table(
        {
            "loket": Named(network.loket_ids, shown),
            "refused": said_no[shown],
            "decided": said[shown],
            "rate": ratio(said_no[shown], said[shown]),
            "implicit": sent_back[shown],
        }
    )
    return table.by(("refused", True), ("implicit", True), ("loket", False))


def _reasons(network: Network, refused: Ints) -> Table:
    codes, counts = counted(network.referrals.reason[refused] + np.int64(1), len(network.words) + 1)
    words = [network.words[code - 1] if code else None for code in codes.tolist()]
    return Table({"reason": words, "refused": counts}).by(("refused", True), ("reason", False))


NOT_IN_LOG = Text(
    "Een logboek zegt niet of een loket een hulpvraag weigerde.",
    "An event log does not say whether a loket refused a case.",
)

ANALYSIS = Analysis(
    name="refusals",
    definition=5,
    title=Text("Weigeringen", "Refusals"),
    help=Text(
        "Welk deel van de beantwoorde verwijzingen een loket weigert, met de redenen. Stilzwijgend geweigerd is een "
        "hulpvraag die terugkomt zonder dat het loket haar oppakte.",
        "Which share of the answered referrals a loket refuses, with the reasons. Implicitly refused is a case that "
        "comes back without the loket ever picking it up.",
    ),
    function=refusals,
    gaps=(Gap.REFUSAL,),
)
