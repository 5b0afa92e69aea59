"""What the administrator does to the data, without drawing: every reading here asks first for whom it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.choosing import own_choices_place
from app.commands.import_ import who
from app.intake import Intake, run
from app.jobs import Progress
from app.opening import is_there
from app.session import own_changes, own_place, own_store, settings, watched
from graph.changesets import Backup, ChangeKind, ChangeSet
from graph.choices import (
    Chosen,
    SettingsChange,
    change_settings,
    chosen_settings,
    settings_changes,
    undo_settings,
)
from graph.errors import DiskFull, StoreRefused, UsageRefused
from graph.instants import AMSTERDAM
from graph.privacy import Audience
from graph.stores.sqlite import RestoreResult, restore_sqlite
from graph.text import Text
from loaders.importing import Report
from loaders.mending import Fix, mend
from loaders.options import Options

BACKUPS = "reservekopieen"


class NotForYou(UsageRefused):
    """What only the administrator may see or do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: where and when it was made, of which version, and its bytes; None when the file is gone."""

    path: Path
    when: datetime
    version: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to take back, or to do again; `number` is the change set to give to undo."""

    number: int
    change: ChangeSet
    again: bool


class Steward:
    """Somebody who looks after the data of one's own; the demo is never touched.

    Raises
    ------
    NotForYou
        For every audience but the administrator.
    """

    def __init__(self, audience: Audience) -> None:
        if audience is not Audience.BEHEERDER:
            raise NotForYou(_NOT_FOR_YOU.format(audience=audience.label))
        self.place = own_place()
        self._choices = own_choices_place(settings())

    @property
    def has_data(self) -> bool:
        """Whether there is a database at all."""
        return is_there(settings(), self.place)

    @property
    def where(self) -> str:
        """Where the data stand, as a person reads it."""
        server = settings().server()
        return server.shown if server and self.on_server else str(self.place)

    @property
    def on_server(self) -> bool:
        """Whether the data stand on a database server, where its own administrator puts backups back."""
        return watched() is not None

    def changes(self) -> tuple[ChangeSet, ...]:
        """The change sets, newest first."""
        if not self.has_data:
            return ()
        return own_changes()

    def undo(self, number: int, _progress: Progress) -> ChangeSet:
        """Take back a change set, or do it again by undoing its undo."""
        with in_words(self.place), own_store() as store:
            return store.undo(number, who=who())

    def backups(self) -> tuple[Kept, ...]:
        """The backups of these data, newest first."""
        if not self.has_data:
            return ()
        with own_store() as store:
            return tuple(_kept(backup) for backup in store.backups())

    def backup(self, _progress: Progress) -> Kept:
        """Make a backup in the folder for them, which only the owner can open."""
        if not self.has_data:
            raise UsageRefused(_NOTHING_TO_KEEP)
        folder = self.place.parent / BACKUPS
        with in_words(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # The name of what stands on a server is no name of a file, whatever dots it has.
            stem, suffix = (self.place.name, "") if self.on_server else (self.place.stem, self.place.suffix)
            name = f"{stem}-{datetime.now(AMSTERDAM):%Y%m%d-%H%M%S}{suffix or '.db'}"
            with own_store() as store:
                made = store.backup(folder / name)
            made.path.chmod(0o600)
            return _kept(made)

    def restore(self, backup: Path, _progress: Progress) -> RestoreResult:
        """Put a backup in the place of the data; what was there is kept aside."""
        if self.on_server:
            raise UsageRefused(NOT_ON_A_SERVER)
        with in_words(self.place):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            return restore_sqlite(backup, self.place, settings().door())

    def chosen(self) -> Chosen:
        """The settings that stand."""
        return chosen_settings(self._choices)

    def settings_changes(self) -> tuple[SettingsChange, ...]:
        """The changes of the settings, newest first."""
        return settings_changes(self._choices)

    def choose(self, new: Chosen, why: str, seen: int) -> SettingsChange | None:
        """Choose settings; `seen` is the newest change that the person had before them."""
        return change_settings(self._choices, new, who=who(), why=why, seen=seen)

    def undo_choice(self, number: int) -> SettingsChange:
        """Put settings back, or do it again."""
        return undo_settings(self._choices, number, who=who())

    def bring_in(self, intake: Intake, options: Options, check: bool, progress: Progress) -> Report:
        """Check or import dropped files."""
        with in_words(self.place):
            return run(intake, options, check, progress)

    def mend(self, intake: Intake, fixes: tuple[Fix, ...]) -> int:
        """Mend cells of the dropped files; the person's own files stay as they are."""
        with in_words(intake.paths[0]):
            return mend(intake.paths, fixes)


def actions(changes: tuple[ChangeSet, ...]) -> tuple[Action, ...]:
    """What can be taken back or done again, newest change first; an erasure cannot."""
    records = [c for c in changes if c.kind not in (ChangeKind.UNDO, ChangeKind.FORGET)]
    return tuple(Action(c.undone_by or c.number, c, again=c.undone_by is not None) for c in records)


def lost_by(changes: tuple[ChangeSet, ...], backup: Kept) -> int:
    """How many change sets came after a backup."""
    return sum(c.number > backup.version for c in changes)


def _kept(backup: Backup) -> Kept:
    try:
        size: int | None = backup.path.stat().st_size
    except OSError:
        size = None
    return Kept(backup.path, backup.when, backup.version, size)


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Errors of the file system as sentences.

    Raises
    ------
    DiskFull
        When there is no room.
    StoreRefused
        When a file or folder cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_FULL.format(path=place)) from error
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise StoreRefused(_SHUT.format(path=error.filename or place, why=why)) from error


_NOT_FOR_YOU = Text(
    "Deze pagina is alleen voor de beheerder. Je kijkt nu als {audience}. Vraag de beheerder om hulp.",
    "This page is for the administrator only. You are looking as {audience}. Ask the administrator for help.",
)
_NOTHING_TO_KEEP = Text(
    "Er zijn nog geen eigen gegevens om te bewaren. Lees eerst een bestand in.",
    "There are no data of your own to keep yet. Import a file first.",
)
NOT_ON_A_SERVER = Text(
    "Deze gegevens staan op een server. Daar zet de beheerder van de server een reservekopie terug.",
    "These data are on a server. There the administrator of the server puts a backup back.",
)
_FULL = Text(
    "De schijf is vol: {path}. Er is niets veranderd. Maak ruimte en probeer het opnieuw.",
    "The disk is full: {path}. Nothing was changed. Make room and try again.",
)
_SHUT = Text(
    "Dit bestand of deze map kan niet worden gebruikt: {path} ({why}). Er is niets veranderd. "
    "Kijk na of je er mag lezen en schrijven, en probeer het opnieuw.",
    "This file or folder cannot be used: {path} ({why}). Nothing was changed. "
    "Check that you may read and write there, and try again.",
)
