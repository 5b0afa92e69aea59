"""Every error that a person can meet is a sentence with a way on; only mistakes of ours are not."""

from __future__ import annotations

import errno

import pytest

from app.trouble import told
from graph.errors import StoreLocked
from graph.text import Text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StoreLocked(Text("Er schrijft iemand.", "Somebody writes.")), "Er schrijft iemand."),
        (OSError(errno.ENOSPC, "No space left on device"), "De schijf is vol."),
        (PermissionError(errno.EACCES, "Permission denied"), "Permission denied"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "Kijk na of de map er nog is."),
        (MemoryError(), "te weinig geheugen"),
    ],
)
def test_errors_are_sentences(error: Exception, sentence: str) -> None:
    text = told(error)
    assert text is not None
    assert sentence in text.nl


def test_a_mistake_of_ours_is_no_sentence_of_its_own() -> None:
    assert told(KeyError("x")) is None
