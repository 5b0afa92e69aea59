"""A folder of tables that is there whole or not at all."""

from __future__ import annotations

import csv
import glob
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graph.errors import DataRefused
from graph.model import KINDS, Record, field_words
from graph.text import Text

TRUTHS_FILE = "truths.json"
HALF, OLD = ".half", ".old"
"""How a folder ends that is being written, and one that makes place."""
LEFT_OUT = {"referrals": ("origin", "seq")}
"""Fields that a table of ours need not have: the origin is never read from a file, and days order the rows."""


def header(kind: type[Record]) -> tuple[str, ...]:
    """The columns that the generator writes of a kind."""
    return tuple(word for word in field_words(kind) if word not in LEFT_OUT.get(kind.table, ()))


class Folder:
    """A folder that is being written under another name; its tables are open until it is finished."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._files: dict[str, IO[str]] = {}

    def table(self, kind: type[Record], columns: Sequence[str]) -> None:
        """Begin a table with its header."""
        # Lines end in a bare newline everywhere, so that the same seed gives the same bytes.
        file = (self.place / f"{kind.table}.csv").open("w", encoding="utf-8", newline="")
        self._files[kind.table] = file
        file.write(",".join(columns) + "\n")

    def add_columns(self, table: str, columns: Sequence[Sequence[str]]) -> None:
        """Add rows of texts that need no quotes, given column by column."""
        self._files[table].writelines(f"{line}\n" for line in map(",".join, zip(*columns, strict=True)))

    def add_rows(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Add rows of which cells may need quotes."""
        csv.writer(self._files[table], lineterminator="\n").writerows(rows)

    def add_text(self, name: str, text: str) -> None:
        """Write another file."""
        (self.place / name).write_text(text, encoding="utf-8", newline="\n")

    def close(self) -> None:
        """Close the tables."""
        for file in self._files.values():
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def known_files() -> frozenset[str]:
    """The names of the files that the generator writes."""
    return frozenset([TRUTHS_FILE, *(f"{kind.table}.csv" for kind in KINDS)])


@contextmanager
def whole_folder(out: Path) -> Iterator[Folder]:
    """A folder to write in, that takes its name only when everything is written.

    Raises
    ------
    DataRefused
        When the place holds anything but an earlier register of the generator's.
    """
    # A link to a folder stays a link: its folder is what is written. And `.` has a name of its own.
    out = out.resolve()
    _refuse_other_files(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    half = out.with_name(f".{out.name}.{os.getpid()}{HALF}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    try:
        with Folder(half) as folder:
            yield folder
        _take_place(half, out)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _refuse_other_files(out: Path) -> None:
    if out.is_dir():
        others = sorted({p.name for p in out.iterdir()} - known_files())
        if others:
            raise DataRefused(_OTHER_FILES.format(folder=out, files=", ".join(others[:3])))
        if any(out.iterdir()) and not (out / TRUTHS_FILE).exists():
            raise DataRefused(_NOT_OURS.format(folder=out))
    elif out.exists():
        raise DataRefused(_NO_FOLDER.format(folder=out))


def _sweep(out: Path) -> None:
    """Remove what earlier processes left half done beside a folder, when they are there no more."""
    for left in out.parent.glob(f".{glob.escape(out.name)}.*.*"):
        number = left.name.removeprefix(f".{out.name}.").partition(".")[0]
        if left.suffix in (HALF, OLD) and number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _take_place(half: Path, out: Path) -> None:
    if out.exists() and out == Path.cwd():
        _change_files(half, out)
        return
    old = half.with_suffix(OLD)
    if out.exists():
        out.rename(old)
    try:
        half.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _change_files(half: Path, out: Path) -> None:
    """Put the files into the folder itself: who stands in it would be left in a removed one."""
    for name in known_files():
        (out / name).unlink(missing_ok=True)
    for file in half.iterdir():
        file.rename(out / file.name)


_OTHER_FILES = Text(
    "In {folder} staan andere bestanden ({files}). Kies met --out een nieuwe map. Er is niets geschreven.",
    "{folder} holds other files ({files}). Choose a new folder with --out. Nothing was written.",
)
_NOT_OURS = Text(
    "In {folder} staan tabellen die niet van de generator zijn. Kies met --out een nieuwe map. Er is niets geschreven.",
    "{folder} holds tables that the generator did not write. Choose a new folder with --out. Nothing was written.",
)
_NO_FOLDER = Text(
    "{folder} is een bestand. Kies met --out een map. Er is niets geschreven.",
    "{folder} is a file. Choose a folder with --out. Nothing was written.",
)
