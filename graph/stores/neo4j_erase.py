"""Erasure on Neo4j: rows of every version, names, texts and snapshots.

The server's own files keep traces until it writes over them: in its transaction log, its indexes and its store of
strings. Who must be sure of those copies the database to an empty server.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

import numpy as np

from graph.bodies import body
from graph.columns import EventColumns, Ints, ReferralColumns
from graph.erasure import Persons, people_of
from graph.model import Direction, Plan
from graph.pseudonyms import code, labels
from graph.stores import neo4j_map, neo4j_read
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_read import Fact
from graph.stores.neo4j_rows import pieces, unpacked
from queries.cypher import NEO4J


def erase(db: Connection, persons: Persons, digests: Sequence[bytes]) -> int:
    """Erases all rows about some persons and keeps their digests; how many rows."""
    rows = _erase_records(db, persons)
    rows += _erase_register(db, persons.households, persons.cases)
    rows += _erase_professionals(db, persons.professionals)
    for number, _, who, _, why, *_ in db.rows(NEO4J.GET_CHANGES, since=0):
        if persons.named_in(who) or persons.named_in(why):
            db.run(NEO4J.REWRITE_CHANGE, number=number, who=persons.blanked(who), why=persons.blanked(why))
    db.run(NEO4J.ADD_ERASED, digests=list(digests))
    # No snapshot of before may ever be taken for one of now.
    db.keep(epoch=secrets.token_hex(8))
    db.run(NEO4J.DROP_BARE_HOUSEHOLDS)
    db.run(NEO4J.DROP_BARE_NAMES)
    return rows


def _erase_register(db: Connection, households: Ints, cases: Ints) -> int:
    gone = 0
    for part in neo4j_read.asked(labels("case", cases)):
        for rows, events in db.rows(NEO4J.ERASE_CASES, ids=part):
            gone += rows + len(unpacked(EventColumns, b"".join(events)))
    for part in neo4j_read.asked(labels("household", households)):
        gone += int(db.one(NEO4J.ERASE_HOUSEHOLDS, ids=part))
    if len(cases):
        kept = [(n, np.frombuffer(each, dtype="<i8")) for n, each in db.rows(NEO4J.TOUCHED_AFTER, since=0)]
        left = [[n, each[~np.isin(each, cases)].tobytes()] for n, each in kept]
        db.run(NEO4J.REWRITE_TOUCHED, rows=left)
    return gone


def _erase_professionals(db: Connection, ids: frozenset[str]) -> int:
    if not ids:
        return 0
    dictionary = neo4j_read.words(db)
    gone = np.array([dictionary[i] for i in ids if i in dictionary], dtype=np.int64)
    named = db.rows(NEO4J.REFERRALS_NAMING, ids=sorted(ids))
    old = unpacked(ReferralColumns, b"".join(row for _, row in named))
    clean = old.with_(
        **{
            name: np.where(np.isin(getattr(old, name), gone), -1, getattr(old, name))
            for name in ("from_professional", "to_professional")
        }
    )
    rows = [[node, row] for (node, _), row in zip(named, pieces(clean), strict=True)]
    for part in neo4j_read.asked(rows):
        db.run(NEO4J.UNNAME_PROFESSIONALS, rows=part, ids=sorted(ids))
    were = _codes_were(db)
    for word in sorted(ids & dictionary.keys()):
        if dictionary[word] not in were and not db.one(NEO4J.WORD_USED, text=word):
            db.run(NEO4J.DROP_WORD, key=dictionary[word])
    return len(rows)


def _codes_were(db: Connection) -> set[int]:
    """The words that referrals use which stand no longer."""
    rows = unpacked(ReferralColumns, db.joined(NEO4J.ROWS_WERE, part="referrals"))
    names = ("frm", "to", "from_professional", "to_professional", "reason")
    return {int(key) for name in names for key in np.unique(getattr(rows, name))}


def _erase_records(db: Connection, persons: Persons) -> int:
    standing = neo4j_read.facts(db)
    gone = 0
    for fact in [*standing, *(Fact(*row) for row in db.rows(NEO4J.FACTS_WERE))]:
        old = fact.record
        left = persons.scrubbed(old)
        if left == old:
            continue
        gone += 1
        if fact in standing:
            neo4j_map.undraw(db, [old])
        if left is None:
            db.run(NEO4J.ERASE_FACT, kind=fact.kind, key=fact.key, born=fact.born)
        else:
            db.run(NEO4J.REWRITE_FACT, kind=fact.kind, key=fact.key, born=fact.born, body=body(left))
            if fact in standing:
                neo4j_map.draw(db, [left], db.version)
    return gone


def known(db: Connection, kind: str, ids: frozenset[str | int]) -> frozenset[str | int]:
    """Which households or professionals any row names."""
    facts = [*neo4j_read.facts(db), *(Fact(*row) for row in db.rows(NEO4J.FACTS_WERE))]
    records = [fact.record for fact in facts]
    if kind == "professional":
        named = {name for r in records for name in people_of(r)}
        sent = {id_ for (id_,) in db.rows(NEO4J.PROFESSIONALS_NAMED, ids=[str(i) for i in ids])}
        return ids & (named | sent)
    planned = {code(r.household) for r in records if isinstance(r, Plan | Direction)}
    wanted = _ints(i for i in ids if isinstance(i, int))
    homes = set(neo4j_read.keys(db, NEO4J.KNOWS_HOUSEHOLDS, "household", wanted).tolist())
    alone = set(neo4j_read.keys(db, NEO4J.CASES_ONLY_NAMED, "case", wanted).tolist())
    return frozenset(i for i in ids if i in planned or i in homes or i in alone)


def cases_ever(db: Connection, households: Ints) -> Ints:
    """The cases of some households, standing or not; a case that is only named is its own household."""
    now = neo4j_read.cases_now_of(db, households)
    once = neo4j_read.keys(db, NEO4J.CASES_WERE_OF, "household", households)
    alone = neo4j_read.keys(db, NEO4J.CASES_ONLY_NAMED, "case", households)
    return np.unique(np.concatenate([now, once, alone]))


def _ints(values: Iterable[int]) -> Ints:
    return np.array(sorted(values), dtype=np.int64)
