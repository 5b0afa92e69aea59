"""`kaart copy`: moving house, from a file to a server, back, or to another place; and a database for analysts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app import texts
from app.commandline import command, json_option, option
from app.console import Console
from app.phrases.gaps import HOUSEHOLDS, ONE_HOUSEHOLD
from graph.errors import Stopped, UsageRefused
from graph.text import Language, Text, counted

if TYPE_CHECKING:
    from graph.canonical import Canon
    from graph.copying import Copied
    from graph.for_analysts import ForAnalysts
    from graph.settings import Settings
    from graph.store import Store


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    params = [
        option(language, "--from", "source", help=_FROM, metavar="DB", required=True),
        option(language, "--to", "target", help=_TO, metavar="DB", required=True),
        option(language, "--for", "whom", help=_FOR, type=click.Choice(["analysts"])),
        json_option(language),
    ]

    def run(source: str, target: str, whom: str | None, as_json: bool) -> int:
        console = Console(language, as_json)
        with _both(source, target) as (settings, stores):
            if whom:
                _for_analysts(console, settings, stores, source)
            else:
                _copy(console, settings, stores, (source, target))
        return 0

    return command("copy", language, _HELP, params, run)


@contextmanager
def _both(source: str, target: str) -> Iterator[tuple[Settings, tuple[Store, Store]]]:
    """Both stores, the source first: what cannot be read must leave no new database."""
    from app.opening import is_there, open_to_read, open_to_write, place
    from graph.copying import SAME_PLACE
    from graph.settings import DEMO, Settings

    settings = Settings()
    if target == DEMO:
        raise UsageRefused(_NOT_THE_DEMO)
    into = place(settings, target)
    if settings.server(target) is None and place(settings, source).resolve() == into.resolve():
        raise UsageRefused(SAME_PLACE)
    with ExitStack() as stack:
        reader = stack.enter_context(open_to_read(settings, source))
        is_new = settings.server(target) is None and not is_there(settings, into)
        if is_new:
            stack.callback(_leave_nothing, into)
        writer = stack.enter_context(open_to_write(settings, target))
        try:
            yield settings, (reader, writer)
        except KeyboardInterrupt:
            raise Stopped(_STOPPED.format(target=target)) from None


def _leave_nothing(path: Path) -> None:
    """Takes a new database away in which nothing came."""
    from app.commands.import_ import _is_left_empty

    if _is_left_empty(path):
        path.unlink(missing_ok=True)


def _copy(console: Console, settings: Settings, stores: tuple[Store, Store], names: tuple[str, str]) -> None:
    from app.choosing import choices_place
    from graph.choices import settings_file
    from graph.copying import carry_file, copy
    from graph.logbook import logbook_of

    source, target = stores
    done = copy(source, target, console.progress(_BUSY))
    carry_file(*(settings_file(choices_place(settings, name)) for name in names))
    carry_file(logbook_of(source), logbook_of(target))
    if console.as_json:
        console.answer(_json(done))
        return
    console.say((_AGAIN if done.again else _DONE).format(version=done.version))
    for words, side in ((_SOURCE, done.source), (_TARGET, done.target)):
        console.say(words.format(digest=side.digest))
        console.say(_COUNTS.format(**{name: _in_words(console, name, n) for name, n in side.counts.items()}))
    console.say(_KEY.format(place=settings.key_place))


def _in_words(console: Console, name: str, n: int) -> Text | str:
    """A count with its noun, where it has one."""
    return counted(n, *_NOUNS[name]) if name in _NOUNS else console.number(n)


def _json(done: Copied) -> dict[str, object]:
    def side(found: Canon) -> dict[str, object]:
        return {**found.counts, "digest": found.digest}

    sides = {"from": side(done.source), "to": side(done.target)}
    return {"version": done.version, "already": done.again, **sides}


def _for_analysts(console: Console, settings: Settings, stores: tuple[Store, Store], name: str) -> None:
    from app.choosing import choices_place
    from app.commands.ask_released import frozen
    from graph.choices import chosen_settings
    from graph.for_analysts import copy_for_analysts
    from graph.settings import DEMO

    source, target = stores
    network, _ = frozen(source, name == DEMO)
    thresholds = chosen_settings(choices_place(settings, name)).thresholds
    done: ForAnalysts = copy_for_analysts(network, target, settings.door(), thresholds)
    if console.as_json:
        console.answer({"records": done.records, "flows": done.flows, "hidden": done.hidden})
        return
    counts = {name: console.number(getattr(done, name)) for name in ("records", "flows", "hidden")}
    console.say(_FOR_DONE.format(**counts))


_HELP = Text(
    "Kopieer een hele database naar een lege plaats: van bestand naar server, en terug.\n\n"
    "Alles gaat mee, ook wat er is veranderd en door wie. Met --for gaan geen gezinnen, routes en namen mee.",
    "Copy a whole database to an empty place: from file to server, and back.\n\n"
    "Everything goes along, also what changed and by whom. With --for no households, journeys or names do.",
)
_FROM = Text(
    "Van welke database: een bestand, 'demo', of een server (neo4j://...).",
    "From which database: a file, 'demo', or a server (neo4j://...).",
)
_TO = Text(
    "Naar welke: leeg, of een eerdere kopie van dezelfde bron.", "To which one: empty, or an earlier copy of the same."
)
_FOR = Text(
    "Alleen voor analisten: lokets, rollen, begrippen en afgeronde stromen uit de gepubliceerde versie.",
    "For analysts only: lokets, roles, terms and rounded flows of the published version.",
)
_BUSY = Text("Bezig met kopiëren", "Copying")
_NOT_THE_DEMO = Text(
    "De demo kun je niet vervangen. Noem een eigen database met --to.",
    "The demo cannot be replaced. Name a database of your own with --to.",
)
_STOPPED = Text(
    "Gestopt. De bron is onveranderd. In {target} is niets half te zien. Typ hetzelfde nog eens om het af te maken.",
    "Stopped. The source is as it was. Nothing half is to be seen in {target}. Type the same again to finish it.",
)
_DONE = Text(
    "Gekopieerd en gecontroleerd: alles tot en met verandering {version}.",
    "Copied and checked: everything up to change {version}.",
)
_AGAIN = Text(
    "De kopie was er al, en is gelijk: alles tot en met verandering {version}.",
    "The copy was there already, and is equal: everything up to change {version}.",
)
_SOURCE = Text("  bron {digest}", "  source {digest}")
_TARGET = Text("  doel {digest}", "  target {digest}")
_COUNTS = Text(
    "       {households}, {cases}, {referrals}, {events}. "
    "Andere gegevens: {records}. Van vroeger: {earlier}. "
    "En {changes}, {sources}, {erased} vergeten.",
    "       {households}, {cases}, {referrals}, {events}. "
    "Other records: {records}. Of before: {earlier}. And {changes}, {sources}, {erased} erased.",
)
_NOUNS = {
    "households": (ONE_HOUSEHOLD, HOUSEHOLDS),
    "cases": (texts.ONE_CASE, texts.CASES),
    "referrals": (Text("{n} verwijzing", "{n} referral"), Text("{n} verwijzingen", "{n} referrals")),
    "events": (
        Text("{n} regel uit een logboek", "{n} row of a log"),
        Text("{n} regels uit logboeken", "{n} rows of logs"),
    ),
    "changes": (Text("{n} verandering", "{n} change"), Text("{n} veranderingen", "{n} changes")),
    "sources": (Text("{n} bron", "{n} source"), Text("{n} bronnen", "{n} sources")),
}
_KEY = Text(
    "De sleutel van de schuilnamen is niet gekopieerd. Die blijft nodig: {place}.",
    "The key of the pseudonyms was not copied. It is still needed: {place}.",
)
_FOR_DONE = Text(
    "Voor analisten: {records} lokets, organisaties, rollen en begrippen, en {flows} stromen. "
    "{hidden} stromen zijn te klein om te noemen.",
    "For analysts: {records} lokets, organisations, roles and terms, and {flows} flows. "
    "{hidden} flows are too small to tell.",
)
