"""Columns of dates: one format a column, day first where both fit, and said.

Values that are written alike (the same length, the same separators, digits elsewhere) are read at once as arrays;
what is left is read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.columns import Flags, Ints
from graph.instants import DAY, MISSING
from graph.text import Text
from loaders.civil import instants
from loaders.dates import (
    DAY_FIRST,
    EPOCH,
    MONTH_FIRST,
    SERIAL,
    WRITTEN,
    Read,
    read,
    written,
)
from loaders.options import Sentinels

_ABSENT = 128  # no value: fits every way
_ROUNDS = 8
_KEPT = 1_000
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """A column that was read. `at` is MISSING where a value is absent or bad; `bad` rows do not fit the format.

    `values` are the texts of the first thousand bad rows.
    """

    at: Ints
    is_date: Flags
    bad: Flags
    values: dict[int, str]
    format: Text | None

    @property
    def missing(self) -> Flags:
        """The rows without a date."""
        return np.asarray((self.at == MISSING) & ~self.bad)


class DateColumn:
    """Reads a column of dates a chunk at a time; the format is settled after the last."""

    def __init__(self, sentinels: Sentinels) -> None:
        self._sentinels = sentinels
        self._parts: list[_Part] = []
        self._kept: dict[int, dict[int, str]] = {}
        self._cache: dict[str, Read] = {}
        self._rows = 0

    def add(self, values: Sequence[str]) -> None:
        """Read some values."""
        part = _Part(values)
        for length, rows in _by_length(values):
            if length == 0:
                part.fits[rows] = _ABSENT
            else:
                self._same_length(part, rows, length)
        self._keep(part)
        self._parts.append(part.small())
        self._rows += len(values)

    def _same_length(self, part: _Part, rows: Ints, length: int) -> None:
        text = "".join([part.values[i] for i in rows.tolist()]) if len(rows) < len(part) else "".join(part.values)
        chars = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8).reshape(-1, length)
        columns = np.ascontiguousarray(chars.T)
        for _ in range(_ROUNDS):
            found = written(part.values[rows[0]])
            alike = _alike(found, columns) if found else np.zeros(len(rows), dtype=np.bool_)
            if found:
                _read_alike(found, columns[:, alike], part, rows[alike])
            alike[0] = True
            if not found:
                self._one_by_one(part, rows[:1])
            rows, columns = rows[~alike], columns[:, ~alike]
            if not len(rows):
                return
        self._one_by_one(part, rows)

    def _one_by_one(self, part: _Part, rows: Ints) -> None:
        for i in rows.tolist():
            value = part.values[i]
            found = self._cache.get(value)
            if found is None:
                found = self._read(value)
                if len(self._cache) < 100_000:
                    self._cache[value] = found
            part.set(i, found)

    def _read(self, value: str) -> Read:
        trimmed = value.strip()
        return Read(_ABSENT) if trimmed in self._sentinels else read(trimmed)

    def _keep(self, part: _Part) -> None:
        """Remember the texts of values that may turn out not to fit, by the ways that do fit them."""
        for fits in np.unique(part.fits).tolist():
            if fits in {_ABSENT}:
                continue
            kept = self._kept.setdefault(fits, {})
            if len(kept) < _KEPT:
                for i in np.flatnonzero(part.fits == fits)[: _KEPT - len(kept)].tolist():
                    kept[self._rows + i] = part.values[i]

    def settle(self) -> Dates:
        """The column, read in the way that fits most values; where two do, day first."""
        fits = _joined([p.fits for p in self._parts], np.uint8)
        at = _joined([p.at for p in self._parts], np.int64)
        ways = {way: int(np.count_nonzero(fits & way)) for way in (DAY_FIRST, MONTH_FIRST, SERIAL, EPOCH)}
        way = max(ways, key=lambda w: ways[w])
        if way == MONTH_FIRST:
            at = _joined([p.at if p.month_first is None else p.month_first for p in self._parts], np.int64)
        absent = fits == _ABSENT
        good = (fits & way) != 0
        rows = sorted(i for kind, kept in self._kept.items() if not kind & way for i in kept)[:_KEPT]
        texts = {i: text for kind, kept in self._kept.items() if not kind & way for i, text in kept.items()}
        return Dates(
            at=np.where(good, at, MISSING),
            is_date=good & _joined([p.is_date for p in self._parts], np.bool_),
            bad=~good & ~absent,
            values={i: texts[i] for i in rows},
            format=self._format(way, either=not (fits & WRITTEN == DAY_FIRST).any()) if ways[way] else None,
        )

    def _format(self, way: int, *, either: bool) -> Text:
        if way in {SERIAL, EPOCH}:
            return _SERIAL_FORMAT if way == SERIAL else _EPOCH_FORMAT
        if not any(p.numbers for p in self._parts):
            return _YEAR_FORMAT
        if way == MONTH_FIRST:
            return _MONTH_FORMAT
        return _EITHER_FORMAT if either else _DAY_FORMAT


class _Part:
    """One chunk of a column: for each value the ways that fit and its instants."""

    def __init__(self, values: Sequence[str]) -> None:
        n = len(values)
        self.values = values
        self.fits = np.zeros(n, dtype=np.uint8)
        self.at = np.zeros(n, dtype=np.int64)
        self.month_first: Ints | None = None
        self.is_date = np.zeros(n, dtype=np.bool_)
        self.numbers = False

    def __len__(self) -> int:
        return len(self.fits)

    def small(self) -> _Part:
        """The same without the texts."""
        self.values = ()
        return self

    def months(self) -> Ints:
        """The instants read month first, which few columns need."""
        if self.month_first is None:
            self.month_first = self.at.copy()
        self.numbers = True
        return self.month_first

    def set(self, i: int, found: Read) -> None:
        """Fill in one value."""
        self.fits[i], self.at[i], self.is_date[i] = found.fits, found.instant, found.is_date
        if found.numbers:
            self.months()[i] = found.month_first
        elif self.month_first is not None:
            self.month_first[i] = found.instant


def _joined(arrays: list[NDArray[np.generic]] | list[Ints] | list[Bytes] | list[Flags], dtype: type) -> NDArray:  # type: ignore[type-arg]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=dtype)


def _by_length(values: Sequence[str]) -> list[tuple[int, Ints]]:
    lengths = np.fromiter(map(len, values), dtype=np.int64, count=len(values))
    return [(length, np.flatnonzero(lengths == length)) for length in np.unique(lengths).tolist()]


_DIGITS = ("y", "m", "d", "a", "b", "y2", "h", "i", "s", "f")


def _alike(found: re.Match[str], columns: Bytes) -> Flags:
    """Which values have digits where this one has, and the same characters elsewhere but for the sign of a zone."""
    alike = np.ones(columns.shape[1], dtype=np.bool_)
    signs = {found.start("zone")} if (found["zone"] or "").startswith(("+", "-")) else set()
    for i, char in enumerate(found.string):
        if char.isdigit():
            alike &= columns[i] - np.uint8(48) <= 9
        elif i in signs:
            alike &= (columns[i] == ord("+")) | (columns[i] == ord("-"))
        else:
            alike &= columns[i] == ord(char)
    return alike


def _read_alike(found: re.Match[str], columns: Bytes, part: _Part, rows: Ints) -> None:
    """Read values that are written like one value."""
    groups = found.groupdict()
    part_of = {name: _number(columns, found.span(name)) for name in _DIGITS if groups.get(name)}
    time, timed = _time_of_day(found, columns, part_of)
    offset = _zone(found, columns)
    year = part_of["y"] if "y" in part_of else part_of["y2"]
    part.is_date[rows] = "h" not in part_of
    if "a" not in part_of:
        at, valid = instants(year, part_of["m"], part_of["d"], time, offset)
        part.at[rows], part.fits[rows] = at, np.where(valid & timed, WRITTEN, 0)
        if part.month_first is not None:
            part.month_first[rows] = at
        return
    months = part.months()
    a, b = part_of["a"], part_of["b"]
    part.at[rows], day_fits = instants(year, b, a, time, offset)
    months[rows], month_fits = instants(year, a, b, time, offset)
    part.fits[rows] = np.where(timed, day_fits * DAY_FIRST | month_fits * MONTH_FIRST, 0)


def _number(columns: Bytes, span: tuple[int, int]) -> Ints:
    value = np.zeros(columns.shape[1], dtype=np.int64)
    for i in range(*span):
        value = value * 10 + (columns[i] - np.uint8(48))
    return value


def _time_of_day(found: re.Match[str], columns: Bytes, part_of: dict[str, Ints]) -> tuple[Ints, Flags]:
    """Microseconds since midnight, and whether there is such a time."""
    zero = np.zeros(columns.shape[1], dtype=np.int64)
    hour, minute, second = (part_of.get(name, zero) for name in "his")
    micros = zero
    if "f" in part_of:
        start, end = found.span("f")
        micros = _number(columns, (start, min(end, start + 6))) * 10 ** max(0, 6 - (end - start))
    valid = (hour <= 23) & (minute <= 59) & (second <= 59)
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros, valid


def _zone(found: re.Match[str], columns: Bytes) -> Ints | int | None:
    """Microseconds that each value is ahead of UTC; None where the text says nothing. Nonsense is 100 days."""
    zone = found.groupdict().get("zone")
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    start, end = found.span("zone")
    hours = _number(columns, (start + 1, start + 3))
    minutes = _number(columns, (end - 2, end)) if end - start > 3 else np.zeros_like(hours)
    ahead = np.where((hours <= 23) & (minutes <= 59), (hours * 60 + minutes) * 60_000_000, 100 * DAY)
    return np.where(columns[start] == ord("-"), -ahead, ahead)


_YEAR_FORMAT = Text("jaar-maand-dag", "year-month-day")
_DAY_FORMAT = Text("dag-maand-jaar", "day-month-year")
_MONTH_FORMAT = Text("maand-dag-jaar", "month-day-year")
_EITHER_FORMAT = Text(
    "dag-maand-jaar (maand-dag-jaar past ook overal)", "day-month-year (month-day-year fits everywhere as well)"
)
_SERIAL_FORMAT = Text("dagnummer van Excel", "day number of Excel")
_EPOCH_FORMAT = Text("seconden of milliseconden sinds 1970", "seconds or milliseconds since 1970")
