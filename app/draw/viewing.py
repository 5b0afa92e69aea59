"""A view in words: its period and its filters."""

from __future__ import annotations

from app.phrases import filters as words
from graph.codes import Domain
from graph.text import Text
from graph.views import View

_PERIODS = {"all": words.ALL["period"], "last4": words.LAST_YEAR, "before4": words.YEAR_BEFORE}


def period(code: str) -> Text:
    """A period as a choice in a list: `2024Q3` is the 3e kwartaal 2024."""
    if code in _PERIODS:
        return _PERIODS[code]
    year, _, quarter = code.partition("Q")
    return words.QUARTER.format(n=quarter, year=year) if quarter else Text(code, code)


def in_period(code: str) -> Text:
    """A period inside a sentence."""
    return words.IN_PERIOD.get(code) or period(code)


def choice(name: str, value: str) -> Text:
    """One value of a filter as a person reads it; a word of the data stays as it is."""
    if name == "period":
        return period(value)
    if name == "domain":
        label = Domain.of_value(value).label
        return Text(label.nl.capitalize(), label.en.capitalize())
    return words.PROBLEMS[value] if name == "problems" else Text(value, value)


def parts(view: View) -> list[tuple[Text, Text]]:
    """Of a view its period and each filter that is set, each with its name."""
    named = {"period": view.period, **view.filters}
    return [(words.LABELS[name], choice(name, value)) for name, value in named.items()]


def told(view: View) -> Text:
    """A view in one line: laatste vier kwartalen, wijk Noord."""
    said = [choice(name, value) for name, value in {"period": view.period, **view.filters}.items()]
    return Text(", ".join(t.nl for t in said), ", ".join(t.en for t in said))
