"""The snapshot of a database: built, loaded, refreshed, scanned and asked; run as a step, one a process.

python -m benchmarks.snapshot build|load|refresh|scan DB
python -m benchmarks.snapshot question DB NAME
python -m benchmarks.snapshot give DB FOLDER      (what the peers get)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import Figure, figure, tell
from graph.analyses import analysis
from graph.bouncing import bounce_codes, bounces, counted, hop_codes, hops
from graph.cache import Cache
from graph.columns import Ints
from graph.network import Network
from graph.refresh import built
from graph.sequences import remember
from graph.settings import Settings
from graph.stores.sqlite import SqliteStore, open_sqlite
from graph.thresholds import DEFAULTS

# R is read from these.
_REFERRALS = ("case", "frm", "to", "sent", "picked", "status", "status_at", "dates")
_CASES = ("entry", "opened", "dates")


def store_of(db: str) -> SqliteStore:
    """The store in a file."""
    return open_sqlite(Path(db), Settings().door(), create=False)


def cached(db: str) -> Callable[[], Network]:
    """Loads the snapshot of a database from its cache, anew each time."""
    with store_of(db) as store:
        cache, token = Cache(store.cache_folder), store.token

    def load() -> Network:
        found = cache.load(token)
        if found is None:
            raise SystemExit(f"no snapshot of {db} in the cache")
        return found.network

    return load


def build(db: str) -> None:
    """From the store, everything; and kept on disk."""
    with store_of(db) as store:
        made, snapshot = figure("snapshot.build", lambda: built(store), times=3, within=5)
        sequenced, _ = figure("snapshot.r", lambda: snapshot.network.sequences, times=1)
        cache, token = Cache(store.cache_folder), store.token
        cache.drop(token)
        saved, _ = figure("snapshot.save", lambda: cache.save(token, snapshot), times=1)
    tell(made, sequenced, saved)


def load(db: str) -> None:
    """From the cache on disk, as it is mapped into memory."""
    tell(figure("snapshot.load", cached(db))[0])


def refresh(db: str) -> None:
    """What the first reader after an import waits for: the older snapshot with the changes, kept on disk."""
    with store_of(db) as store:
        tell(figure("snapshot.refresh", store.network, times=1)[0])


def scan(db: str) -> None:
    """The bounce scan, with R known and with R worked out, beside one plain read of the same arrays."""
    network = cached(db)()
    visits = network.sequences
    read_r, _ = figure("plain.known", lambda: _sum(visits.case, visits.loket))
    known, once = figure("scan.known", lambda: scanned(network))
    referrals = [getattr(network.referrals, name) for name in _REFERRALS]
    cases = [getattr(network.cases, name) for name in _CASES]
    read_all, _ = figure("plain.worked_out", lambda: _sum(*referrals, *cases))
    worked_out, again = figure("scan.worked_out", lambda: scanned(_knowing_nothing(network)))
    if once[1].sum() != again[1].sum() or once[1].sum() != len(bounces(visits)):
        raise SystemExit("R known and R worked out give other bounces")
    tell(read_r, known, read_all, worked_out, Figure("count.bounces", int(once[1].sum()), "bounces"))


def scanned(network: Network) -> tuple[Ints, Ints]:
    """Every direction A to B from which a case came straight back to A, and how often."""
    return counted(bounce_codes(network), len(network.lokets) ** 2)


def _sum(*columns: NDArray[np.generic]) -> int:
    return sum(int(column.sum(dtype=np.int64)) for column in columns)


def question(db: str, name: str) -> None:
    """One question, its result made but not written out; nothing but R is known when the clock starts."""
    network, asked = cached(db)(), analysis(name)
    tell(figure(f"question.{name}", lambda: asked.function(_knowing_r_only(network), DEFAULTS), times=10)[0])


def _knowing_r_only(network: Network) -> Network:
    return remember(_knowing_nothing(network), network.sequences)


def _knowing_nothing(network: Network) -> Network:
    """The same network without what was worked out before; `replace` would check every column again."""
    bare = object.__new__(Network)
    vars(bare).update({f.name: getattr(network, f.name) for f in fields(Network)})
    return bare


def give(db: str, folder: str) -> None:
    """R as plain arrays for the peers, and what they must find."""
    network, place = cached(db)(), Path(folder)
    place.mkdir(exist_ok=True)
    visits, size = network.sequences, len(network.lokets)
    for name in ("case", "loket", "start"):
        np.save(place / f"{name}.npy", getattr(visits, name))
    pairs, counts = scanned(network)
    hop_pairs, hop_counts = counted(hop_codes(network, hops(visits)), size * size)
    truth = {
        "bounces": {f"{p // size}>{p % size}": c for p, c in zip(pairs.tolist(), counts.tolist(), strict=True)},
        "hops": {f"{p // size}>{p % size}": c for p, c in zip(hop_pairs.tolist(), hop_counts.tolist(), strict=True)},
    }
    (place / "truth.json").write_text(json.dumps(truth))
    tell(Figure("count.visits", len(visits), "visits"), Figure("count.cases", len(network.cases), "cases"))


STEPS: dict[str, Callable[..., None]] = {
    "build": build,
    "load": load,
    "refresh": refresh,
    "scan": scan,
    "question": question,
    "give": give,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])
