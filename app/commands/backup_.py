"""`kaart backup`: a copy of the database, and where its key stands."""

from __future__ import annotations

from pathlib import Path

import click

from app.commandline import command, db_option, json_option
from app.console import Console
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    file = click.Argument(["file"], metavar="BESTAND" if language == "nl" else "FILE")

    def run(file: str, db: str | None, as_json: bool) -> int:
        _backup(Console(language, as_json), Path(file).expanduser(), db)
        return 0

    return command("backup", language, _HELP, [file, db_option(language), json_option(language)], run)


def _backup(console: Console, file: Path, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    settings = Settings()
    with open_to_read(settings, db) as store:
        made = store.backup(file)
    if console.as_json:
        key = settings.key_place.to(console.language)
        console.answer({"backup": str(made.path), "version": made.version, "key": key})
        return
    console.say(_MADE.format(path=made.path))
    console.say(_KEY.format(place=settings.key_place))


_HELP = Text("Maak een reservekopie van de database.", "Make a backup of the database.")
_MADE = Text("De reservekopie staat in {path}.", "The backup is in {path}.")
_KEY = Text(
    "De sleutel van de schuilnamen zit er niet in. Bewaar die apart: {place}.",
    "The key of the pseudonyms is not in it. Keep that apart: {place}.",
)
