"""On the page Beheer: the work that goes on, in whatever window it was begun, and what to tell and to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from app.desk import Busy, Task, Work, desk, window
from app.draw.writing import plain
from app.jobs import Progress
from app.on_screen import on_screen, said
from app.phrases import steward as words
from graph.errors import KaartError
from graph.text import Language, Text

_MINE, _TOLD, _ASKED, _SEEN = "beheer-work", "beheer-told", "beheer-asked", "beheer-seen-working"
_SOON = 0.4


def begin(task: Task, work: Callable[[Progress], Any], *, keep_telling: bool = False) -> None:
    """Begin work on the data; what comes of it is told where it was begun. What is done at once shows no progress."""
    if not keep_telling:
        forget_telling()
    try:
        mine = desk().begin(task, work, window())
    except Busy as error:
        tell_error(error)
        return
    st.session_state[_MINE] = mine
    mine.job.wait(_SOON)


def finished(*tasks: Task) -> Work | None:
    """The last work of this window, when it has ended and is one of these."""
    work: Work | None = st.session_state.get(_MINE)
    return work if work is not None and work.task in tasks and work.job.done else None


def forget_work() -> None:
    """What this window did last is no longer told."""
    st.session_state.pop(_MINE, None)


def is_busy() -> bool:
    """Whether work on the data goes on, in any window."""
    return desk().running is not None


@st.fragment(run_every=0.5)
def working(language: Language) -> None:
    """How far the work is, and a button to stop it; the whole page follows when it has ended."""
    work = desk().running
    if work is None:
        if st.session_state.pop(_SEEN, False):
            st.rerun()
        return
    st.session_state[_SEEN] = True
    template = words.BUSY_HERE if work.window == window() else words.BUSY_ELSEWHERE
    with st.container(border=True):
        st.progress(work.job.share, template.format(what=work.task.value).to(language))
        if work.job.stopping:
            st.write(words.STOPPING.to(language))
        elif work.task.can_be_stopped:
            st.button(words.STOP.to(language), on_click=work.job.stop, key="beheer-stop")


def tell(text: Text) -> None:
    """Tell a person something at the next drawing."""
    st.session_state[_TOLD] = ("success", text)


def tell_error(error: KaartError) -> None:
    """Tell a person at the next drawing what did not work."""
    st.session_state[_TOLD] = ("error", on_screen(error.text))


def forget_telling() -> None:
    """What was told is no longer shown."""
    st.session_state.pop(_TOLD, None)


def telling(language: Language) -> None:
    """What was to be told."""
    if told := st.session_state.get(_TOLD):
        kind, text = told
        (st.success if kind == "success" else st.error)(plain(text.to(language)))


def result_of(work: Work, language: Language) -> Any:
    """What work brought; where it failed, a sentence on the page and None."""
    try:
        return work.job.result()
    except KaartError as error:
        st.error(said(error, language))
        return None


def asks(what: str, label: Text, language: Language, *, disabled: bool = False) -> bool:
    """A button that only asks; whether a person was asked, and has not answered yet."""
    st.button(label.to(language), key=f"beheer-ask-{what}", on_click=_ask, args=(what,), disabled=disabled)
    return bool(st.session_state.get(_ASKED) == what)


def confirm(question: Text, yes: Text, language: Language, do: Callable[[], None]) -> None:
    """The question, what happens on yes, and a way back."""
    with st.container(border=True):
        st.markdown(f"**{words.YES_NO.to(language)}** {plain(question.to(language))}")
        with st.container(horizontal=True):
            st.button(yes.to(language), key="beheer-yes", type="primary", on_click=_answer, args=(do,))
            st.button(words.NO.to(language), key="beheer-no", on_click=_answer, args=(None,))


def _ask(what: str) -> None:
    forget_telling()
    st.session_state[_ASKED] = what


def _answer(do: Callable[[], None] | None) -> None:
    st.session_state.pop(_ASKED, None)
    if do is not None:
        do()
