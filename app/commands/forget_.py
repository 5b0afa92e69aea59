"""`kaart forget`: erase a household or a professional for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app import texts
from app.commandline import command, db_option, json_option, option
from app.commands.import_ import who
from app.console import Console
from app.sure import YES, make_sure
from graph.errors import Unknown
from graph.model import Professional
from graph.text import Language, Text, counted

if TYPE_CHECKING:
    from graph.pseudonyms import Door
    from graph.store import Store

KINDS = ("household", "professional")


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    params = [
        click.Argument(["kind"], type=click.Choice(KINDS), metavar="household|professional"),
        click.Argument(["id"], metavar="ID"),
        option(language, "--yes", help=YES, is_flag=True),
        db_option(language),
        json_option(language),
    ]

    def run(kind: str, id: str, yes: bool, db: str | None, as_json: bool) -> int:
        _forget(Console(language, as_json), kind, id, yes, db)
        return 0

    return command("forget", language, _HELP, params, run)


def _forget(console: Console, kind: str, id: str, yes: bool, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.settings import Settings

    settings = Settings()
    on_server = settings.server(db) is not None
    with open_to_read(settings, db) as store:
        found = _found(store, kind, id, settings.door())
        make_sure(console, yes, _CANNOT_UNDO, _KEPT)
        result = store.forget("household" if kind == "household" else "professional", found, who=who())
    if console.as_json:
        backups = [str(b.path) for b in result.backups]
        kept = {"backups": backups, "traces_on_server": on_server}
        console.answer({"cases": result.cases, "rows": result.rows, **kept, "undoable": False})
        return
    cases, rows = counted(result.cases, texts.ONE_CASE, texts.CASES), counted(result.rows, texts.ONE_ROW, texts.ROWS)
    console.say(_DONE.format(cases=cases, rows=rows))
    console.say(_STILL if result.backups else _NO_BACKUPS)
    console.lines(f"  {b.path}" for b in result.backups)
    if on_server:
        console.say(_TRACES)


def _found(store: Store, kind: str, id: str, door: Door) -> list[str | int]:
    if kind == "professional":
        known = any(isinstance(r, Professional) and r.id == id for r in store.network().records)
        if not known and id not in store.network().words:
            raise Unknown(_NO_PROFESSIONAL)
        return [id]
    return list(households(store, id, door))


def households(store: Store, id: str, door: Door) -> list[int]:
    """The households that an id names: a pseudonym on screen, or the id of a source.

    Raises
    ------
    Unknown
        When no household in the store has that id.
    """
    from graph.pseudonyms import code
    from loaders.identities import possible_households

    wanted = set(possible_households(door, id, store.sources()))
    shown = code(id)
    if shown is not None:
        wanted.add(shown)
    found = sorted(wanted & set(store.network().households.key.tolist()))
    if not found:
        raise Unknown(_NO_HOUSEHOLD)
    return found


_HELP = Text(
    "Wis een gezin of professional voorgoed. Dit kan niet ongedaan worden gemaakt.\n\n"
    "ID is het nummer uit de bron of de schuilnaam op het scherm.",
    "Erase a household or professional for good. This cannot be undone.\n\n"
    "ID is the id of the source or the pseudonym on the screen.",
)
_CANNOT_UNDO = Text("Wissen kan niet ongedaan worden gemaakt.", "Erasing cannot be undone.")
_KEPT = Text("Er is niets gewist.", "Nothing was erased.")
_DONE = Text(
    "Gewist: {cases}, {rows}. Dit kan niet ongedaan worden gemaakt.",
    "Erased: {cases}, {rows}. This cannot be undone.",
)
_STILL = Text(
    "Deze reservekopieën bevatten de gegevens nog. Verwijder ze, of zet ze alleen terug met kaart restore:",
    "These backups still hold the data. Remove them, or put them back only with kaart restore:",
)
_NO_BACKUPS = Text("Er zijn geen bekende reservekopieën waar het nog in staat.", "No known backup still holds it.")
_TRACES = Text(
    "De eigen bestanden van de server houden nog sporen, tot de server eroverheen schrijft. Ook daar weg? "
    "Kopieer naar een lege server (kaart copy) en gooi de oude schijf weg. "
    "Andere computers wissen hun cijfers zodra zij de server weer lezen.",
    "The server's own files keep traces until the server writes over them. Gone there too? "
    "Copy to an empty server (kaart copy) and destroy the old disk. "
    "Other computers erase their figures as soon as they read the server again.",
)
_NO_HOUSEHOLD = Text(
    "Dit gezin staat niet in de database. Controleer het nummer.",
    "This household is not in the database. Check the id.",
)
_NO_PROFESSIONAL = Text(
    "Deze professional staat niet in de database. Controleer het nummer.",
    "This professional is not in the database. Check the id.",
)
