"""A sheet: the rows of one table, from CSV or from Excel, a chunk of columns at a time."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import final

import numpy as np

from graph.columns import Ints
from graph.errors import ColumnAbsent
from graph.text import Text
from loaders.citizen_numbers import CitizenWatch, is_citizen_number, refuse
from loaders.files import refused
from loaders.masks import shown
from loaders.problems import Place, Problems, Reason

CHUNK = 8_000
"""Rows at a time: few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Some rows: `rows` their numbers (the header is row 1), `columns` their cells, one sequence a column."""

    rows: Ints
    columns: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows as they stand in the file, the first of them with its number; a row without cells is blank."""

    first: int
    rows: list[list[str]]


class Sheet(ABC):
    """One table. `read` counts its rows so far: kept and reported, not the blank ones."""

    def __init__(self, file: str, header: Iterable[str]) -> None:
        self.file = file
        self.header = tuple(_tidy(name) for name in header)
        self.read = 0
        self._watches = [CitizenWatch() for _ in self.header]

    @abstractmethod
    def blocks(self, problems: Problems) -> Iterator[Block]:
        """The rows under the header; those that cannot be told apart from others are reported."""

    @final
    def chunks(self, problems: Problems) -> Iterator[Chunk]:
        """The rows that have the right number of cells; the others are reported.

        Raises
        ------
        CitizenNumber
            After the last row, when a column holds citizen service numbers.
        """
        for block in self.blocks(problems):
            chunk = self._chunk(block, problems)
            if len(chunk):
                self._watch(chunk)
                yield chunk
        self._refuse_citizen_numbers()

    @final
    def report(self, problems: Problems, row: int, reason: Reason, **more: int) -> None:
        """Report a row as a whole."""
        self.read += 1
        problems.one(reason, Place(self.file, row), None, **more)

    def _chunk(self, block: Block, problems: Problems) -> Chunk:
        numbers = np.arange(block.first, block.first + len(block.rows))
        width = len(self.header)
        rows = block.rows
        if set(map(len, rows)) - {width}:
            numbers, rows = self._right_width(block, problems)
        columns: list[tuple[str, ...]] = list(zip(*rows, strict=True))
        # Only where a row begins with an empty cell can one be blank.
        if columns and not all(map(str.strip, columns[0])):
            filled = [i for i, row in enumerate(rows) if any(map(str.strip, row))]
            if len(filled) < len(rows):
                numbers, columns = numbers[filled], list(zip(*(rows[i] for i in filled), strict=True))
        self.read += len(numbers)
        return Chunk(numbers, columns)

    def _right_width(self, block: Block, problems: Problems) -> tuple[Ints, list[list[str]]]:
        width = len(self.header)
        numbers, rows = [], []
        for i, row in enumerate(block.rows, start=block.first):
            cells = row[:width] if len(row) > width and not any(row[width:]) else row
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == width:
                numbers.append(i)
                rows.append(cells)
            else:
                reason = TOO_LONG if len(cells) > width else TOO_SHORT
                self.report(problems, i, reason, cells=len(cells), columns=width)
        return np.array(numbers, dtype=np.int64), rows

    def _watch(self, chunk: Chunk) -> None:
        for watch, cells in zip(self._watches, chunk.columns, strict=True):
            watch.add(cells, cells.count(""))

    def _refuse_citizen_numbers(self) -> None:
        for watch, name in zip(self._watches, self.header, strict=True):
            if watch.found:
                raise refuse(self.file, name)

    @final
    def find(self, *names: str) -> int | None:
        """The place of the first of these columns that is there; case and spaces around a name do not count.

        Raises
        ------
        UnreadableFile
            When the column is there more than once.
        """
        plain = [name.casefold() for name in self.header]
        for name in names:
            wanted = _tidy(name)
            places = [i for i, n in enumerate(self.header) if n == wanted]
            places = places or [i for i, n in enumerate(plain) if n == wanted.casefold()]
            if len(places) > 1:
                raise refused(self.file, _TWICE, column=shown(wanted))
            if places:
                return places[0]
        return None

    @final
    def absent(self, name: str) -> ColumnAbsent:
        """The error for a column that must be there: it names those that are there, and the nearest spelling."""
        return column_absent(self.file, name, self.header)


