"""The gate: the only way from a result to a screen or a file.

`publish` hands out a result as an audience may see it, and refuses what it does not know: a new kind of result or
field cannot leak by being forgotten. The rules for audiences other than the administrator come later; until then
they are refused everything.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import numpy as np

from graph.analyses.table import CaseIds, Parts, Table
from graph.codes import Code
from graph.errors import UsageRefused
from graph.overview import Overview
from graph.text import Text

T = TypeVar("T")


class Audience(Code):
    """For whom something is shown."""

    BEHEERDER = "beheerder", "beheerder", "administrator"
    REGISSEUR = "regisseur", "regisseur", "regisseur"
    PROFESSIONAL = "professional", "professional", "professional"
    WERKSESSIE = "werksessie", "werksessie", "workshop"
    OPENBAAR = "openbaar", "openbaar", "public"


class NotPublished(UsageRefused):
    """A result may not reach this audience, or the gate does not know what it holds."""


@dataclass(frozen=True, slots=True)
class Released(Generic[T]):
    """A result as one audience may see it. Only `publish` makes them."""

    value: T
    audience: Audience


def publish(result: T, audience: Audience) -> Released[T]:
    """A result as an audience may see it: exact for the administrator.

    Parameters
    ----------
    result
        The answer of a question (a dataclass of `graph.analyses`), or the overview of a register.

    Raises
    ------
    NotPublished
        For every audience but the administrator, and for a result or field of a kind that the gate does not know.
    """
    _check(result)
    if audience is not Audience.BEHEERDER:
        raise NotPublished(_NO_RULES.format(audience=audience.label))
    return Released(result, audience)


# What may stand in a field. A household, a case or a network is none of these.
_PLAIN = (str, int, float, bool, datetime, date, Text, type(None))
_PLAIN_ARRAYS = "biufU"


def _check(result: object) -> None:
    kind = type(result)
    if not (is_dataclass(result) and (kind is Overview or kind.__module__.startswith("graph.analyses."))):
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
    if isinstance(column, np.ndarray) and column.dtype.kind in _PLAIN_ARRAYS:
        return True
    return all(isinstance(value, (*_PLAIN, np.generic)) for value in column)


_NO_RULES = Text(
    "De regels voor {audience} komen nog. Tot die tijd ziet alleen de beheerder cijfers.",
    "The rules for {audience} are still to come. Until then only the administrator sees figures.",
)
_UNKNOWN_RESULT = Text(
    "'{kind}' mag niemand zien: de poort kent dit soort antwoord niet. Voeg het toe in graph/privacy.py.",
    "'{kind}' may not be shown: the gate does not know this kind of answer. Add it in graph/privacy.py.",
)
_UNKNOWN_FIELD = Text(
    "'{field}' mag niemand zien: de poort kent dit soort waarde niet. Voeg het toe in graph/privacy.py.",
    "'{field}' may not be shown: the gate does not know this kind of value. Add it in graph/privacy.py.",
)
