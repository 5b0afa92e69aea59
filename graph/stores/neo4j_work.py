"""The statements that add rows of the register to Neo4j, a portion at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.batch import Batch
from graph.columns import Flags, Ints
from graph.derive import derive
from graph.stores.neo4j_connection import Values
from graph.stores.neo4j_logs import entries_of
from graph.stores.neo4j_rows import (
    Names,
    Stamps,
    case_rows,
    derived_rows,
    grouped,
    household_rows,
    log_rows,
    referral_rows,
)
from queries import Statement
from queries.cypher import NEO4J

PORTION = 10_000
"""The rows of one transaction of a change set that is not one transaction."""
Work = list[tuple[Statement, Values]]


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of the register to add, each with who made it and who ended it; None where a change set makes them all."""

    batch: Batch
    households: Stamps
    cases: Stamps
    referrals: Stamps
    events: Stamps

    @classmethod
    def new(cls, batch: Batch, number: int) -> Rows:
        """Rows that a change set makes."""
        parts = (batch.households, batch.cases, batch.referrals, batch.events)
        return cls(batch, *(Stamps.new(number, len(part)) for part in parts))


def split(batch: Batch, cases: Ints, homes: Ints) -> tuple[Batch, Batch]:
    """The rows of cases and households that are new, and the rest with the records of the map."""
    flags: tuple[Flags, ...] = (
        np.isin(batch.households.key, homes),
        np.isin(batch.cases.key, cases),
        np.isin(batch.referrals.case, cases),
        np.isin(batch.events.case, cases),
    )
    every = (batch.households, batch.cases, batch.referrals, batch.events)
    new = [part.take(~there) for part, there in zip(every, flags, strict=True)]
    old = [part.take(there) for part, there in zip(every, flags, strict=True)]
    return Batch(batch.words, (), *new), Batch(batch.words, batch.records, *old)  # type: ignore[arg-type]


def work(number: int, rows: Rows, known: Names, *, fresh: bool) -> Iterator[tuple[int, Work]]:
    """What must be sent, a portion at a time, with how many rows that is; of fresh cases with all that follows."""
    homes, stamps = rows.batch.households, rows.households
    for start in range(0, len(homes), PORTION):
        part = slice(start, start + PORTION)
        some = homes.take(part)
        values = household_rows(some, Stamps(stamps.born[part], stamps.ended[part]), known)
        yield len(some), [(NEO4J.ADD_HOUSEHOLDS, {"rows": values, "number": number})]
    for some_rows in _by_cases(rows):
        batch = some_rows.batch
        yield (
            len(batch.cases) + len(batch.referrals) + len(batch.events),
            _of_cases(number, some_rows, known, fresh=fresh),
        )


def _of_cases(number: int, rows: Rows, known: Names, *, fresh: bool) -> Work:
    """The statements for all rows of some cases."""
    batch = rows.batch
    values = case_rows(batch.cases, rows.cases, known)
    groups = grouped(batch.referrals.case, referral_rows(batch.referrals, rows.referrals, known))
    logs = log_rows(batch.events, rows.events.born, rows.events.ended)
    made: Work = []
    if fresh and logs:
        derived = derive(batch.events)
        groups += grouped(derived.referrals.case, derived_rows(derived, number, known))
    lokets = _placed_lokets(groups)
    named = sorted({*lokets, *(row[2] for row in values if row[2] is not None)})
    if named:
        made.append((NEO4J.ENSURE_LOKETS, {"ids": named, "number": number}))
    if values:
        made.append((NEO4J.ADD_CASES, {"rows": values, "number": number}))
    if logs:
        made.append((NEO4J.ADD_LOGS, {"rows": logs, "number": number}))
    if groups:
        made.append((NEO4J.ADD_REFERRALS, {"lokets": lokets, "groups": groups, "number": number}))
    if fresh:
        if logs:
            entered, ids = entries_of(batch.events, batch.cases, known)
            made.append((NEO4J.ENSURE_LOKETS, {"ids": ids, "number": number}))
            made.append((NEO4J.SET_LOGGED, {"rows": entered}))
        made.append((NEO4J.LINK, {"cases": [group[0] for group in groups]}))
    return made


def _placed_lokets(groups: list[list[Any]]) -> list[str]:
    """The lokets that referrals come from and go to, which are replaced by places in this list."""
    places: dict[str, int] = {}
    for _, rows in groups:
        for row in rows:
            for i in (1, 2):
                if row[i] is not None:
                    row[i] = places.setdefault(row[i], len(places))
    return list(places)


def _by_cases(rows: Rows) -> Iterator[Rows]:
    """All rows of some cases at a time, about a portion of them."""
    batch = rows.batch
    order = (
        np.argsort(batch.cases.key, kind="stable"),
        np.lexsort((batch.referrals.key, batch.referrals.case)),
        np.lexsort((batch.events.position, np.asarray(rows.events.born, dtype=np.int64), batch.events.case)),
    )
    parts = (batch.cases.take(order[0]), batch.referrals.take(order[1]), batch.events.take(order[2]))
    stamps = [_taken(s, o) for s, o in zip((rows.cases, rows.referrals, rows.events), order, strict=True)]
    keys = (parts[0].key, parts[1].case, parts[2].case)
    every = np.sort(np.concatenate(keys), kind="stable")
    if not len(every):
        return
    bounds = np.unique(every[PORTION::PORTION])
    cuts = [np.concatenate([[0], np.searchsorted(key, bounds), [len(key)]]).tolist() for key in keys]
    for i in range(len(bounds) + 1):
        a = [slice(cut[i], cut[i + 1]) for cut in cuts]
        part = Batch(
            batch.words,
            (),
            batch.households.take(slice(0)),
            parts[0].take(a[0]),
            parts[1].take(a[1]),
            parts[2].take(a[2]),
        )
        some = [Stamps(s.born[at], s.ended[at]) for s, at in zip(stamps, a, strict=True)]
        yield Rows(part, Stamps.new(0, 0), *some)


def _taken(stamps: Stamps, order: Ints) -> Stamps:
    places = order.tolist()
    return Stamps([stamps.born[i] for i in places], [stamps.ended[i] for i in places])
