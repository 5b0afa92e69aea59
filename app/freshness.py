"""Which version of one's own data a page shows, told cheaply: without reading any of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.choosing import own_choices_place
from app.opening import opened
from app.session import audience, own_place, settings, watched
from graph.changesets import ChangeSet
from graph.choices import newest_change
from graph.privacy import Audience
from graph.publishing import standing

NOTHING = ""
"""Where there are no data of one's own."""
_PATIENCE = 200
"""Milliseconds to wait for another program that writes: the line is drawn again within a second."""


def mark() -> str:
    """What stands now: for the administrator the data, for others what is published; a few milliseconds.

    Raises
    ------
    KaartError
        When the data cannot be read.
    """
    watch = watched()
    return _mark_of_file() if watch is None else _mark(watch.newest.token, watch.newest.changes)


def shown_mark() -> str:
    """What a page shows that is drawn now: of data on a server what is ready, which may be older than what stands.

    Raises
    ------
    KaartError
        When the data cannot be read.
    """
    watch = watched()
    return _mark_of_file() if watch is None else _mark(watch.shown.token, watch.shown.changes)


def _mark(token: str, changes: Sequence[ChangeSet]) -> str:
    return _named(token if audience() is Audience.BEHEERDER else _number(changes))


def _mark_of_file() -> str:
    path = own_place()
    if not path.exists():
        return NOTHING
    with opened(settings(), path, create=False, read_only=True, patience=_PATIENCE) as store:
        token = store.token
    return _named(token if audience() is Audience.BEHEERDER else _published(str(path), token))


def _named(version: object) -> str:
    # The settings of the register change its figures as new data do.
    return f"{own_place()} {version} {newest_change(own_choices_place(settings()))}"


@st.cache_resource(max_entries=8, show_spinner=False)
def _published(path: str, token: str) -> int:
    with opened(settings(), own_place(), create=False, read_only=True, patience=_PATIENCE) as store:
        return _number(store.changes())


def _number(changes: Sequence[ChangeSet]) -> int:
    """The number of what stands published, 0 where nothing is."""
    found = standing(changes)
    return 0 if found is None else found.number
