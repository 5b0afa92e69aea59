"""The file of the settings: read as a whole, written whole or not at all, by one at a time."""

from __future__ import annotations

import errno
import json
import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DiskFull, StoreBroken, StoreRefused
from graph.text import Text

FORMAT = 1
Entry = dict[str, object]


def read(file: Path) -> list[Entry]:
    """The changes in a file, oldest first; none where there is no file.

    Raises
    ------
    StoreBroken
        When it is not ours, is damaged, or was made by a newer version.
    StoreRefused
        When it cannot be read.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreRefused(_UNREADABLE.format(path=file, problem=error.strerror or error)) from error
    except ValueError as error:
        raise StoreBroken(DAMAGED.format(path=file)) from error
    entries = found.get("changes") if isinstance(found, dict) and found.get("format") == FORMAT else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise StoreBroken(DAMAGED.format(path=file))
    return entries


def write(file: Path, entries: Sequence[Entry]) -> None:
    """Writes the changes, oldest first; only the owner can read them.

    Raises
    ------
    DiskFull
        When there is no room; what was there is still there.
    StoreRefused
        When the file cannot be written; what was there is still there.
    """
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with _told(file):
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                json.dump({"format": FORMAT, "changes": list(entries)}, out, ensure_ascii=False, indent=1)
                out.flush()
                os.fsync(out.fileno())
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keeps other processes from changing the file meanwhile.

    Raises
    ------
    StoreRefused
        When the folder cannot be written.
    """
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file.with_name(f".{file.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        # Windows has no such lock; there the last of two who choose at the same moment wins.
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_FULL.format(path=file)) from error
        raise StoreRefused(_UNWRITABLE.format(path=file, problem=error.strerror or error)) from error


DAMAGED = Text(
    "{path} is beschadigd. Daarom is niet zeker welke instellingen gelden. "
    "Zet een goede kopie terug, of haal het bestand weg: dan gelden de gewone instellingen.",
    "{path} is damaged. So it is not certain which settings hold. "
    "Put a good copy back, or take the file away: then the usual settings hold.",
)
_UNREADABLE = Text(
    "De instellingen in {path} kunnen niet worden gelezen ({problem}). Kijk na of je het bestand mag lezen.",
    "The settings in {path} cannot be read ({problem}). Check that you may read the file.",
)
_UNWRITABLE = Text(
    "De instellingen kunnen niet worden bewaard in {path} ({problem}). Er is niets veranderd. "
    "Kijk na of de map er is en of je er mag schrijven.",
    "The settings cannot be kept in {path} ({problem}). Nothing was changed. "
    "Check that the folder is there and that you may write in it.",
)
_FULL = Text(
    "De schijf van {path} is vol. Er is niets veranderd. Maak ruimte en probeer het opnieuw.",
    "The disk of {path} is full. Nothing was changed. Make room and try again.",
)
