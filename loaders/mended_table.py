"""The problems of a check as a table that a person fills in elsewhere, and that table read back as fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import DataRefused
from graph.text import Language, Text
from loaders.csvrows import CsvSheet
from loaders.exports import Cell
from loaders.files import Form, look
from loaders.masks import shown
from loaders.mending import Fix
from loaders.problems import Place, Problem, Problems
from loaders.sheets import Sheet
from loaders.workbook import WorkbookSheet, opened

HEADS = (
    Text("Bestand", "File"),
    Text("Rij", "Row"),
    Text("Kolom", "Column"),
    Text("Wat is er mis?", "What is wrong?"),
    Text("Verbetering", "Mended value"),
)
"""The heads of the columns; the last one is for the person."""


def problem_table(problems: Sequence[Problem], language: Language) -> dict[str, list[Cell]]:
    """The problems by column under `HEADS`; the column for what must stand there is empty."""
    rows = [(p.file, p.row, p.column or "", what_is_wrong(p).to(language), "") for p in problems]
    return {head.to(language): [row[i] for row in rows] for i, head in enumerate(HEADS)}


def what_is_wrong(problem: Problem) -> Text:
    """The sentence of a problem without its place."""
    for is_event in (False, True):
        place = Place(problem.file, problem.row, problem.column, is_event).text
        if problem.text.nl.startswith(f"{place.nl}: "):
            return Text(problem.text.nl[len(place.nl) + 2 :], problem.text.en[len(place.en) + 2 :])
    return problem.text


def fixes_in(path: Path) -> tuple[Fix, ...]:
    """What a person filled in in such a table, CSV or Excel; rows without a mended value are left out.

    Raises
    ------
    DataRefused
        When it is not such a table.
    """
    return tuple(fix for row in _rows(path) if (fix := _fix(path.name, row)))


def _rows(path: Path) -> Iterator[list[str]]:
    file = look(path)
    if file.form is Form.WORKBOOK:
        with opened(file) as book:
            yield from _of(WorkbookSheet(file.name, book[book.sheetnames[0]]))
    elif file.form is Form.TEXT:
        yield from _of(CsvSheet(file))
    else:
        raise DataRefused(_NOT_OURS.format(file=shown(path.name)))


def _of(sheet: Sheet) -> Iterator[list[str]]:
    if len(sheet.header) < len(HEADS) or not any(
        list(sheet.header[: len(HEADS)]) == [head.to(language) for head in HEADS] for language in _LANGUAGES
    ):
        raise DataRefused(_NOT_OURS.format(file=shown(sheet.file)))
    for block in sheet.blocks(Problems()):
        yield from (row for row in block.rows if len(row) >= len(HEADS))


def _fix(file: str, row: list[str]) -> Fix | None:
    name, number, column, _, value = (cell.strip() for cell in row[: len(HEADS)])
    if not value:
        return None
    if not number.isdecimal() or not column:
        raise DataRefused(_WHOLE_ROW.format(file=shown(file), row=number or "-"))
    return Fix(_unescaped(name), int(number), _unescaped(column), value)


def _unescaped(cell: str) -> str:
    """What stood there before `loaders.exports.escaped`."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_NOT_OURS = Text(
    "{file} is niet de tabel met problemen. Download die tabel hier, vul de laatste kolom in en sleep hem terug.",
    "{file} is not the table of problems. Download that table here, fill in the last column and drag it back.",
)
_WHOLE_ROW = Text(
    "{file}: bij rij {row} klopt de hele rij niet. Verbeter die rij in het bestand zelf.",
    "{file}: of row {row} the whole row is wrong. Mend that row in the file itself.",
)
