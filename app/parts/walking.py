"""A journey to walk along: its picture, the steps as a list, and buttons to go from one step to the next."""

from __future__ import annotations

import streamlit as st

from app.draw.stops import Timeline
from app.draw.telling import ending, visit, when
from app.draw.timeline import described, picture
from app.draw.writing import plain
from app.phrases import journeys as words
from graph.text import Language


@st.fragment
def walk(timeline: Timeline, key: str, language: Language) -> None:
    """Draw a journey whole, or one step of it; a step reruns only this. Without visits nothing is drawn."""
    size, at = len(timeline.stops), f"step-{key}"
    if not size:
        return
    # 0 is the whole journey. The steps go round, so that no button ever loses its focus by being switched off.
    step = int(st.session_state.get(at, 0)) % (size + 1)
    with st.container(horizontal=True, vertical_alignment="center", key=f"walk-{key}"):
        st.button(words.PREVIOUS.to(language), key=f"previous-{key}", on_click=_go, args=(at, (step - 1) % (size + 1)))
        st.button(words.NEXT.to(language), key=f"next-{key}", on_click=_go, args=(at, (step + 1) % (size + 1)))
        st.button(words.WHOLE.to(language), key=f"whole-{key}", on_click=_go, args=(at, 0))
    st.image(
        picture(timeline, language, step - 1 if step else None), width="stretch", alt=described(timeline, language)
    )
    if step:
        _one(timeline, step - 1, language)
    else:
        _all(timeline, language)


def _go(at: str, step: int) -> None:
    st.session_state[at] = step


def _one(timeline: Timeline, number: int, language: Language) -> None:
    stop = timeline.stops[number]
    title = words.STEP.format(n=number + 1, all=len(timeline.stops), loket=stop.loket)
    st.subheader(plain(title.to(language)), anchor=False)
    st.write(when(timeline, stop).to(language))
    for text in visit(stop, number):
        st.write(plain(text.to(language)))
    if number == len(timeline.stops) - 1:
        st.write(ending(timeline).to(language))


def _all(timeline: Timeline, language: Language) -> None:
    st.subheader(words.ALL_STEPS.format(n=len(timeline.stops)).to(language), anchor=False)
    lines = []
    for number, stop in enumerate(timeline.stops):
        told = " ".join(text.to(language) for text in visit(stop, number))
        lines.append(
            f"{number + 1}. **{plain(stop.loket)}** ({when(timeline, stop).to(language).rstrip('.')}): {plain(told)}"
        )
    st.markdown("\n".join(lines))
    st.write(ending(timeline).to(language))
    st.caption(words.WALK.to(language))
