from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Task
from app.phrases import steward
from graph.chosen import SETTINGS
from graph.text import Text
from loaders.mended_table import HEADS

APP = Path(steward.__file__).parents[1]


def _named() -> Iterator[tuple[str, Text]]:
    for name, value in vars(steward).items():
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from ((name, part) for part in parts if isinstance(part, Text))


def _texts() -> list[tuple[str, Text]]:
    settings = [(s.name, text) for s in SETTINGS for text in (s.label, s.help)]
    return [*_named(), *settings, *(("HEADS", head) for head in HEADS), *(("Task", task.value) for task in Task)]


@pytest.mark.parametrize(("name", "text"), _texts())
def test_every_text_has_both_languages_with_the_same_values_and_short_sentences(name: str, text: Text) -> None:
    nl, en = ({field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (text.nl, text.en))
    assert text.nl.strip()
    assert text.en.strip()
    assert nl == en
    for sentence in re.split(r"[.:?!;] ", text.nl):
        assert len(sentence.split()) <= 20, sentence


def test_every_text_is_used() -> None:
    sources = "\n".join(path.read_text() for path in APP.rglob("*.py"))
    used = set(re.findall(r"\b(?:words|steward)\.([A-Z_]+)\b", sources))
    assert {name for name, _ in _named()} - used == set()
    assert used
