"""Files that are broken, hostile or something else: each refused with what to do, or read all the same."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import KaartError, UnreadableFile
from graph.pseudonyms import Door
from loaders.options import Options
from loaders.read import read
from loaders.reading import Reading

Read = Callable[..., Reading]
LOG = "case,time,group\nz1,2024-01-01,Café\nz1,2024-01-02,B\n"
GZIPPED = gzip.compress(LOG.encode() * 50)


def broken_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("log.csv", LOG)
    return made.getvalue()


def bomb() -> bytes:
    return gzip.compress(b"case,time,group\n" + b"z1,2024-01-01,A\n" * 4_000_000)


REFUSED = {
    "empty": (
        b"",
        "x.csv: dit bestand is leeg. Maak de export opnieuw. Er is niets ingelezen.",
        "x.csv: this file is empty. Make the export again. Nothing was imported.",
    ),
    "blank": (
        b" \n\n",
        "x.csv: dit bestand is leeg. Maak de export opnieuw. Er is niets ingelezen.",
        "x.csv: this file is empty. Make the export again. Nothing was imported.",
    ),
    "empty gzip": (
        gzip.compress(b""),
        "x.csv: dit bestand is leeg. Maak de export opnieuw. Er is niets ingelezen.",
        "x.csv: this file is empty. Make the export again. Nothing was imported.",
    ),
    "header only": (
        b"case,time,group\n",
        "x.csv: er staan alleen namen van kolommen in en geen rijen. Maak de export opnieuw. Er is niets ingelezen.",
        "x.csv: it holds only names of columns and no rows. Make the export again. Nothing was imported.",
    ),
    "cut gzip": (
        GZIPPED[:-20],
        "x.csv: het gzip-bestand is afgebroken. Kopieer of maak het opnieuw. Er is niets ingelezen.",
        "x.csv: the gzip file is cut off. Copy or make it again. Nothing was imported.",
    ),
    "damaged gzip": (
        GZIPPED[:12] + b"\xff\xff\xff" + GZIPPED[15:],
        "x.csv: het gzip-bestand is beschadigd. Kopieer of maak het opnieuw. Er is niets ingelezen.",
        "x.csv: the gzip file is damaged. Copy or make it again. Nothing was imported.",
    ),
    "NUL": (
        b"case,time,group\nz1,2024-01-01,\0A\n",
        "x.csv: rij 2 bevat een teken dat geen gewone tekst is (NUL). Sla het bestand op als CSV (UTF-8). "
        "Er is niets ingelezen.",
        "x.csv: row 2 holds a NUL byte; this is not plain text. Save the file as CSV (UTF-8). Nothing was imported.",
    ),
    "one line": (
        b"case,time,group\nz1," + b"x" * 3_000_000,
        "x.csv: rij 2 is langer dan een miljoen tekens. Kijk na of dit een CSV-bestand met regels is. "
        "Er is niets ingelezen.",
        "x.csv: row 2 is longer than a million characters. Check that this is a CSV file with lines. "
        "Nothing was imported.",
    ),
    "open quote": (
        b'case,time,group\nz1,2024-01-01,A\nz1,2024-01-02,"B\nz1,2024-01-03,C\n',
        "x.csv: vanaf rij 3 gaat een aanhalingsteken open dat niet dichtgaat, of een cel is te lang. Herstel die rij. "
        "Er is niets ingelezen.",
        "x.csv: from row 3 on a quote is opened and not closed, or a cell is too long. Mend that row. "
        "Nothing was imported.",
    ),
    "JSON": (
        b'{"case": 1}',
        "x.csv: dit is JSON. Sla het op als CSV of XES. Er is niets ingelezen.",
        "x.csv: this is JSON. Save it as CSV or XES. Nothing was imported.",
    ),
    "PDF": (
        b"%PDF-1.7 ...",
        "x.csv: dit is een PDF. Vraag de bron om een CSV-bestand. Er is niets ingelezen.",
        "x.csv: this is a PDF. Ask the source for a CSV file. Nothing was imported.",
    ),
    "old Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        "x.csv: dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
        "Sla het in Excel op als .xlsx zonder wachtwoord. Er is niets ingelezen.",
        "x.csv: this is an old Excel file (.xls) or a file with a password. "
        "Save it in Excel as .xlsx without a password. Nothing was imported.",
    ),
    "zip": (
        broken_zip(),
        "x.csv: dit is een zip-bestand en geen Excel-werkmap. Pak het eerst uit. Er is niets ingelezen.",
        "x.csv: this is a zip file and not an Excel workbook. Unpack it first. Nothing was imported.",
    ),
    "cut zip": (
        broken_zip()[:60],
        "x.csv: het Excel-bestand is beschadigd: het einde ontbreekt. Kopieer of download het opnieuw. "
        "Er is niets ingelezen.",
        "x.csv: the Excel file is damaged: its end is missing. Copy or download it again. Nothing was imported.",
    ),
    "binary": (
        bytes(range(1, 32)) * 40,
        "x.csv: dit is geen tekst. Sla het op als CSV, XES of Excel (.xlsx). Er is niets ingelezen.",
        "x.csv: this is not text. Save it as CSV, XES or Excel (.xlsx). Nothing was imported.",
    ),
    "broken UTF-16": (
        b"\xff\xfe" + "case,time,group\n".encode("utf-16-le") + b"\x00\xdcx\x00",
        "x.csv: de letters zijn beschadigd. Sla het bestand opnieuw op als CSV (UTF-8). Er is niets ingelezen.",
        "x.csv: the letters are damaged. Save the file again as CSV (UTF-8). Nothing was imported.",
    ),
    "bomb": (
        bomb(),
        "x.csv: dit bestand wordt bij het uitpakken meer dan 250 keer zo groot. Dat lijkt op een zip-bom. "
        "Klopt het bestand toch, pak het dan eerst zelf uit. Er is niets ingelezen.",
        "x.csv: this file becomes more than 250 times as large when unpacked. That looks like a zip bomb. "
        "If the file is right all the same, unpack it yourself first. Nothing was imported.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_to_do(reading: Read, name: str) -> None:
    content, nl, en = REFUSED[name]
    with pytest.raises(UnreadableFile) as error:
        reading("x.csv", content)
    assert error.value.to("nl") == nl
    assert error.value.to("en") == en


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (bytes(range(1, 32)) * 40, "x.xlsx: this is no Excel file, or it is damaged. Copy it again, or make it again"),
        (b"\0" * 6, "x.xlsx: this is no Excel file, or it is damaged."),
        (broken_zip()[:3], "x.xlsx: this is no Excel file, or it is damaged."),
        (gzip.compress(broken_zip()), "x.xlsx: this Excel file is packed with gzip. Unpack it first."),
        (broken_zip()[:-5], "x.xlsx: the Excel file is damaged: its end is missing. Copy or download it again."),
    ],
)
def test_what_is_called_excel_and_is_broken(reading: Read, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        reading("x.xlsx", content)
    assert error.value.to("en").startswith(message)


def test_an_absent_file_and_one_that_may_not_be_read(tmp_path: Path, door: Door) -> None:
    with pytest.raises(UnreadableFile, match="does not exist"):
        read([tmp_path / "weg.csv"], Options(), door, lambda _, name: name)
    with pytest.raises(UnreadableFile, match="holds no file that is known"):
        read([tmp_path], Options(), door, lambda _, name: name)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read([tmp_path / "pipe.csv"], Options(), door, lambda _, name: name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv.gz", gzip.compress(LOG.encode(), mtime=0)),
        ("log.csv", gzip.compress(LOG.encode(), mtime=0)),
        ("log.csv.gz", LOG.encode()),
        ("log.csv", LOG.encode("utf-8-sig")),
        ("log.csv", LOG.encode("utf-16")),
        ("log.csv", b"\xfe\xff" + LOG.encode("utf-16-be")),
        ("log.csv", LOG.encode("utf-32")),
        ("log.csv", LOG.encode("cp1252")),
        ("log.txt", LOG.replace(",", ";").encode()),
        ("log.tsv", LOG.replace(",", "\t").encode()),
        ("log.csv", LOG.replace(",", "|").encode()),
        ("log.csv", b"sep=;\r\n" + LOG.replace(",", ";").replace("\n", "\r\n").encode()),
        ("log.csv", LOG.replace("\n", "\r").encode()),
        ("log.csv", b"\n\n" + LOG.replace("\n", "\n\n").encode()),
        ("log.csv", LOG.replace("\n", ",,\n").encode()),
        ("log.csv", LOG.encode() + b",,\n , , \n  \n"),
        ("log.csv", LOG.replace("z1", '"z1"').encode()),
    ],
)
def test_the_same_log_however_it_is_written(reading: Read, name: str, content: bytes) -> None:
    found = reading(name, content)
    assert found.read == 2
    assert set(found.batch.words) == {"Café", "B"}
    assert not found.problems


def test_letters_of_windows_are_read_and_said(reading: Read) -> None:
    found = reading("log.csv", LOG.encode("cp1252"))
    assert found.notes[0].nl == ("log.csv: de letters zijn gelezen als Windows-1252, want het bestand is geen UTF-8.")
    assert found.notes[0].en == "log.csv: the letters were read as Windows-1252, because the file is not UTF-8."


def test_a_few_broken_bytes_cost_only_their_rows(reading: Read) -> None:
    lines = LOG.encode() + "z2,2024-01-01,Één\n".encode() + b"z3,2024-01-01,\xe9\xe9n\n"
    found = reading("log.csv", lines.replace(b"\xe9\xe9n", b"\xe9n"))
    assert (found.read, len(found.batch.events)) == (4, 3)
    assert found.problems[0].text.en == (
        "log.csv, row 5: the row holds bytes that are no letters. Save the file again as UTF-8."
    )
    assert found.problems[0].text.nl == (
        "log.csv, rij 5: de rij bevat tekens die geen letters zijn. Sla het bestand opnieuw op als UTF-8."
    )


def test_rows_of_the_wrong_width_are_reported(reading: Read) -> None:
    found = reading("log.csv", LOG + "z1,2024-01-03\nz1,2024-01-03,C,D\nz1,2024-01-04,E\n")
    assert [p.text.en for p in found.problems] == [
        "log.csv, row 4: the row has 2 cells and there are 3 columns. Complete the row.",
        "log.csv, row 5: the row has 4 cells and there are 3 columns. "
        "Put a value that holds a separator between quotes.",
    ]
    assert [p.text.nl for p in found.problems] == [
        "log.csv, rij 4: de rij heeft 2 cellen en er zijn 3 kolommen. Vul de rij aan.",
        "log.csv, rij 5: de rij heeft 4 cellen en er zijn 3 kolommen. "
        "Zet een waarde met een scheidingsteken tussen aanhalingstekens.",
    ]
    assert (found.read, len(found.batch.events)) == (5, 3)


def test_a_misplaced_quote_costs_one_row(reading: Read) -> None:
    found = reading("log.csv", 'case,time,group\nz1,2024-01-01,"A" x\nz1,2024-01-02,B\n')
    assert (found.read, len(found.batch.events)) == (2, 1)
    assert found.problems[0].text.en == (
        "log.csv, row 2: after a quote that closes a value a separator must follow. Double the quotes inside a value."
    )


def test_line_ends_and_separators_in_quotes_are_part_of_the_value(reading: Read) -> None:
    found = reading("log.csv", 'case,time,group\nz1,2024-01-01,"A,\nB"\nz1,x,C\n')
    assert "A,\nB" in found.batch.words
    # Rows are counted as a spreadsheet counts them, not in lines of text.
    assert found.problems[0].row == 3


@pytest.mark.parametrize(
    ("as_", "content", "message"),
    [
        ("xes", LOG, "log.csv: this is not XML and so not XES. Leave out --as xes. Nothing was imported."),
        (
            "tables",
            "<log/>",
            "log.csv: this is XML and not a table. Use --as xes instead of --as tables. Nothing was imported.",
        ),
    ],
)
def test_another_form_than_was_said(reading: Read, as_: str, content: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        reading("log.csv", content, as_=as_)
    assert error.value.to("en") == message


SCARCE = st.sampled_from(
    [b"z1", b"2024-01-01", b"3-4-2024", b",", b";", b"\n", b'"', b"\r\n", b"EMPTY", b"\xe9", b"\xc3\xa9", b"A", b" "]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(SCARCE, max_size=60).map(lambda p: b"case,time,group\n" + b"".join(p)))
)
def test_any_bytes_are_read_or_refused_in_words(reading: Read, content: bytes) -> None:
    found = told(reading, content)
    if isinstance(found, KaartError):
        assert found.text.nl.startswith("log.csv")
        assert found.text.en != found.text.nl
    else:
        assert found.read > 0


def told(reading: Read, content: bytes) -> Reading | KaartError:
    """A reading (of which every row is accounted for, see `conftest`), or why there is none."""
    try:
        return reading("log.csv", content)
    except KaartError as error:
        return error


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=80),
    st.sampled_from([b"\x1f\x8b\x08\0", b"PK\x03\x04", b"<log>", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"sep="]),
)
def test_any_bytes_after_a_known_beginning(reading: Read, content: bytes, start: bytes) -> None:
    with pytest.raises(KaartError):
        reading("log.csv", start + content)
