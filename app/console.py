"""What the command line prints: sentences, tables, JSON and progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from graph.text import Language, Text


class Console:
    """Prints in one language; answers go to standard output, all else to standard error."""

    def __init__(self, language: Language, as_json: bool = False) -> None:
        self.language, self.as_json = language, as_json

    def say(self, text: Text | str) -> None:
        """One line of an answer."""
        click.echo(text if isinstance(text, str) else text.to(self.language))

    def remark(self, text: Text | str) -> None:
        """One line that is no part of the answer."""
        click.echo(text if isinstance(text, str) else text.to(self.language), err=True)

    def answer(self, value: Any) -> None:
        """An answer as JSON."""
        # Indenting costs a pass in Python over every value, so only a person at a terminal gets it.
        indent = 2 if sys.stdout.isatty() else None
        click.echo(json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False, default=str))

    def number(self, value: Any, decimals: int = 2) -> str:
        """A number as people write it in the language: 8.577 or 8,577; what is missing is a dash."""
        if value is None:
            return "-"
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        text = f"{value:,}" if isinstance(value, int) or value == int(value) else f"{value:,.{decimals}f}"
        text = text.removesuffix(".0")
        return text if self.language == "en" else text.translate(_DUTCH)

    def table(self, rows: Sequence[dict[str, str]], heads: Sequence[str], most: int, total: int) -> None:
        """Rows under their heads, the first `most` of a total; says how many more there are."""
        cells = [list(row.values()) for row in rows[:most]]
        widths = [max(len(c) for c in column) for column in zip(heads, *cells, strict=True)]
        for line in (heads, *cells):
            self.say("  " + "  ".join(_fit(c, w) for c, w in zip(line, widths, strict=True)).rstrip())
        if total > most:
            self.say(_MORE.format(n=self.number(total - most)))

    def lines(self, texts: Iterable[Text | str]) -> None:
        """Several lines of an answer."""
        for text in texts:
            self.say(text)

    def progress(self, words: Text) -> Progress:
        """A line that shows how far a work is."""
        return Progress(words.to(self.language))


class Progress:
    """Shows how far a work is on standard error, where a person looks; silent in a pipe."""

    def __init__(self, words: str) -> None:
        self._words, self._shown = words, -1
        self._visible = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show a share; each whole per cent once."""
        share = min(100, done * 100 // total) if total else 0
        if self._visible and share != self._shown:
            self._shown = share
            click.echo(f"\r{self._words} {share:3d} %", err=True, nl=share == 100)


def _fit(cell: str, width: int) -> str:
    numeric = cell[:1].isdigit() or cell == "-" or cell[:2].lstrip("-").isdigit()
    return cell.rjust(width) if numeric else cell.ljust(width)


_DUTCH = str.maketrans({",": ".", ".": ","})
_MORE = Text("  ... en nog {n}; met --json krijg je alles.", "  ... and {n} more; --json gives them all.")
