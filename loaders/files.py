"""Files as they come: what kind they are (by their contents, not their name), unpacked, and within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import UnreadableFile
from graph.text import Text
from loaders.masks import shown

Progress = Callable[[int, int], None]
"""Called with the bytes that were read and the bytes in all; may raise to stop the work."""

MEBIBYTE = 1 << 20
MOST_BYTES = 16 << 30
"""A file may be this large when unpacked."""
MOST_TIMES = 250
"""A file may unpack to this many times its size. Logs reach 20 to 60; gzip itself can reach 1,030."""
FREE_BYTES = 32 * MEBIBYTE
"""Unpacking to less than this is never a bomb."""


class Form(Enum):
    """How a file is written."""

    TEXT = "text"
    XML = "xml"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Input:
    """One file of an import: where it stands, how it is written and whether gzip packs it."""

    path: Path
    form: Form
    packed: bool

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path.name

    @property
    def stem(self) -> str:
        """Its name without folder and endings."""
        name = self.path.name
        for ending in (".gz", ".csv", ".tsv", ".txt", ".xes", ".xml", ".xlsx", ".xlsm"):
            if name.lower().endswith(ending) and len(name) > len(ending):
                name = name[: -len(ending)]
        return name

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size


def refused(name: str, why: Text, **values: object) -> UnreadableFile:
    """The error for a file that cannot be read."""
    return UnreadableFile(_REFUSED.format(file=shown(name), why=why.format(**values)))


def look(path: Path) -> Input:
    """What a file is, by its first bytes.

    Raises
    ------
    UnreadableFile
        When it is absent, empty, a folder, or of a kind that is not read.
    """
    with _opened(path) as raw:
        start = raw.read(4)
    if not start:
        raise refused(path.name, _EMPTY)
    packed = start.startswith(b"\x1f\x8b")
    probe = Input(path, Form.TEXT, packed)
    with unpacked(probe) as stream:
        head = stream.read(4096)
    return Input(path, _form(path.name, head), packed)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with _open(path) as raw:
            yield raw
    except OSError as error:
        raise refused(path.name, _OS, error=error.strerror or type(error).__name__) from error


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise refused(path.name, _FOLDER)
        if not path.is_file():
            raise refused(path.name, _SPECIAL if path.exists() else _ABSENT)
        return path.open("rb")
    except ValueError as error:  # a path with a NUL byte
        raise refused(path.name, _ABSENT) from error


_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        Text(
            "dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
            "Sla het in Excel op als .xlsx zonder wachtwoord.",
            "this is an old Excel file (.xls) or a file with a password. Save it in Excel as .xlsx without a password.",
        ),
    ),
    (
        b"%PDF",
        Text("dit is een PDF. Vraag de bron om een CSV-bestand.", "this is a PDF. Ask the source for a CSV file."),
    ),
    (b"PAR1", Text("dit is Parquet. Sla het op als CSV.", "this is Parquet. Save it as CSV.")),
    (
        b"SQLite format 3",
        Text(
            "dit is een SQLite-database. Sla de tabellen op als CSV.",
            "this is an SQLite database. Save its tables as CSV.",
        ),
    ),
)


def _form(name: str, head: bytes) -> Form:
    if head.startswith(b"PK\x03\x04"):
        return Form.WORKBOOK
    for magic, why in _MAGIC:
        if head.startswith(magic):
            raise refused(name, why)
    if not head.strip():
        raise refused(name, _EMPTY)
    text = _glimpse(head)
    if text.startswith("<"):
        return Form.XML
    if text.startswith(("{", "[")):
        raise refused(name, _JSON)
    if name.lower().endswith((".xlsx", ".xlsm")) and (_is_binary(text) or "\0" in text):
        raise refused(name, _NO_EXCEL)
    if _is_binary(text):
        raise refused(name, _BINARY)
    return Form.TEXT


def _glimpse(head: bytes) -> str:
    """The beginning as text, good enough to recognise it by."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 4 * 4].decode("utf-16", errors="replace").lstrip("\ufeff \t\r\n")
    return head.decode("latin-1").removeprefix("ï»¿").lstrip()


