"""A journey as a timeline: one bar for each visit, a lane for each loket. Text and SVG only; nothing here draws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.draw.stops import Stop, Timeline
from app.draw.svg import FACE, INK, WHITE, element, tip, words
from app.draw.telling import duration, visit
from app.phrases import journeys
from app.phrases.pictures import SHORT_MONTHS
from graph.text import Language

_BLUE, _PALE, _RED, _GREY, _GREEN = "#006fb3", "#e3f3fd", "#cd262d", "#586c88", "#157b31"
_LEFT, _WIDTH, _LANE, _BAR, _TOP, _SIZE = 232, 1000, 46, 20, 34, 15
_EDGE, _FAINT = 70, 0.35
_TICKS = (7, 14, 28, 56, 91, 182, 364)
_MOST_TICKS = 12


def picture(timeline: Timeline, language: Language, step: int | None = None) -> str:
    """The timeline as SVG, with a name and a description; `step` (from 0) stands out, None shows all alike."""
    lanes = {loket: i for i, loket in enumerate(timeline.lokets)}
    scale = (_WIDTH - _LEFT - 24) / max(timeline.length, 1)
    below = _TOP + _LANE * len(lanes)
    parts = [*_axis(timeline, scale, below, language), *_names(lanes)]
    parts += [_arrow(timeline.stops, i, lanes, scale, step) for i in range(1, len(timeline.stops))]
    parts += [_bar(stop, i, lanes, scale, step, language) for i, stop in enumerate(timeline.stops)]
    height = below + 12
    if timeline.possible is not None:
        parts += _possible(timeline.possible, scale, height, language)
        height += _LANE
    parts += _legend(timeline, height + 8, language)
    return element(
        "svg",
        tip(journeys.PICTURE.to(language)),
        _hatching(),
        *parts,
        viewBox=f"0 0 {_WIDTH} {height + 34}",
        role="img",
        aria_label=described(timeline, language),
        font_family=FACE,
        width=_WIDTH,
        height=height + 34,
        xmlns="http://www.w3.org/2000/svg",
    )


def described(timeline: Timeline, language: Language) -> str:
    """The picture in words, for who cannot see it: how many visits, lokets and days."""
    said = journeys.PICTURE_SAYS.format(
        visits=len(timeline.stops), lokets=len(timeline.lokets), days=duration(timeline.length)
    )
    return f"{journeys.PICTURE.to(language)}. {said.to(language)}"


def _hatching() -> str:
    line = element("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", stroke=_BLUE, stroke_width=2)
    back = element("rect", width=8, height=8, fill=_PALE)
    return element(
        "defs", element("pattern", back, line, id="waiting", width=8, height=8, patternUnits="userSpaceOnUse")
    )


def _x(at: float, scale: float) -> float:
    return _LEFT + at * scale


def _y(lane: int) -> float:
    return _TOP + _LANE * lane + (_LANE - _BAR) / 2


def _axis(timeline: Timeline, scale: float, below: float, language: Language) -> list[str]:
    parts = []
    for at, label in ticks(timeline, language):
        x = _x(at, scale)
        parts.append(element("line", x1=x, x2=x, y1=_TOP - 6, y2=below, stroke="#d5dbe3", stroke_width=1))
        near_edge = x > _WIDTH - _EDGE
        anchor = "end" if near_edge else "start"
        parts.append(words(label, x - 3 if near_edge else x + 3, _TOP - 10, 13, fill=INK, text_anchor=anchor))
    return parts


def ticks(timeline: Timeline, language: Language) -> list[tuple[float, str]]:
    """Where the time axis has a line, in days since the beginning, and its words: months, or weeks without dates."""
    if timeline.begins is not None:
        return _months(timeline.begins, timeline.length, language)
    step = next((t for t in _TICKS if timeline.length / t <= _MOST_TICKS), _TICKS[-1])
    n = int(timeline.length // step) + 1
    return [(i * step, journeys.AXIS_WEEK.format(n=i * step // 7 + 1).to(language)) for i in range(n)]


def _months(begins: date, length: float, language: Language) -> list[tuple[float, str]]:
    short = SHORT_MONTHS.to(language).split()
    every = next((m for m in (1, 2, 3, 6, 12) if length / (30.4 * m) <= _MOST_TICKS), 12)
    end, number = begins + timedelta(days=length), begins.year * 12 + begins.month
    found, seen = list[tuple[float, str]](), set[int]()
    while (first := date(number // 12, number % 12 + 1, 1)) <= end:
        if (number - begins.year * 12 - begins.month) % every == 0:
            year = "" if first.year in seen else f" {first.year}"
            seen.add(first.year)
            found.append(((first - begins).days, f"{short[first.month - 1]}{year}"))
        number += 1
    return found


def _names(lanes: dict[str, int]) -> list[str]:
    return [words(_short(loket), 4, _y(lane) + _BAR - 5, _SIZE, fill=INK) for loket, lane in lanes.items()]


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _bar(stop: Stop, number: int, lanes: dict[str, int], scale: float, step: int | None, language: Language) -> str:
    x, y, wide = _x(stop.at, scale), _y(lanes[stop.loket]), max(3.0, (stop.end - stop.at) * scale)
    said = " ".join(text.to(language) for text in visit(stop, number))
    waiting = min(wide, (stop.waited or 0) * scale)
    parts = [
        tip(f"{number + 1}. {stop.loket}. {said}"),
        element("rect", x=x, y=y, width=wide, height=_BAR, fill=_GREY if stop.waited is None else _BLUE),
    ]
    if waiting > 0:
        parts.append(element("rect", x=x, y=y, width=waiting, height=_BAR, fill="url(#waiting)"))
    edge = _RED if stop.refused else _BLUE if stop.waited is not None else _GREY
    parts.append(
        element(
            "rect",
            x=x,
            y=y,
            width=wide,
            height=_BAR,
            fill="none",
            stroke=edge,
            stroke_width=4 if number == step else 1.5,
        )
    )
    if stop.refused:
        parts.append(_cross(x + wide, y))
    faded = element("g", *parts, opacity=1 if step in (None, number) else _FAINT)
    return faded + _numbered(number + 1, x, y, number == step)


def _cross(x: float, y: float) -> str:
    m = y + _BAR / 2
    shape = f"M{x - 7:.1f},{m - 7:.1f} l14,14 m0,-14 l-14,14"
    return element("path", d=shape, stroke=_RED, stroke_width=4, fill="none")


def _numbered(number: int, x: float, y: float, chosen: bool) -> str:
    circle = element("circle", cx=x, cy=y, r=11, fill=INK if chosen else WHITE, stroke=INK, stroke_width=1.5)
    return circle + words(
        str(number), x, y + 5, 14, text_anchor="middle", font_weight="bold", fill=WHITE if chosen else INK
    )


def _arrow(stops: Sequence[Stop], to: int, lanes: dict[str, int], scale: float, step: int | None) -> str:
    """From the lane of one visit to that of the next; red and dashed where it was sent back."""
    before, stop = stops[to - 1], stops[to]
    x, down = _x(stop.at, scale), lanes[stop.loket] > lanes[before.loket]
    y1 = _y(lanes[before.loket]) + (_BAR if down else 0)
    y2 = _y(lanes[stop.loket]) + (-11 if down else _BAR)
    tip_y = y2 - 7 if down else y2 + 7
    color = _RED if stop.returned else INK
    line = element(
        "line", x1=x, x2=x, y1=y1, y2=tip_y, stroke=color, stroke_width=2,
        stroke_dasharray="5,4" if stop.returned else None,
    )  # fmt: skip
    head = element("path", d=f"M{x - 5:.1f},{tip_y:.1f} h10 L{x:.1f},{y2:.1f} z", fill=color)
    return element("g", line, head, opacity=1 if step in (None, to) else _FAINT)


def _possible(route: tuple[tuple[str, ...], int], scale: float, top: float, language: Language) -> list[str]:
    lokets, days = route
    y, wide = top + (_LANE - _BAR) / 2, max(6.0, days * scale)
    said = " → ".join(lokets)
    return [
        element("line", x1=0, x2=_WIDTH, y1=top, y2=top, stroke=_GREY, stroke_width=1),
        words(journeys.POSSIBLE.to(language), 4, y + _BAR - 5, _SIZE, fill=INK, font_weight="bold"),
        element("rect", x=_LEFT, y=y, width=wide, height=_BAR, fill=_GREEN),
        words(said, _LEFT + wide + 8, y + _BAR - 5, _SIZE, fill=INK),
    ]


def _legend(timeline: Timeline, y: float, language: Language) -> list[str]:
    split = any(stop.waited is not None for stop in timeline.stops)
    keys = [("url(#waiting)", journeys.LEGEND_WAIT), (_BLUE, journeys.LEGEND_HELP)] if split else []
    if any(stop.waited is None for stop in timeline.stops):
        keys.append((_GREY, journeys.LEGEND_STAY))
    if timeline.possible is not None:
        keys.append((_GREEN, journeys.LEGEND_POSSIBLE))
    parts, x = [], float(_LEFT)
    for fill, text in keys:
        said = text.to(language)
        parts.append(element("rect", x=x, y=y, width=22, height=14, fill=fill, stroke=_GREY))
        parts.append(words(said, x + 28, y + 12, 14, fill=INK))
        x += 52 + 8 * len(said)
    if any(stop.refused for stop in timeline.stops):
        parts += [_cross(x + 10, y - 3), words(journeys.LEGEND_NO.to(language), x + 26, y + 12, 14, fill=INK)]
    return parts
