"""What stands in a database of Neo4j, as columns and records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from graph.batch import Batch
from graph.bodies import GatheredRecords, record
from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.difference import NONE, Ended
from graph.model import Record
from graph.pseudonyms import PseudonymKind, code, labels
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_rows import unpacked
from queries import Statement
from queries.cypher import NEO4J

C = TypeVar("C", bound=Columns)
K = TypeVar("K", HouseholdColumns, CaseColumns)
ASKED = 20_000
"""So many ids are asked for at once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A record of the map as it is kept, with who made it and who ended it."""

    kind: str
    key: str
    body: str
    born: int
    ended: list[int] | None

    @property
    def record(self) -> Record:
        """The record."""
        return record(self.kind, self.body)


def facts(db: Connection) -> list[Fact]:
    """The records of the map that stand, sorted by table and key."""
    return [Fact(*row) for row in db.rows(NEO4J.GET_FACTS)]


def _records(db: Connection) -> GatheredRecords:
    return GatheredRecords(dict(db.rows(NEO4J.GET_BODIES)))


def words(db: Connection) -> dict[str, int]:
    """The dictionary, in the order of its keys."""
    keys, texts = db.rows(NEO4J.GET_WORDS)[0]
    return dict(zip(texts, keys, strict=True))


def contents(db: Connection, cases: Ints | None, households: Ints | None = None, *, with_map: bool = True) -> Batch:
    """Everything that stands, or of the register only some cases; codes point into the words of the batch."""
    dictionary = words(db)
    coded = _everything(db) if cases is None else _of(db, np.unique(cases), households)
    coded = replace(coded, records=_records(db) if with_map else ())
    # Keys of words have gaps where one was erased.
    places = np.full(max(dictionary.values(), default=0) + 2, -1, dtype=np.int64)
    places[list(dictionary.values())] = np.arange(len(dictionary))
    numbered = replace(coded, words=tuple(str(i) for i in range(len(places) - 1)))
    dense = numbered.recoded({str(i): int(place) for i, place in enumerate(places[:-1])})
    return replace(dense, words=tuple(dictionary))


def _everything(db: Connection) -> Batch:
    return Batch(
        households=_by_key(_all(db, HouseholdColumns, NEO4J.GET_HOUSEHOLDS)),
        cases=_by_key(_all(db, CaseColumns, NEO4J.GET_CASES)),
        referrals=_all(db, ReferralColumns, NEO4J.GET_REFERRALS),
        events=_settled(_all(db, EventColumns, NEO4J.GET_EVENTS)),
    )


def _of(db: Connection, wanted: Ints, households: Ints | None) -> Batch:
    cases = cases_of(db, wanted)
    homes = np.union1d(cases.household, NONE if households is None else households)
    return Batch(
        households=households_of(db, homes),
        cases=cases,
        referrals=referrals_of(db, wanted),
        events=events_of(db, wanted),
    )


def households_of(db: Connection, keys: Ints) -> HouseholdColumns:
    """Some households."""
    return _some(db, HouseholdColumns, NEO4J.GET_HOUSEHOLDS_OF, labels("household", keys))


def cases_of(db: Connection, keys: Ints) -> CaseColumns:
    """Some cases."""
    return _some(db, CaseColumns, NEO4J.GET_CASES_OF, labels("case", keys))


def referrals_of(db: Connection, cases: Ints) -> ReferralColumns:
    """The recorded referrals of some cases."""
    return _some(db, ReferralColumns, NEO4J.GET_REFERRALS_OF, labels("case", cases))


def events_of(db: Connection, cases: Ints) -> EventColumns:
    """The rows of some cases in the event logs, in the order of case and position."""
    return _settled(_some(db, EventColumns, NEO4J.GET_EVENTS_OF, labels("case", cases)))


def held(db: Connection, batch: Batch) -> Batch:
    """What stands of a batch, coded by the keys of words."""
    records = tuple(f.record for f in facts(db)) if batch.records else ()
    if db.one(NEO4J.IS_EMPTY):
        # A first import asks for nothing that cannot be there.
        return Batch(records=records)
    return Batch(
        records=records,
        households=households_of(db, np.unique(batch.households.key)),
        cases=cases_of(db, np.unique(batch.cases.key)),
        referrals=_held_referrals(db, batch.referrals),
        events=events_of(db, np.unique(batch.events.case)),
    )


def _held_referrals(db: Connection, wanted: ReferralColumns) -> ReferralColumns:
    if not len(wanted):
        return ReferralColumns.empty()
    there = referrals_of(db, np.unique(wanted.case))
    # One that is not with its case may be with another.
    absent = np.setdiff1d(wanted.key, there.key)
    return there.append(find_referrals(db, absent)) if len(absent) else there


def find_referrals(db: Connection, keys: Ints) -> ReferralColumns:
    """Some referrals, wherever their cases."""
    return _some(db, ReferralColumns, NEO4J.FIND_REFERRALS, labels("referral", keys))


def named(db: Connection, ids: frozenset[str]) -> tuple[Ended, frozenset[str]]:
    """What stands under some ids; and the ids that are nowhere."""
    pseudonyms = {key: i for i in ids if (key := code(i)) is not None}
    wanted = np.array(sorted(pseudonyms), dtype=np.int64)
    pairs = tuple((f.kind, f.key) for f in facts(db) if f.key in ids)
    households = households_of(db, wanted).key
    whole = np.union1d(cases_now_of(db, wanted), keys(db, NEO4J.THERE, "case", wanted, v=db.version))
    cases = cases_of(db, whole)
    referrals = find_referrals(db, wanted)
    referrals = referrals.take(~np.isin(referrals.case, whole))
    found = {key for _, key in pairs}
    for group in (households, whole, referrals.key, cases.household):
        found |= {pseudonyms[k] for k in group.tolist() if k in pseudonyms}
    return Ended(pairs, households, cases.key, whole, referrals.key, referrals.case), ids - found


def cases_now_of(db: Connection, households: Ints) -> Ints:
    """The cases of some households."""
    return keys(db, NEO4J.CASES_OF_HOUSEHOLDS, "household", households)


def keys(db: Connection, statement: Statement, kind: PseudonymKind, wanted: Ints, **values: Any) -> Ints:
    """The pseudonyms that a statement gives for some ids of a kind."""
    found = [code(id_) for part in asked(labels(kind, wanted)) for (id_,) in db.rows(statement, ids=part, **values)]
    return np.unique(np.array(found, dtype=np.int64))


def asked(ids: list[Any]) -> Iterator[list[Any]]:
    """Ids, some at a time."""
    for start in range(0, len(ids), ASKED):
        yield ids[start : start + ASKED]


def _all(db: Connection, kind: type[C], statement: Statement) -> C:
    return unpacked(kind, db.joined(statement, v=db.version))


def _some(db: Connection, kind: type[C], statement: Statement, ids: list[str]) -> C:
    return unpacked(kind, b"".join(db.joined(statement, v=db.version, ids=part) for part in asked(ids)))


def _by_key(rows: K) -> K:
    return rows.take(np.argsort(rows.key))


def _settled(events: EventColumns) -> EventColumns:
    return events.take(np.lexsort((events.position, events.case))) if len(events) else events
