"""Snapshots kept on disk beside a store: one folder each, named by the token of what it is a snapshot of.

A folder is written whole under another name and then renamed, so several processes may keep and read at once.
All columns lie behind each other in one file that is mapped into memory, not read. A large snapshot of which little
changed is kept as that change (`TOKEN.change`), which is put into the older one whenever it is loaded. A cache is
never the truth: one that is missing, damaged or out of reach is made again or done without.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.bodies import WrittenRecords, fields_of, made, written
from graph.changed import Change, Snapshot, merged
from graph.columns import Columns, HouseholdColumns, Ints
from graph.model import Loket, Record
from graph.network import Network
from graph.register import Cases, Quiet, Referrals
from graph.sequences import SEQUENCE_DTYPES, Sequences, remember
from graph.sources import Source, SourceKind

FORMAT = 4
"""Raised with every change of what lies in a folder."""

_TABLES: dict[str, type[Columns]] = {
    "households": HouseholdColumns,
    "cases": Cases,
    "referrals": Referrals,
    "quiet": Quiet,
}
_COLUMNS, _REST, _RECORDS = "columns", "network.json", "records.json"
_CHANGE = ".change"
_GIVEN_UP = 3_600
_ALIGNED = 64
_DAMAGED = (OSError, ValueError, TypeError, KeyError, EOFError)


class Cache:
    """The snapshots in a folder; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self, token: str) -> Snapshot | None:
        """The snapshot of a token, None where there is no sound one."""
        return self._load_whole(token) or self._load_changed(token)

    def is_whole(self, token: str) -> bool:
        """Whether the snapshot of a token lies there in one piece, and not as a change of another."""
        return self._folder is not None and (self._folder / token).is_dir()

    def _load_whole(self, token: str) -> Snapshot | None:
        return self._sound(token, lambda folder: _load(folder, _rest(folder), None)[0])

    def _load_changed(self, token: str) -> Snapshot | None:
        def load(folder: Path) -> Snapshot:
            rest = _rest(folder)
            older = self._load_whole(rest["base"])
            if older is None:
                raise ValueError("a change of a snapshot that is gone")
            part, (cases, households) = _load(folder, rest, older.network.records)
            return merged(older, Change(cases, households, rest["records"] is not None, part))

        return self._sound(token + _CHANGE, load)

    def _sound(self, name: str, load: Callable[[Path], Snapshot]) -> Snapshot | None:
        if self._folder is None or not (self._folder / name).is_dir():
            return None
        try:
            return load(self._folder / name)
        except _DAMAGED:
            # Out of the way, so that the next one can have its name.
            shutil.rmtree(self._folder / name, ignore_errors=True)
            return None

    def load_older(self, epoch: str, version: int) -> tuple[int, Snapshot] | None:
        """The newest sound snapshot of an epoch that is older than a version and whole, with its own version."""
        kept = ((v, name) for e, v, name in self._kept() if e == epoch and v < version)
        versions = sorted((v for v, name in kept if not name.endswith(_CHANGE)), reverse=True)
        found = ((v, self._load_whole(f"{epoch}-{v}")) for v in versions)
        return next(((v, snapshot) for v, snapshot in found if snapshot), None)

    def save(self, token: str, snapshot: Snapshot) -> Network | None:
        """Keeps a snapshot and lets go of older ones; its network as it lies there, None where nothing can be kept."""
        self._save(token, token, lambda folder: _save(folder, snapshot))
        loaded = self._load_whole(token)
        return loaded.network if loaded else None

    def save_change(self, token: str, base: str, change: Change) -> None:
        """Keeps a snapshot as the change of an older one, which stays; lets go of all between."""
        self._save(token + _CHANGE, base, lambda folder: _save(folder, change.part, (base, change)))

    def _save(self, name: str, base: str, write: Callable[[Path], None]) -> None:
        """Writes a folder, and lets go of what is older than what it is based on."""
        if self._folder is None:
            return
        new = self._folder / f".{secrets.token_hex(6)}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.mkdir(mode=0o700)
            write(new)
            new.rename(self._folder / name)
        except OSError:
            # No room, no right to write, or another process was first.
            shutil.rmtree(new, ignore_errors=True)
        self._let_go(name, base)

    def drop(self, token: str) -> None:
        """Lets go of one snapshot."""
        if self._folder:
            for name in (token, token + _CHANGE):
                shutil.rmtree(self._folder / name, ignore_errors=True)

    def _kept(self) -> list[tuple[str, int, str]]:
        """Epoch, version and name of each folder that is there, also of changes."""
        try:
            names = [p.name for p in self._folder.iterdir()] if self._folder else []
        except OSError:
            return []
        parts = [(*name.removesuffix(_CHANGE).rpartition("-"), name) for name in names]
        return [(epoch, int(version), name) for epoch, _, version, name in parts if epoch and version.isdecimal()]

    def _let_go(self, name: str, base: str) -> None:
        """Removes what is of another epoch, or as old as a folder or older, and what was broken off."""
        kept = {other: (epoch, version) for epoch, version, other in self._kept()}
        if self._folder is None or name not in kept:
            return
        mine, now = kept[name]
        needless = [n for n, (epoch, version) in kept.items() if epoch != mine or version <= now]
        for other in (*needless, *self._broken_off(self._folder)):
            if other not in (name, base):
                shutil.rmtree(self._folder / other, ignore_errors=True)

    def _broken_off(self, folder: Path) -> list[str]:
        """Folders that a process which was killed left half written."""
        before = time.time() - _GIVEN_UP
        with suppress(OSError):
            return [p.name for p in folder.glob(".*") if p.stat().st_mtime < before]
        return []


