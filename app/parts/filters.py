"""The row of filters, the same on every page, kept in the address so that a view can be shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from app.basis import Basis, ranked_gaps
from app.draw import viewing
from app.draw.gap_words import counted_of
from app.draw.writing import plain
from app.parts.following import is_heard, key_told
from app.phrases import filters as words
from graph.codes import Audience
from graph.text import Language, Text
from graph.views import EVERYTHING, MOST_FILTERS, View

NAMES = {
    "period": "periode",
    "domain": "leefgebied",
    "area": "wijk",
    "target": "doelgroep",
    "problems": "problemen",
    "kind": "soort",
}
"""What each part of a view is called in the address; its values stand there as in `graph.views.View`."""
_ALL, _COMPARE, _YES = "", "vergelijk", "ja"
_CHOSEN, _WRITTEN, _PAGE, _MOVED = "filters-chosen", "filters-written", "filters-page", "filters-moved"


def choose_view(found: Basis, spoken: Language) -> View:
    """Draw the row of filters; the view that a person chose in it, or that the address asks for."""
    _follow_address()
    view, remarks = _read(found, st.session_state[_CHOSEN])
    _write(view)
    for remark in remarks:
        st.warning(plain(remark.to(spoken)))
    full = found.audience is not Audience.BEHEERDER and found.filters_in(view) >= MOST_FILTERS
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        for name, choices in found.facts.choices.items():
            _one(name, choices, view, full, spoken)
        if view.filters:
            st.button(words.CLEAR.to(spoken), key="filters-clear", on_click=choose, args=(View(view.period),))
    if full:
        with_source = found.facts.of_one_source
        st.caption((words.FULL_WITH_SOURCE if with_source else words.FULL).format(most=MOST_FILTERS).to(spoken))
    return view


def _one(name: str, choices: tuple[str, ...], view: View, full: bool, spoken: Language) -> None:
    """One list to choose from; nothing where the data hold no choice."""
    if not choices:
        return
    chosen = view.period if name == "period" else view.filters.get(name, _ALL)
    everything = EVERYTHING if name == "period" else _ALL
    offered = choices if name == "period" else (_ALL, *choices)
    told = {
        code: (words.ALL[name] if code == everything else viewing.choice(name, code)).to(spoken) for code in offered
    }
    key = key_told(f"filter-{name}", told[chosen])
    st.selectbox(
        words.LABELS[name].to(spoken),
        offered,
        offered.index(chosen),
        format_func=told.__getitem__,
        key=key,
        on_change=_changed,
        args=(name, key, told),
        disabled=full and name != "period" and chosen == _ALL,
        width=170,
    )


def _changed(name: str, key: str, told: Mapping[str, str]) -> None:
    code = st.session_state[key]
    if code in told and is_heard(f"filter-{name}", key, told[code]):
        _keep({**st.session_state[_CHOSEN], name: code})


def choose(view: View) -> None:
    """Make a whole view the chosen one, before the row is drawn."""
    _keep({"period": view.period, **view.filters})


def _keep(chosen: Mapping[str, str]) -> None:
    st.session_state[_CHOSEN] = {n: v for n, v in chosen.items() if v not in (_ALL, EVERYTHING)}
    _put(st.session_state[_CHOSEN])


def _put(chosen: Mapping[str, str]) -> None:
    """Bring the address in line with what is chosen."""
    wanted = {NAMES[n]: v for n, v in chosen.items()}
    for name in NAMES.values():
        if name in wanted and st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]
        elif name not in wanted and name in st.query_params:
            del st.query_params[name]
    st.session_state[_WRITTEN] = wanted


def note_page(path: str) -> None:
    """Note which page is about to be drawn: on another one than before, the address has lost its filters."""
    st.session_state[_MOVED] = st.session_state.get(_PAGE) != path
    st.session_state[_PAGE] = path


def _follow_address() -> None:
    """Take over what the address asks for, unless it lost its filters because a person went to another page."""
    asked = {n: st.query_params[p] for n, p in NAMES.items() if p in st.query_params}
    known = st.session_state.get(_CHOSEN)
    if known is None or (asked and {NAMES[n]: v for n, v in asked.items()} != st.session_state.get(_WRITTEN)):
        st.session_state[_CHOSEN] = asked
    elif not asked and not st.session_state.get(_MOVED):
        # A person went back to an address without filters.
        st.session_state[_CHOSEN] = {}


def _read(found: Basis, asked: Mapping[str, str]) -> tuple[View, list[Text]]:
    """The view that is asked for, less what the data do not know and what is too much, each with a remark."""
    remarks: list[Text] = []
    taken: dict[str, str] = {}
    for name, value in asked.items():
        if value not in found.facts.choices[name]:
            remarks.append(words.NOT_KNOWN.format(label=_low(words.LABELS[name]), value=value))
        elif name != "period" and found.audience is not Audience.BEHEERDER and _is_full(found, taken):
            remarks.append(words.TOO_MANY.format(label=_low(words.LABELS[name])))
        else:
            taken[name] = value
    return View(**taken), remarks


def _low(text: Text) -> Text:
    return Text(text.nl.lower(), text.en.lower())


def _is_full(found: Basis, taken: Mapping[str, str]) -> bool:
    return found.filters_in(View(**taken)) >= MOST_FILTERS


def _write(view: View) -> None:
    chosen = {"period": view.period, **view.filters}
    _put({n: v for n, v in chosen.items() if v != EVERYTHING})
    st.session_state[_CHOSEN] = {n: v for n, v in chosen.items() if v != EVERYTHING}


def wants_comparing(view: View, comparable: Text | None, spoken: Language) -> bool:
    """Draw the switch "compare with the period before"; whether it is on.

    `comparable` says why it cannot be done (`graph.comparing.why_not`); then there is no switch.
    """
    if comparable is not None:
        if view.period != EVERYTHING:
            st.caption(comparable.to(spoken))
        return False
    key = "filter-compare"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(_COMPARE) == _YES
    if st.session_state[key]:
        st.query_params[_COMPARE] = _YES
    else:
        st.query_params.pop(_COMPARE, None)
    return st.toggle(words.COMPARE.to(spoken), key=key)


def nearest_that_passes(view: View, passes: Callable[[View], bool]) -> View | None:
    """The nearest coarser view that shows something; None where none does."""
    return next((wider for wider in view.coarser() if passes(wider)), None)


def nothing_to_show(found: Basis, view: View, spoken: Language, passes: Callable[[View], bool] | None = None) -> None:
    """Say that nothing passes in this view, with the nearest coarser one that does, one click away."""
    exact = found.audience is Audience.BEHEERDER
    st.info(_nothing(found, exact, view == View()).to(spoken))
    wider = nearest_that_passes(view, passes or (lambda v: bool(ranked_gaps(found, v))))
    if wider is not None:
        label = words.COARSER.format(view=viewing.told(wider)).to(spoken)
        st.button(plain(label), key="filters-wider", on_click=choose, args=(wider,))
    elif not exact and view != View():
        st.write(words.NOTHING_AT_ALL.to(spoken))


def _nothing(found: Basis, exact: bool, unfiltered: bool) -> Text:
    if exact:
        return words.NOTHING_WITHOUT_FOR_BEHEERDER if unfiltered else words.NOTHING_FOR_BEHEERDER
    return counted_of(words.NOTHING_WITHOUT if unfiltered else words.NOTHING, found.counting.people.named)
