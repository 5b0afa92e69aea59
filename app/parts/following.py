"""Widgets that also follow what is chosen elsewhere: by an arrow in a picture, by a button, by the address.

The line that looks for new data (`app.parts.fresh`) asks each second, and Streamlit sends along what every widget held
when it asked. Where the script has given a widget another value meanwhile, that old word would count as a choice of
the person, and undo what was really chosen. So a widget that is told a value gets a new key with it, and the first
option of it is that value; what is still said of the former key is not heard.
"""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st


def key_told(name: str, told: Hashable) -> str:
    """The key for a widget that shows `told`: another one whenever it shows something else now, or is not drawn.

    `told` names the value and the words that stand for it: of other words a browser's old ones are none.
    """
    if st.session_state.get(_told(name)) != (told,) or _key(name) not in st.session_state:
        st.session_state[_turn(name)] = _turns(name) + 1
        st.session_state[_told(name)] = (told,)
    return _key(name)


def is_heard(name: str, key: str, told: Hashable) -> bool:
    """Whether a choice in the widget under `key` still counts; from then on the widget shows `told`."""
    if key != _key(name):
        return False
    st.session_state[_told(name)] = (told,)
    return True


def _key(name: str) -> str:
    return f"{name}-{_turns(name)}"


def _turns(name: str) -> int:
    turns: int = st.session_state.get(_turn(name), 0)
    return turns


def _turn(name: str) -> str:
    return f"{name}-turn"


def _told(name: str) -> str:
    return f"{name}-told"
