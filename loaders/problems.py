"""Rows that could not be kept: each with its file, row, column and value, and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.text import Text, counted
from loaders.masks import quoted, shown

AT_MOST = 1_000
"""Problems that are told one by one for each reason; of the others only the number is kept."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is left out, in general (`label`) and of one value (`text`, with `value` and what else it needs)."""

    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that was left out. `text` is the whole sentence: file, row, column, value and what to do."""

    file: str
    row: int | None
    column: str | None
    text: Text


class Problems:
    """Collects problems: counts all rows of each reason, keeps the first thousand."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.rows: Counter[Reason] = Counter()
        self._told: Counter[Reason] = Counter()

    def count(self, reason: Reason, rows: int) -> None:
        """So many rows are left out for a reason."""
        if rows:
            self.rows[reason] += rows

    def room(self, reason: Reason) -> int:
        """How many more problems of a reason are told one by one."""
        return AT_MOST - self._told[reason]

    def tell(self, reason: Reason, place: Place, value: str | None = None, **more: object) -> None:
        """Keep one problem, unless there are too many of its reason."""
        if not self.room(reason):
            return
        self._told[reason] += 1
        if value is not None:
            more["value"] = quoted(value)
        self.kept.append(
            Problem(
                shown(place.file),
                place.row,
                place.column,
                _SENTENCE.format(place=place.text, what=reason.text.format(**more)),
            )
        )

    def one(self, reason: Reason, place: Place, value: str | None = None, **more: object) -> None:
        """Count one row and tell it."""
        self.count(reason, 1)
        self.tell(reason, place, value, **more)

    @property
    def untold(self) -> tuple[Text, ...]:
        """For each reason with more rows than are told one by one, how many more there are."""
        return tuple(
            counted(n - self._told[reason], _ONE_MORE, _MORE, label=reason.label)
            for reason, n in self.rows.items()
            if n > self._told[reason] >= AT_MOST
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a row (of XES: an event) and a column of a file."""

    file: str
    row: int | None = None
    column: str | None = None
    is_event: bool = False

    @property
    def text(self) -> Text:
        """The place as a sentence begins."""
        parts = [Text("{file}", "{file}").format(file=shown(self.file))]
        if self.row is not None:
            parts.append((_EVENT if self.is_event else _ROW).format(row=self.row))
        if self.column is not None:
            parts.append(_COLUMN.format(column=shown(self.column)))
        return Text(nl=", ".join(p.nl for p in parts), en=", ".join(p.en for p in parts))


_SENTENCE = Text("{place}: {what}", "{place}: {what}")
_ROW = Text("rij {row}", "row {row}")
_EVENT = Text("gebeurtenis {row}", "event {row}")
_COLUMN = Text("kolom {column}", "column {column}")
_ONE_MORE = Text("Nog {n} rij heeft hetzelfde probleem: {label}.", "{n} more row has the same problem: {label}.")
_MORE = Text("Nog {n} rijen hebben hetzelfde probleem: {label}.", "{n} more rows have the same problem: {label}.")
