"""The account of the rows of one table or log: where each stands, and why some are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.columns import Flags, Ints
from loaders.citizen_numbers import names_a_citizen, refuse_name
from loaders.problems import Place, Problems, Reason
from loaders.words import Words


@dataclass(frozen=True, slots=True)
class _File:
    start: int
    name: str
    columns: Mapping[str, str]
    is_event: bool


class Ledger:
    """Numbers rows from 0 over all files; knows their file, row and the names of their columns."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._files: list[_File] = []
        self._parts: list[Ints] = []
        self._row_numbers: Ints | None = None
        self.rows = 0

    def begin(self, file: str, columns: Mapping[str, str], *, is_event: bool = False) -> None:
        """The rows from here on stand in another file, where fields are columns of these names."""
        self._files.append(_File(self.rows, file, columns, is_event))

    def add(self, rows: Ints) -> None:
        """Take the numbers of some rows in their file."""
        self._parts.append(rows)
        self.rows += len(rows)

    def all_kept(self) -> Flags:
        """A mark for every row that it is kept, as yet."""
        return np.ones(self.rows, dtype=np.bool_)

    def leave_out(
        self,
        keep: Flags,
        wrong: Flags,
        reason: Reason,
        field: str | None,
        values: Mapping[int, str] | None = None,
        **more: object,
    ) -> None:
        """Take rows out of `keep` and report them, with their value where it may be shown."""
        fresh = np.flatnonzero(wrong & keep)
        keep[fresh] = False
        self._problems.count(reason, len(fresh))
        for i in fresh[: self._problems.room(reason)].tolist():
            value = None if values is None else values.get(i, "")
            self._problems.tell(reason, self.place(i, field), value, **more)

    def place(self, i: int, field: str | None = None) -> Place:
        """Where a row stands."""
        file = next(f for f in reversed(self._files) if f.start <= i)
        column = None if field is None else file.columns.get(field, field)
        return Place(file.name, self.row(i), column, file.is_event)

    def refuse_citizens(self, words: Words, field: str) -> None:
        """Nothing can be taken when a name in a column of this field holds a citizen service number.

        Raises
        ------
        CitizenNumber
            With the first row of that name.
        """
        if (code := names_a_citizen(words.all)) is not None:
            raise refuse_name(self.place(int(np.argmax(words.codes == code)), field))

    def row(self, i: int) -> int:
        """The number of a row in its file."""
        if self._row_numbers is None or len(self._row_numbers) != self.rows:
            self._row_numbers = np.concatenate(self._parts)
        return int(self._row_numbers[i])

    @property
    def names(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Each file with the names of its columns."""
        return tuple((f.name, f.columns) for f in self._files)
