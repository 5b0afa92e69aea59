"""Our own components: the network picture, and Streamlit's words in the language of the page.

Both are packaged, so their scripts come over HTTP once and not with each message, and the content security policy
needs no `blob:`. vis-network itself is not ours: it is served from the pyvis wheel, under a name with its hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import streamlit as st

from app.phrases import pictures
from graph.text import Language

_PICTURE = """
<div class="kaart">
  <div class="tools"><label><span id="find-word"></span>
    <input id="find" type="search" list="found" autocomplete="off"></label><datalist id="found"></datalist>
    <span id="miss" class="miss" role="status"></span>
    <button id="in" type="button">+</button><button id="out" type="button">&minus;</button>
    <button id="fit" type="button"></button><button id="reset" type="button" hidden></button></div>
  <div class="stage"><div id="net" tabindex="0" role="application" aria-describedby="help"></div>
    <div id="tip" class="tip" hidden></div></div>
  <div id="live" class="unseen" role="status" aria-live="polite"></div>
  <ul class="legend"><li data-look="back"><span class="line"></span><span></span></li>
    <li data-look="flow"><span class="line flow"></span><span></span></li>
    <li data-look="advice"><span class="line advice"></span><span></span></li></ul>
  <p class="help" id="help"></p>
</div>
"""
_NO_MENU = """<style>[data-testid=stFullScreenFrame]:has([data-testid=stVegaLiteChart])
  [data-testid=stElementToolbar] { display: none; }</style>"""
_AROUND, _BUTTON = 98, 40
"""Pixels that a network picture takes beside the picture itself (search, legend, help), and a button as it loads."""
_SAVING = """
<div class="saving"><span id="label"></span><button id="png" type="button">PNG</button>
  <button id="svg" type="button">SVG</button>
  <span id="live" class="unseen" role="status" aria-live="polite"></span></div>
"""


def engine_file() -> Traversable:
    """The script of vis-network in the pyvis wheel."""
    return files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"


@cache
def engine_name() -> str:
    """The name that the script is served under; it changes with its content."""
    return f"vis-network-{hashlib.sha256(engine_file().read_bytes()).hexdigest()[:12]}.js"


ENGINE_FOLDER = "kaart"


@cache
def _network() -> Callable[..., Any]:
    return st.components.v2.component("verwijskaart.network", html=_PICTURE, css="network.css", js="network.js")


@cache
def _words() -> Callable[..., Any]:
    return st.components.v2.component("verwijskaart.words", html="<span hidden></span>\n", js="words.js")


@cache
def _saving() -> Callable[..., Any]:
    return st.components.v2.component("verwijskaart.saving", html=_SAVING, css="saving.css", js="saving.js")


def network(
    key: str,
    data: Mapping[str, Any],
    on_pick: Callable[[], None],
    on_open: Callable[[], None] = lambda: None,
    on_move: Callable[[], None] = lambda: None,
) -> None:
    """The network picture of a payload of `app.draw.drawing`, in which lokets can be dragged; see `dragged`.

    Parameters
    ----------
    on_pick
        Runs when a person chooses something, which then stands in `st.session_state[key]["picked"]`:
        `{"loket": id}`, `{"arrow": [from, to]}` or `{}`.
    on_open
        Runs after a double click on a loket, or Enter on the chosen one, where the payload was made with `opens`.
        `st.session_state[key]["opened"]` is `{"loket": id}`.
    on_move
        Runs after lokets were dragged or put back; `dragged` then says where they are.
    """
    # The component's own script stands at /_stcore/bidi-components/verwijskaart.network/network.js.
    engine = f"../../../{ENGINE_FOLDER}/{engine_name()}"
    _keep_room(key, int(data["height"]) + _AROUND)
    _network()(
        key=key,
        data={"engine": engine, "dragged": bool(dragged(key)), **data},
        height="content",
        on_picked_change=on_pick,
        on_opened_change=on_open,
        on_moved_change=lambda: _remember(key, on_move),
    )


def dragged(key: str) -> dict[str, tuple[int, int]]:
    """Where a person dragged lokets in a picture, in this session, whatever the filter; for `Drawing.moved`."""
    return dict(st.session_state.get(f"{key}-dragged", {}))


def stand_dragged(key: str, places: Callable[[], Mapping[str, tuple[int, int]]]) -> None:
    """Where lokets stood when a person closed the page: taken over once, when a picture is first drawn."""
    if f"{key}-dragged" not in st.session_state:
        st.session_state[f"{key}-dragged"] = dict(places())


def _remember(key: str, on_move: Callable[[], None]) -> None:
    told = st.session_state[key].get("moved") or {}
    places = {loket: (int(x), int(y)) for loket, (x, y) in told.get("places", {}).items()}
    st.session_state[f"{key}-dragged"] = {} if told.get("reset") else {**dragged(key), **places}
    on_move()


def saving(key: str, name: str, svg: Callable[[], str], language: Language) -> None:
    """Two buttons that save a picture as PNG and as SVG, both made of the same SVG, on this machine.

    Parameters
    ----------
    name
        Of the file, without its ending.
    svg
        Makes the picture; called only when a person asks for it.
    """
    asked = (st.session_state.get(key) or {}).get("wanted")
    words = {"save": pictures.SAVE, "saved": pictures.SAVED, "not_saved": pictures.NOT_SAVED}
    data = {
        "words": {word: text.to(language) for word, text in words.items()},
        "name": name,
        "svg": svg() if asked else None,
        "asked": asked,
    }
    _keep_room(key, _BUTTON)
    _saving()(key=key, data=data, height="content", on_wanted_change=lambda: None)


def chart(key: str, drawn: Mapping[str, Any], on_pick: Callable[[], None]) -> None:
    """A chart of `app.draw.charts`, without the menu that Streamlit lays over it.

    `on_pick` runs when a person clicks in it; `cell_of` or `bar_of` of `st.session_state[key]` is what was clicked.
    """
    st.html(_NO_MENU)
    _keep_room(key, int(drawn["height"]))
    st.vega_lite_chart(spec=dict(drawn), key=key, on_select=on_pick, width="stretch", theme=None)


def _keep_room(key: str, height: int) -> None:
    """Keep the place of what a browser draws later: nothing below it may move while somebody clicks there."""
    st.html(f"<style>.st-key-{key} {{ min-height: {height}px; }}</style>")


def speak(language: str, whole: Mapping[str, str], begin: Mapping[str, str], within: Mapping[str, str]) -> None:
    """Make the page and Streamlit's own words speak a language: whole words, beginnings, and parts of words."""
    data = {"language": language, "whole": dict(whole), "begin": dict(begin), "within": dict(within)}
    _words()(key="words", data=data, height="content")
