"""The first page: what is loaded, and between which lokets cases go back and forth."""

from __future__ import annotations

import streamlit as st

from app import texts
from app.exactly import answers
from app.parts.adding import adding
from app.parts.exploring import explore
from app.parts.loaded import choose_data, choose_source, details, summary
from app.session import language


def show() -> None:
    """Draw the page."""
    spoken = language()
    st.title(texts.TITLE.to(spoken), anchor=False)
    st.write(texts.LEAD.to(spoken))
    data = choose_data(spoken)
    source = choose_source(data, spoken)
    found = answers(data, source)
    summary(found, spoken)
    left, right = st.columns(2)
    with left:
        details(found, data, spoken)
    with right:
        adding(spoken)
    st.header(texts.BOUNCES.to(spoken), anchor=False)
    explore(found, spoken)


show()
