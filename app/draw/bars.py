"""Bars, such as one a month: in plain numbers, and as SVG. As a chart on screen: `app.draw.charts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.draw.scale import EDGE, figure, month, ticks
from app.draw.svg import Caption, document, element, hatching, key, long, named, tip, words
from app.draw.writing import number
from app.phrases import pictures
from graph.text import Language

BLUE = "#006fb3"
_WIDTH, _HEIGHT, _LEFT, _TOP, _UNDER, _FONT = 960, 280, 56, 24, 44, 13
_TOLD = 3
_STUB = 0.05
"""How high a bar of fewer than k is drawn, of the highest: it must not look like a number."""
MANY = 12
"""From more bars than this not every month is named."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Values by month, or by anything else in its order.

    Attributes
    ----------
    entries
        Their ids, in the order in which they stand; a selection gives these back. `2024-03` is read as a month.
    values
        One for each; None is fewer than k, drawn as a low hatched stub and never as a number.
    k
        The threshold that None stands for.
    names
        What ids are called; a month is called by itself.
    unit
        What is counted, such as "gezinnen".

    Raises
    ------
    ValueError
        When there is not one value for each.
    """

    entries: tuple[str, ...]
    values: tuple[int | None, ...]
    k: int
    names: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    def __post_init__(self) -> None:
        if len(self.values) != len(self.entries):
            raise ValueError("bars need one value for each entry")

    def name(self, entry: str, language: Language) -> str:
        """What a bar is called."""
        return self.names.get(entry) or month(entry, language)

    def top(self) -> int:
        """What the highest bar reaches: the largest value, or k where a value is fewer than that."""
        return max((self.k if value is None else value for value in self.values), default=0)

    def high(self, value: int | None) -> float:
        """How high a bar is drawn, in units of values."""
        return self.top() * _STUB if value is None else value

    def named_below(self) -> tuple[str, ...]:
        """The entries whose name stands below the axis: of many months one in so many."""
        step = 1 if self.names else -(-len(self.entries) // MANY)
        return self.entries[:: max(1, step)]


def bar(bars: Bars, entry: str, value: int | None, language: Language) -> str:
    """A bar in words: mrt 2024: 28 gezinnen."""
    told = f"{figure(value, bars.k, language)} {bars.unit}".strip()
    return pictures.BAR.format(name=bars.name(entry, language), value=told).to(language)


def described(bars: Bars, language: Language) -> str:
    """What is seen, in words: every bar where these are few, else the first, the last and the highest."""
    found = list(zip(bars.entries, bars.values, strict=True))
    if len(found) <= 12:
        return "; ".join(bar(bars, *each, language) for each in found)
    highest = sorted(found, key=lambda each: (-(each[1] or 0), each[0]))[:_TOLD]
    ends = "; ".join(bar(bars, *each, language) for each in (found[0], found[-1]))
    most = "; ".join(bar(bars, *each, language) for each in highest)
    return f"{ends}. {pictures.MOST.format(what=most).to(language)}"


def svg(bars: Bars, caption: Caption, language: Language, chosen: str | None = None) -> str:
    """Bars as one SVG element, 960 wide; each has its number where there is room.

    Same promises as `app.draw.network_svg.svg`. `chosen` gets a thick edge.
    """
    told = caption if caption.description else replace(caption, description=described(bars, language))
    name, wide = named(told), (_WIDTH - _LEFT) / max(1, len(bars.entries))
    marks = ticks(bars.top())
    body = [hatching(name), *_axis(bars, marks, language)]
    for i, (entry, value) in enumerate(zip(bars.entries, bars.values, strict=True)):
        high = _HEIGHT * bars.high(value) / marks[-1]
        inside = _bar(bars, entry, value, (wide, high), name, language, entry == chosen)
        body.append(element("g", *inside, transform=f"translate({_LEFT + wide * i:.1f} 0)"))
        body.extend(_under(bars, i, wide, language))
    under = max(_UNDER, _tilt(bars, wide, language) + _FONT)
    return document(told, _WIDTH, _TOP + _HEIGHT + under, body, _legend(bars, name, language))


def _bar(
    bars: Bars, entry: str, value: int | None, size: tuple[float, float], name: str, language: Language, chosen: bool
) -> Iterator[str]:
    wide, high = size
    yield tip(bar(bars, entry, value, language))
    look: dict[str, object] = {"fill": BLUE}
    if value is None:
        look = {"fill": f"url(#h{name})", "stroke": EDGE, "stroke_dasharray": "4 3"}
    if chosen:
        look |= {"stroke": "#0b0c0c", "stroke_width": 3, "stroke_dasharray": None}
    yield element("rect", x=wide * 0.12, y=_TOP + _HEIGHT - high, width=wide * 0.76, height=high, **look)
    text = figure(value, bars.k, language, short=True)
    if value is not None and long(text, _FONT) <= wide * 1.05:
        yield words(text, wide / 2, _TOP + _HEIGHT - high - 5, _FONT, text_anchor="middle")


def _axis(bars: Bars, marks: list[int], language: Language) -> Iterator[str]:
    for mark in marks:
        y = _TOP + _HEIGHT * (1 - mark / marks[-1])
        yield element("path", d=f"M{_LEFT} {y:.1f} H{_WIDTH}", stroke="#d5dce4" if mark else EDGE)
        yield words(number(mark, language), _LEFT - 8, y + 4, _FONT, text_anchor="end")
    yield words(bars.unit, 0, 12, _FONT, font_weight=600)


def _tilt(bars: Bars, wide: float, language: Language) -> float:
    """How high names under bars stand when tilted, since they would not fit; 0 for months and where they fit."""
    longest = max((long(bars.name(entry, language), _FONT) for entry in bars.entries), default=0)
    return 0.0 if not bars.names or longest + 4 <= wide else longest * 0.71 + _FONT


def _under(bars: Bars, i: int, wide: float, language: Language) -> Iterator[str]:
    """The name under a bar, tilted or over two lines; where months do not fit, one in so many."""
    if _tilt(bars, wide, language):
        spot = f"translate({_LEFT + wide * (i + 0.5):.1f} {_TOP + _HEIGHT + 14}) rotate(-45)"
        name = words(bars.name(bars.entries[i], language), 0, 0, _FONT, text_anchor="end")
        yield element("g", name, transform=spot)
        return
    said = [bars.name(entry, language).split(" ", 1) for entry in bars.entries]
    room = max(long(part, _FONT) for parts in said for part in parts[:2]) + 4
    if i % max(1, round(room / wide + 0.49)):
        return
    for row, part in enumerate(said[i][:2]):
        yield words(part, _LEFT + wide * (i + 0.5), _TOP + _HEIGHT + 17 + 16 * row, _FONT, text_anchor="middle")


def _legend(bars: Bars, name: str, language: Language) -> list[str]:
    if None not in bars.values:
        return []
    sample = element("rect", width=40, height=14, fill=f"url(#h{name})", stroke=EDGE, stroke_dasharray="4 3")
    return [key(sample, pictures.FEWER_HATCHED.format(k=bars.k).to(language))]
