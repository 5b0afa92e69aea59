"""An answer in words: its numbers with their names, its tables, and why something cannot be measured."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from app.console import Console
from app.words import word
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
        console.say(f"  {word(name).to(console.language):{width}}  {console.number(value)}")
    for name, value in values.items():
        if isinstance(value, Table):
            _print_table(console, word(name), value, network)
    console.lines(values.get("notes", ()))


def _print_table(console: Console, title: Text, table: Table, network: Network) -> None:
    rows = [
        {name: _shown(name, value, network) for name, value in row.items() if not isinstance(value, list)}
        for row in table.rows()
    ]
    if not rows:
        return
    console.say("")
    console.say(title)
    console.table(rows, [word(name).to(console.language) for name in rows[0]])


_LOKET_COLUMNS = frozenset({"a", "b", "from", "to", "loket"})


def _shown(name: str, value: Any, network: Network) -> Any:
    return network.title(value) if name in _LOKET_COLUMNS and isinstance(value, str) else value
