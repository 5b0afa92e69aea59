"""One ranked list of gaps over all kinds, from released figures only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.codes import Gap
from graph.figures import Figures


@dataclass(frozen=True, slots=True)
class RankedGap:
    """One gap as its audience sees it.

    Attributes
    ----------
    kind, a, b, detail
        What it is, at which lokets (ids), and its reason or cause; None where there is none.
    households, of
        How many households, and of how many; None below the threshold.
    share, share_kind
        As in `Figures`: a number between 0 and 1, None where it is told in words or not at all.
    weeks, days
        Mean weeks of a household, and days of all of them together; None where they cannot be told.
    incidents
        How often; None for others than the administrator.
    """

    kind: Gap
    a: str
    b: str | None
    detail: str | None
    households: int | None
    of: int | None
    share: float | None
    share_kind: int
    weeks: float | None
    days: float | None
    incidents: int | None

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """What names it within its kind."""
        return self.a, self.b, self.detail

    @property
    def lokets(self) -> tuple[str, ...]:
        """The lokets where it is."""
        return (self.a,) if self.b is None else (self.a, self.b)


def ranked(found: Mapping[Gap, Figures]) -> tuple[RankedGap, ...]:
    """The gaps of all kinds, those that cost most days first, then by name; requests for advice stand apart."""
    rows = [gap for kind, figures in found.items() if kind is not Gap.CONSULT for gap in gaps_of(kind, figures)]
    return _sorted(rows)


def advice(found: Mapping[Gap, Figures]) -> tuple[RankedGap, ...]:
    """The pairs that look like asking for advice, those with most days first."""
    return _sorted(list(gaps_of(Gap.CONSULT, found[Gap.CONSULT]))) if Gap.CONSULT in found else ()


def gaps_of(kind: Gap, figures: Figures) -> tuple[RankedGap, ...]:
    """The rows of one kind."""
    return tuple(
        RankedGap(
            kind=kind,
            a=str(row["a"]),
            b=_text(row["b"]),
            detail=_text(row["detail"]),
            households=_whole(row["households"]),
            of=_whole(row.get("of")),
            share=_number(row.get("share")),
            share_kind=int(told),
            weeks=_number(row["weeks"]),
            days=_number(row["days"]),
            incidents=_whole(row.get("incidents")),
        )
        for row, told in zip(figures.rows(), figures.share_kind.tolist(), strict=True)
    )


def _sorted(rows: list[RankedGap]) -> tuple[RankedGap, ...]:
    return tuple(
        sorted(rows, key=lambda g: (-(g.days or 0), -(g.households or 0), g.kind, g.a, g.b or "", g.detail or ""))
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and not math.isnan(value) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not math.isnan(value) else None
