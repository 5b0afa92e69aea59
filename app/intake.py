"""Files that a person drops on the page: kept in a folder of their own while they are checked and imported."""

from __future__ import annotations

import os
import re
import shutil
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

from app.commands.import_ import who
from app.jobs import Progress
from app.opening import is_there
from app.session import DROPPED, own_place, own_store, settings
from graph.instants import AMSTERDAM
from loaders.csvrows import CsvSheet
from loaders.files import Form, Input, look, unpacked
from loaders.importing import Report, import_into
from loaders.logs import WELL_KNOWN
from loaders.options import As, Options
from loaders.sheets import Sheet
from loaders.table_fields import kind_of
from loaders.workbook import WorkbookSheet, opened

_ATTRIBUTE = re.compile(rb'<(?:string|date)\s+key="([^"]{1,80})"')
_GLIMPSE = 1 << 18
_DROPPED_NAME = re.compile(r"[^\w.\- ]+")


class Dropped(Protocol):
    """A file as the page gives it."""

    @property
    def name(self) -> str:
        """What the browser says it is called."""

    @property
    def file_id(self) -> str:
        """What tells it from every other dropped file."""

    def getbuffer(self) -> memoryview:
        """Its contents."""


class Intake:
    """Some dropped files on disk, in a folder that only this user can read; gone when the intake is.

    Parameters
    ----------
    files
        One file, or the several tables of one register.
    within
        Where to make that folder.
    """

    def __init__(self, files: Sequence[Dropped], within: Path) -> None:
        self.ids = ids_of(files)
        within.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = mkdtemp(dir=within)
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        # The folder's name is what several tables are called when nothing else is said.
        place = Path(folder) / "register"
        place.mkdir()
        for file in files:
            (place / safe_name(file.name)).write_bytes(file.getbuffer())
        self.paths = tuple(sorted(place.iterdir()))

    @cached_property
    def log(self) -> Columns | None:
        """The columns to choose from where this is one event log; None for tables.

        Raises
        ------
        UnreadableFile
            When the file is empty or of a kind that is not read.
        """
        if len(self.paths) != 1:
            return None
        file = look(self.paths[0])
        if file.form is Form.XML:
            return _of_xes(file)
        if file.form is Form.WORKBOOK:
            return _of_workbook(file)
        return None if kind_of(file.stem) else _of_sheet(CsvSheet(file))


def put_away(within: Path) -> None:
    """Remove what was dropped by this process, and by processes that were cut short."""
    shutil.rmtree(within, ignore_errors=True)
    if os.name == "posix":
        for left in within.parent.glob(f"{DROPPED}*"):
            if not _runs(left.name.removeprefix(DROPPED)):
                shutil.rmtree(left, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an event log, which of them it needs to be told, and what they probably are."""

    kind: As
    names: tuple[str, ...]
    asked: tuple[str, ...]
    guesses: dict[str, str]


def ids_of(files: Sequence[Dropped]) -> tuple[str, ...]:
    """What tells dropped files from others."""
    return tuple(file.file_id for file in files)


def safe_name(name: str) -> str:
    """A name that stays in its folder, whatever the browser says it is."""
    return _DROPPED_NAME.sub("_", Path(name.replace("\\", "/")).name).lstrip(".") or "bestand"


def _of_workbook(file: Input) -> Columns | None:
    with opened(file) as book:
        if any(kind_of(name) for name in book.sheetnames):
            return None
        return _of_sheet(WorkbookSheet(file.name, book[book.sheetnames[0]]))


def _of_sheet(sheet: Sheet) -> Columns:
    guesses = {what: sheet.header[i] for what, names in WELL_KNOWN.items() if (i := sheet.find(*names)) is not None}
    return Columns("events", tuple(sheet.header), ("case", "time", "group", "household"), guesses)


def _of_xes(file: Input) -> Columns:
    with unpacked(file) as stream:
        start = stream.read(_GLIMPSE)
    names = tuple(dict.fromkeys(name.decode("utf-8", "replace") for name in _ATTRIBUTE.findall(start)))
    lokets = [name for name in WELL_KNOWN["group"] if name in names]
    return Columns("xes", names, ("group",), {"group": lokets[0]} if lokets else {})


def run(intake: Intake, options: Options, check: bool, progress: Progress, *, today: date | None = None) -> Report:
    """Check or import the files into one's own store; rows after `today` (by default the day it is) are told of.

    Raises
    ------
    KaartError
        When the files cannot be taken, or a person stopped it; nothing was written.
    """
    door, day = settings().door(), today or datetime.now(AMSTERDAM).date()
    if check and not is_there(settings(), own_place()):
        return import_into(None, intake.paths, options, door, who=who(), progress=progress, check=True, today=day)
    with own_store() as store:
        return import_into(store, intake.paths, options, door, who=who(), progress=progress, check=check, today=day)
