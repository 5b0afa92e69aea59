"""Hops, bounces and loops on R, and what each direction does with them (definitions 1, 2, 3 and 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns import Flags, Ints
from graph.network import Network
from graph.sequences import Sequences
from graph.standing import closed, went_quiet
from graph.thresholds import Thresholds

_DENSE = 4_000_000
_BLOCK = 1 << 17


def hops(visits: Sequences) -> Ints:
    """The visits that follow another one of their case: each is the end of a hop."""
    return visits.follows(1)


def hop_codes(network: Network, later: Ints) -> Ints:
    """The direction of each hop as one number: the sender's code times the number of lokets, plus the receiver's."""
    loket = network.sequences.loket
    return loket[later - 1] * np.int64(max(1, len(network.lokets))) + loket[later]


def bounces(visits: Sequences) -> Ints:
    """The visits with which a case comes back from the loket before to the loket before that."""
    loket, case = visits.loket, visits.case
    return np.flatnonzero((loket[2:] == loket[:-2]) & (case[2:] == case[:-2])) + 2


def bounce_codes(network: Network) -> Ints:
    """The direction A to B of each bounce A B A, as in `hop_codes`."""
    visits, size = network.sequences, np.int64(max(1, len(network.lokets)))
    found = []
    # Block by block everything stays in the processor's cache, so ten times the visits take ten times as long.
    for start in range(0, len(visits), _BLOCK):
        loket, case = visits.loket[start : start + _BLOCK + 2], visits.case[start : start + _BLOCK + 2]
        back = np.flatnonzero((loket[2:] == loket[:-2]) & (case[2:] == case[:-2]))
        found.append(loket[back] * size + loket[back + 1])
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])


def earlier_visit(visits: Sequences, least: int = 2) -> Ints:
    """Of each visit, the most recent earlier one to the same loket in the case; -1 where there is none.

    Those that lie fewer than `least` (2 or more) visits back are not looked for in the shortest cases.
    """
    result = np.full(len(visits), -1, dtype=np.int64)
    several = np.flatnonzero(np.repeat(np.diff(visits.offsets) > least, np.diff(visits.offsets)))
    # A visit's number in the low bits makes one sort by value do what a stable sort by loket would.
    bits = len(visits).bit_length()
    keys = np.sort((visits.loket[several].astype(np.int64) << bits) | several)
    visit = keys & ((1 << bits) - 1)
    case = visits.case[visit]
    same = (keys[1:] >> bits == keys[:-1] >> bits) & (case[1:] == case[:-1])
    result[visit[1:][same]] = visit[:-1][same]
    return result


def loops(visits: Sequences) -> tuple[Ints, Ints]:
    """The visits that close a loop, and for each the earlier visit to the same loket."""
    earlier = earlier_visit(visits, 3)
    later = np.flatnonzero(earlier >= 0)
    later = later[later - earlier[later] >= 3]
    return later, earlier[later]


def next_step_is_known(network: Network, later: Ints, thresholds: Thresholds) -> Flags:
    """Of each hop, whether it is known what came after: a visit, a closing, or nothing for a long time."""
    visits = network.sequences
    settled = closed(network) | went_quiet(network, thresholds.dead_days)
    case = visits.case[later]
    return np.asarray((later + 1 < visits.offsets[case + 1]) | settled[case])


@dataclass(frozen=True, eq=False)
class Directions:
    """Every direction A to B in which a case hopped; sorted by A, then B (codes of lokets).

    Attributes
    ----------
    a, b
        Codes of the sending and the receiving loket.
    hops, known
        Number of hops, and of those whose next step is known.
    bounces
        Number of times that the next step was back to A.
    consult
        Whether it is a consult pair: enough hops, nearly all come back, and B is hardly ever the end.
    """

    a: Ints
    b: Ints
    hops: Ints
    known: Ints
    bounces: Ints
    consult: Flags

    @property
    def rate(self) -> NDArray[np.float64]:
        """Bounces / known; NaN where nothing is known."""
        return ratio(self.bounces, self.known)


def directions(network: Network, thresholds: Thresholds) -> Directions:
    """The directions of a network and their bounce rates."""
    visits, size = network.sequences, max(1, len(network.lokets))
    later = hops(visits)
    pair = hop_codes(network, later)
    known = next_step_is_known(network, later, thresholds)
    pairs, counts = counted(pair, size * size)
    found = Directions(
        a=pairs // size,
        b=pairs % size,
        hops=counts,
        known=_counts_at(pairs, pair[known], size * size),
        bounces=_counts_at(pairs, bounce_codes(network), size * size),
        consult=np.zeros(len(pairs), dtype=np.bool_),
    )
    likely = np.flatnonzero((counts >= thresholds.consult_hops) & (found.rate >= thresholds.consult_rate))
    found.consult[likely] = _share_of_ends(visits, later, pair, pairs[likely], size) < thresholds.consult_last_share
    return found


def _share_of_ends(visits: Sequences, later: Ints, pair: Ints, wanted: Ints, size: int) -> NDArray[np.float64]:
    """Of the cases with a hop A to B, the share that ends at B."""
    if not len(wanted):
        return np.zeros(0)
    at = np.searchsorted(wanted, pair).clip(max=len(wanted) - 1)
    mine = wanted[at] == pair
    of_case = distinct(at[mine] * np.int64(len(visits.offsets)) + visits.case[later[mine]])
    number, case = np.divmod(of_case, len(visits.offsets))
    ends = visits.loket[visits.offsets[case + 1] - 1] == wanted[number] % size
    return ratio(np.bincount(number[ends], minlength=len(wanted)), np.bincount(number, minlength=len(wanted)))


def counted(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """The codes below `size` that occur, in order, and how often each does."""
    if size > _DENSE:
        found = distinct(codes)
        return found, np.bincount(np.searchsorted(found, codes), minlength=len(found))
    counts = np.bincount(codes, minlength=size)
    present = np.flatnonzero(counts)
    return present, counts[present]


def summed(codes: Ints, weights: Ints, size: int) -> NDArray[np.float64]:
    """The sum of the weights of each code that occurs, in the order of the codes."""
    if size > _DENSE:
        found = distinct(codes)
        codes, size = np.searchsorted(found, codes), len(found)
    total: NDArray[np.float64] = np.bincount(codes, weights, minlength=size).astype(np.float64)
    return total[np.bincount(codes, minlength=size) > 0]


def distinct(values: Ints) -> Ints:
    """The values that occur, in order."""
    # np.unique looks values up in a hash table, which takes four times as long as sorting them.
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _counts_at(codes: Ints, values: Ints, size: int) -> Ints:
    """How often each of some codes occurs among the values, all of which are such codes."""
    found, counts = counted(values, size)
    result = np.zeros(len(codes), dtype=np.int64)
    result[np.searchsorted(codes, found)] = counts
    return result


def ratio(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[np.float64]:
    """Part / whole; NaN where the whole is 0."""
    result: NDArray[np.float64] = np.divide(part, whole, out=np.full(len(part), np.nan), where=np.asarray(whole) != 0)
    return result


def share(part: int, whole: int) -> float | None:
    """Part / whole; None where the whole is 0."""
    return part / whole if whole else None
