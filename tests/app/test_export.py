"""Tables as files: what a spreadsheet reads back, and what it can never run."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook

from app.draw.export import About, Cell, Share, csv_bytes, escaped, xlsx_bytes

ABOUT = About(
    "Wie stuurt terug?", (("Periode", "2024"), ("Wijk", "=Noord")), datetime(2026, 11, 22, 9, 5), "12", "regisseur", 10
)
ROWS: list[list[Cell]] = [["CJG", 40, 0.255, -3], ["=HYPERLINK(1)", None, 1.5, 0]]
HEADS = ["Van", "Keer", "Deel", "Saldo"]
RUNS = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\n=1", " =1", "\u00a0=1", "\uff1d1+1", "\x00=1"]


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_would_run_is_escaped(text: str) -> None:
    assert escaped(text).startswith("'")


@pytest.mark.parametrize("text", ["CJG", "a=b", "3", "", "Wmo - Noord", "'t Loket"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text


def test_csv_is_read_by_a_dutch_excel() -> None:
    made = csv_bytes(HEADS, ROWS, ABOUT, "nl")
    assert made.startswith(b"\xef\xbb\xbfVan;Keer;Deel;Saldo\r\n")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1:4] == [["CJG", "40", "0,255", "-3"], ["'=HYPERLINK(1)", "minder dan 10", "1,5", "0"], []]
    assert ["Wijk", "'=Noord"] in rows
    assert ["Gemaakt op", "22 november 2026 09:05"] in rows
    assert b";0.255;" in csv_bytes(HEADS, ROWS, ABOUT, "en")


def test_excel_keeps_numbers_and_says_what_it_is_of() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(HEADS, ROWS, ABOUT, "nl")))
    assert book.sheetnames == ["Cijfers", "Uitleg"]
    assert [[c.value for c in row] for row in book["Cijfers"]] == [
        HEADS,
        ["CJG", 40, 0.255, -3],
        ["'=HYPERLINK(1)", "minder dan 10", 1.5, 0],
    ]
    facts = {row[0].value: row[1].value for row in book["Uitleg"]}
    assert facts["Titel"] == "Wie stuurt terug?"
    assert (facts["Versie van de gegevens"], facts["Gemaakt voor"]) == ("12", "regisseur")
    assert str(facts["Kleine aantallen"]).startswith("Waar 'minder dan 10' staat, zijn het er 0 tot en met 9.")


def test_a_share_is_a_number_in_per_cent() -> None:
    rows: list[list[Cell]] = [["CJG", Share(0.898)]]
    (cell,) = load_workbook(io.BytesIO(xlsx_bytes(["Van", "Deel"], rows, ABOUT, "nl")))["Cijfers"]["B"][1:]
    assert (cell.value, cell.number_format) == (0.898, "0%")
    assert b"CJG;90%\r\n" in csv_bytes(["Van", "Deel"], rows, ABOUT, "nl")


@pytest.mark.parametrize("text", RUNS)
def test_excel_holds_no_formula(text: str) -> None:
    made = xlsx_bytes([text], [[text]], ABOUT, "en")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_exact_figures_need_no_words_about_small_ones() -> None:
    exact = About("t", (), datetime(2026, 1, 1), "1", "beheerder", None)
    said = csv_bytes(["a"], [[None]], exact, "nl").decode("utf-8-sig")
    assert "minder dan" not in said
    assert "Geen: alles telt mee." in said
