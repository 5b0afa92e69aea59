"""R and S of one case, one row at a time, and whether R hangs on the order of rows with equal instants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import permutations
from typing import Any

from graph.codes import Status
from graph.model import Case, Moment, Referral
from tests.reference.records import Event, Register, instant


@dataclass
class Visit:
    """One visit of R. `picks` are the pick-ups with a day; `undated` says that there was one without."""

    loket: str
    start: Moment | None
    picks: list[Moment] = field(default_factory=list)
    undated: bool = False
    refused: bool = False
    by_return: bool = False

    @property
    def was_picked(self) -> bool:
        return bool(self.picks) or self.undated

    @property
    def picked(self) -> Moment | None:
        return min(self.picks, key=instant, default=None)


@dataclass
class Track:
    """A case with its visits, the moments of all its rows, and the rows themselves in order."""

    case: Case
    visits: list[Visit] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    quiet: list[Moment] = field(default_factory=list)
    from_elsewhere: int = 0

    @property
    def r(self) -> list[str]:
        return [v.loket for v in self.visits]

    @property
    def s(self) -> list[str]:
        return collapsed([v.loket for v in self.visits if v.was_picked])

    @property
    def last_row(self) -> Moment | None:
        moments = [row.at for row in self.rows if row.at is not None and row.counts] + self.quiet
        return max(moments, key=instant, default=None)


@dataclass
class Row:
    """A row of a case in order. `counts` is False for a return after which the case stayed where it was."""

    at: Moment | None
    referral: Referral | None = None
    is_return: bool = False
    counts: bool = True


def collapsed(lokets: Sequence[str]) -> list[str]:
    """Consecutive equal lokets are one."""
    return [loket for i, loket in enumerate(lokets) if not i or loket != lokets[i - 1]]


def in_order(referrals: Sequence[Referral]) -> list[Referral]:
    """By instant in UTC, then seq where there is one, else the position in the source."""
    numbered = list(enumerate(referrals))
    return [r for _, r in sorted(numbered, key=lambda row: _key(row[1].sent_at, row[1].seq, row[0]))]


def _key(at: Moment, seq: int | None, place: int) -> tuple[datetime, float, int]:
    return instant(at), float("-inf") if seq is None else seq, place


def refused_at(referral: Referral) -> Moment:
    """The day of refusal; directly after the sending where it has none, or one before the sending."""
    if referral.status_at is None or instant(referral.status_at) <= instant(referral.sent_at):
        return referral.sent_at
    return referral.status_at


def follow(case: Case, referrals: Sequence[Referral]) -> Track:
    """Walk through one case. `referrals` are its own, in the order of the source."""
    sent = in_order([r for r in referrals if r.to is not None])
    place = {r.id: i for i, r in enumerate(referrals)}
    rows = [(_key(r.sent_at, r.seq, place[r.id]), 0, Row(r.sent_at, r)) for r in sent]
    rows += [
        (_key(refused_at(r), r.seq, place[r.id]), 1, Row(refused_at(r), r, is_return=True))
        for r in sent
        if r.status is Status.REFUSED
    ]
    rows.sort(key=lambda row: row[:2])
    entry = case.entry or (sent[0].from_ if sent else None)
    opened = case.opened_at if case.opened_at is not None else (sent[0].sent_at if sent else None)
    track = Track(case)
    track.quiet = [r.sent_at for r in referrals if r.to is None]
    if entry is not None:
        track.rows.append(Row(opened))
        track.visits.append(Visit(entry, opened, [] if opened is None else [opened], undated=opened is None))
    _walk(track, [row for *_, row in rows])
    return track


def _walk(track: Track, rows: Sequence[Row]) -> None:
    senders: dict[str, str | None] = {}
    for row in rows:
        track.rows.append(row)
        referral, here = row.referral, track.visits[-1].loket if track.visits else None
        assert referral is not None
        assert referral.to is not None
        if row.is_return:
            sender = senders[referral.id]
            row.counts = here == referral.to and sender is not None
            if row.counts and sender is not None:
                visit = _arrive(track, sender, row)
                visit.picks.append(row.at or referral.sent_at)
                visit.by_return = True
            continue
        senders[referral.id] = referral.from_ or here
        track.from_elsewhere += bool(referral.from_ and here and referral.from_ != here)
        visit = _arrive(track, referral.to, row)
        visit.by_return = False
        visit.refused |= referral.status is Status.REFUSED
        if referral.picked_up_at is not None:
            visit.picks.append(referral.picked_up_at)
        visit.undated |= referral.picked_up_at is None and referral.status is Status.ACCEPTED


def _arrive(track: Track, loket: str, row: Row) -> Visit:
    if not track.visits or track.visits[-1].loket != loket:
        track.visits.append(Visit(loket, row.at))
    return track.visits[-1]


def follow_log(case: Case, events: Sequence[Event]) -> Track:
    """Walk through one case of an event log: rows without a loket are dropped before equal neighbours collapse."""
    numbered = sorted(enumerate(events), key=lambda row: _key(row[1].at, row[1].seq, row[0]))
    track = Track(case)
    track.quiet = [e.at for e in events]
    for _, event in numbered:
        if event.loket is not None:
            _arrive(track, event.loket, Row(event.at))
    return track


def tracks(register: Register) -> list[Track]:
    """Every case of a register, by id."""
    result = []
    for case in sorted(register.cases, key=lambda c: c.id):
        if register.is_log:
            result.append(follow_log(case, [e for e in register.events if e.case == case.id]))
        else:
            result.append(follow(case, [r for r in register.referrals if r.case == case.id]))
    return result


def hangs_on_order(register: Register, case: Case) -> bool:
    """Whether another order in the source gives another R; rows with another instant or seq keep their place."""
    rows: list[Any] = [r for r in (register.events or register.referrals) if r.case == case.id]
    walk: Any = follow_log if register.is_log else follow
    usual = walk(case, rows).r
    return any(walk(case, list(order)).r != usual for order in permutations(rows))
