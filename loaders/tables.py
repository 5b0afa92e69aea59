"""One of our own tables: its columns read as arrays, and an account of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

import numpy as np

from graph.batch import domain_bits
from graph.codes import Code, Domain
from graph.columns import Flags, Ints
from graph.instants import MISSING
from graph.model import Record
from graph.pseudonyms import Door, PseudonymKind
from graph.text import Text
from loaders.column_notes import BAD_DATE, BAD_NUMBER, format_notes
from loaders.date_columns import DateColumn, Dates
from loaders.identities import TABLES
from loaders.ledger import Ledger
from loaders.masks import shown
from loaders.numbers import DecimalColumn, IntegerColumn, Numbers
from loaders.options import Sentinels
from loaders.problems import Problems, Reason
from loaders.sheets import Sheet
from loaders.table_fields import FIELDS, Field
from loaders.table_fields import TABLE_NAMES as TABLE_NAMES
from loaders.words import WordColumn, Words


class _Column(Protocol):
    def add(self, values: Sequence[str]) -> None: ...


class KeyColumn:
    """Reads a column of identities, nearly all different, as pseudonyms; MISSING where there is none."""

    def __init__(self, door: Door, kind: PseudonymKind, sentinels: Sentinels) -> None:
        self._door, self._kind, self._sentinels = door, kind, sentinels
        self._parts: list[Ints] = []

    def add(self, values: Sequence[str]) -> None:
        """Read some values."""
        keys = np.array(self._door.pseudonyms(self._kind, map(str.strip, values), TABLES), dtype=np.int64)
        if missing := self._sentinels.among(values):
            keys[[i for i, value in enumerate(values) if value in missing]] = MISSING
        self._parts.append(keys)

    def settle(self) -> Ints:
        """The column."""
        return np.concatenate(self._parts) if self._parts else np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The columns of a table by field, and which rows are kept so far."""

    keep: Flags
    words: dict[str, Words]
    dates: dict[str, Dates]
    codes: dict[str, Ints]
    numbers: dict[str, Numbers]
    keys: dict[str, Ints]


class Table:
    """All rows of one kind of record, over all its files."""

    def __init__(self, kind: type[Record], door: Door, sentinels: Sentinels, problems: Problems) -> None:
        self.kind = kind
        self.ledger = Ledger(problems)
        self._problems = problems
        self.notes: list[Text] = []
        self._fields = {field.name: field for field in FIELDS[kind]}
        self._columns: dict[str, _Column] = {name: self._column(f, door, sentinels) for name, f in self._fields.items()}

    def _column(self, field: Field, door: Door, sentinels: Sentinels) -> _Column:
        if field.how == "identity" and field.name == "id":
            kind: PseudonymKind = self.kind.__name__.lower()  # type: ignore[assignment]
            return KeyColumn(door, kind, sentinels)
        return _COLUMNS.get(field.how, WordColumn)(sentinels)

    def read(self, sheet: Sheet) -> None:
        """Read the rows of one file.

        Raises
        ------
        ColumnAbsent
            When a needed column is not there.
        """
        place = {name: sheet.find(name, *field.also) for name, field in self._fields.items()}
        for name, field in self._fields.items():
            if field.needed and place[name] is None:
                raise sheet.absent(name)
        there = {name: i for name, i in place.items() if i is not None}
        self.ledger.begin(sheet.file, {name: sheet.header[i] for name, i in there.items()})
        self._note_ignored(sheet, set(there.values()), set(place) - set(there))
        for chunk in sheet.chunks(self._problems):
            nothing = ("",) * len(chunk)
            for name, column in self._columns.items():
                column.add(chunk.columns[there[name]] if name in there else nothing)
            self.ledger.add(chunk.rows)
        if not sheet.read:
            self.notes.append(_NO_ROWS.format(file=shown(sheet.file)))

    def _note_ignored(self, sheet: Sheet, used: set[int], absent: set[str]) -> None:
        ignored = [name for i, name in enumerate(sheet.header) if i not in used and name]
        if not ignored:
            return
        self.notes.append(_IGNORED.format(file=shown(sheet.file), columns=", ".join(map(shown, ignored))))
        for name in ignored:
            for near in get_close_matches(name.casefold(), absent, n=1, cutoff=0.8):
                self.notes.append(_NEAR.format(file=shown(sheet.file), column=shown(name), near=near))

    def settle(self) -> Cells:
        """The columns; rows with a cell that cannot be read, or without a value that they need, are left out.

        Raises
        ------
        CitizenNumber
            When a name of a loket, organisation or professional holds a citizen service number.
        """
        cells = Cells(self.ledger.all_kept(), {}, {}, {}, {}, {})
        for name, field in self._fields.items():
            missing = self._settle_column(field, self._columns[name], cells)
            if field.filled:
                self.ledger.leave_out(cells.keep, missing, NO_VALUE, name)
        formats = {name: dates.format for name, dates in cells.dates.items()}
        self.notes += format_notes(self.ledger, formats)
        return cells

    def _settle_column(self, field: Field, column: _Column, cells: Cells) -> Flags:
        """Put one column among the cells; the rows where it is missing."""
        name = field.name
        match column:
            case KeyColumn():
                cells.keys[name] = column.settle()
                return np.asarray(cells.keys[name] == MISSING)
            case DateColumn():
                dates = cells.dates[name] = column.settle()
                self.ledger.leave_out(cells.keep, dates.bad, BAD_DATE, name, dates.values)
                return dates.missing
            case IntegerColumn() | DecimalColumn():
                numbers = column.settle()
                cells.numbers[name] = numbers
                self.ledger.leave_out(cells.keep, numbers.bad, BAD_NUMBER, name, numbers.texts)
                return numbers.missing
            case WordColumn():
                words = cells.words[name] = column.settle()
                if field.is_name:
                    self.ledger.refuse_citizens(words, name)
                if number := meaning(field):
                    cells.codes[name], bad, texts = words.numbers(number)
                    allowed = ", ".join(field.codes or Domain)
                    self.ledger.leave_out(cells.keep, bad, NOT_ALLOWED, name, texts, allowed=allowed)
                return words.missing
        raise TypeError(column)


