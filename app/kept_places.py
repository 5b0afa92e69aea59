"""Where a person dragged lokets, kept in his own data folder: so that a picture looks the same after a reload."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from app.draw.layout import Place

_END = ".places.json"


def kept_places(database: Path) -> dict[str, Place]:
    """What was kept beside a database, by the id of a loket; nothing where that cannot be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        found = json.loads(_file(database).read_text(encoding="utf-8"))
        return {str(loket): (int(x), int(y)) for loket, (x, y) in found.items()}
    return {}


def keep_places(database: Path, places: Mapping[str, Place]) -> None:
    """Keep places beside a database, or forget them where there are none.

    A folder that is full or may not be written to is no trouble: the lokets then stand there until the page is closed.
    """
    half = _file(database).with_suffix(".half")
    with suppress(OSError):
        if not places:
            _file(database).unlink(missing_ok=True)
            return
        half.write_text(json.dumps(places), encoding="utf-8")
        half.replace(_file(database))


def _file(database: Path) -> Path:
    return database.with_name(database.name + _END)
