"""Which version of one's own data a page shows, told cheaply: without reading any of them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.choosing import own_choices_place
from app.session import audience, own_place, settings
from graph.choices import newest_change
from graph.privacy import Audience
from graph.publishing import standing
from graph.stores.sqlite import open_sqlite

NOTHING = ""
"""Where there are no data of one's own."""


def mark() -> str:
    """What stands now: for the administrator the data, for others what is published; a few milliseconds.

    Raises
    ------
    KaartError
        When the data cannot be read.
    """
    path = own_place()
    if not path.exists():
        return NOTHING
    with open_sqlite(path, settings().door(), create=False, read_only=True) as store:
        token = store.token
    # The settings of the register change its figures as new data do.
    chosen = newest_change(own_choices_place(settings()))
    version = token if audience() is Audience.BEHEERDER else _published(str(path), token)
    return f"{path} {version} {chosen}"


@st.cache_resource(max_entries=8, show_spinner=False)
def _published(path: str, token: str) -> int:
    """The number of what stands published at a version, 0 where nothing is."""
    with open_sqlite(Path(path), settings().door(), create=False, read_only=True) as store:
        found = standing(store.changes())
    return 0 if found is None else found.number
