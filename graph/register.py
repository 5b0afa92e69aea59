"""The register in a snapshot: its cases, its referrals, and the rows that move no case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from graph.codes import Origin, Purpose
from graph.columns import Bits, Codes, Columns, Ints, _code, _column, _instant, _key, _number


@dataclass(frozen=True, eq=False)
class Cases(Columns):
    """Cases of a snapshot, sorted by key.

    `household` is a row of `network.households`, `entry` a code of `network.lokets`, `domains` one bit a `Domain`,
    `source` the number of a source. `tie_dependent` is 1 where another order of rows with equal instants gives
    another R, -1 where that is still to be worked out.
    """

    instants: ClassVar[tuple[str, ...]] = ("opened", "closed")

    key: Ints = _key()
    household: Codes = _code()
    entry: Codes = _code()
    opened: Ints = _instant()
    closed: Ints = _instant()
    outcome: NDArray[np.int8] = _number()
    domains: NDArray[np.uint16] = _number("uint16")
    source: NDArray[np.int32] = _number("int32")
    tie_dependent: NDArray[np.int8] = _column("int8", -1)
    dates: Bits = _number("uint8")


@dataclass(frozen=True, eq=False)
class Referrals(Columns):
    """Referrals of a snapshot, sorted by (case, sent, seq, position); each has a loket that it goes to.

    `case` is a row of `network.cases`, `frm` and `to` are codes of `network.lokets`; professionals and reasons are
    codes of `network.words`. `status`, `purpose`, `origin` are numbers of their code lists.
    """

    instants: ClassVar[tuple[str, ...]] = ("sent", "picked", "status_at", "feedback")

    case: Codes = _code()
    key: Ints = _key()
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
    purpose: NDArray[np.int8] = _column("int8", Purpose.TRANSFER.number)
    origin: NDArray[np.int8] = _column("int8", Origin.RECORDED.number)
    seq: Ints = _instant()
    position: Ints = _column("int64", 0)
    dates: Bits = _number("uint8")


@dataclass(frozen=True, eq=False)
class Quiet(Columns):
    """Rows that move no case: the entries of an event log, rows that change nothing, and rows without a loket (-1).

    Sorted by (case, at, seq, position). They count for a case's last row and for ties, never for R.
    """

    instants: ClassVar[tuple[str, ...]] = ("at",)

    case: Codes = _code()
    at: Ints = _instant()
    seq: Ints = _instant()
    loket: Codes = _code()
    position: Ints = _column("int64", 0)
    dates: Bits = _number("uint8")
