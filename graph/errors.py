"""The one error family: every message is a `Text` that says what to do next.

KaartError
├── DataRefused          the input cannot be taken, nothing was written (exit 1)
│   ├── UnreadableFile
│   ├── ColumnAbsent
│   └── CitizenNumber
├── UsageRefused         the question or command does not fit the data or itself (exit 2)
│   ├── SourcesDoNotAdd
│   ├── SourceNeeded
│   └── Unknown
├── StoreRefused         the store cannot do it (exit 1)
│   ├── StoreLocked
│   ├── StoreBroken
│   ├── StoreTooNew
│   ├── DiskFull
│   ├── KeyMismatch
│   ├── KeyRefused
│   └── UndoBlocked
└── Stopped              a person stopped the work; nothing half is left (exit 1)
"""

from __future__ import annotations

from graph.text import Language, Text


class KaartError(Exception):
    """Anything that a person must be told. `text` is the whole message."""

    exit_status = 1

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def to(self, language: Language) -> str:
        """The message in one language."""
        return self.text.to(language)


class DataRefused(KaartError):
    """The input as a whole cannot be taken; nothing was written."""


class UnreadableFile(DataRefused):
    """A file that is absent, empty, broken, or of a kind that is not read."""


class ColumnAbsent(DataRefused):
    """A column that the import needs is not in the file."""


class CitizenNumber(DataRefused):
    """A column holds citizen service numbers (BSN)."""


class UsageRefused(KaartError):
    """The command or question does not fit; nothing was done."""

    exit_status = 2


class SourcesDoNotAdd(UsageRefused):
    """Several sources of referrals that cannot be added up; one must be chosen."""


class SourceNeeded(UsageRefused):
    """A further event log without the name of its source."""


class Unknown(UsageRefused):
    """A question, source, change set, household or professional that is not there."""


class StoreRefused(KaartError):
    """The store cannot do what was asked; what was there is still there."""


class StoreLocked(StoreRefused):
    """Another process is writing."""


class StoreBroken(StoreRefused):
    """The file is not a database of Verwijskaart, or is damaged."""


class StoreTooNew(StoreRefused):
    """The database was made by a newer version."""


class DiskFull(StoreRefused):
    """No room left to write."""


class KeyMismatch(StoreRefused):
    """The key of pseudonyms is not the one that this database was made with."""


class KeyRefused(StoreRefused):
    """The key of pseudonyms is too short, can be read by others, or cannot be read."""


class UndoBlocked(StoreRefused):
    """A later change set builds on the one that was to be undone."""


class Stopped(KaartError):
    """A person stopped the work."""
