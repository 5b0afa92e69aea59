"""The gate: the only way from a result to a screen or a file (`gate.md`).

`publish` hands out a result as an audience may see it, and refuses what it does not know: a new kind of result or
field cannot leak by being forgotten. The administrator sees exact results. All others see counts of households, from
the published version, in fixed views, above a threshold, rounded; and facts about lokets as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import numpy as np

from graph.analyses.table import CaseIds, Named, Parts, Table
from graph.cells import Cells
from graph.codes import Audience
from graph.coverage import Coverage
from graph.errors import UsageRefused
from graph.figures import LEAST_K, Figures, exact, released
from graph.journeys import FoundCases, Journey
from graph.overview import Overview
from graph.routes import END, STEPS
from graph.text import Text
from graph.views import EVERYTHING, MOST_FILTERS, View

__all__ = [
    "LEAST_K",
    "SMALL_NUMBER",
    "Audience",
    "NotPublished",
    "NothingPublished",
    "Released",
    "publish",
    "threshold",
]

T = TypeVar("T")
SMALL_NUMBER = 10
"""k, unless a setting says more."""
HUNDRED = 100
"""What a register holds is told in steps of so many."""
_LABELS = frozenset({"a", "b", "detail", "kind", "class", *STEPS, END})
"""What a row can be about: lokets, a reason or cause, a kind of gap, a class of a breakdown, the steps of a route."""


class NotPublished(UsageRefused):
    """A result may not reach this audience, or the gate does not know what it holds."""


class NothingPublished(NotPublished):
    """There is no published version to get figures from."""


@dataclass(frozen=True, slots=True)
class Released(Generic[T]):
    """A result as one audience may see it. Only `publish` makes them."""

    value: T
    audience: Audience


def publish(result: Any, audience: Audience, k: int = SMALL_NUMBER) -> Released[Any]:
    """A result as an audience may see it.

    Parameters
    ----------
    result
        Counts of households (`Cells`, which become `Figures`), the overview of a register, or the answer of a
        question (a dataclass of `graph.analyses`), which only the administrator may see. Coverage is a fact about
        lokets, the same for everybody; single cases are for the administrator alone.
    k
        The threshold, in households; never under 5. Reports to the council take twice as much.

    Raises
    ------
    NotPublished
        For a result or field of a kind that the gate does not know; for another audience than the administrator also
        for the answer of a question, for a view that is not fixed, and for data that are not published.
    """
    if isinstance(result, Cells):
        return Released(_figures(result, audience, k), audience)
    _check(result)
    if audience is Audience.BEHEERDER:
        return Released(result, audience)
    if isinstance(result, Overview):
        return Released(_about(result), audience)
    if isinstance(result, Coverage):
        return Released(result, audience)
    raise NotPublished(_ONLY_BEHEERDER.format(kind=type(result).__name__, audience=audience.label))


def threshold(audience: Audience, k: int = SMALL_NUMBER) -> int:
    """How many households an audience's figures stand for at least."""
    k = max(k, LEAST_K)
    return 2 * k if audience is Audience.OPENBAAR else k


def _figures(cells: Cells, audience: Audience, k: int) -> Figures:
    for name, column in cells.labels.columns.items():
        # A case or household is no label.
        if name not in _LABELS or isinstance(column, CaseIds | Parts) or not _is_known_column(column):
            raise NotPublished(_UNKNOWN_FIELD.format(field=f"Cells.labels.{name}"))
    if audience is Audience.BEHEERDER:
        return exact(cells)
    _check_view(cells)
    if audience is Audience.OPENBAAR and cells.one_person is not None:
        cells = cells.take(~cells.one_person)
    return released(cells, threshold(audience, k))


