"""Citizen service numbers (BSN): a column that holds them stops the import, also when it is not used.

A value counts when it has nine digits (or eight: a leading zero got lost) and passes the elf-test. A column counts when
at least half of its values do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from graph.errors import CitizenNumber
from graph.text import Text
from loaders.masks import shown
from loaders.problems import Place

_WEIGHTS = np.array((9, 8, 7, 6, 5, 4, 3, 2, -1))
# Nine digits may be parted as people write them; eight parted digits are a date. Excel writes whole numbers with ".0".
# This is searched for in every column, so nothing is tried twice (`?+`).
_VALUE = re.compile(r"\n *+([0-9](?:[ .\-]?+[0-9]){8}|[0-9]{8})(?:[.,]0)?+ *+(?=\n)")
_LENGTHS = range(8, 18)
_COMPACT_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_PARTS = str.maketrans("", "", " .-")
# Within a name: nine digits, in one or parted as people do; not the end of a telephone number such as +31 612345678.
_PARTED = r"(?<![0-9][ .\-])(?:[0-9]{4}([ .\-])[0-9]{2}\2|[0-9]{3}([ .\-])[0-9]{3}\3)[0-9]{3}(?![ .\-][0-9])"
_WITHIN = re.compile(rf"(?<![0-9])(?<!\+[0-9]{{2}}[ .\-])([0-9]{{9}}|{_PARTED})(?![0-9])")


def is_citizen_number(value: str) -> bool:
    """Whether a value can be a BSN. Eight digits that write a date (20240102) are that date."""
    return count_citizen_numbers((value,)) == 1


def count_citizen_numbers(values: Sequence[str]) -> int:
    """How many values can be a BSN."""
    # One search through all of them costs a fifth of a match a value.
    found = [v.translate(_PARTS) for v in _VALUE.findall("\n" + "\n".join(values) + "\n")]
    nines = "".join(v.zfill(9) for v in found if len(v) == 9 or not _COMPACT_DATE.fullmatch(v))
    digits = np.frombuffer(nines.encode(), dtype=np.uint8).reshape(-1, 9).astype(np.int64) - ord("0")
    passes = (digits @ _WEIGHTS) % 11 == 0
    return int(np.count_nonzero(passes & digits.any(axis=1)))


def names_a_citizen(names: Sequence[str]) -> int | None:
    """Which of some names (each once) holds a BSN of nine digits, the first; None when none does.

    Names that are nothing but nine digits are numbers of a system of its own where most of them are no BSN: of any
    such numbers one in eleven passes the elf-test.
    """
    found = [(i, name == m[1], is_citizen_number(m[1])) for i, name in enumerate(names) for m in _WITHIN.finditer(name)]
    bare = [passes for _, is_bare, passes in found if is_bare]
    is_system = 2 * sum(bare) < len(bare)
    return next((i for i, is_bare, passes in found if passes and not (is_bare and is_system)), None)


class CitizenWatch:
    """Counts, for one column, its values and those that can be a BSN."""

    def __init__(self) -> None:
        self.values = 0
        self.numbers = 0

    def add(self, values: Sequence[str], missing: int = 0) -> None:
        """Look at some values, of which some are missing."""
        self.values += len(values) - missing
        # Few columns have any value of these lengths: the others cost one look.
        if not set(map(len, values)).isdisjoint(_LENGTHS):
            self.numbers += count_citizen_numbers(values)

    @property
    def found(self) -> bool:
        """Whether the column holds citizen service numbers."""
        return self.numbers > 0 and 2 * self.numbers >= self.values


def refuse(file: str, column: str) -> CitizenNumber:
    """The error for a column of citizen service numbers."""
    return CitizenNumber(_FOUND.format(file=shown(file), column=shown(column)))


def refuse_name(place: Place) -> CitizenNumber:
    """The error for a name that holds a citizen service number."""
    return CitizenNumber(_NAMED.format(place=place.text))


_NAMED = Text(
    "{place}: in deze naam staat een burgerservicenummer (BSN). Er is niets ingelezen. "
    "Haal het nummer uit de naam en probeer het opnieuw.",
    "{place}: this name holds a citizen service number (BSN). Nothing was imported. "
    "Take the number out of the name, and try again.",
)
_FOUND = Text(
    "{file}: in kolom '{column}' staan burgerservicenummers (BSN). Er is niets ingelezen. "
    "Haal deze kolom weg, of vervang elk nummer door een eigen nummer zonder betekenis, en probeer het opnieuw.",
    "{file}: column '{column}' holds citizen service numbers (BSN). Nothing was imported. "
    "Remove this column, or replace each number by a meaningless number of your own, and try again.",
)
