"""The map as an analyst sees it: lokets, professionals and ties, drawn from the records as they were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from enum import Enum
from typing import Any

from graph.codes import Layer
from graph.model import SHORT_WORDS, Direction, Loket, Organisation, Plan, Professional, Record, Term, Tie
from graph.stores.neo4j_connection import Connection
from queries.cypher import NEO4J

_ENDS: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("parent",),
    Loket: ("organisation",),
    Professional: ("loket",),
    Tie: ("from_", "to", "layer"),
    Plan: ("household", "loket", "professional"),
    Direction: ("household", "professional"),
}
"""The fields that are relationships, and not properties."""


def draw(db: Connection, records: Iterable[Record], number: int) -> None:
    """Draws records of the map, as they stand from a version."""
    for statement, rows in _by_statement(records, drawing=True).items():
        db.run(getattr(NEO4J, statement), rows=rows, number=number)


def undraw(db: Connection, records: Iterable[Record]) -> None:
    """Takes drawn records back."""
    for statement, rows in _by_statement(records, drawing=False).items():
        db.run(getattr(NEO4J, statement), rows=rows)


def _by_statement(records: Iterable[Record], *, drawing: bool) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        found.setdefault(_statement(record, drawing=drawing), []).append(_row(record))
    return found


def _statement(record: Record, *, drawing: bool) -> str:
    """The constant of the catalogue; of our own tables only, never of a word from outside."""
    if isinstance(record, Tie) and drawing:
        return "DRAW_KNOWS" if record.layer is Layer.KNOWS else "DRAW_AGREEMENT"
    return f"{'DRAW' if drawing else 'UNDRAW'}_{type(record).table.upper()}"


def _row(record: Record) -> dict[str, Any]:
    ends = _ENDS.get(type(record), ())
    given = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    facts = {_word(name): _plain(value) for name, value in given.items() if name not in ends and name != "id"}
    if "id" not in given:
        facts["id"] = record.key
    if isinstance(record, Term):
        facts = {name: value or "" for name, value in facts.items()}
    return {"id": record.key, "facts": facts} | {_word(name): _plain(given[name]) for name in ends}


def _word(name: str) -> str:
    return SHORT_WORDS.get(name, name)


def _plain(value: Any) -> Any:
    """A value as Cypher knows it; what is empty is absent."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value] or None
    if isinstance(value, Enum):
        return str(value.value)
    return None if value == "" else value
