"""The app: its language, its pages, and errors as sentences. Streamlit runs this file for every change on the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import streamlit_words, texts
from app.component import speak
from app.draw.writing import plain
from app.pages import SCREENS
from app.parts.address import in_address
from app.parts.filters import note_page
from app.parts.fresh import follow, lost
from app.phrases import fresh
from app.session import audience, language, settings
from app.trouble import told
from graph.text import Language

_ICON = Path(__file__).with_name("icon.png")
# Streamlit greys the name of a list that is closed so far that it cannot be read well (axe: color-contrast).
_LABELS = """<style>[data-testid=stWidgetLabel][disabled], [data-testid=stWidgetLabel][disabled] * {
  color: #111111 !important; }</style>"""


def main() -> None:
    """Draw the page that the address names."""
    # Before st.navigation: after it, Streamlit asks Google for the icon of the page.
    st.set_page_config(page_title=texts.APP.nl, page_icon=str(_ICON), layout="wide")
    st.html(_LABELS)
    _choose_language()
    spoken = language()
    pages = [
        st.Page(screen.file, title=screen.title.to(spoken), url_path=screen.path, default=screen is SCREENS[0])
        for screen in SCREENS
        if audience() in screen.seen_by
    ]
    page = st.navigation(pages, position="top")
    if lost():
        st.error(fresh.GONE.to(spoken))
    try:
        note_page(page.url_path)
        page.run()
    except Exception as error:
        _tell(error, spoken)
    own_words = (streamlit_words.WHOLE, streamlit_words.BEGINNINGS, streamlit_words.WITHIN)
    speak(spoken, *(own_words if spoken == "nl" else ({}, streamlit_words.IN_ENGLISH, {})))


def _tell(error: Exception, spoken: Language) -> None:
    """An error as a sentence, with a button to try again; a mistake of ours goes on to the log of the server."""
    text = told(error)
    if text is None:
        raise error
    st.error(plain(text.to(spoken)))
    st.button(fresh.AGAIN.to(spoken), key="try-again")


def _choose_language() -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{texts.APP.nl}**", width="content")
        # Here the line stands from the beginning, so that nothing moves when it has something to say.
        line = st.container(width="content", key="fresh")
        in_address(
            f"{texts.LANGUAGE.nl} / {texts.LANGUAGE.en}", "taal", texts.LANGUAGES, settings().lang, hide_label=True
        )
    # Only now the language is known.
    with line:
        follow(language())


main()
