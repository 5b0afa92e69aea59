"""`kaart publish`: freeze the data as they are now, as what others than the administrator get figures from."""

from __future__ import annotations

import click

from app.commandline import command, db_option, json_option, option
from app.commands.changes_ import change_json
from app.commands.import_ import who
from app.console import Console
from graph.errors import UsageRefused
from graph.settings import DEMO
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    why = option(language, "--why", help=_WHY, metavar="TEKST" if language == "nl" else "TEXT", default="")

    def run(why: str, db: str | None, as_json: bool) -> int:
        _publish(Console(language, as_json), why, db)
        return 0

    return command("publish", language, _HELP, [why, db_option(language), json_option(language)], run)


def _publish(console: Console, why: str, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    settings = Settings()
    if (db or settings.db) == DEMO:
        raise UsageRefused(_DEMO)
    with open_to_read(settings, db) as store:
        change = store.publish(who=who(), why=why)
    if console.as_json:
        console.answer(change_json(change))
        return
    console.say(_DONE.format(number=change.number))
    console.say(_REGRET.format(number=change.number))


_HELP = Text(
    "Publiceer de gegevens zoals ze nu zijn. Wie geen beheerder is, ziet cijfers uit deze versie.",
    "Publish the data as they are now. Who is no administrator sees figures from this version.",
)
_WHY = Text("Waarom; dit komt bij de veranderingen te staan.", "Why; this will stand with the changes.")
_DEMO = Text(
    "De demo is al gepubliceerd. Noem je eigen database met --db.",
    "The demo is published already. Name your own database with --db.",
)
_DONE = Text(
    "Gepubliceerd, als verandering {number}. Wat later verandert, telt pas mee na opnieuw publiceren.",
    "Published, as change {number}. What changes later counts only after publishing again.",
)
_REGRET = Text("Spijt? Typ: kaart undo {number}", "Regret it? Type: kaart undo {number}")
