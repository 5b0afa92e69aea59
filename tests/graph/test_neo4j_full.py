"""A server whose disk is full: it says so, what was kept is there, and after a restart with room work goes on."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.errors import DiskFull, StoreRefused
from tests.graph.samples import ME, TABLES, add_log, log
from tests.graph.test_neo4j_faults import java, of, opened, own, took
from tests.neo4j_server import Running

__all__ = ["own"]
pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
FEW = [(case, 10 * at, "xyz"[at]) for case in range(1000, 1100) for at in range(3)]
MANY = [(case, 10 * at, f"loket {case % 90}") for case in range(20_000) for at in range(4)]
ROOM = 500_000


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own, that is soon full; whether this machine lets us make one."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, running: Running, mounted: bool) -> Path:
    """Leave little room; where no file system of our own can be made, no file of the server may grow further."""
    ballast = folder / "ballast"
    if mounted:
        room = os.statvfs(folder)
        ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - ROOM))
    else:
        ballast.touch()
        largest = max(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        resource.prlimit(java(running), resource.RLIMIT_FSIZE, (largest + ROOM, largest + ROOM))
    return ballast


def test_a_full_disk_is_told_and_nothing_is_lost(own: Callable[..., Running], tmp_path: Path) -> None:
    home = tmp_path / "server"
    with small_disk(home / "data") as mounted:
        running = own(home)
        with opened(of(running)) as store:
            store.add(Batch.of(TABLES), source="eigen", **ME)
            ballast = fill(home / "data", running, mounted)
            error, _ = took(lambda: add_log(store, log(*MANY)), StoreRefused)
            assert isinstance(error, DiskFull)
            assert "disk is full" in error.text.en
            assert "Maak ruimte op de schijf van de server en start hem opnieuw" in error.text.nl
        # It may not even stop any more.
        os.kill(java(running), signal.SIGKILL)
        running.stop()
        ballast.unlink()
        again = own(home, port=int(running.address.rsplit(":", 1)[1]))
        with opened(of(again)) as store:
            assert (store.version, len(store.contents().cases)) == (1, 2)
            # What was begun and broke off is taken back, or done again.
            assert add_log(store, log(*FEW)).added > 0
            assert len(store.contents().cases) == 2 + 100
        again.stop()
