"""Links from one page to another, as they stand in the menu."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.pages import SCREENS, Screen
from app.session import audience
from graph.text import Language, Text

GAPS, JOURNEYS = "van-het-kastje-naar-de-muur", "reis"
"""Where pages stand in the address."""


def link(path: str, label: Text, language: Language, asks: Mapping[str, str] | None = None) -> None:
    """A link to a page, with what its address asks for; nothing when the audience may not open that page."""
    screen = _screen(path)
    if screen is not None:
        asked = dict(asks) if asks else None
        st.page_link(screen.file, label=label.to(language), icon=":material/arrow_forward:", query_params=asked)


def _screen(path: str) -> Screen | None:
    return next((s for s in SCREENS if s.path == path and audience() in s.seen_by), None)
