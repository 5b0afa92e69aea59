"""The gaps of two periods side by side: what came, what went, and what it takes now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.draw import starting
from app.draw.gap_words import Teller
from app.draw.scale import figure
from graph.codes import Gap
from graph.figures import Figures
from graph.ranking import RankedGap, gaps_of
from graph.text import Language

Row = tuple[str, int | None, int | None, int | None, float | None, float | None]
"""The name of a gap; households then and now and the difference; mean weeks of a household then and now."""


@dataclass(frozen=True, slots=True)
class Both:
    """One gap in the period before and in the period itself; None where it may not be told or is not there.

    `gap` is one of both: its name is the same.
    """

    gap: RankedGap
    then: RankedGap | None
    now: RankedGap | None

    @property
    def days(self) -> float:
        """What it takes in the period in which it takes most."""
        return max(((each.days or 0) for each in (self.then, self.now) if each is not None), default=0)

    @property
    def households(self) -> int:
        """How many households it has in the period in which these are most."""
        return max(((each.households or 0) for each in (self.then, self.now) if each is not None), default=0)


def side_by_side(gaps: Mapping[Gap, tuple[Figures, Figures]]) -> list[Both]:
    """Every gap of either period (`gaps`: now, then), those with most days first; requests for advice stand apart."""
    found = [both for kind, two in gaps.items() if kind is not Gap.CONSULT for both in _of_kind(kind, two)]
    return sorted(found, key=lambda both: (-both.days, -both.households, both.gap.kind, str(both.gap.key)))


def _of_kind(kind: Gap, two: tuple[Figures, Figures]) -> list[Both]:
    now, then = ({gap.key: gap for gap in gaps_of(kind, figures)} for figures in two)
    return [Both(gap, then.get(key), now.get(key)) for key, gap in {**then, **now}.items()]


def row(both: Both, teller: Teller, spoken: Language) -> Row:
    """A row as it is kept in a file: a difference is one of two shown figures."""
    then, now = (_households(gap, teller) for gap in (both.then, both.now))
    weeks_then, weeks_now = (None if gap is None else gap.weeks for gap in (both.then, both.now))
    difference = None if then is None or now is None else now - then
    return teller.name(both.gap).to(spoken), then, now, difference, weeks_then, weeks_now


def _households(gap: RankedGap | None, teller: Teller) -> int | None:
    """Where figures are exact, a gap that is not there has no household."""
    none = None if teller.k else 0
    return none if gap is None else gap.households


def told(found: Row, teller: Teller, spoken: Language) -> tuple[str, ...]:
    """The same row as it stands on screen."""
    name, then, now, _, *weeks = found
    change = starting.change(now, then)
    numbers = (figure(then, teller.k, spoken), figure(now, teller.k, spoken), change.to(spoken))
    return (name, *numbers, *(("" if w is None else teller.weeks(w).to(spoken)) for w in weeks))
