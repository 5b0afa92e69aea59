"""Taking back a large change set on Neo4j, some cases a transaction, unseen until the version is raised.

Cases that go are marked as standing until the new version, and put away after it is there; cases that come back are
added from the new version on, and what was put away of them is dropped after it is there. Only cases that are the
change set's own go or come like this: the others are for the writing transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import numpy as np

from graph.batch import Batch
from graph.columns import CaseColumns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.difference import NONE
from graph.pseudonyms import code, labels
from graph.stores import neo4j_read, neo4j_work
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_rows import Names, Stamps, layout, unpacked
from graph.stores.neo4j_work import Rows, work
from graph.undo import Flip
from queries import Statement
from queries.cypher import NEO4J

Was = tuple[Any, ...]
KINDS = {"households": HouseholdColumns, "cases": CaseColumns, "referrals": ReferralColumns, "events": EventColumns}
_STANDS = 2**63 - 1


def touched(db: Database, changes: Iterable[int]) -> Ints:
    """The cases that some change sets touched."""
    rows = db.rows(NEO4J.GET_TOUCHED, changes=sorted(changes))
    parts = [np.frombuffer(cases, dtype="<i8").astype(np.int64) for _, cases in rows]
    return np.unique(np.concatenate(parts)) if parts else NONE


def stamped_homes(db: Database, root: int) -> list[str]:
    """The households of which a change set made or ended a row."""
    return sorted({id_ for id_, _, _ in db.rows(NEO4J.HOUSEHOLDS_STAMPED, numbers=[root])})


def undone(db: Database) -> frozenset[int]:
    """The change sets that do not stand."""
    return frozenset(row[0] for row in db.rows(NEO4J.GET_CHANGES, since=0) if row[11])


def flip_apart(db: Database, flip: Flip, number: int, known: Names) -> tuple[Ints, list[str]]:
    """Flips the cases and households that are a change set's own; gives those that are left."""
    cases, homes = touched(db, [flip.root]), stamped_homes(db, flip.root)
    if flip.stands:
        came = _absent(db, NEO4J.HOUSEHOLDS_THERE, homes, number), _absent(db, NEO4J.THERE, _ids(cases), number)
        _bring_back(db, flip.root, number, *came, known)
    else:
        came = _mark(db, flip.root, number, _ids(cases), homes)
    gone = np.array([code(id_) for id_ in came[1]], dtype=np.int64)
    return np.setdiff1d(cases, gone), sorted(set(homes).difference(came[0]))


def finish(db: Database) -> None:
    """Puts away and drops what the flips that count have left; done again, it does no more."""
    for number, root in db.rows(NEO4J.UNFINISHED):
        off = sorted(undone(db))
        for part in _portions(_ids(touched(db, [root]))):
            db.alone(NEO4J.FINISH_CASES, ids=part, number=number)
            db.alone(NEO4J.DROP_BACK_CASES, ids=part, undone=off)
        for part in _portions(stamped_homes(db, root)):
            db.alone(NEO4J.FINISH_HOUSEHOLDS, ids=part, number=number)
            db.alone(NEO4J.DROP_BACK_HOUSEHOLDS, ids=part, undone=off)
        db.alone(NEO4J.DROP_BARE_HOUSEHOLDS)
        db.alone(NEO4J.DROP_BARE_NAMES)
        db.alone(NEO4J.SET_FINISHED, number=number)


def unmark(db: Database, root: int, number: int) -> None:
    """Lets the cases and households stand again that a broken flip marked."""
    for part in _portions(_ids(touched(db, [root]))):
        db.mine(number, [(NEO4J.MARK_CASES, {"ids": part, "was": number, "now": _STANDS})])
    for part in _portions(stamped_homes(db, root)):
        db.mine(number, [(NEO4J.MARK_HOUSEHOLDS, {"ids": part, "was": number, "now": _STANDS})])


def rows_of(were: list[Was]) -> Rows:
    """Rows that were put away, with who made and who ended them."""
    parts: dict[str, Any] = {}
    stamps: dict[str, Stamps] = {}
    for part, kind in KINDS.items():
        mine = [row for row in were if row[0] == part]
        parts[part] = unpacked(kind, b"".join(row[5] for row in mine))
        each = [len(row[5]) // layout(kind).itemsize for row in mine]
        stamps[part] = Stamps(
            [row[6] for row, n in zip(mine, each, strict=True) for _ in range(n)],
            [row[7] or None for row, n in zip(mine, each, strict=True) for _ in range(n)],
        )
    return Rows(Batch(**parts), *(stamps[part] for part in KINDS))


def standing(rows: Iterable[Was], off: frozenset[int]) -> list[Was]:
    """The rows that stand when some change sets do not."""
    return [row for row in rows if row[6] not in off and off.issuperset(row[7])]


def were_of(db: Database, root: int, cases: list[str], homes: list[str]) -> Iterator[Was]:
    """The rows of some cases and households that were put away, made or ended by a change set."""
    for part in neo4j_read.asked(cases):
        yield from db.rows(NEO4J.GET_WAS_CASES, ids=part, root=root)
    for part in neo4j_read.asked(homes):
        yield from db.rows(NEO4J.GET_WAS_HOUSEHOLDS, ids=part, root=root)


def _mark(db: Database, root: int, number: int, cases: list[str], homes: list[str]) -> tuple[list[str], list[str]]:
    places, own_cases, own_homes = count(), list[str](), list[str]()
    for part in _portions(cases):
        own = [id_ for (id_,) in db.rows(NEO4J.WHOLLY_MADE_CASES, ids=part, root=root)]
        db.apart(number, next(places), [(NEO4J.MARK_CASES, {"ids": own, "was": _STANDS, "now": number})])
        own_cases += own
    for part in _portions(homes):
        own = [id_ for (id_,) in db.rows(NEO4J.WHOLLY_MADE_HOUSEHOLDS, ids=part, root=root, number=number)]
        db.apart(number, next(places), [(NEO4J.MARK_HOUSEHOLDS, {"ids": own, "was": _STANDS, "now": number})])
        own_homes += own
    return own_homes, own_cases


def _bring_back(db: Database, root: int, number: int, homes: list[str], cases: list[str], known: Names) -> None:
    places, off = count(), undone(db)
    every: list[tuple[list[str], list[str]]] = [([], part) for part in _portions(homes)]
    every += [(part, []) for part in _portions(cases)]
    for some_cases, some_homes in every:
        rows = rows_of(standing(were_of(db, root, some_cases, some_homes), off))
        for _, statements in work(number, rows, known, fresh=True):
            db.apart(number, next(places), statements)


def _absent(db: Database, statement: Statement, ids: list[str], number: int) -> list[str]:
    there = {id_ for part in neo4j_read.asked(ids) for (id_,) in db.rows(statement, ids=part, v=number)}
    return [id_ for id_ in ids if id_ not in there]


def _ids(cases: Ints) -> list[str]:
    return labels("case", cases)


def _portions(ids: list[str]) -> Iterator[list[str]]:
    """Cases or households, some at a time: a case has about four rows."""
    size = max(1, neo4j_work.PORTION // 4)
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
