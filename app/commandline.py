"""The shape of the command line: commands and options whose words come in the language of the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext
from typing import Any

import click

from graph.text import Language, Text


class KaartCommand(click.Command):
    """A command whose help has our own headings."""

    language: Language = "nl"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=USAGE.to(self.language) + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under our own heading."""
        rows = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        with formatter.section(OPTIONS.to(self.language)):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in the language of the user."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP.to(self.language)
        return option


class KaartGroup(KaartCommand, click.Group):
    """The command `kaart`, which loads a subcommand only when it is used.

    Parameters
    ----------
    summaries
        The name of each subcommand and its one line of help, in order.
    load
        Makes a subcommand from its name.
    """

    def __init__(
        self, *args: Any, summaries: dict[str, Text], load: Callable[[str], click.Command], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._summaries, self._load = summaries, load

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the subcommands."""
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A subcommand, loaded now."""
        return self._load(cmd_name) if cmd_name in self._summaries else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the words name, or a message with those that there are."""
        if args and args[0] not in self._summaries and not args[0].startswith("-"):
            words = NO_COMMAND.format(name=args[0], names=", ".join(self._summaries))
            raise click.UsageError(words.to(self.language), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and subcommands."""
        KaartCommand.format_options(self, ctx, formatter)
        with formatter.section(COMMANDS.to(self.language)):
            formatter.write_dl([(name, text.to(self.language)) for name, text in self._summaries.items()])


def command(
    name: str, language: Language, help: Text, params: Sequence[click.Parameter], run: Callable[..., object]
) -> KaartCommand:
    """A subcommand from its words, its parameters and what it does."""
    shared = [click.Option(["--lang"], type=click.Choice(["nl", "en"]), help=LANG.to(language), expose_value=False)]
    made = KaartCommand(
        name,
        params=[*params, *shared],
        callback=run,
        help=help.to(language),
        options_metavar=OPTIONS_HERE.to(language),
    )
    made.language = language
    return made


def option(language: Language, *names: str, help: Text, **settings: Any) -> click.Option:
    """An option with its words in the language of the user."""
    return click.Option(list(names), help=help.to(language), **settings)


def db_option(language: Language) -> click.Option:
    """`--db`, on every command that reads or writes."""
    return option(language, "--db", help=DB, metavar="DB")


def json_option(language: Language) -> click.Option:
    """`--json`, on everything that answers."""
    return option(language, "--json", "as_json", help=JSON, is_flag=True)


def usage_message(error: click.UsageError, language: Language) -> str:
    """What a person reads when the words of a command do not fit."""
    where = error.ctx.command_path if error.ctx else "kaart"
    return f"{_wrong(error, language)}\n{SEE.format(command=where).to(language)}"


def _wrong(error: click.UsageError, language: Language) -> str:
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        text = NEAR_OPTION.format(name=error.option_name, near=near) if near else NO_OPTION
        return text.format(name=error.option_name).to(language)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return MISSING_PART.format(
            name=error.param.make_metavar(error.ctx or click.Context(click.Command("kaart")))
        ).to(language)
    if isinstance(error, click.BadOptionUsage):
        return BAD_OPTION.format(name=error.option_name).to(language)
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0]
        if isinstance(error.param.type, click.Choice):
            return NOT_A_CHOICE.format(name=name, choices=", ".join(error.param.type.choices)).to(language)
        kind = error.param.type
        if isinstance(kind, click.IntRange):
            text = TOO_SMALL if kind.max is None else NOT_IN_RANGE
            return text.format(name=name, least=kind.min, most=kind.max).to(language)
        if isinstance(kind, click.types.IntParamType):
            return NOT_A_NUMBER.format(name=name).to(language)
        return BAD_VALUE.format(name=name, why=error.message).to(language)
    return gettext(error.message)


OPTIONS_HERE = Text("[OPTIES]", "[OPTIONS]")
COMMAND_HERE = Text("OPDRACHT ...", "COMMAND ...")
USAGE = Text("Gebruik:", "Usage:")
OPTIONS = Text("Opties", "Options")
COMMANDS = Text("Opdrachten", "Commands")
HELP = Text("Toon deze uitleg.", "Show this help.")
LANG = Text("Taal van de woorden: nl of en.", "Language of the words: nl or en.")
DB = Text(
    "Welke database: een bestand, 'demo', of een server (neo4j://...). Anders KAART_DB, anders je eigen database.",
    "Which database: a file, 'demo', or a server (neo4j://...). Else KAART_DB, else your own database.",
)
JSON = Text("Geef het antwoord als JSON.", "Give the answer as JSON.")
SEE = Text("Zie: {command} --help", "See: {command} --help")
NO_COMMAND = Text(
    "Er is geen opdracht '{name}'. Kies uit: {names}.", "There is no command '{name}'. Choose from: {names}."
)
NO_OPTION = Text("De optie {name} bestaat niet.", "There is no option {name}.")
NEAR_OPTION = Text("De optie {name} bestaat niet. Bedoel je {near}?", "There is no option {name}. Do you mean {near}?")
MISSING_PART = Text("Er ontbreekt iets: {name}.", "Something is missing: {name}.")
BAD_OPTION = Text("De optie {name} is niet goed gebruikt.", "The option {name} is not used well.")
NOT_A_CHOICE = Text("Kies bij {name} uit: {choices}.", "Choose for {name} from: {choices}.")
NOT_A_NUMBER = Text("Geef bij {name} een heel getal.", "Give a whole number for {name}.")
TOO_SMALL = Text(
    "Geef bij {name} een heel getal van minstens {least}.", "Give a whole number of at least {least} for {name}."
)
NOT_IN_RANGE = Text(
    "Geef bij {name} een heel getal van {least} tot {most}.", "Give a whole number from {least} to {most} for {name}."
)
BAD_VALUE = Text("De waarde bij {name} past niet: {why}", "The value of {name} does not fit: {why}")
