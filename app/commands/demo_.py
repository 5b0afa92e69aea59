"""`kaart demo`: fill a database with the demo municipality."""

from __future__ import annotations

import click

from app.commandline import command, db_option, json_option
from app.commands.import_ import who
from app.console import Console
from app.reporting import report_json, report_lines
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""

    def run(db: str | None, as_json: bool) -> int:
        return _fill(Console(language, as_json), db)

    return command("demo", language, _HELP, [db_option(language), json_option(language)], run)


def _fill(console: Console, db: str | None) -> int:
    from app.opening import made_demo, open_to_write
    from graph.settings import DEMO, Settings
    from loaders.generator.demo import fill

    settings = Settings()
    progress = console.progress(_BUSY)
    # Never the user's own database by default: invented households do not belong among real ones.
    address = db or DEMO
    report = made_demo(settings, who=who(), progress=progress) if address == DEMO else None
    if report is None:
        with open_to_write(settings, address) as store:
            report = fill(store, settings.door(), who=who(), progress=progress)
    if console.as_json:
        console.answer(report_json(report, console.language))
    elif report.problems:
        console.lines(report_lines(report, console))
    else:
        console.say(_READY.format(rows=console.number(report.added + report.known)))
    return report.exit_status


_HELP = Text(
    "Vul een database met de verzonnen gemeente Waterrijk. Zonder --db is dat de demo.\n\n"
    "Stond er een eerdere versie van Waterrijk in, dan komt deze ervoor in de plaats. Een database met andere gegevens "
    "wordt geweigerd.",
    "Fill a database with the invented municipality Waterrijk. Without --db that is the demo.\n\n"
    "Where it held an earlier version of Waterrijk, this one takes its place. A database with other data is refused.",
)
_READY = Text(
    "De demo staat klaar: {rows} rijen van de verzonnen gemeente Waterrijk. Kijk met: kaart app --db demo",
    "The demo is ready: {rows} rows of the invented municipality Waterrijk. Look at it with: kaart app --db demo",
)
_BUSY = Text("Bezig met de demo", "Making the demo")
