"""The demo municipality in a database."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.changesets import ChangeKind, ChangeSet
from graph.errors import UndoBlocked, UsageRefused
from graph.pseudonyms import Door
from graph.store import Store
from graph.text import Text
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.importing import Report, import_into
from loaders.masks import shown
from loaders.options import Options

SOURCE = "waterrijk"
SEED = 1

Progress = Callable[[int, int], None]


def fill(store: Store, door: Door, *, who: str, progress: Progress | None = None) -> Report:
    """Bring the demo municipality into a store; what an earlier version of it brought in is taken back first.

    Raises
    ------
    UsageRefused
        When the store holds anything else, which invented households may not stand among; or when work of a person
        builds on the earlier version, and would be lost with it.
    """
    recipe = read_recipe()
    name = f"{SOURCE}-{recipe.digest}"
    kept = shown(name)
    _refuse_other_data(store)
    for change in _standing(store):
        if change.why != kept:
            _take_back(store, change, who, kept)
    with TemporaryDirectory(prefix="verwijskaart-") as place:
        # The folder's name becomes the reason of the change, by which a later version knows its own.
        folder = Path(place) / name
        generate(recipe, size_of(recipe), SEED, folder)
        return import_into(store, [folder], Options(as_="tables", source=SOURCE), door, who=who, progress=progress)


def _standing(store: Store) -> list[ChangeSet]:
    """The imports that stand."""
    return [c for c in store.changes() if c.kind is ChangeKind.IMPORT and c.undone_by is None]


def _refuse_other_data(store: Store) -> None:
    """Refuse a store with imports that are none of ours."""
    others = [c for c in _standing(store) if c.source != SOURCE or not _OURS.fullmatch(c.why)]
    if others:
        named = dict.fromkeys(f"{c.source or '-'} (#{c.number})" for c in others)
        raise UsageRefused(_OTHER_DATA.format(sources=", ".join(named)))


def _take_back(store: Store, change: ChangeSet, who: str, why: str) -> None:
    try:
        store.undo(change.number, who=who, why=why)
    except UndoBlocked as blocked:
        raise UsageRefused(_BLOCKED.format(why=blocked.text)) from blocked


_OURS = re.compile(rf"{SOURCE}-[0-9a-f*]{{12}}")
"""The reasons of the imports of this module: the digest of a recipe, of which a long run of digits is masked."""
_OTHER_DATA = Text(
    "In deze database staan al andere gegevens: {sources}. De verzonnen gezinnen van de demo horen daar niet tussen. "
    "Er is niets veranderd. Kies een nieuwe database: kaart demo --db BESTAND",
    "This database already holds other data: {sources}. The invented households of the demo do not belong among them. "
    "Nothing was changed. Choose a new database: kaart demo --db FILE",
)
_BLOCKED = Text(
    "{why} De nieuwe demo zou dat werk weggooien. Er is niets veranderd. "
    "Kies een nieuwe database: kaart demo --db BESTAND",
    "{why} The new demo would throw that work away. Nothing was changed. Choose a new database: kaart demo --db FILE",
)
