"""Taking back on SQLite: what stands in the way, what it does, and what was touched since a version."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.bodies import record
from graph.changesets import ChangeSet, Touched
from graph.difference import NONE
from graph.model import Record
from graph.stores.sqlite_connection import Connection
from graph.stores.sqlite_read import keys
from graph.undo import Flip, root_of
from queries import SQLITE

_REFERENCES = ("organisation", "parent", "loket", "professional", "from_", "to", "told_by")


def blocked_by(db: Connection, flip: Flip) -> tuple[int, ...]:
    """The change sets that must be undone first."""
    if flip.stands:
        # What comes back must find everything as it left it.
        return tuple(n for n, other in flip.later if db.one(SQLITE.TOUCHED_ALIKE, flip.root, other))
    return tuple(sorted({n for (n,) in db.rows(SQLITE.BUILDS_ON, flip.root)} | _referring(db, flip.root)))


def flip(db: Connection, flip: Flip, number: int) -> None:
    """Makes a change set stand, or no longer; the undo of a number touches all that its root did."""
    if flip.stands:
        db.run(SQLITE.SET_STANDING, flip.root)
        for statement in (
            SQLITE.RESTAMP_RECORDS,
            SQLITE.RESTAMP_HOUSEHOLDS,
            SQLITE.RESTAMP_CASES,
            SQLITE.RESTAMP_REFERRALS,
            SQLITE.RESTAMP_EVENTS,
        ):
            db.run(statement, flip.root)
    else:
        db.run(SQLITE.SET_UNDONE, flip.root)
    db.run(SQLITE.COPY_TOUCHED, number, flip.root)
    db.run(SQLITE.COPY_FLAGS, flip.root, number)


def touched_since(db: Connection, history: Sequence[ChangeSet], version: int) -> Touched:
    """What changed after a version."""
    flags = [(map_, homes) for *_, map_, homes in db.rows(SQLITE.GET_CHANGES, version)]
    by_number = {c.number: c for c in history}
    # An undo stamps no rows of its own: it flips those of its root.
    stamps = {root_of(c, by_number) for c in history if c.number > version}
    homes = keys(db, SQLITE.HOUSEHOLDS_STAMPED, np.array(sorted(stamps))) if any(h for _, h in flags) else NONE
    return Touched(np.sort(keys(db, SQLITE.GET_TOUCHED, version)), np.unique(homes), any(m for m, _ in flags))


def _referring(db: Connection, number: int) -> set[int]:
    """The change sets of records that name a record which would be gone."""
    gone = {key for _, key in db.rows(SQLITE.RECORDS_ONLY_OF, number)}
    if not gone:
        return set()
    rows = db.rows(SQLITE.GET_RECORDS)
    return {born for kind, _, text, born in rows if born > number and _names(record(kind, text)) & gone}


def _names(record: Record) -> set[str]:
    return {name for field in _REFERENCES if (name := getattr(record, field, None))}
