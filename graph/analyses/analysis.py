"""What a question is: a name, its words, and one pure function of a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.codes import Gap
from graph.network import Network
from graph.text import Text
from graph.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question that can be asked of a network.

    Attributes
    ----------
    name
        The name of its module, and of the question on the command line.
    definition
        Its number in definitions.md.
    title, help
        What a person reads: a title, and the definition in one or two plain sentences.
    function
        The answer: a frozen dataclass of numbers and `Table`s, with `notes: tuple[Text, ...]` that say why a None
        cannot be measured. `kaart ask --json` gives its fields by name; a trailing underscore is not part of it.
    gaps
        The kinds of gap in which it counts households for others than the administrator; without any, these may not
        ask it (but see `graph.asking`).
    """

    name: str
    definition: int
    title: Text
    help: Text
    function: Callable[[Network, Thresholds], Any]
    gaps: tuple[Gap, ...] = ()
