"""What stands in a report: released figures of one view, and facts about lokets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from graph.breakdown import breakdown
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
from graph.ranking import RankedGap, advice, gaps_of, ranked
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import EVERYTHING, Facts, View, bounds

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
    totals, flows, gaps
        Figures of each kind together, of the hops between lokets, and of the gaps of each kind.
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
    flows: Figures
    gaps: Mapping[Gap, Figures]
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
        return ranked({Gap.BOUNCE: self.gaps[Gap.BOUNCE]}) if Gap.BOUNCE in self.gaps else ()

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
        flows=_figures(flow_cells(found, look), audience, k),
        gaps=gaps,
        months=_by_month(found, audience, k, view),
        lacking=found.lacking,
        titles={loket.id: loket.title for loket in network.lokets},
        organisations={o.id: o.name or o.id for o in network.of(Organisation) if isinstance(o, Organisation)},
    )


def _figures(cells: object, audience: Audience, k: int) -> Figures:
    figures: Figures = publish(cells, audience, k).value
    return figures


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


def by_pair(report: Report) -> dict[tuple[str, str], int | None]:
    """Households that were sent back and forth between two lokets, by the pair in either order."""
    pairs = gaps_of(Gap.BOUNCE, report.gaps[Gap.BOUNCE]) if Gap.BOUNCE in report.gaps else ()
    both = {(p.a, p.b or ""): p.households for p in pairs}
    return both | {(b, a): n for (a, b), n in both.items()}


_NO_PERIOD = Text(
    "Het rapport gaat over een vaste periode. Kies --since en --until uit: {known}. Of laat ze allebei weg.",
    "The report is about a fixed period. Choose --since and --until from: {known}. Or leave both out.",
)
