"""`kaart import`: read in files and say what became of every row."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import texts
from app.commandline import KaartCommand, command, db_option, json_option, option
from app.console import Console
from graph.errors import Stopped, Unknown
from graph.text import Language, Text, counted

if TYPE_CHECKING:
    from graph.changesets import Unfinished
    from graph.settings import Settings
    from graph.store import Store
    from loaders.importing import Report
    from loaders.options import Options


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    return importing("import", _HELP, language, check=False)


def importing(name: str, help: Text, language: Language, check: bool) -> KaartCommand:
    """The command that imports, or that only checks."""

    def run(paths: tuple[str, ...], db: str | None, as_json: bool, **options: Any) -> int:
        return bring_in(Console(language, as_json), paths, db, options, check)

    return command(name, language, help, [*_parameters(language)], run)


def bring_in(console: Console, paths: tuple[str, ...], db: str | None, given: dict[str, Any], check: bool) -> int:
    """Import or check some files and print the report; the exit status says whether a row was bad."""
    from app.opening import is_there, place
    from app.reporting import report_json, report_lines
    from graph.settings import Settings

    settings = Settings()
    options, path, written = _options(settings, db, given), place(settings, db), False
    is_new = settings.server(db) is None and not is_there(settings, path)
    store = _opened(settings, db, is_new, check)
    try:
        report = _brought(console, store, settings, [Path(p).expanduser() for p in paths], options, check)
        written = report.change is not None
    except Stopped:
        written = True
        raise
    finally:
        if store is not None:
            store.close()
        if is_new and not written and _is_left_empty(path):
            # An import that brought nothing leaves no empty database behind that would answer 0.
            path.unlink(missing_ok=True)
    if console.as_json:
        console.answer(report_json(report, console.language))
    else:
        console.lines(report_lines(report, console))
    return report.exit_status


def _options(settings: Settings, db: str | None, given: dict[str, Any]) -> Options:
    """What was asked, with the usual words for "not known" where none were given."""
    from app.choosing import choices_place
    from graph.choices import chosen_settings
    from loaders.options import Options

    missing = given.pop("missing")
    usual = chosen_settings(choices_place(settings, db)).sentinels
    return Options(**given, missing=tuple(missing.split(",")) if missing is not None else usual)


def _opened(settings: Settings, db: str | None, is_new: bool, check: bool) -> Store | None:
    """The database to write in, or to check against; None for a check where there is none yet."""
    from app.opening import open_to_read, open_to_write

    if not check:
        return open_to_write(settings, db)
    # A server with nothing on it yet is checked as a file that is not there.
    with suppress(Unknown):
        return None if is_new else open_to_read(settings, db)
    return None


def _brought(
    console: Console, store: Store | None, settings: Settings, files: list[Path], options: Options, check: bool
) -> Report:
    """What became of every row; what an earlier import left open is told before and after."""
    from graph.instants import AMSTERDAM
    from loaders.importing import import_into

    before = store.version if store else 0
    left = store.unfinished() if store and not check else None
    if left:
        _tell_left(console, left)
    try:
        report = import_into(
            store,
            files,
            options,
            settings.door(),
            who=who(),
            progress=console.progress(_BUSY),
            check=check,
            today=datetime.now(AMSTERDAM).date(),
        )
    except KeyboardInterrupt:
        if store is not None and store.version > before:
            raise Stopped(_ALREADY_DONE) from None
        raise
    if left and store and report.change is not None:
        console.remark(_WENT_ON if store.resumed else _TOOK_BACK)
    return report


def _tell_left(console: Console, left: Unfinished) -> None:
    rows = counted(left.rows, texts.ONE_ROW, texts.ROWS)
    console.remark(_LEFT.format(who=left.who, when=f"{left.when.astimezone():%d-%m-%Y %H:%M}", rows=rows))


def _is_left_empty(path: Path) -> bool:
    """Whether a database that was made a moment ago holds nothing and no other process is at work in it."""
    from graph.stores.sqlite import open_sqlite

    # The last connection to close takes this file away, so while it stands somebody else may still write.
    if not path.exists() or path.with_name(f"{path.name}-wal").exists():
        return False
    with open_sqlite(path, create=False) as store:
        return store.version == 0


def who() -> str:
    """The name under which a change is written down."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number without a name.
        return "beheerder"


def _parameters(language: Language) -> list[click.Parameter]:
    return [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        option(language, "--as", "as_", help=_AS, type=click.Choice(["tables", "events", "xes"])),
        *(option(language, f"--{name}", help=text, metavar=name.upper()) for name, text in _COLUMNS.items()),
        option(language, "--missing", help=_MISSING, metavar='"EMPTY,?"'),
        db_option(language),
        json_option(language),
    ]


_HELP = Text(
    "Lees een register of logboek in: een map met tabellen, een Excel-bestand, een CSV of XES (ook .gz).\n\n"
    "Gezinnen en hulpvragen krijgen een schuilnaam voordat er iets wordt bewaard.",
    "Read in a register or event log: a folder of tables, an Excel workbook, a CSV or XES (also .gz).\n\n"
    "Households and cases get a pseudonym before anything is kept.",
)
_AS = Text(
    "Wat het is: eigen tabellen, een logboek als CSV of een logboek als XES.",
    "What it is: our own tables, an event log as CSV, or an event log as XES.",
)
_COLUMNS = {
    "source": Text("Naam van de bron.", "Name of the source."),
    "case": Text("Kolom met de hulpvraag.", "Column of the case."),
    "time": Text("Kolom met het tijdstip.", "Column of the time."),
    "group": Text("Kolom met het loket.", "Column of the loket."),
    "household": Text("Kolom met het gezin.", "Column of the household."),
    "closed": Text("Kolom met de afsluiting.", "Column of the closing."),
    "seq": Text("Kolom met de volgorde.", "Column of the order."),
}
_MISSING = Text(
    "Waarden die 'niet ingevuld' betekenen, met komma's ertussen. Ze komen in plaats van de gewone.",
    "Values that mean 'missing', separated by commas. They replace the usual ones.",
)
_ALREADY_DONE = Text(
    "Het inlezen was al klaar toen je stopte: alles is bewaard. Maak het ongedaan met: kaart undo",
    "The import was done when you stopped: everything is kept. Take it back with: kaart undo",
)
_LEFT = Text(
    "Een import van {who} ({when}) is niet af: ongeveer {rows} klaargezet, die niemand ziet. "
    "Lees je hetzelfde in, dan gaat het daar verder; lees je iets anders in, dan wordt dat eerst teruggedraaid. "
    "Alleen terugdraaien kan ook: kaart undo",
    "An import by {who} ({when}) is not complete: about {rows} set ready, that nobody sees. "
    "Import the same and it goes on from there; import something else and that is taken back first. "
    "You can also only take it back: kaart undo",
)
_WENT_ON = Text(
    "Het is hetzelfde: de import is verder gegaan en nu af.",
    "It is the same: the import went on and is complete now.",
)
_TOOK_BACK = Text(
    "Het is iets anders: de import die niet af was, is teruggedraaid.",
    "It is something else: the import that was not complete was taken back.",
)
_BUSY = Text("Bezig met inlezen", "Reading")
