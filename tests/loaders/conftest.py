"""Files made for one test, and readings of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.pseudonyms import Door
from loaders.options import Options
from loaders.read import no_cases, read
from loaders.reading import Reading

Read = Callable[..., Reading]
KEY = b"sixteen bytes at least"


@pytest.fixture
def door() -> Door:
    return Door(KEY)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Makes a file; a name with a slash makes its folder."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture
def reading(made: Callable[[str, str | bytes], Path], door: Door) -> Read:
    """Makes one file and reads it; options by keyword."""

    def read_it(name: str, content: str | bytes, **options: Any) -> Reading:
        return read_paths(made(name, content), door, **options)

    return read_it


@pytest.fixture
def reading_tables(tmp_path: Path, made: Callable[[str, str | bytes], Path], door: Door) -> Read:
    """Makes a folder of tables and reads it."""

    def read_them(known: tuple[int, ...] = (), **tables: str) -> Reading:
        for name, content in tables.items():
            made(f"register/{name}.csv", content)
        cases = (lambda: np.array(known, dtype=np.int64)) if known else no_cases
        return read([tmp_path / "register"], Options(), door, lambda _, name: name, known_cases=cases)

    return read_them


def read_paths(path: Path, door: Door, **options: Any) -> Reading:
    given = Options(**options)
    found = read([path], given, door, lambda _, name: given.source or name)
    assert found.read == len(found.batch.events) + len(found.batch.cases) * (found.kind == "tables") + len(
        found.batch.referrals
    ) + len(found.batch.households) + len(found.batch.records) + found.known_doubles + sum(found.reasons.values())
    return found
