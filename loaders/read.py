"""Read files of any kind that is known: the one entry to our own tables, event logs in CSV and in XES."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import Ints
from graph.errors import UsageRefused
from graph.model import KINDS, Record
from graph.pseudonyms import Door
from graph.sources import SourceKind
from graph.text import Text
from loaders.csvrows import CsvSheet
from loaders.events import EventReader
from loaders.files import Form, Input, Progress, look, refused
from loaders.ledger import Ledger
from loaders.logs import read_log
from loaders.masks import masked, shown
from loaders.options import Options
from loaders.problems import Problems
from loaders.reading import KnownCases, NameSource, Reading
from loaders.sheets import Sheet
from loaders.table_batch import TableBatch
from loaders.table_fields import FILE_NAMES, kind_of
from loaders.tables import Table
from loaders.workbook import WorkbookSheet, opened
from loaders.xes import XesReader

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def no_cases() -> Ints:
    """The cases of a store that holds none."""
    return np.zeros(0, dtype=np.int64)


def read(
    paths: Sequence[Path],
    options: Options,
    door: Door,
    name_source: NameSource,
    *,
    known_cases: KnownCases = no_cases,
    progress: Progress | None = None,
) -> Reading:
    """Everything in some files, as one batch.

    Raises
    ------
    UnreadableFile, ColumnAbsent, CitizenNumber
        When a file cannot be taken as a whole.
    UsageRefused
        When the options or the files do not go together.
    """
    notes: list[Text] = []
    files = [file for path in paths for file in _files(path, notes)]
    is_tables = _is_tables(files, options)
    kind = SourceKind.TABLES if is_tables else SourceKind.LOG
    source = name_source(kind, masked(_suggested(paths, files)))
    problems = Problems()
    with _without_collection():
        told = _Told(files, progress)
        if is_tables:
            found = _read_tables(files, options, door, known_cases, problems, told)
        else:
            found = _read_logs(files, options, door, source, problems, told)
    return replace(found, source=source, notes=(*notes, *found.notes, *problems.untold))


def _files(path: Path, notes: list[Text]) -> list[Input]:
    """The files that a path stands for: itself, or those of a folder that are named after our records."""
    if not path.is_dir():
        return [look(path)]
    everything = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    ours = [p for p in everything if p.is_file() and _is_ours(p)]
    if not ours:
        raise refused(path.name, _NO_TABLES, names=", ".join(FILE_NAMES))
    if others := [shown(p.name) for p in everything if p not in ours]:
        notes.append(_OTHERS.format(folder=shown(path.name), files=", ".join(others)))
    return [look(p) for p in ours]


def _is_ours(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(".csv") and kind_of(name.removesuffix(".csv")) is not None


def _is_tables(files: Sequence[Input], options: Options) -> bool:
    """Whether the files are our own tables rather than a log; all are the same."""
    answers = {_is_table(file, options) for file in files}
    if len(answers) != 1:
        raise UsageRefused(_NOTHING if not answers else _MIXED)
    is_tables = answers.pop()
    if is_tables and options.names_columns:
        raise UsageRefused(_NO_COLUMNS)
    return is_tables


def _is_table(file: Input, options: Options) -> bool:
    is_xml = file.form is Form.XML
    if options.as_ is not None:
        if is_xml != (options.as_ == "xes"):
            raise refused(file.name, _NO_XML if options.as_ == "xes" else _IS_XML, kind=options.as_)
        return options.as_ == "tables"
    if is_xml or options.names_columns:
        return False
    return file.form is Form.WORKBOOK or kind_of(file.stem) is not None


def _suggested(paths: Sequence[Path], files: Sequence[Input]) -> str:
    if paths[0].is_dir():
        return paths[0].resolve().name
    return files[0].stem if len(files) == 1 else files[0].path.resolve().parent.name


class _Told:
    """Tells how far the work is, over all files."""

    def __init__(self, files: Sequence[Input], progress: Progress | None) -> None:
        self._progress = progress
        self._total = sum(file.size for file in files)
        self._before = 0
        if progress:
            progress(0, self._total)

    @contextmanager
    def over(self, file: Input) -> Iterator[Callable[[int], None] | None]:
        """What to call while a file is read."""
        progress, before = self._progress, self._before
        yield None if progress is None else lambda done: progress(before + done, self._total)
        self._before += file.size


@contextmanager
def _without_collection() -> Iterator[None]:
    """Rows by the million are no garbage: looking through them time and again doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_tables(
    files: Sequence[Input], options: Options, door: Door, known_cases: KnownCases, problems: Problems, told: _Told
) -> Reading:
    tables: dict[type[Record], Table] = {}
    notes: list[Text] = []
    read = 0
    for file in files:
        with told.over(file) as progress, _sheets(file, progress, notes) as sheets:
            for kind, sheet in sheets:
                if kind not in tables:
                    tables[kind] = Table(kind, door, options.sentinels, problems)
                tables[kind].read(sheet)
                read += sheet.read
    found = TableBatch({kind: tables[kind] for kind in KINDS if kind in tables}, door, known_cases).make()
    return Reading(
        source="",
        kind=SourceKind.TABLES,
        batch=found.batch,
        read=read,
        missing_loket=found.missing_loket,
        known_doubles=found.known_doubles,
        problems=tuple(problems.kept),
        reasons=dict(problems.rows),
        notes=(*notes, *found.notes),
    )


