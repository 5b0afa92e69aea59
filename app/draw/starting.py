"""The findings of the page Start as sentences: the five figures, the gaps that cost most, coverage and change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.draw.gap_words import Teller, joined
from app.draw.sentences import in_both
from app.phrases import start as words
from app.texts import MONTHS
from graph.codes import Gap
from graph.figures import Figures
from graph.text import Text

_SOON = 60
"""An age of fewer days is told in days."""
_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of a kind of gap: households (None below the threshold), mean weeks and days in all."""

    kind: Gap
    households: int | None
    weeks: float | None
    days: float | None


def told(figures: Figures) -> dict[Gap, Told]:
    """The figures of each kind of gap, from the totals that were released."""
    return {
        Gap.of_value(str(row["kind"])): Told(
            Gap.of_value(str(row["kind"])), _whole(row["households"]), _number(row["weeks"]), _number(row["days"])
        )
        for row in figures.rows()
    }


def figure(found: Told, teller: Teller) -> Text:
    """One figure as a sentence, with what it cost where that can be told."""
    happened = words.HAPPENED[found.kind].format(who=teller.number(found.households))
    return happened if not found.households else joined(happened, teller.cost(found.weeks, found.days))


def age(end: datetime | date, today: date) -> Text | None:
    """How long ago the data end; None for a day that is still to come."""
    days = (today - (end.date() if isinstance(end, datetime) else end)).days
    if days < 0:
        return None
    if days >= _SOON:
        return words.AGE_MONTHS.format(n=round(days / _MONTH))
    return (words.AGE_DAY if days == 1 else words.AGE_DAYS).format(n=days)


def month(code: str | None) -> Text:
    """A month of a view in words: `2024-05` is mei 2024; a dash for none."""
    if code is None:
        return Text("-", "-")
    year, _, number = code.partition("-")
    place = int(number) - 1
    return Text(f"{MONTHS.nl.split()[place]} {year}", f"{MONTHS.en.split()[place]} {year}")


def some(names: Sequence[str], most: int) -> Text:
    """A list of names with commas, the first ones only where there are many."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return Text(shown, shown)
    return words.AND_MORE.format(lokets=shown, n=in_both(len(names) - most))


def change(now: int | None, then: int | None) -> Text:
    """From one figure to another, both released: more, fewer or the same."""
    if now is None or then is None:
        return words.CANNOT_TELL
    if now == then:
        return words.SAME
    return (words.MORE if now > then else words.LESS).format(n=in_both(abs(now - then)))


def changes(
    now: Mapping[Gap, Told], then: Mapping[Gap, Told], kinds: Sequence[Gap], teller: Teller
) -> list[tuple[Gap, Text, Text, Text]]:
    """Of each kind in both its figure then, its figure now, and the change."""
    return [
        (kind, teller.number(then[kind].households), teller.number(now[kind].households),
         change(now[kind].households, then[kind].households))
        for kind in kinds
        if kind in now and kind in then
    ]  # fmt: skip


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None
