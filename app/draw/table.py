"""The table that says the same as the picture: one row an arrow."""

from __future__ import annotations

from collections.abc import Sequence

from app import texts
from app.draw.bouncing import Arrow, Bouncing, Choice
from app.draw.writing import number, plain, share
from graph.text import Language


def rows(bouncing: Bouncing, choice: Choice) -> list[Arrow]:
    """The arrows that belong to the choice, most bounces first; those of a pair are in both directions."""
    return [arrow for arrow in bouncing.arrows if choice.has(*arrow.ends)]


def columns(bouncing: Bouncing, arrows: Sequence[Arrow], language: Language) -> dict[str, list[str]]:
    """The arrows as columns of text under their heads."""
    cells = [
        (
            plain(bouncing.name(a.source)),
            plain(bouncing.name(a.target)),
            number(a.hops, language),
            number(a.known, language),
            number(a.bounces, language),
            plain(share(a.rate, language)),
        )
        for a in arrows
    ]
    heads = [text.to(language) for text in texts.COLUMNS]
    return {head: [row[i] for row in cells] for i, head in enumerate(heads)}
