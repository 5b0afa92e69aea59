"""The page Start: what is loaded, what stands out, and where households lose most days."""

from __future__ import annotations

import streamlit as st

from app.basis import basis
from app.parts.adding import adding
from app.parts.loaded import choose_data, choose_source
from app.parts.publishing import versions
from app.parts.starting import beginning, changed, five, loaded, summary, worst
from app.phrases import start as words
from app.session import audience, language
from graph.privacy import Audience


def show() -> None:
    """Draw the page."""
    spoken = language()
    st.title(words.TITLE.to(spoken), anchor=False)
    st.write(words.LEAD.to(spoken))
    data = choose_data(spoken)
    found = basis(data, choose_source(data, spoken))
    if not len(found.network.cases):
        beginning(audience(), spoken)
        _add()
        return
    summary(found, spoken)
    versions(data, spoken)
    st.header(words.WORST.to(spoken), anchor=False)
    worst(found, spoken)
    st.header(words.FIVE.to(spoken), anchor=False)
    five(found, spoken)
    st.header(words.CHANGED.to(spoken), anchor=False)
    changed(found, spoken)
    st.header(words.LOADED.to(spoken), anchor=False)
    loaded(found, spoken)
    _add()


def _add() -> None:
    if audience() is Audience.BEHEERDER:
        adding(language())


show()