def _save(folder: Path, snapshot: Snapshot, change: tuple[str, Change] | None = None) -> None:
    network, arrays = snapshot.network, _arrays(snapshot)
    if change:
        arrays += [change[1].cases, change[1].households]
    # A change that left the map alone goes by the records of its base.
    records = None if change and not change[1].map else written(network.records)
    with (folder / _COLUMNS).open("wb") as file:
        for array in arrays:
            file.write(np.ascontiguousarray(array).view(np.uint8).data)
            file.write(bytes(-file.tell() % _ALIGNED))
        _settle(file)
    rest = {
        "format": FORMAT,
        "base": change[0] if change else None,
        # All of a change is read anyway; a whole one is far too large to be read to the end each time.
        "columns": crc32((folder / _COLUMNS).read_bytes()) if change else None,
        "lengths": [len(array) for array in arrays],
        "lokets": [fields_of(loket) for loket in network.lokets],
        "records": None if records is None else crc32(records),
        "words": network.words,
        "sources": [[s.number, s.name, s.kind.value] for s in network.sources],
        "data_end": network.data_end,
        "data_end_is_date": network.data_end_is_date,
    }
    for name, text in ((_REST, json.dumps(rest, ensure_ascii=False).encode()), (_RECORDS, records)):
        if text is not None:
            with (folder / name).open("wb") as file:
                file.write(text)
                _settle(file)


def _arrays(snapshot: Snapshot) -> list[NDArray[Any]]:
    tables = [(getattr(snapshot.network, table), kind) for table, kind in _TABLES.items()]
    columns = [getattr(table, f.name) for table, kind in tables for f in fields(kind)]  # type: ignore[arg-type]
    # R is the dearest thing that every question begins with.
    visits = [getattr(snapshot.network.sequences, name) for name in SEQUENCE_DTYPES]
    return [*columns, *visits, snapshot.recorded, snapshot.lokets_recorded]


def _settle(file: BinaryIO) -> None:
    file.flush()
    # Without this, a power cut could leave a file of the right length full of zeros.
    os.fsync(file.fileno())


def _rest(folder: Path) -> dict[str, Any]:
    rest: dict[str, Any] = json.loads((folder / _REST).read_text(encoding="utf-8"))
    if rest["format"] != FORMAT:
        raise ValueError("a cache of another version")
    return rest


def _load(folder: Path, rest: dict[str, Any], records: Sequence[Record] | None) -> tuple[Snapshot, list[Ints]]:
    """The snapshot in a folder, with other records where it has none of its own; and what comes behind it."""
    if rest["columns"] is not None and crc32((folder / _COLUMNS).read_bytes()) != rest["columns"]:
        raise ValueError("a cache that is damaged")
    if rest["records"] is not None:
        text = (folder / _RECORDS).read_bytes()
        if crc32(text) != rest["records"]:
            raise ValueError("a cache that is damaged")
        records = WrittenRecords(text)
    if records is None:
        raise ValueError("a cache without records")
    arrays = _mapped(folder / _COLUMNS, rest["lengths"])
    network = Network(
        lokets=tuple(loket for given in rest["lokets"] if isinstance(loket := made("lokets", given), Loket)),
        words=tuple(rest["words"]),
        records=records,
        sources=tuple(Source(n, name, SourceKind.of_value(kind)) for n, name, kind in rest["sources"]),
        data_end=int(rest["data_end"]),
        data_end_is_date=bool(rest["data_end_is_date"]),
        **{table: kind(**{f.name: next(arrays) for f in fields(kind)}) for table, kind in _TABLES.items()},  # type: ignore[arg-type]
    )
    visits = Sequences(**{name: next(arrays) for name in SEQUENCE_DTYPES})
    return Snapshot(remember(network, visits), next(arrays), next(arrays)), list(arrays)


def _mapped(path: Path, lengths: list[int]) -> Iterator[NDArray[Any]]:
    """The arrays of a file, in their order; they stay there until they are used.

    Raises
    ------
    ValueError
        When the file is not as long as they are.
    """
    dtypes = [f.metadata["dtype"] for kind in _TABLES.values() for f in fields(kind)]  # type: ignore[arg-type]
    dtypes += [*SEQUENCE_DTYPES.values(), np.dtype(np.bool_), np.dtype(np.bool_)]
    # Only a change has more: keys.
    dtypes += [np.dtype(np.int64)] * (len(lengths) - len(dtypes))
    sizes = [length * dtype.itemsize for length, dtype in zip(lengths, dtypes, strict=True)]
    starts = np.cumsum([0, *(size + -size % _ALIGNED for size in sizes)])
    if path.stat().st_size != starts[-1]:
        raise ValueError("a cache that is cut short")
    # An empty file cannot be mapped.
    whole = np.memmap(path, mode="r").view(np.ndarray) if starts[-1] else np.zeros(0, dtype=np.uint8)
    return (whole[start : start + size].view(dtype) for start, size, dtype in zip(starts, sizes, dtypes, strict=False))
