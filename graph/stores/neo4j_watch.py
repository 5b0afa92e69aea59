"""Our own deadline on what is asked of a server: the driver alone waits two minutes for one that hangs."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

from neo4j import Driver
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import KaartError
from graph.stores.neo4j_faults import hangs, too_long


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds are waited.

    Attributes
    ----------
    silence
        For any sign of life of a server.
    read, write
        For one answer of a server that lives; a writer waits for another writer within `write`.
    back
        For a server that went away in the middle of an import.
    """

    silence: float = 10.0
    read: float = 120.0
    write: float = 900.0
    back: float = 60.0


PATIENCE = Patience()


@dataclass(eq=False)
class _Call:
    """Something that was asked, and what went wrong with it."""

    most: float
    began: float = field(default_factory=monotonic)
    done: Event = field(default_factory=Event)
    fault: KaartError | None = None


class Watch:
    """Cuts off the connections of a driver when what was asked stays out.

    Parameters
    ----------
    where
        The server, as it may be shown.
    driver
        The one whose connections are cut off.
    lives
        Whether the server gives a sign of life on a connection of its own; within half of the silence.
    """

    def __init__(self, where: str, driver: Driver, lives: Callable[[], bool], patience: Patience) -> None:
        self._where, self._driver, self._lives, self._patience = where, driver, lives, patience

    @contextmanager
    def over(self, most: float) -> Iterator[None]:
        """Watches one call: of a server that lives it may take `most` seconds.

        Raises
        ------
        Gone
            When the server gives no sign of life.
        StoreRefused
            When it lives and takes longer than that.
        """
        call = _Call(most)
        Thread(target=self._look, args=(call,), daemon=True).start()
        try:
            yield
        except (DriverError, Neo4jError, OSError) as error:
            if call.fault:
                raise call.fault from error
            raise
        finally:
            call.done.set()

    def _look(self, call: _Call) -> None:
        while not call.done.wait(self._patience.silence / 2):
            took = monotonic() - call.began
            if took > call.most:
                return self._cut(call, too_long(self._where, took))
            if not self._lives() and not call.done.is_set():
                return self._cut(call, hangs(self._where, self._patience.silence))
        return None

    def _cut(self, call: _Call, fault: KaartError) -> None:
        call.fault = fault
        # The driver has no way to end a call from outside: its sockets are ended, and the call with them.
        for connections in list(self._driver._pool.connections.values()):
            for connection in list(connections):
                with suppress(OSError):
                    connection.socket._socket.shutdown(socket.SHUT_RDWR)
