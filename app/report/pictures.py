"""The pictures of a report as SVG, from released figures."""

from __future__ import annotations

from collections import Counter

from app.draw import bars, heatmap, network_svg
from app.draw.bars import Bars
from app.draw.bouncing import Arrow
from app.draw.drawing import Dot, Drawing, Line
from app.draw.heatmap import Heatmap
from app.draw.layout import places
from app.draw.svg import Caption
from app.phrases import gaps as gap_words
from app.phrases import report as words
from app.report.gathering import Report, by_pair
from graph.breakdown import CLASS
from graph.text import Language

_LOKETS, _ARROWS, _CELLS = 24, 60, 16


def flows(report: Report, language: Language) -> str | None:
    """How households go between the lokets that matter most; None where nothing passes."""
    rows = _hops(report)
    chosen = _busiest(report, rows, _LOKETS)
    inside = [r for r in rows if r[0] in chosen and r[1] in chosen][:_ARROWS]
    if not inside:
        return None
    back = by_pair(report)
    arrows = [Arrow(a, b, n, n, 0, None) for a, b, n in inside]
    spots = places(chosen, arrows)
    drawing = Drawing(
        tuple(Dot(loket, report.titles.get(loket, loket), spot) for loket, spot in spots.items()),
        tuple(Line(a, b, n, "back" if back.get((a, b)) else "flow") for a, b, n in inside),
        legend={"back": words.BACK, "flow": words.FORTH},
    )
    caption = Caption(words.FLOWS.to(language), notes=(words.FLOWS_NOTE.to(language),))
    return network_svg.svg(drawing, caption, language)


def heat(report: Report, language: Language) -> str | None:
    """Households from each loket to each other, of the busiest ones; None where nothing passes."""
    rows = _hops(report)
    chosen = _busiest(report, rows, _CELLS)
    if len(chosen) < 2:
        return None
    known = {(a, b): n for a, b, n in rows}
    values = tuple(tuple(known.get((a, b), None if report.k else 0) for b in chosen) for a in chosen)
    titles = {loket: report.titles.get(loket, loket) for loket in chosen}
    found = Heatmap(chosen, chosen, values, report.k, titles, words.FROM.to(language), words.TO.to(language))
    return heatmap.svg(found, Caption(words.HEAT.to(language)), language)


def months(report: Report, language: Language) -> str | None:
    """Households sent back and forth, by month of their case; None where no month may be shown."""
    if report.months is None:
        return None
    rows = report.months.rows()
    entries = tuple(str(row[CLASS]) for row in rows)
    values = tuple(n if isinstance(n := row["households"], int) else None for row in rows)
    unit = (gap_words.HOUSEHOLDS if report.named else gap_words.CASES).to(language).format(n="").strip()
    return bars.svg(Bars(entries, values, report.k, unit=unit), Caption(words.MONTHS.to(language)), language)


def _hops(report: Report) -> list[tuple[str, str, int]]:
    """From, to and households of each arrow that passes, the widest first."""
    rows = report.flows.rows()
    told = [(str(r["a"]), str(r["b"]), n) for r in rows if isinstance(n := r["households"], int) and n > 0]
    return sorted(told, key=lambda row: (-row[2], row[0], row[1]))


def _busiest(report: Report, rows: list[tuple[str, str, int]], most: int) -> tuple[str, ...]:
    """The lokets of the worst pairs, then those with most households, at most so many; by name."""
    there = {loket for a, b, _ in rows for loket in (a, b)}
    worst = [loket for pair in report.pairs for loket in pair.lokets if loket in there]
    busy: Counter[str] = Counter()
    for a, b, n in rows:
        busy.update({a: n, b: n})
    ordered = dict.fromkeys([*worst[: most // 2], *(loket for loket, _ in busy.most_common())])
    return tuple(sorted(list(ordered)[:most], key=lambda loket: report.titles.get(loket, loket)))
