"""`kaart ask`: one question to the register, answered exactly, as the administrator may see it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from app.commandline import command, db_option, json_option, option
from app.console import Console
from graph.codes import Audience
from graph.errors import UsageRefused
from graph.network import Network
from graph.text import Language, Text

if TYPE_CHECKING:
    from graph.views import View


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
        option(language, "--audience", help=_AUDIENCE, type=click.Choice([a.value for a in Audience])),
        *(option(language, f"--{name}", help=text, metavar="X") for name, text in FILTER_HELP.items()),
        json_option(language),
    ]

    def run(question: str | None, listed: bool, as_json: bool, **where: str | None) -> int:
        console = Console(language, as_json)
        if listed:
            _list(console)
        elif question is None:
            raise UsageRefused(_WHICH)
        else:
            _answer_for(console, question, where)
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


def _answer_for(console: Console, question: str, where: dict[str, str | None]) -> None:
    from graph.settings import Settings
    from graph.views import EVERYTHING

    filters = {name: where.pop(name) for name in FILTER_HELP}
    view = view_of(filters.pop("period") or EVERYTHING, filters)
    named = where.pop("audience")
    audience = Audience.of_value(named) if named else Settings().audience
    if audience is Audience.BEHEERDER:
        _answer(console, question, view, where)
        return
    from app.commands.ask_released import answer_released

    answer_released(console, question, audience, view, where)


def view_of(period: str, filters: dict[str, str | None]) -> View:
    """The view that a person typed; a life domain may be named by its label.

    Raises
    ------
    UsageRefused
        When there is no such life domain.
    """
    from app.naming import domain_named
    from graph.views import View

    domain = filters.get("domain")
    return View(period, **{**filters, "domain": domain_named(domain).value if domain else None})


def _answer(console: Console, question: str, view: View, where: dict[str, str | None]) -> None:
    from app.answers import print_answer
    from app.choosing import choices_place
    from app.commands.settings_ import other_than_usual
    from app.opening import open_to_read
    from graph.analyses import analysis
    from graph.analyses.answer import as_json
    from graph.choices import chosen_settings
    from graph.privacy import publish
    from graph.settings import Settings

    asked = analysis(question)
    since, until = (day(f"--{name}", where[name]) for name in ("since", "until"))
    if since and until and _day_of(since) > _day_of(until):
        raise UsageRefused(_BACKWARDS)
    end = day("--data-end", where["data_end"])
    with open_to_read(Settings(), where["db"]) as store:
        network = _in_view(part_of(store.network(), where["source"], since, until, end), view)
        chosen = chosen_settings(choices_place(Settings(), where["db"]))
        result = publish(asked.function(network, chosen.thresholds), Audience.BEHEERDER).value
        if remark := other_than_usual(chosen, question):
            console.remark(remark)
        if not len(network.cases):
            console.remark(_NOTHING)
        if console.as_json:
            console.answer({"question": question, **as_json(result, console.language)})
        else:
            print_answer(console, asked, result, network)


def _in_view(network: Network, view: View) -> Network:
    from graph.facts import facts
    from graph.views import View

    if view == View():
        return network
    if view.kind:
        raise UsageRefused(_KIND)
    cases = facts(network).look(view).cases
    return network if cases is None else network.select(cases)


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
    "Stel een vraag aan het register. De beheerder ziet precieze cijfers, anderen zien afgeronde.",
    "Ask the register a question. The administrator sees exact figures, others see rounded ones.",
)
_AUDIENCE = Text(
    "Voor wie het antwoord is. Alleen de beheerder krijgt precieze cijfers.",
    "For whom the answer is. Only the administrator gets exact figures.",
)
FILTER_HELP = {
    "period": Text("Periode: all, last4, 2024 of 2024Q3.", "Period: all, last4, 2024 or 2024Q3."),
    "domain": Text("Leefgebied van de hulpvraag, zoals huisvesting.", "Life domain of the case, like housing."),
    "area": Text("Wijk van het gezin.", "Area of the household."),
    "target": Text("Doelgroep van het eerste loket.", "Target group of the first loket."),
    "problems": Text("Een of meer leefgebieden: single, multiple.", "One or more life domains: single, multiple."),
    "kind": Text("Soort organisatie; alleen met --audience.", "Kind of organisation; only with --audience."),
}
_KIND = Text(
    "--kind kiest gaten, geen hulpvragen. Gebruik het met --audience regisseur.",
    "--kind chooses gaps, not cases. Use it with --audience regisseur.",
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
