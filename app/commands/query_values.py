"""The values of a question, as a person types them: `--param name=value`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from graph.errors import UsageRefused
from graph.text import Text
from queries.questions import Question, Value


def typed(asked: Question, given: Sequence[str]) -> dict[str, Value]:
    """What a person gave, in the kind of the usual value.

    Raises
    ------
    UsageRefused
        When the question has no such parameter, or the value is of another kind.
    """
    result: dict[str, Value] = {}
    for words in given:
        name, text = _pair(words)
        if name not in asked.params:
            listed = ", ".join(asked.params) or "-"
            raise UsageRefused(_NO_PARAM.format(name=name, question=asked.name, names=listed))
        result[name] = _value(name, text, asked.params[name])
    return result


def read(given: Sequence[str]) -> dict[str, Value]:
    """What a person gave for a question that does not say of which kind its values are."""
    return {name: _plain(text) for name, text in map(_pair, given)}


def _pair(words: str) -> tuple[str, str]:
    name, sign, text = words.partition("=")
    if not sign or not re.fullmatch(r"\w+", name):
        raise UsageRefused(_NO_PAIR.format(words=words))
    return name, text


def _plain(text: str) -> Value:
    """A number, true, false, null or a text in quotes as such, anything else as text."""
    try:
        found = json.loads(text, parse_constant=str)
    except ValueError:
        return text
    match found:
        case str() | bool() | float() | None:
            return found
        case int() if abs(found) < 2**63:
            return found
        case _:
            # A list, and a number that Cypher has no room for, stay the text that they were.
            return text


def _value(name: str, text: str, usual: Value) -> Value:
    try:
        if isinstance(usual, bool):
            return {"true": True, "false": False}[text.lower()]
        if isinstance(usual, int | float):
            return type(usual)(text)
    except (KeyError, ValueError):
        example = str(usual).lower()
        raise UsageRefused(_OTHER_KIND.format(name=name, value=text, example=example)) from None
    return text


def needs_all(asked: Question, params: Mapping[str, Value]) -> None:
    """Sees that every parameter has a value.

    Raises
    ------
    UsageRefused
        When one has none; only the source may.
    """
    for name, value in params.items():
        if value is None and name != "source":
            raise UsageRefused(_MISSING.format(name=name, said=asked.explained[name]))


_NO_PARAM = Text(
    "De vraag {question} kent geen '{name}'. Kies uit: {names}.",
    "The question {question} has no '{name}'. Choose from: {names}.",
)
_NO_PAIR = Text(
    "Schrijf --param als naam=waarde, en niet '{words}'.", "Write --param as name=value, and not '{words}'."
)
_OTHER_KIND = Text(
    "'{value}' past niet bij {name}. Geef bijvoorbeeld: --param {name}={example}",
    "'{value}' does not fit {name}. Give for example: --param {name}={example}",
)
_MISSING = Text("Geef ook --param {name}=... ({said}).", "Give --param {name}=... too ({said}).")
