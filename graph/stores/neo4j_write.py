"""Writing the rows of a change set to Neo4j: ending what it replaces, adding rows, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graph.batch import Batch
from graph.bodies import body
from graph.columns import Ints
from graph.difference import NONE, Difference, Ended
from graph.pseudonyms import labels
from graph.stores import neo4j_map, neo4j_read
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_connection import Values
from graph.stores.neo4j_logs import derive_anew
from graph.stores.neo4j_rows import Names
from graph.stores.neo4j_work import Rows, split, work
from queries.cypher import NEO4J

if TYPE_CHECKING:
    from graph.hooks import Progress

TOGETHER = 20_000
"""A change set of at most so many rows is one transaction."""
_TOUCHED = 100_000


def names(db: Database) -> Names:
    """What the codes in the database mean."""
    words = {key: word for word, key in neo4j_read.words(db).items()}
    return Names(words, {number: (name, kind) for number, name, kind in db.rows(NEO4J.GET_SOURCES)})


def write(db: Database, number: int, change: Difference, progress: Progress | None) -> None:
    """Ends what a change set replaces and adds its rows."""
    batch = placed(db, change.batch)
    parts = (batch.households, batch.cases, batch.referrals, batch.events)
    total = sum(len(part) for part in parts)
    told = _Told(progress, total)
    if total > TOGETHER:
        batch = _write_apart(db, number, batch, change.ended, told)
    retire(db, number, change.ended)
    old = (
        [r for r in neo4j_read.facts(db) if (r.kind, r.key) in set(change.ended.records)]
        if change.ended.records
        else []
    )
    neo4j_map.undraw(db, (f.record for f in old))
    retire_facts(db, change.ended.records, [number])
    add_facts(db, [(type(r).table, r.key, body(r), number, None) for r in batch.records])
    neo4j_map.draw(db, batch.records, number)
    put(db, number, Rows.new(batch, number), told)
    settle(db, number, _touched_of(batch, change.ended), bool(change.ended.count))
    touch(db, number, change.touched)


def placed(db: Database, batch: Batch) -> Batch:
    """The batch with positions after all that were ever given, in its own order; a changed referral keeps its own."""
    new = batch.referrals.position < 0
    fresh = int(new.sum())
    if not fresh and not len(batch.events):
        return batch
    start = int(db.now()["positions"])
    db.keep(positions=start + fresh + len(batch.events))
    position = batch.referrals.position.copy()
    position[new] = start + np.arange(fresh)
    events = start + fresh + np.arange(len(batch.events))
    return replace(
        batch, referrals=batch.referrals.with_(position=position), events=batch.events.with_(position=events)
    )


def retire(db: Database, number: int, ended: Ended) -> None:
    """Ends rows of the register."""
    if ended.count or len(ended.whole):
        db.keep(retired=number)
    everything: Values = {"born": None, "ended": None, "claim": [number]}
    for part in neo4j_read.asked(labels("household", ended.households)):
        db.run(NEO4J.RETIRE_HOUSEHOLDS, ids=part, **everything)
    for part in neo4j_read.asked(labels("case", ended.cases)):
        db.run(NEO4J.RETIRE_CASES, ids=part, **everything)
    for part in neo4j_read.asked(labels("case", ended.whole)):
        db.run(NEO4J.RETIRE_REFERRALS_OF, cases=part, **everything)
        db.run(NEO4J.RETIRE_EVENTS_OF, cases=part, **everything)
    for part in neo4j_read.asked(labels("referral", ended.referrals)):
        db.run(NEO4J.RETIRE_REFERRALS, ids=part, number=number, claim=[number])


def retire_facts(db: Database, pairs: Iterable[tuple[str, str]], claim: list[int]) -> None:
    """Ends records of the map."""
    rows = [list(pair) for pair in pairs]
    if rows:
        db.run(NEO4J.RETIRE_FACTS, rows=rows, claim=claim)


def add_facts(db: Database, rows: Iterable[tuple[str, str, str, int, list[int] | None]]) -> None:
    """Adds records of the map as they were given."""
    if every := [list(row) for row in rows]:
        db.run(NEO4J.ADD_FACTS, rows=every)


def put(db: Database, number: int, rows: Rows, told: _Told | None = None) -> None:
    """Adds rows of the register in the writing transaction; what follows from them is for `settle`."""
    known = names(db)

    for size, statements in work(number, rows, known, fresh=False):
        for statement, values in statements:
            db.run(statement, **values)
        if told:
            told(size)


def settle(db: Database, number: int, cases: Ints, retired: bool) -> None:
    """What follows from the rows of some cases: derived referrals, entries, and who follows whom."""
    derive_anew(db, number, cases, names(db))
    for part in neo4j_read.asked(labels("case", cases)):
        if retired:
            db.run(NEO4J.DROP_BARE_CASES, cases=part)
        db.run(NEO4J.LINK, cases=part)
    if retired:
        db.run(NEO4J.DROP_BARE_HOUSEHOLDS)
        db.run(NEO4J.DROP_BARE_NAMES)


def touch(db: Database, number: int, cases: Ints) -> None:
    """Notes the cases that a change set touched."""
    for start in range(0, len(cases), _TOUCHED):
        part = np.ascontiguousarray(cases[start : start + _TOUCHED], dtype="<i8")
        db.run(NEO4J.ADD_TOUCHED, change=number, cases=part.tobytes())


def _write_apart(db: Database, number: int, batch: Batch, ended: Ended, told: _Told) -> Batch:
    """Writes the rows of cases that are not there yet, a portion a transaction; the rows that are left."""
    if db.one(NEO4J.IS_EMPTY):
        old = homes = NONE
    else:
        old = neo4j_read.keys(db, NEO4J.THERE, "case", _touched_of(batch, ended), v=number - 1)
        homes = neo4j_read.keys(db, NEO4J.HOUSEHOLDS_THERE, "household", batch.households.key, v=number - 1)
    new, left = split(batch, old, homes)
    db.abreast(number, work(number, Rows.new(new, number), names(db), fresh=True), told)
    return left


def _touched_of(batch: Batch, ended: Ended) -> Ints:
    return Difference(batch, ended, 0, 0, 0).touched


class _Told:
    """Tells how many rows are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def __call__(self, rows: int) -> None:
        """So many rows more."""
        self._done += rows
        if self._progress:
            self._progress(self._done, self._total)
