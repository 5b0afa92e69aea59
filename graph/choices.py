"""What people chose for one register: thresholds, small numbers, and the words that mean "missing".

These change the figures of everybody who uses the register. So they stand beside its database, in a file that only
the owner can read, with every change that was made: who, when, why, from what to what. A change can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from graph.choices_file import DAMAGED, locked, read, write
from graph.chosen import LEAST_K, SETTINGS, Chosen, Setting, Value, setting, words_of
from graph.errors import StoreBroken, UndoBlocked, Unknown, UsageRefused
from graph.text import Text
from graph.undo import undone_by

__all__ = [
    "LEAST_K",
    "SETTINGS",
    "Chosen",
    "Moved",
    "Setting",
    "SettingsChange",
    "Value",
    "change_settings",
    "chosen_settings",
    "newest_change",
    "setting",
    "settings_changes",
    "settings_file",
    "undo_settings",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class Moved:
    """One setting that changed."""

    setting: Setting
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """One change of settings; `undoes` is the one it took back, `undone_by` the one that took it back."""

    number: int
    who: str
    when: datetime
    why: str
    moved: tuple[Moved, ...]
    undoes: int | None = None
    undone_by: int | None = None


def chosen_settings(place: Path) -> Chosen:
    """What stands for the register at a place; the defaults of the definitions where nobody chose anything.

    Raises
    ------
    StoreRefused
        When the file beside the database cannot be read or is damaged; defaults would be other figures.
    """
    return _stands(settings_changes(place))


def settings_changes(place: Path) -> tuple[SettingsChange, ...]:
    """Every change of the settings of the register at a place, newest first.

    Raises
    ------
    StoreRefused
        When the file beside the database cannot be read or is damaged.
    """
    try:
        made = [_change(entry) for entry in reversed(read(settings_file(place)))]
    except (KeyError, TypeError, ValueError, UsageRefused) as error:
        raise StoreBroken(DAMAGED.format(path=settings_file(place))) from error
    off = undone_by((c.number, c.undoes) for c in made)
    return tuple(replace(c, undone_by=off.get(c.number)) for c in made)


def newest_change(place: Path) -> int:
    """The number of the newest change of the settings at a place, 0 when there is none.

    Raises
    ------
    StoreRefused
        When the file beside the database cannot be read or is damaged.
    """
    history = settings_changes(place)
    return history[0].number if history else 0


def settings_file(place: Path) -> Path:
    """The file beside a database that holds its settings."""
    return place.with_name(f"{place.name}.settings.json")


def change_settings(place: Path, new: Chosen, *, who: str, why: str, seen: int | None = None) -> SettingsChange | None:
    """Choose for the register at a place; None when nothing is different.

    Parameters
    ----------
    seen
        The number of the newest change that the person had before them; 0 for none.

    Raises
    ------
    UsageRefused
        When somebody else changed the settings after `seen`.
    StoreRefused
        When the file cannot be read or written; nothing is changed then.
    """

    def next_one(history: Sequence[SettingsChange]) -> SettingsChange | None:
        if seen is not None and seen != (history[0].number if history else 0):
            raise UsageRefused(_MEANWHILE)
        now = _stands(history)
        moved = tuple(Moved(s, s.of(now), s.of(new)) for s in SETTINGS if s.of(now) != s.of(new))
        return SettingsChange(_next_number(history), who, datetime.now(UTC), why, moved) if moved else None

    return _write(place, next_one)


def undo_settings(place: Path, number: int | None = None, *, who: str) -> SettingsChange:
    """Take back a change of settings, by default the last that stands; undoing an undo does it again.

    Raises
    ------
    Unknown
        When there is no such change, or nothing to undo.
    UndoBlocked
        When it is undone already, or a later change set one of the same settings.
    StoreRefused
        When the file cannot be read or written; nothing is changed then.
    """

    def next_one(history: Sequence[SettingsChange]) -> SettingsChange:
        target = _target(history, number)
        now = _stands(history)
        if any(m.setting.of(now) != m.after for m in target.moved):
            names = {m.setting.name for m in target.moved}
            later = [
                c.number for c in history if c.number > target.number and names & {m.setting.name for m in c.moved}
            ]
            raise UndoBlocked(_BLOCKED.format(number=target.number, later=", ".join(map(str, later))))
        back = tuple(Moved(m.setting, m.after, m.before) for m in target.moved)
        return SettingsChange(_next_number(history), who, datetime.now(UTC), "", back, undoes=target.number)

    made = _write(place, next_one)
    if made is None:
        raise Unknown(_NOTHING)
    return made


def _write(place: Path, next_one: Callable[[Sequence[SettingsChange]], SettingsChange | None]) -> SettingsChange | None:
    # Read and written under one lock, so that two who choose at once do not lose what the other chose.
    with locked(settings_file(place)):
        history = settings_changes(place)
        made = next_one(history)
        if made is not None:
            write(settings_file(place), [_entry(c) for c in (*reversed(history), made)])
    return made


def _target(history: Sequence[SettingsChange], number: int | None) -> SettingsChange:
    if number is None:
        target = next((c for c in history if c.undoes is None and c.undone_by is None), None)
    else:
        target = next((c for c in history if c.number == number), None)
    if target is None:
        raise Unknown(_NOTHING if number is None else _NO_CHANGE.format(number=number))
    if target.undone_by is not None:
        raise UndoBlocked(_ALREADY.format(number=target.number, by=target.undone_by))
    return target


def _next_number(history: Sequence[SettingsChange]) -> int:
    return history[0].number + 1 if history else 1


def _stands(history: Sequence[SettingsChange]) -> Chosen:
    chosen = Chosen()
    for change in reversed(history):
        for moved in change.moved:
            chosen = moved.setting.put(chosen, moved.after)
    return chosen


def _entry(change: SettingsChange) -> dict[str, object]:
    return {
        "number": change.number,
        "who": change.who,
        "when": change.when.isoformat(timespec="seconds"),
        "why": change.why,
        "undoes": change.undoes,
        "set": {m.setting.name: [m.before, m.after] for m in change.moved},
    }


def _change(entry: dict[str, object]) -> SettingsChange:
    moved = entry["set"]
    if not isinstance(moved, dict) or not isinstance(entry["number"], int):
        raise TypeError
    undoes = entry["undoes"]
    return SettingsChange(
        entry["number"],
        str(entry["who"]),
        datetime.fromisoformat(str(entry["when"])),
        str(entry["why"]),
        tuple(Moved(setting(n), _value(n, before), _value(n, after)) for n, (before, after) in moved.items()),
        undoes if isinstance(undoes, int) else None,
    )


def _value(name: str, found: object) -> Value:
    wants_words = setting(name).field is None
    value: Value = tuple(map(str, found)) if isinstance(found, list) else found  # type: ignore[assignment]
    if isinstance(value, tuple) is not wants_words or not (wants_words or type(value) is int):
        raise TypeError
    setting(name).put(Chosen(), value)
    return value


_MEANWHILE = Text(
    "Iemand anders heeft de instellingen net veranderd. Er is niets bewaard. Kijk eerst wat er nu staat.",
    "Somebody else changed the settings a moment ago. Nothing was kept. Look first at what stands now.",
)
_NOTHING = Text("Er is geen instelling om terug te zetten.", "There is no setting to put back.")
_NO_CHANGE = Text(
    "Er is geen verandering {number} van de instellingen. 'kaart settings --history' laat de nummers zien.",
    "There is no change {number} of the settings. 'kaart settings --history' shows the numbers.",
)
_ALREADY = Text(
    "Verandering {number} van de instellingen is al teruggezet door verandering {by}.",
    "Change {number} of the settings was put back already by change {by}.",
)
_BLOCKED = Text(
    "Verandering {number} van de instellingen kan niet terug: verandering {later} koos daarna iets anders. "
    "Zet eerst die terug.",
    "Change {number} of the settings cannot be put back: change {later} chose something else later. "
    "Put that one back first.",
)
