"""The demo municipality in a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.changesets import ChangeKind
from graph.pseudonyms import Door
from graph.store import Store
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.importing import Report, import_into
from loaders.options import Options

SOURCE = "waterrijk"
SEED = 1

Progress = Callable[[int, int], None]


def fill(store: Store, door: Door, *, who: str, progress: Progress | None = None) -> Report:
    """Bring the demo municipality into a store; what an earlier version of it brought in is taken back first.

    Raises
    ------
    UndoBlocked
        When later changes build on the earlier version; the message names them.
    """
    recipe = read_recipe()
    name = f"{SOURCE}-{recipe.digest}"
    for change in store.changes():
        stands = change.kind is ChangeKind.IMPORT and change.source == SOURCE and change.undone_by is None
        if stands and change.why != name:
            store.undo(change.number, who=who, why=name)
    with TemporaryDirectory(prefix="verwijskaart-") as place:
        # The folder's name becomes the reason of the change, by which a later version knows its own.
        folder = Path(place) / name
        generate(recipe, size_of(recipe), SEED, folder)
        return import_into(store, [folder], Options(as_="tables", source=SOURCE), door, who=who, progress=progress)
