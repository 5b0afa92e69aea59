"""Event logs in CSV or on an Excel sheet: which column is the case, the time and the group."""

from __future__ import annotations

import numpy as np

from graph.errors import UsageRefused
from graph.text import Text
from loaders.events import EventReader, Rows
from loaders.masks import shown
from loaders.options import Options
from loaders.problems import Problems
from loaders.sheets import Chunk, Sheet, column_unknown

WELL_KNOWN: dict[str, tuple[str, ...]] = {
    "case": (
        "case:concept:name", "case_id", "caseid", "case id", "case", "zaak_id", "zaakid", "zaaknummer", "zaaknr",
        "zaak", "dossiernummer", "dossier_id", "dossier", "hulpvraag_id", "hulpvraag", "trace_id", "trace",
    ),
    "time": (
        "time:timestamp", "timestamp", "time", "event_time", "datetime", "tijdstip", "tijd", "datumtijd", "datum_tijd",
        "complete timestamp", "start_time", "moment", "datum", "date",
    ),
    "group": (
        "org:group", "group", "groep", "loket", "afdeling", "team", "department", "organisatie", "organisation",
        "organization", "organization involved", "queue",
    ),
}  # fmt: skip
"""Names of columns that are understood when none is named, the likeliest first."""


def read_log(sheet: Sheet, options: Options, events: EventReader, problems: Problems) -> list[Text]:
    """Read the rows of a sheet into the events; what was guessed, as notes.

    Raises
    ------
    ColumnAbsent
        When a named column is not there, or none is named and no well-known name is.
    UsageRefused
        When one column is chosen for two of case, time and group.
    """
    notes: list[Text] = []
    place = {name: _required(sheet, name, getattr(options, name), notes) for name in WELL_KNOWN}
    for name in ("household", "closed", "seq"):
        if wanted := getattr(options, name):
            place[name] = _named(sheet, wanted)
    if len({place[name] for name in WELL_KNOWN}) < len(WELL_KNOWN):
        raise UsageRefused(_ONE_COLUMN.format(file=sheet.file))
    called = {name: sheet.header[i] for name, i in place.items()}
    events.begin(sheet.file, called)
    for chunk in sheet.chunks(problems):
        events.add(_rows(chunk, place))
    return notes


def _named(sheet: Sheet, wanted: str) -> int:
    found = sheet.find(wanted)
    if found is None:
        raise sheet.absent(wanted)
    return found


def _required(sheet: Sheet, name: str, wanted: str | None, notes: list[Text]) -> int:
    if wanted:
        return _named(sheet, wanted)
    found = sheet.find(*WELL_KNOWN[name])
    if found is None:
        raise column_unknown(sheet.file, _WHAT[name], name, sheet.header)
    notes.append(_GUESSED.format(file=sheet.file, column=shown(sheet.header[found]), what=_WHAT[name], name=name))
    return found


def _rows(chunk: Chunk, place: dict[str, int]) -> Rows:
    cells = {name: chunk.columns[i] for name, i in place.items()}
    digest = np.fromiter(map(hash, zip(*chunk.columns, strict=True)), dtype=np.int64, count=len(chunk))
    return Rows(rows=chunk.rows, digest=digest, **cells)


_WHAT = {
    "case": Text("de hulpvraag", "the case"),
    "time": Text("de tijd", "the time"),
    "group": Text("het loket", "the loket"),
}
_ONE_COLUMN = Text(
    "{file}: een kolom is twee keer gekozen. Kies voor --case, --time en --group drie verschillende kolommen.",
    "{file}: one column was chosen twice. Choose three different columns for --case, --time and --group.",
)
_GUESSED = Text(
    "{file}: kolom '{column}' is gelezen als {what}. Kies een andere kolom met --{name}.",
    "{file}: column '{column}' was read as {what}. Choose another column with --{name}.",
)
