"""What stands in a report: released figures of one view, and facts about lokets."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.draw import pair_why
from app.draw.gap_picture import Way, ways_of
from graph.both_ways import way_cells, ways
from graph.breakdown import breakdown
from graph.cells import Cells
from graph.codes import Audience, Gap
from graph.counting import Counting, counting, flow_cells, gap_cells, total_cells
from graph.coverage import Coverage, coverage
from graph.errors import UsageRefused
from graph.figures import Figures
from graph.model import Organisation
from graph.network import Network
from graph.overview import Overview, overview
from graph.privacy import NotPublished, publish, threshold
from graph.pseudonyms import Door
from graph.ranking import RankedGap, advice, ranked
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import EVERYTHING, Facts, Look, View, bounds

Ends = tuple[str, str]
PAIRS = 3
_BY_MONTH = "month"


@dataclass(frozen=True, slots=True)
class Made:
    """Of what and when a report was made: the version of the data, when that was published, and now."""

    version: str
    published: datetime | None
    at: datetime


@dataclass(frozen=True, eq=False)
class Report:
    """Everything in a report; figures are released, the rest are facts.

    Attributes
    ----------
    audience, k, view
        For whom, above which number of households (0 where figures are exact), and of which period and filters.
    named
        Whether households are known; otherwise cases are counted.
    totals, gaps
        Figures of each kind together, and of the gaps of each kind.
    ways
        Every direction between two lokets that may be shown, as on screen.
    why
        Of each of the worst pairs its households by life domain and by area, as far as that may be told.
    months
        Households sent back and forth, by month; None where no month may be shown.
    lacking
        The kinds that the data say nothing about, each with the reason.
    titles, organisations
        What a person calls lokets and organisations, by id.
    """

    audience: Audience
    k: int
    view: View
    named: bool
    thresholds: Thresholds
    made: Made
    overview: Overview
    coverage: Coverage
    totals: Figures
    gaps: Mapping[Gap, Figures]
    ways: Mapping[Ends, Way]
    why: tuple[Mapping[str, Figures], ...]
    months: Figures | None
    lacking: Mapping[Gap, Text]
    titles: Mapping[str, str]
    organisations: Mapping[str, str]

    @property
    def ranked(self) -> tuple[RankedGap, ...]:
        """All gaps, those that cost most days first."""
        return ranked(self.gaps)

    @property
    def pairs(self) -> tuple[RankedGap, ...]:
        """The pairs of lokets that send households back and forth, those that cost most days first."""
        return _pairs(self.gaps)

    @property
    def advice(self) -> tuple[RankedGap, ...]:
        """The pairs that look like asking for advice."""
        return advice(self.gaps)

    @property
    def hidden(self) -> int:
        """How many gaps are too small to show, in steps of 5."""
        return sum(figures.hidden for figures in self.gaps.values())


def gather(
    network: Network,
    door: Door,
    thresholds: Thresholds,
    audience: Audience,
    view: View,
    made: Made,
    *,
    frozen: bool,
    of_one_source: bool = False,
) -> Report:
    """A report of a network for an audience; `frozen` when the network is a published version.

    `of_one_source` as in `graph.facts.facts`.

    Raises
    ------
    NotPublished
        When the audience may not see the view, or the network is not published.
    """
    found, k = counting(network, door, thresholds, frozen, of_one_source), thresholds.small_number
    look = found.facts.look(view)
    gaps = {kind: _figures(gap_cells(found, kind, look), audience, k) for kind in found.gaps}
    return Report(
        audience=audience,
        k=0 if audience is Audience.BEHEERDER else threshold(audience, k),
        view=view,
        named=found.people.named,
        thresholds=thresholds,
        made=made,
        overview=publish(overview(network, len(network.referrals)), audience).value,
        coverage=coverage(network, view.period),
        totals=_figures(total_cells(found, look), audience, k),
        gaps=gaps,
        ways=_all_ways(found, look, audience, k),
        why=tuple(_why(found, pair, look, audience, k) for pair in _pairs(gaps)[:PAIRS]),
        months=_by_month(found, audience, k, view),
        lacking=found.lacking,
        titles={loket.id: loket.title for loket in network.lokets},
        organisations={o.id: o.name or o.id for o in network.of(Organisation) if isinstance(o, Organisation)},
    )


def _figures(cells: object, audience: Audience, k: int) -> Figures:
    figures: Figures = publish(cells, audience, k).value
    return figures


def _pairs(gaps: Mapping[Gap, Figures]) -> tuple[RankedGap, ...]:
    return ranked({Gap.BOUNCE: gaps[Gap.BOUNCE]}) if Gap.BOUNCE in gaps else ()


def _all_ways(found: Counting, look: Look, audience: Audience, k: int) -> dict[Ends, Way]:
    went = flow_cells(found, look)

    def rows(cells: Cells) -> dict[Ends, dict[str, Any]]:
        return {(str(row["a"]), str(row["b"])): row for row in _figures(cells, audience, k).rows()}

    sent = {ends: row["households"] for ends, row in rows(went).items()}
    kinds = (Gap.BOUNCE, Gap.CONSULT)
    back = {kind: rows(way_cells(found, ways(found, kind), went)) if kind in found.gaps else {} for kind in kinds}
    return ways_of(sent, back, found.asks.apart)


def _why(found: Counting, pair: RankedGap, look: Look, audience: Audience, k: int) -> dict[str, Figures]:
    """What a pair is about; a breakdown that would be one filter too many is left out."""
    told: dict[str, Figures] = {}
    for by in pair_why.ABOUT:
        if by not in look.view.filters:
            with suppress(NotPublished):
                told[by] = _figures(breakdown(found, pair.kind, pair.key, by, look), audience, k)
    return told


def _by_month(found: Counting, audience: Audience, k: int, view: View) -> Figures | None:
    """The households that were sent back and forth, by month; None where there are none, or no months."""
    if Gap.BOUNCE not in found.gaps:
        return None
    cells = breakdown(found, Gap.BOUNCE, None, _BY_MONTH, found.facts.look(view))
    try:
        figures = _figures(cells, audience, k)
    except NotPublished:
        return None
    return figures if (figures.households > 0).any() else None


def period_between(facts: Facts, since: date | None, until: date | None) -> str:
    """The fixed period from one day to another, both included; None leaves a side open.

    Raises
    ------
    UsageRefused
        When no fixed period begins and ends there; the message names those that there are.
    """
    if since is None and until is None:
        return EVERYTHING
    days = {p: _days(p, facts.closed_until) for p in facts.choices["period"] if p != EVERYTHING}
    found = next((p for p, (first, last) in days.items() if (since or first, until or last) == (first, last)), None)
    if found is None or since is None or until is None:
        known = ", ".join(f"{p} ({first} - {last})" for p, (first, last) in days.items())
        raise UsageRefused(_NO_PERIOD.format(known=known or "-"))
    return found


def _days(period: str, closed_until: int) -> tuple[date, date]:
    """The first and the last day of a period."""
    first, after = bounds(period, closed_until)
    return _first_day(first), _first_day(after) - timedelta(days=1)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


_NO_PERIOD = Text(
    "Het rapport gaat over een vaste periode. Kies --since en --until uit: {known}. Of laat ze allebei weg.",
    "The report is about a fixed period. Choose --since and --until from: {known}. Or leave both out.",
)
