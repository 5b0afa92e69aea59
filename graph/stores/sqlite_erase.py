"""Erasure on SQLite: rows of every version, names, texts; then every file in which they may be left."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from graph.bodies import body, record
from graph.columns import Ints
from graph.erasure import Digests, Persons, people_of
from graph.errors import StoreLocked
from graph.model import Direction, Plan
from graph.pseudonyms import Door, code
from graph.stores.sqlite_connection import Connection
from graph.stores.sqlite_file import new_epoch
from graph.text import Text
from queries import SQLITE


def erase(db: Connection, persons: Persons, digests: Sequence[bytes]) -> int:
    """Erases all rows about some persons and keeps their digests; how many rows."""
    rows = _erase_households(db, persons.households, persons.cases)
    rows += _erase_professionals(db, persons.professionals)
    rows += _erase_records(db, persons)
    for number, _, who, _, why, *_ in db.rows(SQLITE.GET_CHANGES, 0):
        if persons.named_in(who) or persons.named_in(why):
            db.run(SQLITE.REWRITE_CHANGE, persons.blanked(who), persons.blanked(why), number)
    db.many(SQLITE.ADD_ERASED, [(digest,) for digest in digests])
    # No snapshot of before may ever be taken for one of now.
    new_epoch(db)
    db.run(SQLITE.SET_META, "sweep", 1)
    return rows


def _erase_households(db: Connection, households: Ints, cases: Ints) -> int:
    rows = db.run(SQLITE.ERASE_HOUSEHOLDS, households)
    for statement in (SQLITE.ERASE_REFERRALS, SQLITE.ERASE_EVENTS, SQLITE.ERASE_CASES):
        rows += db.run(statement, cases)
    db.run(SQLITE.ERASE_TOUCHED, cases)
    db.run(SQLITE.ERASE_DISPLACED, np.union1d(households, cases))
    return rows


def _erase_professionals(db: Connection, ids: frozenset[str]) -> int:
    keys = [key for key, text in db.rows(SQLITE.GET_WORDS) if text in ids] if ids else []
    rows = 0
    for key in keys:
        rows += db.run(SQLITE.UNNAME_PROFESSIONAL, key)
        db.run(SQLITE.ERASE_WORD, key)
    return rows


def _erase_records(db: Connection, persons: Persons) -> int:
    rows = 0
    for kind, key, text, born in db.rows(SQLITE.ALL_RECORDS):
        old = record(kind, text)
        left = persons.scrubbed(old)
        if left is None:
            db.run(SQLITE.ERASE_RECORD, kind, key, born)
            db.run(SQLITE.ERASE_DISPLACED_RECORD, kind, key)
        elif left != old:
            db.run(SQLITE.REWRITE_RECORD, body(left), kind, key, born)
        rows += left != old
    return rows


def sweep(db: Connection, cache: Path | None) -> None:
    """Leaves nothing of what was deleted in the file, in its log or in a snapshot.

    Raises
    ------
    StoreLocked
        When another program goes on reading what was there before; the next opening sweeps again.
    """
    db.run(SQLITE.VACUUM)
    busy = db.checkpoint()
    if cache and cache.exists():
        shutil.rmtree(cache)
    if busy:
        raise StoreLocked(_STILL_READ.format(path=db.path))
    db.run(SQLITE.DROP_META, "sweep")


def known(db: Connection, kind: str, ids: frozenset[str | int]) -> frozenset[str | int]:
    """Which households or professionals any row names."""
    records = [record(table, text) for table, _, text, _ in db.rows(SQLITE.ALL_RECORDS)]
    if kind == "professional":
        named = {name for r in records for name in people_of(r)}
        return ids & (named | {text for (text,) in db.rows(SQLITE.PROFESSIONAL_WORDS)})
    planned = {code(r.household) for r in records if isinstance(r, Plan | Direction)}
    return frozenset(i for i in ids if i in planned or db.one(SQLITE.KNOWS_HOUSEHOLD, i))


def erase_again(db: Connection, digests: frozenset[bytes], door: Door) -> int:
    """Erases from a database everybody of whom a digest is kept elsewhere; how many rows."""
    erased = Digests(digests, door)
    pairs = np.array(db.rows(SQLITE.ALL_PERSONS), dtype=np.int64).reshape(-1, 2)
    households = erased.keys("household", np.unique(pairs[:, 0]))
    theirs = pairs[np.isin(pairs[:, 0], households), 1]
    cases = np.union1d(erased.keys("case", np.unique(pairs[:, 1])), theirs)
    records = [record(table, text) for table, _, text, _ in db.rows(SQLITE.ALL_RECORDS)]
    named = {name for r in records for name in people_of(r)} | {text for (text,) in db.rows(SQLITE.PROFESSIONAL_WORDS)}
    planned = [k for r in records if isinstance(r, Plan | Direction) and (k := code(r.household)) is not None]
    households = np.union1d(households, erased.keys("household", np.array(planned, dtype=np.int64)))
    persons = Persons(households, cases, erased.professionals(named))
    rows = erase(db, persons, sorted(digests)) if persons.names else 0
    db.many(SQLITE.ADD_ERASED, [(digest,) for digest in digests])
    return rows


_STILL_READ = Text(
    "De gegevens zijn gewist, maar een ander programma leest nog een oudere stand van {path}. "
    "Sluit dat programma en typ 'kaart changes': dan wordt ook de laatste rest opgeruimd.",
    "The data are erased, but another program still reads an older state of {path}. "
    "Close that program and type 'kaart changes': then the last remains are cleared away as well.",
)
