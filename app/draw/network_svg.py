"""The network picture as SVG, for a report and to keep: same places, widths and colours as on screen.

The shapes are those of app/component/frontend/lines.js and placing.js.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot

from app.draw.drawing import BEND, BLUE, COLORS, DASHES, FAINT, FONT, STOUT, Drawing, Line, Look, opacities, widths
from app.draw.layout import Place
from app.draw.placing import Point, Room
from app.draw.svg import INK, Caption, document, element, halo, key, tip, words
from app.draw.writing import counted
from app.phrases import pictures
from graph.text import Language, Text

_WIDTH, _HIGHEST, _ZOOM = 960, 960, 1.3
_CROWD, _LEAST = 60, 12.0
_HEAD, _GAP = 10, 1
_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where lokets stand and how large things are, in units of places."""

    places: dict[str, Place]
    scale: float
    radius: int
    size: float


def svg(drawing: Drawing, caption: Caption, language: Language) -> str:
    """A network picture as one SVG element: at most 960 by 960 besides its title, legend and notes.

    No script, nothing from elsewhere, every text escaped; named and described for a screen reader, and printable.
    A drawing without lokets gives a picture with its title only.
    """
    told = caption if caption.description else replace(caption, description=described(drawing, language))
    left, top, right, bottom = _box(drawing)
    zoom = min(_WIDTH / (right - left), _HIGHEST / (bottom - top), _ZOOM)
    size = FONT * drawing.crowding()
    size = max(size / 2 if len(drawing.dots) > _CROWD else size, _LEAST / zoom)
    sheet = _Sheet({d.id: d.place for d in drawing.dots}, drawing.crowding(), drawing.radius(), size)
    aside = (_WIDTH - zoom * (right - left)) / 2
    moved = f"translate({aside:.1f} 0) scale({zoom:.4f}) translate({-left:.0f} {-top:.0f})"
    parts = [
        *_lines(drawing, sheet, language),
        *_dots(drawing, sheet),
        *_words(drawing, sheet),
    ]
    body = [element("g", *parts, transform=moved)] if parts else []
    return document(told, _WIDTH, zoom * (bottom - top), body, _legend(drawing, language))


def described(drawing: Drawing, language: Language) -> str:
    """What is seen, in words: how many lokets and arrows, and the widest arrows."""
    lines = drawing.seen()
    one, many = Text("{n} loket", "{n} loket"), Text("{n} loketten", "{n} lokets")
    found = pictures.LOKETS_AND_ARROWS.format(
        lokets=counted(len(drawing.dots), one, many), arrows=counted(len(lines), pictures.ONE_ARROW, pictures.ARROWS)
    )
    widest = sorted(lines, key=lambda line: (-(line.value or 0), line.ends))[:_TOLD]
    if not widest:
        return found.to(language)
    names = {dot.id: dot.name for dot in drawing.dots}
    told = "; ".join(_told(line, names, language, pictures.ARROW_WITH) for line in widest)
    return f"{found.to(language)} {pictures.STRONGEST.to(language).format(arrows=told)}"


def _told(line: Line, names: dict[str, str], language: Language, text: Text) -> str:
    form = text if line.note else pictures.ARROW
    return form.format(source=names[line.source], target=names[line.target], note=line.note).to(language)


