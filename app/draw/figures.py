"""The numbers above the picture: of everything, or of what was chosen."""

from __future__ import annotations

from app import texts
from app.draw.bouncing import Bouncing, Choice
from app.draw.writing import number, share
from graph.text import Language, Text

Figures = list[tuple[Text, str]]


def figures(bouncing: Bouncing, choice: Choice, cases: int, language: Language) -> Figures:
    """Three numbers with their words; `cases` are those that went back and forth in all."""
    if choice.arrow is not None:
        return _of_arrow(bouncing, choice.arrow, language)
    if choice.pair is not None:
        return _of_pair(bouncing, choice.pair, language)
    pairs = [p for p in bouncing.pairs if choice.loket is None or choice.loket in p.lokets]
    back, lost = sum(p.bounces for p in pairs), sum(p.days for p in pairs)
    first = (texts.FIGURE_CASES, cases) if choice.loket is None else (texts.FIGURE_PAIRS, len(pairs))
    return _written([first, (texts.FIGURE_BACK, back), (texts.FIGURE_DAYS, lost)], language)


def _of_pair(bouncing: Bouncing, ends: tuple[str, str], language: Language) -> Figures:
    pair = bouncing.pair_at.get(frozenset(ends))
    values = (pair.cases, pair.bounces, pair.days) if pair else (0, 0, 0)
    return _written(
        list(zip((texts.FIGURE_CASES, texts.FIGURE_BACK, texts.FIGURE_DAYS), values, strict=True)), language
    )


def _of_arrow(bouncing: Bouncing, ends: tuple[str, str], language: Language) -> Figures:
    arrow = bouncing.arrow_at.get(ends)
    if arrow is None:
        return _written([(texts.FIGURE_ON, 0), (texts.FIGURE_BACK, 0)], language)
    return [
        *_written([(texts.FIGURE_ON, arrow.hops), (texts.FIGURE_BACK, arrow.bounces)], language),
        (texts.FIGURE_SHARE, share(arrow.rate, language)),
    ]


def _written(values: list[tuple[Text, float]], language: Language) -> Figures:
    return [(text, number(value, language)) for text, value in values]
