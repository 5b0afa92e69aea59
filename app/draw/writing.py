"""How numbers, days and names are written on screen."""

from __future__ import annotations

import re
from datetime import datetime

from app import texts
from graph.text import Language, Text

_DUTCH = str.maketrans({",": ".", ".": ","})
# After the marks have got their backslashes.
_ADDRESSES = re.compile(r"(?i)http|www|xmpp|mailto|\w@")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&\"'=/])")


def number(value: float, language: Language, decimals: int = 0) -> str:
    """A number as people write it: 8.577 in Dutch, 8,577 in English."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(_DUTCH)


def share(value: float | None, language: Language) -> str:
    """A share of 1 in whole per cent; a dash where it cannot be measured."""
    return "-" if value is None else f"{number(value * 100, language)}%"


def counted(value: int, one: Text, many: Text) -> Text:
    """A count with its word: 1 hulpvraag, 28 hulpvragen."""
    word = one if value == 1 else many
    return word.format(n=Text(number(value, "nl"), number(value, "en")))


def days(value: float) -> Text:
    """A duration in whole days; less than one is said so."""
    if 0 < value < 1:
        return texts.LESS_THAN_A_DAY
    return counted(round(value), texts.ONE_DAY, texts.DAYS)


def day(moment: datetime | None, language: Language) -> str:
    """A date in words: 3 januari 2024."""
    if moment is None:
        return "-"
    months = (texts.MONTHS.nl if language == "nl" else texts.MONTHS.en).split()
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def plain(text: str) -> str:
    """Text from the data, made safe for where Streamlit reads Markdown: every sign stands for itself.

    What looks like an address would become a link all the same; an invisible joiner inside keeps it text.
    """
    marked = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _ADDRESSES.sub(lambda found: found[0][:-1] + "\u2060" + found[0][-1], marked)
