"""The demo in a database: made, made again, and made anew by a later version; and its two commands."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import opening
from app.cli import run
from app.commands.demo_ import command_in as demo_command
from app.commands.generate_ import command_in as generate_command
from graph.errors import UndoBlocked, UsageRefused
from graph.settings import Settings
from graph.store import Store
from graph.stores.sqlite import open_sqlite
from graph.text import Text
from loaders.generator import demo
from loaders.generator.recipe import Recipe, merged, read_recipe
from loaders.importing import import_into
from loaders.masks import shown
from loaders.options import Options
from tests.loaders.generator.towns import DOOR

FIRST, SECOND = "0123456789ab", "abcdef012345"
"""Digests; the first has a run of digits that is masked wherever it is shown."""


def _small(digest: str = FIRST) -> Recipe:
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
    monkeypatch.setattr(demo, "read_recipe", lambda: _small(SECOND))
    report = demo.fill(store, DOOR, who="test")
    standing = [c.why for c in store.changes() if c.kind == "import" and c.undone_by is None]
    assert standing == [shown(f"waterrijk-{SECOND}")]
    assert len(store.network().cases) < 1.5 * before
    assert report.added > 1_000


def _own_file(folder: Path) -> Path:
    """A register of one case, as our own tables."""
    folder.mkdir()
    (folder / "cases.csv").write_text("id,household,opened_at,entry\nc1,h1,2024-01-01,cjg\n")
    return folder


def test_a_database_with_other_data_is_refused(store: Store, tmp_path: Path) -> None:
    import_into(store, [_own_file(tmp_path / "own")], Options(as_="tables", source="mine"), DOOR, who="me")
    with pytest.raises(UsageRefused) as refusal:
        demo.fill(store, DOOR, who="test")
    assert refusal.value.text.en == (
        "This database already holds other data: mine (#1). The invented households of the demo do not belong among "
        "them. Nothing was changed. Choose a new database: kaart demo --db FILE"
    )
    assert [(c.source, c.undone_by) for c in store.changes()] == [("mine", None)]


def test_an_import_of_a_person_into_the_demo_is_never_taken_back(store: Store, tmp_path: Path) -> None:
    """Neither when it stands in the source of the demo, nor when it builds on it."""
    demo.fill(store, DOOR, who="test")
    import_into(store, [_own_file(tmp_path / "own")], Options(as_="tables", source=demo.SOURCE), DOOR, who="me")
    with pytest.raises(UsageRefused, match=r"holds other data: waterrijk \(#2\)"):
        demo.fill(store, DOOR, who="test")
    assert [c.undone_by for c in store.changes()] == [None, None]


def test_work_that_builds_on_an_older_demo_is_not_thrown_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(*words: object, **more: object) -> None:
        raise UndoBlocked(Text("Er bouwt iets op.", "Something builds on it."))

    demo.fill(store, DOOR, who="test")
    monkeypatch.setattr(demo, "read_recipe", lambda: _small(SECOND))
    monkeypatch.setattr(type(store), "undo", blocked)
    with pytest.raises(UsageRefused) as refusal:
        demo.fill(store, DOOR, who="test")
    assert refusal.value.text.en == (
        "Something builds on it. The new demo would throw that work away. Nothing was changed. "
        "Choose a new database: kaart demo --db FILE"
    )
    assert [c.why for c in store.changes()] == [shown(f"waterrijk-{FIRST}")]


def test_the_demo_is_made_once_and_older_ones_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "read_recipe", _small)
    monkeypatch.setenv("KAART_KEY", "a key for tests only")
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path))
    now = opening.demo_place(Settings())
    key = now.stem.rpartition("-")[2]
    names = [f"demo-{FIRST}-{key}.db", f"demo-{FIRST}-00000000.db", "own.db"]
    for name in names:
        (tmp_path / name).write_text("old")
    assert demo_command("en").main(["--json"], standalone_mode=False) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["added"] > 1_000, first["known"], first["change"]) == (True, 0, 1)
    # Those of another key are another person's to open; the rest is gone.
    assert {p.name for p in tmp_path.glob("*.db")} == {now.name, *names[1:]}
    assert demo_command("en").main(["--json"], standalone_mode=False) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 0


def test_the_command_that_generates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--households", "40", "--seed", "5", "--out", str(tmp_path / "town"), "--without", "white_spot"]
    assert generate_command("en").main([*words, "--json"], standalone_mode=False) == 0
    answer = json.loads(capsys.readouterr().out)
    truths = json.loads((tmp_path / "town" / "truths.json").read_text(encoding="utf-8"))
    assert (answer["households"], answer["seed"], answer["asked"]["referrals"]) == (40, 5, 133)
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


def test_a_number_of_referrals_that_was_not_met_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A single household with a hundred referrals: the audit of issue 4 got 37 for 1."""
    words = ["--households", "1", "--referrals", "1", "--out", str(tmp_path / "town")]
    assert generate_command("en").main(words, standalone_mode=False) == 0
    told = capsys.readouterr()
    assert "Note: 1 referrals were asked. That could not be done with this number of households." in told.err
    assert "Made in " in told.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--households", "0"], "Give a whole number from 1 to 100000000 for --households."),
        (["--referrals", "9" * 26], "Give a whole number from 1 to 1000000000 for --referrals."),
        (["--households", "9" * 23], "Give a whole number from 1 to 100000000 for --households."),
    ],
)
def test_numbers_that_cannot_be_made_are_refused(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", "--lang", "en", *words, "--out", str(tmp_path / "town")]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    words = ["-m", "app", "generate", "--households", "200000", "--out", str(tmp_path / "town")]
    with subprocess.Popen([sys.executable, *words], stderr=subprocess.PIPE) as process:
        while not list(tmp_path.glob(".town.*.half")) and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(number)
        assert process.wait(60) == 1
    assert list(tmp_path.iterdir()) == []
