from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from graph.errors import DataRefused
from graph.pseudonyms import Door
from graph.text import Language
from loaders.exports import Cell, as_csv, as_workbook
from loaders.importing import Report, import_into
from loaders.mended_table import fixes_in, problem_table
from loaders.mending import Fix, mend
from loaders.options import Options

DOOR = Door(b"a key that is long enough")


def _checked(path: Path) -> Report:
    return import_into(None, [path], Options(time="=tijd"), DOOR, who="Test", check=True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "-log.csv"
    path.write_text("case,=tijd,loket\n1,gisteren,A\n2,morgen,B\n3,2024-01-03,C\n")
    return path


def test_the_table_says_where_and_what(log: Path) -> None:
    table = problem_table(_checked(log).problems, "nl")
    assert list(table) == ["Bestand", "Rij", "Kolom", "Wat is er mis?", "Verbetering"]
    assert [table[head] for head in ("Bestand", "Rij", "Kolom")] == [["-log.csv"] * 2, [2, 3], ["=tijd"] * 2]
    assert "gisteren" in str(table["Wat is er mis?"][0])
    assert "rij 2" not in str(table["Wat is er mis?"][0])
    assert table["Verbetering"] == ["", ""]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_out_filled_in_and_back_as_csv(log: Path, language: Language) -> None:
    table = problem_table(_checked(log).problems, language)
    table[list(table)[-1]] = ["2024-01-01", ""]
    back = log.with_name("terug.csv")
    back.write_bytes(as_csv(table))
    fixes = fixes_in(back)
    # The second was not filled in; the name that looks like a formula is itself again.
    assert fixes == (Fix("-log.csv", 2, "=tijd", "2024-01-01"),)
    mend([log], fixes)
    assert [p.row for p in _checked(log).problems] == [3]


def test_out_filled_in_and_back_as_excel(log: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(problem_table(_checked(log).problems, "nl"), "Problemen")))
    sheet = book.worksheets[0]
    sheet.cell(3, 5).value = "2024-01-02"
    back = log.with_name("terug.xlsx")
    book.save(back)
    assert fixes_in(back) == (Fix("-log.csv", 3, "=tijd", "2024-01-02"),)


def test_another_table_is_refused(log: Path) -> None:
    with pytest.raises(DataRefused, match="is not the table of problems"):
        fixes_in(log)


def test_a_row_that_is_wrong_as_a_whole_is_not_mended_by_a_cell(log: Path) -> None:
    back = log.with_name("terug.csv")
    table: dict[str, list[Cell]] = {
        "Bestand": ["x"],
        "Rij": [2],
        "Kolom": [""],
        "Wat is er mis?": ["kort"],
        "Verbetering": ["y"],
    }
    back.write_bytes(as_csv(table))
    with pytest.raises(DataRefused, match="of row 2 the whole row is wrong"):
        fixes_in(back)
