"""The days that are lost, each as a stretch of time of one case (definitions.md, "Days lost")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.bouncing import bounces, loops
from graph.columns import Codes, Flags, Ints
from graph.instants import DAY, elapsed
from graph.network import Network
from graph.receiving import received
from graph.returning import openings, returning
from graph.rows import Rows, arrange, comes_before
from graph.sequences import Sequences
from graph.stranding import stranding
from graph.thresholds import Thresholds

MOST_DAYS = 180
KINDS = ("bounce", "loop", "refusal", "no_pickup", "dead_end", "reintake")
"""In the order of precedence: a day of a case that belongs to several kinds counts for the first of these."""


@dataclass(frozen=True, eq=False)
class Gaps:
    """Stretches of lost time of one kind: one row each, with the case whose time it is."""

    case: Codes
    start: Ints
    start_is_date: Flags
    end: Ints
    end_is_date: Flags

    @property
    def length(self) -> Ints:
        """Microseconds of each."""
        return elapsed(self.start, self.start_is_date, self.end, self.end_is_date)

    def at_most(self, days: int) -> Gaps:
        """The same stretches, the longer ones cut off."""
        over = self.length > days * DAY
        return Gaps(
            self.case,
            self.start,
            self.start_is_date,
            np.where(over, self.start + days * DAY, self.end),
            # After so many calendar days comes a bare date again, an hour off at most where the clock changed.
            np.where(over, self.start_is_date, self.end_is_date),
        )


def gaps(network: Network, thresholds: Thresholds) -> dict[str, Gaps]:
    """The lost time of each of `KINDS`."""
    visits, rows = network.sequences, arrange(network)
    back = bounces(visits)
    later, earlier = loops(visits)
    return dict(
        zip(
            KINDS,
            (
                _between(visits, back - 1, back),
                _between(visits, earlier + 1, later),
                _refusals(network, rows),
                _missed(network, rows, thresholds).at_most(MOST_DAYS),
                _dead_ends(network, thresholds).at_most(MOST_DAYS),
                _reintakes(network, thresholds),
            ),
            strict=True,
        )
    )


def _between(visits: Sequences, first: Ints, last: Ints) -> Gaps:
    start, is_date = visits.start, visits.start_is_date
    return Gaps(visits.case[first], start[first], is_date[first], start[last], is_date[last])


def _refusals(network: Network, rows: Rows) -> Gaps:
    """From each sending to its refusal; nothing where the refusal has no day."""
    referrals, sent = network.referrals, rows.refused
    return Gaps(
        referrals.case[sent],
        referrals.sent[sent],
        referrals.is_date("sent")[sent],
        rows.refused_at,
        rows.refused_is_date,
    )


def _missed(network: Network, rows: Rows, thresholds: Thresholds) -> Gaps:
    """From each sending that nobody picked up to the case's next row, else to the data end."""
    found, referrals = received(network, thresholds), network.referrals
    at = found.at[found.missed]
    end, is_date = _next_rows(network, rows, at)
    return Gaps(referrals.case[at], referrals.sent[at], referrals.is_date("sent")[at], end, is_date)


def _dead_ends(network: Network, thresholds: Thresholds) -> Gaps:
    stuck = np.flatnonzero(stranding(network, thresholds).dead_end)
    visits = network.sequences
    end, is_date = _data_end(network, len(stuck))
    return Gaps(stuck.astype(np.int32), visits.last_row[stuck], visits.last_is_date[stuck], end, is_date)


def _reintakes(network: Network, thresholds: Thresholds) -> Gaps:
    """The time after the closing of a case; it is counted as time of that case."""
    found, cases = returning(network, thresholds), network.cases
    opened, is_date = openings(network)
    return Gaps(
        found.case.astype(np.int32),
        cases.closed[found.case],
        cases.is_date("closed")[found.case],
        opened[found.next_case],
        is_date[found.next_case],
    )


def _data_end(network: Network, times: int) -> tuple[Ints, Flags]:
    return np.full(times, network.data_end), np.full(times, network.data_end_is_date)


def _next_rows(network: Network, rows: Rows, at: Ints) -> tuple[Ints, Flags]:
    """When the row after each of some sendings came, with rows that move no case; else the data end."""
    referrals = network.referrals
    end, is_date = _data_end(network, len(at))
    row = _next_moving(rows, at, referrals.case[at])
    sent = np.flatnonzero(row >= 0)
    took_back = np.searchsorted(rows.returns, row[sent])
    is_return = np.append(rows.returns, -1)[took_back] == row[sent]
    for chosen, instants, dates, which in (
        (sent[~is_return], referrals.sent, referrals.is_date("sent"), rows.referral[row[sent[~is_return]]]),
        (sent[is_return], rows.refused_at, rows.refused_is_date, took_back[is_return]),
    ):
        end[chosen], is_date[chosen] = instants[which], dates[which]
    quiet = _next_quiet(network, at)
    sooner = np.flatnonzero(quiet >= 0)
    sooner = sooner[network.quiet.at[quiet[sooner]] < end[sooner]]
    end[sooner] = network.quiet.at[quiet[sooner]]
    is_date[sooner] = network.quiet.is_date("at")[quiet[sooner]]
    return end, is_date


def _next_moving(rows: Rows, at: Ints, case: Codes) -> Ints:
    """The next row that says where the case stands; -1 where the sending is the last of these."""
    silent = np.zeros(len(rows) + 1, dtype=np.bool_)
    silent[rows.returns[~rows.moves]] = True
    row, end = rows.sendings[at] + 1, rows.offsets[case + 1]
    while len(skip := np.flatnonzero(silent[row] & (row < end))):
        row[skip] += 1
    return np.where(row < end, row, -1)


def _next_quiet(network: Network, at: Ints) -> Ints:
    """The first row that moves no case and stands after each of some sendings; -1 where there is none."""
    quiet, referrals = network.quiet, network.referrals
    case = referrals.case[at]
    row, end = np.searchsorted(quiet.case, case), np.searchsorted(quiet.case, case, side="right")
    moving = np.flatnonzero(row < end)
    while len(moving):
        here, there = row[moving], at[moving]
        earlier = comes_before(
            (quiet.at[here], quiet.seq[here], quiet.position[here]),
            (referrals.sent[there], referrals.seq[there], referrals.position[there]),
        )
        moving = moving[earlier]
        row[moving] += 1
        moving = moving[row[moving] < end[moving]]
    return np.where(row < end, row, -1)