def column_absent(file: str, name: str, there: Sequence[str]) -> ColumnAbsent:
    """The error for an absent column or attribute. A first row that holds values is not shown."""
    names = [n for n in there if n]
    if _are_values(names):
        return ColumnAbsent(_ABSENT_HEADLESS.format(file=shown(file), column=shown(name)))
    near = get_close_matches(name.casefold(), [n.casefold() for n in names], n=1, cutoff=0.7)
    hint = next((_NEAR.format(near=shown(n)) for n in names if near and n.casefold() == near[0]), Text("", ""))
    return ColumnAbsent(_ABSENT.format(file=shown(file), column=shown(name), hint=hint, columns=_listed(names)))


def column_unknown(file: str, what: Text, option: str, there: Sequence[str]) -> ColumnAbsent:
    """The error for a column of a log that is not named and has no well-known name."""
    names = [n for n in there if n]
    if _are_values(names):
        return ColumnAbsent(_HEADLESS.format(file=shown(file)))
    return ColumnAbsent(_UNKNOWN.format(file=shown(file), what=what, option=option, columns=_listed(names)))


def _are_values(names: Sequence[str]) -> bool:
    """Whether a first row holds values where names of columns should stand."""
    return any(is_citizen_number(n) or _VALUE.fullmatch(n) for n in names)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names)) or "-"


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip().strip("\ufeff"))


_VALUE = re.compile(r"\d{5,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")

_TWICE = Text(
    "kolom '{column}' staat er meer dan een keer. Geef elke kolom een eigen naam.",
    "column '{column}' is there more than once. Give each column a name of its own.",
)
_ABSENT = Text(
    "{file}: er is geen kolom '{column}'.{hint} Deze kolommen zijn er: {columns}. Er is niets ingelezen.",
    "{file}: there is no column '{column}'.{hint} These columns are there: {columns}. Nothing was imported.",
)
_NEAR = Text(" Bedoel je '{near}'?", " Do you mean '{near}'?")
_UNKNOWN = Text(
    "{file}: het is niet duidelijk welke kolom {what} is. Kies er een met --{option}. "
    "Deze kolommen zijn er: {columns}. Er is niets ingelezen.",
    "{file}: it is not clear which column is {what}. Choose one with --{option}. "
    "These columns are there: {columns}. Nothing was imported.",
)
# What stands in the first row may be about a client then, so it is not shown.
_HEADLESS = Text(
    "{file}: de eerste rij lijkt gegevens te bevatten in plaats van namen van kolommen. "
    "Zet de namen van de kolommen op de eerste rij. Er is niets ingelezen.",
    "{file}: the first row seems to hold data instead of names of columns. "
    "Put the names of the columns on the first row. Nothing was imported.",
)
_ABSENT_HEADLESS = Text(
    "{file}: er is geen kolom '{column}'. De eerste rij lijkt gegevens te bevatten in plaats van namen van kolommen. "
    "Zet de namen van de kolommen op de eerste rij. Er is niets ingelezen.",
    "{file}: there is no column '{column}'. The first row seems to hold data instead of names of columns. "
    "Put the names of the columns on the first row. Nothing was imported.",
)
TOO_SHORT = Reason(
    Text("de rij heeft te weinig cellen", "the row has too few cells"),
    Text(
        "de rij heeft {cells} cellen en er zijn {columns} kolommen. Vul de rij aan.",
        "the row has {cells} cells and there are {columns} columns. Complete the row.",
    ),
)
TOO_LONG = Reason(
    Text("de rij heeft te veel cellen", "the row has too many cells"),
    Text(
        "de rij heeft {cells} cellen en er zijn {columns} kolommen. "
        "Zet een waarde met een scheidingsteken tussen aanhalingstekens.",
        "the row has {cells} cells and there are {columns} columns. Put a value that holds a separator between quotes.",
    ),
)
