"""Search over the map: by the beginning of a word, a part of it, or nearly so; shared by all stores.

The index is SQLite's (pieces of three letters), in a file beside the snapshots. Like a snapshot it belongs to one
token and is never the truth: it is made again where it is missing, and in memory where nothing can be kept.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from graph.changesets import Hit
from graph.model import Loket, Organisation, Professional, Record, Term
from graph.stores.sqlite_connection import translated
from queries import SQLITE

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store import Store

SUFFIX = ".search"
NEAR = 0.5
"""The share of the pieces of a text that a word must have to be nearly it."""
_PIECE = 3
_CANDIDATES = 200


def search(store: Store, text: str, limit: int) -> tuple[Hit, ...]:
    """The records that a text finds, best first: beginnings, then parts, then near misses."""
    wanted = folded(text)
    if not wanted or limit < 1:
        return ()
    with closing(_index(store)) as index, translated(SUFFIX):
        hits = _exact(index, wanted, limit)
        if len(hits) < limit and len(wanted) > _PIECE:
            hits += [h for h in _near(index, wanted) if h not in hits]
    return tuple(hits[:limit])


def folded(text: str) -> str:
    """The text without accents and capitals, its words one space apart."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _exact(index: apsw.Connection, wanted: str, limit: int) -> list[Hit]:
    start = f" {wanted}"
    if all(len(word) < _PIECE for word in wanted.split()):
        return _hits(index, SQLITE.SEARCH_START.text, (start, limit))
    match = " ".join(f'"{word}"' for word in wanted.split() if len(word) >= _PIECE)
    return _hits(index, SQLITE.SEARCH_PART.text, (match, start, limit))


def _near(index: apsw.Connection, wanted: str) -> list[Hit]:
    pieces = _pieces(wanted)
    match = " OR ".join(f'"{piece}"' for piece in sorted(pieces) if piece.strip())
    rows = index.execute(SQLITE.SEARCH_NEARLY.text, (match, _CANDIDATES))
    scored = [(len(pieces & _pieces(plain)) / len(pieces), Hit(kind, id_, title)) for kind, id_, title, plain in rows]
    best = sorted((s for s in scored if s[0] >= NEAR), key=lambda s: (-s[0], s[1].title))
    return [hit for _, hit in best]


def _pieces(plain: str) -> set[str]:
    return {word[i : i + _PIECE] for word in plain.split() for i in range(max(1, len(word) - _PIECE + 1))}


def _hits(index: apsw.Connection, statement: str, values: tuple[str | int, ...]) -> list[Hit]:
    return [Hit(kind, id_, title) for kind, id_, title in index.execute(statement, values)]


def _index(store: Store) -> apsw.Connection:
    """The index of what stands now, opened."""
    folder, token = store.cache_folder, store.token
    path = folder / f"{token}{SUFFIX}" if folder else None
    if path and path.exists():
        with suppress(apsw.Error):
            return _opened(path)
    network = store.network()
    if path:
        with suppress(OSError, apsw.Error):
            return _kept(network, path)
    with translated(SUFFIX):
        index = apsw.Connection(":memory:")
        _fill(index, network)
    return index


def _opened(path: Path) -> apsw.Connection:
    index = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        index.execute(SQLITE.SEARCH_START.text, (" ", 1)).fetchall()
    except apsw.Error:
        index.close()
        raise
    return index


def _kept(network: Network, path: Path) -> apsw.Connection:
    """The index in a file, which is made whole under another name."""
    new = path.with_name(f".{secrets.token_hex(6)}{SUFFIX}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with closing(apsw.Connection(str(new))) as index:
            index.pragma("journal_mode", "memory")
            _fill(index, network)
        new.rename(path)
    finally:
        new.unlink(missing_ok=True)
    for other in path.parent.glob(f"*{SUFFIX}"):
        if other != path:
            with suppress(OSError):
                other.unlink()
    return _opened(path)


def _fill(index: apsw.Connection, network: Network) -> None:
    with index:
        index.execute(SQLITE.SEARCH_SCHEMA.text)
        index.executemany(SQLITE.SEARCH_ADD.text, _entries((*network.lokets, *network.records)))


def _entries(records: tuple[Record, ...]) -> Iterator[tuple[str, str, str, str, str]]:
    for record in records:
        title, words = _said(record)
        if plain := folded(" ".join((title, *words))):
            yield type(record).table, record.key, title, folded(title), f" {plain}"


def _said(record: Record) -> tuple[str, tuple[str, ...]]:
    """What a person calls a record, and the other words by which it is found. Of a professional only the role."""
    if isinstance(record, Loket):
        domains = tuple(word for d in record.domains for word in (d.label.nl, d.label.en))
        return record.title, (record.id, *domains, *record.target_groups, *record.areas)
    if isinstance(record, Organisation):
        return record.name, (record.id, record.kind or "")
    if isinstance(record, Professional):
        return record.role or "", (record.discipline or "",)
    if isinstance(record, Term):
        return record.term, (record.discipline, record.meaning)
    return "", ()
