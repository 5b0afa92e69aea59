"""What heatmaps and bars share: a ladder of colours, round numbers, names of months, figures as text."""

from __future__ import annotations

from math import floor, log10, sqrt

from app.draw.writing import number
from app.phrases import pictures
from graph.text import Language

LIGHT, DARK, WHITE, INK, PALE, EDGE = "#e3f3fd", "#00568b", "#ffffff", "#0b0c0c", "#f4f6f8", "#586c88"
TURN = 0.76
"""From this share of the ladder on, white words have more contrast than black ones (4.5 to 1 and more)."""


def share(value: float, most: float) -> float:
    """How far up the ladder a value is, 0 to 1, by its root, so that small values can be told apart; 0 of nothing."""
    return sqrt(value / most) if most > 0 else 0.0


def shade(part: float) -> str:
    """The colour at a share of the ladder."""
    low, high = ([int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (LIGHT, DARK))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(low, high, strict=True))


def ink_on(part: float) -> str:
    """The colour of words on that shade."""
    return WHITE if part >= TURN else "#000000"


def ticks(most: float) -> list[int]:
    """Round numbers from 0 up to at least `most`, four to six of them."""
    rough = max(most, 4) / 4
    unit = 10 ** floor(log10(rough))
    step = max(1, next(unit * times for times in (1, 2, 2.5, 5, 10) if unit * times >= rough))
    return [round(step * i) for i in range(round(-(-most // step)) + 1)] if most > 0 else [0, 4]


def month(code: str, language: Language) -> str:
    """`2024-03` as `mrt 2024`; anything else as it is."""
    year, _, within = code.partition("-")
    if not (year.isdigit() and within.isdigit() and 1 <= int(within) <= 12):
        return code
    return f"{pictures.SHORT_MONTHS.to(language).split()[int(within) - 1]} {year}"


def figure(value: int | None, k: int, language: Language, short: bool = False) -> str:
    """A value as it is read: its number, or `minder dan 10` (short: `<10`) for None."""
    if value is not None:
        return number(value, language)
    return (pictures.FEWER_SHORT if short else pictures.FEWER).format(k=k).to(language)
