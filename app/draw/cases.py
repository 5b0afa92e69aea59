"""One single case as a journey; only what the gate handed out to the administrator comes here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import isnan
from typing import Any

from app.draw.stops import Stop, Timeline
from app.draw.telling import NEVER
from app.words import word
from graph.codes import Outcome
from graph.journeys import Journey

Title = Callable[[str | None], str]


def timeline(journey: Journey, title: Title) -> Timeline:
    """A case as a timeline; `title` gives the name of a loket."""
    rows = list(journey.visits.rows())
    start = rows[0]["start"]
    return Timeline(
        stops=tuple(_stop(row, title) for row in rows),
        begins=None if start is None else date.fromisoformat(start[:10]),
        outcome=None if journey.outcome is None else Outcome.of_value(journey.outcome).label,
    )


def _stop(row: dict[str, Any], title: Title) -> Stop:
    return Stop(
        loket=title(row["loket"]),
        at=row["at"] or 0.0,
        days=row["days"],
        waited=row["waited"],
        picked=row["picked"],
        refused=row["refused"],
        returned=row["returned"],
        ongoing=row["open"],
        asks=row["asks"],
        why=None if row["reason"] is None else word(row["reason"]),
        fed_back=_fed_back(row),
    )


def _fed_back(row: dict[str, Any]) -> float | None:
    """Never, where it was picked up and nothing was heard; unknown in an event log, where nothing of it is known."""
    told = row["fed_back"]
    if told is None or isnan(told):
        return NEVER if row["waited"] is not None else None
    return float(told)
