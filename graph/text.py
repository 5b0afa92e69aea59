"""Words that a person reads, in the two languages of the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Dutch (B1 level) and in English.

    Both are `str.format` templates when the text has values to fill in.
    """

    nl: str
    en: str

    def to(self, language: Language) -> str:
        """The text in one language."""
        return self.nl if language == "nl" else self.en

    def format(self, **values: object) -> Text:
        """The same text with its values filled in, in both languages.

        A value that is itself a `Text` is filled in in the language of its sentence.

        Raises
        ------
        KeyError
            When the text names a value that is not given.
        """
        return Text(nl=self.nl.format(**_spoken(values, "nl")), en=self.en.format(**_spoken(values, "en")))


def counted(value: int, one: Text, many: Text, **more: object) -> Text:
    """A count with its words: `one` for 1, else `many`; `{n}` is the count as people write it (8.577, 8,577)."""
    n = f"{value:,}"
    return (one if value == 1 else many).format(n=Text(n.replace(",", "."), n), **more)


def _spoken(values: dict[str, object], language: Language) -> dict[str, object]:
    return {name: v.to(language) if isinstance(v, Text) else v for name, v in values.items()}
