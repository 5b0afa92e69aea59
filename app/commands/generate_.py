"""`kaart generate`: make a register of any size, with truths that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app import texts
from app.commandline import command, json_option, option
from app.console import Console
from app.phrases.gaps import HOUSEHOLDS, ONE_HOUSEHOLD
from graph.text import Language, Text, counted


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    number = click.IntRange(min=1)

    def run(as_json: bool, **given: Any) -> int:
        _generate(Console(language, as_json), **given)
        return 0

    params = [
        option(language, "--households", help=_HOUSEHOLDS, type=number, metavar="N"),
        option(language, "--referrals", help=_REFERRALS, type=number, metavar="M"),
        option(language, "--seed", help=_SEED, type=click.IntRange(min=0), default=1, show_default=True, metavar="S"),
        option(language, "--out", help=_OUT, required=True, metavar="DIR"),
        option(language, "--recipe", help=_RECIPE, metavar="DIR"),
        option(language, "--without", help=_WITHOUT, multiple=True, metavar="NAME"),
        json_option(language),
    ]
    return command("generate", language, _HELP, params, run)


def _generate(
    console: Console,
    households: int | None,
    referrals: int | None,
    seed: int,
    out: str,
    recipe: str | None,
    without: tuple[str, ...],
) -> None:
    from loaders.generator.generating import generate, size_of
    from loaders.generator.recipe import read_recipe

    chosen = read_recipe(Path(recipe).expanduser() if recipe else None, without)
    size = size_of(chosen, households, referrals)
    made = generate(chosen, size, seed, Path(out).expanduser(), console.progress(_BUSY))
    if console.as_json:
        console.answer(
            {
                "folder": str(made.folder),
                "seed": seed,
                "households": made.households,
                "cases": made.cases,
                "referrals": made.referrals,
            }
        )
        return
    console.say(
        _MADE.format(
            folder=made.folder,
            households=counted(made.households, ONE_HOUSEHOLD, HOUSEHOLDS),
            cases=counted(made.cases, texts.ONE_CASE, texts.CASES),
            referrals=counted(made.referrals, _ONE_REFERRAL, _MANY_REFERRALS),
        )
    )


_HELP = Text(
    "Maak een verzonnen register, als tabellen in een map. Dezelfde --seed geeft hetzelfde register.\n\n"
    "In truths.json staat wat er met opzet in zit.",
    "Make an invented register, as tables in a folder. The same --seed gives the same register.\n\n"
    "truths.json says what was put into it on purpose.",
)
_HOUSEHOLDS = Text(
    "Hoeveel gezinnen. Anders zo veel als het recept zegt.", "How many households. Else as the recipe says."
)
_REFERRALS = Text(
    "Ongeveer hoeveel verwijzingen. Anders naar verhouding van het recept.",
    "About how many referrals. Else in the proportion of the recipe.",
)
_SEED = Text("Getal waar het toeval mee begint.", "Number with which chance begins.")
_OUT = Text("Map om in te schrijven: nieuw, leeg of eerder gemaakt.", "Folder to write: new, empty or made before.")
_RECIPE = Text("Map met een eigen recept. Anders Waterrijk.", "Folder with a recipe of your own. Else Waterrijk.")
_WITHOUT = Text("Laat een feit uit truths.toml weg. Mag vaker.", "Leave out a truth of truths.toml. May be repeated.")
_BUSY = Text("Bezig met maken", "Generating")
_ONE_REFERRAL = Text("{n} verwijzing", "{n} referral")
_MANY_REFERRALS = Text("{n} verwijzingen", "{n} referrals")
_MADE = Text(
    "Gemaakt in {folder}: {households}, {cases}, {referrals}. Lees het in met: kaart import {folder}",
    "Made in {folder}: {households}, {cases}, {referrals}. Read it in with: kaart import {folder}",
)
