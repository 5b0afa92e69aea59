"""Pages that count are drawn one after the other: so nobody waits for the others' work to end together with his own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is this page's turn; what happens inside must be short.

    Python runs one thread at a time anyway. Of ten pages drawn at once every one would be ready last.
    """
    with _door():
        yield


@st.cache_resource(show_spinner=False)
def _door() -> threading.Lock:
    return threading.Lock()
