"""The few things that each store does in its own way: on SQLite, on Neo4j."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

from graph.batch import Batch
from graph.changesets import Backup, ChangeSet, NewChange, SourceCount, Touched, Unfinished
from graph.columns import Ints
from graph.difference import Difference, Ended
from graph.erasure import Persons
from graph.past import Past
from graph.pseudonyms import Door
from graph.sources import Source, SourceKind
from graph.undo import Flip

T = TypeVar("T")
PersonKind = Literal["household", "professional"]
Progress = Callable[[int, int], None]
"""Told how many rows are done of how many (0 when unknown); it may raise, and then nothing is left."""


class Hooks(ABC):
    """What a store answers in its own way; `Store` is what everybody talks to.

    Parameters
    ----------
    door
        Makes pseudonyms. Without one the store can be read, and records can be removed; adding and erasing need it,
        because only the door recognises the erased.
    """

    def __init__(self, door: Door | None) -> None:
        self.door = door

    @abstractmethod
    def close(self) -> None:
        """Lets go of the database."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """One moment of the database, whatever others write meanwhile."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """All or nothing; one writer at a time."""

    def adding(self) -> AbstractContextManager[None]:
        """The same for an import, that may go on with the parts of one that was broken off."""
        return self.writing()

    def persistently(self, work: Callable[[], T]) -> T:
        """Does a write that may be done twice; a store on a server does it again when that was away."""
        return work()

    @property
    def resumed(self) -> bool:
        """Whether the last import went on with what had been broken off."""
        return False

    def unfinished(self) -> Unfinished | None:
        """The import that was broken off and not taken back yet; a store may never leave one."""
        return None

    def give_up(self) -> None:
        """Takes back what was broken off."""
        return

    def make_ready(self) -> None:
        """Repairs what a database needs beside its rows, such as indexes; a store may have nothing to repair."""
        return

    def steadily(self, work: Callable[[], T]) -> T:
        """Does work that reads; a store whose readers can be overtaken by a writer does it again then."""
        return work()

    @property
    @abstractmethod
    def version(self) -> int:
        """The number of the newest change set, 0 when there is none."""

    @property
    @abstractmethod
    def token(self) -> str:
        """A name for what the store holds now, that no other content ever has: an epoch, a hyphen and the version.

        The epoch is new whenever the past was rewritten: after an erasure and after a restore.
        """

    @property
    @abstractmethod
    def cache_folder(self) -> Path | None:
        """Where snapshots may be kept."""

    @abstractmethod
    def changes(self, since: int = 0) -> tuple[ChangeSet, ...]:
        """The change sets after a version, newest first."""

    @abstractmethod
    def touched_since(self, version: int) -> Touched:
        """What changed after a version."""

    @abstractmethod
    def sources(self) -> tuple[Source, ...]:
        """Every source of which something stands now."""

    @abstractmethod
    def source_counts(self) -> tuple[SourceCount, ...]:
        """What each source holds now; rows without a loket are not counted."""

    @abstractmethod
    def contents(self, cases: Ints | None = None, households: Ints | None = None) -> Batch:
        """Everything that stands; codes point into `batch.words`, the whole dictionary in the order of its keys.

        With `cases` of the register only those, with their households and those of `households`; the map is whole.
        """

    def register_of(self, cases: Ints, households: Ints) -> Batch:
        """The same without the map, for a store that can leave it alone."""
        return replace(self.contents(cases, households), records=())

    @abstractmethod
    def backups(self) -> tuple[Backup, ...]:
        """The backups that were made, newest first."""

    @abstractmethod
    def backup(self, path: Path) -> Backup:
        """Copies the whole database to a new file, also while others use it."""

    @property
    @abstractmethod
    def is_blank(self) -> bool:
        """Whether nothing was ever written here, by us or by anybody else."""

    @abstractmethod
    def past(self) -> Past:
        """Everything, of every version, at one moment."""

    @abstractmethod
    def taking(
        self, past: Past, admits: Callable[[], None], told: Callable[[int], None]
    ) -> AbstractContextManager[None]:
        """Makes the store hold a past and nothing else: all of it when the block ends well, else nothing.

        `admits` is called when nobody else can write any more, and raises when the store must stay as it is. Within
        the block the store reads as it will be. Who was erased here stays erased, and known backups stay known.
        """

    @abstractmethod
    def draw_flows(self, flows: Sequence[tuple[str, str, int, str]]) -> None:
        """Keeps flows for analysts: from loket, to loket, rounded number, and of what (`households` or `cases`)."""

    @abstractmethod
    def _held(self, batch: Batch) -> Batch:
        """What stands of the ids of a batch, of its referrals' cases and of its events' cases; coded by the store."""

    @abstractmethod
    def _words(self) -> dict[str, int]:
        """The dictionary of the store."""

    @abstractmethod
    def _learn(self, words: Sequence[str]) -> dict[str, int]:
        """The dictionary with more words in it."""

    @abstractmethod
    def _all_sources(self) -> tuple[Source, ...]:
        """Every source that ever was."""

    @abstractmethod
    def _new_source(self, name: str, kind: SourceKind) -> Source:
        """A source that was not there."""

    @abstractmethod
    def _begin(self, change: NewChange) -> int:
        """Writes a change set; its number."""

    @abstractmethod
    def _write(self, number: int, difference: Difference, progress: Progress | None) -> None:
        """Writes the rows of a change set, and ends those that they replace."""

    @abstractmethod
    def _named(self, ids: frozenset[str]) -> tuple[Ended, frozenset[str]]:
        """What stands under some ids, households with their cases; and the ids that are nowhere."""

    @abstractmethod
    def _blocked_by(self, flip: Flip) -> tuple[int, ...]:
        """The later change sets that build on what an undo would take back."""

    @abstractmethod
    def _flip(self, flip: Flip, number: int) -> None:
        """Makes a change set stand, or no longer, by the change set of a number."""

    @abstractmethod
    def _digests(self) -> frozenset[bytes]:
        """What is kept of the erased."""

    @abstractmethod
    def _erase(self, persons: Persons, digests: Sequence[bytes]) -> int:
        """Erases all rows about some persons, keeps their digests, and notes that a sweep is due; how many rows."""

    @abstractmethod
    def sweep(self) -> None:
        """Leaves no trace of what was erased in any file; also finishes an erasure that was broken off."""

    @abstractmethod
    def _cases_ever(self, households: Ints) -> Ints:
        """The cases of some households, also those that do not stand."""

    @abstractmethod
    def _holds(self, backup: Backup, kind: PersonKind, ids: frozenset[str | int]) -> bool:
        """Whether a backup is still there and names one of some households or professionals."""

    @abstractmethod
    def _known(self, kind: PersonKind, ids: frozenset[str | int]) -> frozenset[str | int]:
        """Which households or professionals the store names anywhere."""
