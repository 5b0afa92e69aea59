"""On a page no message sends a person to the command line."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import graph
import graph.stores
import loaders
from app.on_screen import on_screen, said
from graph.errors import ColumnAbsent, StoreBroken
from graph.text import Text

COMMAND = re.compile(r"(?<![\w-])--[a-z]|'kaart |: kaart |KAART_KEY")
WITHOUT_A_PAGE = {"graph.for_analysts", "graph.copying", "graph.pseudonyms", "graph.settings"}
"""What these say is told before there is a page, or by a command that has none."""


def _texts() -> Iterator[tuple[str, Text]]:
    """Every sentence of the inner layers, by where it stands."""
    for package in (graph, graph.stores, loaders):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.name not in WITHOUT_A_PAGE:
                held = vars(import_module(module.name)).items()
                yield from ((f"{module.name}.{name}", text) for name, text in held if isinstance(text, Text))


def test_no_sentence_names_a_command_or_an_option_on_a_page() -> None:
    found = dict(_texts())
    # Many do on the command line, where they belong.
    assert sum(bool(COMMAND.search(text.nl)) for text in found.values()) > 15
    left = {name: shown for name, text in found.items() if COMMAND.search((shown := on_screen(text)).nl + shown.en)}
    assert left == {}


@pytest.mark.parametrize(
    ("told", "nl", "en"),
    [
        (
            Text("Kies een ander bestand met --db, of zet een back-up terug met 'kaart restore BESTAND'.",
                 "Choose another file with --db, or put a backup back with 'kaart restore FILE'."),
            "Zet een reservekopie terug op de pagina Beheer.",
            "Put a backup back on the page Administration.",
        ),
        (
            Text("log.csv: geen kolom voor het loket. Kies er een met --group.",
                 "log.csv: no column for the loket. Choose one with --group."),
            "log.csv: geen kolom voor het loket. Kies er een.",
            "log.csv: no column for the loket. Choose one.",
        ),
        (
            Text("Maak eerst die ongedaan, in deze volgorde: 'kaart undo 3', 'kaart undo 2'.",
                 "Undo first, in this order: 'kaart undo 3', 'kaart undo 2'."),
            "Maak eerst die ongedaan, in deze volgorde: 3, 2.",
            "Undo first, in this order: 3, 2.",
        ),
    ],
)  # fmt: skip
def test_the_way_on_is_that_of_a_page(told: Text, nl: str, en: str) -> None:
    assert (on_screen(told).nl, on_screen(told).en) == (nl, en)
    assert said(StoreBroken(told), "en") == said(ColumnAbsent(told), "en")
