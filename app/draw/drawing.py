"""A network picture in plain numbers: lokets with their places, and arrows; what the component gets of it.

Nothing here knows the gate: what is drawn must have been released before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Literal, get_args

from app import texts
from app.draw.bouncing import NOTHING, Choice
from app.draw.layout import Place, crowding
from app.phrases import pictures
from graph.text import Language, Text

Look = Literal["back", "flow", "advice"]
LOOKS: tuple[Look, ...] = get_args(Look)

# NL Design System, step 400: 5.4 to 1 on white.
BLUE, RED, VIOLET, GREY = "#006fb3", "#cd262d", "#743fff", "#586c88"
INK, FAINT = "#0b0c0c", 0.18
COLORS: Mapping[Look, str] = {"back": RED, "flow": GREY, "advice": VIOLET}
DASHES: Mapping[Look, tuple[int, ...]] = {"back": (), "flow": (9, 7), "advice": (2, 5)}
RADIUS, FONT, BEND = 13, 15, 0.22
"""Of a loket and of its name, in the units of places where nothing is crowded; how far an arrow bows, of its length."""
STOUT = 5
"""Dashes of an arrow wider than this are longer too, so that they stay dashes."""
_THIN, _THICK, _BUSY = 1.5, 6.5, 20
_CHOSEN = 2
_LARGEST = 2.8
"""How much larger than usual a loket is at most: in a very crowded picture they would hide everything else."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A loket: its name, and where it stands."""

    id: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow from one loket to another.

    Attributes
    ----------
    value
        What its width shows, such as households; None (fewer than may be told) is not drawn at all.
    look
        `back` red and whole, `flow` grey and dashed, `advice` violet and dotted.
    label, note
        Words beside it, and words after `A naar B: ` at the pointer, for a screen reader and in the SVG.
    strength
        How much it stands out while nothing is chosen, 0 to 1.
    """

    source: str
    target: str
    value: int | None
    look: Look = "flow"
    label: str = ""
    note: str = ""
    strength: float = 1.0

    @property
    def ends(self) -> tuple[str, str]:
        """From where to where."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn; lines with the most important first. `legend` says what each look means."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    choice: Choice = NOTHING
    legend: Mapping[Look, Text] | None = None

    def seen(self) -> tuple[Line, ...]:
        """The lines that are drawn: those with a value, between lokets that are drawn."""
        there = {dot.id for dot in self.dots}
        return tuple(ln for ln in self.lines if ln.value is not None and {*ln.ends} <= there)

    def moved(self, places: Mapping[str, Place]) -> Drawing:
        """The same with some lokets elsewhere, such as those that a person dragged."""
        return replace(self, dots=tuple(replace(d, place=places.get(d.id, d.place)) for d in self.dots))

    def crowding(self) -> float:
        """How much larger than usual everything in it is."""
        return crowding(len(self.dots))

    def radius(self) -> int:
        """Of each loket, in units of places."""
        return round(RADIUS * min(self.crowding(), _LARGEST))

    def said(self) -> dict[Look, Text]:
        """What each look that occurs means, in the order of `LOOKS`."""
        legend: Mapping[Look, Text] = self.legend or {look: texts.PICTURE[look] for look in LOOKS}
        there = {line.look for line in self.seen()}
        return {look: legend[look] for look in LOOKS if look in there and look in legend}

    def chosen(self) -> frozenset[str]:
        """The lokets that are chosen, or the ends of what is."""
        return self.choice.two if self.choice.loket is None else frozenset({self.choice.loket})

    def near(self) -> frozenset[str]:
        """The lokets that do not fade: all while nothing is chosen, else the chosen and a chosen loket's neighbours."""
        if not self.choice:
            return frozenset(dot.id for dot in self.dots)
        return self.chosen().union(*(ln.ends for ln in self.seen() if self.choice.loket in ln.ends))


