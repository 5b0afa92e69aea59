"""Columns of numbers."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns import Flags
from graph.instants import MISSING
from loaders.options import Sentinels

# Excel writes whole numbers as 3.0 now and then.
_WHOLE = re.compile(r"([+-]?\d{1,18})(?:[.,]0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A column that was read: `values` (MISSING or NaN where absent), the rows that hold no number, and their texts."""

    values: NDArray[Any]
    missing: Flags
    bad: Flags
    texts: dict[int, str]


class _NumberColumn(ABC):
    """Reads a column of numbers a chunk at a time."""

    dtype: type
    absent: float

    def __init__(self, sentinels: Sentinels) -> None:
        self._sentinels = sentinels
        self._parts: list[NDArray[Any]] = []
        self._bad: dict[int, str] = {}
        self._rows = 0

    @abstractmethod
    def _number(self, text: str) -> float | None: ...

    def add(self, values: Sequence[str]) -> None:
        """Read some values."""
        numbers: NDArray[Any] = np.full(len(values), self.absent, dtype=self.dtype)
        if any(values):
            for i, value in enumerate(values):
                number = self._number(value.strip())
                if number is not None:
                    numbers[i] = number
                elif value not in self._sentinels:
                    self._bad[self._rows + i] = value
        self._parts.append(numbers)
        self._rows += len(values)

    def settle(self) -> Numbers:
        """The column."""
        values = np.concatenate(self._parts) if self._parts else np.zeros(0, dtype=self.dtype)
        bad = np.zeros(len(values), dtype=np.bool_)
        bad[list(self._bad)] = True
        absent = np.isnan(values) if self.dtype is np.float64 else values == self.absent
        return Numbers(values, absent & ~bad, bad, self._bad)


class IntegerColumn(_NumberColumn):
    """A column of whole numbers."""

    dtype = np.int64
    absent = MISSING

    def _number(self, text: str) -> int | None:
        found = _WHOLE.fullmatch(text)
        return int(found[1]) if found else None


class DecimalColumn(_NumberColumn):
    """A column of numbers, with a point or a comma before the decimals."""

    dtype = np.float64
    absent = np.nan

    def _number(self, text: str) -> float | None:
        return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None
