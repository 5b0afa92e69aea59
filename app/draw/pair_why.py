"""Why two lokets send households back and forth: which of both returns, and what it is about. Of released figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.draw import viewing
from app.draw.gap_picture import Way
from app.draw.gap_words import Teller, joined
from app.phrases import gaps as words
from graph.breakdown import CLASS
from graph.figures import Figures
from graph.ranking import RankedGap
from graph.text import Text

ABOUT = ("domain", "area")
"""What a pair is about: these breakdowns of it."""
_CLEARLY, _OFTEN, _MOST_ABOUT = 1.25, 0.5, 3
"""One direction returns more than the other when it is so many times as often; a gap is about what most of it has."""


def who_returns(ways: Mapping[tuple[str, str], Way], gap: RankedGap, teller: Teller) -> Text | None:
    """Which of both lokets returns most households; None where that may not be told."""
    there, back = ways.get((gap.a, gap.b or "")), ways.get((gap.b or "", gap.a))
    one, other = (way.back or 0 if way else 0 for way in (there, back))
    if not one and not other:
        return None
    if one > _CLEARLY * other:
        return words.MOST_BACK.format(a=teller.title(gap.a), b=teller.title(gap.b))
    if other > _CLEARLY * one:
        return words.MOST_BACK.format(a=teller.title(gap.b), b=teller.title(gap.a))
    return words.BOTH_BACK


def about(gap: RankedGap, broken_down: Mapping[str, Figures], teller: Teller) -> Text | None:
    """The life domains and the area that most of its households have; None where that may not be told."""
    domains = [_inside(viewing.choice("domain", code)) for code in _largest(gap, broken_down.get("domain"))]
    areas = [viewing.choice("area", code) for code in _largest(gap, broken_down.get("area"))]
    what = words.MOST_ABOUT.format(what=_listed_words(domains[:_MOST_ABOUT])) if domains else None
    where = teller.counted(words.MOST_FROM).format(area=areas[0]) if len(areas) == 1 else None
    return joined(what, where) if what or where else None


def _largest(gap: RankedGap, figures: Figures | None) -> list[str]:
    """The classes with at least half of the gap's households, the largest first."""
    if figures is None:
        return []
    rows = zip((str(c) for c in figures.labels[CLASS]), figures.households.tolist(), strict=True)
    least = _OFTEN * (gap.households or 1)
    return [code for code, n in sorted(rows, key=lambda row: (-row[1], row[0])) if n >= least]


def _inside(name: Text) -> Text:
    """The name of a choice inside a sentence."""
    return Text(name.nl[:1].lower() + name.nl[1:], name.en[:1].lower() + name.en[1:])


def _listed_words(names: Sequence[Text]) -> Text:
    """Words one after another: financien; werk."""
    return Text("; ".join(t.nl for t in names), "; ".join(t.en for t in names))
