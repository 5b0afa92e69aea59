"""Figures: what an audience sees of counted households. Only `graph.privacy.publish` makes them for people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analyses.table import Table
from graph.cells import Cells
from graph.columns import Flags, Ints
from graph.instants import DAY
from graph.rounding import FEWER, rounded

LEAST_K = 5
_STEP = 5
_WEEK = 7 * DAY
NO_SHARE, A_SHARE, ALMOST_ALL, ALMOST_NONE = 0, 1, 2, 3


@dataclass(frozen=True, eq=False)
class Figures:
    """Rows of figures; where not exact, only numbers that may be told, and what follows from these.

    Attributes
    ----------
    labels
        What each row is about.
    households
        Number of households; `FEWER` (-1) where it is below `k`.
    of
        Households that it is a share of, likewise, never below `households`; None where it is a share of nothing.
    share, share_kind
        Between 0 and 1, NaN where none can be told; and whether to read it as a number (1), "almost all" (2), "almost
        none" (3) or nothing (0).
    weeks
        Mean number of weeks of a household, whole unless exact; NaN where none can be told.
    days
        Days lost: households times weeks times 7; exact days for the administrator. NaN where none can be told.
    incidents
        How often; only for the administrator.
    hidden
        Number of rows that are left out or read as "fewer", in steps of 5 downwards; 0 for the administrator.
    k
        The threshold; 0 where the figures are exact.
    named
        Whether these are households; otherwise they are cases.
    """

    labels: Table
    households: Ints
    of: Ints | None
    share: NDArray[np.float64]
    share_kind: NDArray[np.int8]
    weeks: NDArray[np.float64]
    days: NDArray[np.float64]
    incidents: Ints | None
    hidden: int
    k: int
    named: bool

    def __len__(self) -> int:
        return len(self.households)

    @property
    def exact(self) -> bool:
        """Whether these are the exact numbers, for the administrator."""
        return self.k == 0

    def rows(self) -> list[dict[str, object]]:
        """The rows as dictionaries of plain values; None for what may not be told."""
        found = Table(
            {
                **self.labels.columns,
                "households": [None if n == FEWER else n for n in self.households.tolist()],
                **({} if self.of is None else {"of": [None if n == FEWER else n for n in self.of.tolist()]}),
                **({} if self.of is None else {"share": self.share}),
                "weeks": self.weeks,
                "days": self.days,
                **({} if self.incidents is None else {"incidents": self.incidents}),
            }
        )
        return list(found.rows())


def exact(cells: Cells) -> Figures:
    """The counts as they are, for the administrator; cells without any household are left out of a list."""
    if not cells.dense:
        cells = cells.take(cells.households > 0)
    share, kind = _shares(cells.households, cells.of)
    return Figures(
        labels=cells.labels,
        households=cells.households,
        of=cells.of,
        share=share,
        share_kind=kind,
        # Exact figures are not capped: households times weeks is the time in all.
        weeks=np.divide(cells.lost, cells.timed, out=np.full(len(cells), np.nan), where=cells.timed > 0) / _WEEK,
        days=cells.lost / DAY,
        incidents=cells.incidents,
        hidden=0,
        k=0,
        named=cells.named,
    )


def released(cells: Cells, k: int) -> Figures:
    """The counts above a threshold, rounded by the keys of their households; rows below it are left out of a list."""
    passes = cells.households >= k
    # Where every row is there, to leave out the empty ones would tell them from those of a few households.
    hidden = int((~passes & (cells.dense | (cells.households > 0))).sum())
    if not cells.dense:
        cells, passes = cells.take(passes), passes[passes]
    households = rounded(cells.households, cells.keys, k)
    # Rounded apart, a whole can come out below its part.
    of = None if cells.of is None or cells.of_keys is None else rounded(cells.of, cells.of_keys, k).clip(households)
    share, kind = _shares(households, of)
    if cells.of is not None and of is not None:
        share, kind = _told(cells.households, cells.of, share, k)
    # The mean is one of k households too: a register may know the time of but a few of those in the cell.
    weeks = np.where(passes & (cells.timed >= k), np.round(cells.mean / _WEEK), np.nan)
    return Figures(
        labels=cells.labels,
        households=households,
        of=of,
        share=share,
        share_kind=kind,
        weeks=weeks,
        days=np.where(passes, households * weeks * 7, np.nan),
        incidents=None,
        hidden=hidden // _STEP * _STEP,
        k=k,
        named=cells.named,
    )


def _shares(part: Ints, whole: Ints | None) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    if whole is None:
        return np.full(len(part), np.nan), np.zeros(len(part), dtype=np.int8)
    share = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return share, np.where(np.isnan(share), NO_SHARE, A_SHARE).astype(np.int8)


def _told(part: Ints, whole: Ints, share: NDArray[np.float64], k: int) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """A share needs k households in it and k outside it; else it is "almost all" or "almost none".

    None outside it is "almost all" too: told apart, each part of a whole would hold at least one household outside, and
    with k - 1 of them in all every part just one.
    """
    rest: Flags = whole - part < k
    kind = np.select([whole < k, part < k, rest], [NO_SHARE, ALMOST_NONE, ALMOST_ALL], default=A_SHARE)
    return np.where(kind == A_SHARE, np.minimum(share, 1.0), np.nan), kind.astype(np.int8)
