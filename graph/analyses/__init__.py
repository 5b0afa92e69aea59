"""One module a question: each holds its result, its function and its description.

A question is found by its file: `graph/analyses/NAME.py` with a module constant `ANALYSIS`. Adding one touches
nothing else.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from graph.analyses.analysis import Analysis
from graph.errors import Unknown
from graph.text import Text

_NOT_QUESTIONS = frozenset({"analysis", "answer", "table"})


def names() -> tuple[str, ...]:
    """The names of all questions, in alphabetical order."""
    found = (m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(sorted(name for name in found if name not in _NOT_QUESTIONS))


def analysis(name: str) -> Analysis:
    """The question of that name.

    Raises
    ------
    Unknown
        When there is none.
    """
    if name not in names():
        raise Unknown(_NO_QUESTION.format(name=name, names=", ".join(names())))
    found: Analysis = import_module(f"graph.analyses.{name}").ANALYSIS
    return found


_NO_QUESTION = Text(
    "Er is geen vraag '{name}'. Kies uit: {names}.",
    "There is no question '{name}'. Choose from: {names}.",
)
