"""An answer as plain values, for `--json` and for whoever reads it with a program."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from graph.analyses.table import Table
from graph.text import Language, Text


def as_json(result: Any, language: Language) -> dict[str, Any]:
    """The fields of a result by name, a trailing underscore left off; tables as lists of rows, texts as strings."""
    return {f.name.rstrip("_"): _plain(getattr(result, f.name), language) for f in fields(result)}


def _plain(value: Any, language: Language) -> Any:
    if isinstance(value, Table):
        return list(value.rows())
    if isinstance(value, Text):
        return value.to(language)
    return [_plain(v, language) for v in value] if isinstance(value, tuple) else value
