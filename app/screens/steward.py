"""The page Beheer: files in, changes back, copies kept, and the settings of the register."""

from __future__ import annotations

import streamlit as st

from app.draw.writing import plain
from app.on_screen import said
from app.parts.address import in_address
from app.parts.steward_backup import keeping
from app.parts.steward_changes import changing
from app.parts.steward_import import importing
from app.parts.steward_settings import setting_up
from app.parts.steward_watch import telling, working
from app.phrases import steward as words
from app.session import audience, language
from app.steward import Steward
from graph.errors import KaartError

_PARTS = {"inlezen": importing, "veranderingen": changing, "kopie": keeping, "instellingen": setting_up}


def show() -> None:
    """Draw the page."""
    spoken = language()
    # Before anything is read: it refuses everybody but the administrator.
    steward = Steward(audience())
    st.title(words.TITLE.to(spoken), anchor=False)
    st.write(words.LEAD.to(spoken))
    place = words.WHERE.format(place=steward.where) if steward.has_data else words.NO_DATA
    st.caption(plain(place.to(spoken)))
    working(spoken)
    chosen = in_address(
        words.PART.to(spoken), "deel", {name: text.to(spoken) for name, text in words.PARTS.items()}, "inlezen"
    )
    telling(spoken)
    try:
        _PARTS[chosen](steward, spoken)
    except KaartError as error:
        st.error(said(error, spoken))


show()
