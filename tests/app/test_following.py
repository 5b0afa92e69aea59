"""A list that also follows what is chosen elsewhere hears a person, and no word of before."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from app.parts.following import is_heard, key_told

    chosen = st.session_state.get("chosen")
    key = key_told("list", chosen)

    def listed(of: str) -> None:
        if is_heard("list", of, st.session_state[of]):
            st.session_state["chosen"] = st.session_state[of]

    offered = ["a", "b", "c"]
    st.radio("list", offered, offered.index(chosen) if chosen else None, key=key, on_change=lambda: listed(key))
    if st.button("elsewhere"):
        st.session_state["chosen"] = "c"
        st.rerun()
    # What a browser says that asked before: the callback of the former list, with its value.
    if st.button("late"):
        st.session_state["list-1"] = "a"
        listed("list-1")
        st.rerun()


def test_a_choice_in_the_list_keeps_the_list() -> None:
    page = AppTest.from_function(_page).run()
    key = page.radio[0].key
    page.radio[0].set_value("b").run()
    assert page.session_state["chosen"] == "b"
    assert (page.radio[0].key, page.radio[0].value) == (key, "b")
    page.run()
    assert (page.radio[0].key, page.radio[0].value) == (key, "b")


def test_a_choice_elsewhere_is_shown_under_a_new_key_and_an_old_word_changes_nothing() -> None:
    page = AppTest.from_function(_page).run()
    page.radio[0].set_value("b").run()
    page.button[0].click().run()
    assert (page.radio[0].key, page.radio[0].value) == ("list-2", "c")
    page.button[1].click().run()
    assert page.session_state["chosen"] == "c"
    assert (page.radio[0].key, page.radio[0].value) == ("list-2", "c")
    assert not page.exception
