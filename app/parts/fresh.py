"""One line in a reserved place: whether there are newer data than the page shows. Nothing else moves by itself."""

from __future__ import annotations

from html import escape

import streamlit as st

from app.freshness import NOTHING, mark, shown_mark
from app.phrases import fresh as words
from app.session import is_gone
from graph.errors import KaartError, StoreLocked
from graph.text import Language, Text

_HAD = "fresh-had"
"""Whether this window ever saw data of one's own."""


def follow(language: Language) -> None:
    """Draw the line; from then on it looks each second, and shows a button when there are newer data to show."""
    try:
        seen = shown_mark()
    except (KaartError, OSError):
        # What is wrong is told by the page itself.
        seen = None
    if seen:
        st.session_state[_HAD] = True
    _line(seen, language)


def lost() -> bool:
    """Whether this window saw data of one's own that are no longer there, and the page itself does not tell so."""
    if not st.session_state.get(_HAD) or is_gone():
        return False
    try:
        return mark() == NOTHING
    except (KaartError, OSError):
        return False


# With the second between two questions to a server (`app.watching`): told within two.
@st.fragment(run_every=0.9)
def _line(seen: str | None, language: Language) -> None:
    try:
        now, ready = mark(), shown_mark()
    except StoreLocked:
        _say(words.LOCKED, language)
        return
    except (KaartError, OSError):
        _say(words.CANNOT_READ, language)
        return
    with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
        if now == seen:
            gone = now == NOTHING and (st.session_state.get(_HAD) or is_gone())
            _say(words.GONE_SHORT if gone else words.UP_TO_DATE, language)
            return
        if now != ready:
            _say(words.MAKING, language)
            return
        gone = now == NOTHING
        _say(words.GONE_SHORT if gone else words.NEWER, language)
        if st.button((words.SHOW_GONE if gone else words.SHOW).to(language), key="fresh-show", type="tertiary"):
            st.rerun()


def _say(text: Text, language: Language) -> None:
    """As a status: a screen reader tells it when it changes, and the focus stays where it is."""
    st.html(f'<span role="status">{escape(text.to(language))}</span>', width="content")
