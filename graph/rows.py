"""Every row of every case in order: its entry, each sending, and each return after a refusal.

The rows are what R is read from (definitions.md, "Order, missing values, two sequences").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.codes import Status
from graph.columns import Codes, Flags, Ints
from graph.instants import MISSING

if TYPE_CHECKING:
    from graph.network import Network

_REFUSED = Status.REFUSED.number


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of all cases, one after the other.

    Attributes
    ----------
    offsets
        Rows of case c are `offsets[c]` to `offsets[c + 1]`.
    loket
        Where the case stands after the row.
    referral
        The referral that the row sends or takes back (row in `network.referrals`), -1 for an entry.
    sendings, entries, returns
        Which rows are the sendings (in the order of the referrals), the entries (of the cases that have one), and
        the returns.
    refused, refused_at, refused_is_date
        The referral of each return, and when it was refused: its sending where no day is known.
    moves
        Of each return: whether the case still stood at the refusing loket, and so went back.
    entered, opened, opened_is_date
        Of each case: whether it has an entry, and when that was: its first sending where no day is known.
    """

    offsets: Ints
    loket: Codes
    referral: Codes
    sendings: Ints
    entries: Ints
    returns: Ints
    refused: Ints
    refused_at: Ints
    refused_is_date: Flags
    moves: Flags
    entered: Flags
    opened: Ints
    opened_is_date: Flags

    def __len__(self) -> int:
        return len(self.loket)


def arrange(network: Network) -> Rows:
    """The rows of a network, each in its place."""
    referrals, offsets = network.referrals, network.offsets
    entry, opened, opened_is_date = _entries(network)
    entered = entry >= 0
    refused = np.flatnonzero(referrals.status == _REFUSED)
    refused_at, refused_is_date = _refusals(network, refused)
    order, place = _places(network, refused, refused_at)
    refused, refused_at, refused_is_date = refused[order], refused_at[order], refused_is_date[order]
    # At one place the returns of a case stand before the entry of the next.
    until = np.cumsum(entered, dtype=np.int64)
    before = np.cumsum(np.bincount(place, minlength=len(referrals) + 1)) if len(place) else None
    sendings = until[referrals.case]
    sendings += np.arange(len(referrals))
    row_offsets = offsets + np.append(0, until)
    if before is not None:
        sendings += before[:-1]
        row_offsets += before[offsets]
    entries = row_offsets[:-1][entered]
    returns = place + np.arange(len(place)) + until[referrals.case[refused]]
    loket, referral = np.empty((2, row_offsets[-1]), dtype=np.int32)
    loket[sendings], loket[entries] = referrals.to, entry[entered]
    referral[sendings], referral[entries], referral[returns] = np.arange(len(referrals)), -1, refused
    moves = _stand(loket, returns, sendings[refused], referrals.frm[refused], row_offsets[referrals.case[refused]])
    return Rows(
        offsets=row_offsets,
        loket=loket,
        referral=referral,
        sendings=sendings,
        entries=entries,
        returns=returns,
        refused=refused,
        refused_at=refused_at,
        refused_is_date=refused_is_date,
        moves=moves,
        entered=entered,
        opened=opened,
        opened_is_date=opened_is_date,
    )


def _entries(network: Network) -> tuple[Codes, Ints, Flags]:
    """Entry loket of each case (else the first referral's `from`), and when it entered."""
    cases, referrals = network.cases, network.referrals
    entry, opened, is_date = cases.entry, cases.opened, cases.is_date("opened")
    sent = np.diff(network.offsets) > 0
    astray, unopened = np.flatnonzero(sent & (entry < 0)), np.flatnonzero(sent & (opened == MISSING))
    if len(astray):
        entry = entry.copy()
        entry[astray] = referrals.frm[network.offsets[astray]]
    if len(unopened):
        first = network.offsets[unopened]
        opened, is_date = opened.copy(), is_date.copy()
        opened[unopened], is_date[unopened] = referrals.sent[first], referrals.is_date("sent")[first]
    return entry, opened, is_date


def _refusals(network: Network, refused: Ints) -> tuple[Ints, Flags]:
    """Instant of each refusal; its sending where no day is known, or one before the sending."""
    referrals = network.referrals
    answered, sent = referrals.status_at[refused], referrals.sent[refused]
    known = (answered != MISSING) & (answered > sent)
    return (
        np.where(known, answered, sent),
        np.where(known, referrals.is_date("status_at")[refused], referrals.is_date("sent")[refused]),
    )


def _places(network: Network, refused: Ints, at: Ints) -> tuple[Ints, Ints]:
    """The order of the returns, and before which sending each one stands."""
    referrals = network.referrals
    seq, position = referrals.seq[refused], referrals.position[refused]
    dated = referrals.status_at[refused] != MISSING
    end = network.offsets[referrals.case[refused] + 1]
    place = refused + 1
    moving = np.flatnonzero(dated & (place < end))
    # Each return looks one sending further until it finds a later one; few stand long.
    while len(moving):
        other = place[moving]
        goes_first = comes_before(
            (referrals.sent[other], referrals.seq[other], referrals.position[other]),
            (at[moving], seq[moving], position[moving]),
        )
        moving = moving[goes_first]
        place[moving] += 1
        moving = moving[place[moving] < end[moving]]
    # Directly after the sending comes before every return with a day of its own.
    order = np.lexsort((position, seq, at, dated, place))
    return order, place[order]


def comes_before(a: tuple[Ints, ...], b: tuple[Ints, ...]) -> Flags:
    """Whether key a comes before key b, both (instant, seq, position)."""
    return np.asarray(
        (a[0] < b[0]) | ((a[0] == b[0]) & ((a[1] < b[1]) | ((a[1] == b[1]) & (a[2] < b[2])))), dtype=np.bool_
    )


def _stand(loket: Codes, returns: Ints, sendings: Ints, senders: Codes, first: Ints) -> Flags:
    """Decides of each return whether the case still stood at the refusing loket; writes where it stands after.

    `sendings` and `first` are the rows of the refused sending and of the case's first row.
    """
    moves = np.ones(len(returns), dtype=np.bool_)
    undecided = np.zeros(len(loket), dtype=np.bool_)
    undecided[returns] = True
    waiting = np.arange(len(returns))
    # A return hangs on the row before it, so runs of returns are decided from the front.
    while len(waiting):
        ready = ~undecided[returns[waiting] - 1] & ~undecided[np.maximum(sendings[waiting] - 1, 0)]
        now = waiting[ready]
        row, sending = returns[now], sendings[now]
        # A sender that is not known is where the case stood before the sending.
        stood = np.where(sending > first[now], loket[sending - 1], -1)
        sender = np.where(senders[now] >= 0, senders[now], stood)
        moves[now] = (loket[row - 1] == loket[sending]) & (sender >= 0)
        loket[row] = np.where(moves[now], sender, loket[row - 1])
        undecided[row] = False
        waiting = waiting[~ready]
    return moves


def starts_of(rows: Rows) -> NDArray[np.bool_]:
    """Which rows begin a visit: the first of a case, and each after which the case stands elsewhere."""
    starts = np.ones(len(rows), dtype=np.bool_)
    np.not_equal(rows.loket[1:], rows.loket[:-1], out=starts[1:])
    starts[rows.offsets[:-1][np.diff(rows.offsets) > 0]] = True
    return starts
