"""The bounces as a network picture: which arrows stand out, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from app import texts
from app.draw import drawing as plain
from app.draw import sentences
from app.draw.bouncing import Arrow, Bouncing, Choice
from app.draw.drawing import Dot, Drawing, Line, Look
from app.draw.layout import Place
from app.draw.writing import counted
from app.phrases import pictures
from graph.text import Language

_NOTABLE, _OFTEN = 0.05, 0.25
"""The share of an arrow's own cases, or of the worst arrow's bounces, from which it is drawn as one that bounces."""
_LABELLED = 8


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: lokets with their places, and arrows."""

    places: Mapping[str, Place]
    arrows: Sequence[Arrow]


def payload(bouncing: Bouncing, view: View, choice: Choice, language: Language, height: int) -> dict[str, Any]:
    """Everything that the component draws; the chosen part stands out from the rest."""
    return plain.payload(drawing(bouncing, view, choice, language), language, height)


def drawing(bouncing: Bouncing, view: View, choice: Choice, language: Language) -> Drawing:
    """The picture in plain numbers; the arrows that bounce most get a number beside them."""
    back = [arrow.ends for arrow in view.arrows if arrow.bounces and choice.has(*arrow.ends)]
    labelled = frozenset(back[:_LABELLED])
    worst = max((arrow.bounces for arrow in view.arrows), default=0)
    return Drawing(
        tuple(Dot(loket, bouncing.name(loket), place) for loket, place in view.places.items()),
        tuple(_line(arrow, worst, arrow.ends in labelled, language) for arrow in view.arrows),
        choice,
    )


def _line(arrow: Arrow, worst: int, labelled: bool, language: Language) -> Line:
    much = _bounces_much(arrow, worst)
    look: Look = "advice" if arrow.advice else "back" if much else "flow"
    return Line(
        arrow.source,
        arrow.target,
        arrow.hops,
        look,
        label=_label(arrow, language) if labelled else "",
        note=_note(arrow, language),
        strength=0.4 + 0.6 * sqrt(arrow.bounces / worst) if much else 0.7,
    )


def _bounces_much(arrow: Arrow, worst: int) -> bool:
    """Whether an arrow is drawn as one that bounces: a busy one of which a rare case comes back is none of these."""
    often = arrow.bounces >= _OFTEN * worst
    return arrow.bounces > 0 and (often or arrow.bounces >= _NOTABLE * arrow.hops)


def _label(arrow: Arrow, language: Language) -> str:
    text = texts.ARROW_ADVICE if arrow.advice else texts.ARROW_BACK
    return text.format(n=sentences.in_both(arrow.bounces)).to(language)


def _note(arrow: Arrow, language: Language) -> str:
    return pictures.ARROW_COUNTS.format(
        hops=counted(arrow.hops, texts.ONCE_ON, texts.TIMES_ON),
        bounces=counted(arrow.bounces, texts.ONCE_BACK, texts.TIMES_BACK),
    ).to(language)
