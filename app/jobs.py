"""Work that takes a while, beside the page: it shows how far it is, can be stopped, and outlives a click."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app import texts
from graph.errors import Stopped

R = TypeVar("R")
Progress = Callable[[int, int], None]


class Job(Generic[R]):
    """One piece of work in a thread of its own.

    Parameters
    ----------
    work
        Does it; calls what it is given with what is done and what there is in all, which raises `Stopped` when a
        person wants to stop.
    """

    def __init__(self, work: Callable[[Progress], R]) -> None:
        self._work = work
        self._share = 0.0
        self._stop = threading.Event()
        self._result: R | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="kaart-job", daemon=False)
        self._thread.start()

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return self._share

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Ask it to stop; nothing half is left."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, but no longer than this."""
        self._thread.join(seconds)

    def result(self) -> R:
        """Its result; waits for it.

        Raises
        ------
        KaartError
            What the work raised.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._result is not None  # noqa: S101 - one of the two is always there
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._work(self._progress)
        except BaseException as error:
            self._error = error

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped(texts.STOPPED)
        self._share = min(1.0, done / total) if total else 0.0
