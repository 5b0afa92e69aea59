"""The connection with a Neo4j server: one writer at a time by a lock on the server, readers at one version.

Writing happens in one transaction that holds the lock on `(:Meta)`. What does not fit in one is written apart; see
`neo4j_apart`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from secrets import token_hex
from time import monotonic, sleep
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Session, Transaction
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError, TransientError

from graph.errors import KaartError
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_faults import Gone, Moved, ShutOut, check_version, moved, translated
from graph.stores.neo4j_watch import PATIENCE, Patience, Watch
from queries import Statement
from queries.cypher import NEO4J

T = TypeVar("T")
Values = dict[str, Any]
MOST_TRIES = 4
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0


class Connection:
    """A driver, and the transaction that is open.

    Attributes
    ----------
    server
        Where it is.
    facts
        What `(:Meta)` says, as the open reading or writing found it.
    """

    def __init__(self, server: Server, patience: Patience = PATIENCE) -> None:
        self.server = server
        self.facts: Values = {}
        self._patience = patience
        # What goes wrong we tell ourselves; without a handler the driver's warnings land on the screen too.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
        with translated(server.shown):
            self._driver = _driver(server, patience.silence / 2, patience.silence)
        self._watch = Watch(server.shown, self._driver, self._lives, patience)
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._writing: Transaction | None = None
        self._depth = 0

    def close(self) -> None:
        """Lets go of the server."""
        self._driver.close()

    def check(self) -> None:
        """Sees whether the server lets us in, with one try, and understands us."""
        with translated(self.server.shown), self._watch.over(self._patience.silence):
            agent = self._driver.get_server_info().agent
        check_version(self.server.shown, agent)

    def _lives(self) -> bool:
        """Whether the server takes a new connection, or says that it does not want ours."""
        half = self._patience.silence / 2
        with suppress(DriverError, OSError), _driver(self.server, half, half) as driver:
            with suppress(Neo4jError):
                driver.verify_connectivity()
            return True
        return False

    def wait(self) -> bool:
        """Waits until the server is there; whether it came in time, and lets us in."""
        end = monotonic() + self._patience.back
        while monotonic() < end:
            try:
                self.now()
            except ShutOut:
                return False
            except KaartError:
                sleep(_LONGEST_PAUSE / 4)
            else:
                return True
        return False

    def script(self, statement: Statement) -> None:
        """Runs statements that stand behind each other, each in a transaction of its own.

        Two processes that make one empty database ready may stop each other: the server lets one go, which asks again.
        """
        for part in statement.text.split(";\n"):
            self.managed(partial(_run, part))

    def rows(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement that reads."""
        return self._read(lambda tx: [tuple(r.values()) for r in tx.run(statement.text, values)])

    def one(self, statement: Statement, **values: Any) -> Any:
        """The first value of a statement that reads, None when it gives nothing."""
        rows = self.rows(statement, **values)
        return rows[0][0] if rows else None

    def joined(self, statement: Statement, **values: Any) -> bytes:
        """The lists of bytes that a statement gives, behind each other."""
        return self._read(lambda tx: b"".join(chain.from_iterable(r[0] for r in tx.run(statement.text, values))))

    def run(self, statement: Statement, **values: Any) -> None:
        """Runs a statement in the writing transaction."""
        if self._writing is None:
            raise RuntimeError("nothing is written outside writing()")
        with translated(self.server.shown), self._watch.over(self._patience.write):
            self._writing.run(statement.text, values).consume()

    def alone(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """Runs a statement that may be repeated, in a managed transaction of its own."""
        return self.managed(lambda tx: [tuple(r.values()) for r in tx.run(statement.text, values)])

    def managed(self, work: Callable[[Transaction], T]) -> T:
        """Does writing work that may be repeated, in a managed transaction of its own."""
        with translated(self.server.shown):
            return self._managed(WRITE_ACCESS, work)

    def _managed(self, mode: str, work: Callable[[Transaction], T]) -> T:
        """Does work that may be repeated, again when the server says so or when its commit is unknown."""
        pause, began = _FIRST_PAUSE, monotonic()
        while True:
            try:
                return self._once(mode, work)
            except (DriverError, Neo4jError) as error:
                # What stops it may be another write that takes its time, or a server that is not there.
                most = self._patience.write if isinstance(error, TransientError) else self._patience.silence
                if monotonic() - began > most or not (error.is_retryable() or isinstance(error, IncompleteCommit)):
                    raise
            sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _once(self, mode: str, work: Callable[[Transaction], T]) -> T:
        most = self._patience.read if mode == READ_ACCESS else self._patience.write
        with (
            self._watch.over(most),
            self._session(mode) as session,
            # The server stops what we no longer wait for.
            session.begin_transaction(timeout=most) as tx,
        ):
            result = work(tx)
            tx.commit()
            return result

    @property
    def version(self) -> int:
        """The version that the open reading or writing looks at, else the newest."""
        return int(self.now()["version"])

    def now(self) -> Values:
        """The facts about the database, as the open reading or writing found them."""
        return self.facts if self._depth else dict(self.one(NEO4J.GET_META) or {})

    @property
    def is_writing(self) -> bool:
        """Whether the writing transaction is open."""
        return self._writing is not None

    def keep(self, **facts: Any) -> None:
        """Keeps facts about the database, in the writing transaction."""
        self.run(NEO4J.SET_META, facts=facts)
        self.facts |= facts

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing, alone: other writers wait."""
        with translated(self.server.shown), self._session(WRITE_ACCESS) as session:
            tx, mine = session.begin_transaction(), token_hex(8)
            try:
                with self._watch.over(self._patience.write):
                    facts = dict(tx.run(NEO4J.LOCK.text, {"mine": mine}).single(strict=True)["facts"])
                self._enter(facts, tx)
                try:
                    yield
                finally:
                    self._leave()
            except BaseException:
                if not tx.closed():
                    with suppress(DriverError, Neo4jError, OSError, Gone), self._watch.over(self._patience.silence):
                        tx.rollback()
                raise
            self._commit(tx, mine)

    def _commit(self, tx: Transaction, mine: str) -> None:
        try:
            with self._watch.over(self._patience.write):
                tx.commit()
        except (IncompleteCommit, Gone):
            # Whether it arrived, the server says when it is back.
            if not self.wait() or self.now().get("last") != mine:
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One version: what is added meanwhile is not seen.

        Raises
        ------
        Moved
            At the end, when rows of that version were replaced or removed meanwhile.
        """
        if self._depth:
            yield
            return
        self._enter(dict(self.one(NEO4J.GET_META) or {}), None)
        before = self.facts
        try:
            yield
        finally:
            self._leave()
        after = self.now()
        if after["epoch"] != before["epoch"] or after["retired"] > before["version"]:
            raise moved(self.server.shown)

    def steadily(self, work: Callable[[], T]) -> T:
        """Reads, and reads again when rows were replaced meanwhile; the last time no writer is let in."""
        if self._depth:
            return work()
        for _ in range(MOST_TRIES):
            try:
                with self.reading():
                    return work()
            except Moved:
                continue
        with self.writing():
            return work()

    def _enter(self, facts: Values, tx: Transaction | None) -> None:
        self.facts, self._writing, self._depth = facts, tx, self._depth + 1

    def _leave(self) -> None:
        self._writing, self._depth = None, self._depth - 1

    def _session(self, mode: str) -> Session:
        return self._driver.session(
            database=self.server.database, default_access_mode=mode, bookmark_manager=self._bookmarks
        )

    def _read(self, work: Callable[[Transaction], T]) -> T:
        with translated(self.server.shown):
            if self._writing is None:
                return self._managed(READ_ACCESS, work)
            with self._watch.over(self._patience.write):
                return work(self._writing)


def _run(text: str, tx: Transaction) -> None:
    tx.run(text).consume()


def _driver(server: Server, connecting: float, acquiring: float) -> Driver:
    return GraphDatabase.driver(
        server.address,
        auth=(server.user, server.password),
        user_agent="verwijskaart",
        connection_timeout=connecting,
        connection_acquisition_timeout=acquiring,
        max_transaction_retry_time=0,
        notifications_min_severity="OFF",
    )
