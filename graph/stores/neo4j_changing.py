"""How the store on Neo4j writes a change set: at once, or apart in parts that can be gone on with after a break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from graph.changesets import ChangeKind, NewChange, Unfinished
from graph.difference import Difference
from graph.hooks import Progress
from graph.instants import instant
from graph.pseudonyms import Door
from graph.store import Store
from graph.stores import neo4j_undo, neo4j_write
from graph.stores.neo4j_apart import Database
from graph.stores.neo4j_connection import Values
from graph.stores.neo4j_faults import Gone, Overtaken
from graph.stores.neo4j_recover import goes_on, mark_of, recover, take_back, unfinished
from graph.undo import Flip
from queries.cypher import NEO4J

T = TypeVar("T")


class Changing(Store):
    """The part of the contract that writes change sets."""

    def __init__(self, db: Database, door: Door | None) -> None:
        super().__init__(door)
        self.db = db
        self._apart: Values | None = None
        self._opened: tuple[int, int | None] | None = None
        self._flipped = self._went_on = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; one writer at a time."""
        with self.db.writing():
            recover(self.db)
            with self._closing():
                yield
        self._finish()

    @contextmanager
    def adding(self) -> Iterator[None]:
        """All or nothing; what an import of the same brought before it was broken off is kept."""
        with self.db.writing():
            recover(self.db, spare=True)
            with self._closing():
                yield

    @contextmanager
    def _closing(self) -> Iterator[None]:
        self._went_on = False
        try:
            yield
            if self._apart is not None:
                self.db.run(NEO4J.CLOSE_CHANGE, number=self._apart["number"])
                self.db.run(NEO4J.DROP_CHUNKS, change=self._apart["number"])
        except Gone:
            # It stays open: whoever comes after us goes on with it or takes it back.
            raise
        except BaseException:
            if self._opened is not None:
                with suppress(Overtaken):
                    take_back(self.db, *self._opened)
            raise
        finally:
            self._apart = self._opened = None

    def _finish(self) -> None:
        """Puts away what a large undo left; what does not succeed now is for the next writer."""
        if self._flipped:
            self._flipped = False
            with suppress(Gone), self.db.writing():
                recover(self.db)

    def persistently(self, work: Callable[[], T]) -> T:
        """Does a write that may be done twice: once more, with what had arrived, when the server was away meanwhile."""
        try:
            return work()
        except Gone:
            if not self.db.wait():
                raise
        return work()

    @property
    def resumed(self) -> bool:
        """Whether the last import went on with what had been broken off."""
        return self._went_on

    def unfinished(self) -> Unfinished | None:
        """The import that was broken off and not taken back yet, or that is at work now."""
        return unfinished(self.db)

    def give_up(self) -> None:
        """Takes back what was broken off; waits for an import that is at work."""
        with self.db.writing():
            recover(self.db)

    def _begin(self, change: NewChange) -> int:
        number = self.version + 1
        facts: dict[str, Any] = {
            "number": number,
            "kind": change.kind.value,
            "who": change.who,
            "made": instant(datetime.now(UTC)),
            "why": change.why,
            "source": change.source,
            "added": change.added,
            "removed": change.removed,
            "undoes": change.undoes,
            "map": change.map,
            "households": change.households,
            "state": "done",
        }
        imported = change.kind in (ChangeKind.IMPORT, ChangeKind.ADD)
        turned = change.kind is ChangeKind.UNDO and change.added + change.removed > neo4j_write.TOGETHER
        if turned or (imported and change.added > neo4j_write.TOGETHER):
            # Its rows are written apart, and so is the change set, when it is known what they are.
            self._apart = facts
        else:
            recover(self.db)
            self.db.run(NEO4J.ADD_CHANGE, facts=facts)
        self.db.keep(version=number)
        return number

    def _write(self, number: int, difference: Difference, progress: Progress | None) -> None:
        if self._apart is not None:
            mark = mark_of(number, difference)
            self._went_on = goes_on(self.db, number, mark)
            if self._went_on:
                self._opened = number, None
            else:
                self._open(mark=mark)
        neo4j_write.write(self.db, number, difference, progress)

    def _open(self, **facts: Any) -> None:
        """Seen by whoever comes after us if we do not come back."""
        self._apart = (self._apart or {}) | facts
        self.db.open(self._apart | {"state": "open"})
        self._opened = self._apart["number"], self._apart.get("root")

    def _flip(self, flip: Flip, number: int) -> None:
        apart = self._apart is not None
        if apart:
            self._open(root=flip.root)
        neo4j_undo.flip(self.db, flip, number, apart=apart)
        if apart:
            self.db.run(NEO4J.CLOSE_CHANGE, number=number)
            self._flipped = True
