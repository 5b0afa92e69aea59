"""Dead ends: cases that stand still and were not helped (definition 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import CaseIds, Named, Table
from graph.bouncing import counted, share
from graph.codes import Gap
from graph.columns import Ints
from graph.evidence import in_register_with_closings, notes_on_shares
from graph.instants import days
from graph.network import Network
from graph.standing import idle
from graph.stranding import CAUSES, Stranding, causes, is_measurable, stranding
from graph.text import Text
from graph.text import counted as in_words
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class DeadEnds:
    """Where cases strand.

    Attributes
    ----------
    dead_ends
        Cases not closed as helped or moved, with no referral still inside the pick-up time, and no row for 56 days.
    open
        Cases that are not closed.
    censored
        Open cases that are too young to tell.
    rate
        dead_ends / (cases - censored), 0 to 1; None where that is a division by 0.
    list_
        `loket` (id of the last loket), `cause` (`refusal`, `no_pickup` or `silence`), `cases` (count); most cases
        first, then `loket`, `cause`.
    cases
        `case` (pseudonym), `loket` (id), `idle_days` (days from the last row to the data end), `cause`; most days
        first, then `case`.
    notes
        Why the numbers are None, or which cases are left out.
    """

    dead_ends: int | None
    open: int | None
    censored: int | None
    rate: float | None
    list_: Table
    cases: Table
    notes: tuple[Text, ...] = ()


def dead_ends(network: Network, thresholds: Thresholds = DEFAULTS) -> DeadEnds:
    """Find the cases that stand still, with the loket and the cause.

    Where a register holds no closing at all every number is None: nobody can tell an open case from a closed one.
    An empty network has no dead ends and a rate of None.
    """
    found = stranding(network, thresholds)
    stuck = np.flatnonzero(found.dead_end)
    by_loket, by_case = _tables(network, stuck)
    if not is_measurable(network):
        return DeadEnds(None, None, None, None, by_loket, by_case, (NO_CLOSINGS,))
    number, censored = len(stuck), int(found.censored.sum())
    rate = share(number, int(found.counts.sum()) - censored)
    return DeadEnds(
        dead_ends=number,
        open=int(found.open.sum()),
        censored=censored,
        rate=rate,
        list_=by_loket,
        cases=by_case,
        notes=_notes(network, found) + notes_on_shares(rate),
    )


def _tables(network: Network, stuck: Ints) -> tuple[Table, Table]:
    visits, ids = network.sequences, network.loket_ids
    loket = visits.loket[visits.offsets[stuck + 1] - 1]
    cause = np.zeros(len(network.cases), dtype=np.int64)
    cause[visits.case[visits.last]] = causes(network)
    kinds, counts = counted(loket * np.int64(len(CAUSES)) + cause[stuck], max(1, len(ids)) * len(CAUSES))
    by_loket = Table(
        {
            "loket": Named(ids, kinds // len(CAUSES)),
            "cause": Named(CAUSES, kinds % len(CAUSES)),
            "cases": counts,
        }
    )
    by_case = Table(
        {
            "case": CaseIds(network.cases.key[stuck]),
            "loket": Named(ids, loket),
            "idle_days": days(idle(network)[stuck]),
            "cause": Named(CAUSES, cause[stuck]),
        }
    )
    return (
        by_loket.by(("cases", True), ("loket", False), ("cause", False)),
        by_case.by(("idle_days", True), ("case", False)),
    )


def _notes(network: Network, found: Stranding) -> tuple[Text, ...]:
    left_out = int((network.sequences.has_visit & ~in_register_with_closings(network)).sum())
    cases = network.cases
    nowhere = found.counts & ~found.open & ~network.in_log & (cases.outcome == 0)
    told = ((left_out, _ONE_LEFT_OUT, _LEFT_OUT), (int(nowhere.sum()), _ONE_NO_OUTCOME, _NO_OUTCOME))
    return tuple(in_words(n, one, many) for n, one, many in told if n) + (
        (_NO_CAUSE,) if (found.dead_end & network.in_log).any() else ()
    )


NO_CLOSINGS = Text(
    "Vastlopers zijn niet te tellen: in deze gegevens staat nergens wanneer een hulpvraag werd afgesloten.",
    "Dead ends cannot be counted: these data never say when a case was closed.",
)
_ONE_LEFT_OUT = Text(
    "{n} hulpvraag telt niet mee: de bron zegt nergens wanneer een hulpvraag werd afgesloten.",
    "{n} case is left out: its source never says when a case was closed.",
)
_LEFT_OUT = Text(
    "{n} hulpvragen tellen niet mee: hun bron zegt nergens wanneer een hulpvraag werd afgesloten.",
    "{n} cases are left out: their source never says when a case was closed.",
)
_ONE_NO_OUTCOME = Text(
    "Van {n} afgesloten hulpvraag staat niet vast hoe die afliep; die geldt niet als geholpen.",
    "Of {n} closed case nobody recorded how it ended; it does not count as helped.",
)
_NO_OUTCOME = Text(
    "Van {n} afgesloten hulpvragen staat niet vast hoe ze afliepen; ze gelden niet als geholpen.",
    "Of {n} closed cases nobody recorded how they ended; they do not count as helped.",
)
_NO_CAUSE = Text(
    "Een logboek zegt niet of een loket weigerde of niet oppakte; de oorzaak heet daar 'silence' (stilte).",
    "An event log does not say whether a loket refused or never picked up; there the cause is 'silence'.",
)

ANALYSIS = Analysis(
    name="dead_ends",
    definition=4,
    title=Text("Vastgelopen hulpvragen", "Dead ends"),
    help=Text(
        "Hulpvragen die niet zijn geholpen of verhuisd en waarmee 56 dagen niets gebeurde: bij welk "
        "loket, en waardoor.",
        "Cases that were not helped and did not move away, and with which nothing happened for 56 days: at which "
        "loket, and why.",
    ),
    function=dead_ends,
    gaps=(Gap.DEAD_END,),
)
