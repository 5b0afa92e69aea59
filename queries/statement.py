"""A statement in a file: what it is for, what it takes, what it gives, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

FOLDER = Path(__file__).parent


class HeaderWrong(Exception):
    """The header of a statement does not say what stands in its body."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the files of one database look; `parameter` finds the names of parameters."""

    folder: str
    suffix: str
    comment: str
    parameter: re.Pattern[str]


SQL = Dialect("sqlite", ".sql", "--", re.compile(r"(?<![:\w]):([a-z_]\w*)"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    Attributes
    ----------
    name
        The name of its file.
    about
        What it is for, in a sentence.
    takes
        Its parameters, in the order in which the text first names them: values may be given in that order.
    gives
        Its columns.
    text
        What is sent.
    """

    name: str
    about: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    text: str

    def times(self, rows: int) -> str:
        """An insertion of one row as one of many rows; it takes the values of each row, one row after another."""
        head, _, values = self.text.rpartition("VALUES ")
        return f"{head}VALUES {', '.join([re.sub(SQL.parameter, '?', values)] * rows)}"


def read(path: Path, dialect: Dialect) -> Statement:
    """The statement in a file.

    Raises
    ------
    HeaderWrong
        When the header lacks a line, or names other parameters or columns than the body.
    """
    return parse(path.stem, path.read_text(encoding="utf-8"), dialect)


def parse(name: str, text: str, dialect: Dialect) -> Statement:
    """The statement in a text; see `read`."""
    lines = text.splitlines()
    head = [line.removeprefix(dialect.comment).strip() for line in lines if line.startswith(dialect.comment)]
    body = "\n".join(line for line in lines if not line.startswith(dialect.comment)).strip()
    about = " ".join(line for line in head if not line.startswith(("takes:", "gives:")))
    takes, gives = _listed(name, head, "takes"), _listed(name, head, "gives")
    bare = re.sub(r"'[^']*'", "''", body)
    found = tuple(dict.fromkeys(dialect.parameter.findall(bare)))
    if found != takes:
        raise HeaderWrong(f"{name}: the header takes {', '.join(takes) or '-'}, the body {', '.join(found) or '-'}")
    absent = [column for column in gives if not re.search(rf"\b{column}\b", bare)]
    if absent:
        raise HeaderWrong(f"{name}: the header gives {', '.join(absent)}, which the body does not name")
    if not about or not body:
        raise HeaderWrong(f"{name}: write what it is for, then the statement")
    return Statement(name, about, takes, gives, body)


def _listed(name: str, head: list[str], word: str) -> tuple[str, ...]:
    line = next((line for line in head if line.startswith(f"{word}:")), None)
    if line is None:
        raise HeaderWrong(f"{name}: the header has no line '{word}:'")
    return tuple(part.strip() for part in line.removeprefix(f"{word}:").split(",") if part.strip())


D = TypeVar("D", bound="Catalogue")


class Stored(Generic[D]):
    """A constant of a catalogue: its statement is read when it is first asked for."""

    def __init__(self) -> None:
        self._statement: Statement | None = None
        self._file = ""

    def __set_name__(self, owner: type[D], name: str) -> None:
        """Called after the constant that it is."""
        self._file = name.lower()

    def __get__(self, catalogue: D, owner: type[D] | None = None) -> Statement:
        """The statement."""
        if self._statement is None:
            dialect = catalogue.dialect
            self._statement = read(FOLDER / dialect.folder / f"{self._file}{dialect.suffix}", dialect)
        return self._statement


class Catalogue:
    """The statements of one dialect."""

    dialect: Dialect

    def names(self) -> tuple[str, ...]:
        """The names of all statements."""
        return tuple(name for name, value in vars(type(self)).items() if isinstance(value, Stored))