def _is_binary(text: str) -> bool:
    odd = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v\x1a\x00")
    return odd * 50 > len(text)


@contextmanager
def unpacked(file: Input, progress: Callable[[int], None] | None = None) -> Iterator[BinaryIO]:
    """The contents of a file, unpacked as a stream.

    Parameters
    ----------
    progress
        Called with the bytes on disk that were read.

    Raises
    ------
    UnreadableFile
        While reading: when the packing is broken or the contents are far larger than any register.
    """
    with _opened(file.path) as raw, translated(file):
        counted = io.BufferedReader(_Counted(file, raw, progress), MEBIBYTE)
        yield counted


@contextmanager
def translated(file: Input) -> Iterator[None]:
    """Errors of unpacking as errors of ours."""
    try:
        yield
    except EOFError as error:
        raise refused(file.name, _CUT_OFF) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise refused(file.name, _BAD_GZIP) from error


class _Counted(io.RawIOBase):
    """Bytes of a file, unpacked, that are counted as they come."""

    def __init__(self, file: Input, raw: BinaryIO, progress: Callable[[int], None] | None) -> None:
        self._file, self._raw, self._progress = file, raw, progress
        self._stream: Any = gzip.GzipFile(fileobj=raw) if file.packed else raw
        self._size = file.size
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        # Named `readinto` by io.RawIOBase; errors are translated where the stream is used up.
        with translated(self._file):
            n: int = self._stream.readinto(buffer)
        self._read += n
        most = max(FREE_BYTES, MOST_TIMES * self._size)
        if self._file.packed and self._read > min(most, MOST_BYTES):
            raise refused(self._file.name, BOMB, times=MOST_TIMES)
        if self._progress:
            self._progress(min(self._raw.tell(), self._size))
        return n


_REFUSED = Text("{file}: {why} Er is niets ingelezen.", "{file}: {why} Nothing was imported.")
_ABSENT = Text(
    "dit bestand is er niet. Kijk de naam en de map na.", "this file does not exist. Check its name and folder."
)
_FOLDER = Text("dit is een map en geen bestand.", "this is a folder and not a file.")
_SPECIAL = Text("dit is geen gewoon bestand.", "this is not an ordinary file.")
_EMPTY = Text("dit bestand is leeg. Maak de export opnieuw.", "this file is empty. Make the export again.")
_OS = Text(
    "het bestand kan niet gelezen worden ({error}). Kijk na of je het mag openen.",
    "the file cannot be read ({error}). Check that you may open it.",
)
_JSON = Text("dit is JSON. Sla het op als CSV of XES.", "this is JSON. Save it as CSV or XES.")
_BINARY = Text(
    "dit is geen tekst. Sla het op als CSV, XES of Excel (.xlsx).",
    "this is not text. Save it as CSV, XES or Excel (.xlsx).",
)
_CUT_OFF = Text(
    "het gzip-bestand is afgebroken. Kopieer of maak het opnieuw.",
    "the gzip file is cut off. Copy or make it again.",
)
_BAD_GZIP = Text(
    "het gzip-bestand is beschadigd. Kopieer of maak het opnieuw.",
    "the gzip file is damaged. Copy or make it again.",
)
_NO_EXCEL = Text(
    "dit is geen Excel-bestand, of het is beschadigd. Kopieer het opnieuw, of maak het opnieuw in Excel.",
    "this is no Excel file, or it is damaged. Copy it again, or make it again in Excel.",
)
BOMB = Text(
    "dit bestand wordt bij het uitpakken meer dan {times} keer zo groot. Dat lijkt op een zip-bom. "
    "Klopt het bestand toch, pak het dan eerst zelf uit.",
    "this file becomes more than {times} times as large when unpacked. That looks like a zip bomb. "
    "If the file is right all the same, unpack it yourself first.",
)
