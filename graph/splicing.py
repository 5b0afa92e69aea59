"""Putting newer rows in the place of older ones, in columns of millions of rows of which nearly all stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.columns import Columns, Ints

C = TypeVar("C", bound=Columns)
_PIECES = 5_000


@dataclass(frozen=True, eq=False)
class Splice:
    """Groups of rows, in order: rows `start` to `stop` of the older make room for `first` to `last` of the newer.

    Every newer row belongs to a group, and so do the older ones that go; `length` is the number of older rows.
    """

    start: Ints
    stop: Ints
    first: Ints
    last: Ints
    length: int

    @classmethod
    def of_keys(cls, old: Ints, cut: Ints, new: Ints) -> Splice:
        """Of rows sorted by key: those of the keys in `cut` go, those of `new` come. A key is a group."""
        keys = np.union1d(cut, new)
        start, stop = np.searchsorted(old, keys), np.searchsorted(old, keys, side="right")
        return cls(start, stop, np.searchsorted(new, keys), np.searchsorted(new, keys, side="right"), len(old))

    def of_rows(self, old: NDArray[Any], new: NDArray[Any]) -> Splice:
        """Of rows sorted by the row of this splice that they belong to, which `old` and `new` say."""

        def begin(rows: NDArray[Any], at: Ints) -> Ints:
            return np.searchsorted(rows, at.astype(rows.dtype))

        return Splice(
            begin(old, self.start), begin(old, self.stop), begin(new, self.first), begin(new, self.last), len(old)
        )

    def of_offsets(self, old: Ints, new: Ints) -> Splice:
        """The same, where `old` and `new` say at which row those of each row of this splice begin."""
        return Splice(old[self.start], old[self.stop], new[self.first], new[self.last], int(old[-1]))

    @cached_property
    def cut(self) -> Ints:
        """The older rows that go."""
        return _ranges(self.start, self.stop - self.start)

    @cached_property
    def shift(self) -> Ints:
        """How far the older rows before each group move, and those after the last; length groups + 1."""
        return np.append(0, np.cumsum((self.last - self.first) - (self.stop - self.start)))

    @cached_property
    def moves(self) -> bool:
        """Whether any older row gets another number."""
        return bool(((self.last - self.first) != (self.stop - self.start)).any())

    @property
    def places(self) -> Ints:
        """The row that each newer one becomes."""
        return _ranges(self.start + self.shift[:-1], self.last - self.first)

    def column(self, old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        """One column; the older one itself where the newer rows say the same."""
        if not self.moves and np.array_equal(old[self.cut], new):
            return old
        if len(self.start) > _PIECES:
            return np.concatenate([old, new])[self._order]
        pieces = [old[: self.start[0]]]
        ends = np.append(self.start[1:], self.length)
        for stop, end, first, last in zip(*(a.tolist() for a in (self.stop, ends, self.first, self.last)), strict=True):
            pieces += (new[first:last], old[stop:end])
        return np.concatenate(pieces)

    def columns(self, old: C, new: C, **given: NDArray[Any]) -> C:
        """All columns of a table, but for those that are given."""
        rest = (name for name in vars(old) if name not in given)
        return type(old)(**given, **{name: self.column(getattr(old, name), getattr(new, name)) for name in rest})

    def references(self, old: NDArray[Any], new: NDArray[Any], other: Splice) -> NDArray[Any]:
        """A column of rows of another table that is spliced over the same groups; -1 stays."""
        result = self.column(old, np.append(other.places, -1)[new].astype(old.dtype))
        if not other.moves:
            return result
        by = np.zeros(2 * len(self.start) + 1, dtype=old.dtype)
        by[::2] = other.shift
        moved = np.repeat(by, self._lengths)
        moved += result
        np.copyto(moved, -1, where=result < 0)
        return moved

    @property
    def _lengths(self) -> Ints:
        """Rows before the first group, of it, between it and the second, of that, ..."""
        lengths = np.empty(2 * len(self.start) + 1, dtype=np.int64)
        lengths[::2] = np.append(self.start, self.length) - np.append(0, self.stop)
        lengths[1::2] = self.last - self.first
        return lengths

    @cached_property
    def _order(self) -> Ints:
        """Which of the older rows, and of the newer ones behind these, comes where."""
        begin = np.zeros(2 * len(self.start) + 1, dtype=np.int64)
        begin[2::2], begin[1::2] = self.stop, self.length + self.first
        return _ranges(begin, self._lengths)


def _ranges(start: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, so many each."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(start - before, lengths) + np.arange(int(lengths.sum()))
