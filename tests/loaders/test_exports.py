from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from loaders.exports import as_csv, as_workbook, escaped

# The beginnings that OWASP names under "CSV injection".
NASTY = ["=1+1", "+31 6", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"]


@pytest.mark.parametrize("text", NASTY)
def test_a_formula_becomes_text(text: str) -> None:
    assert str(escaped(text)).startswith("'")


@pytest.mark.parametrize("cell", ["Wmo", "", "a=b", 3, -3, 2.5, None])
def test_all_else_stays_as_it_is(cell: str | float | None) -> None:
    assert escaped(cell) == cell


def test_csv_can_be_read_by_excel_and_by_us() -> None:
    made = as_csv({"Rij": [2, 3], "=Wat": ['Jeugd; "x"', "=1"]})
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["Rij", "'=Wat"], ["2", 'Jeugd; "x"'], ["3", "'=1"]]


def test_a_workbook_holds_no_formula() -> None:
    made = as_workbook({"Wat": [*NASTY, "gewoon \x00"], "n": list(range(9))}, "Een/blad")
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Een blad"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert [sheet.cell(i, 2).value for i in range(2, 11)] == list(range(9))
    assert sheet.cell(10, 1).value == "gewoon  "


def test_a_table_without_rows_has_its_heads() -> None:
    assert as_csv({"a": [], "b": []}) == b"\xef\xbb\xbfa;b\r\n"
    assert openpyxl.load_workbook(io.BytesIO(as_workbook({"a": []}, "x"))).active["A1"].value == "a"  # type: ignore[index]
