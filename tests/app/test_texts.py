from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app import streamlit_words, texts
from graph.text import Text

APP = Path(texts.__file__).parent


def _texts() -> Iterator[tuple[str, Text]]:
    for name, value in vars(texts).items():
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from ((name, part) for part in parts if isinstance(part, Text))


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
