"""`kaart undo`: take back the last change, or one by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.commandline import command, db_option, json_option
from app.commands.changes_ import change_json, change_line
from app.commands.import_ import who
from app.console import Console
from graph.errors import UndoBlocked
from graph.text import Language, Text

if TYPE_CHECKING:
    from graph.changesets import Unfinished
    from graph.store import Store


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    number = click.Argument(
        ["number"], required=False, type=int, metavar="[NUMMER]" if language == "nl" else "[NUMBER]"
    )

    def run(number: int | None, db: str | None, as_json: bool) -> int:
        _undo(Console(language, as_json), number, db)
        return 0

    return command("undo", language, _HELP, [number, db_option(language), json_option(language)], run)


def _undo(console: Console, number: int | None, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    with open_to_read(Settings(), db) as store:
        if number is None and (left := store.unfinished()):
            _give_up(store, left)
            if console.as_json:
                console.answer({"taken_back": True, "who": left.who})
            else:
                console.say(_GAVE_UP.format(who=left.who, when=_moment(left)))
            return
        change = store.undo(number, who=who())
    if console.as_json:
        console.answer(change_json(change))
        return
    console.say(change_line(change, console))
    console.say(_REDO.format(number=change.number))


def _give_up(store: Store, left: Unfinished) -> None:
    """Takes back what was not complete, or says that it was still at work and completed."""
    # Waits for whoever writes.
    store.give_up()
    if any(
        (change.number, change.who, change.when) == (left.number, left.who, left.when) for change in store.changes()
    ):
        raise UndoBlocked(_COMPLETED.format(who=left.who, when=_moment(left), number=left.number))


def _moment(left: Unfinished) -> str:
    """In the time of this machine, as `kaart changes` shows it."""
    return left.when.astimezone().strftime("%d-%m-%Y %H:%M")


_HELP = Text(
    "Maak de laatste verandering ongedaan, of die met een nummer (zie: kaart changes).",
    "Undo the last change, or the one with a number (see: kaart changes).",
)
_GAVE_UP = Text(
    "De import van {who} ({when}) die niet af was, is teruggedraaid. Wat daarvoor gebeurde, geldt nog.",
    "The import by {who} ({when}) that was not complete was taken back. What happened before it still stands.",
)
_COMPLETED = Text(
    "De import van {who} ({when}) was nog bezig en is intussen af. Er is niets teruggedraaid. "
    "Wil je deze import terugdraaien? Typ: kaart undo {number}",
    "The import by {who} ({when}) was still at work and is complete by now. Nothing was taken back. "
    "Do you want to take this import back? Type: kaart undo {number}",
)
_REDO = Text("Spijt? Typ: kaart undo {number}", "Regret it? Type: kaart undo {number}")
