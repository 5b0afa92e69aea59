"""Columns of words as codes: what a word is worth is settled once a word, not once a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from unicodedata import normalize

import numpy as np

from graph.columns import Codes, Flags, Ints
from loaders.options import Sentinels


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A column that was read: its words, trimmed, and the code of each row; -1 where it is missing."""

    all: tuple[str, ...]
    codes: Codes

    @property
    def missing(self) -> Flags:
        """The rows without a word."""
        return self.codes < 0

    def numbers(self, number: Callable[[str], int | None]) -> tuple[Ints, Flags, dict[int, str]]:
        """What each row's word is worth (0 where it is missing), the rows with a word of no worth, and those words."""
        worth = [number(word) for word in self.all]
        table = np.array([*(w or 0 for w in worth), 0], dtype=np.int64)
        wrong = np.array([*(w is None for w in worth), False], dtype=np.bool_)
        bad = wrong[self.codes]
        return table[self.codes], bad, {i: self.all[self.codes[i]] for i in np.flatnonzero(bad)[:1_000].tolist()}


class WordColumn:
    """Reads a column of words a chunk at a time."""

    def __init__(self, sentinels: Sentinels) -> None:
        self._sentinels = sentinels
        self._codes: defaultdict[str, int] = defaultdict(count().__next__)
        self._parts: list[Codes] = []

    def add(self, values: Sequence[str]) -> None:
        """Read some values."""
        self._parts.append(np.fromiter(map(self._codes.__getitem__, values), dtype=np.int32, count=len(values)))

    def settle(self) -> Words:
        """The column."""
        words: dict[str, int] = {}
        table = np.full(len(self._codes) + 1, -1, dtype=np.int32)
        missing = self._sentinels.among(self._codes)
        for raw, code in self._codes.items():
            if raw not in missing:
                table[code] = words.setdefault(_plain(raw), len(words))
        codes = table[np.concatenate(self._parts)] if self._parts else np.zeros(0, dtype=np.int32)
        return Words(tuple(words), codes)


def _plain(raw: str) -> str:
    """A word without the mark that two files put together leave in the middle, and its accents written in one way."""
    return normalize("NFC", raw.strip().strip("\ufeff").strip())
