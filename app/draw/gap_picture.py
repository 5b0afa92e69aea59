"""The flows between lokets as a network and as a heatmap, drawn from released figures only."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from app.draw.bouncing import Choice
from app.draw.drawing import Dot, Drawing, Line, Look
from app.draw.gap_words import Teller, joined
from app.draw.heatmap import Heatmap
from app.draw.layout import Place
from app.draw.sentences import in_both
from app.phrases import gaps as words
from app.phrases import pictures
from graph.codes import Gap
from graph.text import Language, Text

_NOTABLE, _OFTEN = 0.1, 0.25
"""The share of an arrow's own households, or of the worst arrow's, from which it is drawn as one that bounces."""
_LABELLED, _SAID = 8, 3
LEGEND: Mapping[Look, Text] = {
    "back": words.LEGEND_BACK,
    "flow": words.LEGEND_FLOW,
    "advice": words.LEGEND_ADVICE,
}


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: `a` sends to `b`. Numbers of households, None where fewer than may be told."""

    a: str
    b: str
    sent: int | None
    back: int | None
    share: float | None
    advice: bool

    @property
    def ends(self) -> tuple[str, str]:
        """From where to where."""
        return self.a, self.b


def ways_of(
    sent: Mapping[tuple[str, str], int | None],
    back: Mapping[Gap, Mapping[tuple[str, str], Mapping[str, Any]]],
    apart: Container[tuple[str, str]],
) -> dict[tuple[str, str], Way]:
    """Every direction that may be shown, those that most households went first.

    `sent` and `back` are released: by sender and receiver the households, and of bounces and requests for advice the
    rows. The directions `apart` look like asking for advice.
    """
    made = [_way(ends, sent.get(ends), back, ends in apart) for ends in sent.keys() | back[Gap.BOUNCE].keys()]
    return {way.ends: way for way in sorted(made, key=lambda w: (-(w.sent or 0), w.ends))}


def _way(ends: tuple[str, str], sent: int | None, back: Mapping[Gap, Mapping[Any, Any]], advice: bool) -> Way:
    row = back[Gap.CONSULT if advice else Gap.BOUNCE].get(ends, {})
    # The number beside which those who returned are told is never below theirs.
    return Way(*ends, row.get("of") or sent, row.get("households"), row.get("share"), advice)


def worst_first(ways: Iterable[Way]) -> list[Way]:
    """The directions on which most households return, then the busiest."""
    return sorted(ways, key=lambda w: (-(w.back or 0), -(w.sent or 0), w.ends))


def lokets_of(ways: Iterable[Way], most: int, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The lokets of the worst directions, at most so many, after those that must be there."""
    found = dict.fromkeys(besides)
    for way in worst_first(ways):
        if len(found.keys() | set(way.ends)) > most:
            break
        found.update(dict.fromkeys(way.ends))
    return tuple(found)


def network(
    ways: Iterable[Way], places: Mapping[str, Place], choice: Choice, teller: Teller, language: Language, most: int
) -> Drawing:
    """The lokets at their places, with the worst directions between them; those with most returning get a number."""
    inside = [way for way in worst_first(ways) if way.a in places and way.b in places][:most]
    worst = max((way.back or 0 for way in inside if not way.advice), default=0)
    labelled = {way.ends for way in inside[:_LABELLED] if way.back and choice.has(*way.ends)}
    return Drawing(
        tuple(Dot(loket, teller.title(loket), place) for loket, place in places.items()),
        tuple(_line(way, worst, way.ends in labelled, teller, language) for way in inside),
        choice,
        LEGEND,
    )


def _line(way: Way, worst: int, labelled: bool, teller: Teller, language: Language) -> Line:
    much = _returns_much(way, worst)
    look: Look = "advice" if way.advice else "back" if much else "flow"
    note = words.ARROW_NOTE.format(sent=teller.number(way.sent), back=teller.number(way.back))
    return Line(
        way.a,
        way.b,
        way.sent,
        look,
        label=words.ARROW_BACK.format(n=in_both(way.back or 0)).to(language) if labelled else "",
        note=note.to(language),
        strength=0.4 + 0.6 * sqrt((way.back or 0) / worst) if much and worst else 0.7,
    )


def _returns_much(way: Way, worst: int) -> bool:
    back = way.back or 0
    return back > 0 and (back >= _OFTEN * worst or back >= _NOTABLE * (way.sent or 0))


def heatmap(ways: Mapping[tuple[str, str], Way], lokets: Iterable[str], teller: Teller, language: Language) -> Heatmap:
    """How many households returned, by who sends (rows) and who returns (columns)."""
    shown = sorted(lokets, key=lambda loket: (teller.title(loket).casefold(), loket))
    none = 0 if teller.k == 0 else None
    return Heatmap(
        rows=tuple(shown),
        columns=tuple(shown),
        values=tuple(tuple(_back(ways.get((a, b)), none) for b in shown) for a in shown),
        k=teller.k,
        names={loket: teller.title(loket) for loket in shown},
        row_title=words.FROM.to(language),
        column_title=words.TO.to(language),
    )


def _back(way: Way | None, none: int | None) -> int | None:
    return none if way is None or way.back is None else way.back


def strongest(ways: Iterable[Way], teller: Teller, most: int = 3) -> Text | None:
    """The picture in one sentence: the directions on which most households return."""
    found = [way for way in worst_first(ways) if way.back and not way.advice][:most]
    if not found:
        return None
    said = [
        words.ARROW_SAID.format(a=teller.title(w.a), b=teller.title(w.b), back=teller.number(w.back)) for w in found
    ]
    what = Text(*("; ".join(texts) for texts in zip(*((t.nl, t.en) for t in said), strict=True)))
    return pictures.MOST.format(what=what)


def chosen_said(ways: Mapping[tuple[str, str], Way], a: str, b: str | None, teller: Teller) -> Text:
    """A chosen arrow (`a` to `b`) or loket (only `a`) in a sentence: who goes there, and who returns."""
    both = [ways[ends] for ends in ((a, b or ""), (b or "", a)) if ends in ways]
    shown = both if b is not None else worst_first(way for way in ways.values() if a in way.ends)[:_SAID]
    if not shown:
        return pictures.CHOSEN_NONE.format(loket=teller.title(a))
    said = [_way_said(way, teller) for way in shown]
    head = [pictures.CHOSEN_LOKET.format(loket=teller.title(a))] if b is None else []
    return joined(*head, *said)


def _way_said(way: Way, teller: Teller) -> Text:
    return words.WAY.format(
        a=teller.title(way.a), b=teller.title(way.b), sent=teller.number(way.sent), back=teller.number(way.back)
    )
