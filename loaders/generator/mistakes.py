"""Mistakes in a recipe, told: the file, the place in it, the value, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph.errors import DataRefused
from graph.text import Text

SHOWN = 20
Place = tuple[str | int, ...]


def in_shape(shape: TypeAdapter[Any], value: Any) -> Iterator[tuple[Place, Text]]:
    """Each place where a value has another shape, with what is wrong there."""
    try:
        shape.validate_python(value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            # In the name of a table, pydantic calls the name `[key]`.
            place = tuple(part for part in found["loc"] if part != "[key]")
            told = _told(found["type"], found["input"], found.get("ctx", {}), place)
            yield (place[:-1] if found["type"] in ("missing", "extra_forbidden") else place), told


def place_words(file: str, place: Sequence[str | int]) -> str:
    """A place as a person finds it: the file, the table between brackets, and what stands under it."""
    # Every name at the top of the other files is a table.
    if not place or (len(place) == 1 and file == "town"):
        return " ".join([f"{file}.toml", *map(str, place)])
    rest = [f"{part + 1}." if isinstance(part, int) else part for part in place[1:]]
    return " ".join([f"{file}.toml [{place[0]}]", *rest])


def refuse(wrong: Sequence[Text]) -> None:
    """Refuse a recipe with mistakes.

    Raises
    ------
    DataRefused
        With at most twenty of them, where there are any.
    """
    if wrong:
        shown = wrong[:SHOWN]
        lines = Text("\n".join(text.nl for text in shown), "\n".join(text.en for text in shown))
        raise DataRefused(_WRONG.format(number=len(wrong), lines=lines))


def _told(kind: str, value: Any, about: dict[str, Any], place: Place) -> Text:
    """What is wrong, of the kinds of errors that pydantic and the schema know."""
    if kind in _ALONE:
        return _ALONE[kind].format(name=place[-1] if place else "")
    limit = next((about[name] for name in _LIMITS if name in about), "")
    expected = _KINDS.get(kind, _OTHER)
    return _VALUE.format(value=_short(value), expected=expected.format(limit=_named(limit)))


def _named(limit: Any) -> str:
    words = f"{limit:g}" if isinstance(limit, float) else str(limit)
    return words.replace("'", "").replace(" or ", ", ").replace("^(", "").replace(")$", "").replace("|", ", ")


def _short(value: Any) -> str:
    words = repr(value) if isinstance(value, str | list | dict) else str(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


_LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "expected", "pattern")
_NUMBER = Text("een getal", "a number")
_WHOLE = Text("een heel getal", "a whole number")
_TABLE = Text("een tabel met namen", "a table of names")
_CHOICE = Text("één van: {limit}", "one of: {limit}")
_LEAST = Text("minstens {limit}", "at least {limit}")
_MOST = Text("hoogstens {limit}", "at most {limit}")
_OTHER = Text("iets anders; kijk hoe het in data/waterrijk staat", "something else; see how data/waterrijk has it")
_DAY = Text("een dag zonder aanhalingstekens, zoals 2025-12-31", "a day without quotes, like 2025-12-31")
_ITEMS = Text("een lijst van minstens {limit}", "a list of at least {limit}")
_KINDS = {
    "float_type": _NUMBER,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": Text("true of false", "true or false"),
    "string_type": Text("tekst tussen aanhalingstekens", "text between quotes"),
    "string_too_short": Text("tekst; leeg mag niet", "text; empty is not allowed"),
    "string_pattern_mismatch": _CHOICE,
    "list_type": Text("een lijst tussen blokhaken", "a list between brackets"),
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "date_type": _DAY,
    "date_from_datetime_inexact": _DAY,
    "greater_than_equal": _LEAST,
    "greater_than": Text("meer dan {limit}", "more than {limit}"),
    "less_than_equal": _MOST,
    "less_than": Text("minder dan {limit}", "less than {limit}"),
    "too_short": _ITEMS,
    "too_long": Text("een lijst van hoogstens {limit}", "a list of at most {limit}"),
    "literal_error": _CHOICE,
    "figure": Text("een cijfer of woorden uit: {limit}", "a figure or words out of: {limit}"),
    "counted_value": Text("iets van een andere soort bij {limit}", "something of another kind at {limit}"),
    "length": Text("lengtes van hoogstens {limit} stappen", "lengths of at most {limit} steps"),
    "route": Text("een route die bij een loket begint", "a route that begins at a desk"),
    "no_weight": Text("minstens één gewicht boven 0", "at least one weight above 0"),
    "not_rising": Text("getallen van klein naar groot", "numbers from small to large"),
    "day_or_never": Text('een dag zoals 2025-12-31, of "never"', 'a day like 2025-12-31, or "never"'),
}
_ALONE = {
    "missing": Text("'{name}' ontbreekt.", "'{name}' is missing."),
    "extra_forbidden": Text("'{name}' hoort hier niet.", "'{name}' does not belong here."),
    "too_short_a_register": Text(
        "'end' moet minstens 28 en hoogstens 10000 dagen na 'start' liggen.",
        "'end' must lie at least 28 and at most 10000 days after 'start'.",
    ),
}
_VALUE = Text("{value} past niet. Nodig: {expected}.", "{value} does not fit. Needed: {expected}.")
_WRONG = Text(
    "Het recept klopt niet. Er is niets geschreven. Aantal fouten: {number}.\n{lines}",
    "The recipe is wrong. Nothing was written. Errors: {number}.\n{lines}",
)
