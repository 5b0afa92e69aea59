"""What was erased is in no file: not of a copy, not of a new server, and not of another machine that published."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.copying import copy
from graph.model import Professional, Record
from graph.pseudonyms import Door, code, label
from graph.publishing import published
from graph.store import Store
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.sqlite import open_sqlite
from tests import neo4j_server as servers
from tests.graph.conftest import KEY
from tests.graph.samples import C1, H1, H2, ME, PEOPLE, TABLES
from tests.neo4j_tools import emptied

NAME = "willemijn.vandervergeten"
# Numbers of which no part is 0: eight bytes that stand in a file by no accident.
GONE, CASE = label("household", 0x5A17_93C4_E86B_2D71), label("case", 0x3B92_7DA6_51CF_E483)
STAYS = label("household", 0x6E4D_B8A3_972C_51F6)
_CODED = {H1: GONE, C1: CASE, H2: STAYS}


def coded(record: Record) -> Record:
    """A record with these numbers in the place of small ones."""
    given = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    changed = {name: _CODED[v] for name, v in given.items() if isinstance(v, str) and v in _CODED}
    return replace(record, **changed)  # type: ignore[type-var]


def forgot(store: Store) -> None:
    """A professional and a household that were replaced, undone, put back, and then erased."""
    rest = [coded(record) for record in TABLES if not isinstance(record, Professional)]
    store.add(Batch.of([*rest, Professional(NAME, "a", role="regisseur")]), source="eigen", **ME)
    store.undo(who="Test", why=f"van {NAME}")
    store.undo(2, **ME)
    store.forget("professional", [NAME], who="Ans")
    store.forget("household", [GONE], who="Ans")


def ways_of_writing(word: str) -> set[bytes]:
    """A word in letters of one and of two bytes, and the number of a pseudonym as files hold it."""
    ways = {word.encode(), word.encode("utf-16-le")}
    if (number := code(word)) is not None:
        # Rows of the snapshot and of a server: the low byte first. A column of SQLite: the high byte first.
        ways |= {number.to_bytes(8, "little"), number.to_bytes(8, "big")}
        # The key of a table of SQLite (fileformat.html, "varint"): eight times seven bits, and then eight.
        ways.add(bytes([*(number >> shift & 127 | 128 for shift in range(57, 7, -7)), number & 255]))
    return ways


def holding(folder: Path, words: tuple[str, ...]) -> set[str]:
    """Which words stand in any file below a folder, in any way of writing."""
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {word for word in words if any(way in held for way in ways_of_writing(word))}


# The last two stayed: that they are found says that the others would be.
TRACES = (NAME, GONE, CASE, STAYS, "Schuldhulp")
STAYED = {STAYS, "Schuldhulp"}


def test_what_was_erased_is_in_no_new_file(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    with open_sqlite(old / "kaart.db", Door(KEY)) as source, open_sqlite(new / "kaart.db", Door(KEY)) as target:
        source.add(Batch.of([coded(record) for record in TABLES]), source="eerder", **ME)
        assert holding(old, TRACES) == {GONE, CASE, *STAYED}
        source.undo(**ME)
        forgot(source)
        copy(source, target)
        assert holding(new, TRACES) == STAYED
    assert holding(new, TRACES) == holding(old, TRACES) == STAYED


@pytest.mark.neo4j
@pytest.mark.slow
def test_what_was_erased_is_in_no_file_of_a_new_server(
    neo4j_server: servers.Running, neo4j: Server, tmp_path: Path
) -> None:
    emptied(neo4j)
    running = servers.start(tmp_path / "new", port=servers.free_port(), password="only-for-these-tests", heap="512m")
    try:
        with (
            open_neo4j(neo4j, Door(KEY), caches=tmp_path) as source,
            open_neo4j(
                server(running.address, servers.USER, running.password, "neo4j"), Door(KEY), caches=tmp_path
            ) as target,
            open_sqlite(tmp_path / "file" / "kaart.db", Door(KEY)) as file,
        ):
            forgot(source)
            copy(source, target)
            copy(source, file)
    finally:
        running.stop()
    # The old server still has them in its own files, which is why one moves.
    assert {NAME, GONE, CASE} <= holding(neo4j_server.home / "data", TRACES)
    assert holding(tmp_path / "new", TRACES) == STAYED
    assert holding(tmp_path / "file", TRACES) == STAYED


@pytest.mark.neo4j
def test_what_another_machine_published_is_erased_when_it_reads_again(neo4j: Server, tmp_path: Path) -> None:
    emptied(neo4j)
    with (
        open_neo4j(neo4j, Door(KEY), caches=tmp_path / "here") as here,
        open_neo4j(neo4j, Door(KEY), caches=tmp_path / "there") as there,
    ):
        here.add(Batch.of([coded(record) for record in PEOPLE]), source="eigen", **ME)
        here.publish(**ME)
        here.publish(**ME)
        there.forget("household", [GONE], who="Ans")
        there.forget("professional", ["p1"], who="Ans")
        assert holding(tmp_path / "here", (*TRACES, '"p1"')) == {GONE, CASE, '"p1"', *STAYED}
        assert len(here.network().cases) == 1
        found = published(here)
    assert holding(tmp_path / "here", (*TRACES, '"p1"')) == STAYED
    assert found
    # Of the two publications the second stands.
    assert (found.number, len(found.network.cases), len(found.network.households)) == (3, 1, 1)
