"""On Start: which version a page shows, and for the administrator what others see and how to publish."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from app.covering import publish_now, stands
from app.draw.writing import day
from app.phrases import start as words
from app.session import Data, audience, version
from graph.instants import AMSTERDAM
from graph.privacy import Audience
from graph.text import Language, Text

_ASKED, _DONE = "publish-asked", "publish-done"


def versions(data: Data, language: Language) -> None:
    """Draw what is seen, and for the administrator of own data the way to publish."""
    seen = version(data)
    if seen.when is not None:
        st.write(words.VERSION_PUBLISHED.format(day=_day(seen.when)).to(language))
    else:
        st.write((words.VERSION_DEMO if data.is_demo else words.VERSION_LIVE).to(language))
    if audience() is Audience.BEHEERDER and not data.is_demo:
        _for_others(language)


def _for_others(language: Language) -> None:
    now = stands()
    if now.when is None:
        st.write(words.OTHERS_NOTHING.to(language))
    else:
        since = words.CHANGED_SINCE.to(language) if now.changed_since else ""
        st.write(f"{words.OTHERS_SEE.format(day=_day(now.when)).to(language)} {since}")
    if st.session_state.pop(_DONE, False):
        st.success(words.PUBLISHED.to(language))
    if st.session_state.get(_ASKED):
        _ask(language)
    elif now.when is None or now.changed_since:
        st.button(words.PUBLISH.to(language), key="publish", on_click=_set_asked, args=(True,))


def _ask(language: Language) -> None:
    with st.container(border=True):
        st.write(words.PUBLISH_ASK.to(language))
        with st.container(horizontal=True):
            yes = st.button(words.PUBLISH_YES.to(language), key="publish-yes", type="primary")
            st.button(words.PUBLISH_NO.to(language), key="publish-no", on_click=_set_asked, args=(False,))
    if yes:
        _set_asked(False)
        publish_now()
        st.session_state[_DONE] = True
        st.rerun()


def _set_asked(asked: bool) -> None:
    st.session_state[_ASKED] = asked


def _day(moment: datetime) -> Text:
    local = moment.astimezone(AMSTERDAM)
    return Text(day(local, "nl"), day(local, "en"))
