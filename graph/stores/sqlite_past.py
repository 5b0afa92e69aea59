"""Everything that a database of SQLite holds, with its past: read for a move, and written by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np

from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.instants import instant
from graph.past import Past, PastChange, PastFact, Stamped
from graph.sources import Source, SourceKind
from graph.stores import sqlite_backup
from graph.stores.sqlite_connection import Connection
from graph.stores.sqlite_file import new_epoch
from graph.stores.sqlite_write import portions
from queries import SQLITE, Statement

C = TypeVar("C", bound=Columns)
Displaced = dict[tuple[Any, ...], list[int]]
_GROUP = {"households": "key", "cases": "key", "referrals": "case", "events": "case"}
_KEY = {"households": "key", "cases": "key", "referrals": "key", "events": "position"}


def past(db: Connection) -> Past:
    """Everything in a database."""
    displaced: dict[str, Displaced] = {}
    for change, part, group, key, born in db.rows(SQLITE.PAST_DISPLACED):
        displaced.setdefault(part, {}).setdefault((group, key, born), []).append(change)
    types = np.dtype([("change", np.int64), ("case", np.int64)])
    touched = db.columns(SQLITE.PAST_TOUCHED, types)
    return Past(
        positions=int(db.one(SQLITE.GET_META, "positions") or 0),
        words=tuple((key, text) for key, text in db.rows(SQLITE.GET_WORDS)),
        sources=tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in db.rows(SQLITE.GET_SOURCES)),
        changes=tuple(_change(row) for row in db.rows(SQLITE.PAST_CHANGES)),
        touched=(touched["change"], touched["case"]),
        facts=_facts(db, displaced.get("records", {})),
        households=_stamped(db, HouseholdColumns, SQLITE.PAST_HOUSEHOLDS, "households", displaced),
        cases=_stamped(db, CaseColumns, SQLITE.PAST_CASES, "cases", displaced),
        referrals=_stamped(db, ReferralColumns, SQLITE.PAST_REFERRALS, "referrals", displaced),
        events=_stamped(db, EventColumns, SQLITE.PAST_EVENTS, "events", displaced),
        erased=frozenset(digest for (digest,) in db.rows(SQLITE.GET_ERASED)),
        backups=sqlite_backup.backups(db),
    )


def _change(row: Sequence[Any]) -> PastChange:
    facts = dict(zip(SQLITE.PAST_CHANGES.gives, row, strict=True))
    flags = {name: bool(facts[name]) for name in ("map", "households", "undone")}
    return PastChange(**(facts | flags))


def _facts(db: Connection, displaced: Displaced) -> tuple[PastFact, ...]:
    found = []
    for kind, key, body, born, died in db.rows(SQLITE.PAST_RECORDS):
        ended = {*displaced.get((kind, key, born), ()), *([died] if died else [])}
        found.append(PastFact(kind, key, body, born, tuple(sorted(ended))))
    return tuple(found)


def _stamped(
    db: Connection, kind: type[C], statement: Statement, part: str, displaced: dict[str, Displaced]
) -> Stamped[C]:
    types = {f.name: f.metadata["dtype"] for f in fields(kind)}  # type: ignore[arg-type]
    types |= {"born": np.dtype(np.int64), "died": np.dtype(np.int64)}
    found = db.columns(statement, np.dtype([(name, types[name]) for name in statement.gives]))
    born, died = found.pop("born"), found.pop("died")
    rows = kind(**found)
    row = np.flatnonzero(died)
    more = _displaced_rows(rows, born, part, displaced.get(part, {}))
    pairs = np.unique(np.concatenate([np.stack([row, died[row]], axis=1), more]), axis=0)
    return Stamped(rows, born, pairs[:, 0], pairs[:, 1])


def _displaced_rows(rows: Columns, born: Ints, part: str, displaced: Displaced) -> Ints:
    """Pairs of a row and who ended it before; these are few, so only their groups are looked at."""
    group, key = getattr(rows, _GROUP[part]), getattr(rows, _KEY[part])
    groups = np.array([g for g, _, _ in displaced], dtype=np.int64)
    at = np.flatnonzero(np.isin(group, groups))
    ids = zip(group[at].tolist(), key[at].tolist(), born[at].tolist(), strict=True)
    pairs = [(row, by) for row, id_ in zip(at.tolist(), ids, strict=True) for by in displaced.get(id_, ())]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def take(db: Connection, past: Past, told: Callable[[int], None]) -> None:
    """Makes a database hold a past and nothing else, in the open transaction; who was erased here stays erased."""
    db.run(SQLITE.DROP_EVERYTHING)
    # No snapshot of before may ever be taken for one of now.
    new_epoch(db)
    db.run(SQLITE.SET_META, "positions", past.positions)
    _take_bookkeeping(db, past)
    undone = past.undone
    for statement, part, name in (
        (SQLITE.KEEP_HOUSEHOLD, past.households, "households"),
        (SQLITE.KEEP_CASE, past.cases, "cases"),
        (SQLITE.KEEP_REFERRAL, past.referrals, "referrals"),
        (SQLITE.KEEP_EVENT, past.events, "events"),
    ):
        _take_rows(db, statement, part, name, undone, told)
    _take_facts(db, past, undone)


def _take_bookkeeping(db: Connection, past: Past) -> None:
    db.many(SQLITE.ADD_WORD, past.words)
    db.many(SQLITE.ADD_SOURCE, ((s.number, s.name, s.kind.value) for s in past.sources))
    for c in past.changes:
        facts = (c.number, c.kind, c.who, c.made, c.why, c.source, c.added, c.removed, c.undoes, c.map, c.households)
        db.run(SQLITE.ADD_CHANGE, *facts)
    db.many(SQLITE.SET_UNDONE, ((number,) for number in sorted(past.undone)))
    change, case = past.touched
    for number in np.unique(change).tolist():
        db.run(SQLITE.ADD_TOUCHED, number, case[change == number])
    db.many(SQLITE.ADD_ERASED, ((digest,) for digest in past.erased))
    have = {(b.path, b.when) for b in sqlite_backup.backups(db)}
    new = (b for b in past.backups if (b.path, b.when) not in have)
    db.many(SQLITE.ADD_BACKUP, [(str(b.path), instant(b.when), b.version) for b in new])


def _take_rows(
    db: Connection,
    statement: Statement,
    part: Stamped[Any],
    name: str,
    undone: frozenset[int],
    told: Callable[[int], None],
) -> None:
    group, key = getattr(part.rows, _GROUP[name]), getattr(part.rows, _KEY[name])
    died, others = _split(part, undone)
    db.many(
        SQLITE.KEEP_DISPLACED,
        ((by, name, int(group[row]), int(key[row]), int(part.born[row])) for row, by in others),
    )
    # In the order of the keys every table only grows.
    order = np.lexsort((part.born, key, group))
    rows, born, died = part.rows.take(order), part.born[order], died[order]
    for at, values in portions(rows, statement.takes[:-2]):
        ends = [end or None for end in died[at].tolist()]
        db.insert(statement, zip(*values, born[at].tolist(), ends, strict=True))
        told(len(ends))


def _split(part: Stamped[Any], undone: frozenset[int]) -> tuple[Ints, Iterator[tuple[int, int]]]:
    """Of each row the change set that ended it, 0 for none: the one that stands, else the last; and the others."""
    died = np.zeros(len(part), dtype=np.int64)
    standing = ~np.isin(part.by, np.array(sorted(undone), dtype=np.int64))
    order = np.lexsort((part.by, standing, part.row))
    row, by = part.row[order], part.by[order]
    last = np.append(row[1:] != row[:-1], True)[: len(row)]
    died[row[last]] = by[last]
    return died, zip(row[~last].tolist(), by[~last].tolist(), strict=True)


def _take_facts(db: Connection, past: Past, undone: frozenset[int]) -> None:
    rows, others = [], []
    for f in sorted(past.facts, key=lambda f: (f.kind, f.key, f.born)):
        died = max(f.ended, key=lambda by: (by not in undone, by), default=None)
        rows.append((f.kind, f.key, f.body, f.born, died))
        others += [(by, "records", f.kind, f.key, f.born) for by in f.ended if by != died]
    db.many(SQLITE.KEEP_RECORD, rows)
    db.many(SQLITE.KEEP_DISPLACED, others)
