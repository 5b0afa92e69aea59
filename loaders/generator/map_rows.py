"""Records of the map as rows of our own tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from enum import Enum

from graph.model import Record


def map_rows(records: Iterable[Record]) -> Iterator[list[str]]:
    """The records as rows of cells, in the order of their fields."""
    for record in records:
        yield [_cell(getattr(record, f.name)) for f in fields(record)]  # type: ignore[arg-type]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(_cell(part) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    return str(value.value) if isinstance(value, Enum) else str(value)
