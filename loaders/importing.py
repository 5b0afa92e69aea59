"""Import files into a store, or only check them: one account of every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.changesets import Added
from graph.errors import SourceNeeded, UsageRefused
from graph.pseudonyms import Door
from graph.sources import ALL, Source, SourceKind
from graph.store import Store
from graph.text import Text
from loaders.files import Progress
from loaders.future import after
from loaders.masks import shown
from loaders.options import Options
from loaders.problems import Problem
from loaders.read import no_cases, read
from loaders.reading import Reading


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows were left out for a reason."""

    text: Text
    rows: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, in rows: `read` is always `added` + `known` + `reported`.

    Attributes
    ----------
    changed
        The part of `added` that replaced a record of the same id.
    reported
        Rows that are left out of every count: `missing_loket`, `forgotten` and those that could not be kept.
    reasons
        How many rows were reported for each reason, most first; together they are `reported`.
    problems
        Rows that could not be kept, at most a thousand of each reason.
    notes
        How the files were read, and how many rows have a date after today.
    change
        The number of the change set, None when nothing was written.
    checked
        Whether this was a check, that writes nothing.
    """

    source: str
    kind: SourceKind
    read: int
    added: int
    changed: int
    known: int
    reported: int
    missing_loket: int
    forgotten: int
    reasons: tuple[ReasonCount, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Text, ...]
    change: int | None
    checked: bool

    @property
    def exit_status(self) -> int:
        """0 when every row was kept but those without a loket or of somebody forgotten, else 1."""
        return int(self.reported > self.missing_loket + self.forgotten)


def import_into(
    store: Store | None,
    paths: Sequence[Path],
    options: Options,
    door: Door,
    *,
    who: str,
    progress: Progress | None = None,
    check: bool = False,
    today: date | None = None,
) -> Report:
    """Read files and add what is new to a store, as one change set.

    Parameters
    ----------
    store
        None for a check against a database that is not there yet.
    check
        Do everything but write.
    today
        Rows with a later date are kept, and a note tells of them; None to tell nothing, as of invented data.

    Raises
    ------
    DataRefused
        When a file cannot be taken as a whole; nothing was written.
    UsageRefused
        When the options do not fit the files or the store; nothing was written.
    """
    sources = store.sources() if store else ()
    reading = read(
        paths,
        options,
        door,
        lambda kind, suggested: source_name(sources, options.source, kind, suggested),
        known_cases=(lambda: store.network().cases.key) if store else no_cases,
        progress=progress,
    )
    late = after(reading.batch, today, checked=check) if today else None
    reading = replace(reading, notes=(*reading.notes, late)) if late else reading
    if store is None:
        return _report(reading, _all_new(reading), checked=True)
    if check:
        return _report(reading, store.preview(reading.batch, source=reading.source, kind=reading.kind), checked=True)
    why = ", ".join(shown(path.name) for path in paths)
    added = store.add(reading.batch, source=reading.source, kind=reading.kind, who=who, why=why, progress=progress)
    return _report(reading, added, checked=False)


def source_name(sources: Sequence[Source], wanted: str | None, kind: SourceKind, suggested: str) -> str:
    """The name of the source of an import.

    Raises
    ------
    SourceNeeded
        When it is a further event log and none is named: it would merge or count double by accident.
    UsageRefused
        When the name belongs to a source of the other kind, or to none that can be.
    """
    same = [s.name for s in sources if s.kind is kind]
    if wanted is None and same and kind is SourceKind.LOG:
        raise SourceNeeded(_NEEDED.format(sources=", ".join(same)))
    only = same[0] if len(same) == 1 else None
    name = (wanted if wanted is not None else only or suggested).strip()
    if not name or name.casefold() == ALL or not name.isprintable():
        raise UsageRefused(_BAD_NAME.format(name=shown(name)))
    if other := next((s for s in sources if s.name == name and s.kind is not kind), None):
        raise UsageRefused(_OTHER_KIND.format(name=name, kind=other.kind.label, new=kind.label))
    return name


def _all_new(reading: Reading) -> Added:
    """What adding to an empty store would do."""
    return Added(reading.in_batch, known=0, changed=0, forgotten=0, change=None)


def _report(reading: Reading, added: Added, *, checked: bool) -> Report:
    reasons = [ReasonCount(reason.label, rows) for reason, rows in reading.reasons.items()]
    reasons += [ReasonCount(_NO_LOKET, reading.missing_loket), ReasonCount(_FORGOTTEN, added.forgotten)]
    return Report(
        source=reading.source,
        kind=reading.kind,
        read=reading.read,
        added=added.added,
        changed=added.changed,
        known=added.known + reading.known_doubles,
        reported=sum(reason.rows for reason in reasons),
        missing_loket=reading.missing_loket,
        forgotten=added.forgotten,
        reasons=tuple(sorted((r for r in reasons if r.rows), key=lambda r: -r.rows)),
        problems=reading.problems,
        notes=reading.notes,
        change=added.change,
        checked=checked,
    )


_NO_LOKET = Text("geen loket", "no loket")
_FORGOTTEN = Text("van een gezin of professional die vergeten is", "of a household or professional that was forgotten")
_NEEDED = Text(
    "Er is al een logboek ingelezen. Zeg met --source bij welke bron dit bestand hoort, of geef een nieuwe naam. "
    "De bronnen zijn: {sources}.",
    "An event log was imported before. Say with --source which source this file belongs to, or give a new name. "
    "The sources are: {sources}.",
)
_BAD_NAME = Text(
    "'{name}' kan geen naam van een bron zijn. Kies een andere naam met --source.",
    "'{name}' cannot be the name of a source. Choose another name with --source.",
)
_OTHER_KIND = Text(
    "Bron '{name}' is er al als {kind}, en dit is {new}. Kies een andere naam met --source.",
    "Source '{name}' is there already as {kind}, and this is {new}. Choose another name with --source.",
)