def _box(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all lokets, with room for their names and for arrows that bow."""
    xs, ys = ([dot.place[i] for dot in drawing.dots] or [0] for i in (0, 1))
    size = FONT * drawing.crowding()
    aside, above = 5.5 * size, 2.5 * size
    bow = 0.5 * BEND * max(max(xs) - min(xs), max(ys) - min(ys))
    aside, above = max(aside, bow), max(above, bow)
    return min(xs) - aside, min(ys) - above, max(xs) + aside, max(ys) + above + 2 * size


def _bow(sheet: _Sheet, line: Line) -> Point:
    (ax, ay), (bx, by) = sheet.places[line.source], sheet.places[line.target]
    return (ax + bx) / 2 + (by - ay) * BEND, (ay + by) / 2 - (bx - ax) * BEND


def _lines(drawing: Drawing, sheet: _Sheet, language: Language) -> Iterator[str]:
    """The arrows, the most important last, so that it lies on top."""
    names = {dot.id: dot.name for dot in drawing.dots}
    drawn = list(zip(drawing.seen(), widths(drawing), opacities(drawing), strict=True))
    for line, width, opacity in reversed(drawn):
        said = pictures.ARROW.format(source=names[line.source], target=names[line.target]).to(language)
        note = tip(f"{said}: {line.note}" if line.note else said)
        yield element("g", note, *_arrow(line, width, sheet), opacity=None if opacity == 1 else opacity)


def _arrow(line: Line, width: float, sheet: _Sheet) -> tuple[str, str]:
    (ax, ay), (bx, by), (cx, cy) = sheet.places[line.source], sheet.places[line.target], _bow(sheet, line)
    length = hypot(bx - cx, by - cy) or 1.0
    ux, uy = (bx - cx) / length, (by - cy) / length
    head, gap = _HEAD * sheet.scale * 0.6 + 1.6 * width, sheet.radius + _GAP
    stop = gap + head * 0.8
    tipx, tipy, backx, backy, half = bx - ux * gap, by - uy * gap, gap + head, gap + head, head * 0.42
    wingx, wingy = bx - ux * backx, by - uy * backy
    color = COLORS[line.look]
    path = f"M{ax} {ay} Q{cx:.1f} {cy:.1f} {bx - ux * stop:.1f} {by - uy * stop:.1f}"
    points = [(tipx, tipy), (wingx - uy * half, wingy + ux * half), (wingx + uy * half, wingy - ux * half)]
    return (
        element(
            "path", d=path, fill="none", stroke=color, stroke_width=width, stroke_dasharray=_dashes(line.look, width)
        ),
        element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill=color),
    )


def _dashes(look: Look, width: float = 0) -> str | None:
    return " ".join(f"{length * max(1, width / STOUT):.3g}" for length in DASHES[look]) or None


def _dots(drawing: Drawing, sheet: _Sheet) -> Iterator[str]:
    chosen, near = drawing.chosen(), drawing.near()
    for dot in drawing.dots:
        marked = dot.id in chosen
        yield element(
            "circle",
            tip(dot.name),
            cx=dot.place[0],
            cy=dot.place[1],
            r=sheet.radius,
            fill=BLUE,
            stroke=INK if marked else BLUE,
            stroke_width=4 if marked else 1,
            opacity=None if dot.id in near else FAINT,
        )


def _words(drawing: Drawing, sheet: _Sheet) -> Iterator[str]:
    """Names of lokets and words beside arrows that fit; those of the worst arrows and their ends come first."""
    room, crowd = Room(sheet.size, sheet.radius, _box(drawing)), len(drawing.dots) > _CROWD
    if not crowd:
        room.discs(sheet.places.values())
    ends = {end for line in drawing.seen() if line.label for end in line.ends} | drawing.chosen()
    busiest = _busiest(drawing)
    yield from _names(drawing, sheet, room, [loket for loket in busiest if loket in ends])
    yield from _labels(drawing, sheet, room)
    yield from _names(drawing, sheet, room, [loket for loket in busiest if loket not in ends])


def _names(drawing: Drawing, sheet: _Sheet, room: Room, lokets: list[str]) -> Iterator[str]:
    near, chosen, names = drawing.near(), drawing.chosen(), {dot.id: dot.name for dot in drawing.dots}
    for loket in lokets:
        rows = _wrapped(names[loket])
        # Nobody can come closer to a printed picture: only where lokets are many some have no name.
        spot = room.name(rows, sheet.places[loket], always=loket in chosen or len(names) <= _CROWD)
        for i, row in enumerate(rows if spot else ()):
            fades = None if loket in near else FAINT
            x, y = (spot.x, spot.y + sheet.size * 1.15 * i) if spot else (0, 0)
            yield words(row, x, y, sheet.size, text_anchor="middle", opacity=fades, **halo(sheet.size))


def _wrapped(name: str) -> list[str]:
    return textwrap.wrap(name, 22, max_lines=3, placeholder="…") or [name]


def _busiest(drawing: Drawing) -> list[str]:
    weight = dict.fromkeys((dot.id for dot in drawing.dots), 0.0)
    for line, width in zip(drawing.seen(), widths(drawing), strict=True):
        weight[line.source] += width
        weight[line.target] += width
    return sorted(weight, key=lambda each: (-weight[each], each))


def _labels(drawing: Drawing, sheet: _Sheet, room: Room) -> Iterator[str]:
    """The words beside arrows."""
    for line, opacity in zip(drawing.seen(), opacities(drawing), strict=True):
        ends = sheet.places[line.source], sheet.places[line.target]
        spot = room.label(line.label, ends[0], _bow(sheet, line), ends[1]) if line.label else None
        if spot is not None:
            faint = opacity if opacity <= FAINT else None
            yield words(line.label, spot.x, spot.y, sheet.size, text_anchor="middle", opacity=faint, **halo(sheet.size))


def _legend(drawing: Drawing, language: Language) -> list[str]:
    said = [
        key(
            element("path", d="M0 8 H40", stroke=COLORS[look], stroke_width=4, stroke_dasharray=_dashes(look)),
            text.to(language),
        )
        for look, text in drawing.said().items()
    ]
    return [*said, key("", pictures.THICK.to(language))] if said else []
