"""What the page of the bounces shows: pairs, arrows, and the part that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.analyses.bounces import Bounces
from graph.privacy import Released


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lokets between which cases went back and forth; `days` is the time lost.

    `asks`, `asked` is the direction that may be advice asked and not a client sent away, None for other pairs.
    """

    a: str
    b: str
    bounces: int
    cases: int
    days: float
    asks: str | None = None
    asked: str | None = None

    @property
    def lokets(self) -> tuple[str, str]:
        """Both lokets, as the pair is named."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Arrow:
    """The steps from one loket to another, and how many of those whose sequel is known came back."""

    source: str
    target: str
    hops: int
    known: int
    bounces: int
    rate: float | None
    advice: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """From where to where."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: a loket, an arrow, a pair, or nothing."""

    loket: str | None = None
    arrow: tuple[str, str] | None = None
    pair: tuple[str, str] | None = None

    @property
    def two(self) -> frozenset[str]:
        """The lokets of the arrow or the pair."""
        return frozenset(self.arrow or self.pair or ())

    def __bool__(self) -> bool:
        return self != NOTHING

    def has(self, one: str, other: str) -> bool:
        """Whether an arrow or pair between two lokets belongs to the choice; to nothing belongs all."""
        if self.loket is not None:
            return self.loket in (one, other)
        return not self or self.two == {one, other}


NOTHING = Choice()


@dataclass(frozen=True, eq=False)
class Bouncing:
    """Pairs with most bounces first, arrows with most bounces and then most hops first, and what lokets are called."""

    names: Mapping[str, str]
    pairs: tuple[Pair, ...]
    arrows: tuple[Arrow, ...]

    @cached_property
    def arrow_at(self) -> dict[tuple[str, str], Arrow]:
        """The arrow between two lokets."""
        return {arrow.ends: arrow for arrow in self.arrows}

    @cached_property
    def pair_at(self) -> dict[frozenset[str], Pair]:
        """The pair of two lokets."""
        return {frozenset(pair.lokets): pair for pair in self.pairs}

    def name(self, loket: str) -> str:
        """What a person calls a loket."""
        return self.names.get(loket, loket)

    def knows(self, choice: Choice) -> bool:
        """Whether everything chosen is still there."""
        lokets = {choice.loket} if choice.loket is not None else choice.two
        return all(loket in self.names for loket in lokets)


def bouncing(released: Released[Bounces], names: Mapping[str, str]) -> Bouncing:
    """The pairs and arrows of a released answer."""
    bounces = released.value
    advice = {(row["from"], row["to"]) for row in bounces.consult_pairs.rows()}
    arrows = [_arrow(row, advice) for row in bounces.directed.rows()]
    arrows.sort(key=lambda arrow: (-arrow.bounces, -arrow.hops, arrow.ends))
    return Bouncing(names, tuple(_pair(row, advice) for row in bounces.pairs.rows()), tuple(arrows))


def _arrow(row: Mapping[str, Any], advice: set[tuple[str, str]]) -> Arrow:
    ends = row["from"], row["to"]
    return Arrow(*ends, row["hops"], row["known"], row["bounces"], row["rate"], ends in advice)


def _pair(row: Mapping[str, Any], advice: set[tuple[str, str]]) -> Pair:
    a, b = row["a"], row["b"]
    asks = next((ends for ends in ((a, b), (b, a)) if ends in advice), (None, None))
    return Pair(a, b, row["bounces"], row["cases"], row["days_lost"] or 0.0, *asks)


def worst_part(bouncing: Bouncing, most: int, least: int) -> tuple[str, ...]:
    """The lokets of the worst pairs, at most `most`; where these are fewer than `least`, also of the busiest arrows."""
    found = _ends([pair.lokets for pair in bouncing.pairs], most)
    if len(found) >= least:
        return found
    busiest = sorted(bouncing.arrows, key=lambda arrow: (-arrow.hops, arrow.ends))
    return _ends([found, *(arrow.ends for arrow in busiest)], max(least, len(found))) or tuple(bouncing.names)[:1]


def _ends(ends: Iterable[tuple[str, ...]], most: int) -> tuple[str, ...]:
    """The lokets of some pairs and arrows, in their order, as long as they are not more than `most`."""
    found: dict[str, None] = {}
    for two in ends:
        if len(found.keys() | set(two)) > most:
            break
        found.update(dict.fromkeys(two))
    return tuple(found)


def drawn(bouncing: Bouncing, lokets: Iterable[str], most: int) -> tuple[Arrow, ...]:
    """The arrows between some lokets, at most `most`: first those that bounce, then the busiest."""
    inside = set(lokets)
    among = [a for a in bouncing.arrows if a.source in inside and a.target in inside]
    return tuple(among[:most])
