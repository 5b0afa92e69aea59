"""Writing the rows of a change set to SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.batch import Batch
from graph.bodies import body
from graph.columns import Columns, Ints
from graph.difference import Difference, Ended
from graph.instants import MISSING
from graph.stores.sqlite_connection import Connection
from queries import SQLITE, Statement

if TYPE_CHECKING:
    from graph.hooks import Progress

CHUNK = 50_000


def write(db: Connection, number: int, change: Difference, progress: Progress | None) -> None:
    """Ends what a change set replaces and adds its rows, in the order of the keys so that every table only grows."""
    batch = placed(db, change.batch)
    _end(db, number, change.ended)
    db.many(
        SQLITE.ADD_RECORD,
        sorted((type(r).table, r.key, body(r), number) for r in batch.records),
    )
    done, total = 0, sum(len(c) for c in (batch.households, batch.cases, batch.referrals, batch.events))
    for statement, columns in (
        (SQLITE.ADD_HOUSEHOLD, _sorted(batch.households, batch.households.key)),
        (SQLITE.ADD_CASE, _sorted(batch.cases, batch.cases.key)),
        (SQLITE.ADD_REFERRAL, _sorted(batch.referrals, batch.referrals.case, batch.referrals.key)),
        (SQLITE.ADD_EVENT, _sorted(batch.events, batch.events.case, batch.events.position)),
    ):
        for size, rows in _portions(columns, statement, number):
            db.insert(statement, rows)
            done += size
            if progress:
                progress(done, total)
    db.run(SQLITE.ADD_TOUCHED, number, change.touched)


def placed(db: Connection, batch: Batch) -> Batch:
    """The batch with positions after all that were ever given, in its own order; a changed referral keeps its own."""
    new = batch.referrals.position < 0
    count = int(new.sum()) + len(batch.events)
    if not count:
        return batch
    start = int(db.one(SQLITE.GET_META, "positions") or 0)
    db.run(SQLITE.SET_META, "positions", start + count)
    position = batch.referrals.position.copy()
    position[new] = start + np.arange(int(new.sum()))
    events = start + int(new.sum()) + np.arange(len(batch.events))
    return Batch(
        batch.words,
        batch.records,
        batch.households,
        batch.cases,
        batch.referrals.with_(position=position),
        batch.events.with_(position=events),
    )


def _end(db: Connection, number: int, ended: Ended) -> None:
    db.many(SQLITE.END_RECORD, [(number, kind, key) for kind, key in ended.records])
    for statement, keys in (
        (SQLITE.END_HOUSEHOLD, ended.households),
        (SQLITE.END_CASE, ended.cases),
        (SQLITE.END_REFERRALS_OF, ended.whole),
        (SQLITE.END_EVENTS_OF, ended.whole),
    ):
        if len(keys):
            db.run(statement, number, keys)
    pairs = zip(repeat(number), ended.referral_cases.tolist(), ended.referrals.tolist(), strict=False)
    db.many(SQLITE.END_REFERRAL, pairs)


def _sorted(columns: Any, *by: Ints) -> Any:
    return columns.take(np.lexsort(by[::-1])) if len(columns) else columns


def _portions(columns: Columns, statement: Statement, number: int) -> Iterator[tuple[int, Iterator[Sequence[Any]]]]:
    """The rows of a change set, a portion at a time."""
    for at, values in portions(columns, statement.takes[:-1]):
        yield len(range(*at.indices(len(columns)))), zip(*values, repeat(number), strict=False)


def portions(columns: Columns, names: Sequence[str]) -> Iterator[tuple[slice, list[list[Any]]]]:
    """Some columns a portion at a time, so that a million rows never stand in memory as Python numbers."""
    for start in range(0, len(columns), CHUNK):
        at = slice(start, start + CHUNK)
        part = columns.take(at)
        yield at, [_values(part, name) for name in names]


def _values(columns: Columns, name: str) -> list[Any]:
    """A column as Python numbers, None where it is missing."""
    values, missing = getattr(columns, name), columns.missing(name)
    absent = values == missing
    if missing not in (MISSING, -1) or not absent.any():
        return list(values.tolist())
    if absent.all():
        return [None] * len(values)
    some = values.astype(object)
    some[absent] = None
    return list(some.tolist())
