"""Rows of the register for Neo4j: in the exact form of the snapshot (bytes), and as properties that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.codes import Code, Domain, Origin, Outcome, Purpose, Status
from graph.columns import CaseColumns, Columns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.derive import Derived
from graph.pseudonyms import labels

C = TypeVar("C", bound=Columns)
Row = list[Any]
"""The values of one row, in the order in which its statement takes them."""

CASE_DATES = ("opened", "closed", "logged")
_REFERRAL_DATES = ("sent", "picked_up", "status_at", "feedback")


def layout(kind: type[Columns]) -> np.dtype[Any]:
    """How a row of a kind lies in bytes."""
    return np.dtype([(f.name, f.metadata["dtype"].newbyteorder("<")) for f in fields(kind)])  # type: ignore[arg-type]


def packed(columns: Columns) -> bytes:
    """All rows behind each other."""
    rows = np.empty(len(columns), dtype=layout(type(columns)))
    for name in rows.dtype.names or ():
        rows[name] = getattr(columns, name)
    return rows.tobytes()


def pieces(columns: Columns) -> list[bytes]:
    """Each row apart."""
    whole, size = packed(columns), layout(type(columns)).itemsize
    return [whole[i : i + size] for i in range(0, len(whole), size)]


def unpacked(kind: type[C], rows: bytes) -> C:
    """Columns from rows behind each other."""
    table = np.frombuffer(rows, dtype=layout(kind))
    types = {f.name: f.metadata["dtype"] for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: table[name].astype(types[name]) for name in types})


@dataclass(frozen=True, eq=False)
class Stamps:
    """Who made each row, and who ended it and was undone since; `ended` None means nobody."""

    born: Sequence[int]
    ended: Sequence[list[int] | None]

    @classmethod
    def new(cls, number: int, rows: int) -> Stamps:
        """Rows that a change set makes."""
        return cls([number] * rows, [None] * rows)


@dataclass(frozen=True)
class Names:
    """What codes mean: words by their keys, and name and kind of the sources by their numbers."""

    words: dict[int, str]
    sources: dict[int, tuple[str, str]]

    def of(self, codes: NDArray[Any]) -> list[str | None]:
        """The words of some codes, None where missing."""
        return [self.words.get(code) for code in codes.tolist()]


def household_rows(homes: HouseholdColumns, stamps: Stamps, names: Names) -> list[Row]:
    """Households: id, area, composition, row, born, ended."""
    return _rows(
        labels("household", homes.key),
        names.of(homes.area),
        names.of(homes.composition),
        pieces(homes),
        stamps.born,
        stamps.ended,
    )


def case_rows(cases: CaseColumns, stamps: Stamps, names: Names) -> list[Row]:
    """Cases: id, household, entry, opened, closed, outcome, domains, source, kind, dates, row, born, ended."""
    sources = [names.sources.get(number, (None, None)) for number in cases.source.tolist()]
    return _rows(
        labels("case", cases.key),
        labels("household", cases.household),
        names.of(cases.entry),
        given(cases, "opened"),
        given(cases, "closed"),
        _codes(Outcome, cases.outcome),
        _domains(cases.domains),
        [name for name, _ in sources],
        [kind for _, kind in sources],
        date_names(cases.dates, CASE_DATES),
        pieces(cases),
        stamps.born,
        stamps.ended,
    )


def referral_rows(sent: ReferralColumns, stamps: Stamps, names: Names) -> list[Row]:
    """Referrals, in the order of `add_referrals`."""
    return _rows(
        labels("referral", sent.key),
        names.of(sent.frm),
        names.of(sent.to),
        given(sent, "sent"),
        given(sent, "picked"),
        _codes(Status, sent.status),
        given(sent, "status_at"),
        names.of(sent.reason),
        given(sent, "feedback"),
        _codes(Purpose, sent.purpose),
        [Origin.RECORDED.value] * len(sent),
        given(sent, "seq"),
        sent.position.tolist(),
        names.of(sent.from_professional),
        names.of(sent.to_professional),
        date_names(sent.dates, _REFERRAL_DATES),
        pieces(sent),
        stamps.born,
        stamps.ended,
        [names.sources.get(number, (None, None))[0] for number in sent.source.tolist()],
    )


def derived_rows(derived: Derived, number: int, names: Names) -> list[Row]:
    """The referrals that a log implies, in the order of `add_referrals`; they have no row of their own."""
    rows = derived.referrals
    empty: list[None] = [None] * len(rows)
    return _rows(
        derived_ids(rows),
        names.of(derived.come_from),
        names.of(rows.loket),
        given(rows, "at"),
        *[empty] * 5,
        [Purpose.TRANSFER.value] * len(rows),
        [Origin.DERIVED.value] * len(rows),
        given(rows, "seq"),
        rows.position.tolist(),
        empty,
        empty,
        date_names(rows.dates, ("sent",)),
        empty,
        [number] * len(rows),
        empty,
        empty,
    )


def derived_ids(rows: EventColumns) -> list[str]:
    """The ids of derived referrals: their case, and the place of the row at which it changed loket."""
    places = zip(labels("case", rows.case), rows.position.tolist(), strict=True)
    return [f"d-{case[2:]}-{position}" for case, position in places]


def log_rows(events: EventColumns, born: Sequence[int], ended: Sequence[list[int] | None]) -> list[Row]:
    """Rows of a log, of each case those of one change set together: case, rows, born, ended, counted.

    The rows are sorted by case and then by change set; `born` and `ended` are given row by row. `counted` are the
    rows with a loket.
    """
    if not len(events):
        return []
    starts = np.ones(len(events), dtype=np.bool_)
    starts[1:] = (events.case[1:] != events.case[:-1]) | (np.diff(np.asarray(born, dtype=np.int64)) != 0)
    first = np.flatnonzero(starts)
    whole, size = packed(events), layout(EventColumns).itemsize
    ends = [*first[1:].tolist(), len(events)]
    ids = labels("case", events.case[first])
    counted = np.add.reduceat((events.loket >= 0).astype(np.int64), first).tolist()
    return [
        [case, whole[a * size : b * size], born[a], ended[a], n]
        for case, a, b, n in zip(ids, first.tolist(), ends, counted, strict=True)
    ]


def given(columns: Columns, name: str) -> list[int | None]:
    """A column as Python numbers, None where it is missing."""
    values, missing = getattr(columns, name), columns.missing(name)
    absent = values == missing
    if not absent.any():
        return list(values.tolist())
    some = values.astype(object)
    some[absent] = None
    return list(some.tolist())


def date_names(bits: NDArray[Any], names: Sequence[str]) -> list[list[str] | None]:
    """Which instants of each row are bare dates, None where none is."""
    every = [[n for i, n in enumerate(names) if bit >> i & 1] or None for bit in range(1 << len(names))]
    return [every[bit & (len(every) - 1)] for bit in bits.tolist()]


def _rows(*columns: Iterable[Any]) -> list[Row]:
    return [list(row) for row in zip(*columns, strict=True)]


def _codes(kind: type[Code], numbers: NDArray[Any]) -> list[str | None]:
    values = [None, *(str(member.value) for member in kind)]
    return [values[number] for number in numbers.tolist()]


def _domains(bits: NDArray[np.uint16]) -> list[list[str] | None]:
    values = [str(domain.value) for domain in Domain]
    found = {bit: [v for i, v in enumerate(values) if bit >> i & 1] or None for bit in set(bits.tolist())}
    return [found[bit] for bit in bits.tolist()]


def grouped(case: Ints, rows: list[Row]) -> list[list[Any]]:
    """Rows that are sorted by case, as (id of the case, its rows)."""
    if not rows:
        return []
    first = np.flatnonzero(np.append(True, case[1:] != case[:-1]))
    ends = [*first[1:].tolist(), len(rows)]
    return [[i, rows[a:b]] for i, a, b in zip(labels("case", case[first]), first.tolist(), ends, strict=True)]
