"""`kaart ask`: one question to the register, answered exactly, as the administrator may see it."""

from __future__ import annotations

from datetime import date, datetime

import click

from app.commandline import command, db_option, json_option, option
from app.console import Console
from graph.errors import UsageRefused
from graph.network import Network
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    params = [
        click.Argument(["question"], required=False, metavar="VRAAG" if language == "nl" else "QUESTION"),
        option(language, "--list", "listed", help=_LIST, is_flag=True),
        db_option(language),
        option(language, "--source", help=_SOURCE, metavar="NAAM|all" if language == "nl" else "NAME|all"),
        option(language, "--since", help=_SINCE, metavar="D"),
        option(language, "--until", help=_UNTIL, metavar="D"),
        option(language, "--data-end", help=_END, metavar="D"),
        json_option(language),
    ]

    def run(question: str | None, listed: bool, as_json: bool, **where: str | None) -> int:
        console = Console(language, as_json)
        if listed:
            _list(console)
        elif question is None:
            raise UsageRefused(_WHICH)
        else:
            _answer(console, question, where)
        return 0

    return command("ask", language, _HELP, params, run)


def _list(console: Console) -> None:
    from graph.analyses import analysis, names

    found = [analysis(name) for name in names()]
    if console.as_json:
        console.answer(
            [
                {
                    "name": a.name,
                    "definition": a.definition,
                    "title": a.title.to(console.language),
                    "help": a.help.to(console.language),
                }
                for a in found
            ]
        )
        return
    width = max(len(a.name) for a in found)
    for a in found:
        console.say(f"{a.name:{width}}  {a.title.to(console.language)}. {a.help.to(console.language)}")


def _answer(console: Console, question: str, where: dict[str, str | None]) -> None:
    from app.answers import print_answer
    from app.opening import open_to_read
    from graph.analyses import analysis
    from graph.analyses.answer import as_json
    from graph.privacy import Audience, publish
    from graph.settings import Settings
    from graph.thresholds import DEFAULTS

    asked = analysis(question)
    since, until = (day(f"--{name}", where[name]) for name in ("since", "until"))
    if since and until and _day_of(since) > _day_of(until):
        raise UsageRefused(_BACKWARDS)
    end = day("--data-end", where["data_end"])
    with open_to_read(Settings(), where["db"]) as store:
        network = part_of(store.network(), where["source"], since, until, end)
        result = publish(asked.function(network, DEFAULTS), Audience.BEHEERDER).value
        if not len(network.cases):
            console.remark(_NOTHING)
        if console.as_json:
            console.answer({"question": question, **as_json(result, console.language)})
        else:
            print_answer(console, asked, result, network)


def part_of(
    network: Network,
    source: str | None,
    since: date | None = None,
    until: date | None = None,
    data_end: date | None = None,
) -> Network:
    """The part of a network that a question is about: its source, its data end, its period."""
    from graph.sources import chosen

    sources = chosen(network.sources, source)
    if len(sources) < len(network.sources):
        network = network.of_sources(sources)
    if data_end is not None:
        network = network.ending(data_end)
    if since is not None or until is not None:
        network = network.opened_between(since and _day_of(since), until and _day_of(until))
    return network


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def day(name: str, text: str | None) -> date | None:
    """A day (or a datetime) that a person typed: 2024-06-30, 30-06-2024 or 2024-06-30T12:00.

    Raises
    ------
    UsageRefused
        When it is none of these.
    """
    if text is None:
        return None
    for read in (date.fromisoformat, datetime.fromisoformat, _dutch):
        try:
            return read(text.strip())
        except ValueError:
            continue
    raise UsageRefused(_NO_DAY.format(name=name, value=text))


def _dutch(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()


_HELP = Text(
    "Stel een vraag aan het register. Deze opdracht is voor de beheerder en toont precieze cijfers.",
    "Ask the register a question. This command is the administrator's and shows exact figures.",
)
_LIST = Text("Toon alle vragen.", "Show all questions.")
_SOURCE = Text("Alleen deze bron; 'all' telt alles op.", "Only this source; 'all' adds up everything.")
_SINCE = Text("Hulpvragen geopend vanaf deze dag.", "Cases opened from this day.")
_UNTIL = Text("Hulpvragen geopend tot en met deze dag.", "Cases opened up to and including this day.")
_END = Text(
    "Einde van de gegevens: een tijdstip, of 00:00 van een dag. Wat later komt telt niet mee.",
    "End of the data: a time, or 00:00 of a day. What comes later does not count.",
)
_WHICH = Text(
    "Welke vraag? Typ: kaart ask bounces. Zie alle vragen met: kaart ask --list",
    "Which question? Type: kaart ask bounces. See all questions with: kaart ask --list",
)
_NOTHING = Text(
    "Er zijn geen hulpvragen in dit deel van het register. Kijk met: kaart sources",
    "There are no cases in this part of the register. Look with: kaart sources",
)
_BACKWARDS = Text("--since ligt na --until. Draai ze om.", "--since comes after --until. Swap them.")
_NO_DAY = Text(
    "{name} moet een dag zijn, zoals 2024-06-30 of 30-06-2024; niet '{value}'.",
    "{name} must be a day, like 2024-06-30 or 30-06-2024; not '{value}'.",
)
