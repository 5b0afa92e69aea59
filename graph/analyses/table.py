"""Tables in results: named columns of equal length, in an order that the result's docstring gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from graph.columns import Flags, Ints
from graph.instants import moment
from graph.pseudonyms import labels


class Column(Sequence[Any]):
    """A column that is written out only where somebody reads it; `codes` sort as its values do."""

    codes: NDArray[Any]

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        return self.written(self.codes[at]) if isinstance(at, slice) else self.written(self.codes[[at]])[0]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.written(self.codes))

    def written(self, codes: Ints) -> list[Any]:
        """The values of some codes."""
        raise NotImplementedError

    def take(self, order: Ints) -> Column:
        """The same column with its rows in another order."""
        raise NotImplementedError


class CaseIds(Column):
    """The pseudonyms of cases."""

    def __init__(self, keys: Ints) -> None:
        self.codes = keys

    def written(self, codes: Ints) -> list[str]:
        """The pseudonyms as a person sees them."""
        return labels("case", codes)

    def take(self, order: Ints) -> CaseIds:
        """The same column with its rows in another order."""
        return CaseIds(self.codes[order])


class Named(Column):
    """Names by their code, such as the ids of lokets; -1 is None. The names are in alphabetical order."""

    def __init__(self, names: NDArray[np.object_], codes: NDArray[Any]) -> None:
        self.names, self.codes = names, codes

    def written(self, codes: Ints) -> list[str | None]:
        """The names of some codes."""
        named: list[str | None] = np.array([*self.names, None], dtype=object)[codes].tolist()
        return named

    def take(self, order: Ints) -> Named:
        """The same column with its rows in another order."""
        return Named(self.names, self.codes[order])


class Instants(Column):
    """Instants as ISO 8601 in Europe/Amsterdam: a date where only the day is known, None where it is missing."""

    def __init__(self, codes: Ints, is_date: Flags) -> None:
        self.codes, self.is_date = codes, is_date

    def __iter__(self) -> Iterator[str | None]:
        return map(_iso, self.codes.tolist(), self.is_date.tolist())

    def __getitem__(self, at: int | slice) -> Any:
        """One instant, or a list of some."""
        if isinstance(at, slice):
            return list(Instants(self.codes[at], self.is_date[at]))
        return _iso(int(self.codes[at]), bool(self.is_date[at]))

    def take(self, order: Ints) -> Instants:
        """The same column with its rows in another order."""
        return Instants(self.codes[order], self.is_date[order])


def _iso(value: int, is_date: bool) -> str | None:
    at = moment(value)
    return None if at is None else at.date().isoformat() if is_date else at.isoformat()


class Parts(Column):
    """A list of rows in each row: rows `offsets[code]` to `offsets[code + 1]` of another table."""

    def __init__(self, table: Table, offsets: Ints, codes: Ints) -> None:
        self.table, self.offsets, self.codes = table, offsets, codes

    def written(self, codes: Ints) -> list[list[dict[str, Any]]]:
        """The rows that belong to each code."""
        if not len(codes):
            return []
        if len(codes) == 1:
            return [list(self.table.rows(slice(self.offsets[codes[0]], self.offsets[codes[0] + 1])))]
        rows = list(self.table.rows())
        return [rows[self.offsets[c] : self.offsets[c + 1]] for c in codes.tolist()]

    def take(self, order: Ints) -> Parts:
        """The same column with its rows in another order."""
        return Parts(self.table, self.offsets, self.codes[order])


@dataclass(frozen=True, eq=False)
class Table:
    """Rows in columns. Names are the words that a person and `--json` see (`from`, `to`, `hops`).

    Raises
    ------
    ValueError
        When the columns differ in length.
    """

    columns: dict[str, Sequence[Any] | NDArray[Any]]

    def __post_init__(self) -> None:
        if len({len(values) for values in self.columns.values()}) > 1:
            raise ValueError(f"columns of different lengths: {', '.join(self.columns)}")

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def __getitem__(self, name: str) -> list[Any]:
        return _plain(self.columns[name])

    def rows(self, part: slice = slice(None)) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries of plain values; NaN and a missing instant become None."""
        names = tuple(self.columns)
        for values in zip(*(_plain(c[part]) for c in self.columns.values()), strict=True):
            yield dict(zip(names, values, strict=True))

    def by(self, *keys: tuple[str, bool]) -> Table:
        """The rows sorted by some columns, each with whether the largest comes first; None last; stable."""
        if len(self) < 2:
            return self
        order = np.lexsort([_sortable(self.columns[name], largest) for name, largest in reversed(keys)])
        return Table({name: _taken(values, order) for name, values in self.columns.items()})


def _sortable(values: Sequence[Any] | NDArray[Any], largest_first: bool) -> NDArray[Any]:
    """Numbers that sort as the values should."""
    numbers = values.codes if isinstance(values, Column) else values
    if not isinstance(numbers, np.ndarray) or numbers.dtype.kind not in "iuf":
        place = {v: i for i, v in enumerate(sorted({v for v in numbers if v is not None}))}
        numbers = np.array([place[v] if v is not None else np.nan for v in numbers], dtype=np.float64)
    return -numbers if largest_first else numbers


def _taken(values: Sequence[Any] | NDArray[Any], order: Ints) -> Sequence[Any] | NDArray[Any]:
    if isinstance(values, Column):
        return values.take(order)
    return values[order] if isinstance(values, np.ndarray) else [values[i] for i in order.tolist()]


def _plain(values: Sequence[Any] | NDArray[Any]) -> list[Any]:
    if not isinstance(values, np.ndarray):
        return list(values)
    if values.dtype.kind == "f":
        return [None if v != v else v for v in values.tolist()]
    return list(values.tolist())
