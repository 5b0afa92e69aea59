"""`kaart looks` lists the looks at single cases, and `kaart forget` blanks the erased in them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from app.cli import main
from graph.instants import AMSTERDAM
from graph.journeys import journey
from graph.logbook import Look, logbook_of, note
from graph.pseudonyms import labels
from graph.settings import Settings
from graph.stores.sqlite import open_sqlite

LOG = "case,time,loket,gezin\n1,2024-01-01,A,g1\n1,2024-01-03,B,g1\n2,2024-01-01,A,g2\n2,2024-01-05,B,g2\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("KAART_KEY", "a key that is long enough")
    monkeypatch.setenv("KAART_LANG", "nl")
    (tmp_path / "log.csv").write_text(LOG)
    path = tmp_path / "kaart.db"
    words = ["--case", "case", "--time", "time", "--group", "loket", "--household", "gezin"]
    assert main(["import", str(tmp_path / "log.csv"), *words, "--db", str(path)]) == 0
    capsys.readouterr()
    return path


def _look(database: Path, at: int) -> Look:
    """A look at one of the two cases, as the page notes it."""
    with open_sqlite(database, Settings().door(), create=False) as store:
        network, place = store.network(), logbook_of(store)
    assert place is not None
    seen = journey(network, labels("case", network.cases.key)[at])
    look = Look(
        datetime(2026, 1, 2, 10, 30, tzinfo=AMSTERDAM), "anna", "klacht van de ouders", seen.case, seen.household
    )
    note(place, look)
    return look


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_nobody_looked_yet(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, "looks", "--db", str(database)) == "Er is nog niet naar één hulpvraag gekeken.\n"
    assert json.loads(_said(capsys, "looks", "--db", str(database), "--json")) == {"looks": [], "damaged": 0}


def test_looks_are_listed_newest_first(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = _look(database, 0), _look(database, 1)
    found = json.loads(_said(capsys, "looks", "--db", str(database), "--json"))["looks"]
    assert [look["case"] for look in found] == [second.case, first.case]
    lines = _said(capsys, "looks", "--db", str(database)).splitlines()
    assert f"anna: hulpvraag {second.case} van gezin {second.household}. klacht van de ouders" in lines[0]


def test_the_erased_are_blanked(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone, stays = _look(database, 0), _look(database, 1)
    _said(capsys, "forget", "household", gone.household, "--yes", "--db", str(database))
    told = _said(capsys, "looks", "--db", str(database))
    assert "hulpvraag - van gezin -. klacht van de ouders" in told
    assert gone.case not in told
    assert stays.case in told