def _check_view(cells: Cells) -> None:
    view, facts = cells.look.view, cells.look.facts
    if facts is None or not facts.frozen:
        raise NotPublished(_NOT_FROZEN)
    if (why := facts.refuses(view)) is not None:
        raise NotPublished(why)
    # One source of several that add up is a part of the whole, as any filter makes.
    filters = len(view.filters) + len(cells.by) + facts.of_one_source
    if filters > MOST_FILTERS:
        raise NotPublished(_TOO_MANY.format(most=MOST_FILTERS))
    if filters and (is_month(view) or cells.by_month):
        raise NotPublished(_MONTHS)


def is_month(view: View) -> bool:
    """Whether a view is over one month."""
    return view.period != EVERYTHING and "-" in view.period


def _about(result: Overview) -> Overview:
    """What a register holds, in hundreds, from which month and until which day: one household does not show."""
    since, until = (at and at.replace(hour=0, minute=0, second=0, microsecond=0) for at in (result.since, result.until))
    return replace(
        result,
        rows=result.rows // HUNDRED * HUNDRED,
        referrals=result.referrals // HUNDRED * HUNDRED,
        since=since and since.replace(day=1),
        until=until,
    )


# What may stand in a field. A household, a case or a network is none of these.
_PLAIN = (str, int, float, bool, datetime, date, Text, type(None))
_PLAIN_ARRAYS = "biufU"


# What the gate knows besides the answers of questions and counts of households.
_KINDS = (Overview, Coverage, FoundCases, Journey)


def _check(result: object) -> None:
    kind = type(result)
    if not (is_dataclass(result) and (kind in _KINDS or kind.__module__.startswith("graph.analyses."))):
        raise NotPublished(_UNKNOWN_RESULT.format(kind=kind.__name__))
    for field in fields(result):
        if not _is_known(getattr(result, field.name)):
            raise NotPublished(_UNKNOWN_FIELD.format(field=f"{kind.__name__}.{field.name}"))


def _is_known(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(part, _PLAIN) for part in value)
    if isinstance(value, Table):
        return all(_is_known_column(column) for column in value.columns.values())
    return isinstance(value, _PLAIN)


def _is_known_column(column: Any) -> bool:
    if isinstance(column, Parts):
        return _is_known(column.table)
    if isinstance(column, CaseIds):
        return True
    if isinstance(column, Named):
        # Its values are these names or None, however many rows there are.
        return all(isinstance(name, _PLAIN) for name in column.names)
    if isinstance(column, np.ndarray) and column.dtype.kind in _PLAIN_ARRAYS:
        return True
    return all(isinstance(value, (*_PLAIN, np.generic)) for value in column)


_ONLY_BEHEERDER = Text(
    "'{kind}' is alleen voor de beheerder. Voor {audience} zijn er afgeronde cijfers over gezinnen.",
    "'{kind}' is for the administrator only. For {audience} there are rounded figures about households.",
)
_NOT_FROZEN = Text(
    "Deze cijfers zijn nog niet gepubliceerd. De beheerder doet dat met: kaart publish",
    "These figures are not published yet. The administrator does so with: kaart publish",
)
_TOO_MANY = Text(
    "Kies naast de periode hoogstens {most} filters. Anders is te zien om welk gezin het gaat.",
    "Choose at most {most} filters besides the period. Otherwise one can see which household it is.",
)
_MONTHS = Text(
    "Maanden zijn er alleen zonder filters. Haal de filters weg, of kies een kwartaal.",
    "Months are there only without filters. Take the filters away, or choose a quarter.",
)
_UNKNOWN_RESULT = Text(
    "'{kind}' mag niemand zien: de poort kent dit soort antwoord niet. Voeg het toe in graph/privacy.py.",
    "'{kind}' may not be shown: the gate does not know this kind of answer. Add it in graph/privacy.py.",
)
_UNKNOWN_FIELD = Text(
    "'{field}' mag niemand zien: de poort kent dit soort waarde niet. Voeg het toe in graph/privacy.py.",
    "'{field}' may not be shown: the gate does not know this kind of value. Add it in graph/privacy.py.",
)
