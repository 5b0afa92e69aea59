"""Sources: where a register's rows came from, and which of them can be added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.codes import Code
from graph.errors import SourcesDoNotAdd, Unknown
from graph.text import Text


class SourceKind(Code):
    """What a source delivers."""

    TABLES = "tables", "eigen tabellen", "our own tables"
    LOG = "log", "logboek van gebeurtenissen", "event log"


@dataclass(frozen=True, slots=True)
class Source:
    """One named source. `number` is its place in the store, from 1."""

    number: int
    name: str
    kind: SourceKind


ALL = "all"


def chosen(sources: Sequence[Source], name: str | None) -> tuple[Source, ...]:
    """The sources that a question adds up.

    Parameters
    ----------
    sources
        Those that hold cases.
    name
        A source, `all`, or None: every source where they can be added up. Our own tables add up with each other;
        a log adds up with nothing, because its referrals are derived and its households its own.

    Raises
    ------
    Unknown
        When no source has that name.
    SourcesDoNotAdd
        When None is asked of sources that cannot be added up.
    """
    if name is None:
        if not add_up(sources):
            raise SourcesDoNotAdd(_NOT_ADDED.format(sources=_listed(sources)))
        return tuple(sources)
    if name == ALL:
        return tuple(sources)
    found = tuple(s for s in sources if s.name == name)
    if not found:
        raise Unknown(_NO_SOURCE.format(name=name, sources=_listed(sources)))
    return found


def add_up(sources: Sequence[Source]) -> bool:
    """Whether all of some sources can be added up."""
    return len(sources) < 2 or all(s.kind is not SourceKind.LOG for s in sources)


def is_one_of_several(part: Sequence[Source], whole: Sequence[Source]) -> bool:
    """Whether some sources are a part of more that add up: then to choose them is to filter the whole."""
    return len(part) < len(whole) and add_up(whole)


def _listed(sources: Sequence[Source]) -> str:
    return ", ".join(s.name for s in sources) or "-"


_NOT_ADDED = Text(
    "Er zijn meer bronnen die je niet bij elkaar mag optellen: {sources}. "
    "Kies er een met --source NAAM, of tel ze toch op met --source all.",
    "There are several sources that do not add up: {sources}. "
    "Choose one with --source NAME, or add them up all the same with --source all.",
)
_NO_SOURCE = Text(
    "Er is geen bron '{name}'. De bronnen zijn: {sources}.",
    "There is no source '{name}'. The sources are: {sources}.",
)
