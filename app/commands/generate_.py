"""`kaart generate`: make a register of any size, with truths that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app import texts
from app.commandline import command, json_option, option
from app.console import Console
from app.phrases.gaps import HOUSEHOLDS, ONE_HOUSEHOLD
from app.stopping import stopped_by_signals
from graph.text import Language, Text, counted
from loaders.generator.limits import MOST_HOUSEHOLDS, MOST_REFERRALS


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    households, referrals = (click.IntRange(min=1, max=most) for most in (MOST_HOUSEHOLDS, MOST_REFERRALS))

    def run(as_json: bool, **given: Any) -> int:
        _generate(Console(language, as_json), **given)
        return 0

    params = [
        option(language, "--households", help=_HOUSEHOLDS, type=households, metavar="N"),
        option(language, "--referrals", help=_REFERRALS, type=referrals, metavar="M"),
        option(
            language,
            "--seed",
            help=_SEED,
            type=click.IntRange(min=0, max=2**63 - 1),
            default=1,
            show_default=True,
            metavar="S",
        ),
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
    with stopped_by_signals():
        made = generate(chosen, size, seed, Path(out).expanduser(), console.progress(_BUSY))
    if not NEAR[0] <= made.referrals / size.referrals <= NEAR[1]:
        asked = f"{size.referrals:,}"
        console.remark(_OTHER_NUMBER.format(asked=Text(asked.replace(",", "."), asked)))
    if console.as_json:
        console.answer(
            {
                "folder": str(made.folder),
                "seed": seed,
                "households": made.households,
                "cases": made.cases,
                "referrals": made.referrals,
                "asked": {"households": size.households, "referrals": size.referrals},
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
    "In truths.json staat wat er met opzet in zit. Meer gezinnen geeft niet meer loketten of professionals: "
    "die staan in het recept.",
    "Make an invented register, as tables in a folder. The same --seed gives the same register.\n\n"
    "truths.json says what was put into it on purpose. More households give no more lokets or professionals: "
    "those stand in the recipe.",
)
_HOUSEHOLDS = Text(
    "Hoeveel gezinnen. Anders naar verhouding van --referrals, of zo veel als het recept zegt.",
    "How many households. Else in proportion to --referrals, or as the recipe says.",
)
_REFERRALS = Text(
    "Ongeveer hoeveel verwijzingen. Anders naar verhouding van het recept.",
    "About how many referrals. Else in the proportion of the recipe.",
)
_SEED = Text("Getal waar het toeval mee begint.", "Number with which chance begins.")
_OUT = Text("Map om in te schrijven: nieuw, leeg of eerder gemaakt.", "Folder to write: new, empty or made before.")
_RECIPE = Text("Map met een eigen recept. Anders Waterrijk.", "Folder with a recipe of your own. Else Waterrijk.")
_WITHOUT = Text("Laat een feit uit truths.toml weg. Mag vaker.", "Leave out a truth of truths.toml. May be repeated.")
NEAR = (0.9, 1.1)
"""A number of referrals within a tenth of what was asked is what was asked."""
_OTHER_NUMBER = Text(
    "Let op: er zijn {asked} verwijzingen gevraagd. Dat lukte niet met dit aantal gezinnen. "
    "Vraag een ander aantal, of laat --households weg.",
    "Note: {asked} referrals were asked. That could not be done with this number of households. "
    "Ask for another number, or leave out --households.",
)
_BUSY = Text("Bezig met maken", "Generating")
_ONE_REFERRAL = Text("{n} verwijzing", "{n} referral")
_MANY_REFERRALS = Text("{n} verwijzingen", "{n} referrals")
_MADE = Text(
    "Gemaakt in {folder}: {households}, {cases}, {referrals}. Lees het in met: kaart import {folder}",
    "Made in {folder}: {households}, {cases}, {referrals}. Read it in with: kaart import {folder}",
)
