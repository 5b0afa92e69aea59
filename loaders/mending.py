"""Mend cells of a file: the rows that a check found wrong get another value, all else stays to the byte.

For a file of rows: CSV, packed or not, and Excel. An XES log is mended where it was made.
"""

from __future__ import annotations

import csv
import gzip
import io
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from graph.errors import DataRefused
from graph.text import Text
from loaders.csvrows import CsvSheet
from loaders.files import Form, look, unpacked
from loaders.masks import shown
from loaders.problems import Problem
from loaders.workbook import opened


@dataclass(frozen=True, slots=True)
class Fix:
    """One cell and what it must hold; `file`, `row` and `column` as a `Problem` names them."""

    file: str
    row: int
    column: str
    value: str


Cells = Mapping[int, Mapping[str, str]]
"""By row, by column: the value that must stand there."""


def can_be_mended(problem: Problem, paths: Iterable[Path]) -> bool:
    """Whether a problem is about one cell of a file of rows."""
    if problem.row is None or problem.column is None:
        return False
    path = _file_of(problem.file, paths)
    return path is not None and look(path).form is not Form.XML


def mend(paths: Sequence[Path], fixes: Sequence[Fix]) -> int:
    """Write values into the cells of some files; each file is written whole or not at all. How many cells.

    Raises
    ------
    DataRefused
        When a fix names a file, row or column that is not there; that file is not changed then.
    """
    by_file: dict[str, dict[int, dict[str, str]]] = {}
    for fix in fixes:
        by_file.setdefault(fix.file, {}).setdefault(fix.row, {})[fix.column] = fix.value
    for name, cells in by_file.items():
        path = _file_of(name, paths)
        if path is None:
            raise DataRefused(_NO_FILE.format(file=shown(name)))
        _mend(path, name, cells)
    return sum(len(row) for cells in by_file.values() for row in cells.values())


def _file_of(name: str, paths: Iterable[Path]) -> Path | None:
    """The file that a problem is in; that of a workbook has its sheet behind it."""
    return next((p for p in paths if name == shown(p.name) or name.startswith(f"{shown(p.name)} [")), None)


def _mend(path: Path, name: str, cells: Cells) -> None:
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if look(path).form is Form.WORKBOOK:
            _workbook(path, new, name, cells)
        else:
            _csv(path, new, cells)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _csv(path: Path, new: Path, cells: Cells) -> None:
    file = look(path)
    sheet = CsvSheet(file)
    places = {column: _place(sheet.header, column, file.name) for row in cells.values() for column in row}
    by_place = {row: {places[column]: value for column, value in found.items()} for row, found in cells.items()}
    with unpacked(file) as stream, _text(stream, sheet) as text, _made(new, file.packed) as raw:
        out = _text(raw, sheet)
        left = _copied(text, out, by_place, sheet.separator)
        out.flush()
        out.detach()
    if left:
        raise DataRefused(_NO_ROW.format(file=shown(file.name), row=min(left)))


def _text(stream: BinaryIO, sheet: CsvSheet) -> io.TextIOWrapper:
    """The letters of a file as the check reads them; bytes that are no letters come through as they are."""
    errors = "strict" if sheet.encoding.name in {"utf-16", "utf-32"} else "surrogateescape"
    return io.TextIOWrapper(stream, encoding=sheet.encoding.name, errors=errors, newline="")


@contextmanager
def _made(new: Path, packed: bool) -> Iterator[BinaryIO]:
    with new.open("wb") as raw:
        if not packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw, mode="wb") as squeezed:
            yield cast(BinaryIO, squeezed)


def _copied(text: TextIO, out: TextIO, by_place: Mapping[int, Mapping[int, str]], separator: str) -> set[int]:
    """Copies a text with its cells mended; the rows that were not there."""
    left = set(by_place)
    for number, (raw, row) in enumerate(_records(text, separator), start=1):
        if number in by_place and row is not None:
            left.discard(number)
            out.write(_written(row, by_place[number], separator, raw))
        else:
            out.write(raw)
    return left


class _Lines:
    """Lines of a text; remembers those that were taken since the last time."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._taken = text, list[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self._taken.append(line)
        return line

    def taken(self) -> str:
        """The lines since the last time, as they stood."""
        raw = "".join(self._taken)
        self._taken.clear()
        return raw


def _records(text: TextIO, separator: str) -> Iterator[tuple[str, list[str] | None]]:
    """Each row as it stands and as its cells; None for one whose quotes are broken. Numbered as the check does."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        try:
            row: list[str] | None = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = None
        yield lines.taken(), row


def _written(row: list[str], values: Mapping[int, str], separator: str, raw: str) -> str:
    cells = row + [""] * (max(values) + 1 - len(row))
    for place, value in values.items():
        cells[place] = value
    out = io.StringIO(newline="")
    ending = raw[len(raw.rstrip("\r\n")) :]
    csv.writer(out, delimiter=separator, lineterminator=ending).writerow(cells)
    return out.getvalue()


def _workbook(path: Path, new: Path, name: str, cells: Cells) -> None:
    file = look(path)
    with opened(file):
        # Only to refuse what is no sound workbook; the one that is changed is opened anew, whole.
        pass
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = next((s for s in book.worksheets if shown(f"{path.name} [{s.title}]") == name), None)
    if sheet is None:
        raise DataRefused(_NO_FILE.format(file=shown(name)))
    rows = sheet.iter_rows(values_only=True)
    header = next((row for row in rows if any(row)), ())
    names = ["" if cell is None else str(cell).strip() for cell in header]
    for row, values in cells.items():
        if row > sheet.max_row:
            raise DataRefused(_NO_ROW.format(file=shown(name), row=row))
        for column, value in values.items():
            cell = sheet.cell(row, _place(names, column, name) + 1)
            cell.value = value
            cell.data_type = "s"
            cell.number_format = "@"
    book.save(new)


def _place(header: Sequence[str], column: str, file: str) -> int:
    for place, name in enumerate(header):
        if column in (name, shown(name)):
            return place
    raise DataRefused(_NO_COLUMN.format(file=shown(file), column=shown(column)))


_NO_FILE = Text(
    "Het bestand {file} is hier niet. Sleep het erbij en probeer het opnieuw.",
    "The file {file} is not here. Drag it in and try again.",
)
_NO_ROW = Text(
    "{file}: rij {row} is er niet. Er is niets verbeterd in dit bestand.",
    "{file}: row {row} is not there. Nothing was mended in this file.",
)
_NO_COLUMN = Text(
    "{file}: er is geen kolom {column}. Er is niets verbeterd in dit bestand.",
    "{file}: there is no column {column}. Nothing was mended in this file.",
)
