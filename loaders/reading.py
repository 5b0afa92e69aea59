"""What a reading of files gives: a batch for the store, and an account of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.batch import Batch
from graph.columns import Ints
from graph.sources import SourceKind
from graph.text import Text
from loaders.problems import Problem, Reason

NameSource = Callable[[SourceKind, str], str]
"""Gives the name of the source of an import, from its kind and the name that its files suggest."""

KnownCases = Callable[[], Ints]
"""The pseudonyms of the cases that the store holds already."""


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything that was in the files.

    Attributes
    ----------
    source, kind
        The source that the rows belong to.
    read
        All rows: those in the batch, `known_doubles`, and those of `reasons`.
    missing_loket
        Rows without a loket. They are in the batch, as rows that say only that something happened.
    known_doubles
        Rows that stand in the files twice, to the letter.
    problems
        Rows that are left out, at most a thousand of each reason.
    reasons
        How many rows are left out for each reason; a row counts for its first.
    notes
        How the files were read: formats of dates, letters, separators, columns that were guessed or ignored.
    """

    source: str
    kind: SourceKind
    batch: Batch
    read: int
    missing_loket: int
    known_doubles: int
    problems: tuple[Problem, ...]
    reasons: Mapping[Reason, int]
    notes: tuple[Text, ...]

    @property
    def in_batch(self) -> int:
        """The rows in the batch that are not without a loket."""
        return self.read - self.known_doubles - self.missing_loket - sum(self.reasons.values())
