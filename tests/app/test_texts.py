from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import streamlit_words, texts
from graph.text import Text

APP = Path(texts.__file__).parent


def _texts() -> Iterator[tuple[str, Text]]:
    for name, value in vars(texts).items():
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from ((name, part) for part in parts if isinstance(part, Text))


@pytest.mark.parametrize(("name", "text"), list(_texts()))
def test_every_text_has_both_languages_with_the_same_values(name: str, text: Text) -> None:
    assert text.nl.strip()
    assert text.en.strip()
    nl, en = ({field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (text.nl, text.en))
    assert nl == en


@pytest.mark.parametrize(("name", "text"), list(_texts()))
def test_dutch_sentences_are_short(name: str, text: Text) -> None:
    for sentence in re.split(r"[.:?!] ", text.nl):
        assert len(sentence.split()) <= 20, sentence


def test_every_text_is_used() -> None:
    sources = "\n".join(path.read_text() for path in APP.rglob("*.py") if path.name != "texts.py")
    names = {name for name, _ in _texts()}
    assert {name for name in names if not re.search(rf"\btexts\.{name}\b", sources)} == set()


def test_words_of_streamlit_are_translated_once() -> None:
    everything = [*streamlit_words.WHOLE, *streamlit_words.BEGINNINGS, *streamlit_words.WITHIN]
    assert len(everything) == len(set(everything))


def test_no_file_of_the_app_hides_another_package() -> None:
    taken = {"graph", "queries", "loaders", "data", "streamlit", "pandas", "numpy", "networkx", "pyvis", "click"}
    assert not {path.stem for path in APP.iterdir()} & taken
    assert not (APP / "pages").exists()
