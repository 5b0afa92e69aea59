"""Writing a change set that does not fit in one transaction: in parts, under a number that no reader looks at yet.

The lock of a writer can end without its knowing: stopped by an administrator, or cut off on the way. Whoever takes the
lock then claims what is open, and from that moment on nothing of the earlier writer arrives any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from secrets import token_hex
from typing import Any

from neo4j import Transaction
from neo4j.exceptions import ConstraintError

from graph.errors import StoreRefused
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_connection import Connection, Values
from graph.stores.neo4j_faults import overtaken
from graph.stores.neo4j_watch import PATIENCE, Patience
from queries import Statement
from queries.cypher import NEO4J

Work = list[tuple[Statement, Values]]
ABREAST = 2
"""So many parts are written at the same time."""


class Database(Connection):
    """A connection that can write change sets in parts."""

    def __init__(self, server: Server, patience: Patience = PATIENCE) -> None:
        super().__init__(server, patience)
        self._token = token_hex(8)

    def claim(self, change: int) -> None:
        """Makes this writer the one of the parts of a change set; only for who holds the lock."""
        self._token = token_hex(8)
        self.alone(NEO4J.CLAIM_PARTS, change=change, token=self._token)

    def open(self, facts: Values) -> None:
        """Begins a change set in parts, of which this writer is the one.

        Raises
        ------
        Overtaken
            When somebody else wrote one of that number since we took the lock.
        """
        self._token = token_hex(8)
        if self.alone(NEO4J.OPEN_CHANGE, facts=facts, token=self._token) != [(1,)]:
            raise overtaken(self.server.shown)

    def mine(self, change: int, work: Work) -> list[tuple[Any, ...]]:
        """Runs statements in one managed transaction while the change set is ours; the rows of the last one.

        Raises
        ------
        Overtaken
            When somebody else has claimed it meanwhile; nothing is written.
        """

        def write(tx: Transaction) -> list[tuple[Any, ...]]:
            rows: list[tuple[Any, ...]] = []
            for statement, values in work:
                rows = [tuple(r.values()) for r in tx.run(statement.text, values)]
            # Last: it waits for nobody else's part, and until we commit nobody else can claim.
            held = tx.run(NEO4J.HOLD_PARTS.text, {"change": change, "token": self._token}).single(strict=True)
            if not held["held"]:
                raise overtaken(self.server.shown)
            return rows

        return self.managed(write)

    def forget_parts(self, change: int) -> None:
        """Forgets a change set that was taken back, unless somebody else has claimed it."""
        self.alone(NEO4J.DROP_CHANGE, number=change, token=self._token)

    def apart(self, change: int, place: int, statements: Work) -> None:
        """Writes a part of a change set in a transaction of its own; sent again, it is still written once.

        Raises
        ------
        Overtaken
            When somebody else has claimed the change set meanwhile; nothing of the part is written.
        """
        noted = (NEO4J.ADD_CHUNK, {"change": change, "place": place})
        try:
            self.mine(change, [noted, *statements])
        except StoreRefused as error:
            # An unknown commit was sent again, and had arrived the first time; or it had before a break.
            if not (isinstance(error.__cause__, ConstraintError) and "Chunk" in str(error.__cause__)):
                raise

    def abreast(self, change: int, parts: Iterable[tuple[int, Work]], told: Callable[[int], None]) -> None:
        """Writes all parts of a change set, `ABREAST` at a time: while some are written, the next is made ready.

        Two that need the same loket may stop each other; the server then lets one go, and it is sent again. The first
        goes alone: it makes the lokets, and while a loket has few arrows only one can add to them.
        """
        with ThreadPoolExecutor(ABREAST) as pool:
            going: deque[tuple[int, Future[None]]] = deque()
            try:
                for place, (size, statements) in enumerate(parts):
                    going.append((size, pool.submit(self.apart, change, place, statements)))
                    if len(going) > ABREAST or not place:
                        self._ended(*going.popleft(), told)
                while going:
                    self._ended(*going.popleft(), told)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _ended(self, size: int, written: Future[None], told: Callable[[int], None]) -> None:
        written.result()
        # The lock is not used for as long as parts are written: see that it is still ours, and keep its line awake.
        self.run(NEO4J.STILL_HERE)
        told(size)
