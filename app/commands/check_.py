"""`kaart check`: everything that an import does but write."""

from __future__ import annotations

import click

from app.commands.import_ import importing
from graph.text import Language, Text


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    return importing("check", _HELP, language, check=True)


_HELP = Text(
    "Doe alles wat inlezen doet, maar bewaar niets. Toon elk probleem met bestand, rij en waarde.",
    "Do everything that an import does, but keep nothing. Show every problem with file, row and value.",
)
