"""The logbook of looks at single cases: append-only, private, and without the erased."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.erasure import Persons
from graph.errors import StoreRefused, UsageRefused
from graph.instants import AMSTERDAM
from graph.logbook import Look, blank, logbook_of, note, read_logbook
from graph.pseudonyms import Door
from graph.stores.sqlite import open_sqlite
from graph.text import Text
from tests.graph.samples import C1, C2, H1, H2, ME, TABLES

DOOR = Door(b"0123456789abcdef0123456789abcdef")
WHEN = datetime(2026, 1, 2, 3, 4, tzinfo=AMSTERDAM)


def _look(case: str = C1, household: str = H1, why: str = "klacht van de ouders") -> Look:
    return Look(WHEN, "Anna", why, case, household)


def test_a_look_is_kept_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "looks.jsonl"
    note(file, _look())
    note(file, _look(C2, H2))
    assert read_logbook(file).looks == (_look(C2, H2), _look())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_looks_are_only_ever_added(tmp_path: Path) -> None:
    file = tmp_path / "looks.jsonl"
    note(file, _look())
    before = file.read_bytes()
    note(file, _look(C2, H2))
    assert file.read_bytes().startswith(before)


@pytest.mark.parametrize("why", ["", "      ", "zomaar", "  a  b   "])
def test_without_a_reason_nothing_is_kept(tmp_path: Path, why: str) -> None:
    file = tmp_path / "looks.jsonl"
    with pytest.raises(UsageRefused):
        note(file, _look(why=why))
    assert not file.exists()


def test_a_broken_line_is_counted_and_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "looks.jsonl"
    note(file, _look())
    with file.open("a", encoding="utf-8") as log:
        log.write('{"when": "2026-01-02T03')
    note(file, _look(C2, H2))
    found = read_logbook(file)
    assert (len(found.looks), found.damaged) == (2, 1)


def test_where_it_cannot_be_written_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused) as refused:
        note(tmp_path / "nergens" / "looks.jsonl", _look())
    assert "Daarom gebeurt er niets" in refused.value.to("nl")


def test_several_who_look_at_once_lose_no_line(tmp_path: Path) -> None:
    file = tmp_path / "looks.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: note(file, _look(why=f"reden nummer {n}")), range(40)))
    found = read_logbook(file)
    assert (len(found.looks), found.damaged) == (40, 0)


def test_forgetting_a_household_blanks_it_and_leaves_the_look(tmp_path: Path) -> None:
    with open_sqlite(tmp_path / "kaart.db", DOOR) as store:
        store.add(Batch.of(TABLES), **ME)
        file = logbook_of(store)
        assert file == tmp_path / "kaart.db.looks.jsonl"
        note(file, _look(why=f"vraag over {C1}, niet {C2}"))
        note(file, _look(C2, H2))
        store.forget("household", [H1], who="Test")
    kept, blanked = read_logbook(file).looks
    assert kept == _look(C2, H2)
    assert (blanked.case, blanked.household, blanked.who) == ("-", "-", "Anna")
    assert blanked.why == f"vraag over -, niet {C2}"
    assert C1 not in file.read_text()
    assert H1 not in file.read_text()


def test_what_cannot_be_blanked_stops_the_erasure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise StoreRefused(Text("vol", "full"))

    with open_sqlite(tmp_path / "kaart.db", DOOR) as store:
        store.add(Batch.of(TABLES), **ME)
        version = store.version
        monkeypatch.setattr("graph.store.blank", full)
        with pytest.raises(StoreRefused):
            store.forget("household", [H1], who="Test")
        assert store.version == version
        assert len(store.network().cases) == 2


def test_nothing_to_blank_is_nothing_done(tmp_path: Path) -> None:
    assert blank(None, Persons()) == 0
    assert blank(tmp_path / "looks.jsonl", Persons(professionals=frozenset({"p1"}))) == 0
