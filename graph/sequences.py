"""R, the responsibility sequence of every case (definitions.md, "Order, missing values, two sequences").

R is the entry loket, then the `to` of each referral in order. A refused referral moves the case back to the
sender on the day of refusal, if it still stands at the refusing loket. Equal neighbours collapse into one visit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.codes import Status
from graph.columns import Codes, Flags, Ints
from graph.instants import MISSING
from graph.rows import Rows, arrange, starts_of

if TYPE_CHECKING:
    from graph.network import Network

_ACCEPTED, _REFUSED = Status.ACCEPTED.number, Status.REFUSED.number
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Sequences:
    """The visits of every case, in order; one row a visit.

    Attributes
    ----------
    case, loket
        Codes of the network.
    offsets
        Visits of case c are rows `offsets[c]` to `offsets[c + 1]`; none for a case without any visit.
    start, start_is_date
        The instant at which the visit starts.
    picked, picked_is_date
        The first pick-up of the visit, missing where there is none or its day is unknown. An entry and a return
        after a refusal count as picked up at once.
    was_picked
        Whether the visit was picked up, also on an unknown day.
    refused
        Whether one of the visit's referrals was refused.
    referral
        The last referral that led to the visit (row in `network.referrals`), -1 for an entry.
    by_return
        Whether the last row of the visit that says where the case stands is a return after a refusal.
    last_row, last_is_date
        Per case: the instant of its last row, also when that row has no loket or changes nothing.
    elsewhere
        Per case: number of referrals whose `from` is not where the case stood.
    """

    case: Codes
    loket: Codes
    offsets: Ints
    start: Ints
    start_is_date: Flags
    picked: Ints
    picked_is_date: Flags
    was_picked: Flags
    refused: Flags
    referral: Ints
    by_return: Flags
    last_row: Ints
    last_is_date: Flags
    elsewhere: Codes

    def __len__(self) -> int:
        return len(self.case)

    @property
    def cases(self) -> int:
        """Number of cases with at least one visit."""
        return int(self.has_visit.sum())

    @property
    def from_elsewhere(self) -> int:
        """Number of referrals whose `from` is not where the case stood; they are reported, not inserted."""
        return int(self.elsewhere.sum())

    def select(self, cases: Flags, referrals: Flags) -> Sequences:
        """R of some cases and their referrals; R of a case does not hang on the others."""
        kept = cases[self.case]
        per_case = {name: getattr(self, name)[cases] for name in PER_CASE}
        per_visit = {name: getattr(self, name)[kept] for name in PER_VISIT}
        # An entry has no referral, so its -1 must find a -1.
        row = np.append(np.cumsum(referrals) - 1, -1)
        per_visit["referral"] = row[per_visit["referral"]]
        per_visit["case"] = (np.cumsum(cases, dtype=np.int32) - 1)[per_visit["case"]]
        offsets = np.append(0, np.cumsum(np.diff(self.offsets)[cases]))
        return Sequences(offsets=offsets, **per_case, **per_visit)

    @property
    def has_visit(self) -> Flags:
        """Which cases have at least one visit."""
        return np.asarray(np.diff(self.offsets) > 0)

    @property
    def last(self) -> Ints:
        """The last visit of each case that has one."""
        return self.offsets[1:][self.has_visit] - 1

    def follows(self, steps: int) -> Ints:
        """The visits that have a visit of the same case `steps` earlier."""
        return np.flatnonzero(self.case[steps:] == self.case[:-steps]) + steps


PER_CASE = ("last_row", "last_is_date", "elsewhere")
PER_VISIT = tuple(f.name for f in fields(Sequences) if f.name not in (*PER_CASE, "offsets"))


SEQUENCE_DTYPES: dict[str, np.dtype[Any]] = {
    name: np.dtype({"Codes": np.int32, "Ints": np.int64, "Flags": np.bool_}[str(kind)])
    for name, kind in Sequences.__annotations__.items()
}
"""What each array of `Sequences` holds, in their order."""


def sequences(network: Network) -> Sequences:
    """R of every case of a network. Cases without any visit have no rows."""
    rows = arrange(network)
    starts = starts_of(rows)
    first = np.flatnonzero(starts)
    until = np.append(0, np.cumsum(starts))
    offsets = until[rows.offsets]
    start, start_is_date = _starts(network, rows, starts, first, until)
    picked, picked_is_date = _pick_ups(network, rows, first)
    status = network.referrals.status
    undated = (status == _ACCEPTED) & (network.referrals.picked == MISSING)
    was_picked = (picked != MISSING) | _any_sending(rows, first, undated)
    was_picked[until[rows.entries]] = True
    last_row, last_is_date = _last_rows(network, rows)
    return Sequences(
        case=np.repeat(np.arange(len(network.cases), dtype=np.int32), np.diff(offsets)),
        loket=rows.loket[first],
        offsets=offsets,
        start=start,
        start_is_date=start_is_date,
        picked=picked,
        picked_is_date=picked_is_date,
        was_picked=was_picked,
        refused=_any_sending(rows, first, status == _REFUSED),
        referral=np.maximum.reduceat(rows.referral.astype(np.int64), first) if len(first) else first,
        by_return=_by_return(rows, first),
        last_row=last_row,
        last_is_date=last_is_date,
        elsewhere=_elsewhere(network, rows),
    )


def _starts(network: Network, rows: Rows, starts: Flags, first: Ints, until: Ints) -> tuple[Ints, Flags]:
    """When each visit starts: at its sending, but for those that begin with an entry or a return."""
    referrals = network.referrals
    if not len(referrals):
        return rows.opened[rows.entered], rows.opened_is_date[rows.entered]
    referral = rows.referral[first]
    start, is_date = referrals.sent[referral], referrals.is_date("sent")[referral]
    entries = until[rows.entries]
    start[entries], is_date[entries] = rows.opened[rows.entered], rows.opened_is_date[rows.entered]
    new = starts[rows.returns]
    returns = until[rows.returns[new]]
    start[returns], is_date[returns] = rows.refused_at[new], rows.refused_is_date[new]
    return start, is_date


def _pick_ups(network: Network, rows: Rows, first: Ints) -> tuple[Ints, Flags]:
    """First pick-up of each visit and whether it is a bare date; entries and returns are picked up at once."""
    referrals, back = network.referrals, rows.returns[rows.moves]
    double = np.full(len(rows), _NEVER)
    double[rows.sendings] = _doubled(referrals.picked, referrals.is_date("picked"))
    double[rows.entries] = _doubled(rows.opened, rows.opened_is_date)[rows.entered]
    double[back] = _doubled(rows.refused_at, rows.refused_is_date)[rows.moves]
    least = np.minimum.reduceat(double, first) if len(first) else double
    return np.where(least == _NEVER, MISSING, least >> 1), least % 2 == 0


def _doubled(at: Ints, is_date: Flags) -> Ints:
    """Twice the instant, and one more where it is no bare date: the least of these says both."""
    return np.where(at == MISSING, _NEVER, 2 * at + ~is_date)


def _any_sending(rows: Rows, first: Ints, of_referral: Flags) -> Flags:
    """Whether one of the referrals of each visit has a flag."""
    result = np.zeros(len(first), dtype=np.bool_)
    flagged = rows.sendings[np.flatnonzero(of_referral)]
    result[np.searchsorted(first, flagged, side="right") - 1] = True
    return result


def _by_return(rows: Rows, first: Ints) -> Flags:
    """Whether the last row of each visit, of those that say where the case stands, is a return."""
    last = np.append(first[1:], len(rows)) - 1 if len(first) else first
    moves, is_return = np.ones(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    moves[rows.returns], is_return[rows.returns] = rows.moves, True
    while len(silent := np.flatnonzero(~moves[last])):
        last[silent] -= 1
    return is_return[last]


def _last_rows(network: Network, rows: Rows) -> tuple[Ints, Flags]:
    """Instant of each case's last row, with rows that have no loket or change nothing."""
    last, is_date = np.where(rows.entered, rows.opened, MISSING), rows.entered & rows.opened_is_date
    referrals, quiet, back = network.referrals, network.quiet, np.flatnonzero(rows.moves)
    sent, unmoved = _ends(referrals.case), _ends(quiet.case)
    for case, at, dates in (
        (referrals.case[sent], referrals.sent[sent], referrals.is_date("sent")[sent]),
        # The returns of a case stand in the order of their days, so the last one written is the latest.
        (referrals.case[rows.refused[back]], rows.refused_at[back], rows.refused_is_date[back]),
        (quiet.case[unmoved], quiet.at[unmoved], quiet.is_date("at")[unmoved]),
    ):
        later = at > last[case]
        last[case[later]], is_date[case[later]] = at[later], dates[later]
    return last, is_date


def _ends(case: Codes) -> Ints:
    """The last row of each case, of rows that are sorted by case."""
    return np.flatnonzero(np.append(case[1:] != case[:-1], len(case) > 0))


def _elsewhere(network: Network, rows: Rows) -> Codes:
    """Of each case, how many referrals come from a loket where it did not stand."""
    referrals = network.referrals
    # A case without entry has a first referral without `from`, so no sending is held against another case.
    wrong = (referrals.frm >= 0) & (referrals.frm != rows.loket[rows.sendings - 1])
    return np.bincount(referrals.case[wrong], minlength=len(network.cases)).astype(np.int32)


def remember(network: Network, sequences: Sequences) -> Network:
    """The same network, which need not work out R again: it is known from a larger one or from the cache."""
    vars(network)["sequences"] = sequences
    return network
