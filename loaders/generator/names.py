"""Names in a recipe that must stand somewhere else in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.text import Text


def unknown(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Text]:
    """One text for each name that is not known."""
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            yield _NAME.format(where=where, name=name, known=", ".join(allowed))


_NAME = Text(
    "{where}: '{name}' bestaat niet. Kies uit: {known}.", "{where}: '{name}' is not there. Choose from: {known}."
)
