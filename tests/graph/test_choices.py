from __future__ import annotations

import errno
import json
import os
import stat
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from graph.analyses import analysis, names
from graph.analyses.answer import as_json
from graph.choices import (
    SETTINGS,
    Chosen,
    change_settings,
    chosen_settings,
    setting,
    settings_changes,
    settings_file,
    undo_settings,
    words_of,
)
from graph.codes import SENTINELS
from graph.errors import DiskFull, StoreBroken, StoreRefused, UndoBlocked, Unknown, UsageRefused
from graph.thresholds import DEFAULTS, Thresholds
from tests.graph.toy import toy


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kaart.db"


def _with(name: str, value: int | tuple[str, ...], chosen: Chosen | None = None) -> Chosen:
    return setting(name).put(chosen or Chosen(), value)


def test_nothing_chosen_is_what_the_definitions_say(place: Path) -> None:
    chosen = chosen_settings(place)
    # definitions.md, "The figures": T_pick 14, T_feedback 14, T_dead 56, T_reintake 180, small numbers below 10.
    assert [s.of(chosen) for s in SETTINGS] == [14, 14, 56, 180, 10, SENTINELS]
    assert (chosen.k, chosen.thresholds) == (10, DEFAULTS)
    assert settings_changes(place) == ()
    assert not settings_file(place).exists()


def test_what_is_chosen_is_kept_with_who_when_and_why(place: Path) -> None:
    made = change_settings(place, _with("T_pick", 21), who="Anna", why="nieuwe afspraak")
    assert made is not None
    assert chosen_settings(place).thresholds.pick_days == 21
    (kept,) = settings_changes(place)
    assert (kept.number, kept.who, kept.why) == (1, "Anna", "nieuwe afspraak")
    assert [(m.setting.name, m.before, m.after) for m in kept.moved] == [("T_pick", 14, 21)]
    assert kept.when.tzinfo is not None


def test_only_the_owner_can_read_it_and_nothing_half_is_left(place: Path) -> None:
    change_settings(place, _with("k", 12), who="Anna", why="")
    assert stat.S_IMODE(settings_file(place).stat().st_mode) == 0o600
    left = {path.name for path in place.parent.iterdir()}
    assert left == {"kaart.db.settings.json", ".kaart.db.settings.json.lock"}


def test_choosing_what_stands_already_changes_nothing(place: Path) -> None:
    assert change_settings(place, Chosen(), who="Anna", why="") is None
    assert settings_changes(place) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("k", 4),
        ("k", 101),
        ("T_pick", 0),
        ("T_dead", 731),
        ("T_reintake", -1),
        ("missing", ("a,b",)),
        ("missing", ("x" * 41,)),
        ("missing", tuple(map(str, range(51)))),
    ],
)
def test_a_value_that_cannot_be_is_refused(place: Path, name: str, value: int | tuple[str, ...]) -> None:
    with pytest.raises(UsageRefused):
        _with(name, value)
    with pytest.raises(UsageRefused, match="There is no setting 'T_nothing'"):
        setting("T_nothing")


def test_undo_and_redo(place: Path) -> None:
    change_settings(place, _with("T_dead", 90), who="Anna", why="")
    undone = undo_settings(place, who="Bo")
    assert (chosen_settings(place).thresholds.dead_days, undone.undoes) == (56, 1)
    assert settings_changes(place)[1].undone_by == 2
    undo_settings(place, 2, who="Bo")
    assert chosen_settings(place).thresholds.dead_days == 90
    assert [c.undone_by for c in settings_changes(place)] == [None, 3, None]


def test_what_a_later_change_chose_again_is_not_undone_before_it(place: Path) -> None:
    change_settings(place, _with("T_dead", 90), who="Anna", why="")
    change_settings(place, _with("T_dead", 100), who="Bo", why="")
    change_settings(place, _with("k", 8, chosen_settings(place)), who="Bo", why="")
    with pytest.raises(UndoBlocked, match="change 2 chose something else later"):
        undo_settings(place, 1, who="Anna")
    # The third is about another setting and stands in the way of neither.
    undo_settings(place, 2, who="Anna")
    undo_settings(place, 1, who="Anna")
    assert (chosen_settings(place).thresholds.dead_days, chosen_settings(place).k) == (56, 8)


def test_there_is_nothing_to_undo_twice(place: Path) -> None:
    with pytest.raises(Unknown, match="There is no setting to put back"):
        undo_settings(place, who="Anna")
    change_settings(place, _with("k", 8), who="Anna", why="")
    undo_settings(place, 1, who="Anna")
    with pytest.raises(UndoBlocked, match="put back already by change 2"):
        undo_settings(place, 1, who="Anna")
    with pytest.raises(Unknown, match="no change 9"):
        undo_settings(place, 9, who="Anna")


