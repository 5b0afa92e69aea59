"""Bounces: from A to B and back to A, "van het kastje naar de muur" (definition 2, with 3 and 12 beside it)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.consult_pairs import consult_table
from graph.analyses.table import Named, Table
from graph.bouncing import Directions, counted, directions, distinct, earlier_visit, summed
from graph.codes import Gap
from graph.columns import Codes, Flags, Ints
from graph.dwelling import between
from graph.evidence import NO_HOUSEHOLDS, has_known_household
from graph.instants import DAY
from graph.network import Network
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Bounces:
    """How often, where, and at what cost in time cases come straight back.

    Attributes
    ----------
    cases, visits, hops
        Cases with at least one visit, their visits in R, and the hops between these.
    cases_with_hop, max_hops
        Cases with at least one hop; most hops in one case (0 without cases).
    bounces, cases_with_bounce
        Times that R[i] = R[i + 2], overlapping ones too; cases with at least one.
    returns, cases_with_return
        Visits to a loket seen earlier in the case; cases with at least one. Returns = bounces + loops.
    loops, cases_with_loop
        Visits whose most recent earlier visit to the same loket lies 3 or more positions back; their cases.
    tie_dependent_cases
        Cases of which another order of rows with equal instants gives another R.
    rows_without_loket
        Rows of the register left out of the sequences because they name no loket.
    cases_without_visit
        Cases without any loket; they are not among `cases`.
    from_elsewhere
        Referrals whose `from` is not where the case stood.
    households
        Households of the `cases`; None where none is named.
    days_lost
        Days between being sent to B and being back, over all bounces.
    pairs
        `a`, `b` (ids of lokets, a before b), `bounces`, `cases` (count), `days_lost` (days); most bounces first,
        then `a`, `b`.
    directed
        Every direction with a hop: `from`, `to` (ids), `hops`, `known` (hops whose next step is known), `bounces`
        (A sends, B returns), `rate` (bounces / known, 0 to 1); most bounces first, then most hops, `from`, `to`.
    consult_pairs
        The directions that look like asking for advice, still counted above: `from`, `to`, `hops`, `return_rate`.
    notes
        Empty: bounces can always be counted.
    """

    cases: int
    visits: int
    hops: int
    cases_with_hop: int
    max_hops: int
    bounces: int
    cases_with_bounce: int
    returns: int
    cases_with_return: int
    loops: int
    cases_with_loop: int
    tie_dependent_cases: int
    rows_without_loket: int
    cases_without_visit: int
    from_elsewhere: int
    households: int | None
    days_lost: float
    pairs: Table
    directed: Table
    consult_pairs: Table
    notes: tuple[Text, ...] = ()


def bounces(network: Network, thresholds: Thresholds = DEFAULTS) -> Bounces:
    """Count the bounces of a network, in all, for each pair of lokets and for each direction.

    An empty network has none; the rate of a direction of which no next step is known is None.
    """
    visits, found = network.sequences, directions(network, thresholds)
    per_case = np.diff(visits.offsets)
    earlier = earlier_visit(visits)
    back = np.flatnonzero(earlier >= 0)
    distance = back - earlier[back]
    twice, looped = back[distance == 2], back[distance > 2]
    lost = between(visits, twice - 1, twice)
    return Bounces(
        cases=visits.cases,
        visits=len(visits),
        hops=len(visits) - visits.cases,
        cases_with_hop=int((per_case > 1).sum()),
        max_hops=int(max(per_case.max(initial=0) - 1, 0)),
        bounces=len(twice),
        cases_with_bounce=_cases(visits.case[twice]),
        returns=len(back),
        cases_with_return=_cases(visits.case[back]),
        loops=len(looped),
        cases_with_loop=_cases(visits.case[looped]),
        tie_dependent_cases=int(network.tie_dependent.sum()),
        rows_without_loket=int((network.quiet.loket < 0).sum()),
        cases_without_visit=len(network.cases) - visits.cases,
        from_elsewhere=visits.from_elsewhere,
        households=(homes := _households(network, per_case > 0)),
        days_lost=float(lost.sum() / DAY),
        pairs=_pairs(network, twice, lost),
        directed=_directed(network, found),
        consult_pairs=consult_table(network, found),
        notes=(NO_HOUSEHOLDS,) if homes is None else (),
    )


def _cases(sorted_cases: Codes) -> int:
    return int(np.count_nonzero(np.diff(sorted_cases))) + bool(len(sorted_cases))


def _households(network: Network, cases: Flags) -> int | None:
    if len(network.cases) and not has_known_household(network).any():
        return None
    found = np.zeros(len(network.households), dtype=np.bool_)
    found[network.cases.household[cases]] = True
    return int(found.sum())


def _pairs(network: Network, twice: Ints, lost: Ints) -> Table:
    visits, size, ids = network.sequences, max(1, len(network.lokets)), network.loket_ids
    outer, middle = visits.loket[twice].astype(np.int64), visits.loket[twice - 1].astype(np.int64)
    pair = np.minimum(outer, middle) * size + np.maximum(outer, middle)
    pairs, counts = counted(pair, size * size)
    in_case = distinct(pair * np.int64(len(network.cases)) + visits.case[twice]) // max(1, len(network.cases))
    table = Table(
        {
            "a": Named(ids, pairs // size),
            "b": Named(ids, pairs % size),
            "bounces": counts,
            "cases": counted(in_case, size * size)[1],
            "days_lost": summed(pair, lost, size * size) / DAY,
        }
    )
    return table.by(("bounces", True), ("a", False), ("b", False))


def _directed(network: Network, found: Directions) -> Table:
    ids = network.loket_ids
    table = Table(
        {
            "from": Named(ids, found.a),
            "to": Named(ids, found.b),
            "hops": found.hops,
            "known": found.known,
            "bounces": found.bounces,
            "rate": found.rate,
        }
    )
    return table.by(("bounces", True), ("hops", True), ("from", False), ("to", False))


ANALYSIS = Analysis(
    name="bounces",
    definition=2,
    title=Text("Van het kastje naar de muur", "From pillar to post"),
    help=Text(
        "Hoe vaak een hulpvraag van loket A naar loket B gaat en dan meteen terug naar loket A. "
        "Ook zie je tussen welke loketten, en hoeveel dagen dat kost.",
        "How often a case goes from loket A to loket B and then straight back to loket A, between which lokets, "
        "and how many days that takes.",
    ),
    function=bounces,
    gaps=(Gap.BOUNCE, Gap.CONSULT),
)
