"""The demo in a database: made, made again, and made anew by a later version; and its two commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.demo_ import command_in as demo_command
from app.commands.generate_ import command_in as generate_command
from graph.store import Store
from graph.stores.sqlite import open_sqlite
from loaders.generator import demo
from loaders.generator.recipe import Recipe, merged, read_recipe
from tests.loaders.generator.towns import DOOR


def _small(digest: str = "first") -> Recipe:
    """Waterrijk with 100 households, under a digest of its own."""
    recipe = read_recipe()
    parts = {name: getattr(recipe, name) for name in recipe.__slots__ if name not in ("town", "digest")}
    return Recipe(town=merged(recipe.town, {"households": 100, "referrals": 300}), digest=digest, **parts)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(demo, "read_recipe", _small)
    with open_sqlite(tmp_path / "demo.db", DOOR) as opened:
        yield opened


def test_the_demo_is_there_and_filling_again_adds_nothing(store: Store) -> None:
    first = demo.fill(store, DOOR, who="test")
    again = demo.fill(store, DOOR, who="test")
    assert first.added == first.read > 1_000
    assert (again.added, again.known) == (0, again.read)
    assert [s.name for s in store.sources()] == [demo.SOURCE]
    assert len(store.network().households) == 107  # and the seven of the stories


def test_a_later_version_takes_the_place_of_the_earlier(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    demo.fill(store, DOOR, who="test")
    before = len(store.network().cases)
    monkeypatch.setattr(demo, "SEED", 2)
    monkeypatch.setattr(demo, "read_recipe", lambda: _small("second"))
    report = demo.fill(store, DOOR, who="test")
    standing = [c.why for c in store.changes() if c.kind == "import" and c.undone_by is None]
    assert standing == ["waterrijk-second"]
    assert len(store.network().cases) < 1.5 * before
    assert report.added > 1_000


def test_the_command_that_generates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--households", "40", "--seed", "5", "--out", str(tmp_path / "town"), "--without", "white_spot"]
    assert generate_command("en").main([*words, "--json"], standalone_mode=False) == 0
    answer = json.loads(capsys.readouterr().out)
    truths = json.loads((tmp_path / "town" / "truths.json").read_text(encoding="utf-8"))
    assert (answer["households"], answer["seed"]) == (40, 5)
    assert answer["referrals"] == truths["referrals"]
    assert "white_spot" not in {truth["name"] for truth in truths["truths"]}


def test_the_command_that_fills_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "read_recipe", _small)
    monkeypatch.setenv("KAART_KEY", "a key for tests only")
    assert demo_command("nl").main(["--db", str(tmp_path / "d.db"), "--json"], standalone_mode=False) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["source"] == "waterrijk"
    assert report["read"] == report["added"] > 1_000
