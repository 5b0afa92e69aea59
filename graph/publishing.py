"""Published versions: the frozen snapshot from which everybody but the administrator gets figures (`gate.md`, rule 3).

A publication is a change set without rows, and a snapshot kept beside the store under its number. It can be undone:
then the one before stands again. Who is erased is taken out of the kept snapshots too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.cache import Cache
from graph.changed import Snapshot
from graph.changesets import ChangeKind, ChangeSet
from graph.erasure import erased_from
from graph.network import Network

if TYPE_CHECKING:
    from graph.erasure import Persons
    from graph.store import Store

_FOLDER, _EPOCH = "published", "epoch"
_MOST = 5
"""So many publications are kept; undoing further back than that needs publishing again."""


@dataclass(frozen=True, eq=False)
class Publication:
    """What stands published: the number of its change set, when, by whom, and the frozen network."""

    number: int
    when: datetime
    who: str
    network: Network


def standing(changes: Sequence[ChangeSet]) -> ChangeSet | None:
    """The newest publication that was not undone, None where there is none."""
    made = (c for c in changes if c.kind is ChangeKind.PUBLISH and c.undone_by is None)
    return max(made, key=lambda c: c.number, default=None)


def keep(store: Store, number: int) -> bool:
    """Keep what stands now as the publication of a number; whether that could be done."""
    folder = _folder(store)
    if folder is None or not _save(folder, number, store.network()):
        return False
    kept = sorted(int(p.name) for p in folder.iterdir() if p.name.isdecimal())
    for old in kept[:-_MOST]:
        shutil.rmtree(folder / str(old), ignore_errors=True)
    return True


def published(store: Store) -> Publication | None:
    """What stands published, None where nothing was, or where its snapshot is not on this machine."""
    keep_up(store, store.token)
    change, folder = standing(store.changes()), _folder(store)
    network = _load(folder, change.number) if folder and change else None
    return Publication(change.number, change.when, change.who, network) if change and network else None


def kept(store: Store) -> dict[int, Network]:
    """Every publication that is kept on this machine, by its number."""
    keep_up(store, store.token)
    return dict(_kept(_folder(store)))


def keep_up(store: Store, token: str) -> None:
    """Takes out of the publications on this machine who was erased elsewhere; `token` is that of the store now."""
    folder, epoch, digests = _folder(store), token.rpartition("-")[0], store.recognised()
    # Without the key nobody is recognised: who comes with it does this.
    if folder is None or digests is None or not folder.is_dir() or _epoch(folder) == epoch:
        return
    for number, network in _kept(folder):
        persons = erased_from(network, digests)
        if persons.names:
            _save(folder, number, _without(network, persons))
    with suppress(OSError):
        (folder / _EPOCH).write_text(epoch)


def keep_without(store: Store, held: dict[int, Network], persons: Persons) -> None:
    """Keep publications again, less the erased."""
    folder = _folder(store)
    if folder is None:
        return
    for number, network in held.items():
        _save(folder, number, _without(network, persons))


def _without(network: Network, persons: Persons) -> Network:
    """The network less some households with their cases, and less every mention of some persons."""
    rest = network.select(~np.isin(network.cases.key, persons.cases))
    stays = ~np.isin(network.households.key, persons.households)
    household = (np.cumsum(stays, dtype=np.int32) - 1)[rest.cases.household]
    scrubbed = (persons.scrubbed(r) for r in rest.records)
    return replace(
        rest,
        households=network.households.take(stays),
        cases=rest.cases.with_(household=household),
        records=tuple(r for r in scrubbed if r is not None),
        words=tuple("-" if word in persons.professionals else word for word in rest.words),
    )


def _kept(folder: Path | None) -> Iterator[tuple[int, Network]]:
    numbers = [int(p.name) for p in folder.iterdir() if p.name.isdecimal()] if folder and folder.exists() else []
    for number in numbers:
        if folder and (network := _load(folder, number)) is not None:
            yield number, network


def _epoch(folder: Path) -> str | None:
    """The epoch of which all erasures were taken out."""
    with suppress(OSError):
        return (folder / _EPOCH).read_text()
    return None


def _folder(store: Store) -> Path | None:
    return None if store.cache_folder is None else store.cache_folder / _FOLDER


def _save(folder: Path, number: int, network: Network) -> bool:
    shutil.rmtree(folder / str(number), ignore_errors=True)
    # What is frozen is never refreshed, so which of them have a record of their own is no matter.
    unasked = (np.zeros(length, dtype=np.bool_) for length in (len(network.households), len(network.lokets)))
    return Cache(folder / str(number)).save(_token(number), Snapshot(network, *unasked)) is not None


def _load(folder: Path, number: int) -> Network | None:
    found = Cache(folder / str(number)).load(_token(number))
    return found.network if found else None


def _token(number: int) -> str:
    return f"published-{number}"
