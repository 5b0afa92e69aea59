"""Comparing a period with the one before it: both with a follow-up of the same length (definitions.md, Comparing).

Cases of an older period had more time to bounce or to get stuck. So of both periods only that is counted which
happened up to so many days after the end of the period as the younger one allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from graph.cells import Cells
from graph.codes import Gap
from graph.columns import Flags
from graph.counting import Counting, counting_of, gap_cells, total_cells
from graph.grouping import People, cut
from graph.instants import local_day
from graph.network import Network
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import EVERYTHING, LAST_YEAR, Facts, Look, View, bounds, periods

YEAR_BEFORE = "before4"
"""The four quarters before the last four closed ones."""


@dataclass(frozen=True, eq=False)
class Comparing:
    """Two periods, each counted as it stood equally long after its end.

    Attributes
    ----------
    period, before
        The period, and the one before it; codes as in `View`, or `YEAR_BEFORE`.
    follow_up
        Days after the end of each period that count.
    now, then
        What the figures of the period and of the one before it are counted from.
    too_short
        The kinds of gap that cannot be compared, each with the reason; they are in neither.
    """

    period: str
    before: str
    follow_up: int
    now: Counting
    then: Counting
    too_short: dict[Gap, Text]

    @property
    def kinds(self) -> tuple[Gap, ...]:
        """The kinds of gap that both sides can tell."""
        return tuple(k for k in self.now.gaps if k in self.then.gaps)

    def gaps(self, kind: Gap, view: View) -> tuple[Cells, Cells]:
        """The gaps of one kind in the period and in the one before it, with the filters of a view; for `publish`."""
        return gap_cells(self.now, kind, self._now(view)), gap_cells(self.then, kind, self._then(view))

    def totals(self, view: View) -> tuple[Cells, Cells]:
        """Households with any gap of each kind, in both; for `publish`."""
        return total_cells(self.now, self._now(view)), total_cells(self.then, self._then(view))

    def _now(self, view: View) -> Look:
        return self.now.facts.look(replace(view, period=self.period))

    def _then(self, view: View) -> Look:
        return self.then.facts.look(replace(view, period=self.before))


def why_not(facts: Facts, period: str) -> Text | None:
    """Why a period cannot be compared with the one before it; None where it can."""
    if not _is_whole(period):
        return _ONLY_WHOLE
    if period not in periods(facts) or bounds(period, facts.closed_until)[1] > facts.closed_until:
        return _NOT_OVER
    first, _ = _months(before(period), facts)
    known, last = facts.span
    return None if known <= min(first, last) else _NOTHING_BEFORE


def comparable(facts: Facts) -> tuple[str, ...]:
    """The periods that can be compared with the one before, in the order of `periods`."""
    return tuple(p for p in periods(facts) if why_not(facts, p) is None)


def newest_quarter(network: Network, facts: Facts, thresholds: Thresholds) -> str | None:
    """The newest closed quarter that can be compared with the one before, dead ends included; None without one."""
    quarters = [p for p in comparable(facts) if "Q" in p]
    return next((q for q in quarters if follow_up(network, facts, q) >= thresholds.dead_days), None)


def follow_up(network: Network, facts: Facts, period: str) -> int:
    """Whole days between the last day of a period and the data end."""
    return (_data_end(network) - _last_day(period, facts)).days


def comparing(network: Network, whole: Counting, thresholds: Thresholds, period: str) -> Comparing:
    """A period and the one before it, cut to the same follow-up.

    Parameters
    ----------
    whole
        What the figures of the whole network are counted from: its facts, households and requests for advice.
    period
        One of `comparable`.

    Raises
    ------
    ValueError
        For a period that cannot be compared (`why_not`).
    """
    if (reason := why_not(whole.facts, period)) is not None:
        raise ValueError(reason.en)
    days = follow_up(network, whole.facts, period)
    short = _too_short(days, thresholds)
    now, then = (_side(network, whole, thresholds, p, days, short) for p in (period, before(period)))
    return Comparing(period, before(period), days, now, then, short)


def before(period: str) -> str:
    """The period before a whole year, a quarter, or the last four quarters."""
    if period == LAST_YEAR:
        return YEAR_BEFORE
    year, _, quarter = period.partition("Q")
    if not quarter:
        return str(int(year) - 1)
    return f"{year}Q{int(quarter) - 1}" if int(quarter) > 1 else f"{int(year) - 1}Q4"


def _is_whole(period: str) -> bool:
    return period != EVERYTHING and "-" not in period


def _months(period: str, facts: Facts) -> tuple[int, int]:
    if period == YEAR_BEFORE:
        first, _ = bounds(LAST_YEAR, facts.closed_until)
        return first - 12, first
    return bounds(period, facts.closed_until)


def _last_day(period: str, facts: Facts) -> date:
    month = _months(period, facts)[1]
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _data_end(network: Network) -> date:
    return date(1970, 1, 1) + timedelta(days=int(local_day(np.array([network.data_end]))[0]))


def _side(
    network: Network, whole: Counting, thresholds: Thresholds, period: str, days: int, short: dict[Gap, Text]
) -> Counting:
    first, last = _months(period, whole.facts)
    kept = (whole.facts.month >= first) & (whole.facts.month < last)
    part = network.select(kept).ending(_last_day(period, whole.facts) + timedelta(days=days))
    # Whether a source holds closings is a fact about the whole of it.
    vars(part)["closing_sources"] = network.closing_sources
    whose = People(whole.people.household[kept], whole.people.keys, whole.people.named)
    made = counting_of(part, whose, _facts_of(whole.facts, kept, period), thresholds, whole.asks)
    told = made.gaps.keys() - short.keys()
    return replace(
        made,
        # One household's time is cut where it is in the whole register, on both sides.
        gaps={kind: cut(rows, whole.gaps[kind].cap) for kind, rows in made.gaps.items() if kind in told},
        chances={kind: rows for kind, rows in made.chances.items() if kind in told},
        totals={kind: cut(rows, whole.totals[kind].cap) for kind, rows in made.totals.items() if kind in told},
    )


def _facts_of(facts: Facts, kept: Flags, period: str) -> Facts:
    """The facts of the cases of a period, with the choices of all: a filter that keeps none of them is one too."""
    part = replace(
        facts,
        month=facts.month[kept],
        domains=facts.domains[kept],
        area=facts.area[kept],
        target=facts.target[kept],
        problems=facts.problems[kept],
        period=period,
    )
    vars(part)["choices"] = {**facts.choices, "period": (period,)}
    return part


def _too_short(days: int, thresholds: Thresholds) -> dict[Gap, Text]:
    needs = {
        Gap.DEAD_END: thresholds.dead_days,
        Gap.NO_PICKUP: thresholds.pick_days,
        Gap.REINTAKE: thresholds.reintake_days,
    }
    return {
        kind: _TOO_SHORT.format(kind=kind.label, days=days, least=least)
        for kind, least in needs.items()
        if days < least
    }


_ONLY_WHOLE = Text(
    "Vergelijken kan alleen met een heel jaar, een kwartaal of de laatste vier kwartalen.",
    "Comparing works only with a whole year, a quarter, or the last four quarters.",
)
_NOT_OVER = Text(
    "Deze periode is nog niet voorbij. Daarom kun je haar nog niet vergelijken.",
    "This period is not over yet. That is why you cannot compare it yet.",
)
_NOTHING_BEFORE = Text(
    "Van de periode hiervoor hebben we niet alles. Daarom kun je niet vergelijken.",
    "Of the period before this one we do not have everything. That is why you cannot compare.",
)
_TOO_SHORT = Text(
    "We kijken hier maar {days} dagen na het einde van de periode. Voor '{kind}' zijn {least} dagen nodig.",
    "Here we look only {days} days past the end of the period. For '{kind}' {least} days are needed.",
)
