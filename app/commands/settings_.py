"""`kaart settings`: what was chosen for this register, which figures that changes, and who chose it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commandline import command, db_option, json_option, option
from app.commands.import_ import who
from app.console import Console
from graph.errors import UsageRefused
from graph.text import Language, Text

if TYPE_CHECKING:
    from graph.choices import Chosen, Setting, SettingsChange, Value

_LAST = -1


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    dutch = language == "nl"
    params: list[click.Parameter] = [
        click.Argument(["name"], required=False, metavar="[NAAM]" if dutch else "[NAME]"),
        click.Argument(["value"], required=False, metavar="[WAARDE]" if dutch else "[VALUE]"),
        option(language, "--why", help=_WHY, default="", metavar='"..."'),
        option(language, "--history", help=_HISTORY, is_flag=True),
        option(language, "--undo", help=_UNDO, type=int, is_flag=False, flag_value=_LAST, metavar="[N]"),
        db_option(language),
        json_option(language),
    ]

    def run(as_json: bool, db: str | None, **asked: Any) -> int:
        _settings(Console(language, as_json), db, **asked)
        return 0

    return command("settings", language, _HELP, params, run)


def _settings(
    console: Console, db: str | None, name: str | None, value: str | None, why: str, history: bool, undo: int | None
) -> None:
    from app.choosing import choices_place
    from graph.choices import undo_settings
    from graph.settings import Settings

    place = choices_place(Settings(), db)
    if sum((history, undo is not None, name is not None)) > 1:
        raise UsageRefused(_ONE_AT_A_TIME)
    if history:
        _print_history(console, place)
    elif undo is not None:
        _print_change(console, undo_settings(place, None if undo == _LAST else undo, who=who()))
    elif name is not None:
        _choose(console, place, name, value, why)
    else:
        _print(console, place)


def _choose(console: Console, place: Path, name: str, value: str | None, why: str) -> None:
    from graph.choices import change_settings, chosen_settings, setting

    known = setting(name)
    if value is None:
        if why:
            raise UsageRefused(_WHICH_VALUE.format(name=known.name))
        _print_one(console, known, chosen_settings(place))
        return
    made = change_settings(place, known.put(chosen_settings(place), _read(known, value)), who=who(), why=why)
    if made is not None:
        _print_change(console, made)
    elif console.as_json:
        console.answer(None)
    else:
        console.say(_SAME.format(name=known.name))


def _read(known: Setting, value: str) -> Value:
    from graph.choices import words_of

    if known.field is None:
        return words_of(value)
    try:
        return int(value)
    except ValueError:
        raise UsageRefused(_NO_NUMBER.format(name=known.name, value=value)) from None


def _print(console: Console, place: Path) -> None:
    from graph.choices import SETTINGS, chosen_settings

    chosen = chosen_settings(place)
    if console.as_json:
        console.answer([_setting_json(s, chosen, console.language) for s in SETTINGS])
        return
    for known in SETTINGS:
        _print_one(console, known, chosen)


def _print_one(console: Console, known: Setting, chosen: Chosen) -> None:
    from graph.choices import Chosen

    if console.as_json:
        console.answer(_setting_json(known, chosen, console.language))
        return
    now, usual = known.of(chosen), known.of(Chosen())
    line = _LINE.format(name=known.name, label=known.label, value=_shown(now)).to(console.language)
    console.say(line + (_USUAL.format(value=_shown(usual)).to(console.language) if now != usual else ""))
    console.say(f"  {known.help.to(console.language)}")
    if known.figures:
        console.say(_FIGURES.format(figures=figures(known)))


def figures(known: Setting) -> Text:
    """The titles of the questions that a setting changes."""
    from graph.analyses import analysis

    titles = [analysis(name).title for name in known.figures]
    return Text("; ".join(t.nl for t in titles), "; ".join(t.en for t in titles))


def other_than_usual(chosen: Chosen, question: str) -> Text | None:
    """What a person must know beside an answer: which settings that change it are not the usual ones."""
    from graph.choices import SETTINGS, Chosen

    usual = Chosen()
    moved = [s for s in SETTINGS if question in s.figures and s.of(chosen) != s.of(usual)]
    if not moved:
        return None
    return _NOT_USUAL.format(settings=", ".join(f"{s.name} = {s.of(chosen)} ({s.of(usual)})" for s in moved))


def _print_history(console: Console, place: Path) -> None:
    from graph.choices import settings_changes

    changes = settings_changes(place)
    if console.as_json:
        console.answer([_change_json(c) for c in changes])
    elif not changes:
        console.say(_NONE)
    for change in () if console.as_json else changes:
        console.say(_change_line(change, console.language))


def _print_change(console: Console, change: SettingsChange) -> None:
    if console.as_json:
        console.answer(_change_json(change))
        return
    console.say(_change_line(change, console.language))
    console.say(_REGRET.format(number=change.number))


def _change_line(change: SettingsChange, language: Language) -> str:
    moved = ", ".join(f"{m.setting.name} {_shown(m.before)} -> {_shown(m.after)}" for m in change.moved)
    why = _OF_CHANGE.format(number=change.undoes).to(language) if change.undoes else change.why
    when = change.when.astimezone().strftime("%d-%m-%Y %H:%M")
    line = f"{change.number}. {when} {change.who}: {moved}" + (f" ({why})" if why else "")
    return line + (_UNDONE.format(number=change.undone_by).to(language) if change.undone_by else "")


def _setting_json(known: Setting, chosen: Chosen, language: Language) -> dict[str, Any]:
    return {
        "name": known.name,
        "label": known.label.to(language),
        "value": known.of(chosen),
        "help": known.help.to(language),
        "figures": known.figures,
    }


def _change_json(change: SettingsChange) -> dict[str, Any]:
    return {
        "change": change.number,
        "who": change.who,
        "when": change.when.isoformat(timespec="seconds"),
        "why": change.why,
        "set": {m.setting.name: {"from": m.before, "to": m.after} for m in change.moved},
        "undoes": change.undoes,
        "undone_by": change.undone_by,
    }


def _shown(value: Value) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


_HELP = Text(
    "Toon of verander de instellingen van dit register. Ze gelden voor iedereen die het gebruikt.\n\n"
    "Met alleen een NAAM zie je die instelling en welke cijfers zij verandert; zonder NAAM zie je ze alle.",
    "Show or change the settings of this register. They hold for everybody who uses it.\n\n"
    "With only a NAME you see that setting and which figures it changes; without NAME you see all of them.",
)
_WHY = Text("Waarom je dit verandert.", "Why you change this.")
_HISTORY = Text("Toon wie wat wanneer veranderde.", "Show who changed what and when.")
_UNDO = Text(
    "Zet de laatste verandering terug, of die met een nummer.", "Put the last change back, or the one with a number."
)
_ONE_AT_A_TIME = Text(
    "Kies een van de drie: een instelling veranderen, --history of --undo.",
    "Choose one of the three: change a setting, --history or --undo.",
)
_WHICH_VALUE = Text("Welke waarde? Typ: kaart settings {name} WAARDE", "Which value? Type: kaart settings {name} VALUE")
_NO_NUMBER = Text("Geef bij {name} een heel getal, niet '{value}'.", "Give a whole number for {name}, not '{value}'.")
_SAME = Text("{name} stond al zo. Er is niets veranderd.", "{name} was so already. Nothing was changed.")
_LINE = Text("{name} = {value}  ({label})", "{name} = {value}  ({label})")
_USUAL = Text("  [gewoon: {value}]", "  [usually: {value}]")
_FIGURES = Text("  Verandert: {figures}.", "  Changes: {figures}.")
_NOT_USUAL = Text(
    "Let op: hier gelden andere instellingen dan gewoon (tussen haakjes): {settings}. Zie: kaart settings",
    "Note: other settings than the usual ones (in brackets) hold here: {settings}. See: kaart settings",
)
_NONE = Text(
    "Er is nog niets gekozen: de gewone instellingen gelden.", "Nothing was chosen yet: the usual settings hold."
)
_REGRET = Text("Spijt? Typ: kaart settings --undo {number}", "Regret it? Type: kaart settings --undo {number}")
_OF_CHANGE = Text("zet {number} terug", "puts {number} back")
_UNDONE = Text(" [teruggezet door {number}]", " [put back by {number}]")
