"""Taking back on Neo4j: what stands in the way, what it does, and what was touched since a version.

A row stands when the change set that made it does, and none of those that ended it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from graph.changesets import ChangeSet, Touched
from graph.columns import Ints
from graph.difference import NONE
from graph.model import Record
from graph.pseudonyms import code, labels
from graph.stores import neo4j_map, neo4j_read, neo4j_write
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_connection import Values
from graph.stores.neo4j_parts import KINDS, Was, flip_apart, rows_of, stamped_homes, standing, touched, undone, were_of
from graph.stores.neo4j_read import Fact
from graph.undo import Flip, root_of
from queries.cypher import NEO4J

_REFERENCES = ("organisation", "parent", "loket", "professional", "from_", "to", "told_by")


def touched_since(db: Database, history: Sequence[ChangeSet], version: int) -> Touched:
    """What changed after a version."""
    flags = [(row[9], row[10]) for row in db.rows(NEO4J.GET_CHANGES, since=version)]
    by_number = {c.number: c for c in history}
    # An undo stamps no rows of its own: it flips those of its root.
    stamps = {root_of(c, by_number) for c in history if c.number > version}
    homes: list[int | None] = []
    if any(households for _, households in flags):
        homes = [code(id_) for id_, _, _ in db.rows(NEO4J.HOUSEHOLDS_STAMPED, numbers=sorted(stamps))]
    cases = _cases(db.rows(NEO4J.TOUCHED_AFTER, since=version))
    return Touched(cases, np.unique(np.array(homes, dtype=np.int64)), any(map_ for map_, _ in flags))


def blocked_by(db: Database, flip: Flip) -> tuple[int, ...]:
    """The change sets that must be undone first."""
    if flip.stands:
        # What comes back must find everything as it left it.
        return tuple(n for n, other in flip.later if _alike(db, flip.root, other))
    off = undone(db)
    return tuple(sorted((_builds_on(db, flip.root) - off) | _referring(db, flip.root)))


def flip(db: Database, flip: Flip, number: int, *, apart: bool = False) -> None:
    """Makes a change set stand, or no longer; the undo of a number touches all that its root did.

    With `apart` what is its own is flipped in transactions of their own, and put away later: `neo4j_parts.finish`.
    """
    db.run(NEO4J.SET_UNDONE, root=flip.root, undone=not flip.stands, number=number)
    cases, homes = touched(db, [flip.root]), stamped_homes(db, flip.root)
    neo4j_write.touch(db, number, cases)
    db.keep(retired=number)
    if apart:
        cases, homes = flip_apart(db, flip, number, neo4j_write.names(db))
    goes: Callable[[Fact], bool]
    if flip.stands:
        goes, made = (lambda f: flip.root in (f.ended or [])), {"born": None, "ended": flip.root}
    else:
        goes, made = (lambda f: f.born == flip.root), {"born": flip.root, "ended": None}
    old = [f for f in neo4j_read.facts(db) if goes(f)]
    neo4j_map.undraw(db, (f.record for f in old))
    back = _standing_again(db, flip.root, cases, homes)
    _retire_register(db, cases, homes, made)
    neo4j_write.retire_facts(db, ((f.kind, f.key) for f in old), [])
    _restore(db, number, back)
    neo4j_write.settle(db, number, cases, retired=True)


def _retire_register(db: Database, cases: Ints, homes: list[str], made: Values) -> None:
    for part in neo4j_read.asked(homes):
        db.run(NEO4J.RETIRE_HOUSEHOLDS, ids=part, claim=[], **made)
    for part in neo4j_read.asked(labels("case", cases)):
        db.run(NEO4J.RETIRE_REFERRALS_OF, cases=part, claim=[], **made)
        db.run(NEO4J.RETIRE_EVENTS_OF, cases=part, claim=[], **made)
        db.run(NEO4J.RETIRE_CASES, ids=part, claim=[], **made)


def _standing_again(db: Database, root: int, cases: Ints, homes: list[str]) -> list[Was]:
    """The rows of a change set, made or ended by it, that stand now and did not."""
    facts = [
        ("records", f"{f.kind} {f.key}", f.kind, f.key, f.body, None, f.born, f.ended or [])
        for f in _facts_were(db)
        if f.born == root or root in (f.ended or [])
    ]
    return standing([*facts, *were_of(db, root, labels("case", cases), homes)], undone(db))


def _restore(db: Database, number: int, rows: list[Was]) -> None:
    """Puts rows back as they were."""
    for some in neo4j_read.asked([[row[0], row[1], row[6]] for row in rows]):
        db.run(NEO4J.DROP_WAS, rows=some)
    facts = [Fact(row[2], row[3], row[4], row[6], row[7] or None) for row in rows if row[0] == "records"]
    neo4j_write.add_facts(db, [(f.kind, f.key, f.body, f.born, f.ended) for f in facts])
    neo4j_map.draw(db, (f.record for f in facts), number)
    neo4j_write.put(db, number, rows_of(rows))


def _builds_on(db: Database, root: int) -> set[int]:
    """The change sets, standing or not, that build on what one made, or would clash with what it ended."""
    were = db.rows(NEO4J.WAS_STAMPED, root=root)
    off = undone(db)
    later = {n for _, _, _, born, ended in were if born == root for n in ended if n not in off}
    ended = [(part, id_) for part, id_, _, _, ended in were if root in ended]
    facts = [f for f in _all_facts(db) if f.born == root or root in (f.ended or [])]
    later |= {n for f in facts if f.born == root for n in f.ended or [] if n not in off}
    gone = {(f.kind, f.key) for f in facts if root in (f.ended or [])}
    later |= {f.born for f in _all_facts(db) if f.born > root and (f.kind, f.key) in gone}
    ids = {part: [i for p, i in ended if p == part] for part in KINDS}
    if ended:
        found = db.rows(
            NEO4J.PUT_BACK,
            households=ids["households"],
            cases=ids["cases"],
            referrals=ids["referrals"],
            logs=ids["events"],
            root=root,
        )
        later |= {n for (n,) in found}
    return later | _added_to_cases(db, root, frozenset(ids["cases"]))


def _added_to_cases(db: Database, root: int, replaced: frozenset[str]) -> set[int]:
    """The later change sets that added rows to a case that this one brought."""
    after = {n for n, *_ in db.rows(NEO4J.GET_CHANGES, since=root)}
    shared = np.intersect1d(touched(db, [root]), touched(db, after)) if after else NONE
    found: set[int] = set()
    for part in neo4j_read.asked(labels("case", shared)):
        mine = [id_ for (id_,) in db.rows(NEO4J.CASES_MADE, cases=part, root=root) if id_ not in replaced]
        found |= {n for (n,) in db.rows(NEO4J.ADDED_TO, cases=mine, root=root)}
    return found


def _alike(db: Database, root: int, other: int) -> bool:
    """Whether two change sets touched the same case, household or record of the map."""
    if len(np.intersect1d(touched(db, [root]), touched(db, [other]))):
        return True
    homes = db.rows(NEO4J.HOUSEHOLDS_STAMPED, numbers=[root, other])
    facts = [((f.kind, f.key), f.born, f.ended) for f in _all_facts(db)]
    return any(_of(rows, root) & _of(rows, other) for rows in (homes, facts))


def _of(rows: Iterable[tuple[Any, ...]], number: int) -> set[Any]:
    return {key for key, born, ended in rows if born == number or number in (ended or [])}


def _referring(db: Database, number: int) -> set[int]:
    """The change sets of records that name a record which would be gone."""
    standing = neo4j_read.facts(db)
    back = {(f.kind, f.key) for f in _facts_were(db) if number in (f.ended or [])}
    gone = {f.key for f in standing if f.born == number and (f.kind, f.key) not in back}
    if not gone:
        return set()
    return {f.born for f in standing if f.born > number and _names(f.record) & gone}


def _names(record: Record) -> set[str]:
    return {name for field in _REFERENCES if (name := getattr(record, field, None))}


def _all_facts(db: Database) -> list[Fact]:
    return [*neo4j_read.facts(db), *_facts_were(db)]


def _facts_were(db: Database) -> list[Fact]:
    return [Fact(*row) for row in db.rows(NEO4J.FACTS_WERE)]


def _cases(rows: list[tuple[Any, ...]]) -> Ints:
    parts = [np.frombuffer(cases, dtype="<i8").astype(np.int64) for _, cases in rows]
    return np.unique(np.concatenate(parts)) if parts else NONE
