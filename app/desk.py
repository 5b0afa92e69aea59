"""The desk of one process: at most one piece of work on the data at a time, seen from every window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.jobs import Job, Progress
from graph.errors import UsageRefused
from graph.text import Text


class Task(Enum):
    """What a piece of work does."""

    CHECK = Text("Een bestand wordt gecontroleerd", "A file is being checked")
    IMPORT = Text("Een bestand wordt ingelezen", "A file is being imported")
    UNDO = Text("Een verandering wordt teruggezet", "A change is being put back")
    BACKUP = Text("Er wordt een reservekopie gemaakt", "A backup is being made")
    RESTORE = Text("Een reservekopie wordt teruggezet", "A backup is being put back")

    @property
    def can_be_stopped(self) -> bool:
        """Whether it looks up from its work to see if it must stop."""
        return self in (Task.CHECK, Task.IMPORT)


class Busy(UsageRefused):
    """Something else is being done to the data, perhaps in another window."""


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One piece of work: what it does, and the window that began it."""

    task: Task
    job: Job[Any]
    window: str


class Desk:
    """Where work on the data is begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Work | None = None

    @property
    def running(self) -> Work | None:
        """The work that goes on now."""
        last = self._last
        return last if last is not None and not last.job.done else None

    def begin(self, task: Task, work: Callable[[Progress], Any], window: str) -> Work:
        """Begin a piece of work in a thread of its own.

        Raises
        ------
        Busy
            When another piece of work goes on.
        """
        with self._lock:
            if running := self.running:
                raise Busy(_BUSY.format(what=running.task.value))
            self._last = Work(task, Job(work), window)
            return self._last


def window() -> str:
    """What tells this window from every other."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process."""
    return Desk()


_BUSY = Text(
    "{what}, misschien in een ander venster. Wacht tot het klaar is, of stop het.",
    "{what}, perhaps in another window. Wait until it is done, or stop it.",
)
