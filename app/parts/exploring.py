"""The bounces as a list, numbers, a picture and a table, which all show what was chosen in any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app import component, texts
from app.draw import drawing, network_svg, picture, sentences, table
from app.draw.bouncing import NOTHING, Choice, Pair
from app.draw.figures import figures
from app.draw.svg import Caption
from app.draw.writing import counted, number, plain
from app.exactly import Answers, view
from app.parts.following import is_heard, key_told
from graph.text import Language, Text

_FIRST, _STEP, _TABLE_ROWS, _MOST_ROWS, _HEIGHT = 8, 16, 8, 300, 560


@st.fragment
def explore(found: Answers, language: Language) -> None:
    """Draw list, numbers, picture and table; a click reruns only this."""
    if not found.bounces.cases:
        return
    choice = _choice(found)
    st.write(_total(found).to(language))
    left, right = st.columns([2, 3], gap="large")
    with left:
        _numbers(found, choice, language)
        _told(found, choice, language)
        _lists(found, choice, language)
    with right:
        _picture(found, choice, language)
    _table(found, choice, language)


def _choice(found: Answers) -> Choice:
    choice = st.session_state.get("choice", NOTHING)
    return choice if found.bouncing.knows(choice) else NOTHING


def _choose(choice: Choice) -> None:
    st.session_state["choice"] = choice


def _total(found: Answers) -> Text:
    if not found.bouncing.pairs:
        return texts.NO_BOUNCES
    bounces = found.bounces
    text = texts.TOTAL_ONE if bounces.cases_with_bounce == 1 else texts.TOTAL
    return text.format(
        cases=sentences.in_both(bounces.cases_with_bounce),
        all=sentences.in_both(found.bounces.cases),
        bounces=sentences.in_both(bounces.bounces),
    )


def _numbers(found: Answers, choice: Choice, language: Language) -> None:
    shown = figures(found.bouncing, choice, found.bounces.cases_with_bounce, language)
    for place, (label, value) in zip(st.columns(len(shown)), shown, strict=True):
        place.metric(label.to(language), value)


def _told(found: Answers, choice: Choice, language: Language) -> None:
    if not choice:
        st.write(texts.NOTHING_CHOSEN.to(language))
        return
    for sentence in sentences.evidence(found.bouncing, choice):
        st.write(plain(sentence.to(language)))
    st.button(texts.CLEAR.to(language), key="clear", on_click=_choose, args=(NOTHING,))


def _lists(found: Answers, choice: Choice, language: Language) -> None:
    pairs = [p for p in found.bouncing.pairs if choice.loket is None or choice.loket in p.lokets]
    sure = [p for p in pairs if p.asks is None]
    maybe = [p for p in pairs if p.asks is not None]
    if sure:
        _list("pairs", texts.PAIRS.to(language), sure, found, choice, language)
    if maybe:
        _list("advices", texts.ADVICES.to(language), maybe, found, choice, language)
        st.caption(texts.ADVICES_WHY.to(language))


def _list(key: str, label: str, pairs: Sequence[Pair], found: Answers, choice: Choice, language: Language) -> None:
    most = st.session_state.get(f"most-{key}", _FIRST)
    shown = [p for i, p in enumerate(pairs) if i < most or p.lokets == _as_named(found, choice)]
    told = {p.lokets: plain(sentences.pair(found.bouncing, p).to(language)) for p in shown}
    at = _as_named(found, choice)
    turned = key_told(key, told.get(at) if at else None)
    st.radio(
        label,
        list(told),
        list(told).index(at) if at in told else None,
        format_func=told.__getitem__,
        key=turned,
        on_change=_listed,
        args=(key, turned, told),
    )
    if len(pairs) > len(shown):
        left = number(len(pairs) - len(shown), language)
        st.button(texts.MORE.format(n=left).to(language), key=f"more-{key}", on_click=_longer, args=(key, most))


def _as_named(found: Answers, choice: Choice) -> tuple[str, str] | None:
    """The pair that belongs to the choice, as the list names it."""
    pair = found.bouncing.pair_at.get(choice.two)
    return pair.lokets if pair else None


def _listed(key: str, turned: str, told: Mapping[tuple[str, str], str]) -> None:
    pair = st.session_state[turned]
    if pair in told and is_heard(key, turned, told[pair]):
        _choose(Choice(pair=pair))


def _longer(key: str, most: int) -> None:
    st.session_state[f"most-{key}"] = most + _STEP


def _picture(found: Answers, choice: Choice, language: Language) -> None:
    drawn = view(found, choice, bool(st.session_state.get("rest")))
    shown = picture.drawing(found.bouncing, drawn, choice, language).moved(component.dragged("network"))
    component.network("network", drawing.payload(shown, language, _HEIGHT), _picked)
    caption = Caption(texts.BOUNCES.to(language), notes=(_drawn(found, drawn).to(language),))
    component.saving("save-network", "verwijskaart", lambda: network_svg.svg(shown, caption, language), language)
    st.caption(_drawn(found, drawn).to(language))
    if len(drawn.places) < found.overview.lokets or st.session_state.get("rest"):
        st.checkbox(texts.SHOW_REST.to(language), key="rest")


def _picked() -> None:
    picked = st.session_state["network"].get("picked") or {}
    arrow = picked.get("arrow")
    _choose(Choice(loket=picked.get("loket"), arrow=(arrow[0], arrow[1]) if arrow else None))


def _drawn(found: Answers, drawn: picture.View) -> Text:
    return texts.DRAWN.format(
        lokets=sentences.in_both(len(drawn.places)),
        all_lokets=sentences.in_both(found.overview.lokets),
        arrows=sentences.in_both(len(drawn.arrows)),
        all_arrows=sentences.in_both(len(found.bouncing.arrows)),
    )


def _table(found: Answers, choice: Choice, language: Language) -> None:
    st.subheader(texts.TABLE.to(language), anchor=False)
    arrows = table.rows(found.bouncing, choice)
    most = _MOST_ROWS if st.session_state.get("all-rows") else _TABLE_ROWS
    st.table(table.columns(found.bouncing, arrows[:most], language), hide_index=True, alt=texts.TABLE_ALT.to(language))
    if len(arrows) > _TABLE_ROWS:
        n = number(min(len(arrows), _MOST_ROWS), language)
        st.checkbox(texts.ALL_ROWS.format(n=n).to(language), key="all-rows")
    st.caption(texts.MEANING.to(language))
    if found.bounces.tie_dependent_cases:
        st.caption(counted(found.bounces.tie_dependent_cases, texts.TIE, texts.TIES).to(language))
