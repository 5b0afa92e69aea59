"""`kaart changes`: what changed, who did it, when and why."""

from __future__ import annotations

from typing import Any

import click

from app.commandline import command, db_option, json_option
from app.console import Console
from graph.store import ChangeSet
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""

    def run(db: str | None, as_json: bool) -> int:
        _print(Console(language, as_json), db)
        return 0

    return command("changes", language, _HELP, [db_option(language), json_option(language)], run)


def _print(console: Console, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    with open_to_read(Settings(), db) as store:
        changes = store.changes()
    if console.as_json:
        console.answer([change_json(c) for c in changes])
    elif not changes:
        console.say(_NONE)
    for c in () if console.as_json else changes:
        console.say(change_line(c, console))


def change_json(change: ChangeSet) -> dict[str, Any]:
    """One change set as plain values."""
    return {
        "change": change.number,
        "kind": change.kind.value,
        "who": change.who,
        "when": change.when.isoformat(timespec="seconds"),
        "why": change.why,
        "source": change.source,
        "added": change.added,
        "removed": change.removed,
        "undoes": change.undoes,
        "undone_by": change.undone_by,
    }


def change_line(change: ChangeSet, console: Console) -> str:
    """One change set as a line."""
    why = _OF_CHANGE.format(number=change.undoes).to(console.language) if change.undoes else change.why
    line = _LINE.format(
        number=change.number,
        when=change.when.astimezone().strftime("%d-%m-%Y %H:%M"),
        who=change.who,
        kind=_FROM.format(kind=change.kind.label, source=change.source) if change.source else change.kind.label,
        why=f", {why}" if why else "",
        added=console.number(change.added),
        removed=console.number(change.removed),
    ).to(console.language)
    if change.undone_by:
        line += _UNDONE.format(number=change.undone_by).to(console.language)
    return line


_HELP = Text(
    "Toon wat er is veranderd, door wie en waarom. Het nieuwste staat boven.",
    "Show what changed, by whom and why. The newest comes first.",
)
_NONE = Text("Er is nog niets veranderd.", "Nothing was changed yet.")
_LINE = Text(
    "{number}. {when} {who}: {kind}{why} (+{added} -{removed} in de database)",
    "{number}. {when} {who}: {kind}{why} (+{added} -{removed} in the database)",
)
_FROM = Text("{kind} in bron {source}", "{kind} into source {source}")
_OF_CHANGE = Text("nummer {number}", "number {number}")
_UNDONE = Text(" [ongedaan gemaakt door {number}]", " [undone by {number}]")
