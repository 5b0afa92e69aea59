"""Under which scope the identities of a source become pseudonyms, so that two of them never meet by accident.

A case that names no household stands for one of its own: the case's own pseudonym, which no household can have.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.pseudonyms import Door
from graph.sources import Source, SourceKind

TABLES = ""
"""Ids of our own tables hold over all of them."""


def possible_households(door: Door, identity: str, sources: Iterable[Source]) -> tuple[int, ...]:
    """Every pseudonym that an import can have given to a household, or to the household of a case that names none."""
    scopes = (TABLES, *(s.name for s in sources if s.kind is SourceKind.LOG))
    return tuple(
        pseudonym
        for scope in scopes
        for pseudonym in (door.pseudonym("household", identity, scope), door.pseudonym("case", identity, scope))
    )
