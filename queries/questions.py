"""The saved questions for Neo4j: one file each in `questions/`, which an analyst can paste into Neo4j Browser.

A file opens with what it answers, the number of its definition, its parameters and its columns; then comes a line
`:params {...};` with a value for each parameter, which Neo4j Browser executes and `kaart query` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from queries.statement import FOLDER, HeaderWrong

Value = str | int | float | bool | None
PLACE = FOLDER / "questions"


@dataclass(frozen=True, slots=True)
class Question:
    """One saved question.

    Attributes
    ----------
    name
        The name of its file.
    nl, en
        What it answers.
    definition
        The number of its definition, or the numbers; words where it has none.
    params
        Its parameters and their usual values; None where there is none.
    explained
        What each parameter says.
    columns
        Its columns, and what each says, with its unit.
    text
        The one statement.
    """

    name: str
    nl: str
    en: str
    definition: str
    params: Mapping[str, Value]
    explained: Mapping[str, str]
    columns: Mapping[str, str]
    text: str


def names() -> tuple[str, ...]:
    """The names of all saved questions."""
    return tuple(sorted(path.stem for path in PLACE.glob("*.cypher")))


def question(name: str) -> Question:
    """The saved question of that name.

    Raises
    ------
    KeyError
        When there is none.
    HeaderWrong
        When its header does not say what stands in its body.
    """
    if name not in names():
        raise KeyError(name)
    path: Path = PLACE / f"{name}.cypher"
    return parse(name, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Question:
    """The question in a text; see `question`."""
    head, line, body = _parts(name, text)
    made = Question(
        name,
        nl=_said(name, head, "nl"),
        en=_said(name, head, "en"),
        definition=_said(name, head, "definition"),
        params=_values(name, line),
        explained=_section(head, "params"),
        columns=_section(head, "columns"),
        text=body.strip().removesuffix(";"),
    )
    _hold(made)
    return made


def _parts(name: str, text: str) -> tuple[list[str], str, str]:
    """The header without its slashes, what stands between the braces of `:params`, and the statement."""
    found = re.fullmatch(r"((?://.*\n)+):params \{(.*)\};\n(.+;)\n", text, re.DOTALL)
    if not found:
        raise HeaderWrong(f"{name}: write a header, then :params {{...}};, then one statement that ends with ;")
    return [line.removeprefix("//") for line in found[1].splitlines()], found[2], found[3]


def _said(name: str, head: list[str], word: str) -> str:
    found = [line.removeprefix(f" {word}:").strip() for line in head if line.startswith(f" {word}:")]
    if not found:
        raise HeaderWrong(f"{name}: the header has no line '{word}:'")
    return " ".join(found)


def _section(head: list[str], word: str) -> dict[str, str]:
    """What a part of the header says of each name; a line that goes on stands two places further in."""
    start = head.index(f" {word}:") + 1 if f" {word}:" in head else len(head)
    lines: list[str] = []
    for line in head[start:]:
        if not line.startswith("   "):
            break
        if line.startswith("     "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    pairs = [line.partition(": ") for line in lines]
    return {one: said for several, _, said in pairs for one in several.split(", ")}


_LITERAL = re.compile(r"(\w+): (null|true|false|-?\d+\.\d+|-?\d+|'[^'\\]*')(?:, |$)")


def _values(name: str, line: str) -> dict[str, Value]:
    if _LITERAL.sub("", line):
        raise HeaderWrong(f"{name}: ':params' holds something else than names with plain values: {line}")
    return {key: _value(text) for key, text in _LITERAL.findall(line)}


def _value(text: str) -> Value:
    if text in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[text]
    if text.startswith("'"):
        return text[1:-1]
    return float(text) if "." in text else int(text)


def _hold(made: Question) -> None:
    """Holds the header against the body."""
    used = set(re.findall(r"\$(\w+)", re.sub(r"//.*", "", made.text)))
    if not set(made.params) == set(made.explained) == used:
        raise HeaderWrong(f"{made.name}: ':params', the header and the body name other parameters")
    last = made.text.rpartition("RETURN")[2]
    absent = [column for column in made.columns if not re.search(rf"\b{column}\b", last)]
    if absent or not made.columns:
        raise HeaderWrong(f"{made.name}: the header gives {', '.join(absent) or 'no columns'}, the body does not")
