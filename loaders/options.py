"""What a person may say about an import, and what counts as missing in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.codes import SENTINELS

As = Literal["tables", "events", "xes"]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `kaart import` and `kaart check`.

    `case`, `time`, `group`, `household`, `closed` and `seq` name columns (of XES: attributes) of an event log.
    `missing` replaces the default sentinels; compared trimmed and without case. An empty cell is always missing.
    """

    as_: As | None = None
    source: str | None = None
    case: str | None = None
    time: str | None = None
    group: str | None = None
    household: str | None = None
    closed: str | None = None
    seq: str | None = None
    missing: tuple[str, ...] | None = None

    @property
    def names_columns(self) -> bool:
        """Whether a column of an event log is named."""
        return any((self.case, self.time, self.group, self.household, self.closed, self.seq))

    @property
    def sentinels(self) -> Sentinels:
        """The values that mean "missing"."""
        return Sentinels(SENTINELS if self.missing is None else self.missing)


class Sentinels:
    """Values that mean "missing", compared trimmed and without case."""

    def __init__(self, words: tuple[str, ...] = SENTINELS) -> None:
        self._words = frozenset(["", *(w.strip().casefold() for w in words)])

    def __contains__(self, value: str) -> bool:
        return value.strip().casefold() in self._words

    def among(self, values: Iterable[str]) -> set[str]:
        """Those of some values that mean "missing"."""
        words = self._words
        return {value for value in values if value.strip().casefold() in words}
