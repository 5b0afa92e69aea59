"""Snapshots kept on disk beside a store: one folder each, named by the token of what it is a snapshot of.

A folder is written whole under another name and then renamed, so several processes may keep and read at once.
All columns lie behind each other in one file that is mapped into memory, not read. A cache is never the truth: one
that is missing, damaged or out of reach is made again or done without.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np

from graph.bodies import WrittenRecords, fields_of, made, written
from graph.columns import Columns, HouseholdColumns
from graph.model import Loket
from graph.network import Network
from graph.refresh import Snapshot
from graph.register import Cases, Quiet, Referrals
from graph.sequences import SEQUENCE_DTYPES, Sequences, remember
from graph.sources import Source, SourceKind

FORMAT = 3
"""Raised with every change of what lies in a folder."""

_TABLES: dict[str, type[Columns]] = {
    "households": HouseholdColumns,
    "cases": Cases,
    "referrals": Referrals,
    "quiet": Quiet,
}
_COLUMNS, _REST, _RECORDS = "columns", "network.json", "records.json"
_ALIGNED = 64
_DAMAGED = (OSError, ValueError, TypeError, KeyError, EOFError)


class Cache:
    """The snapshots in a folder; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self, token: str) -> Snapshot | None:
        """The snapshot of a token, None where there is no sound one."""
        if self._folder is None:
            return None
        try:
            return _load(self._folder / token)
        except _DAMAGED:
            # Out of the way, so that the next one can have its name.
            self.drop(token)
            return None

    def load_older(self, epoch: str, version: int) -> tuple[int, Snapshot] | None:
        """The newest sound snapshot of an epoch that is older than a version, with its own version."""
        versions = sorted((v for e, v in self._kept() if e == epoch and v < version), reverse=True)
        found = ((v, self.load(f"{epoch}-{v}")) for v in versions)
        return next(((v, snapshot) for v, snapshot in found if snapshot), None)

    def save(self, token: str, snapshot: Snapshot) -> Network | None:
        """Keeps a snapshot and lets go of older ones; its network as it lies there, None where nothing can be kept."""
        if self._folder is None:
            return None
        new = self._folder / f".{secrets.token_hex(6)}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.mkdir(mode=0o700)
            _save(new, snapshot)
            new.rename(self._folder / token)
        except OSError:
            # No room, no right to write, or another process was first.
            shutil.rmtree(new, ignore_errors=True)
        self._let_go(token)
        loaded = self.load(token)
        return loaded.network if loaded else None

    def drop(self, token: str) -> None:
        """Lets go of one snapshot."""
        if self._folder:
            shutil.rmtree(self._folder / token, ignore_errors=True)

    def _kept(self) -> list[tuple[str, int]]:
        try:
            names = [p.name for p in self._folder.iterdir()] if self._folder else []
        except OSError:
            return []
        parts = [name.rpartition("-") for name in names]
        return [(epoch, int(version)) for epoch, _, version in parts if epoch and version.isdecimal()]

    def _let_go(self, token: str) -> None:
        """Removes the snapshots of another epoch and the older ones of this."""
        mine, _, now = token.rpartition("-")
        for epoch, version in self._kept():
            if epoch != mine or version < int(now):
                self.drop(f"{epoch}-{version}")


def _save(folder: Path, snapshot: Snapshot) -> None:
    network, arrays = snapshot.network, _arrays(snapshot)
    records = written(network.records)
    rest = {
        "format": FORMAT,
        "lengths": [len(array) for array in arrays],
        "lokets": [fields_of(loket) for loket in network.lokets],
        "records": crc32(records),
        "words": network.words,
        "sources": [[s.number, s.name, s.kind.value] for s in network.sources],
        "data_end": network.data_end,
        "data_end_is_date": network.data_end_is_date,
    }
    with (folder / _COLUMNS).open("wb") as file:
        for array in arrays:
            file.write(np.ascontiguousarray(array).view(np.uint8).data)
            file.write(bytes(-file.tell() % _ALIGNED))
        _settle(file)
    for name, text in ((_REST, json.dumps(rest, ensure_ascii=False).encode()), (_RECORDS, records)):
        with (folder / name).open("wb") as file:
            file.write(text)
            _settle(file)


def _arrays(snapshot: Snapshot) -> list[np.ndarray[Any, Any]]:
    tables = [(getattr(snapshot.network, table), kind) for table, kind in _TABLES.items()]
    columns = [getattr(table, f.name) for table, kind in tables for f in fields(kind)]  # type: ignore[arg-type]
    # R is the dearest thing that every question begins with.
    visits = [getattr(snapshot.network.sequences, name) for name in SEQUENCE_DTYPES]
    return [*columns, *visits, snapshot.recorded]


def _settle(file: BinaryIO) -> None:
    file.flush()
    # Without this, a power cut could leave a file of the right length full of zeros.
    os.fsync(file.fileno())


def _load(folder: Path) -> Snapshot:
    rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
    if rest["format"] != FORMAT:
        raise ValueError("a cache of another version")
    records = (folder / _RECORDS).read_bytes()
    if crc32(records) != rest["records"]:
        raise ValueError("a cache that is damaged")
    arrays = _mapped(folder / _COLUMNS, rest["lengths"])
    network = Network(
        lokets=tuple(loket for given in rest["lokets"] if isinstance(loket := made("lokets", given), Loket)),
        words=tuple(rest["words"]),
        records=WrittenRecords(records),
        sources=tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in rest["sources"]),
        data_end=int(rest["data_end"]),
        data_end_is_date=bool(rest["data_end_is_date"]),
        **{table: kind(**{f.name: next(arrays) for f in fields(kind)}) for table, kind in _TABLES.items()},  # type: ignore[arg-type]
    )
    visits = Sequences(**{name: next(arrays) for name in SEQUENCE_DTYPES})
    return Snapshot(remember(network, visits), next(arrays))


def _mapped(path: Path, lengths: list[int]) -> Iterator[np.ndarray[Any, Any]]:
    """The arrays of a file, in their order; they stay there until they are used.

    Raises
    ------
    ValueError
        When the file is not as long as they are.
    """
    dtypes = [f.metadata["dtype"] for kind in _TABLES.values() for f in fields(kind)]  # type: ignore[arg-type]
    dtypes += [*SEQUENCE_DTYPES.values(), np.dtype(np.bool_)]
    sizes = [length * dtype.itemsize for length, dtype in zip(lengths, dtypes, strict=True)]
    starts = np.cumsum([0, *(size + -size % _ALIGNED for size in sizes)])
    if path.stat().st_size != starts[-1]:
        raise ValueError("a cache that is cut short")
    # An empty file cannot be mapped.
    whole = np.memmap(path, mode="r").view(np.ndarray) if starts[-1] else np.zeros(0, dtype=np.uint8)
    return (whole[start : start + size].view(dtype) for start, size, dtype in zip(starts, sizes, dtypes, strict=False))
