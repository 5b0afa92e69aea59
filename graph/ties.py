"""Cases whose responsibility sequence hangs on the order of rows with equal instants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.codes import Status
from graph.columns import Codes, Flags
from graph.instants import MISSING

if TYPE_CHECKING:
    from graph.network import Network

MOST_ORDERS = 5_000


def tie_dependent(network: Network) -> Flags:
    """Which cases have another responsibility sequence when rows with equal instants stand in another order.

    A `seq` decides between rows of one instant. An opening precedes the referrals of its instant; in an event log
    the first row is a row like the others.
    """
    hard = _needs_search(network)
    result = _by_groups(network, ~hard)
    for case in np.flatnonzero(hard):
        result[case] = depends_on_order(int(network.cases.entry[case]), _sendings(network, int(case)))
    return result


def _by_groups(network: Network, cases: Flags) -> Flags:
    """The rule of groups for cases without refusals, all at once."""
    referrals, quiet = network.referrals, network.quiet
    opens = np.flatnonzero(cases & ~network.in_log & (network.cases.entry >= 0))
    rows, silent = cases[referrals.case], (cases & network.in_log)[quiet.case] & (quiet.loket >= 0)
    none = np.zeros(len(opens), dtype=np.int64)
    case = np.concatenate([opens, referrals.case[rows], quiet.case[silent]])
    at = np.concatenate([none + MISSING, referrals.sent[rows], quiet.at[silent]])
    seq = np.concatenate([none, referrals.seq[rows], quiet.seq[silent]])
    loket = np.concatenate([network.cases.entry[opens], referrals.to[rows], quiet.loket[silent]])
    order = np.lexsort((seq, at, case))
    case, at, seq, loket = case[order], at[order], seq[order], loket[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], (case[1:] != case[:-1]) | (at[1:] != at[:-1]) | (seq[1:] != seq[:-1])]))
        if len(case)
        else np.zeros(0, dtype=np.int64)
    )
    result = np.zeros(len(cases), dtype=np.bool_)
    result[case[starts[tie_dependent_groups(case, loket, starts)]]] = True
    return result


def _needs_search(network: Network) -> Flags:
    """Cases with a tie of which the rule of groups cannot judge: with a refusal, or without an entry."""
    referrals, result = network.referrals, np.zeros(len(network.cases), dtype=np.bool_)
    refused = referrals.status == Status.REFUSED.number
    special = ~network.in_log & (network.cases.entry < 0)
    special[referrals.case[refused]] = True
    dated = refused & (referrals.status_at != MISSING)
    case = np.concatenate([referrals.case, referrals.case[dated]])
    at = np.concatenate([referrals.sent, np.maximum(referrals.status_at, referrals.sent)[dated]])
    order = np.lexsort((at, case))
    case, at = case[order], at[order]
    tied = case[1:][(case[1:] == case[:-1]) & (at[1:] == at[:-1])]
    result[tied] = True
    return result & special


def _sendings(network: Network, case: int) -> list[Sending]:
    rows = slice(int(network.offsets[case]), int(network.offsets[case + 1]))
    part = network.referrals.take(rows)
    refused = (part.status == Status.REFUSED.number).tolist()
    return [
        Sending(sent, seq, place, frm, to, answered if is_refused else None)
        for place, (sent, seq, frm, to, answered, is_refused) in enumerate(
            zip(
                part.sent.tolist(),
                part.seq.tolist(),
                part.frm.tolist(),
                part.to.tolist(),
                part.status_at.tolist(),
                refused,
                strict=True,
            )
        )
    ]


def tie_dependent_groups(case: NDArray[np.integer], loket: Codes, starts: NDArray[np.integer]) -> Flags:
    """Which groups of rows with equal instants can be put in an order that gives another sequence.

    Rows are sorted by case and instant; `starts` is the first row of each group. A group whose rows all name one
    loket cannot. One with three or more lokets always can. One with lokets A and B cannot only where it is
    enclosed by A on both sides and B stands in it once (A | A B | A collapses to A B A in every order), or the
    other way about.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.bool_)
    low = np.minimum.reduceat(loket, starts)
    high = np.maximum.reduceat(loket, starts)
    mixed = np.asarray(low != high, dtype=np.bool_)
    if not mixed.any():
        return mixed
    size = np.diff(np.append(starts, len(loket)))
    of_group = np.repeat(np.arange(len(starts)), size)
    lows = np.add.reduceat(loket == low[of_group], starts)
    highs = np.add.reduceat(loket == high[of_group], starts)
    before, after = _neighbours(case[starts], np.where(mixed, -1, low))
    enclosed = (before == after) & (before >= 0) & (lows + highs == size)
    neutral = enclosed & (((before == low) & (highs == 1)) | ((before == high) & (lows == 1)))
    return np.asarray(mixed & ~neutral, dtype=np.bool_)


