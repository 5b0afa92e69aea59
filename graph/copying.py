"""Moving house: a whole database, with its past, from one store to another; `graph/stores` read and write it.

The copy is checked before anybody sees it: both sides are brought in one form and its digest is compared.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.canonical import Canon, canon
from graph.changesets import ChangeSet
from graph.erasure import Persons
from graph.errors import KeyMismatch, StoreBroken, UsageRefused
from graph.hooks import Progress
from graph.instants import instant
from graph.past import Past
from graph.publishing import keep_without, kept
from graph.store import Store
from graph.text import Text


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: what both sides hold, and the version that was copied.

    `again` is True when the target held the same already; then nothing was written.
    """

    source: Canon
    target: Canon
    version: int
    again: bool


def copy(source: Store, target: Store, progress: Progress | None = None) -> Copied:
    """Copies everything that a store holds to another, which is empty or holds an earlier copy of the same.

    Parameters
    ----------
    progress
        Told how many rows are written of how many.

    Raises
    ------
    UsageRefused
        When both are the same place, the source holds nothing, or the target holds something else; nothing is written.
    KeyMismatch
        When they do not have the same key of pseudonyms; nothing is written.
    StoreBroken
        When the copy differs from the source; the target is then as it was, or empty.
    """
    _refuse(source, target)
    past = source.past()
    mine = canon(past)
    if not target.is_blank and target.version == past.version:
        theirs = canon(target.past())
        if theirs == mine:
            carry_published(source, target)
            return Copied(mine, theirs, past.version, again=True)
    with target.taking(past, lambda: admit(past, target), _telling(progress, past.size)):
        theirs = _checked(mine, target)
    carry_published(source, target)
    return Copied(mine, theirs, past.version, again=False)


def _refuse(source: Store, target: Store) -> None:
    if same_place(source, target):
        raise UsageRefused(SAME_PLACE)
    doors = [store.door.check() if store.door else None for store in (source, target)]
    if doors[0] is None or doors[0] != doors[1]:
        raise KeyMismatch(_OTHER_KEY)
    if not source.version:
        raise UsageRefused(_NOTHING)
    if not target.is_blank and not is_earlier(target.changes(), source.changes()):
        raise UsageRefused(_NOT_EMPTY)


def same_place(source: Store, target: Store) -> bool:
    """Whether two stores are one: what is kept beside them lies in one folder."""
    places = [store.cache_folder.resolve() if store.cache_folder else None for store in (source, target)]
    return source is target or (places[0] is not None and places[0] == places[1])


def is_earlier(some: tuple[ChangeSet, ...], whole: tuple[ChangeSet, ...]) -> bool:
    """Whether a history is the beginning of another: the same change sets, made at the same microsecond."""
    known = {_mark(change) for change in whole}
    return bool(some) and all(_mark(change) in known for change in some)


def _mark(change: ChangeSet) -> tuple[int, str, int, int | None]:
    # Not who and why: an erasure may have blanked them since.
    return change.number, str(change.kind.value), instant(change.when), change.undoes


def admit(past: Past, target: Store) -> None:
    """Looks once more, when nobody else can write there any more.

    Raises
    ------
    UsageRefused
        When the target holds something else than an earlier copy.
    """
    if target.is_blank:
        return
    known = {(c.number, c.kind, c.made, c.undoes) for c in past.changes}
    changes = target.changes()
    if not changes or not known.issuperset(_mark(c) for c in changes):
        raise UsageRefused(_NOT_EMPTY)


def _checked(mine: Canon, target: Store) -> Canon:
    theirs = canon(target.past())
    if theirs != mine:
        raise StoreBroken(_DIFFERS.format(source=mine.digest[:16], target=theirs.digest[:16]))
    return theirs


def carry_published(source: Store, target: Store) -> None:
    """Keeps the published versions of one store beside the other too: from these others get their figures."""
    keep_without(target, kept(source), Persons())


def carry_file(source: Path | None, target: Path | None) -> bool:
    """Copies a file that stands beside a database, where the other has none; only the owner can read it."""
    if source is None or target is None or not source.exists() or target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        half.touch(mode=0o600)
        half.write_bytes(source.read_bytes())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return True


def _telling(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def told(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress(done, total)

    return told


SAME_PLACE = Text(
    "De bron en het doel zijn dezelfde database. Noem met --to een andere plaats.",
    "The source and the target are the same database. Name another place with --to.",
)
_OTHER_KEY = Text(
    "De bron en het doel hebben niet dezelfde sleutel van de schuilnamen. Er is niets geschreven. "
    "Zet bij allebei dezelfde sleutel in KAART_KEY of in het sleutelbestand.",
    "The source and the target do not have the same key of pseudonyms. Nothing was written. "
    "Use the same key for both, in KAART_KEY or in the key file.",
)
_NOTHING = Text(
    "In de bron staat nog niets. Er is niets geschreven. Kijk na welke database je noemt met --from.",
    "There is nothing in the source yet. Nothing was written. Check which database you name with --from.",
)
_NOT_EMPTY = Text(
    "In het doel staan al andere gegevens, of wijzigingen die de bron niet heeft. Er is niets geschreven. "
    "Noem met --to een lege database, of een eerdere kopie van dezelfde bron.",
    "The target holds other data already, or changes that the source does not have. Nothing was written. "
    "Name an empty database with --to, or an earlier copy of the same source.",
)
_DIFFERS = Text(
    "De kopie is niet gelijk aan de bron ({source} en {target}), en wordt niet bewaard. De bron is onveranderd. "
    "Probeer het opnieuw; gaat het weer mis, meld het dan.",
    "The copy is not equal to the source ({source} and {target}), and is not kept. The source is as it was. "
    "Try again; when it goes wrong again, tell us.",
)
