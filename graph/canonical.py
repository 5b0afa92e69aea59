"""A database in a form that does not depend on where it is kept, and the digest of that form.

Instants are microseconds UTC; what is absent is missing and is left out; an empty list is there, and is not missing.
Words stand by their place in the alphabet, rows by their own order, so that no store's numbering shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np

from graph.batch import REFERRAL_WORDS
from graph.columns import Columns
from graph.instants import instant
from graph.past import Past, Stamped


@dataclass(frozen=True, slots=True)
class Canon:
    """What a database holds: rows that stand by their kind, `earlier` ones that do not, change sets; and the digest."""

    counts: dict[str, int]
    digest: str


def canon(past: Past) -> Canon:
    """The counts and the digest of a database; the list of backups is in neither, for it belongs to a place."""
    total = hashlib.sha256()
    for line in _bookkeeping(past):
        total.update(line.encode() + b"\n")
    words = sorted(text for _, text in past.words)
    ranks = np.full(max((key for key, _ in past.words), default=0) + 2, -1, dtype=np.int32)
    place = {text: i for i, text in enumerate(words)}
    for key, text in past.words:
        ranks[key] = place[text]
    for part, order, coded in _parts(past):
        _update(total, part, ranks, order, coded)
    return Canon(_counts(past), total.hexdigest())


def plain(value: Any) -> str:
    """A value as text: keys sorted, missing ones left out, instants in microseconds UTC, bytes in hexadecimal."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(v) for name, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, datetime):
        return instant(value)
    return value.hex() if isinstance(value, bytes) else value


def _bookkeeping(past: Past) -> Iterator[str]:
    yield plain({"positions": past.positions, "words": sorted(text for _, text in past.words)})
    for change in sorted(past.changes, key=lambda c: c.number):
        yield plain({"change": asdict(change)})
    for source in sorted(past.sources, key=lambda s: s.number):
        yield plain({"source": [source.number, source.name, source.kind.value]})
    for fact in sorted(past.facts, key=lambda f: (f.kind, f.key, f.born)):
        said = asdict(fact) | {"body": json.loads(fact.body), "ended": sorted(fact.ended)}
        yield plain({"record": said})
    for digest in sorted(past.erased):
        yield plain({"erased": digest})
    by, case = past.touched
    order = np.lexsort((case, by))
    yield plain({"touched": [hashlib.sha256(_bytes(a[order])).digest() for a in (by, case)]})


def _parts(past: Past) -> Iterator[tuple[Stamped[Any], tuple[str, ...], tuple[str, ...]]]:
    """Each table: its rows, what they are sorted by, and which columns are words."""
    yield past.households, ("key",), ("area", "composition")
    yield past.cases, ("key",), ("entry",)
    yield past.referrals, ("case", "key"), REFERRAL_WORDS
    yield past.events, ("case", "position"), ("loket",)


def _update(total: hashlib._Hash, part: Stamped[Any], ranks: Any, by: tuple[str, ...], coded: tuple[str, ...]) -> None:
    rows: Columns = part.rows
    order = np.lexsort((part.born, *(getattr(rows, name) for name in reversed(by))))
    total.update(plain([type(rows).__name__, len(part)]).encode())
    for field in fields(rows):  # type: ignore[arg-type]
        values = getattr(rows, field.name)[order]
        total.update(field.name.encode() + _bytes(ranks[values] if field.name in coded else values))
    total.update(_bytes(part.born[order]))
    place = np.empty(len(part), dtype=np.int64)
    place[order] = np.arange(len(part))
    claims = np.lexsort((part.by, place[part.row]))
    total.update(_bytes(place[part.row][claims]) + _bytes(part.by[claims]))


def _bytes(values: Any) -> bytes:
    return bytes(np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).tobytes())


def _counts(past: Past) -> dict[str, int]:
    undone = past.undone
    parts: dict[str, Stamped[Any]] = {
        "households": past.households,
        "cases": past.cases,
        "referrals": past.referrals,
        "events": past.events,
    }
    standing = {name: int(part.standing(undone).sum()) for name, part in parts.items()}
    facts = sum(fact.stands(undone) for fact in past.facts)
    earlier = past.size - sum(standing.values()) + len(past.facts) - facts
    return {
        "records": facts,
        **standing,
        "earlier": earlier,
        "changes": len(past.changes),
        "sources": len(past.sources),
        "erased": len(past.erased),
    }
