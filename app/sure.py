"""Asking whether a person is sure, before something is lost."""

from __future__ import annotations

import sys

import click

from app.console import Console
from graph.errors import Stopped, UsageRefused
from graph.text import Text

YES = Text("Vraag niet of je het zeker weet.", "Do not ask whether you are sure.")


def make_sure(console: Console, yes: bool, warning: Text, kept: Text) -> None:
    """Ask, unless `yes` was said already: `warning` says what will be lost, `kept` that nothing was.

    Raises
    ------
    UsageRefused
        When there is nobody at a terminal to ask.
    Stopped
        When the person is not sure.
    """
    if yes:
        return
    console.remark(warning)
    if not sys.stdin.isatty():
        raise UsageRefused(_SAY_YES)
    if not click.confirm(_SURE.to(console.language), err=True):
        raise Stopped(kept)


_SURE = Text("Weet je het zeker?", "Are you sure?")
_SAY_YES = Text("Voeg --yes toe als je het zeker weet.", "Add --yes when you are sure.")
