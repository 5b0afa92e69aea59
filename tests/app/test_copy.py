"""`kaart copy`: what it prints and writes, what it refuses, and that nothing half is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from graph import copying

TOY = Path(__file__).parents[2] / "data" / "toy"
Kaart = Callable[..., str]


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine that runs the tests: an own data folder and key."""
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("KAART_DEBUG", "1")
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    for name in ("KAART_DB", "KAART_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kaart(capsys: pytest.CaptureFixture[str]) -> Kaart:
    """Runs a command and gives what it printed, in English; the exit status must be as said."""

    def call(*words: str, status: int = 0) -> str:
        capsys.readouterr()
        assert run([*words, "--lang", "en"]) == status
        printed = capsys.readouterr()
        return printed.err if status else printed.out

    return call


@pytest.fixture
def toy(tmp_path: Path, kaart: Kaart) -> str:
    """A database with the toy register, one setting that was chosen, and its journeys."""
    db = str(tmp_path / "toy.db")
    kaart("import", str(TOY), "--db", db)
    return db


def test_prints_both_sides_and_answers_alike(toy: str, tmp_path: Path, kaart: Kaart) -> None:
    new = str(tmp_path / "elsewhere" / "new.db")
    said = kaart("copy", "--from", toy, "--to", new)
    assert said.startswith("Copied and checked: everything up to change 1.")
    digests = [line.split()[1] for line in said.splitlines() if line.startswith(("  source", "  target"))]
    assert len(digests) == 2
    assert len(set(digests)) == 1
    assert kaart("ask", "bounces", "--db", new) == kaart("ask", "bounces", "--db", toy)
    assert kaart("changes", "--db", new) == kaart("changes", "--db", toy)


def test_says_so_in_json_and_again(toy: str, tmp_path: Path, kaart: Kaart) -> None:
    new = str(tmp_path / "new.db")
    first: dict[str, Any] = json.loads(kaart("copy", "--from", toy, "--to", new, "--json"))
    again = json.loads(kaart("copy", "--from", toy, "--to", new, "--json"))
    assert (first["version"], first["already"], again["already"]) == (1, False, True)
    assert first["from"] == first["to"] == again["to"]
    assert first["from"]["cases"] > 0


def test_settings_and_looks_go_along(toy: str, tmp_path: Path, kaart: Kaart) -> None:
    new = str(tmp_path / "new.db")
    looks = Path(f"{toy}.looks.jsonl")
    looks.write_text('{"when": "2024-01-01T00:00:00+00:00", "who": "Ans", "why": "r", "case": "c", "household": "h"}\n')
    kaart("settings", "k", "15", "--db", toy)
    kaart("copy", "--from", toy, "--to", new)
    assert kaart("settings", "--db", new) == kaart("settings", "--db", toy)
    assert Path(f"{new}.looks.jsonl").read_text() == looks.read_text()


def test_refuses_before_anything_is_written(toy: str, tmp_path: Path, kaart: Kaart, monkeypatch: Any) -> None:
    new = tmp_path / "new.db"
    assert kaart("copy", "--from", toy, "--to", toy, status=2) == (
        "The source and the target are the same database. Name another place with --to.\n"
    )
    assert kaart("copy", "--from", toy, "--to", "demo", status=2).startswith("The demo cannot be replaced.")
    monkeypatch.setenv("KAART_KEY", "another-key-for-the-tests")
    assert f"{toy} was made with another key." in kaart("copy", "--from", toy, "--to", str(new), status=1)
    assert not new.exists()


def test_a_stop_leaves_no_new_database(toy: str, tmp_path: Path, kaart: Kaart, monkeypatch: Any) -> None:
    def stop(past: object) -> None:
        raise KeyboardInterrupt

    new = tmp_path / "new.db"
    monkeypatch.setattr(copying, "canon", stop)
    assert kaart("copy", "--from", toy, "--to", str(new), status=1).startswith("Stopped. The source is as it was.")
    assert not new.exists()


def test_for_analysts_needs_a_published_version(toy: str, tmp_path: Path, kaart: Kaart) -> None:
    new = tmp_path / "analysts.db"
    words = ("copy", "--from", toy, "--to", str(new), "--for", "analysts")
    assert "kaart publish" in kaart(*words, status=2)
    assert not new.exists()
    kaart("publish", "--db", toy)
    assert kaart(*words).startswith("For analysts: ")
    assert "The target holds something already." in kaart(*words, status=2)
