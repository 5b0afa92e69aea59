"""An Excel workbook: each sheet a table, dates and numbers as the text that a CSV would hold."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.text import Text
from loaders.files import BOMB, FREE_BYTES, MOST_TIMES, Input, refused
from loaders.problems import Problems
from loaders.sheets import CHUNK, Block, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@contextmanager
def opened(file: Input) -> Iterator[Workbook]:
    """The workbook, open for reading.

    Raises
    ------
    UnreadableFile
        When it is no workbook, is damaged, or unpacks to far more than any register.
    """
    _check_archive(file)
    # openpyxl costs a fifth of a second to import.
    import openpyxl

    # Given a path openpyxl would leave the file open when the workbook is damaged.
    with file.path.open("rb") as raw:
        with _translated(file.name):
            book = openpyxl.load_workbook(raw, read_only=True, data_only=True)
        yield book


@contextmanager
def _translated(file: str) -> Iterator[None]:
    """A damaged workbook shows itself as any of a dozen errors of openpyxl, zipfile and the XML parser."""
    with warnings.catch_warnings():
        # It warns of styles and extensions that it does not read; none of them holds data.
        warnings.simplefilter("ignore")
        try:
            yield
        except MemoryError:
            raise
        except Exception as error:
            raise refused(file, _DAMAGED) from error


def _check_archive(file: Input) -> None:
    if file.packed:
        raise refused(file.name, _PACKED)
    if not zipfile.is_zipfile(file.path):
        # What tells where its parts are stands at the end of a zip file.
        raise refused(file.name, _CUT_OFF)
    with _translated(file.name), zipfile.ZipFile(file.path) as archive:
        parts = archive.infolist()
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise refused(file.name, _NO_WORKBOOK)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max(FREE_BYTES, MOST_TIMES * file.size):
        raise refused(file.name, BOMB, times=MOST_TIMES)


class WorkbookSheet(Sheet):
    """One sheet of a workbook; its first row that is not blank is the header."""

    def __init__(self, file: str, sheet: Any) -> None:
        self._book = file
        with _translated(file):
            self._rows = enumerate(sheet.iter_rows(), start=1)
            header = next((row for _, cells in self._rows if any(row := _texts(cells))), [])
        while header and not header[-1]:
            header.pop()
        super().__init__(f"{file} [{sheet.title}]", header)

    def blocks(self, problems: Problems) -> Iterator[Block]:
        """The rows under the header."""
        width = len(self.header)
        while True:
            with _translated(self._book):
                rows = list(islice(self._rows, CHUNK))
            if not rows:
                return
            texts = [_texts(cells) for _, cells in rows]
            # Excel leaves out the empty cells at the end of a row.
            yield Block(rows[0][0], [row + [""] * (width - len(row)) for row in texts])


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        # Excel keeps every date as a time; how the cell is shown tells which it is.
        has_time = value.time() != time() or "h" in (cell.number_format or "").lower()
        return value.isoformat(" ") if has_time else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


_DAMAGED = Text(
    "het Excel-bestand is beschadigd. Open het in Excel en sla het opnieuw op als .xlsx.",
    "the Excel file is damaged. Open it in Excel and save it again as .xlsx.",
)
_CUT_OFF = Text(
    "het Excel-bestand is beschadigd: het einde ontbreekt. Kopieer of download het opnieuw.",
    "the Excel file is damaged: its end is missing. Copy or download it again.",
)
_PACKED = Text(
    "dit Excel-bestand is ingepakt met gzip. Pak het eerst uit.",
    "this Excel file is packed with gzip. Unpack it first.",
)
_NO_WORKBOOK = Text(
    "dit is een zip-bestand en geen Excel-werkmap. Pak het eerst uit.",
    "this is a zip file and not an Excel workbook. Unpack it first.",
)
