"""What a store tells about its writes: change sets, counts, backups, erasures, hits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.codes import Code
from graph.columns import Ints
from graph.sources import Source


class ChangeKind(Code):
    """What a change set did."""

    IMPORT = "import", "import", "import"
    ADD = "add", "toegevoegd", "added"
    REMOVE = "remove", "weggehaald", "removed"
    UNDO = "undo", "ongedaan gemaakt", "undone"
    FORGET = "forget", "vergeten", "forgotten"
    PUBLISH = "publish", "gepubliceerd", "published"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One write: who, when and why. `number` is the data version that it made; `undoes` the one it took back.

    `undone_by` is the change set that took this one back, None while it stands. The counts are records.
    """

    number: int
    kind: ChangeKind
    who: str
    when: datetime
    why: str
    source: str | None
    added: int
    removed: int
    undoes: int | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a batch did, in rows of the source.

    `added` are new or changed, `changed` the part of them that replaced a record of the same id; `known` were there
    to the letter; `forgotten` belong to an erased household or professional and were left out. Rows without a
    loket are in none of these: they are kept as quiet rows, and the loader reports them. `change` is None when
    nothing was written. `resumed` says that it went on with what had been broken off.
    """

    added: int
    known: int
    changed: int
    forgotten: int
    change: int | None
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was broken off; `rows` is about how many it had written. Nobody sees them."""

    number: int
    who: str
    when: datetime
    why: str
    rows: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What a source holds now."""

    source: Source
    cases: int
    rows: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made of this store."""

    path: Path
    when: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an erasure removed, and the backups that still hold it."""

    cases: int
    rows: int
    backups: tuple[Backup, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by search: the kind of record, its id, and what a person calls it."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, eq=False)
class Touched:
    """What changed since a version: cases of which a row changed, households with a record that changed, the map."""

    cases: Ints
    households: Ints
    map: bool


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change set that is about to be written; the store gives it its number and its time."""

    kind: ChangeKind
    who: str
    why: str
    source: int | None = None
    added: int = 0
    removed: int = 0
    undoes: int | None = None
    map: bool = False
    households: bool = False
