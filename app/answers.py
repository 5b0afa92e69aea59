"""An answer in words: its numbers with their names, its tables, and why something cannot be measured."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from typing import Any

from app.console import Console
from app.words import NO, YES, word
from graph.analyses.analysis import Analysis
from graph.analyses.table import Table
from graph.network import Network
from graph.text import Text


def print_answer(console: Console, asked: Analysis, result: Any, network: Network) -> None:
    """Print a result: title, definition, numbers, tables, notes; lokets by the name people use."""
    console.say(asked.title)
    console.say(asked.help)
    values = {f.name.rstrip("_"): getattr(result, f.name) for f in fields(result)}
    numbers = {k: v for k, v in values.items() if not isinstance(v, Table | tuple)}
    width = max((len(word(name).to(console.language)) for name in numbers), default=0)
    for name, value in numbers.items():
        console.say(f"  {word(name).to(console.language):{width}}  {_plain(console, name, value)}")
    # Cases come last: a person looks for lokets first.
    tables = {name: value for name, value in values.items() if isinstance(value, Table)}
    for name, table in sorted(tables.items(), key=lambda item: "case" in item[1].columns):
        _print_table(console, word(name), table, network)
    console.lines(values.get("notes", ()))


def _print_table(console: Console, title: Text, table: Table, network: Network) -> None:
    rows = [
        {name: _shown(console, name, value, network) for name, value in row.items() if not isinstance(value, list)}
        for row in islice(table.rows(), _MOST + 1)
    ]
    if not rows:
        return
    console.say("")
    console.say(title)
    console.table(rows, [word(name).to(console.language) for name in rows[0]], _MOST, len(table))


_MOST = 20
_SHARES = frozenset({"rate", "rate_all", "return_rate"})
_CODES = frozenset({"kind", "cause", "reason"})
_LOKET_COLUMNS = frozenset({"a", "b", "from", "to", "loket"})


def _shown(console: Console, name: str, value: Any, network: Network) -> str:
    return network.title(value) if name in _LOKET_COLUMNS and isinstance(value, str) else _plain(console, name, value)


def _plain(console: Console, name: str, value: Any) -> str:
    """A value as a person reads it: a share in per cent, a code in words."""
    if name in _SHARES and value is not None:
        return console.number(round(100 * value, 1), 1) + " %"
    if isinstance(value, bool):
        return (YES if value else NO).to(console.language)
    if name in _CODES and isinstance(value, str):
        return word(value).to(console.language)
    return console.number(value)
