"""The statements that add rows of the register to Neo4j, a portion at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.batch import Batch
from graph.columns import CaseColumns, Flags, Ints
from graph.derive import derive
from graph.stores.neo4j_apart import Work
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
from queries.cypher import NEO4J

PORTION = 10_000
"""The rows of one transaction of a change set that is not one transaction."""


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
    for part in _by_households(rows):
        batch = part.batch
        made: Work = []
        if len(batch.households):
            values = household_rows(batch.households, part.households, known)
            made.append((NEO4J.ADD_HOUSEHOLDS, {"rows": values, "number": number}))
        made += _of_cases(number, part, known, fresh=fresh)
        yield len(batch.households) + len(batch.cases) + len(batch.referrals) + len(batch.events), made


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


def _by_households(rows: Rows) -> Iterator[Rows]:
    """All rows of some households at a time, about a portion of them.

    Two portions have no household and no case in common: written at the same time they do not wait for each other.
    """
    batch = rows.batch
    parts = (batch.households, batch.cases, batch.referrals, batch.events)
    of_case = (_homes(batch.cases, case) for case in (batch.cases.key, batch.referrals.case, batch.events.case))
    homes = (batch.households.key, *of_case)
    born = np.asarray(rows.events.born, dtype=np.int64)
    order = (
        np.argsort(homes[0], kind="stable"),
        np.lexsort((batch.cases.key, homes[1])),
        np.lexsort((batch.referrals.key, batch.referrals.case, homes[2])),
        np.lexsort((batch.events.position, born, batch.events.case, homes[3])),
    )
    every = np.sort(np.concatenate(homes), kind="stable")
    if not len(every):
        return
    bounds = np.unique(every[PORTION::PORTION])
    cuts = [
        np.concatenate([[0], np.searchsorted(home[at], bounds), [len(at)]]).tolist()
        for home, at in zip(homes, order, strict=True)
    ]
    stamps = (rows.households, rows.cases, rows.referrals, rows.events)
    for i in range(len(bounds) + 1):
        some = [at[cut[i] : cut[i + 1]] for at, cut in zip(order, cuts, strict=True)]
        taken: list[Any] = [part.take(at) for part, at in zip(parts, some, strict=True)]
        yield Rows(Batch(batch.words, (), *taken), *(_taken(s, at) for s, at in zip(stamps, some, strict=True)))


def _homes(cases: CaseColumns, case: Ints) -> Ints:
    """The household of each of some cases; one that is only named stands for itself."""
    if not len(cases):
        return case
    order = np.argsort(cases.key, kind="stable")
    at = order[np.searchsorted(cases.key, case, sorter=order) % len(cases)]
    return np.where(cases.key[at] == case, cases.household[at], case)


def _taken(stamps: Stamps, some: Ints) -> Stamps:
    places = some.tolist()
    return Stamps([stamps.born[i] for i in places], [stamps.ended[i] for i in places])
