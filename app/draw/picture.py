"""The network picture as the payload of `app.component.network`: lokets, and arrows of which bounces stand out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from app import texts
from app.draw import sentences
from app.draw.bouncing import Arrow, Bouncing, Choice
from app.draw.layout import Place, crowding
from graph.text import Language

# NL Design System, step 400: 5.4 to 1 on white.
BLUE, RED, VIOLET, GREY = "#006fb3", "#cd262d", "#743fff", "#586c88"
_NOTABLE, _OFTEN = 0.05, 0.25
"""The share of an arrow's own cases, or of the worst arrow's bounces, from which it is drawn as one that bounces."""
_INK, _FAINT = "#0b0c0c", 0.18
_LABELLED, _BUSY = 8, 20
_NO_LABEL = " "  # vis-network keeps the old label where the new one is empty


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: lokets with their places, and arrows."""

    places: Mapping[str, Place]
    arrows: Sequence[Arrow]


@dataclass(frozen=True, slots=True)
class _Pen:
    """What every arrow is drawn with: the largest of its kind, and which of them get a number beside them."""

    bouncing: Bouncing
    choice: Choice
    language: Language
    busiest: int
    worst: int
    labelled: frozenset[tuple[str, str]]


def payload(bouncing: Bouncing, view: View, choice: Choice, language: Language, height: int) -> dict[str, Any]:
    """Everything that the component draws; the chosen part stands out from the rest."""
    back = [arrow.ends for arrow in view.arrows if arrow.bounces and choice.has(*arrow.ends)]
    pen = _Pen(
        bouncing,
        choice,
        language,
        busiest=max((arrow.hops for arrow in view.arrows), default=0),
        worst=max((arrow.bounces for arrow in view.arrows), default=0),
        labelled=frozenset(back[:_LABELLED]),
    )
    return {
        "nodes": [_node(bouncing, view, loket, choice) for loket in view.places],
        "edges": [{**_edge(pen, arrow), "font": {"vadjust": _aside(view, arrow)}} for arrow in view.arrows],
        "options": _options(crowding(len(view.places))),
        "height": height,
        "words": {name: text.to(language) for name, text in texts.PICTURE.items()},
        "version": json.dumps([choice.loket, choice.arrow, choice.pair, language]),
    }


def _node(bouncing: Bouncing, view: View, loket: str, choice: Choice) -> dict[str, Any]:
    x, y = view.places[loket]
    chosen = loket == choice.loket or loket in choice.two
    return {
        "id": loket,
        "label": _wrapped(bouncing.name(loket)),
        "x": x,
        "y": y,
        "opacity": 1 if _near(view.arrows, loket, choice) else _FAINT,
        "borderWidth": 4 if chosen else 1,
        "color": {"background": BLUE, "border": _INK if chosen else BLUE, **_SAME},
    }


def _near(arrows: Iterable[Arrow], loket: str, choice: Choice) -> bool:
    if not choice or loket == choice.loket or loket in choice.two:
        return True
    return choice.loket is not None and any(loket in a.ends and choice.loket in a.ends for a in arrows)


def _edge(pen: _Pen, arrow: Arrow) -> dict[str, Any]:
    color, dashes = _look(pen, arrow)
    chosen = pen.choice.arrow == arrow.ends or (pen.choice.pair is not None and pen.choice.has(*arrow.ends))
    width = 1.5 + 6.5 * sqrt(arrow.hops / max(pen.busiest, _BUSY))
    return {
        "id": json.dumps(arrow.ends),
        "from": arrow.source,
        "to": arrow.target,
        "width": round(width, 2) + (2 if chosen else 0),
        "color": {"color": color, "highlight": color, "hover": color, "opacity": _opacity(pen, arrow)},
        "dashes": dashes,
        "label": _label(arrow, pen.language) if arrow.ends in pen.labelled else _NO_LABEL,
        "title": sentences.arrow_in_short(pen.bouncing, arrow).to(pen.language),
    }


def _aside(view: View, arrow: Arrow) -> int:
    """How far the words beside a steep arrow are moved, up one way and down the other, so that both can be read."""
    (x, y), (x2, y2) = view.places[arrow.source], view.places[arrow.target]
    if abs(x - x2) > abs(y - y2):
        return 0
    return round(crowding(len(view.places)) * (11 if arrow.source < arrow.target else -11))


def _opacity(pen: _Pen, arrow: Arrow) -> float:
    """What is chosen is seen in full; with nothing chosen the arrows that bounce most are."""
    if pen.choice:
        return 1 if pen.choice.has(*arrow.ends) else _FAINT
    return round(0.4 + 0.6 * sqrt(arrow.bounces / pen.worst), 2) if _bounces_much(pen, arrow) else 0.7


def _look(pen: _Pen, arrow: Arrow) -> tuple[str, bool | list[int]]:
    """Colour and dashes: bounces are red and whole, possible advice violet and dotted, the rest grey and dashed."""
    if arrow.advice:
        return VIOLET, [2, 5]
    return (RED, False) if _bounces_much(pen, arrow) else (GREY, [9, 7])


def _bounces_much(pen: _Pen, arrow: Arrow) -> bool:
    """Whether an arrow is drawn as one that bounces: a busy one of which a rare case comes back is none of these."""
    often = arrow.bounces >= _OFTEN * pen.worst
    return arrow.bounces > 0 and (often or arrow.bounces >= _NOTABLE * arrow.hops)


def _label(arrow: Arrow, language: Language) -> str:
    text = texts.ARROW_ADVICE if arrow.advice else texts.ARROW_BACK
    return text.format(n=sentences.in_both(arrow.bounces)).to(language)


def _wrapped(name: str) -> str:
    """A name over at most three lines, cut where it is very long."""
    return "\n".join(textwrap.wrap(name, 22, max_lines=3, placeholder="…")) or name


_SAME = {
    "highlight": {"background": BLUE, "border": _INK},
    "hover": {"background": BLUE, "border": _INK},
}


def _options(scale: float) -> dict[str, Any]:
    """How vis-network draws; a crowded picture is larger, so its parts are too."""
    font = {"size": round(15 * scale), "color": _INK, "strokeWidth": round(4 * scale), "strokeColor": "#ffffff"}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"shape": "dot", "size": round(13 * scale), "borderWidthSelected": 4, "font": font},
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
            "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.16},
            "font": font,
            "hoverWidth": 1,
            "selectionWidth": 2,
            "arrowStrikethrough": False,
        },
        "interaction": {
            "hover": True,
            "tooltipDelay": 150,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "multiselect": False,
            "zoomSpeed": 0.6,
        },
    }
