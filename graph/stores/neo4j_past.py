"""Everything that a database of Neo4j holds, with its past: read for a move, and written by one.

Rows are written apart, under a version that no reader looks at. While `(:Meta).moving` is set the database says that
it is empty; who finds it set with the lock free clears what a broken move left (`neo4j_recover`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from graph.batch import Batch
from graph.canonical import canon
from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, ReferralColumns
from graph.errors import KaartError, Stopped, StoreLocked
from graph.instants import instant
from graph.past import Past, PastChange, PastFact, Stamped, stamped
from graph.pseudonyms import labels
from graph.sources import Source, SourceKind
from graph.stores import neo4j_backup, neo4j_map, neo4j_read, neo4j_work, neo4j_write
from graph.stores.neo4j_apart import Database, Work
from graph.stores.neo4j_faults import Gone
from graph.stores.neo4j_read import Fact
from graph.stores.neo4j_recover import clear, recover
from graph.stores.neo4j_rows import Names, Stamps, layout, log_rows, pieces, unpacked
from graph.stores.neo4j_work import Rows, work
from graph.text import Text
from queries import Statement
from queries.cypher import NEO4J

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore

C = TypeVar("C", bound=Columns)


def past(db: Database) -> Past:
    """Everything in a database, at the version that the open reading or writing looks at."""
    parts = [*db.rows(NEO4J.GET_TOUCHED, changes=list(range(1, db.version + 1)))]
    cases = [np.frombuffer(some, dtype="<i8").astype(np.int64) for _, some in parts]
    changes = [np.full(len(some), number) for (number, _), some in zip(parts, cases, strict=True)]
    none = np.zeros(0, dtype=np.int64)
    return Past(
        positions=int(db.now()["positions"]),
        words=tuple((key, text) for text, key in neo4j_read.words(db).items()),
        sources=tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in db.rows(NEO4J.GET_SOURCES)),
        changes=tuple(PastChange(*row) for row in db.rows(NEO4J.PAST_CHANGES) if row[0] <= db.version),
        touched=(np.concatenate([none, *changes]), np.concatenate([none, *cases])),
        facts=_facts(db),
        households=_stamped(db, HouseholdColumns, NEO4J.PAST_HOUSEHOLDS, "households"),
        cases=_stamped(db, CaseColumns, NEO4J.PAST_CASES, "cases"),
        referrals=_stamped(db, ReferralColumns, NEO4J.PAST_REFERRALS, "referrals"),
        events=_stamped(db, EventColumns, NEO4J.PAST_LOGS, "events"),
        erased=frozenset(bytes(digest) for (digest,) in db.rows(NEO4J.GET_ERASED)),
        backups=neo4j_backup.backups(db),
    )


def _facts(db: Database) -> tuple[PastFact, ...]:
    every = [*neo4j_read.facts(db), *(Fact(*row) for row in db.rows(NEO4J.FACTS_WERE))]
    return tuple(PastFact(f.kind, f.key, f.body, f.born, tuple(f.ended or ())) for f in every)


def _stamped(db: Database, kind: type[C], statement: Statement, part: str) -> Stamped[C]:
    found = [*db.rows(statement, v=db.version), *db.rows(NEO4J.PAST_ROWS, part=part)]
    # Rows of a log stand together, all others alone.
    size = layout(kind).itemsize
    each = [len(row) // size for row, _, _ in found]
    born = [b for (_, b, _), n in zip(found, each, strict=True) for _ in range(n)]
    ended = [e for (_, _, e), n in zip(found, each, strict=True) for _ in range(n)]
    return stamped(unpacked(kind, b"".join(row for row, _, _ in found)), born, ended)


def take(store: Neo4jStore, past: Past, admits: Callable[[], None], told: Callable[[int], None]) -> Iterator[None]:
    """Makes a database hold a past and nothing else; stops once before it is seen, so that it can be looked over.

    What had arrived of the same past before a break is kept, and not sent again.

    Raises
    ------
    StoreLocked
        When somebody else wrote there after it was set aside.
    """
    db, mark = store.db, _mark(past)
    goes_on = _set_aside(db, mark, admits)
    try:
        with db.writing():
            if db.now().get("moving") != mark:
                raise StoreLocked(_OVERTAKEN.format(where=db.server.shown))
            if not goes_on:
                clear(db)
            db.claim(past.version)
            _take(db, past, told)
            db.keep(moving=None, version=past.version, retired=past.version, epoch=secrets.token_hex(8))
            db.keep(positions=past.positions)
            yield
    except (Gone, KeyboardInterrupt, Stopped):
        # Whoever comes after us goes on with the same copy, or clears what there is of another.
        raise
    except BaseException:
        # What cannot be cleared now is cleared by the next writer.
        with suppress(KaartError), db.writing():
            recover(db)
        raise


def _mark(past: Past) -> str:
    """A name for what is copied, to the letter, and for how it is divided over transactions."""
    return hashlib.sha256(f"{neo4j_work.PORTION} {sorted(past.words)} {canon(past).digest}".encode()).hexdigest()


def _set_aside(db: Database, mark: str, admits: Callable[[], None]) -> bool:
    """Makes the database say that it is empty; whether a copy of the same was broken off there."""
    with db.writing():
        if db.now().get("moving") == mark:
            return True
        recover(db)
        admits()
        db.run(NEO4J.DROP_BOOKKEEPING)
        db.keep(moving=mark, version=0, epoch=secrets.token_hex(8), positions=0)
        return False


def _take(db: Database, past: Past, told: Callable[[int], None]) -> None:
    number, undone = past.version, past.undone
    words = dict(past.words)
    known = Names(words, {s.number: (s.name, s.kind.value) for s in past.sources})
    standing = work(number, _standing(past, undone), known, fresh=True)
    db.abreast(number, chain(standing, _work_of_were(_were(past, undone, words))), told)
    _take_bookkeeping(db, past)
    _take_facts(db, past, number, undone)
    db.run(NEO4J.DROP_CHUNKS, change=number)


def _work_of_were(were: Iterator[dict[str, Any]]) -> Iterator[tuple[int, Work]]:
    while rows := list(islice(were, neo4j_work.PORTION)):
        yield len(rows), [(NEO4J.KEEP_WAS, {"rows": rows})]


def _standing(past: Past, undone: frozenset[int]) -> Rows:
    taken, stamps = {}, []
    for name in ("households", "cases", "referrals", "events"):
        part = getattr(past, name)
        at = np.flatnonzero(part.standing(undone))
        ended = part.ended()
        taken[name] = part.rows.take(at)
        stamps.append(Stamps(part.born[at].tolist(), [ended[i] for i in at.tolist()]))
    return Rows(Batch(**taken), *stamps)


def _were(past: Past, undone: frozenset[int], words: dict[int, str]) -> Iterator[dict[str, Any]]:
    """The rows of the register that stand no longer, each as it is kept."""
    homes, born, ended = _gone(past.households, undone)
    for id_, row, b, e in zip(labels("household", homes.key), pieces(homes), born, ended, strict=True):
        yield {"part": "households", "id": id_, "row": row, "born": b, "ended": e or []}
    cases, born, ended = _gone(past.cases, undone)
    ids, theirs = labels("case", cases.key), labels("household", cases.household)
    for id_, home, row, b, e in zip(ids, theirs, pieces(cases), born, ended, strict=True):
        own = {"part": "cases", "id": id_, "case": id_, "household": home}
        yield own | {"row": row, "born": b, "ended": e or []}
    yield from _referrals_were(past, undone, words)
    events, born, ended = _gone(past.events, undone)
    order = np.lexsort((events.position, np.array(born, dtype=np.int64), events.case))
    by, ends = [born[i] for i in order], [ended[i] for i in order]
    for case, rows, b, e, _ in log_rows(events.take(order), by, ends):
        yield {"part": "events", "id": case, "case": case, "row": rows, "born": b, "ended": e or []}


def _referrals_were(past: Past, undone: frozenset[int], words: dict[int, str]) -> Iterator[dict[str, Any]]:
    sent, born, ended = _gone(past.referrals, undone)
    people = [[words.get(c) for c in column.tolist()] for column in (sent.from_professional, sent.to_professional)]
    ids, cases = labels("referral", sent.key), labels("case", sent.case)
    rows = zip(ids, cases, *people, pieces(sent), born, ended, strict=True)
    for id_, case, sender, receiver, row, b, e in rows:
        own = {"part": "referrals", "id": id_, "case": case, "row": row, "born": b, "ended": e or []}
        yield own | {"from_professional": sender, "to_professional": receiver}


def _gone(part: Stamped[C], undone: frozenset[int]) -> tuple[C, list[int], list[list[int] | None]]:
    at = np.flatnonzero(~part.standing(undone))
    ended = part.ended()
    return part.rows.take(at), part.born[at].tolist(), [ended[i] for i in at.tolist()]


def _take_bookkeeping(db: Database, past: Past) -> None:
    if past.words:
        db.run(NEO4J.ADD_WORDS, rows=[list(pair) for pair in past.words])
    for s in past.sources:
        db.run(NEO4J.ADD_SOURCE, number=s.number, name=s.name, kind=s.kind.value)
    for c in past.changes:
        facts = {name: getattr(c, name) for name in PastChange.__slots__}
        db.run(NEO4J.ADD_CHANGE, facts=facts | {"state": "done"})
    change, case = past.touched
    for number in np.unique(change).tolist():
        neo4j_write.touch(db, number, case[change == number])
    db.run(NEO4J.ADD_ERASED, digests=sorted(past.erased))
    have = {(b.path, b.when) for b in neo4j_backup.backups(db)}
    for b in past.backups:
        if (b.path, b.when) not in have:
            db.run(NEO4J.ADD_BACKUP, path=str(b.path), made=instant(b.when), version=b.version)


def _take_facts(db: Database, past: Past, number: int, undone: frozenset[int]) -> None:
    stand = [f for f in past.facts if f.stands(undone)]
    neo4j_write.add_facts(db, [(f.kind, f.key, f.body, f.born, list(f.ended) or None) for f in stand])
    neo4j_map.draw(db, (Fact(f.kind, f.key, f.body, f.born, None).record for f in stand), number)
    gone = [
        {
            "part": "records",
            "id": f"{f.kind} {f.key}",
            "kind": f.kind,
            "key": f.key,
            "body": f.body,
            "born": f.born,
            "ended": list(f.ended),
        }
        for f in past.facts
        if not f.stands(undone)
    ]
    if gone:
        db.run(NEO4J.KEEP_WAS, rows=gone)


_OVERTAKEN = Text(
    "Iemand anders schreef intussen in {where}. Er is niets gekopieerd. Kies een lege database.",
    "Somebody else wrote in {where} meanwhile. Nothing was copied. Choose an empty database.",
)