_COLUMNS: dict[str, Callable[[Sentinels], _Column]] = {
    "day": DateColumn,
    "moment": DateColumn,
    "integer": IntegerColumn,
    "number": DecimalColumn,
}


def meaning(field: Field) -> Callable[[str], int | None] | None:
    """How the words of a coded column become numbers."""
    if field.codes is not None:
        by_name = _by_name(field.codes)
        return lambda word: by_name.get(word.casefold())
    if field.how == "domains":
        return _domains
    return None


def _by_name(codes: type[Code]) -> dict[str, int]:
    names: dict[str, int] = {}
    for member in codes:
        for name in (member.value, member.value.replace("_", " "), member.label.nl, member.label.en):
            names.setdefault(name.casefold(), member.number)
    return names


_DOMAINS = _by_name(Domain)
_DOMAIN_OF = {domain.number: domain for domain in Domain}


def _domains(word: str) -> int | None:
    numbers = [_DOMAINS.get(part.strip().casefold()) for part in word.split("|") if part.strip()]
    if None in numbers:
        return None
    return domain_bits(_DOMAIN_OF[number] for number in numbers if number)


NO_VALUE = Reason(
    Text("een verplichte waarde ontbreekt", "a required value is missing"),
    Text("hier ontbreekt een waarde. Vul de cel in.", "a value is missing here. Fill in the cell."),
)
NOT_ALLOWED = Reason(
    Text("de waarde staat niet in de lijst", "the value is not in the list"),
    Text(
        "'{value}' staat niet in de lijst. Kies uit: {allowed}.",
        "'{value}' is not in the list. Choose from: {allowed}.",
    ),
)
_IGNORED = Text("{file}: niet gebruikte kolommen: {columns}.", "{file}: columns not used: {columns}.")
_NEAR = Text(
    "{file}: kolom '{column}' lijkt op '{near}'. Bedoel je die, geef de kolom dan die naam.",
    "{file}: column '{column}' looks like '{near}'. If you mean that one, give the column that name.",
)
_NO_ROWS = Text("{file}: er staan geen rijen in.", "{file}: it holds no rows.")
