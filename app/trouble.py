"""What went wrong as a sentence with a way on; never a stack trace."""

from __future__ import annotations

import errno

from app.on_screen import on_screen
from app.phrases import fresh as words
from graph.errors import KaartError
from graph.text import Text

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def told(error: Exception) -> Text | None:
    """What a person reads of an error; None for a mistake of our own, which belongs in the log too."""
    if isinstance(error, KaartError):
        return on_screen(error.text)
    if isinstance(error, MemoryError):
        return words.NO_MEMORY
    if isinstance(error, OSError):
        return words.DISK_FULL if error.errno in _NO_ROOM else words.NO_FILE.format(why=error.strerror or error)
    return None
