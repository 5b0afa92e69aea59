"""The store on Neo4j: one database on a server, several readers and writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from graph.batch import Batch
from graph.changesets import Backup, ChangeKind, ChangeSet, SourceCount, Touched
from graph.columns import Ints
from graph.difference import Ended
from graph.erasure import Persons
from graph.hooks import PersonKind
from graph.instants import AMSTERDAM
from graph.past import Past
from graph.pseudonyms import Door
from graph.sources import Source, SourceKind
from graph.stores import neo4j_backup, neo4j_erase, neo4j_past, neo4j_read, neo4j_undo
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_changing import Changing
from graph.stores.neo4j_ready import initialise, ready
from graph.stores.neo4j_watch import PATIENCE, Patience
from graph.undo import Flip, undone_by
from queries.cypher import NEO4J

T = TypeVar("T")


def open_neo4j(
    server: Server,
    door: Door | None = None,
    *,
    caches: Path | None = None,
    create: bool = True,
    patience: Patience = PATIENCE,
) -> Neo4jStore:
    """The store on a server; where the database is empty it is made.

    Parameters
    ----------
    server, door
        Where it is, and what makes pseudonyms.
    caches
        The folder below which snapshots are kept, one folder a database.
    create
        Whether an empty database is made ready.
    patience
        How long is waited for the server.

    Raises
    ------
    StoreRefused
        When the server does not answer or does not let us in; see its subclasses.
    Unknown
        When the database is empty and `create` is False.
    """
    db = Database(server, patience)
    try:
        db.check()
        ready(db, door, create=create)
    except BaseException:
        db.close()
        raise
    return Neo4jStore(db, door, caches)


class Neo4jStore(Changing):
    """The contract on Neo4j; `open_neo4j` makes one."""

    def __init__(self, db: Database, door: Door | None, caches: Path | None) -> None:
        super().__init__(db, door)
        self._caches = caches

    def close(self) -> None:
        """Lets go of the server; a second time does nothing."""
        self.db.close()

    def reading(self) -> AbstractContextManager[None]:
        """One version, whatever others add meanwhile.

        Raises
        ------
        Moved
            At the end, when rows of that version were replaced or removed meanwhile.
        """
        return self.db.reading()

    def make_ready(self) -> None:
        """Makes the constraints and indexes that are not there."""
        initialise(self.db)

    def steadily(self, work: Callable[[], T]) -> T:
        """Does reading work, again when rows were replaced meanwhile."""
        return self.db.steadily(work)

    @property
    def version(self) -> int:
        """The number of the newest change set, 0 when there is none."""
        return self.db.version

    @property
    def token(self) -> str:
        """The epoch of the database (new after an erasure) and its version."""
        facts = self.db.now()
        return f"{facts['epoch']}-{facts['version']}"

    @property
    def cache_folder(self) -> Path | None:
        """Below the data folder, named after the database itself, whatever the address."""
        return self._caches / f"neo4j-{self.db.now()['identity']}" if self._caches else None

    def changes(self, since: int = 0) -> tuple[ChangeSet, ...]:
        """The change sets after a version, newest first."""
        rows = self.db.rows(NEO4J.GET_CHANGES, since=since)
        off = undone_by((row[0], row[8]) for row in rows)
        return tuple(_change(row, off.get(row[0])) for row in rows)

    def touched_since(self, version: int) -> Touched:
        """What changed after a version."""
        return self.steadily(lambda: neo4j_undo.touched_since(self.db, self.changes(), version))

    def sources(self) -> tuple[Source, ...]:
        """Every source of which something stands now."""
        return self.steadily(lambda: tuple(s for s in self._all_sources() if self._stands(s)))

    def _stands(self, source: Source) -> bool:
        return bool(
            self.db.one(
                NEO4J.SOURCE_HOLDS,
                name=source.name,
                kind=source.kind.value,
                v=self.version,
                number=source.number,
            )
        )

    def source_counts(self) -> tuple[SourceCount, ...]:
        """Cases of each source, and the rows that stand of what it delivered."""
        return self.steadily(lambda: tuple(self._count(source) for source in self.sources()))

    def _count(self, source: Source) -> SourceCount:
        ((cases, rows, events),) = self.db.rows(
            NEO4J.COUNT_SOURCE, number=source.number, name=source.name, kind=source.kind.value, v=self.version
        )
        return SourceCount(source, cases, events if source.kind is SourceKind.LOG else rows)

    def contents(self, cases: Ints | None = None, households: Ints | None = None) -> Batch:
        """Everything that stands, or of the register only some cases and households."""
        return self.steadily(lambda: neo4j_read.contents(self.db, cases, households))

    def register_of(self, cases: Ints, households: Ints) -> Batch:
        """Some cases and households."""
        return self.steadily(lambda: neo4j_read.contents(self.db, cases, households, with_map=False))

    def backups(self) -> tuple[Backup, ...]:
        """The copies that were made, newest first."""
        return neo4j_backup.backups(self.db)

    def backup(self, path: Path) -> Backup:
        """Copies what stands now to a new file of SQLite, also while others use the server."""
        return neo4j_backup.backup(self, path)

    def sweep(self) -> None:
        """Removes the snapshots of this machine; the server's own files are beyond our reach."""
        neo4j_backup.drop_cache(self.cache_folder)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ever written here, nor stands here from elsewhere."""
        facts = self.db.now()
        return not facts["version"] and (bool(facts.get("moving")) or not self.db.one(NEO4J.HOLDS_ANYTHING))

    def past(self) -> Past:
        """Everything, of every version, at one moment."""
        if self.db.one(NEO4J.UNFINISHED):
            self.give_up()
        return self.steadily(lambda: neo4j_past.past(self.db))

    def taking(
        self, past: Past, admits: Callable[[], None], told: Callable[[int], None]
    ) -> AbstractContextManager[None]:
        """Makes the database hold a past and nothing else; until then it says that it is empty."""
        return contextmanager(neo4j_past.take)(self, past, admits, told)

    def draw_flows(self, flows: Sequence[tuple[str, str, int, str]]) -> None:
        """Draws rounded numbers of households between lokets."""
        with self.writing():
            self.db.run(NEO4J.DRAW_FLOWS, rows=[list(flow) for flow in flows])

    def _held(self, batch: Batch) -> Batch:
        return neo4j_read.held(self.db, batch)

    def _words(self) -> dict[str, int]:
        return neo4j_read.words(self.db)

    def _learn(self, words: Sequence[str]) -> dict[str, int]:
        known = self._words()
        start = max(known.values(), default=0) + 1
        new = {word: start + i for i, word in enumerate(w for w in words if w not in known)}
        if new:
            self.db.run(NEO4J.ADD_WORDS, rows=[[key, word] for word, key in new.items()])
        return known | new

    def _all_sources(self) -> tuple[Source, ...]:
        return tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in self.db.rows(NEO4J.GET_SOURCES))

    def _new_source(self, name: str, kind: SourceKind) -> Source:
        number = max((s.number for s in self._all_sources()), default=0) + 1
        self.db.run(NEO4J.ADD_SOURCE, number=number, name=name, kind=kind.value)
        return Source(number, name, kind)

    def _named(self, ids: frozenset[str]) -> tuple[Ended, frozenset[str]]:
        return neo4j_read.named(self.db, ids)

    def _blocked_by(self, flip: Flip) -> tuple[int, ...]:
        return neo4j_undo.blocked_by(self.db, flip)

    def _digests(self) -> frozenset[bytes]:
        return frozenset(bytes(digest) for (digest,) in self.db.rows(NEO4J.GET_ERASED))

    def _erase(self, persons: Persons, digests: Sequence[bytes]) -> int:
        return neo4j_erase.erase(self.db, persons, digests)

    def _cases_ever(self, households: Ints) -> Ints:
        return neo4j_erase.cases_ever(self.db, households)

    def _holds(self, backup: Backup, kind: PersonKind, ids: frozenset[str | int]) -> bool:
        return neo4j_backup.holds(backup, kind, ids)

    def _known(self, kind: PersonKind, ids: frozenset[str | int]) -> frozenset[str | int]:
        return neo4j_erase.known(self.db, kind, ids)


def _change(row: Sequence[Any], by: int | None) -> ChangeSet:
    number, kind, who, made, why, source, added, removed, undoes, *_ = row
    when = datetime.fromtimestamp(made / 1_000_000, tz=AMSTERDAM)
    return ChangeSet(number, ChangeKind.of_value(kind), who, when, why, source, added, removed, undoes, by)
