"""The command `kaart`: finds the language, runs a subcommand, and turns every error into a sentence."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

from app.commandline import COMMAND_HERE, OPTIONS_HERE, KaartGroup, usage_message
from app.commands import SUMMARIES, load
from graph.errors import KaartError, UsageRefused
from graph.text import Language, Text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and leave with its exit status: 0, 1 (a problem in the data) or 2 (usage)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    status = run(words)
    if arguments is None:
        _leave(status)
    return status


def run(words: list[str]) -> int:
    """The exit status of one command; its errors are told in the language of the user."""
    language = language_of(words)
    try:
        _check_language()
        result = kaart(language).main(words, prog_name="kaart", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except KaartError as error:
        _tell(error.to(language), words)
        return error.exit_status
    except click.UsageError as error:
        _tell(usage_message(error, language), words)
        return 2
    except (KeyboardInterrupt, click.Abort):
        _tell(_STOPPED.to(language), words)
        return 1
    except BrokenPipeError:
        # The reader of a pipe went away; closing standard output would raise once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _tell(_NO_FILE.format(why=error.strerror or error, path=error.filename or "-").to(language), words)
        return 1
    except Exception as error:
        if os.environ.get("KAART_DEBUG"):
            raise
        _tell(_OUR_FAULT.format(kind=type(error).__name__).to(language), words)
        return 1


def kaart(language: Language) -> KaartGroup:
    """The command with all its subcommands, in one language."""
    group = KaartGroup(
        "kaart",
        summaries=SUMMARIES,
        load=lambda name: load(name, language),
        help=_ABOUT.to(language),
        context_settings={"help_option_names": ["--help", "-h"]},
        options_metavar=OPTIONS_HERE.to(language),
        subcommand_metavar=COMMAND_HERE.to(language),
        params=[
            click.Option(["--lang"], type=click.Choice(["nl", "en"]), help=_LANG.to(language), expose_value=False),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=_VERSION.to(language),
            ),
        ],
    )
    group.language = language
    return group


def language_of(words: Sequence[str]) -> Language:
    """The language that `--lang` or KAART_LANG names; Dutch when neither does."""
    named = [value for name, value in pairwise(words) if name == "--lang"]
    named += [w.removeprefix("--lang=") for w in words if w.startswith("--lang=")]
    choice = named[-1] if named else os.environ.get("KAART_LANG", "")
    return "en" if choice.strip().lower() == "en" else "nl"


def _check_language() -> None:
    if os.environ.get("KAART_LANG", "nl").strip().lower() not in ("nl", "en", ""):
        raise UsageRefused(_LANGUAGES)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"kaart {version('verwijskaart')}")
        ctx.exit()


def _tell(message: str, words: Sequence[str]) -> None:
    click.echo(message, err=True)
    if "--json" in words:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))


def _leave(status: int) -> None:
    # What was asked is done and told; a Ctrl-C from here on must not say otherwise.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout.flush()
    sys.exit(status)


_ABOUT = Text(
    "Verwijskaart laat zien wie er is, hoe gezinnen van loket naar loket gaan, en waar zij worden teruggestuurd.",
    "Verwijskaart shows who is there, how households go from loket to loket, and where they are sent back.",
)
_LANG = Text("Taal van de woorden: nl of en.", "Language of the words: nl or en.")
_VERSION = Text("Toon de versie.", "Show the version.")
_LANGUAGES = Text("Kies bij KAART_LANG uit: nl, en.", "Choose for KAART_LANG from: nl, en.")
_STOPPED = Text("Gestopt. Er is niets veranderd.", "Stopped. Nothing was changed.")
_OUR_FAULT = Text(
    "Dit is een fout van Verwijskaart zelf ({kind}), niet van jou. Zet KAART_DEBUG=1 en probeer opnieuw; "
    "stuur ons dan wat je ziet.",
    "This is a fault of Verwijskaart itself ({kind}), not of yours. Set KAART_DEBUG=1 and try again; "
    "then send us what you see.",
)
_NO_FILE = Text("Dit lukt niet: {path} ({why}).", "This does not work: {path} ({why}).")
