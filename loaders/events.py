"""Rows of an event log as events: cases and lokets as codes, instants, doubles, and an account of what is left out.

CSV and XES both deliver `Rows`; everything that a log can have wrong with it is settled here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.batch import Batch
from graph.columns import CaseColumns, Codes, EventColumns, Flags, Ints
from graph.instants import MISSING
from graph.pseudonyms import Door
from graph.text import Text
from loaders.column_notes import BAD_DATE, BAD_NUMBER, alike, format_notes
from loaders.date_columns import DateColumn, Dates
from loaders.ledger import Ledger
from loaders.numbers import IntegerColumn, Numbers
from loaders.options import Options
from loaders.problems import Reason
from loaders.words import WordColumn


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Some rows of a log, one cell a column; None where the log has no such column.

    `rows` are their numbers in the file. `digest` is equal for rows that are equal in all cells.
    """

    rows: Ints
    case: Sequence[str]
    time: Sequence[str]
    group: Sequence[str]
    digest: Ints
    household: Sequence[str] | None = None
    closed: Sequence[str] | None = None
    seq: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """A log that was read."""

    batch: Batch
    missing_loket: int
    known_doubles: int
    notes: tuple[Text, ...]


class EventReader:
    """Takes the rows of a log, file by file, and makes a batch of them."""

    def __init__(self, options: Options, ledger: Ledger) -> None:
        self._ledger = ledger
        sentinels = options.sentinels
        self._case, self._group, self._time = WordColumn(sentinels), WordColumn(sentinels), DateColumn(sentinels)
        self._household = WordColumn(sentinels) if options.household else None
        self._closed = DateColumn(sentinels) if options.closed else None
        self._seq = IntegerColumn(sentinels) if options.seq else None
        self._digests: list[Ints] = []

    def begin(self, file: str, columns: Mapping[str, str], *, is_event: bool = False) -> None:
        """The rows from here on stand in another file."""
        self._ledger.begin(file, columns, is_event=is_event)

    def add(self, chunk: Rows) -> None:
        """Take some rows."""
        self._case.add(chunk.case)
        self._group.add(chunk.group)
        self._time.add(chunk.time)
        for column, values in (
            (self._household, chunk.household),
            (self._closed, chunk.closed),
            (self._seq, chunk.seq),
        ):
            if column is not None and values is not None:
                column.add(values)
        self._digests.append(chunk.digest)
        self._ledger.add(chunk.rows)

    def settle(self, door: Door, source: str) -> Log:
        """The log as a batch, with pseudonyms for its cases and households.

        Raises
        ------
        CitizenNumber
            When the name of a loket holds a citizen service number.
        """
        cases, groups = self._case.settle(), self._group.settle()
        self._ledger.refuse_citizens(groups, "group")
        ids, case, loket = cases.all, cases.codes, groups.codes
        time = self._time.settle()
        closed = self._closed.settle() if self._closed else None
        numbers = self._seq.settle() if self._seq else None
        keep = self._good(case, time, closed, numbers)
        seq = numbers.values if numbers else np.full(len(keep), MISSING, dtype=np.int64)
        double = keep & (loket >= 0) & self._doubles(case, time, seq, loket)
        kept = np.flatnonzero(keep & ~double)
        used, case_of = np.unique(case[kept], return_inverse=True)
        keys = np.array(door.pseudonyms("case", [ids[i] for i in used], source), dtype=np.int64)
        table = CaseColumns.of(
            len(used),
            key=keys,
            household=self._households(door, source, keys, case_of, kept),
            **(_closings(closed, case_of, kept, len(used)) if closed else {}),
        )
        events = EventColumns(
            case=keys[case_of],
            at=time.at[kept],
            seq=seq[kept],
            loket=loket[kept],
            position=kept,
            dates=time.is_date[kept].astype(np.uint8),
        )
        return Log(
            Batch(words=groups.all, cases=table, events=events),
            missing_loket=int(np.count_nonzero(events.loket < 0)),
            known_doubles=int(np.count_nonzero(double)),
            notes=self._notes(time, closed, groups.all),
        )

    def _good(self, case: Codes, time: Dates, closed: Dates | None, seq: Numbers | None) -> Flags:
        """Which rows can be kept; the others are reported, each for the first thing that is wrong with it."""
        keep = self._ledger.all_kept()
        leave_out = self._ledger.leave_out
        leave_out(keep, case < 0, NO_CASE, "case")
        leave_out(keep, time.bad, BAD_DATE, "time", time.values)
        leave_out(keep, time.missing, NO_TIME, "time")
        if closed:
            leave_out(keep, closed.bad, BAD_DATE, "closed", closed.values)
        if seq:
            leave_out(keep, seq.bad, BAD_NUMBER, "seq", seq.texts)
        return keep

    def _doubles(self, case: Codes, time: Dates, seq: Ints, loket: Codes) -> Flags:
        """Rows that equal the row directly before them in their case in every cell."""
        digest = np.concatenate(self._digests) if self._digests else np.zeros(0, dtype=np.int64)
        double = np.zeros(len(digest), dtype=np.bool_)
        ordered = np.sort(digest)
        twice = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(twice):
            return double
        # Only the cases in which some row occurs twice are put in order.
        some = np.flatnonzero(np.isin(case, np.unique(case[np.isin(digest, twice)])))
        order = some[np.lexsort((some, seq[some], time.at[some], case[some]))]
        same = np.ones(max(0, len(order) - 1), dtype=np.bool_)
        for column in (case, time.at, seq, loket, digest):
            same &= column[order[1:]] == column[order[:-1]]
        double[order[1:][same]] = True
        return double

    def _households(self, door: Door, source: str, cases: Ints, case_of: Ints, kept: Ints) -> Ints:
        """The household of each case: the first that its rows name, else one of its own."""
        if self._household is None:
            return cases
        names = self._household.settle()
        household = names.codes
        keys = np.array([*door.pseudonyms("household", names.all, source), MISSING], dtype=np.int64)
        named = np.flatnonzero(household[kept] >= 0)[::-1]
        first = np.full(len(cases), -1, dtype=np.int64)
        first[case_of[named]] = household[kept][named]
        return np.where(first >= 0, keys[first], cases)

    def _notes(self, time: Dates, closed: Dates | None, lokets: Sequence[str]) -> tuple[Text, ...]:
        formats = {"time": time.format, "closed": closed.format if closed else None}
        return (*format_notes(self._ledger, formats), *alike(lokets))


def _closings(closed: Dates, case_of: Ints, kept: Ints, cases: int) -> dict[str, NDArray[np.generic]]:
    """The closing of each case: the last that its rows name."""
    at = np.full(cases, MISSING, dtype=np.int64)
    is_date = np.zeros(cases, dtype=np.uint8)
    named = np.flatnonzero(closed.at[kept] != MISSING)
    at[case_of[named]] = closed.at[kept][named]
    is_date[case_of[named]] = closed.is_date[kept][named]
    return {"closed": at, "dates": is_date << 1}


NO_CASE = Reason(
    Text("de rij noemt geen hulpvraag", "the row names no case"),
    Text(
        "de rij noemt geen hulpvraag. Vul het nummer van de hulpvraag in.",
        "the row names no case. Fill in the number of the case.",
    ),
)
NO_TIME = Reason(
    Text("er staat geen tijd", "there is no time"),
    Text(
        "er staat geen tijd. Vul een datum of een datum met tijd in.",
        "there is no time. Fill in a date or a date with a time.",
    ),
)
