"""`kaart query`: the saved questions for a Neo4j server, and an analyst's own; for the administrator, and logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commandline import command, db_option, json_option, option
from app.commands.import_ import who
from app.commands.query_values import needs_all, read, typed
from app.console import Console
from app.words import NO, YES
from graph.codes import Audience
from graph.errors import Unknown, UnreadableFile, UsageRefused
from graph.text import Language, Text, counted
from queries.questions import Question, Value, names, question

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.store import Store
    from graph.stores.neo4j_address import Server
    from graph.stores.neo4j_query import Answer

_MOST_SHOWN = 20
_MOST_LOGGED = 2_000
_NOBODY = "-"


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    params = [
        click.Argument(["name"], required=False, metavar="VRAAG" if language == "nl" else "QUESTION"),
        option(language, "--list", "listed", help=_LIST, is_flag=True),
        option(language, "--param", "given", help=_PARAM, metavar="K=V", multiple=True),
        option(language, "--file", help=_FILE, metavar="BESTAND" if language == "nl" else "FILE"),
        option(language, "--why", help=_WHY, metavar="TEKST" if language == "nl" else "TEXT"),
        db_option(language),
        json_option(language),
    ]

    def run(
        name: str | None,
        listed: bool,
        given: tuple[str, ...],
        file: str | None,
        why: str | None,
        db: str | None,
        as_json: bool,
    ) -> int:
        console = Console(language, as_json)
        if listed:
            _list(console)
        elif (name is None) == (file is None):
            raise UsageRefused(_WHICH)
        elif name is not None:
            _saved(console, name, given, why or "", db)
        elif file is not None:
            _own(console, Path(file), given, why or "", db)
        return 0

    return command("query", language, _HELP, params, run)


def _list(console: Console) -> None:
    found = [question(name) for name in names()]
    if console.as_json:
        console.answer([{k: v for k, v in asdict(q).items() if k != "text"} for q in found])
        return
    width = max(len(q.name) for q in found)
    for q in found:
        console.say(f"{q.name:{width}}  {_about(q, console)}")
        for name, value in q.params.items():
            console.say(f"{'':{width}}    --param {name}={_NONE if value is None else value}  {q.explained[name]}")


def _about(asked: Question, console: Console) -> str:
    return asked.nl if console.language == "nl" else asked.en


def _saved(console: Console, name: str, given: Sequence[str], why: str, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.stores.neo4j_query import ask_saved

    asked = _question(name)
    settings, server = _server(db, _ASK.get(name, "--list"))
    params = _chosen(settings, db, asked) | typed(asked, given)
    needs_all(asked, params)
    with open_to_read(settings, db) as store:
        if "source" in params:
            _adds_up(store, params["source"])
        # A look at one case needs a reason; for the others what was asked is enough.
        asks = "" if "case" in params else " ".join([f"kaart query {name}", *given])
        _log(store, ": ".join(t for t in (asks, why) if t), str(params.get("case") or _NOBODY))
    answer = ask_saved(server, asked.text, params)
    if not console.as_json:
        console.say(_about(asked, console))
    _show(console, answer, {"question": name, "definition": asked.definition, "params": params})


def _own(console: Console, file: Path, given: Sequence[str], why: str, db: str | None) -> None:
    from app.opening import open_to_read
    from graph.logbook import LEAST_REASON
    from graph.stores.neo4j_plan import check_text
    from graph.stores.neo4j_query import MOST_ROWS, ask_own

    settings, server = _server(db, "--list")
    text = _read(file)
    check_text(text)
    # It may show one case, and nobody can tell before it runs.
    if len(why.strip()) < LEAST_REASON:
        raise UsageRefused(_WHY_OWN.format(least=LEAST_REASON))
    params = read(given)
    with open_to_read(settings, db) as store:
        told = f"kaart query --file {file.name} {' '.join(given)}: {' '.join(text.split())}"[:_MOST_LOGGED]
        _log(store, ": ".join(t for t in (why, told) if t), _NOBODY)
    answer = ask_own(server, text, params)
    _show(console, answer, {"file": file.name, "params": params})
    if answer.cut:
        console.remark(_CUT.format(most=console.number(MOST_ROWS)))


def _server(db: str | None, ask: str) -> tuple[Settings, Server]:
    """The server of the database, for the administrator only; `ask` is what `kaart ask` takes in its place."""
    from graph.settings import Settings

    settings = Settings()
    if settings.audience is not Audience.BEHEERDER:
        raise UsageRefused(_ONLY_BEHEERDER)
    server = settings.server(db)
    if server is None:
        raise UsageRefused(_NEEDS_SERVER.format(ask=ask))
    return settings, server


def _question(name: str) -> Question:
    try:
        return question(name)
    except KeyError:
        raise Unknown(_NO_QUESTION.format(name=name, names=", ".join(names()))) from None


def _chosen(settings: Settings, db: str | None, asked: Question) -> dict[str, Value]:
    """The usual values; a threshold is as people set it for this register."""
    from app.choosing import choices_place
    from graph.choices import chosen_settings

    thresholds = asdict(chosen_settings(choices_place(settings, db)).thresholds)
    return {name: thresholds.get(name, value) for name, value in asked.params.items()}


def _adds_up(store: Store, source: Value) -> None:
    from graph.sources import chosen

    chosen(store.sources(), None if source is None else str(source))


def _log(store: Store, why: str, case: str) -> None:
    from graph.logbook import Look, logbook_of, note

    file = logbook_of(store)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        note(file, Look(datetime.now().astimezone(), who(), why, case, _NOBODY))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise UnreadableFile(_UNREADABLE.format(path=file, why=why)) from error


def _show(console: Console, answer: Answer, about: dict[str, Any]) -> None:
    if console.as_json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        console.answer({**about, "rows": rows, "cut": answer.cut})
        return
    shown = [
        {name: _cell(console, value) for name, value in zip(answer.columns, row, strict=True)}
        for row in answer.rows[:_MOST_SHOWN]
    ]
    console.table(shown, answer.columns, _MOST_SHOWN, len(answer.rows))
    console.say(counted(len(answer.rows), _ONE_ROW, _ROWS))


def _cell(console: Console, value: Any) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).to(console.language)
    if isinstance(value, float) and value and abs(value) < 0.01:
        return f"{value:.1e}"
    if isinstance(value, list):
        return ", ".join(_cell(console, each) for each in value)
    if isinstance(value, dict):
        return " ".join(_cell(console, each) for each in value.values())
    return console.number(value)


_NONE = "..."
_ASK = {name: name for name in ("bounces", "loops", "dead_ends", "refusals", "reintakes")} | {
    "flows": "hops",
    "no_pickups": "pickups",
}
"""What `kaart ask` calls the questions that it answers too."""
_HELP = Text(
    "Stel een bewaarde of een eigen vraag aan de Neo4j-server. "
    "Alleen voor de beheerder; elke vraag komt in het logboek.",
    "Ask the Neo4j server a saved question or one of your own. For the administrator only; every question is logged.",
)
_LIST = Text("Toon alle bewaarde vragen.", "Show all saved questions.")
_PARAM = Text("Een waarde voor de vraag; mag vaker.", "A value for the question; may be repeated.")
_FILE = Text("Een bestand met een eigen vraag.", "A file with a question of your own, in Cypher.")
_WHY = Text(
    "Waarom je dit vraagt; nodig bij een enkele hulpvraag en bij --file.",
    "Why you ask this; needed for a single case and with --file.",
)
_WHY_OWN = Text(
    "Een eigen vraag kan een enkele hulpvraag laten zien. Schrijf met --why op waarom je dit vraagt, "
    "in minstens {least} letters.",
    "A question of your own can show a single case. Write down with --why why you ask this, "
    "in at least {least} letters.",
)
_WHICH = Text(
    "Welke vraag? Typ: kaart query bounces, of: kaart query --file BESTAND. Zie alle vragen met: kaart query --list",
    "Which question? Type: kaart query bounces, or: kaart query --file FILE. See all of them with: kaart query --list",
)
_NO_QUESTION = Text(
    "Er is geen bewaarde vraag '{name}'. Kies uit: {names}.",
    "There is no saved question '{name}'. Choose from: {names}.",
)
_ONLY_BEHEERDER = Text(
    "Bewaarde vragen zijn alleen voor de beheerder: zij tonen precieze cijfers en losse hulpvragen. "
    "Voor afgeronde cijfers: kaart ask",
    "Saved questions are for the administrator only: they show exact figures and single cases. "
    "For rounded figures: kaart ask",
)
_NEEDS_SERVER = Text(
    "Bewaarde vragen hebben een Neo4j-server nodig, en dit is een bestand. Zet KAART_DB op neo4j://host:7687, "
    "of gebruik: kaart ask {ask}",
    "Saved questions need a Neo4j server, and this is a file. Set KAART_DB to neo4j://host:7687, "
    "or use: kaart ask {ask}",
)
_UNREADABLE = Text("Het bestand {path} kan niet worden gelezen ({why}).", "The file {path} cannot be read ({why}).")
_CUT = Text(
    "Dit zijn de eerste {most} rijen; er zijn er meer. Vraag minder, bijvoorbeeld met LIMIT.",
    "These are the first {most} rows; there are more. Ask less, for example with LIMIT.",
)
_ONE_ROW, _ROWS = Text("{n} rij.", "{n} row."), Text("{n} rijen.", "{n} rows.")
