"""Stores on one server that share one driver: for a process that looks at it all the time."""

from __future__ import annotations

import threading
import time
from copy import copy
from pathlib import Path

from graph.pseudonyms import Door
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_faults import ShutOut
from graph.stores.neo4j_ready import ready

PAUSE = 60.0
"""Who is not let in does not knock again for so many seconds: after three times the account is locked."""


class Shared:
    """One driver for one database; it is made when it is first needed.

    Parameters
    ----------
    server, door, caches
        As for `open_neo4j`.
    """

    def __init__(self, server: Server, door: Door | None, caches: Path | None) -> None:
        self._server, self._door, self._caches = server, door, caches
        self._lock = threading.Lock()
        self._root: Neo4jStore | None = None
        self._shut: tuple[float, ShutOut] | None = None

    def store(self) -> Neo4jStore:
        """A store for one thread; closing it leaves the driver open for the others.

        Raises
        ------
        StoreRefused
            When the server does not answer or does not let us in.
        """
        try:
            with self._lock:
                if self._shut and time.monotonic() < self._shut[0]:
                    raise self._shut[1]
                root = self._root or self._opened()
            return self._lent(root)
        except ShutOut as error:
            # Also later: a password may be changed while we run.
            if not (self._shut and error is self._shut[1]):
                self._shut = time.monotonic() + PAUSE, error
            raise

    def _lent(self, root: Neo4jStore) -> Neo4jStore:
        db = copy(root.db)
        # The driver and its bookmarks are shared, what is being read or written is not.
        db.facts = {}
        ready(db, self._door, create=True)
        return _Lent(db, self._door, self._caches)

    def close(self) -> None:
        """Lets go of the server."""
        with self._lock:
            if self._root is not None:
                self._root.close()
            self._root = None

    def _opened(self) -> Neo4jStore:
        self._root = open_neo4j(self._server, self._door, caches=self._caches)
        return self._root


class _Lent(Neo4jStore):
    """A store whose driver belongs to others too."""

    def close(self) -> None:
        """Leaves the driver as it is."""
