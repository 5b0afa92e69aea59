"""`kaart report`: a page that stands alone and prints well, with the gaps as an audience may see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commandline import command, db_option, option
from app.console import Console
from app.sure import YES, make_sure
from graph.codes import Audience
from graph.errors import DataRefused, UsageRefused
from graph.text import Language, Text

if TYPE_CHECKING:
    from app.report.gathering import Report

FILTERS = ("domain", "area", "target", "problems", "kind")


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    from app.commands.ask_ import FILTER_HELP

    seen_by = click.Choice([a.value for a in Audience])
    params = [
        option(language, "--out", help=_OUT, metavar="BESTAND" if language == "nl" else "FILE", required=True),
        option(language, "--yes", help=YES, is_flag=True),
        option(language, "--period", help=FILTER_HELP["period"], metavar="X"),
        option(language, "--since", help=_SINCE, metavar="D"),
        option(language, "--until", help=_UNTIL, metavar="D"),
        *(option(language, f"--{name}", help=FILTER_HELP[name], metavar="X") for name in FILTERS),
        option(language, "--audience", help=_AUDIENCE, type=seen_by, default=Audience.OPENBAAR.value),
        option(language, "--source", help=_SOURCE, metavar="NAAM|all" if language == "nl" else "NAME|all"),
        db_option(language),
    ]

    def run(out: str, yes: bool, audience: str, **where: str | None) -> int:
        console, path = Console(language), Path(out).expanduser()
        if path.is_file():
            make_sure(console, yes, _THERE.format(path=path), _KEPT.format(path=path))
        _report(console, path, Audience.of_value(audience), where)
        return 0

    return command("report", language, _HELP, params, run)


def _report(console: Console, out: Path, audience: Audience, where: dict[str, str | None]) -> None:
    from app.report.page import html

    made = _gathered(audience, where)
    try:
        out.write_text(html(made, console.language), encoding="utf-8")
    except OSError as error:
        raise DataRefused(_CANNOT.format(path=out, why=error.strerror or type(error).__name__)) from error
    console.say(_DONE.format(path=out))


def _gathered(audience: Audience, where: dict[str, str | None]) -> Report:
    from datetime import datetime

    from app.choosing import choices_place
    from app.commands.ask_ import day, part_of, view_of
    from app.commands.ask_released import frozen, released_part
    from app.opening import open_to_read
    from app.report.gathering import Made, gather, period_between
    from graph.choices import chosen_settings
    from graph.facts import facts
    from graph.instants import AMSTERDAM
    from graph.settings import DEMO, Settings

    if where["period"] and (where["since"] or where["until"]):
        raise UsageRefused(_TWO_PERIODS)
    settings, is_exact = Settings(), audience is Audience.BEHEERDER
    with open_to_read(settings, where["db"]) as store:
        is_demo = (where["db"] or settings.db) == DEMO
        whole, when = (store.network(), None) if is_exact else frozen(store, is_demo)
        version = store.token.rpartition("-")[2]
    source = where["source"]
    network, one_source = (part_of(whole, source), False) if is_exact else released_part(whole, source)
    since, until = (day(f"--{name}", where[name]) for name in ("since", "until"))
    period = where["period"] or period_between(facts(network), since, until)
    view = view_of(period, {name: where[name] for name in FILTERS})
    thresholds = chosen_settings(choices_place(settings, where["db"])).thresholds
    made = Made(version, when, datetime.now(AMSTERDAM))
    door, is_frozen = settings.door(), not is_exact
    return gather(network, door, thresholds, audience, view, made, frozen=is_frozen, of_one_source=one_source)


_HELP = Text(
    "Schrijf een rapport als webpagina die je kunt printen. Het gaat over wat iedereen mag weten.",
    "Write a report as a web page that you can print. It tells what everybody may know.",
)
_OUT = Text("Waar het rapport komt, zoals rapport.html.", "Where the report goes, like report.html.")
_SINCE = Text("Eerste dag van een vaste periode, zoals 2024-01-01.", "First day of a fixed period, like 2024-01-01.")
_UNTIL = Text("Laatste dag van die periode, zoals 2024-12-31.", "Last day of that period, like 2024-12-31.")
_AUDIENCE = Text("Voor wie het rapport is; anders voor iedereen.", "For whom the report is; else for everybody.")
_SOURCE = Text("Alleen deze bron; 'all' telt alles op.", "Only this source; 'all' adds up everything.")
_THERE = Text(
    "{path} is er al. Het nieuwe rapport komt ervoor in de plaats.",
    "{path} is there already. The new report takes its place.",
)
_KEPT = Text("Er is niets veranderd: {path} is zoals het was.", "Nothing was changed: {path} is as it was.")
_TWO_PERIODS = Text(
    "Kies --period, of --since en --until. Niet allebei.", "Choose --period, or --since and --until. Not both."
)
_DONE = Text("Het rapport staat in {path}", "The report is in {path}")
_CANNOT = Text(
    "Het rapport kan niet naar {path}: {why}. Kies een andere plek met --out.",
    "The report cannot go to {path}: {why}. Choose another place with --out.",
)
