"""Records in columns: the same records, many at a time, as arrays of equal length.

Households, cases, referrals and events come by the million, so they travel as columns from loader to store
to snapshot. Text is a code into a dictionary; -1 is missing. Instants are microseconds UTC; `MISSING` is
missing. `dates` holds one bit for each instant that is a bare date.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.instants import MISSING

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Bits = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def _column(dtype: str, missing: int) -> Any:
    return field(metadata={"dtype": np.dtype(dtype), "missing": missing})


def _key() -> Any:
    return _column("int64", MISSING)


def _instant() -> Any:
    return _column("int64", MISSING)


def _code() -> Any:
    return _column("int32", -1)


def _number(dtype: str = "int8") -> Any:
    return _column(dtype, 0)


class Columns:
    """Arrays of equal length, one a field; frozen, and never written to after they are made."""

    instants: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        lengths = set()
        for f in self._fields():
            array = np.asarray(getattr(self, f.name), dtype=f.metadata["dtype"]).view()
            array.flags.writeable = False
            object.__setattr__(self, f.name, array)
            lengths.add(array.shape)
        if len(lengths) != 1 or len(next(iter(lengths))) != 1:
            raise ValueError(f"{type(self).__name__}: columns of different lengths: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(getattr(self, self._fields()[0].name))

    @classmethod
    def of(cls, length: int, **given: ArrayLike) -> Self:
        """Columns from some arrays; the others are missing throughout.

        Raises
        ------
        TypeError
            When there is no column of that name.
        """
        absent = {f.name: _all_missing(f, length) for f in cls._fields() if f.name not in given}
        return cls(**absent, **given)

    @classmethod
    def _fields(cls) -> tuple[Any, ...]:
        return fields(cls)  # type: ignore[arg-type]

    @classmethod
    def empty(cls) -> Self:
        """No rows."""
        return cls.of(0)

    def take(self, rows: NDArray[Any] | slice) -> Self:
        """The rows of a mask, an index or a slice, in that order."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in self._fields()})

    def with_(self, **changed: object) -> Self:
        """The same rows with some columns replaced."""
        return type(self)(**{f.name: changed.get(f.name, getattr(self, f.name)) for f in self._fields()})

    def append(self, other: Self) -> Self:
        """These rows and then the other's."""
        return type(self)(
            **{f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in self._fields()}
        )

    def is_date(self, name: str) -> Flags:
        """Which instants of a column are bare dates."""
        bit = 1 << self.instants.index(name)
        return (self.dates & bit) != 0  # type: ignore[attr-defined, no-any-return]

    def same_as(self, other: Self, but: tuple[str, ...] = ()) -> Flags:
        """Row by row: whether every column but some holds the same."""
        result = np.ones(len(self), dtype=np.bool_)
        for f in self._fields():
            if f.name not in but:
                result &= getattr(self, f.name) == getattr(other, f.name)
        return result

    @classmethod
    def missing(cls, name: str) -> int:
        """What stands for "missing" in a column."""
        return next(int(f.metadata["missing"]) for f in cls._fields() if f.name == name)


def _all_missing(f: Any, length: int) -> NDArray[Any]:
    # A broadcast value takes no memory however many rows there are.
    return np.broadcast_to(np.asarray(f.metadata["missing"], dtype=f.metadata["dtype"]), (length,))


@dataclass(frozen=True, eq=False)
class HouseholdColumns(Columns):
    """Households: pseudonym, and codes of area and composition into the words."""

    key: Ints = _key()
    area: Codes = _code()
    composition: Codes = _code()


@dataclass(frozen=True, eq=False)
class CaseColumns(Columns):
    """Cases: one help request each.

    `household` is the household's pseudonym. `domains` has one bit a `Domain` (bit `number - 1`). `outcome` is the
    number of an `Outcome`. `source` is the number of the source. Of a case that stands in an event log only `key`,
    `household`, `closed` and `source` are set: entry and opening follow from its events.
    """

    instants: ClassVar[tuple[str, ...]] = ("opened", "closed")

    key: Ints = _key()
    household: Ints = _key()
    entry: Codes = _code()
    opened: Ints = _instant()
    closed: Ints = _instant()
    outcome: NDArray[np.int8] = _number()
    domains: NDArray[np.uint16] = _number("uint16")
    source: NDArray[np.int32] = _number("int32")
    dates: Bits = _number("uint8")


@dataclass(frozen=True, eq=False)
class ReferralColumns(Columns):
    """Recorded referrals; `case` is the case's pseudonym, `to` -1 where the row has no loket.

    `status`, `purpose` are numbers of `Status` and `Purpose`; `position` orders rows of one instant as in the source.
    """

    instants: ClassVar[tuple[str, ...]] = ("sent", "picked", "status_at", "feedback")

    key: Ints = _key()
    case: Ints = _key()
    frm: Codes = _code()
    to: Codes = _code()
    from_professional: Codes = _code()
    to_professional: Codes = _code()
    sent: Ints = _instant()
    picked: Ints = _instant()
    status: NDArray[np.int8] = _number()
    status_at: Ints = _instant()
    reason: Codes = _code()
    feedback: Ints = _instant()
    purpose: NDArray[np.int8] = _column("int8", 1)
    seq: Ints = _instant()
    source: NDArray[np.int32] = _number("int32")
    position: Ints = _column("int64", 0)
    dates: Bits = _number("uint8")


@dataclass(frozen=True, eq=False)
class EventColumns(Columns):
    """Rows of an event log; `loket` is -1 where the row has none. `position` orders rows of one instant."""

    instants: ClassVar[tuple[str, ...]] = ("at",)

    case: Ints = _key()
    at: Ints = _instant()
    seq: Ints = _instant()
    loket: Codes = _code()
    position: Ints = _column("int64", 0)
    dates: Bits = _number("uint8")
