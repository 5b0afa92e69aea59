"""A copy of what stands on a server, as a file of SQLite that every other command reads."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.batch import Batch
from graph.changesets import Backup, ChangeKind, NewChange
from graph.difference import Difference, Ended, rows_of, used_words
from graph.errors import StoreRefused
from graph.hooks import PersonKind
from graph.instants import AMSTERDAM, instant
from graph.stores import sqlite_backup
from graph.stores.neo4j_connection import Connection
from graph.stores.sqlite import SqliteStore, open_sqlite
from graph.text import Text
from queries.cypher import NEO4J

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore

_WHO = "kaart backup"


def backups(db: Connection) -> tuple[Backup, ...]:
    """The copies that were made, newest first."""
    return tuple(
        Backup(Path(path), datetime.fromtimestamp(made / 1_000_000, tz=AMSTERDAM), version)
        for path, made, version in db.rows(NEO4J.GET_BACKUPS)
    )


def backup(store: Neo4jStore, path: Path) -> Backup:
    """Copies what stands now; without the change sets of before, and without what was undone.

    Raises
    ------
    StoreRefused
        When there is such a file already.
    """
    path = path.absolute()
    if path.exists():
        raise StoreRefused(_THERE.format(path=path))
    version, batch = store.steadily(lambda: (store.version, store.contents()))
    half = path.with_name(f"{path.name}.half")
    try:
        with open_sqlite(half, store.door) as copy:
            _fill(copy, store, batch)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    now = datetime.now(UTC)
    store.db.alone(NEO4J.ADD_BACKUP, path=str(path), made=instant(now), version=version)
    return backups(store.db)[0]


def _fill(copy: SqliteStore, store: Neo4jStore, batch: Batch) -> None:
    """Writes a batch, one change set for what no source brought and one a source."""
    with copy.writing():
        coded = batch.recoded(dict.fromkeys(batch.words, -1) | copy._learn(used_words(batch)))
        for source in store._all_sources():
            copy._new_source(source.name, source.kind)
        for number in (0, *(s.number for s in store._all_sources())):
            part = _of_source(coded, number)
            if rows_of(part):
                change = NewChange(
                    ChangeKind.IMPORT if number else ChangeKind.ADD,
                    _WHO,
                    "",
                    source=number or None,
                    added=rows_of(part),
                    map=bool(part.records),
                    households=bool(len(part.households)),
                )
                copy._write(copy._begin(change), Difference(part, Ended(), 0, 0, 0), None)


def _of_source(batch: Batch, number: int) -> Batch:
    """The rows that a source brought; the map, households and rows of unknown cases are with none."""
    cases = batch.cases.take(batch.cases.source == number)
    others = batch.cases.key[batch.cases.source != number]
    known = np.isin(batch.events.case, cases.key) if number else ~np.isin(batch.events.case, others)
    return replace(
        batch,
        records=() if number else batch.records,
        households=batch.households.take(slice(0 if number else None)),
        cases=cases,
        referrals=batch.referrals.take(batch.referrals.source == number),
        events=batch.events.take(known),
    )


def holds(backup: Backup, kind: PersonKind, ids: frozenset[str | int]) -> bool:
    """Whether a copy is still there and names one of some persons."""
    return sqlite_backup.holds(backup, kind, ids)


def drop_cache(folder: Path | None) -> None:
    """Removes the snapshots of this machine."""
    if folder and folder.exists():
        shutil.rmtree(folder)


_THERE = Text(
    "{path} bestaat al en wordt niet overschreven. Kies een andere naam.",
    "{path} is there already and is not overwritten. Choose another name.",
)
