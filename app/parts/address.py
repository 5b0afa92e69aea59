"""Choices that are kept in the address of the page, so that a view can be shared and survives a reload."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def in_address(label: str, name: str, words: Mapping[str, str], default: str, *, hide_label: bool = False) -> str:
    """A choice of one out of a few; the address holds its code under `name`, and nothing for the default.

    Streamlit's own way would put the words in the address, which differ by language.
    """
    if st.session_state.get(name) not in words:
        asked = st.query_params.get(name, default)
        st.session_state[name] = asked if asked in words else default
    chosen = str(
        st.segmented_control(
            label,
            list(words),
            format_func=lambda code: words[code],
            required=True,
            key=name,
            label_visibility="collapsed" if hide_label else "visible",
        )
    )
    keep(name, chosen, default)
    return chosen


def choose_in_address(name: str, chosen: str, default: str) -> None:
    """Make a choice for the person, before its widget is drawn."""
    st.session_state[name] = chosen
    keep(name, chosen, default)


def keep(name: str, chosen: str, default: str) -> None:
    """Bring the address in line with a choice.

    Done whenever the page is drawn, and not when the choice is made: the line that looks for new data (`fresh`) may
    hear of the choice first, and what it puts in the address is lost.
    """
    if chosen == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
