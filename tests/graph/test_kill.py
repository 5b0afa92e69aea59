"""kill -9 at any moment: nothing acknowledged is lost, and nothing is left half."""

from __future__ import annotations

import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from graph.pseudonyms import Door
from graph.refresh import built
from graph.stores.sqlite import open_sqlite
from tests.graph.samples import same

KEY = b"a key of the tests, 32 bytes long"
KILLS = 50
CASES = 5
# Adds batches of five cases with three rows each, told apart by their number, and says each number that was kept.
WRITER = """
import sys
import numpy as np
from graph import refresh
from graph.batch import Batch
from graph.columns import CaseColumns, EventColumns
from graph.model import Organisation
from graph.pseudonyms import Door
from graph.sources import SourceKind
from graph.stores.sqlite import open_sqlite

# Snapshots are kept as changes too, as those of large registers are.
refresh.LARGE = refresh.SMALL_SHARE = 0
store = open_sqlite(sys.argv[1], Door(sys.argv[2].encode()))
for line in sys.stdin:
    first = int(line)
    for n in range(first, first + 1000):
        keys = np.arange(n * 5, n * 5 + 5)
        rows = np.repeat(keys, 3)
        at, loket = np.tile([1, 2, 3], 5), np.tile([0, 1, 0], 5)
        batch = Batch(
            words=("x", "y"),
            records=(Organisation(str(n), "o"),),
            cases=CaseColumns.of(5, key=keys, household=keys),
            events=EventColumns.of(15, case=rows, at=at, loket=loket),
        )
        store.add(batch, source="log", kind=SourceKind.LOG, who="w", why=str(n))
        print(n, flush=True)
        if n % 7 == 3:
            store.undo(who="w", why="")
            print(-n, flush=True)
        if n % 3 == 0:
            store.network()
        if n % 5 == 0:
            store.network()
"""


def start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), KEY.decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(path: Path, writer: subprocess.Popen[str], first: int, seconds: float) -> list[int]:
    """What a writer acknowledged before it was killed, some time after its first acknowledgement."""
    assert writer.stdin
    assert writer.stdout
    writer.stdin.write(f"{first}\n")
    writer.stdin.flush()
    assert select.select([writer.stdout], [], [], 30)[0]
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    return [int(line) for line in said.splitlines() if line]


def test_a_writer_killed_at_random_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kaart.db"
    chance = random.Random(20240630)
    acknowledged: list[int] = []
    # The next writer starts up while this one works, for most of its life is imports.
    writer = start(path)
    for kill in range(KILLS):
        following = start(path)
        acknowledged += killed(path, writer, kill * 1000 + 1, chance.uniform(0, 0.08))
        writer = following
        check(path, acknowledged)
    writer.kill()
    writer.communicate()
    assert len(acknowledged) > KILLS


def check(path: Path, acknowledged: list[int]) -> None:
    with open_sqlite(path, Door(KEY)) as store:
        assert store.db.pragma("integrity_check") == "ok"
        history = {c.number: c for c in store.changes()}
        standing = {int(c.why) for c in history.values() if c.why and c.undone_by is None}
        undone = {int(history[c.undoes].why) for c in history.values() if c.undoes}
        kept, batch = standing | undone, store.contents()
        network, whole = store.network(), built(store).network
    assert same(network, whole)
    assert {n for n in acknowledged if n > 0} <= kept
    assert {-n for n in acknowledged if n < 0} <= undone
    # Whole batches, and nothing else.
    assert {int(r.key) for r in batch.records} == standing
    assert {n // CASES for n in batch.cases.key.tolist()} == standing
    assert len(batch.cases) == CASES * len(standing)
    assert np.bincount(batch.events.case // CASES, minlength=1)[sorted(standing)].tolist() == [15] * len(standing)
    assert network.cases.key.tolist() == sorted(batch.cases.key.tolist())
