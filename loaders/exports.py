"""Tables out: CSV and Excel that a spreadsheet opens well, in which no cell can be run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Excel takes no more in one cell.
_LONGEST = 32_767


def escaped(cell: Cell) -> Cell:
    """A cell that no spreadsheet reads as a formula: such words get a ' in front; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub(" ", cell)[: _LONGEST - 1]
    # A line break inside a cell would hide what follows it from this rule.
    return f"'{text}" if text.lstrip(" \n\ufeff").startswith(_FORMULA) else text


def as_csv(columns: Mapping[str, Sequence[Cell]], separator: str = ";") -> bytes:
    """Columns of the same length as CSV, with the byte order mark by which Excel knows that it is UTF-8.

    Parameters
    ----------
    separator
        What stands between cells; Dutch Excel expects a semicolon.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([escaped(head) for head in columns])
    writer.writerows([escaped(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(columns: Mapping[str, Sequence[Cell]], sheet: str) -> bytes:
    """Columns of the same length as an Excel workbook of one sheet; text stays text."""
    # openpyxl costs a fifth of a second to import.
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new workbook has a sheet
    page.title = re.sub(r"[\[\]:*?/\\]", " ", sheet)[:31]
    for at, row in enumerate([list(columns), *zip(*columns.values(), strict=True)], start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(at, place, escaped(value))
            if isinstance(value, str):
                cell.data_type = "s"
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
