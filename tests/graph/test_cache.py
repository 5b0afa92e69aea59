"""Snapshots kept beside a store: found again, refreshed, and never trusted more than they deserve."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph import refresh
from graph.batch import Batch
from graph.build import build
from graph.cache import Cache
from graph.changed import Snapshot
from graph.columns import CaseColumns, EventColumns
from graph.model import Loket, Organisation
from graph.pseudonyms import Door
from graph.sources import SourceKind
from graph.store import Store
from graph.stores.sqlite import open_sqlite
from tests.graph.samples import same

ME: dict[str, Any] = {"who": "Test", "why": "a test"}
KEY = b"a key of the tests, 32 bytes long"


def log(first: int, cases: int) -> Batch:
    """Each case goes from x to y."""
    keys = np.arange(first, first + cases)
    return Batch(
        words=("x", "y"),
        records=(Loket("x", name="Iks"),),
        cases=CaseColumns.of(cases, key=keys, household=keys),
        events=EventColumns.of(
            2 * cases, case=np.repeat(keys, 2), at=np.tile([1, 2], cases), loket=np.tile([0, 1], cases)
        ),
    )


def add(store: Store, first: int = 1, cases: int = 3) -> None:
    store.add(log(first, cases), source="log", kind=SourceKind.LOG, **ME)


def folders(store: Store) -> list[str]:
    assert store.cache_folder
    return sorted(p.name for p in store.cache_folder.iterdir()) if store.cache_folder.exists() else []


def lies_on_disk(array: Any) -> bool:
    """Whether an array is a view of a file that is mapped, and no copy."""
    while isinstance(array, np.ndarray):
        array = array.base
    return isinstance(array, mmap.mmap)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often a snapshot was built or refreshed."""
    calls = {"built": 0, "refreshed": 0}

    def counting(name: str, real: Callable[..., Snapshot]) -> Callable[..., Snapshot]:
        def call(*args: object) -> Snapshot:
            calls[name] += 1
            return real(*args)

        return call

    for name in calls:
        monkeypatch.setattr(refresh, name, counting(name, getattr(refresh, name)))
    return calls


def test_is_built_once_and_then_refreshed(store: Store, counted: dict[str, int]) -> None:
    add(store)
    assert len(store.network().cases) == len(store.network().cases) == 3
    assert counted == {"built": 1, "refreshed": 0}
    add(store, first=10)
    assert len(store.network().cases) == 6
    assert counted == {"built": 1, "refreshed": 1}
    # Only the newest is kept.
    assert folders(store) == [store.token]


def test_lies_in_memory_as_it_lies_on_disk(store: Store) -> None:
    add(store)
    store.network()
    network = store.network()
    assert lies_on_disk(network.referrals.to)
    assert lies_on_disk(network.cases.key)
    assert not network.referrals.to.flags.writeable
    assert network.lokets == (Loket("x", name="Iks"), Loket("y"))


def test_an_empty_store_has_an_empty_network(store: Store) -> None:
    assert len(store.network().cases) == len(store.network().lokets) == 0
    assert store.network().data_end == build(Batch()).data_end


@pytest.mark.parametrize("harm", ["truncate", "garbage", "absent", "json", "zeros"])
def test_a_damaged_one_is_made_again(store: Store, harm: str, counted: dict[str, int]) -> None:
    add(store, cases=200)
    whole = build(store.contents(), store.sources())
    store.network()
    assert store.cache_folder
    folder = store.cache_folder / store.token
    columns = folder / "columns"
    if harm == "truncate":
        os.truncate(columns, columns.stat().st_size - 64)
    elif harm == "garbage":
        columns.write_bytes(os.urandom(columns.stat().st_size))
    elif harm == "absent":
        columns.unlink()
    elif harm == "json":
        (folder / "network.json").write_text('{"format": 1')
    else:
        columns.write_bytes(bytes(columns.stat().st_size))
    network = store.network()
    assert np.array_equal(network.referrals.to, whole.referrals.to)
    assert counted["built"] == 2
    assert np.array_equal(store.network().referrals.to, whole.referrals.to)
    assert counted["built"] == 2


