"""Faults made for real on a server of these tests: each gives a message, nothing is lost, and work goes on after it."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from neo4j import GraphDatabase, ServerInfo
from neo4j.exceptions import ClientError, DatabaseError, IncompleteCommit, ServiceUnavailable, TransientError

from graph.batch import Batch
from graph.errors import DiskFull, StoreLocked, StoreRefused, StoreTooNew
from graph.model import Organisation
from graph.pseudonyms import Door
from graph.store import Store
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.neo4j_faults import Gone, ShutOut, check_version, fault
from graph.stores.neo4j_watch import Patience
from tests import neo4j_server
from tests.graph.conftest import KEY
from tests.graph.samples import ME, TABLES
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import cypher, emptied

pytestmark = pytest.mark.neo4j
QUICK = Patience(silence=2.0, read=5.0, write=30.0, back=3.0)


@dataclass
class Proxy:
    """Forwards to a server until it is told to stop; counts how often somebody tried to log in."""

    port: int
    target: int
    frozen: threading.Event
    connections: int = 0
    said: bytes = b""

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            behind = socket.create_connection(("127.0.0.1", self.target))
            for one, other, heard in ((client, behind, True), (behind, client, False)):
                threading.Thread(target=self._pump, args=(one, other, heard), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, heard: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.said += data if heard else b""
                while self.frozen.is_set():
                    time.sleep(0.05)
                other.sendall(data)
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextmanager
def proxied(where: Server) -> Iterator[tuple[Proxy, Server]]:
    """A server behind a proxy."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    proxy = Proxy(port, int(where.address.rsplit(":", 1)[1]), threading.Event())
    threading.Thread(target=proxy.serve, args=(listening,), daemon=True).start()
    try:
        yield proxy, replace(where, address=f"bolt://127.0.0.1:{port}")
    finally:
        proxy.frozen.clear()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


@contextmanager
def opened(where: Server, patience: Patience = QUICK) -> Iterator[Store]:
    with open_neo4j(where, Door(KEY), patience=patience) as store:
        yield store


def of(running: Running) -> Server:
    return server(running.address.replace("neo4j://", "bolt://"), USER, running.password, "neo4j")


def java(running: Running) -> int:
    """The process of the server itself; the one we started keeps watch over it."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                program, _, words = (entry / "cmdline").read_bytes().partition(b"\0")
                if Path(os.fsdecode(program)).name == "java" and f"--home-dir={running.home}".encode() in words:
                    return int(entry.name)
    raise AssertionError("no server")


def took(work: Callable[[], object], error: type[StoreRefused]) -> tuple[StoreRefused, float]:
    """What was raised, and after how many seconds."""
    began = time.monotonic()
    with pytest.raises(error) as raised:
        work()
    return raised.value, time.monotonic() - began


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts a server of one test alone."""
    started: list[Running] = []

    def start(home: Path | None = None, heap: str = "512m", port: int | None = None) -> Running:
        place = home or tmp_path / "server"
        wanted = port or neo4j_server.free_port()
        started.append(neo4j_server.start(place, port=wanted, password="only-for-these-tests", heap=heap))
        return started[-1]

    yield start
    for running in started:
        running.stop()