def widths(drawing: Drawing) -> list[float]:
    """How wide each seen line is, in units of places: by the root of its value; chosen ones wider."""
    lines = drawing.seen()
    busiest = max((line.value or 0 for line in lines), default=0)
    scale = sqrt(drawing.crowding())
    return [round(scale * _width(line, busiest, drawing.choice), 2) for line in lines]


def _width(line: Line, busiest: int, choice: Choice) -> float:
    chosen = choice.loket is None and bool(choice) and _is_chosen(line, choice)
    return _THIN + _THICK * sqrt((line.value or 0) / max(busiest, _BUSY)) + (_CHOSEN if chosen else 0)


def _is_chosen(line: Line, choice: Choice) -> bool:
    return line.ends == choice.arrow if choice.arrow is not None else choice.has(*line.ends)


def opacities(drawing: Drawing) -> list[float]:
    """How much each seen line stands out: of a choice what belongs to it in full, the rest faintly."""
    choice = drawing.choice
    return [
        (1.0 if choice.has(*line.ends) else FAINT) if choice else round(line.strength, 2) for line in drawing.seen()
    ]


def payload(
    drawing: Drawing,
    language: Language,
    height: int,
    opens: bool = False,
    others: Mapping[str, str] | None = None,
    whole: bool = False,
) -> dict[str, Any]:
    """What `app.component.network` draws, as columns: small, also for thousands of lokets.

    Parameters
    ----------
    height
        Of the picture on screen, in pixels.
    opens
        Whether a double click on a loket goes anywhere; see `app.component.network`.
    others
        Names of lokets that are not drawn, by id: these can be searched too, and picked.
    whole
        Whether everything is in view at first, and not only the worst part.
    """
    drawn = {dot.id for dot in drawing.dots}
    found = {loket: " ".join(name.split()) for loket, name in (others or {}).items() if loket not in drawn}
    words = {**texts.PICTURE, **pictures.TOOLS}
    return {
        "dots": _dots(drawing),
        "lines": _lines(drawing),
        "looks": [{"color": COLORS[look], "dashes": DASHES[look]} for look in LOOKS],
        "legend": {look: text.to(language) for look, text in drawing.said().items()},
        "scale": round(drawing.crowding(), 3),
        "radius": drawing.radius(),
        "height": height,
        "opens": opens,
        "others": {"id": list(found), "name": list(found.values())},
        "whole": whole,
        "words": {name: text.to(language) for name, text in words.items() if name not in LOOKS},
        "version": json.dumps([drawing.choice.loket, drawing.choice.arrow, drawing.choice.pair, language]),
    }


def _dots(drawing: Drawing) -> dict[str, Any]:
    chosen, near = drawing.chosen(), drawing.near()
    return {
        "id": [dot.id for dot in drawing.dots],
        "name": [" ".join(dot.name.split()) for dot in drawing.dots],
        "x": [dot.place[0] for dot in drawing.dots],
        "y": [dot.place[1] for dot in drawing.dots],
        "chosen": [i for i, dot in enumerate(drawing.dots) if dot.id in chosen],
        "faint": [i for i, dot in enumerate(drawing.dots) if dot.id not in near],
    }


def _lines(drawing: Drawing) -> dict[str, Any]:
    lines, at = drawing.seen(), {dot.id: i for i, dot in enumerate(drawing.dots)}
    notes = _numbered(line.note for line in lines)
    return {
        "from": [at[line.source] for line in lines],
        "to": [at[line.target] for line in lines],
        "width": widths(drawing),
        "opacity": opacities(drawing),
        "look": [LOOKS.index(line.look) for line in lines],
        "label": {str(i): line.label for i, line in enumerate(lines) if line.label},
        "note": [notes[line.note] for line in lines],
        "notes": list(notes),
    }


def _numbered(words: Iterable[str]) -> dict[str, int]:
    """Each of some words once, with its number: thousands of arrows share a few notes."""
    return {word: i for i, word in enumerate(dict.fromkeys(words))}
