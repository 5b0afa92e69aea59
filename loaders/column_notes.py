"""Words about columns that tables and logs share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.text import Text
from loaders.ledger import Ledger
from loaders.masks import shown
from loaders.problems import Reason


def format_notes(ledger: Ledger, formats: Mapping[str, Text | None]) -> Iterator[Text]:
    """For each file and each format of dates, the columns that were read so."""
    for file, columns in ledger.names:
        for form in dict.fromkeys(f for f in formats.values() if f is not None):
            called = [columns[name] for name, f in formats.items() if f == form and name in columns]
            if called:
                yield _FORMAT.format(file=shown(file), columns=", ".join(map(shown, called)), format=form)


def alike(lokets: Sequence[str]) -> Iterator[Text]:
    """A warning for lokets whose names differ only in capitals or spaces: a step between them is none."""
    spellings: dict[str, list[str]] = {}
    for loket in lokets:
        spellings.setdefault("".join(loket.casefold().split()), []).append(loket)
    pairs = [names for names in spellings.values() if len(names) > 1]
    if pairs:
        told = "; ".join(" / ".join(map(shown, names)) for names in pairs[:_ALIKE_TOLD])
        yield _ALIKE.format(n=len(pairs), names=told)


_ALIKE_TOLD = 5
_ALIKE = Text(
    "Let op: deze namen lijken op elkaar, maar tellen als verschillende loketten ({n}): {names}. "
    "Is het een loket? Geef het overal dezelfde naam en lees opnieuw in.",
    "Mind: these names look alike but count as different lokets ({n}): {names}. "
    "Are they one loket? Give it one name everywhere and import again.",
)
_FORMAT = Text("{file}: datums gelezen als {format}: {columns}.", "{file}: dates read as {format}: {columns}.")
BAD_DATE = Reason(
    Text("de datum kan niet gelezen worden", "the date cannot be read"),
    Text(
        "'{value}' is geen datum die in deze kolom past. "
        "Schrijf een datum als 2024-01-31 of 31-01-2024, eventueel met een tijd als 14:05.",
        "'{value}' is not a date that fits this column. "
        "Write a date as 2024-01-31 or 31-01-2024, with a time such as 14:05 if there is one.",
    ),
)
BAD_NUMBER = Reason(
    Text("het getal kan niet gelezen worden", "the number cannot be read"),
    Text(
        "'{value}' is geen getal dat hier past. Vul een heel getal in.",
        "'{value}' is not a number that fits here. Fill in a whole number.",
    ),
)
