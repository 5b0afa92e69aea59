"""What stands on a team's server: one thread of this process asks it each second, and every page reads that.

A newer version is shown once its snapshot is there, so that no page waits for it; until then the one before is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime

from graph.changesets import ChangeSet
from graph.errors import KaartError
from graph.instants import AMSTERDAM
from graph.store import Store

EVERY = 1.0
"""So many seconds between two questions to the server."""
_LAST = 5.0
"""So many seconds are waited for the last answer."""
_LOG = logging.getLogger(__name__)
Lend = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True, slots=True)
class Now:
    """What the server said: the name of its version, its change sets, newest first, and when it said so."""

    token: str
    changes: tuple[ChangeSet, ...]
    when: datetime

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever written there."""
        return not self.changes


class Watch:
    """Follows one database; `lend` gives a store to read and write with.

    Parameters
    ----------
    lend
        A store to ask, with a driver that stays.
    prepare
        Makes what the pages show of a version; called in a thread of its own.
    every
        Seconds between two questions.
    """

    def __init__(self, lend: Lend, prepare: Callable[[Now], None], every: float = EVERY) -> None:
        self.lend, self._prepare, self._every = lend, prepare, every
        self._turn, self._making = threading.Condition(), threading.Lock()
        self._newest: Now | None = None
        self._shown: Now | None = None
        self._trouble: KaartError | None = None
        self._asked = 0
        self._over = threading.Event()
        self._asking = threading.Thread(target=self._follow, name="kaart-watch", daemon=True)
        self._asking.start()

    def stop(self) -> None:
        """Asks no more, and waits for the answer to what was asked: the driver must not be closed under it."""
        self._over.set()
        self._asking.join(_LAST)

    @property
    def newest(self) -> Now:
        """What stands on the server.

        Raises
        ------
        KaartError
            While the server does not answer.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._asked)
            if self._trouble is not None or self._newest is None:
                raise self._trouble or RuntimeError("nothing was asked")
            return self._newest

    @property
    def shown(self) -> Now:
        """What the pages show: the newest version of which everything is ready. Only the first time this waits.

        Raises
        ------
        KaartError
            When the server never answered, nor does now.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._shown or self._trouble)
            shown = self._shown
        if shown is not None:
            return shown
        # A person may be trying again: what the thread heard last can be a second old.
        self.catch_up()
        return self.newest

    def catch_up(self) -> None:
        """Asks at once, and waits until what stands now is ready: after a write of our own.

        Raises
        ------
        KaartError
            When the server does not answer.
        """
        self._ask()
        self._make_ready(self.newest)

    def _follow(self) -> None:
        while not self._over.is_set():
            with suppress(KaartError):
                self._ask()
            now = self._newest
            if self._trouble is None and now and now != self._shown and not self._making.locked():
                threading.Thread(target=self._make_ready, args=(now,), name="kaart-ready", daemon=True).start()
            self._over.wait(self._every)

    def _ask(self) -> None:
        trouble: KaartError | None = None
        now = self._newest
        try:
            with self.lend() as store:
                now = _now(store, self._newest)
        except KaartError as error:
            trouble = error
        with self._turn:
            self._newest, self._trouble, self._asked = now, trouble, self._asked + 1
            self._turn.notify_all()

    def _make_ready(self, now: Now) -> None:
        with self._making:
            if self._shown is not None and self._shown.token == now.token:
                return
            try:
                self._prepare(now)
            except KaartError as error:
                # The next question tries again; who waits for the first version hears why.
                with self._turn:
                    self._trouble = self._trouble or error
                    self._turn.notify_all()
                return
            except Exception:
                # A mistake of ours: the page runs into it too, and tells.
                _LOG.exception("a version could not be prepared")
            with self._turn:
                self._shown = now
                self._turn.notify_all()


def _now(store: Store, before: Now | None) -> Now:
    token, when = store.token, datetime.now(AMSTERDAM)
    return Now(token, before.changes if before and before.token == token else store.changes(), when)