@contextmanager
def _sheets(
    file: Input, progress: Callable[[int], None] | None, notes: list[Text]
) -> Iterator[Iterator[tuple[type[Record], Sheet]]]:
    """The tables in a file, each with its kind."""
    if file.form is Form.WORKBOOK:
        with opened(file) as book:
            yield _sheets_of(file, book, notes)
        return
    kind = kind_of(file.stem)
    if kind is None:
        raise refused(file.name, _NO_TABLE, names=", ".join(FILE_NAMES))
    sheet = CsvSheet(file, progress)
    notes += sheet.notes
    yield iter([(kind, sheet)])


def _sheets_of(file: Input, book: Workbook, notes: list[Text]) -> Iterator[tuple[type[Record], Sheet]]:
    names = [(name, kind_of(name)) for name in book.sheetnames]
    if not any(kind for _, kind in names):
        names_of_sheets = ", ".join(FILE_NAMES).replace(".csv", "")
        raise refused(file.name, _NO_SHEETS, there=", ".join(shown(name) for name, _ in names), names=names_of_sheets)
    if others := [shown(name) for name, kind in names if kind is None]:
        notes.append(_OTHERS.format(folder=shown(file.name), files=", ".join(others)))
    for name, kind in names:
        if kind is not None:
            yield kind, WorkbookSheet(file.name, book[name])


def _read_logs(
    files: Sequence[Input], options: Options, door: Door, source: str, problems: Problems, told: _Told
) -> Reading:
    ledger = Ledger(problems)
    events = EventReader(options, ledger)
    notes: list[Text] = []
    read = 0
    for file in files:
        with told.over(file) as progress:
            if file.form is Form.XML:
                read += XesReader(file, options, events).read(progress)
            else:
                read += _read_sheet(file, options, events, problems, notes, progress)
    log = events.settle(door, source)
    return Reading(
        source=source,
        kind=SourceKind.LOG,
        batch=log.batch,
        read=read,
        missing_loket=log.missing_loket,
        known_doubles=log.known_doubles,
        problems=tuple(problems.kept),
        reasons=dict(problems.rows),
        notes=(*notes, *log.notes),
    )


def _read_sheet(
    file: Input,
    options: Options,
    events: EventReader,
    problems: Problems,
    notes: list[Text],
    progress: Callable[[int], None] | None,
) -> int:
    with ExitStack() as stack:
        if file.form is Form.WORKBOOK:
            book = stack.enter_context(opened(file))
            sheet: Sheet = WorkbookSheet(file.name, book[book.sheetnames[0]])
        else:
            sheet = CsvSheet(file, progress)
            notes += sheet.notes
        notes += read_log(sheet, options, events, problems)
    if not sheet.read:
        raise refused(file.name, _NO_ROWS)
    return sheet.read


_NO_TABLES = Text(
    "in deze map staat geen bestand dat ik ken. Noem de bestanden naar wat erin staat: {names}.",
    "this folder holds no file that is known. Name the files after what they hold: {names}.",
)
_NO_TABLE = Text(
    "de naam zegt niet welke tabel dit is. Noem het bestand naar wat erin staat: {names}. "
    "Is het een logboek, gebruik dan --as events.",
    "the name does not say which table this is. Name the file after what it holds: {names}. "
    "If it is an event log, use --as events.",
)
_NO_SHEETS = Text(
    "geen blad in deze werkmap heeft een naam die ik ken. De bladen heten: {there}. "
    "Noem ze naar wat erin staat: {names}. Is het een logboek, gebruik dan --as events.",
    "no sheet of this workbook has a name that is known. The sheets are called: {there}. "
    "Name them after what they hold: {names}. If it is an event log, use --as events.",
)
_OTHERS = Text("{folder}: niet gelezen: {files}.", "{folder}: not read: {files}.")
_NOTHING = Text("Noem een bestand of een map om in te lezen.", "Name a file or a folder to import.")
_MIXED = Text(
    "Tabellen en logboeken kunnen niet samen in een keer. Lees ze een voor een in.",
    "Tables and event logs cannot go together. Import them one by one.",
)
_NO_COLUMNS = Text(
    "--case, --time, --group, --household, --closed en --seq horen bij een logboek. Laat ze weg bij tabellen.",
    "--case, --time, --group, --household, --closed and --seq belong to an event log. Leave them out with tables.",
)
_NO_XML = Text(
    "dit is geen XML en dus geen XES. Laat --as xes weg.", "this is not XML and so not XES. Leave out --as xes."
)
_IS_XML = Text(
    "dit is XML en geen tabel. Gebruik --as xes in plaats van --as {kind}.",
    "this is XML and not a table. Use --as xes instead of --as {kind}.",
)
_NO_ROWS = Text(
    "er staan alleen namen van kolommen in en geen rijen. Maak de export opnieuw.",
    "it holds only names of columns and no rows. Make the export again.",
)
