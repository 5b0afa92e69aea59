"""The page Reis: the stories, the routes that many took, and for the administrator one single case."""

from __future__ import annotations

import streamlit as st

from app.basis import basis
from app.draw.telling import duration
from app.draw.writing import plain
from app.journeying import may_look, tales
from app.parts.address import in_address, keep
from app.parts.loaded import choose_data, choose_source
from app.parts.one_case import one_case
from app.parts.routes import typical_routes
from app.parts.walking import walk
from app.phrases import journeys as words
from app.phrases import start
from app.session import language
from graph.text import Language

_STORIES, _ROUTES, _ONE = "verhalen", "routes", "hulpvraag"


def show() -> None:
    """Draw the page."""
    spoken = language()
    st.title(words.TITLE.to(spoken), anchor=False)
    st.write(words.LEAD.to(spoken))
    parts = {_STORIES: words.STORIES.to(spoken), _ROUTES: words.ROUTES.to(spoken)}
    if may_look():
        parts[_ONE] = words.ONE.to(spoken)
    part = in_address(words.PART.to(spoken), "reis", parts, _STORIES)
    # The stories come first: they are there whatever data are loaded, also when these cannot be read.
    if part == _STORIES:
        _stories(spoken)
    else:
        _data(part, spoken)


def _stories(spoken: Language) -> None:
    known = {tale.id: tale for tale in tales()}
    # The key in the address is the letter of a story, never a case.
    asked = st.query_params.get("verhaal", "")
    st.session_state.setdefault("story", asked if asked in known else next(iter(known)))
    chosen = st.selectbox(
        words.STORY.to(spoken),
        list(known),
        format_func=lambda id: known[id].title.to(spoken),
        key="story",
    )
    keep("verhaal", chosen, next(iter(known)))
    tale = known[chosen]
    st.header(tale.title.to(spoken), anchor=False)
    st.caption(words.FICTION.to(spoken))
    lokets, days = tale.timeline.possible or ((), 0)
    about = words.STORY_OPEN if tale.timeline.outcome is None else words.STORY_TOTAL
    total = about.format(visits=len(tale.timeline.stops), days=duration(tale.timeline.length), possible=duration(days))
    st.write(f"{words.PERSONS.format(persons=tale.persons).to(spoken)} {total.to(spoken)}")
    walk(tale.timeline, f"story-{tale.id}", spoken)
    st.subheader(words.POSSIBLE.to(spoken), anchor=False)
    route = words.POSSIBLE_ROUTE.format(lokets=" → ".join(lokets), days=duration(days))
    st.write(plain(route.to(spoken)))
    st.write(plain(tale.could.to(spoken)))


def _data(part: str, spoken: Language) -> None:
    data = choose_data(spoken)
    found = basis(data, choose_source(data, spoken))
    if not len(found.network.cases):
        st.warning(start.EMPTY.to(spoken))
        st.write(words.NO_DATA.to(spoken))
    elif part == _ROUTES:
        typical_routes(found, spoken)
    else:
        one_case(found, data, spoken)


show()
