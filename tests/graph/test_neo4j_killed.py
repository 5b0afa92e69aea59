"""kill -9 of a writer and of the server in the middle of an import: nothing half, nothing lost, and work goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreRefused
from graph.pseudonyms import Door
from graph.refresh import built
from graph.sources import SourceKind
from graph.store import Store
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_watch import Patience
from graph.stores.sqlite import open_sqlite
from tests.graph.conftest import KEY
from tests.graph.samples import ME, add_log, log, same
from tests.graph.test_neo4j_faults import QUICK, java, of, opened, own
from tests.neo4j_server import Running
from tests.neo4j_tools import cypher, emptied

__all__ = ["own"]
pytestmark = pytest.mark.neo4j
ROWS = [(i, 10 * t, "xyz"[(i + t) % 3]) for i in range(400) for t in range(4)]
# Imports the rows of a log in small parts, and says so when it is kept.
WRITER = """
import sys
from graph.pseudonyms import Door
from graph.stores import neo4j_work, neo4j_write
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import server
from tests.graph.samples import add_log, log
from tests.graph.conftest import KEY
from tests.graph.test_neo4j_killed import ROWS

neo4j_write.TOGETHER, neo4j_work.PORTION = 10, 100
store = open_neo4j(server(sys.argv[1], "neo4j", sys.argv[2], "neo4j"), Door(KEY))
print("open", flush=True)
for line in sys.stdin:
    add_log(store, log(*ROWS))
    print("kept", flush=True)
"""


@pytest.mark.slow
class TestKilled:
    def test_a_writer_killed_at_random_leaves_nothing_half(self, neo4j: Server, tmp_path: Path) -> None:
        chance, kept, went_on = random.Random(20240630), 0, 0
        with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
            add_log(other, log(*ROWS))
            whole = built(other).network
        anew(neo4j)
        writer = writing(neo4j)
        for _ in range(KILLS):
            following = writing(neo4j)
            said = killed(writer, chance.uniform(0.0, 1.2))
            writer = following
            with opened(neo4j, Patience()) as store:
                assert store.version in (0, 1)
                assert len(store.contents().events) == (len(ROWS) if store.version else 0)
                # What was said to be kept is there.
                assert store.version == 1 or "kept" not in said
                went_on += store.unfinished() is not None
                if chance.random() < 0.5 or store.version:
                    finishing(store)
                    assert same(built(store).network, whole)
                    assert cypher(neo4j, "MATCH (n:Chunk) RETURN n") == []
                    kept += 1
                    anew(neo4j)
        stop(writer)
        assert kept > 0
        assert went_on > 0

    def test_a_server_killed_in_an_import_and_started_again(
        self, own: Callable[..., Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(neo4j_write, "TOGETHER", 10)
        monkeypatch.setattr(neo4j_work, "PORTION", 100)
        running = own()
        port = int(running.address.rsplit(":", 1)[1])
        killed_at: list[int] = []
        back: list[bool] = []

        def restart() -> None:
            own(running.home, port=port)
            back.append(True)

        def progress(done: int, _: int) -> None:
            if done > 800 and not killed_at:
                killed_at.append(done)
                os.kill(java(running), signal.SIGKILL)
                threading.Thread(target=restart).start()

        with opened(of(running), replace(QUICK, back=90.0)) as store:
            added = store.add(log(*ROWS), source="log", kind=SourceKind.LOG, progress=progress, **ME)
            assert (bool(killed_at), bool(back)) == (True, True)
            # The parts that were kept before the kill were not sent again.
            assert (added.resumed, added.added, store.version) == (True, len(ROWS), 1)
            with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
                add_log(other, log(*ROWS))
                assert same(built(store).network, built(other).network)

    def test_a_server_killed_at_random_loses_and_doubles_nothing(
        self, own: Callable[..., Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(neo4j_write, "TOGETHER", 10)
        monkeypatch.setattr(neo4j_work, "PORTION", 20)
        with open_sqlite(tmp_path / "other.db", Door(KEY)) as other:
            add_log(other, log(*ROWS))
            whole = built(other).network
        chance, running, finished, resumed = random.Random(20261129), own(), 0, 0
        port = int(running.address.rsplit(":", 1)[1])
        for _ in range(SERVER_KILLS):
            with opened(of(running), replace(QUICK, back=0.1)) as store:
                kill = Kill(java(running), share=chance.uniform(-0.2, 1.2), wait=chance.uniform(0.0, 0.2))
                with suppress(StoreRefused):
                    added = store.add(log(*ROWS), source="log", kind=SourceKind.LOG, progress=kill.progress, **ME)
                    resumed += added.resumed
                kill.done()
            running.process.wait(30)
            own(running.home, port=port)
            with opened(of(running), Patience()) as store:
                assert len(store.contents().events) == (len(ROWS) if store.version else 0)
                if store.version:
                    assert (store.version, same(built(store).network, whole)) == (1, True)
                    finished += 1
                    anew(of(running))
        with opened(of(running), Patience()) as store:
            finishing(store)
            assert same(built(store).network, whole)
        assert finished > 0
        assert resumed > 0


class Kill:
    """Ends a process a moment after a share of the rows is kept: at once below zero, after all of them above one.

    Not by the clock alone: on a slow machine no import would ever come to its end, and on a fast one each.
    """

    def __init__(self, pid: int, share: float, wait: float) -> None:
        self._timer, self._share = threading.Timer(wait, os.kill, (pid, signal.SIGKILL)), share
        self.progress(0, 1)

    def progress(self, done: int, total: int) -> None:
        if done > self._share * total:
            self._begin()

    def done(self) -> None:
        self._begin()
        self._timer.join()

    def _begin(self) -> None:
        if self._timer.ident is None:
            self._timer.start()


KILLS = 24
SERVER_KILLS = 20


def anew(where: Server) -> None:
    """An empty store: a writer that has it open can go on."""
    emptied(where)
    with opened(where):
        pass


def writing(where: Server) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, where.address, where.password],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(writer: subprocess.Popen[str], seconds: float) -> str:
    """What a writer said after it was told to begin, until it was killed."""
    assert writer.stdin
    assert writer.stdout
    assert writer.stdout.readline() == "open\n"
    writer.stdin.write("go\n")
    writer.stdin.flush()
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read()
    stop(writer)
    return said


def stop(writer: subprocess.Popen[str]) -> None:
    writer.kill()
    writer.communicate()


def finishing(store: Store) -> None:
    """Imports the same again, in parts as the writer did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j_write, "TOGETHER", 10)
        patch.setattr(neo4j_work, "PORTION", 100)
        add_log(store, log(*ROWS))
