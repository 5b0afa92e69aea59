"""Event tables: one row for each time that a household lost time between lokets, with what it could be a share of.

They are made once for each version of the data. A filter is then a mask over cases, and a figure one count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.advising import Advising, advising
from graph.analyses.days_lost import lacking
from graph.bouncing import bounces, hops, loops
from graph.codes import Gap
from graph.columns import Codes, Flags, Ints
from graph.gaps import gaps
from graph.instants import MISSING
from graph.network import Network
from graph.receiving import ACCEPTED, REFUSED, received
from graph.returning import returning
from graph.rows import arrange
from graph.standing import closed
from graph.stranding import CAUSES, causes, stranding
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Incidents:
    """Incidents of one kind, one row each.

    Attributes
    ----------
    case
        Codes of cases, narrow or wide.
    a, b
        Codes of lokets. Of a bounce or a request for advice both: A sends, B returns. Of the others only `a`: the
        loket of the return (loop), of the refusal, of the missed pick-up, where it ends (dead end), and where the
        earlier case ended (re-intake); `b` is then -1.
    detail
        A code of `details`: the reason of a refusal or the cause of a dead end; -1 where there is none.
    lost
        Microseconds that it took; the missing instant where that is unknown.
    partner
        The later case of a re-intake, which a filter must keep too; -1 where there is none.
    details
        The words of `detail`.
    """

    case: Codes | Ints
    a: Codes
    b: Codes
    detail: Codes
    lost: Ints
    partner: Codes
    details: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.case)

    def take(self, rows: Ints | Flags) -> Incidents:
        """Some of the incidents."""
        return Incidents(
            case=self.case[rows],
            a=_taken(self.a, rows),
            b=_taken(self.b, rows),
            detail=_taken(self.detail, rows),
            lost=_taken(self.lost, rows),
            partner=_taken(self.partner, rows),
            details=self.details,
        )

    def kept(self, cases: Flags) -> Flags:
        """Which of them a mask over cases keeps."""
        mask = np.asarray(cases.take(self.case))
        return mask & np.append(cases, True)[self.partner] if self._has_partners else mask

    @cached_property
    def _has_partners(self) -> bool:
        return bool((self.partner != NOWHERE).any())


def _taken(column: NDArray[Any], rows: Ints | Flags) -> NDArray[Any]:
    """Some rows; a column that holds one value everywhere stays one value (`_same`)."""
    if column.strides != (0,):
        return np.asarray(column[rows])
    return np.broadcast_to(column[:1], int(rows.sum()) if rows.dtype == np.bool_ else len(rows))


def _same(value: int, rows: NDArray[Any], dtype: type[np.signedinteger[Any]]) -> NDArray[Any]:
    """One value for each row, that takes no room."""
    return np.broadcast_to(np.array([value], dtype=dtype), len(rows))


@dataclass(frozen=True, eq=False)
class Register:
    """All event tables of a network.

    Attributes
    ----------
    found
        The incidents of each kind that can be measured.
    chances
        What the incidents of a kind are a share of: hops from A to B (bounce, advice), cases at the loket (loop,
        dead end), answered referrals (refusal), referrals that had time (no pick-up), closed cases (re-intake).
    hops
        Every hop, as incidents without lost time.
    lacking
        The kinds that cannot be measured, each with the reason.
    """

    found: dict[Gap, Incidents]
    chances: dict[Gap, Incidents]
    hops: Incidents
    lacking: dict[Gap, Text]


def incidents(network: Network, thresholds: Thresholds = DEFAULTS, asks: Advising | None = None) -> Register:
    """The event tables of a network. A kind that its sources say nothing about is only in `lacking`.

    `asks` says which pairs are requests for advice; without it the network itself does.
    """
    absent = {Gap.of_value(kind): why for kind, why in lacking(network).items()}
    moves = _hops(network)
    found = _found(network, thresholds, asks or advising(network, thresholds))
    chances = _chances(network, thresholds, moves)
    return Register(
        found={kind: rows for kind, rows in found.items() if kind not in absent},
        chances={kind: rows for kind, rows in chances.items() if kind not in absent},
        hops=moves,
        lacking=absent,
    )


def _found(network: Network, thresholds: Thresholds, asks: Advising) -> dict[Gap, Incidents]:
    visits, lost = network.sequences, {kind: g.length for kind, g in gaps(network, thresholds).items()}
    later, _ = loops(visits)
    told, advice = _bounces(network, lost["bounce"], asks)
    return {
        Gap.BOUNCE: told,
        Gap.CONSULT: advice,
        Gap.LOOP: _at(visits.case[later], visits.loket[later], lost["loop"]),
        Gap.REFUSAL: _refusals(network, lost["refusal"]),
        Gap.NO_PICKUP: _missed(network, thresholds, lost["no_pickup"]),
        Gap.DEAD_END: _dead_ends(network, thresholds, lost["dead_end"]),
        Gap.REINTAKE: _reintakes(network, thresholds, lost["reintake"]),
    }


def _hops(network: Network) -> Incidents:
    visits = network.sequences
    later = hops(visits)
    return _between(visits.case[later], visits.loket[later - 1], visits.loket[later], _unknown(later))


def _bounces(network: Network, lost: Ints, asks: Advising) -> tuple[Incidents, Incidents]:
    """The bounces, and apart from them those that count as requests for advice."""
    visits, size = network.sequences, max(1, len(network.lokets))
    back = bounces(visits)
    rows = _between(visits.case[back], visits.loket[back], visits.loket[back - 1], lost)
    is_advice = np.isin(rows.a.astype(np.int64) * size + rows.b, asks.codes(network))
    return rows.take(~is_advice), rows.take(is_advice)


def _refusals(network: Network, lost: Ints) -> Incidents:
    referrals, refused = network.referrals, arrange(network).refused
    mine = network.recorded[refused]
    refused = refused[mine]
    reasons, detail = _worded(network, referrals.reason[refused])
    rows = _at(referrals.case[refused], referrals.to[refused], lost[mine])
    return replace(rows, detail=detail, details=reasons)


def _worded(network: Network, codes: Codes) -> tuple[tuple[str, ...], Codes]:
    """The words that occur among some codes, in alphabetical order, and the codes into these."""
    used = sorted({(network.words[c], c) for c in np.unique(codes[codes >= 0]).tolist()})
    place = np.full(len(network.words) + 1, NOWHERE, dtype=np.int32)
    for i, (_, code) in enumerate(used):
        place[code] = i
    return tuple(word for word, _ in used), place[codes]


def _missed(network: Network, thresholds: Thresholds, lost: Ints) -> Incidents:
    found, referrals = received(network, thresholds), network.referrals
    at = found.at[found.missed]
    return _at(referrals.case[at], referrals.to[at], lost)


def _dead_ends(network: Network, thresholds: Thresholds, lost: Ints) -> Incidents:
    stuck = np.flatnonzero(stranding(network, thresholds).dead_end)
    cause = np.zeros(len(network.cases), dtype=np.int32)
    visits = network.sequences
    cause[visits.case[visits.last]] = causes(network)
    rows = _at(stuck.astype(np.int32), _last_loket(network)[stuck], lost)
    return replace(rows, detail=cause[stuck], details=tuple(CAUSES.tolist()))


def _reintakes(network: Network, thresholds: Thresholds, lost: Ints) -> Incidents:
    """They are counted as time of the case that was closed, as in days lost."""
    again = returning(network, thresholds)
    rows = _at(again.case, _last_loket(network)[again.case], lost)
    return replace(rows, partner=again.next_case.astype(np.int32))


def _chances(network: Network, thresholds: Thresholds, moves: Incidents) -> dict[Gap, Incidents]:
    visits, referrals = network.sequences, network.referrals
    visited = _plain(visits.case, visits.loket)
    found = received(network, thresholds)
    decided = np.flatnonzero(network.recorded & np.isin(referrals.status, (REFUSED, ACCEPTED)))
    in_time = found.at[~found.censored]
    ended = np.flatnonzero(closed(network) & visits.has_visit)
    known = np.flatnonzero((stands := stranding(network, thresholds)).counts & ~stands.censored)
    return {
        Gap.BOUNCE: moves,
        Gap.CONSULT: moves,
        Gap.LOOP: visited,
        Gap.REFUSAL: _plain(referrals.case[decided], referrals.to[decided]),
        Gap.NO_PICKUP: _plain(referrals.case[in_time], referrals.to[in_time]),
        Gap.DEAD_END: visited.take(np.isin(visited.case, known)),
        Gap.REINTAKE: _plain(ended.astype(np.int32), _last_loket(network)[ended]),
    }


def _last_loket(network: Network) -> Codes:
    """The last loket of each case, -1 for one without a visit."""
    visits = network.sequences
    loket = np.full(len(network.cases), NOWHERE, dtype=np.int32)
    loket[visits.case[visits.last]] = visits.loket[visits.last]
    return loket


def _plain(case: Codes, loket: Codes) -> Incidents:
    return _at(case, loket, _unknown(case))


def _unknown(rows: NDArray[Any]) -> Ints:
    """Time that nobody counts."""
    return _same(MISSING, rows, np.int64)


def _at(case: NDArray[Any], loket: Codes, lost: Ints) -> Incidents:
    return _between(case, loket, _same(NOWHERE, case, np.int32), lost)


def _between(case: NDArray[Any], a: Codes, b: Codes, lost: Ints) -> Incidents:
    nothing = _same(NOWHERE, case, np.int32)
    return Incidents(_narrow(case), _narrow(a), _narrow(b), nothing, lost, nothing)


def _narrow(codes: NDArray[Any]) -> Codes:
    return np.asarray(codes.astype(np.int32, copy=False))
