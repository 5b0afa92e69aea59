"""What may be shown of a value: never a number that can be a citizen's."""

from __future__ import annotations

import re

LONGEST = 40
_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){7,}")
_DATE = re.compile(
    r"(?:(?:19|20|21)\d\d([-/. ])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2(?:19|20|21)\d\d)(?!\d)(?:[T ]\d{1,2}(?!\d))?"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = re.compile(rf"{_WORD.pattern}(?:\s+{_WORD.pattern})+")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa1-\ud7ff\uf900-\uffef]")


def masked(text: str) -> str:
    """The text with every run of eight or more digits made unreadable; written dates stay."""
    return _LONG_NUMBER.sub(_stars, text)


def shown(text: str) -> str:
    """A value as a message may quote it: masked, on one line, and short."""
    safe = masked(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.strip()))
    return safe if len(safe) <= LONGEST else f"{safe[: LONGEST - 1]}…"


def quoted(value: str) -> str:
    """A cell as a message may quote it: also without the name or address of a person that strayed into a column."""
    if "@" in value:
        return f"{shown(value)[:1]}…@…"
    return shown(_NAMES.sub(lambda names: _WORD.sub(_initial, names.group()), value))


def _initial(word: re.Match[str]) -> str:
    return f"{word.group()[0]}…"


def _stars(found: re.Match[str]) -> str:
    run = found.group()
    date = _DATE.match(run)
    return date.group() + masked(run[date.end() :]) if date else "*" * len(run)
