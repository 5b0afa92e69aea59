"""What stands in a database of SQLite, as columns and records."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from graph.batch import Batch
from graph.bodies import record
from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.difference import NONE, Ended
from graph.model import Record
from graph.pseudonyms import code
from graph.stores.sqlite_connection import Connection
from queries import SQLITE, Statement

C = TypeVar("C", bound=Columns)


def keys(db: Connection, statement: Statement, *values: Any) -> Ints:
    """The only column of a statement, as keys."""
    (name,) = statement.gives
    return db.columns(statement, np.dtype([(name, np.int64)]), *values)[name]


def columns(db: Connection, kind: type[C], statement: Statement, *values: Any) -> C:
    """The rows of a statement as columns."""
    types = {f.name: f.metadata["dtype"] for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**db.columns(statement, np.dtype([(name, types[name]) for name in statement.gives]), *values))


def records(db: Connection) -> tuple[Record, ...]:
    """The records of the map, sorted by table and key."""
    return tuple(record(kind, text) for kind, _, text, _ in db.rows(SQLITE.GET_RECORDS))


def words(db: Connection) -> dict[str, int]:
    """The dictionary."""
    return {text: key for key, text in db.rows(SQLITE.GET_WORDS)}


def contents(db: Connection, cases: Ints | None, households: Ints | None = None, with_map: bool = True) -> Batch:
    """Everything that stands, or of the register only some cases; codes point into the words of the batch."""
    dictionary = words(db)
    coded = _everything(db) if cases is None else _of(db, np.unique(cases), households)
    coded = replace(coded, records=records(db) if with_map else ())
    # Keys of words have gaps where one was erased.
    places = np.full(max(dictionary.values(), default=0) + 2, -1, dtype=np.int64)
    places[list(dictionary.values())] = np.arange(len(dictionary))
    numbered = replace(coded, words=tuple(str(i) for i in range(len(places) - 1)))
    dense = numbered.recoded({str(i): int(place) for i, place in enumerate(places[:-1])})
    return replace(dense, words=tuple(dictionary))


def _everything(db: Connection) -> Batch:
    return Batch(
        households=columns(db, HouseholdColumns, SQLITE.GET_HOUSEHOLDS),
        cases=columns(db, CaseColumns, SQLITE.GET_CASES),
        referrals=columns(db, ReferralColumns, SQLITE.GET_REFERRALS),
        events=columns(db, EventColumns, SQLITE.GET_EVENTS),
    )


def _of(db: Connection, wanted: Ints, households: Ints | None) -> Batch:
    cases = columns(db, CaseColumns, SQLITE.GET_CASES_OF, wanted)
    homes = np.union1d(cases.household, NONE if households is None else households)
    return Batch(
        households=columns(db, HouseholdColumns, SQLITE.GET_HOUSEHOLDS_OF, homes),
        cases=cases,
        referrals=columns(db, ReferralColumns, SQLITE.GET_REFERRALS_OF, wanted),
        events=columns(db, EventColumns, SQLITE.GET_EVENTS_OF, wanted),
    )


def held(db: Connection, batch: Batch) -> Batch:
    """What stands of a batch, coded by the keys of words."""
    return Batch(
        records=records(db) if batch.records else (),
        households=columns(db, HouseholdColumns, SQLITE.GET_HOUSEHOLDS_OF, np.unique(batch.households.key)),
        cases=columns(db, CaseColumns, SQLITE.GET_CASES_OF, np.unique(batch.cases.key)),
        referrals=_held_referrals(db, batch.referrals),
        events=columns(db, EventColumns, SQLITE.GET_EVENTS_OF, np.unique(batch.events.case)),
    )


def _held_referrals(db: Connection, wanted: ReferralColumns) -> ReferralColumns:
    if not len(wanted):
        return ReferralColumns.empty()
    there = columns(db, ReferralColumns, SQLITE.GET_REFERRALS_OF, np.unique(wanted.case))
    # One that is not with its case may be with another.
    absent = np.setdiff1d(wanted.key, there.key)
    return there.append(columns(db, ReferralColumns, SQLITE.FIND_REFERRALS, absent)) if len(absent) else there


def named(db: Connection, ids: frozenset[str]) -> tuple[Ended, frozenset[str]]:
    """What stands under some ids; and the ids that are nowhere."""
    pseudonyms = {key: i for i in ids if (key := code(i)) is not None}
    wanted = np.array(sorted(pseudonyms), dtype=np.int64)
    pairs = tuple((kind, key) for kind, key, _, _ in db.rows(SQLITE.GET_RECORDS) if key in ids)
    households = columns(db, HouseholdColumns, SQLITE.GET_HOUSEHOLDS_OF, wanted).key
    homes = keys(db, SQLITE.CASES_NOW_OF, wanted)
    whole = np.union1d(homes, keys(db, SQLITE.CASES_NAMED, wanted)) if len(wanted) else NONE
    cases = columns(db, CaseColumns, SQLITE.GET_CASES_OF, whole).key
    referrals = columns(db, ReferralColumns, SQLITE.FIND_REFERRALS, wanted) if len(wanted) else ReferralColumns.empty()
    referrals = referrals.take(~np.isin(referrals.case, whole))
    found = {key for _, key in pairs}
    with_cases = keys(db, SQLITE.HOUSEHOLDS_OF_CASES, whole)
    for group in (households, whole, referrals.key, with_cases):
        found |= {pseudonyms[k] for k in group.tolist() if k in pseudonyms}
    return Ended(pairs, households, cases, whole, referrals.key, referrals.case), ids - found
