"""The recipe of a municipality: the TOML files of a folder, with the truths that are planted worked into them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.errors import DataRefused, Unknown
from graph.text import Text
from loaders.generator.mistakes import in_shape, place_words, refuse
from loaders.generator.schema import PARTS
from loaders.generator.schema_truths import TRUTHS as TRUTHS_SHAPE

Table = dict[str, Any]

TRUTHS = "truths"
VERSION = 2
"""Of the generator: raise it when the same recipe and seed give another register than before."""


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """What is read of a recipe.

    Attributes
    ----------
    town, organisations, lokets, roles, problems, rates, stories
        The files, as they stand after every truth in `truths` has changed them.
    truths
        The planted truths by name; those that were removed are not there.
    removed
        For each truth that was removed: what stands in its place.
    digest
        Twelve hexadecimal digits that differ for another recipe.
    """

    town: Table
    organisations: Table
    lokets: Table
    roles: Table
    problems: Table
    rates: Table
    stories: Table
    truths: Table
    removed: Table
    digest: str

    @property
    def planted(self) -> Table:
        """Everything that shapes the register: the truths, and what stands in the place of those removed."""
        return self.truths | self.removed


def waterrijk() -> Traversable:
    """The folder of the demo municipality's recipe."""
    return files("data") / "waterrijk"


def read_recipe(folder: Traversable | None = None, without: Iterable[str] = ()) -> Recipe:
    """The recipe of a folder (that of Waterrijk when none is given), less some truths.

    Raises
    ------
    DataRefused
        When a file is absent or is no TOML, or the truths, which change the other files, are not what they must be.
    Unknown
        When there is no truth of a name in `without`.
    """
    place = waterrijk() if folder is None else folder
    texts = _texts(place)
    parts = {name: _parsed(name, text) for name, text in texts.items()}
    truths = parts.pop(TRUTHS)
    wrong = in_shape(TRUTHS_SHAPE, truths)
    refuse([_PLACED.format(where=place_words(TRUTHS, place), wrong=text) for place, text in wrong])
    gone = tuple(without)
    if unknown := [name for name in gone if name not in truths]:
        raise Unknown(_NO_TRUTH.format(name=", ".join(unknown), names=", ".join(truths)))
    kept = {name: truth for name, truth in truths.items() if name not in gone}
    removed = {name: truths[name]["removed"] for name in gone if "removed" in truths[name]}
    for truth in (*kept.values(), *removed.values()):
        for name, changes in truth.get("set", {}).items():
            parts[name] = merged(parts[name], changes)
    return Recipe(**parts, truths=kept, removed=removed, digest=_digest(texts, gone))


def recipe_digest(folder: Traversable | None = None) -> str:
    """The digest of a recipe (that of Waterrijk when none is given), without working it out."""
    return _digest(_texts(waterrijk() if folder is None else folder))


def _digest(texts: Mapping[str, str], without: Iterable[str] = ()) -> str:
    whole = "\x1f".join([str(VERSION), *texts.values(), *sorted(without)])
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def _texts(folder: Traversable) -> dict[str, str]:
    return {name: _text(folder, name) for name in (*PARTS, TRUTHS)}


def merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> Table:
    """A table with some values changed, at any depth; an empty table in `changes` takes the place of what was there."""
    result = dict(table)
    for name, value in changes.items():
        both = isinstance(value, dict) and bool(value) and isinstance(result.get(name), dict)
        result[name] = merged(result[name], value) if both else value
    return result


def _text(folder: Traversable, name: str) -> str:
    try:
        return (folder / f"{name}.toml").read_text(encoding="utf-8")
    except OSError as error:
        raise DataRefused(_ABSENT.format(file=f"{name}.toml", folder=folder)) from error


def _parsed(name: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataRefused(_NO_TOML.format(file=f"{name}.toml", why=error)) from error


_PLACED = Text("{where}: {wrong}", "{where}: {wrong}")
_ABSENT = Text(
    "Het recept is niet compleet: {file} ontbreekt in {folder}. Kopieer de map data/waterrijk en verander de kopie.",
    "The recipe is incomplete: {file} is missing in {folder}. Copy the folder data/waterrijk and change the copy.",
)
_NO_TOML = Text("{file}: dit is geen goede TOML ({why}).", "{file}: this is no valid TOML ({why}).")
_NO_TRUTH = Text(
    "Het recept heeft geen feit '{name}'. Kies uit: {names}.",
    "The recipe has no truth '{name}'. Choose from: {names}.",
)
