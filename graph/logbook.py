"""The logbook of looks at single cases: who, when, why and at what; beside the database, one line of JSON a look.

Lines are only ever added. Of an erased household the pseudonyms are blanked, the look itself stays.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph.erasure import Persons
from graph.errors import DiskFull, StoreRefused, UsageRefused
from graph.text import Text

if TYPE_CHECKING:
    from graph.hooks import Hooks

LEAST_REASON = 8
"""A reason has at least so many letters."""
_NAMES = ("who", "why", "case", "household")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one case: the pseudonyms of the case and its household."""

    when: datetime
    who: str
    why: str
    case: str
    household: str


@dataclass(frozen=True, slots=True)
class Logbook:
    """The looks, newest first, and how many lines cannot be read."""

    looks: tuple[Look, ...]
    damaged: int


def logbook_of(store: Hooks) -> Path | None:
    """Where the looks at a store's cases stand; None for a store that keeps nothing on this machine."""
    folder = store.cache_folder
    return None if folder is None else folder.with_name(folder.name.removesuffix(".cache") + ".looks.jsonl")


def note(file: Path, look: Look) -> None:
    """Adds a look; the case may be shown only after this came back.

    Raises
    ------
    UsageRefused
        When the reason is too short to be one.
    DiskFull, StoreRefused
        When it cannot be written.
    """
    if len(look.why.strip()) < LEAST_REASON:
        raise UsageRefused(_NO_REASON.format(least=LEAST_REASON))
    line = _line(look.when, {name: getattr(look, name) for name in _NAMES})
    with _locked(file), _told(file):
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as log:
            log.write(_begin(log.fileno()) + line.encode())
            os.fsync(log.fileno())


def _begin(descriptor: int) -> bytes:
    """A new line where the last one was broken off."""
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, max(0, size - 1), os.SEEK_SET)
    return b"" if not size or os.read(descriptor, 1) == b"\n" else b"\n"


def read_logbook(file: Path) -> Logbook:
    """All looks, none where there is no file.

    Raises
    ------
    StoreRefused
        When the file cannot be read.
    """
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines() if file.exists() else []
    except OSError as error:
        raise StoreRefused(_UNREADABLE.format(path=file, why=error.strerror or error)) from error
    looks = [_look(line) for line in lines if line.strip()]
    return Logbook(tuple(look for look in reversed(looks) if look), looks.count(None))


def _look(line: str) -> Look | None:
    try:
        found = json.loads(line)
        return Look(datetime.fromisoformat(found["when"]), *(str(found[name]) for name in _NAMES))
    except (ValueError, TypeError, KeyError):
        return None


def blank(file: Path | None, persons: Persons) -> int:
    """Puts a dash for everybody who is erased; how many lines that changed. The file is replaced as a whole.

    Raises
    ------
    DiskFull, StoreRefused
        When it cannot be written; then it is as it was.
    """
    if file is None or not file.exists():
        return 0
    with _locked(file), _told(file):
        before = file.read_text("utf-8", errors="replace").splitlines(keepends=True)
        after = [_blanked(line, persons) for line in before]
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        if changed:
            _replace(file, "".join(after))
    return changed


def _blanked(line: str, persons: Persons) -> str:
    found = _look(line)
    if found is None:
        return persons.blanked(line)
    cleared = {name: persons.blanked(getattr(found, name)) for name in _NAMES}
    return line if all(getattr(found, name) == text for name, text in cleared.items()) else _line(found.when, cleared)


def _line(when: datetime, words: Mapping[str, str]) -> str:
    return json.dumps({"when": when.isoformat(timespec="seconds"), **words}, ensure_ascii=False) + "\n"


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One writer at a time: a line that is added while another process blanks must not be lost."""
    with _told(file):
        descriptor = os.open(file.with_name(f".{file.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        # Windows has no such lock.
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
        raise StoreRefused(_UNWRITABLE.format(path=file, why=error.strerror or error)) from error


_NO_REASON = Text(
    "Schrijf op waarom je deze hulpvraag wilt zien, in minstens {least} letters.",
    "Write down why you want to see this case, in at least {least} letters.",
)
_UNREADABLE = Text(
    "Het logboek {path} kan niet worden gelezen ({why}). Kijk na of je het bestand mag lezen.",
    "The logbook {path} cannot be read ({why}). Check that you may read the file.",
)
_UNWRITABLE = Text(
    "Het logboek {path} kan niet worden geschreven ({why}). Daarom gebeurt er niets. "
    "Kijk na of je in de map mag schrijven.",
    "The logbook {path} cannot be written ({why}). So nothing happens. Check that you may write in the folder.",
)
_FULL = Text(
    "De schijf is vol, en daarom kan het logboek {path} niet worden geschreven. Maak ruimte en probeer het opnieuw.",
    "The disk is full, so the logbook {path} cannot be written. Make room and try again.",
)
