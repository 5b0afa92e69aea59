"""What taking back a change set means: which one it flips, and which later ones stand in the way.

Only changes of records stand or not. An undo flips the change set at its root; undoing the undo flips it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.changesets import ChangeKind, ChangeSet
from graph.errors import UndoBlocked, Unknown
from graph.text import Text


@dataclass(frozen=True, slots=True)
class Flip:
    """One undo.

    Attributes
    ----------
    target
        The change set that is taken back.
    root
        The change of records that flips with it: the target, or what the target undid.
    stands
        Whether the root stands afterwards.
    later
        The change sets that flipped or were made after the target, each with its root.
    """

    target: int
    root: int
    stands: bool
    later: tuple[tuple[int, int], ...]


def flipping(history: Sequence[ChangeSet], number: int | None) -> Flip:
    """The flip that undoes a change set; by default the last one that stands and is no undo.

    Raises
    ------
    Unknown
        When it is not there, or there is nothing to undo.
    UndoBlocked
        When it was an erasure, is undone already, or was flipped again later.
    """
    by_number = {c.number: c for c in history}
    target = by_number.get(number) if number is not None else _last(history)
    if target is None:
        raise Unknown(_NOTHING if number is None else _NO_CHANGE.format(number=number))
    if target.kind is ChangeKind.FORGET:
        raise UndoBlocked(_ERASED.format(number=target.number))
    if target.undone_by is not None:
        raise UndoBlocked(_ALREADY.format(number=target.number, by=target.undone_by))
    root = root_of(target, by_number)
    newest = max(c.number for c in history if root_of(c, by_number) == root)
    if target.undoes is not None and newest != target.number:
        raise blocked_by(target.number, [newest])
    stands = by_number[root].undone_by is not None
    return Flip(target.number, root, stands, _later(history, by_number, target.number, root))


def blocked_by(number: int, later: Iterable[int]) -> UndoBlocked:
    """What a person is told when later change sets build on one."""
    newest_first = sorted(set(later), reverse=True)
    return UndoBlocked(
        _BLOCKED.format(
            number=number,
            later=", ".join(str(n) for n in newest_first),
            commands=", ".join(f"'kaart undo {n}'" for n in newest_first),
        )
    )


def root_of(change: ChangeSet, by_number: dict[int, ChangeSet]) -> int:
    """The change of records at the end of a chain of undoes."""
    while change.undoes is not None:
        change = by_number[change.undoes]
    return change.number


def undone_by(undoes: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """For each change set that does not stand, the undo that stands; from (number, undoes), newest first."""
    result: dict[int, int] = {}
    for number, other in undoes:
        if other is not None and number not in result:
            result.setdefault(other, number)
    return result


def _last(history: Sequence[ChangeSet]) -> ChangeSet | None:
    untouchable = (ChangeKind.UNDO, ChangeKind.FORGET)
    return next((c for c in history if c.kind not in untouchable and c.undone_by is None), None)


def _later(
    history: Sequence[ChangeSet], by_number: dict[int, ChangeSet], target: int, root: int
) -> tuple[tuple[int, int], ...]:
    """Changes of records that stand otherwise than at the target, each behind the newest that made it so."""
    off_then = undone_by((c.number, c.undoes) for c in history if c.number <= target)
    newest: dict[int, int] = {}
    for change in history:
        newest.setdefault(root_of(change, by_number), change.number)
    return tuple(
        (number, other)
        for other, number in newest.items()
        if number > target
        and other != root
        and by_number[other].kind is not ChangeKind.FORGET
        and (by_number[other].undone_by is None) != (other <= target and other not in off_then)
    )


_NOTHING = Text(
    "Er is niets om ongedaan te maken. 'kaart changes' laat zien wat er gebeurd is.",
    "There is nothing to undo. 'kaart changes' shows what happened.",
)
_NO_CHANGE = Text(
    "Er is geen wijziging {number}. 'kaart changes' laat de nummers zien.",
    "There is no change set {number}. 'kaart changes' shows the numbers.",
)
_ERASED = Text(
    "Wijziging {number} heeft gegevens vergeten. Dat kan niet ongedaan worden gemaakt.",
    "Change set {number} erased data. That cannot be undone.",
)
_ALREADY = Text(
    "Wijziging {number} is al ongedaan gemaakt door wijziging {by}. "
    "Typ 'kaart undo {by}' om haar weer te laten gelden.",
    "Change set {number} was undone already by change set {by}. Type 'kaart undo {by}' to do it again.",
)
_BLOCKED = Text(
    "Wijziging {number} kan niet ongedaan worden gemaakt: wijziging {later} bouwt erop voort. "
    "Maak eerst die ongedaan, in deze volgorde: {commands}.",
    "Change set {number} cannot be undone: change set {later} builds on it. Undo first, in this order: {commands}.",
)