def test_what_somebody_else_chose_meanwhile_is_not_written_over(place: Path) -> None:
    change_settings(place, _with("k", 8), who="Anna", why="")
    with pytest.raises(UsageRefused, match="Somebody else changed the settings"):
        change_settings(place, _with("k", 6), who="Bo", why="", seen=0)
    assert chosen_settings(place).k == 8
    assert change_settings(place, _with("k", 6), who="Bo", why="", seen=1)


def test_of_many_at_once_none_is_lost(place: Path) -> None:
    def choose(k: int) -> None:
        change_settings(place, _with("k", k), who=str(k), why="")

    threads = [threading.Thread(target=choose, args=(k,)) for k in range(11, 31)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = settings_changes(place)
    assert sorted(c.who for c in kept) == sorted(str(k) for k in range(11, 31))
    assert [c.number for c in kept] == list(range(20, 0, -1))
    assert str(chosen_settings(place).k) == kept[0].who


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"format": 2, "changes": []}',
        '{"format": 1, "changes": [{}]}',
        '{"format": 1, "changes": [{"number": 1, "who": "a", "when": "2024-01-01", "why": "", "undoes": null, '
        '"set": {"k": [10, 2]}}]}',
        '{"format": 1, "changes": [{"number": 1, "who": "a", "when": "2024-01-01", "why": "", "undoes": null, '
        '"set": {"k": [10, "11"]}}]}',
    ],
)
def test_a_damaged_file_is_not_read_as_the_defaults(place: Path, text: str) -> None:
    settings_file(place).write_text(text)
    with pytest.raises(StoreBroken, match="is damaged"):
        chosen_settings(place)
    with pytest.raises(StoreBroken, match="is damaged"):
        change_settings(place, _with("k", 8), who="Anna", why="")
    assert settings_file(place).read_text() == text


def test_a_full_disk_leaves_what_was_there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_settings(place, _with("k", 8), who="Anna", why="")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("graph.choices_file.os.fsync", full)
    with pytest.raises(DiskFull, match=r"is full\. Nothing was changed"):
        change_settings(place, _with("k", 9), who="Anna", why="")
    assert chosen_settings(place).k == 8
    assert len(list(place.parent.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreRefused, match="cannot be kept"):
        change_settings(tmp_path / "file" / "kaart.db", _with("k", 9), who="Anna", why="")


def test_the_file_can_be_read_by_a_person(place: Path) -> None:
    change_settings(place, replace(_with("k", 8), sentinels=("", "leeg")), who="Anna", why="é")
    kept = json.loads(settings_file(place).read_text())
    assert kept["changes"][0]["set"] == {"k": [10, 8], "missing": [list(SENTINELS), ["", "leeg"]]}
    assert chosen_settings(place).sentinels == ("", "leeg")


def test_words_are_split_at_commas() -> None:
    assert words_of(" EMPTY, ?,,?") == ("", "EMPTY", "?")
    assert words_of(", ".join(SENTINELS)) == SENTINELS


@dataclass(frozen=True)
class _Watched(Thresholds):
    """Thresholds that remember which of them were read."""

    def __getattribute__(self, name: str) -> Any:
        if name.endswith(("_days", "_number")):
            super().__getattribute__("__dict__").setdefault("seen", set()).add(name)
        return super().__getattribute__(name)


def test_each_setting_names_the_figures_that_it_changes() -> None:
    reads: dict[str, set[str]] = {s.name: set() for s in SETTINGS}
    changes: dict[str, set[str]] = {s.name: set() for s in SETTINGS}
    for name in names():
        ask, watched = analysis(name).function, _Watched()
        usual = as_json(ask(toy(), watched), "en")
        seen = watched.__dict__.get("seen", set())
        for s in SETTINGS:
            if s.field in seen:
                reads[s.name].add(name)
                others = [s.put(Chosen(), value).thresholds for value in (s.least, s.most)]
                if any(as_json(ask(toy(), other), "en") != usual for other in others):
                    changes[s.name].add(name)
    named = {s.name: set(s.figures) for s in SETTINGS}
    assert all(changes[name] <= named[name] <= reads[name] for name in named), (changes, named, reads)
    # Only these two are read where the toy register is too small to show it, or where what is read is not used.
    assert {(name, figure) for name in named for figure in reads[name] - changes[name]} == {
        ("T_pick", "leadtimes"),
        ("T_dead", "consult_pairs"),
    }