class TestLettingIn:
    def test_nobody_listens(self) -> None:
        where = server(f"bolt://127.0.0.1:{neo4j_server.free_port()}", USER, "x", "neo4j")
        error, seconds = took(lambda: open_neo4j(where, Door(KEY), patience=QUICK), Gone)
        assert "does not answer" in error.text.en
        assert seconds < 5

    def test_a_wrong_password_is_tried_once(self, neo4j: Server) -> None:
        with proxied(neo4j) as (proxy, where):
            wrong = replace(where, password="wrong")
            error, _ = took(lambda: open_neo4j(wrong, Door(KEY), patience=QUICK), StoreRefused)
            assert "KAART_NEO4J_PASSWORD" in error.text.en
            assert "Unauthorized" in error.text.en
            # One connection, and on it one login.
            assert (proxy.connections, proxy.said.count(b"wrong")) == (1, 1)
            assert "wrong" not in str(error.text)
        with opened(neo4j) as store:
            assert store.version >= 0

    def test_a_locked_account_is_told(self, neo4j: Server) -> None:
        cypher(replace(neo4j, database="system"), "CREATE USER lock SET PASSWORD 'longenough' CHANGE NOT REQUIRED")
        theirs = replace(neo4j, user="lock", password="wrong")
        found = [took(lambda: open_neo4j(theirs, Door(KEY), patience=QUICK), StoreRefused)[0] for _ in range(4)]
        cypher(replace(neo4j, database="system"), "DROP USER lock")
        # The first three are refused, the fourth finds the account locked.
        assert ["locked for a while" in error.text.en for error in found] == [False, False, False, True]

    def test_an_expired_password(self, neo4j: Server) -> None:
        cypher(replace(neo4j, database="system"), "CREATE USER old SET PASSWORD 'longenough' CHANGE REQUIRED")
        theirs = replace(neo4j, user="old", password="longenough")
        error, _ = took(lambda: open_neo4j(theirs, Door(KEY), patience=QUICK), StoreRefused)
        cypher(replace(neo4j, database="system"), "DROP USER old")
        assert "has expired" in error.text.en
        assert "Neo4j Browser" in error.text.nl

    @pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.22.0", "Other/1.0"])
    def test_another_version(self, neo4j: Server, agent: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ServerInfo, "agent", property(lambda _: agent))
        with pytest.raises(StoreTooNew, match=r"needs Neo4j 5\.23 or newer"):
            open_neo4j(neo4j, Door(KEY), patience=QUICK)
        check_version("here", "Neo4j/2026.05.0")

    def test_no_such_database(self, neo4j: Server) -> None:
        with pytest.raises(StoreRefused, match="KAART_NEO4J_DATABASE"):
            open_neo4j(replace(neo4j, database="other"), Door(KEY), patience=QUICK)

    @pytest.mark.parametrize(
        ("error", "kind", "words"),
        [
            # Community cannot produce these: only that they are told is tested.
            (ClientError._hydrate_neo4j(code="Neo.ClientError.Cluster.NotALeader"), StoreRefused, "cluster"),
            (ClientError._hydrate_neo4j(code="Neo.ClientError.Security.TokenExpired"), ShutOut, "expired"),
            (ClientError._hydrate_neo4j(code="Neo.ClientError.Security.Forbidden"), StoreRefused, "may not do"),
            (
                TransientError._hydrate_neo4j(code="Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
                StoreRefused,
                "too little memory",
            ),
            (
                TransientError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected"),
                StoreLocked,
                "else is writing",
            ),
            (
                DatabaseError._hydrate_neo4j(code="Neo.DatabaseError.Transaction.TransactionCommitFailed"),
                DiskFull,
                "disk",
            ),
            (IncompleteCommit("x"), Gone, "kaart changes"),
            (ServiceUnavailable("x"), Gone, "does not answer"),
        ],
    )
    def test_each_code_is_told(self, error: ServiceUnavailable, kind: type[StoreRefused], words: str) -> None:
        told = fault("here", error)
        assert type(told) is kind
        assert words in told.text.en


class TestHanging:
    def test_a_proxy_that_stops_forwarding(self, neo4j: Server) -> None:
        emptied(neo4j)
        with proxied(neo4j) as (proxy, where), opened(where) as store:
            store.add(Batch.of(TABLES), source="eigen", **ME)
            proxy.frozen.set()
            for work in (lambda: store.version, store.contents, lambda: store.undo(**ME)):
                error, seconds = took(work, Gone)
                assert "no sign of life" in error.text.en or "does not answer" in error.text.en
                # Two seconds of silence, and room for a busy machine.
                assert seconds < 6
            proxy.frozen.clear()
            assert (store.version, len(store.contents().cases)) == (1, 2)
            store.undo(**ME)
            assert store.version == 2

    @pytest.mark.slow
    def test_a_server_that_is_stopped_with_sigstop(self, own: Callable[..., Running]) -> None:
        running = own()
        with opened(of(running)) as store:
            store.add(Batch.of(TABLES), source="eigen", **ME)
            process = java(running)
            os.kill(process, signal.SIGSTOP)
            try:
                error, seconds = took(store.contents, Gone)
                again, later = took(lambda: open_neo4j(of(running), Door(KEY), patience=QUICK), Gone)
            finally:
                os.kill(process, signal.SIGCONT)
            assert "no sign of life" in error.text.en
            assert "hangt" in error.text.nl
            assert seconds < 6
            assert again.text.en
            assert later < 6
            assert len(store.contents().cases) == 2

    def test_a_question_that_takes_too_long(self, neo4j: Server) -> None:
        emptied(neo4j)
        with (
            opened(neo4j, replace(QUICK, write=3.0)) as store,
            GraphDatabase.driver(neo4j.address, auth=(neo4j.user, neo4j.password)) as driver,
            driver.session() as session,
            session.begin_transaction() as theirs,
        ):
            theirs.run("MATCH (m:Meta) SET m.held = true").consume()
            # The server lives, and somebody else holds the lock.
            error, seconds = took(lambda: store.remove(["x"], **ME), StoreRefused)
            assert "lives, but had not finished" in error.text.en
            assert 3 <= seconds < 10
            theirs.rollback()
            store.add(Batch.of([Organisation("o", "x")]), **ME)
            assert store.version == 1


@pytest.mark.slow
class TestReadOnly:
    def test_a_database_that_may_only_be_read(self, own: Callable[..., Running], tmp_path: Path) -> None:
        running = own()
        with opened(of(running)) as store:
            store.add(Batch.of(TABLES), source="eigen", **ME)
        running.stop()
        settings = neo4j_server._settings
        port = int(running.address.rsplit(":", 1)[1])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                neo4j_server, "_settings", lambda *a: settings(*a) + "server.databases.default_to_read_only=true\n"
            )
            own(running.home, port=port)
        with opened(of(running)) as store:
            assert len(store.contents().cases) == 2
            error, _ = took(lambda: store.undo(**ME), StoreRefused)
            assert "default_to_read_only" in error.text.en
            assert (store.version, len(store.contents().cases)) == (1, 2)
