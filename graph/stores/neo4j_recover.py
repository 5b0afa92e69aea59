"""What a writer does first on Neo4j: finishing or taking back what another began and never completed."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from datetime import datetime

from graph.changesets import Unfinished
from graph.difference import Difference
from graph.instants import AMSTERDAM
from graph.stores import neo4j_work
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_parts import finish, unmark
from queries.cypher import NEO4J

_MOST = 10_000


def recover(db: Database, *, spare: bool = False) -> None:
    """Takes back every change set that is open; only its writer's lock keeps one open, and that lock is ours now.

    With `spare` imports are left open: one that brings the same may go on with it.
    """
    for number, root, mark, *_ in db.rows(NEO4J.OPEN_CHANGES):
        if not (spare and mark):
            db.claim(number)
            take_back(db, number, root)
    finish(db)
    if db.now().get("moving"):
        # A move into this database was broken off: it says that it is empty, and now it is.
        clear(db)
        db.keep(moving=None)


def goes_on(db: Database, number: int, mark: str) -> bool:
    """Whether the same change set was left open, so that its parts can be kept; any other is taken back."""
    same = False
    for other, root, theirs, *_ in db.rows(NEO4J.OPEN_CHANGES):
        db.claim(other)
        if (other, theirs) == (number, mark):
            same = True
        else:
            take_back(db, other, root)
    return same


def unfinished(db: Database) -> Unfinished | None:
    """The import that was left open and could go on, unless one is at work on it."""
    for number, _, mark, who, made, why, parts in db.rows(NEO4J.OPEN_CHANGES):
        if mark:
            when = datetime.fromtimestamp(made / 1_000_000, tz=AMSTERDAM)
            return Unfinished(number, who, when, why, parts * neo4j_work.PORTION)
    return None


def mark_of(number: int, change: Difference) -> str:
    """A name for what a change set brings, to the letter, and for how it is divided over transactions."""
    batch, ended = change.batch, change.ended
    digest = hashlib.sha256(f"{number} {neo4j_work.PORTION} {ended.records} {batch.words}".encode())
    digest.update(repr(batch.records).encode())
    for part in (batch.households, batch.cases, batch.referrals, batch.events):
        for column in fields(part):
            digest.update(getattr(part, column.name).tobytes())
    for ids in (ended.households, ended.cases, ended.whole, ended.referrals):
        digest.update(ids.tobytes())
    return digest.hexdigest()


def clear(db: Database) -> None:
    """Takes out what a database holds, a portion a transaction; not who were erased, nor which copies were made."""
    while db.alone(NEO4J.DROP_EVERYTHING, most=_MOST) != [(0,)]:
        pass


def take_back(db: Database, number: int, root: int | None = None) -> None:
    """Takes back the rows of an open change set that is ours, a portion a transaction, and then the change set.

    Raises
    ------
    Overtaken
        When somebody else has claimed it; what is left is theirs.
    """
    if root is not None:
        unmark(db, root, number)
    while db.mine(number, [(NEO4J.TAKE_BACK, {"number": number, "most": _MOST})]) != [(0,)]:
        pass
    db.forget_parts(number)
