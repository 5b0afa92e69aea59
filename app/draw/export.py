"""A table as CSV and as Excel, as Excel here reads it, with nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.draw.writing import day
from app.phrases import pictures
from graph.text import Language

Cell = str | int | float | None
"""None is fewer than k."""


class Share(float):
    """A cell with a share of 1, which is read in whole per cent."""


_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these a cell begins that a spreadsheet may run; the last four are wide forms that some of them read too."""
_NOT_XML = {c: None for c in range(32) if chr(c) not in "\t\n\r"}
_LONGEST = 32_767  # characters that a cell of Excel holds
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class About:
    """What a table is of.

    Attributes
    ----------
    title
        What the table shows, in one line.
    filters
        Each filter with its value, as it stands on screen; none when everything counts.
    made
        When it was made.
    version
        The version of the data.
    audience
        For whom it was made.
    k
        Below how many a cell says `minder dan k`; None where figures are exact.
    """

    title: str
    filters: tuple[tuple[str, str], ...]
    made: datetime
    version: str
    audience: str
    k: int | None

    def rows(self, language: Language) -> Iterator[tuple[str, str]]:
        """Each fact with its name."""
        yield pictures.ABOUT_TITLE.to(language), self.title
        if not self.filters:
            yield pictures.ABOUT_FILTERS.to(language), pictures.ABOUT_NO_FILTERS.to(language)
        yield from self.filters
        yield pictures.ABOUT_MADE.to(language), f"{day(self.made, language)} {self.made:%H:%M}"
        yield pictures.ABOUT_VERSION.to(language), self.version
        yield pictures.ABOUT_AUDIENCE.to(language), self.audience
        if self.k is not None:
            why = pictures.ABOUT_SMALL_WHY.format(k=self.k, most=self.k - 1)
            yield pictures.ABOUT_SMALL.to(language), why.to(language)


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]], about: About, language: Language) -> bytes:
    """A table as CSV: UTF-8 with its mark, and semicolons and a decimal comma in Dutch, as Excel here expects.

    The facts of `about` stand under the table, after an empty line. See `escaped` for text that could run.
    """
    comma = language == "nl"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([escaped(head) for head in heads])
    writer.writerows([_written(value, about, language, comma) for value in row] for row in rows)
    writer.writerow([])
    writer.writerows([escaped(name), escaped(fact)] for name, fact in about.rows(language))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]], about: About, language: Language) -> bytes:
    """A table as Excel: numbers as numbers, text as text, and a second sheet that says what the table is of."""
    book = Workbook()
    figures = cast(Worksheet, book.active)  # a new workbook has one sheet
    figures.title = pictures.FIGURES.to(language)
    _fill(figures, [list(heads), *(list(row) for row in rows)], about, language)
    figures.freeze_panes = "A2"
    for head in figures[1]:
        head.font = Font(bold=True)
    sheet = book.create_sheet(pictures.ABOUT.to(language))
    _fill(sheet, [list(pair) for pair in about.rows(language)], about, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def escaped(text: str) -> str:
    """Text that no spreadsheet runs: what could begin a formula gets a `'` before it, spaces or not."""
    clean = text.translate(_NOT_XML)
    return f"'{clean}" if clean.lstrip(" \u00a0").startswith(_RUNS) else clean


def fewer(about: About, language: Language) -> str:
    """What a cell of None says: minder dan 10; empty where figures are exact."""
    return "" if about.k is None else pictures.FEWER.format(k=about.k).to(language)


def _written(value: Cell, about: About, language: Language, comma: bool) -> str:
    if value is None:
        return fewer(about, language)
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, Share):
        return f"{value:.0%}"
    text = str(value)
    return text.replace(".", ",") if comma else text


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Cell]], about: About, language: Language) -> None:
    widths: dict[int, int] = {}
    for i, row in enumerate(rows, start=1):
        for j, value in enumerate(row, start=1):
            told = fewer(about, language) if value is None else value
            place = cast(ExcelCell, sheet.cell(i, j))
            if isinstance(told, str):
                # Set as text: openpyxl would make a formula of what begins with "=".
                place.value, place.data_type = escaped(told)[:_LONGEST], "s"
                place.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                place.value = told
                if isinstance(told, Share):
                    place.number_format = "0%"
            widths[j] = min(_WIDEST, max(widths.get(j, 8), len(str(told)) + 2))
    for j, width in widths.items():
        sheet.column_dimensions[get_column_letter(j)].width = width
