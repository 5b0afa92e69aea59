from __future__ import annotations

import gzip
from pathlib import Path

import openpyxl
import pytest

from graph.errors import DataRefused
from graph.pseudonyms import Door
from loaders.importing import Report, import_into
from loaders.mending import Fix, can_be_mended, mend
from loaders.options import As, Options

DOOR = Door(b"a key that is long enough")
LOG = (
    'sep=;\r\n\r\ncase;time;loket\r\n1;2024-01-01;"A; b"\r\n2;31-31-2024;"B\r\nc"\r\n\r\n3;2024-13-01;C\n4;2024-01-02;D'
)


def _checked(path: Path) -> Report:
    as_: As | None = "events" if path.suffix == ".xlsx" else None
    return import_into(None, [path], Options(as_=as_), DOOR, who="Test", check=True)


def _fixes(report: Report, *values: str) -> list[Fix]:
    wrong = zip(report.problems, values, strict=True)
    return [Fix(p.file, p.row, p.column, v) for p, v in wrong if p.row is not None and p.column is not None]


def test_the_cells_that_a_check_names_are_mended_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(LOG.encode())
    report = _checked(path)
    assert [can_be_mended(p, [path]) for p in report.problems] == [True, True]
    assert mend([path], _fixes(report, "2024-01-31", "2024-01-13")) == 2
    wanted = LOG.replace("31-31-2024", "2024-01-31").replace("2024-13-01", "2024-01-13").replace('"B\r\nc"', '"B\r\nc"')
    assert path.read_bytes().decode() == wanted
    assert _checked(path).problems == ()
    assert [p.name for p in tmp_path.iterdir()] == ["log.csv"]


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_and_packing_stay_as_they_were(tmp_path: Path, letters: str) -> None:
    path = tmp_path / "log.csv.gz"
    text = "case,time,loket\n1,gisteren,Café\n2,2024-01-02,Ü\n"
    path.write_bytes(gzip.compress(text.encode(letters)))
    mend([path], _fixes(_checked(path), "2024-01-01"))
    assert gzip.decompress(path.read_bytes()).decode(letters) == text.replace("gisteren", "2024-01-01")


def test_a_workbook_is_mended_in_its_sheet(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = openpyxl.Workbook()
    for row in ([], ["case", "time", "loket"], [1, "2024-01-01", "A"], [2, "gisteren", "B"]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    report = _checked(path)
    assert mend([path], _fixes(report, "2024-01-02")) == 1
    assert _checked(path).problems == ()
    assert _checked(path).added == 2


@pytest.mark.parametrize(
    ("fix", "why"),
    [
        (Fix("ander.csv", 2, "time", "x"), "is not here"),
        (Fix("log.csv", 99, "time", "x"), "row 99 is not there"),
        (Fix("log.csv", 2, "tijd", "x"), "no column tijd"),
    ],
)
def test_what_is_not_there_is_not_mended(tmp_path: Path, fix: Fix, why: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(LOG.encode())
    with pytest.raises(DataRefused, match=why):
        mend([path], [fix])
    assert path.read_bytes() == LOG.encode()


def test_a_problem_of_a_whole_row_or_of_an_xes_log_is_mended_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case,time,loket\n1,2024-01-01\n2,2024-01-01,A\n")
    (problem,) = _checked(path).problems
    assert not can_be_mended(problem, [path])
    log = tmp_path / "log.xes"
    event = '<event><string key="org:group" value="A"/><date key="time:timestamp" value="gisteren"/></event>'
    log.write_text(f'<log><trace><string key="concept:name" value="1"/>{event}</trace></log>')
    report = _checked(log)
    assert report.problems
    assert not any(can_be_mended(p, [log]) for p in report.problems)
