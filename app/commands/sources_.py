"""`kaart sources`: the sources and what each holds."""

from __future__ import annotations

import click

from app import texts
from app.commandline import command, db_option, json_option
from app.console import Console
from graph.text import Language, Text, counted


def command_in(language: Language) -> click.Command:
    """The command in one language."""

    def run(db: str | None, as_json: bool) -> int:
        _print(Console(language, as_json), db)
        return 0

    return command("sources", language, _HELP, [db_option(language), json_option(language)], run)


def _print(console: Console, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    with open_to_read(Settings(), db) as store:
        counts = store.source_counts()
    if console.as_json:
        console.answer(
            [{"name": c.source.name, "kind": c.source.kind.value, "cases": c.cases, "rows": c.rows} for c in counts]
        )
    elif not counts:
        console.say(_NONE)
    for c in () if console.as_json else counts:
        console.say(
            _LINE.format(
                name=c.source.name,
                kind=c.source.kind.label,
                cases=counted(c.cases, texts.ONE_CASE, texts.CASES),
                rows=counted(c.rows, texts.ONE_ROW, texts.ROWS),
            )
        )


_HELP = Text("Toon de bronnen en wat erin zit.", "Show the sources and what they hold.")
_NONE = Text("Er zijn nog geen bronnen. Typ: kaart import BESTAND", "There are no sources yet. Type: kaart import FILE")
_LINE = Text("{name} ({kind}): {cases}, {rows}", "{name} ({kind}): {cases}, {rows}")
