"""The contract of a store: what keeps the records, on SQLite or on Neo4j.

A few hooks are abstract; the rest is final and the same for every store. Every write is a change set with who,
when and why. Reading for a page goes through `network()`, the snapshot cached beside the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Self, final

import numpy as np

from graph.batch import Batch
from graph.changesets import (
    Added,
    Backup,
    ChangeKind,
    ChangeSet,
    Forgotten,
    Hit,
    NewChange,
    SourceCount,
    Touched,
)
from graph.difference import Difference, counted, difference, rows_of, used_words
from graph.erasure import Digests, Persons, admit, erased_in
from graph.errors import DiskFull, KeyMismatch, Unknown, UsageRefused
from graph.hooks import Hooks, PersonKind, Progress
from graph.logbook import blank, logbook_of
from graph.pseudonyms import Door, code
from graph.publishing import keep, keep_without, kept
from graph.refresh import snapshot
from graph.sources import Source, SourceKind
from graph.text import Text
from graph.undo import blocked_by, flipping

if TYPE_CHECKING:
    from graph.network import Network

__all__ = [
    "Added",
    "Backup",
    "ChangeKind",
    "ChangeSet",
    "Forgotten",
    "Hit",
    "PersonKind",
    "Progress",
    "SourceCount",
    "Store",
    "Touched",
]


class Store(Hooks):
    """What keeps the records; a context manager."""

    @final
    def __enter__(self) -> Self:
        """The store itself."""
        return self

    @final
    def __exit__(self, *problem: object) -> None:
        """Closes the store."""
        self.close()

    @final
    def add(
        self,
        batch: Batch,
        *,
        source: str | None = None,
        kind: SourceKind = SourceKind.TABLES,
        who: str,
        why: str,
        progress: Progress | None = None,
    ) -> Added:
        """Adds what is not there yet, as one change set; what is there to the letter stays as it is.

        Raises
        ------
        UsageRefused
            When the source is there with another kind.
        KeyMismatch
            When the store was opened without a key.
        """
        return self.persistently(lambda: self._add(batch, source, kind, who, why, progress))

    def _add(
        self, batch: Batch, source: str | None, kind: SourceKind, who: str, why: str, progress: Progress | None
    ) -> Added:
        with self.adding():
            admitted, left_out = self._admitted(batch, kind)
            origin = self._source(source, kind) or (self._new_source(source, kind) if source else None)
            found = self._compared(admitted, self._learn(used_words(admitted)), origin, kind)
            if found.empty:
                return Added(0, found.known, 0, left_out, None)
            number = self._begin(
                NewChange(
                    ChangeKind.IMPORT if source else ChangeKind.ADD,
                    who,
                    why,
                    source=origin.number if origin else None,
                    added=rows_of(found.batch),
                    removed=found.ended.count,
                    map=bool(found.batch.records),
                    households=bool(len(found.batch.households)),
                )
            )
            self._write(number, found, progress)
        return Added(found.added, found.known, found.changed, left_out, number, self.resumed)

    @final
    def preview(self, batch: Batch, *, source: str | None = None, kind: SourceKind = SourceKind.TABLES) -> Added:
        """What adding would do; writes nothing."""
        with self.reading():
            admitted, left_out = self._admitted(batch, kind)
            words = self._words()
            # Words that the store does not have get codes that it never uses.
            new = (w for w in used_words(admitted) if w not in words)
            words |= {word: _UNKNOWN_WORDS + i for i, word in enumerate(new)}
            found = self._compared(admitted, words, self._source(source, kind), kind)
        return Added(found.added, found.known, found.changed, left_out, None)

    @final
    def remove(self, ids: Iterable[str], *, who: str, why: str) -> ChangeSet:
        """Ends records of the map, households with their cases, cases with their referrals, or referrals.

        Raises
        ------
        Unknown
            When one of the ids is nowhere; then nothing is removed.
        """
        with self.writing():
            ended, absent = self._named(frozenset(ids))
            if absent or not ended.count:
                raise Unknown(_ABSENT.format(ids=", ".join(sorted(absent)) or "-"))
            number = self._begin(
                NewChange(
                    ChangeKind.REMOVE,
                    who,
                    why,
                    removed=ended.count,
                    map=bool(ended.records),
                    households=bool(len(ended.households)),
                )
            )
            self._write(number, Difference(Batch(), ended, 0, 0, 0), None)
            return self.changes(number - 1)[0]

    @final
    def undo(self, number: int | None = None, *, who: str, why: str = "") -> ChangeSet:
        """Takes back a change set, by default the last one that stands and is no undo itself.

        Undoing an undo, by its number, does again what was undone.

        Raises
        ------
        Unknown
            When there is no such change set, or nothing to undo.
        UndoBlocked
            When a later change set builds on it, when it is undone already, or when it was an erasure.
        """
        with self.writing():
            history = self.changes()
            flip = flipping(history, number)
            later = self._blocked_by(flip)
            if later:
                raise blocked_by(flip.target, later)
            root = next(c for c in history if c.number == flip.root)
            added, removed = (root.added, root.removed) if flip.stands else (root.removed, root.added)
            new = self._begin(NewChange(ChangeKind.UNDO, who, why, added=added, removed=removed, undoes=flip.target))
            self._flip(flip, new)
            return self.changes(new - 1)[0]

    @final
    def forget(self, kind: PersonKind, ids: Iterable[str | int], *, who: str) -> Forgotten:
        """Erases households with all their cases, or professionals, for good; a later import leaves them out.

        Raises
        ------
        Unknown
            When nothing is known of one of them; then nothing is erased.
        """
        door, frozen = self._needed_door(), kept(self)
        with self.writing():
            persons = self._persons(kind, ids)
            # First: what cannot be blanked stops the erasure, and nothing is half erased.
            blank(logbook_of(self), persons)
            rows = self._erase(persons, persons.digests(door))
            # It does not say whom.
            self._begin(NewChange(ChangeKind.FORGET, who, "", removed=rows, map=True, households=True))
        self.sweep()
        keep_without(self, frozen, persons)
        named = frozenset[str | int](persons.professionals or persons.households.tolist())
        return Forgotten(len(persons.cases), rows, tuple(b for b in self.backups() if self._holds(b, kind, named)))

    @final
    def publish(self, *, who: str, why: str = "") -> ChangeSet:
        """Freezes what stands now as the version from which others than the administrator get figures; undoable.

        Raises
        ------
        DiskFull
            When the frozen version cannot be kept; then the one before still stands.
        """
        with self.writing():
            number = self._begin(NewChange(ChangeKind.PUBLISH, who, why))
        if not keep(self, number):
            self.undo(number, who=who)
            raise DiskFull(_NOT_KEPT)
        return self.changes(number - 1)[-1]

    @final
    def recognised(self) -> Digests | None:
        """What recognises who was erased; None without the key."""
        return None if self.door is None else Digests(self._digests(), self.door)

    @final
    def network(self, progress: Progress | None = None) -> Network:
        """The snapshot of what stands now: from the cache, refreshed from the changes, or built."""
        return self.steadily(lambda: snapshot(self, progress))

    @final
    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Lokets, organisations, roles and terms by their words: the beginning, a part, or nearly so."""
        from graph.stores.search import search

        return search(self, text, limit)

    def _needed_door(self) -> Door:
        if self.door is None:
            raise KeyMismatch(_NO_KEY)
        return self.door

    def _admitted(self, batch: Batch, kind: SourceKind) -> tuple[Batch, int]:
        """The batch without the erased, and how many rows of the source that leaves out."""
        door, digests = self._needed_door(), self._digests()
        if not digests:
            return batch, 0
        admitted = admit(batch, erased_in(batch, digests, door))
        return admitted, counted(batch, kind) - counted(admitted, kind)

    def _source(self, name: str | None, kind: SourceKind) -> Source | None:
        found = {s.kind: s for s in self._all_sources() if s.name == name}
        # One of another kind that was undone is not in the way.
        other = next((s for s in self.sources() if s in found.values() and s.kind is not kind), None)
        if other:
            raise UsageRefused(_OTHER_KIND.format(name=other.name, kind=other.kind.label, new=kind.label))
        return found.get(kind)

    def _compared(self, batch: Batch, words: dict[str, int], origin: Source | None, kind: SourceKind) -> Difference:
        number = origin.number if origin else 0
        coded = batch.recoded(dict.fromkeys(batch.words, -1) | words)
        coded = replace(
            coded,
            cases=coded.cases.with_(source=np.full(len(coded.cases), number)),
            referrals=coded.referrals.with_(source=np.full(len(coded.referrals), number)),
        )
        return difference(self._held(coded), coded, kind)

    def _persons(self, kind: PersonKind, ids: Iterable[str | int]) -> Persons:
        wanted = {i: code(i) if kind == "household" and isinstance(i, str) else i for i in ids}
        known = self._known(kind, frozenset(i for i in wanted.values() if i is not None))
        absent = [str(i) for i, key in wanted.items() if key not in known]
        if absent:
            raise Unknown(_ABSENT.format(ids=", ".join(absent)))
        if kind == "professional":
            return Persons(professionals=frozenset(str(i) for i in wanted.values()))
        households = np.unique(np.array(list(wanted.values()), dtype=np.int64))
        return Persons(households, self._cases_ever(households))


_UNKNOWN_WORDS = 1 << 30
_ABSENT = Text(
    "Niet gevonden: {ids}. Controleer de nummers; een gezin begint met h-, een hulpvraag met c-. "
    "Er is niets gewijzigd.",
    "Not found: {ids}. Check the ids; a household begins with h-, a case with c-. Nothing was changed.",
)
_NOT_KEPT = Text(
    "Publiceren lukt niet: naast de database is geen plaats voor een vaste versie. Maak ruimte, of geef schrijfrecht. "
    "Wat eerder gepubliceerd was, geldt nog.",
    "Cannot publish: there is no room beside the database for a frozen version. Make room, or give the right to write. "
    "What was published before still stands.",
)
_NO_KEY = Text(
    "Deze database is zonder sleutel geopend. "
    "Zet de sleutel in KAART_KEY of in het sleutelbestand en probeer het opnieuw.",
    "This database was opened without a key. Put the key in KAART_KEY or in the key file and try again.",
)
_OTHER_KIND = Text(
    "Bron '{name}' bestaat al als {kind} en kan geen {new} worden. Kies een andere naam met --source.",
    "Source '{name}' is there already as {kind} and cannot become {new}. Choose another name with --source.",
)