@pytest.fixture
def kept_as_change(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of snapshots of a store of which the newest is kept as a change of the one before."""
    monkeypatch.setattr(refresh, "LARGE", 0)
    add(store, cases=200)
    store.network()
    add(store, first=300, cases=1)
    store.network()
    assert store.cache_folder
    return store.cache_folder


def test_a_small_change_of_a_large_one_is_kept_beside_it(
    store: Store, kept_as_change: Path, counted: dict[str, int]
) -> None:
    before = store.token.replace("-2", "-1")
    assert folders(store) == [before, f"{store.token}.change"]
    add(store, first=400, cases=1)
    store.network()
    # A change always hangs on a whole one, so there is never a chain.
    assert folders(store) == [before, f"{store.token}.change"]
    assert counted == {"built": 0, "refreshed": 1}
    # The second reader of a change leaves a whole one.
    assert store.network().cases.key.tolist() == [*range(1, 201), 300, 400]
    assert folders(store) == [store.token]
    assert counted == {"built": 0, "refreshed": 1}


def test_a_large_change_is_written_out(store: Store, kept_as_change: Path) -> None:
    # 50 of some 250 cases are more than one in fifty.
    add(store, first=500, cases=50)
    store.network()
    assert folders(store) == [store.token]


@pytest.mark.parametrize(
    "harm", ["change cut short", "change of zeros", "change without text", "base gone", "base cut short"]
)
def test_a_damaged_change_is_made_again(store: Store, kept_as_change: Path, harm: str) -> None:
    base, change = kept_as_change / store.token.replace("-2", "-1"), kept_as_change / f"{store.token}.change"
    if harm == "base gone":
        shutil.rmtree(base)
    elif harm == "change without text":
        (change / "network.json").unlink()
    elif harm == "change of zeros":
        (change / "columns").write_bytes(bytes((change / "columns").stat().st_size))
    else:
        columns = (change if harm.startswith("change") else base) / "columns"
        os.truncate(columns, columns.stat().st_size - 64)
    assert same(store.network(), refresh.built(store).network)
    assert same(store.network(), refresh.built(store).network)


def test_nothing_of_a_change_is_kept_after_an_erasure(store: Store, kept_as_change: Path) -> None:
    store.forget("household", [300], who="Test")
    assert folders(store) == []
    assert 300 not in store.network().cases.key


def test_a_change_that_leaves_the_map_alone_has_no_records_of_its_own(store: Store, kept_as_change: Path) -> None:
    assert not (kept_as_change / f"{store.token}.change" / "records.json").exists()
    store.add(Batch.of([Organisation("o", "Gemeente"), Loket("z", "o", "Zet")]), **ME)
    assert store.network().of(Organisation) == (Organisation("o", "Gemeente"),)
    assert (kept_as_change / f"{store.token}.change" / "records.json").exists()
    # Read from the cache, and written out as a whole.
    for _ in range(2):
        assert store.network().of(Organisation) == (Organisation("o", "Gemeente"),)
        assert [lo.id for lo in store.network().lokets] == ["x", "y", "z"]


def test_what_a_killed_process_left_is_cleared_away(store: Store) -> None:
    add(store)
    assert store.cache_folder
    old, new = store.cache_folder / ".0123456789ab", store.cache_folder / ".ba9876543210"
    for folder in (old, new):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    store.network()
    # One of just now may belong to a process that is still writing.
    assert folders(store) == [new.name, store.token]


def test_where_nothing_can_be_kept_it_works_without(store: Store) -> None:
    add(store)
    assert store.cache_folder
    # A file where the folder should be stands for a place without room or rights, also for an administrator.
    store.cache_folder.write_text("")
    assert len(store.network().cases) == 3
    assert store.search("Iks")[0].id == "x"
    assert store.cache_folder.read_text() == ""


def test_one_that_is_open_survives_its_successor(store: Store) -> None:
    add(store)
    store.network()
    old = store.network()
    add(store, first=10)
    store.network()
    assert old.cases.key.tolist() == [1, 2, 3]


def test_nothing_is_kept_of_before_an_erasure(store: Store, counted: dict[str, int]) -> None:
    add(store)
    store.network()
    before = store.token
    store.forget("household", [1], who="Test")
    assert folders(store) == []
    assert store.network().cases.key.tolist() == [2, 3]
    assert counted == {"built": 2, "refreshed": 0}
    assert store.token.split("-")[0] != before.split("-")[0]


def test_a_snapshot_made_during_an_erasure_is_dropped(
    opener: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = opener(), opener()
    add(store)
    real = Cache.save

    def save_late(cache: Cache, token: str, snapshot: Snapshot) -> object:
        monkeypatch.setattr(Cache, "save", real)
        other.forget("household", [1], who="Test")
        return real(cache, token, snapshot)

    monkeypatch.setattr(Cache, "save", save_late)
    before = store.token
    store.network()
    # On a server it was read again at once, and what was read then may be kept.
    assert [name for name in folders(store) if name != store.token] == []
    assert store.token != before
    assert store.network().cases.key.tolist() == [2, 3]


def _read(path: Path, together: object) -> None:
    together.wait(30)  # type: ignore[attr-defined]
    with open_sqlite(path, Door(KEY)) as store:
        if len(store.network().cases) != 300:
            raise SystemExit(1)


def test_several_processes_may_keep_it_at_once(tmp_path: Path, door: Door) -> None:
    path = tmp_path / "kaart.db"
    with open_sqlite(path, door) as store:
        add(store, cases=300)
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(3)
    readers = [spawn.Process(target=_read, args=(path, together)) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert [reader.exitcode for reader in readers] == [0, 0, 0]
    with open_sqlite(path, door) as store:
        assert folders(store) == [store.token]


def test_the_map_alone_may_change(store: Store, counted: dict[str, int]) -> None:
    add(store)
    store.network()
    store.add(Batch.of([Organisation("o", "Gemeente"), Loket("y", "o", "Ypsilon")]), **ME)
    network = store.network()
    assert network.title("y") == "Ypsilon"
    assert network.of(Organisation) == (Organisation("o", "Gemeente"),)
    assert counted == {"built": 1, "refreshed": 1}


def test_a_cache_that_is_gone_is_made_again(store: Store) -> None:
    add(store)
    store.network()
    assert store.cache_folder
    shutil.rmtree(store.cache_folder)
    assert len(store.network().cases) == 3
    assert folders(store) == [store.token]
