"""`kaart looks`: who looked at a single case, when and why."""

from __future__ import annotations

from typing import Any

import click

from app.commandline import command, db_option, json_option
from app.console import Console
from graph.logbook import Logbook, Look, logbook_of, read_logbook
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""

    def run(db: str | None, as_json: bool) -> int:
        _print(Console(language, as_json), db)
        return 0

    return command("looks", language, _HELP, [db_option(language), json_option(language)], run)


def _print(console: Console, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    with open_to_read(Settings(), db) as store:
        place = logbook_of(store)
    found = Logbook((), 0) if place is None else read_logbook(place)
    if console.as_json:
        console.answer({"looks": [look_json(look) for look in found.looks], "damaged": found.damaged})
        return
    if not found.looks:
        console.say(_NONE)
    console.lines(_line(look, console.language) for look in found.looks)
    if found.damaged:
        console.say(_DAMAGED.format(n=console.number(found.damaged)))


def look_json(look: Look) -> dict[str, Any]:
    """One look as plain values."""
    return {
        "when": look.when.isoformat(timespec="seconds"),
        "who": look.who,
        "why": look.why,
        "case": look.case,
        "household": look.household,
    }


def _line(look: Look, language: Language) -> str:
    when = look.when.astimezone().strftime("%d-%m-%Y %H:%M")
    return _LOOK.format(when=when, who=look.who, case=look.case, household=look.household, why=look.why).to(language)


_HELP = Text(
    "Toon wie er naar één hulpvraag keek, wanneer en waarom. Het nieuwste staat boven.",
    "Show who looked at a single case, when and why. The newest comes first.",
)
_NONE = Text("Er is nog niet naar één hulpvraag gekeken.", "Nobody looked at a single case yet.")
_LOOK = Text(
    "{when} {who}: hulpvraag {case} van gezin {household}. {why}",
    "{when} {who}: case {case} of household {household}. {why}",
)
_DAMAGED = Text(
    "{n} regels van het logboek zijn beschadigd en niet te lezen.",
    "{n} lines of the logbook are damaged and cannot be read.",
)