def _neighbours(case: NDArray[np.integer], single: NDArray[np.integer]) -> tuple[Codes, Codes]:
    """The one loket of the group before and after within the case, -1 where there is none or it is mixed."""
    before = np.full(len(case), -1, dtype=np.int32)
    after = before.copy()
    same = case[1:] == case[:-1]
    before[1:][same] = single[:-1][same]
    after[:-1][same] = single[1:][same]
    return before, after


@dataclass(frozen=True, slots=True)
class Sending:
    """One referral of a case as the search over orders needs it; `refused_at` None where it was not refused.

    `seq` decides between rows of one instant; equal ones are ordered by `place`.
    """

    sent: int
    seq: int
    place: int
    frm: int
    to: int
    refused_at: int | None


def walk(entry: int, sendings: Sequence[Sending]) -> list[int]:
    """The responsibility sequence of one case, row by row (definitions.md, "R")."""
    rows = [(s.sent, s.seq, s.place, 0, s) for s in sendings]
    for s in sendings:
        if s.refused_at is not None and s.refused_at != MISSING:
            rows.append((max(s.refused_at, s.sent), s.seq, s.place, 1, s))
    rows.sort(key=lambda row: row[:4])
    visits = [entry] if entry >= 0 else [s.frm for *_, s in rows[:1] if s.frm >= 0]
    senders: dict[Sending, int] = {}
    for *_, is_return, sending in rows:
        if not is_return:
            senders[sending] = sending.frm if sending.frm >= 0 else (visits[-1] if visits else -1)
            visits.append(sending.to)
        if (is_return or sending.refused_at == MISSING) and visits[-1] == sending.to:
            visits += [v for v in (senders[sending],) if v >= 0]
    return [v for i, v in enumerate(visits) if not i or v != visits[i - 1]]


def depends_on_order(entry: int, sendings: Sequence[Sending]) -> bool:
    """Whether some order of the rows with equal instants and seq gives another sequence.

    Tries the orders one by one and stops at the first that differs; a case with more than `MOST_ORDERS` orders
    counts as dependent.
    """
    tied = _tied(sendings)
    fixed = [s for s in sendings if s not in tied]
    places = [s.place for s in tied]
    actual = walk(entry, sendings)
    for tried, order in enumerate(permutations(places)):
        if tried > MOST_ORDERS:
            return True
        moved = [replace(s, place=place) for s, place in zip(tied, order, strict=True)]
        if walk(entry, fixed + moved) != actual:
            return True
    return False


def _tied(sendings: Sequence[Sending]) -> list[Sending]:
    at: dict[tuple[int, int], set[Sending]] = {}
    for s in sendings:
        at.setdefault((s.sent, s.seq), set()).add(s)
        if s.refused_at is not None and s.refused_at != MISSING:
            at.setdefault((max(s.refused_at, s.sent), s.seq), set()).add(s)
    tied = {s for group in at.values() if len(group) > 1 for s in group}
    return [s for s in sendings if s in tied]
