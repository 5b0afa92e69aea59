"""The pictures of a report as SVG, from released figures."""

from __future__ import annotations

from app.draw import bars, heatmap, network_svg
from app.draw.bars import Bars
from app.draw.bouncing import NOTHING, Arrow
from app.draw.gap_picture import heatmap as heatmap_of
from app.draw.gap_picture import lokets_of, network
from app.draw.gap_words import Teller
from app.draw.layout import places
from app.draw.svg import Caption
from app.phrases import gaps as gap_words
from app.phrases import report as words
from app.report.gathering import Report
from graph.breakdown import CLASS
from graph.text import Language

_LOKETS, _ARROWS, _CELLS = 18, 60, 12


def flows(report: Report, teller: Teller, language: Language) -> str | None:
    """How households go between the lokets where most of them return, as on screen; None where nothing passes."""
    lokets = lokets_of(report.ways.values(), _LOKETS)
    if not lokets:
        return None
    arrows = [Arrow(w.a, w.b, w.sent or 0, 0, w.back or 0, None) for w in report.ways.values()]
    spots = places(lokets, arrows)
    drawing = network(report.ways.values(), spots, NOTHING, teller, language, _ARROWS)
    caption = Caption(words.FLOWS.to(language), notes=(words.FLOWS_NOTE.to(language),))
    return network_svg.svg(drawing, caption, language)


def heat(report: Report, teller: Teller, language: Language) -> str | None:
    """How many households each loket returned to each other, as on screen; None where nothing passes."""
    lokets = lokets_of([way for way in report.ways.values() if way.back], _CELLS)
    if len(lokets) < 2:
        return None
    found = heatmap_of(report.ways, lokets, teller, language)
    note = gap_words.CELLS_HOW.format(n=len(lokets)).to(language)
    return heatmap.svg(found, Caption(gap_words.CELLS.to(language), notes=(note,)), language)


def months(report: Report, teller: Teller, language: Language) -> str | None:
    """Households sent back and forth, by month of their case; None where no month may be shown."""
    if report.months is None:
        return None
    rows = report.months.rows()
    entries = tuple(str(row[CLASS]) for row in rows)
    values = tuple(n if isinstance(n := row["households"], int) else None for row in rows)
    unit = (gap_words.HOUSEHOLDS if report.named else gap_words.CASES).to(language).format(n="").strip()
    return bars.svg(Bars(entries, values, teller.k, unit=unit), Caption(words.MONTHS.to(language)), language)
