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

_PICTURE = """
<div class="kaart">
  <div class="tools"><button id="in" type="button">+</button><button id="out" type="button">&minus;</button>
    <button id="fit" type="button"></button></div>
  <div id="net" tabindex="0" role="application" aria-describedby="help"></div>
  <div id="live" class="unseen" role="status" aria-live="polite"></div>
  <ul class="legend"><li><span class="line"></span><span data-word="back"></span></li>
    <li><span class="line flow"></span><span data-word="flow"></span></li>
    <li><span class="line advice"></span><span data-word="advice"></span></li></ul>
  <p class="help" id="help" data-word="help"></p>
</div>
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


def network(key: str, data: Mapping[str, Any], on_pick: Callable[[], None]) -> None:
    """The network picture of a payload of `app.draw.picture`; `on_pick` runs when a person chooses something.

    What was chosen stands in `st.session_state[key]["picked"]`: `{"loket": id}`, `{"arrow": [from, to]}` or `{}`.
    """
    # The component's own script stands at /_stcore/bidi-components/verwijskaart.network/network.js.
    engine = f"../../../{ENGINE_FOLDER}/{engine_name()}"
    _network()(key=key, data={"engine": engine, **data}, height="content", on_picked_change=on_pick)


def speak(language: str, whole: Mapping[str, str], begin: Mapping[str, str], within: Mapping[str, str]) -> None:
    """Make the page and Streamlit's own words speak a language: whole words, beginnings, and parts of words."""
    data = {"language": language, "whole": dict(whole), "begin": dict(begin), "within": dict(within)}
    _words()(key="words", data=data, height="content")
