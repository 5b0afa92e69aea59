"""`kaart init`: make a database ready; on a server its constraints, indexes and full-text index."""

from __future__ import annotations

import click

from app.commandline import command, db_option, json_option
from app.console import Console
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""

    def run(db: str | None, as_json: bool) -> int:
        _init(Console(language, as_json), db)
        return 0

    return command("init", language, _HELP, [db_option(language), json_option(language)], run)


def _init(console: Console, db: str | None) -> None:
    from app.opening import open_to_write, place
    from graph.settings import Settings

    settings = Settings()
    server = settings.server(db)
    shown = server.shown if server else str(place(settings, db))
    with open_to_write(settings, db) as store:
        store.make_ready()
        version = store.version
    if console.as_json:
        console.answer({"database": shown, "version": version})
        return
    console.say((_READY if version == 0 else _THERE).format(place=shown, version=version))


_HELP = Text(
    "Maak een lege database klaar, op een server of in een bestand. Wat er al staat, blijft staan.",
    "Make an empty database ready, on a server or in a file. What is there already stays.",
)
_READY = Text(
    "Klaar: {place}. Lees nu gegevens in met: kaart import BESTAND",
    "Ready: {place}. Now read in data with: kaart import FILE",
)
_THERE = Text(
    "Klaar: {place}. Er stonden al gegevens in (versie {version}).",
    "Ready: {place}. There were data in it already (version {version}).",
)
