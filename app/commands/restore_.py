"""`kaart restore`: put a backup back; what was there is kept aside."""

from __future__ import annotations

from pathlib import Path

import click

from app.commandline import command, db_option, json_option
from app.console import Console
from graph.errors import UsageRefused
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    file = click.Argument(["file"], metavar="BESTAND" if language == "nl" else "FILE")

    def run(file: str, db: str | None, as_json: bool) -> int:
        _restore(Console(language, as_json), Path(file).expanduser(), db)
        return 0

    return command("restore", language, _HELP, [file, db_option(language), json_option(language)], run)


def _restore(console: Console, file: Path, db: str | None) -> None:
    from app.opening import place
    from graph.settings import DEMO, Settings
    from graph.stores.sqlite import restore_sqlite

    settings = Settings()
    if (db or settings.db) == DEMO:
        raise UsageRefused(_NOT_THE_DEMO)
    if settings.server(db) is not None:
        raise UsageRefused(_NOT_A_SERVER)
    into = place(settings, db)
    into.parent.mkdir(parents=True, exist_ok=True)
    result = restore_sqlite(file, into, settings.door())
    if console.as_json:
        console.answer({"restored": str(into), "aside": str(result.kept) if result.kept else None})
        return
    console.say(_DONE.format(path=into))
    if result.kept:
        console.say(_ASIDE.format(aside=result.kept))


_HELP = Text(
    "Zet een reservekopie terug. Wat er stond, wordt apart bewaard.",
    "Put a backup back. What was there is kept aside.",
)
_DONE = Text("De reservekopie staat terug in {path}.", "The backup is back in {path}.")
_ASIDE = Text(
    "Wat er stond, staat nu in {aside}. Spijt? Typ: kaart restore {aside}",
    "What was there is now in {aside}. Regret it? Type: kaart restore {aside}",
)
_NOT_THE_DEMO = Text(
    "De demo kun je niet vervangen. Noem een eigen database met --db.",
    "The demo cannot be replaced. Name a database of your own with --db.",
)
_NOT_A_SERVER = Text(
    "Op een server zet je geen bestand terug. De beheerder van de server zet daar zijn eigen reservekopie terug.",
    "No file is put back on a server. The server's administrator puts back the server's own backup.",
)
