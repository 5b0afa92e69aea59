"""What follows from an event log on Neo4j: derived referrals, the entry of a case, and when it was last heard of."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.columns import CaseColumns, EventColumns, Ints
from graph.derive import derive
from graph.pseudonyms import labels
from graph.stores import neo4j_read
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_rows import (
    CASE_DATES,
    Names,
    Row,
    date_names,
    derived_ids,
    derived_rows,
    given,
    grouped,
)
from queries.cypher import NEO4J

_LOGGED = 1 << 2


def derive_anew(db: Connection, number: int, cases: Ints, known: Names) -> None:
    """Makes the derived referrals and entries of some cases as their logs say now; what stays is left alone."""
    for start in range(0, len(cases), neo4j_read.ASKED):
        some = cases[start : start + neo4j_read.ASKED]
        events = neo4j_read.events_of(db, some)
        derived = derive(events)
        had = {tuple(row) for row in db.rows(NEO4J.GET_DERIVED, cases=labels("case", some))}
        has = list(zip(derived_ids(derived.referrals), known.of(derived.come_from), strict=True))
        gone = sorted(id_ for id_, _ in had.difference(has))
        if gone:
            db.keep(retired=number)
            db.run(NEO4J.DROP_DERIVED, ids=gone, number=number)
        new = np.array([pair not in had for pair in has], dtype=np.bool_)
        rows = [row for row, is_new in zip(derived_rows(derived, number, known), new.tolist(), strict=True) if is_new]
        if rows:
            _add(db, number, grouped(derived.referrals.case[new], rows))
        _leave_log(db, np.setdiff1d(some, events.case), known)
        if len(events):
            entered, ids = entries_of(events, neo4j_read.cases_of(db, np.unique(events.case)), known)
            db.run(NEO4J.ENSURE_LOKETS, ids=ids, number=number)
            db.run(NEO4J.SET_LOGGED, rows=entered)


def _leave_log(db: Connection, cases: Ints, known: Names) -> None:
    """Gives cases that stand in no log any more what their own record says."""
    left = neo4j_read.keys(db, NEO4J.WERE_LOGGED, "case", cases)
    if not len(left):
        return
    records = neo4j_read.cases_of(db, left)
    bare = labels("case", np.setdiff1d(left, records.key))
    opened, dates = given(records, "opened"), date_names(records.dates & 0b11, CASE_DATES)
    said = zip(labels("case", records.key), known.of(records.entry), opened, [None] * len(records), dates, strict=True)
    db.run(NEO4J.SET_LOGGED, rows=[*([id_, None, None, None, None] for id_ in bare), *(list(row) for row in said)])


def _add(db: Connection, number: int, groups: list[list[Any]]) -> None:
    lokets = sorted({row[i] for _, rows in groups for row in rows for i in (1, 2)})
    places = {loket: i for i, loket in enumerate(lokets)}
    for _, rows in groups:
        for row in rows:
            row[1], row[2] = places[row[1]], places[row[2]]
    db.run(NEO4J.ENSURE_LOKETS, ids=lokets, number=number)
    db.run(NEO4J.ADD_REFERRALS, lokets=lokets, groups=groups, number=number)


def entries_of(events: EventColumns, cases: CaseColumns, known: Names) -> tuple[list[Row], list[str]]:
    """Of cases in a log: id, entry, opened, logged, dates; and the lokets among them.

    `cases` are the records that there are, whose closing keeps its own mark of a bare date.
    """
    entries = derive(events).entries
    last = events.take(np.lexsort((events.at, events.case)))
    last = last.take(np.append(last.case[1:] != last.case[:-1], True))
    bits = np.where(last.is_date("at"), _LOGGED, 0)
    order = np.argsort(cases.key, kind="stable")
    at = order[np.searchsorted(cases.key, last.case, sorter=order) % max(len(cases), 1)] if len(cases) else None
    opened = np.full(len(last), None, dtype=object)
    if at is not None:
        there = cases.key[at] == last.case
        bits = bits | np.where(there, cases.dates[at] & 0b11, 0)
        opened[there] = [None if v == CaseColumns.missing("opened") else v for v in cases.opened[at][there].tolist()]
    entry = np.full(len(last), None, dtype=object)
    place = np.searchsorted(last.case, entries.case)
    entry[place], opened[place] = known.of(entries.loket), entries.at.tolist()
    bits[place] = bits[place] & ~1 | entries.is_date("at")
    dates = date_names(bits.astype(np.uint8), CASE_DATES)
    rows = zip(labels("case", last.case), entry, opened, last.at.tolist(), dates, strict=True)
    return [list(row) for row in rows], sorted({e for e in entry.tolist() if e is not None})
