"""The snapshot of a store: taken from the cache, refreshed from the changes, or built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.bodies import of_table
from graph.build import build
from graph.changed import Change, Snapshot, flags_of, merged, with_last_instant
from graph.changesets import Touched
from graph.model import Loket
from graph.network import Network
from graph.publishing import keep_up
from graph.renewal import Renewal

if TYPE_CHECKING:
    from graph.cache import Cache
    from graph.store import Progress, Store

LARGE, SMALL_SHARE = 200_000, 50
"""From so many rows on, a change of at most one case in so many is kept beside the older snapshot."""


def snapshot(store: Store, progress: Progress | None = None) -> Network:
    """The network of what stands in a store; kept for the next time."""
    from graph.cache import Cache

    cache = Cache(store.cache_folder)
    # What is there now cannot change under a reader, so the cache is asked before the store is read.
    token = store.token
    keep_up(store, token)
    found = cache.load(token)
    if found:
        # Who reads a change for the second time writes it out, for there will be a third.
        return found.network if cache.is_whole(token) else _kept(store, cache, token, found)
    with store.reading():
        token = store.token
        epoch, _, version = token.rpartition("-")
        older = cache.load_older(epoch, int(version))
        if progress:
            progress(0, 0)
        made, change = refreshed(older[1], store, store.touched_since(older[0])) if older else (built(store), None)
    base = f"{epoch}-{older[0]}" if older and change and _is_small(change, made.network) else None
    return _kept(store, cache, token, made, base, change)


def _kept(
    store: Store, cache: Cache, token: str, made: Snapshot, base: str | None = None, change: Change | None = None
) -> Network:
    """The network, kept as a whole or as the change of another snapshot."""
    network = None
    if base and change:
        cache.save_change(token, base, change)
    else:
        network = cache.save(token, made)
    if store.token.rpartition("-")[0] != token.rpartition("-")[0]:
        # Somebody was erased meanwhile, and may stand in what was just kept.
        cache.drop(token)
    return network or made.network


def _is_small(change: Change, network: Network) -> bool:
    touched = len(change.cases) + len(change.households)
    return len(network.referrals) + len(network.cases) >= LARGE and touched * SMALL_SHARE <= len(network.cases)


def built(store: Store) -> Snapshot:
    """The snapshot of everything that stands."""
    batch = store.contents()
    network = build(batch, store.sources())
    recorded = {r.id for r in of_table(batch.records, Loket)}
    homes = np.isin(network.households.key, batch.households.key)
    return Snapshot(network, homes, flags_of(network.lokets, recorded))


def refreshed(old: Snapshot, store: Store, touched: Touched) -> tuple[Snapshot, Change]:
    """An older snapshot with the touched cases, households and the map as they stand now; and the difference."""
    read = store.contents if touched.map else store.register_of
    batch = read(touched.cases, touched.households)
    change, end_is_known = Renewal(old, build(batch, store.sources()), batch, touched).change()
    made = merged(old, change)
    return (made, change) if end_is_known else with_last_instant(made, change)
