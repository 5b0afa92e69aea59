"""The three worst pairs, and the ranked list of gaps over all kinds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.basis import Basis, evidence, gap_figures
from app.draw import pair_why
from app.draw.gap_words import Teller, joined
from app.draw.writing import number, plain
from app.gap_basis import all_ways
from app.parts.address import in_address
from app.parts.following import is_heard, key_told
from app.parts.gap_choice import Picked, pick_gap, put
from app.phrases import gaps as words
from graph.codes import Audience, Gap
from graph.figures import Figures
from graph.ranking import RankedGap
from graph.text import Language, Text
from graph.views import MOST_FILTERS, View
from loaders.remedies import remedies_for

_FIRST, _STEP, _WORST = 8, 16, 3
_ALL, _LIST = "alles", "gaps"
SHOWN = "toon"
"""Where the kind of gap that is shown stands in the address."""
_LOOKS = """<style>[class*=st-key-worst-] [class*=st-key-show-] { margin-top: auto; }
  [class*=st-key-gaps-] [role=radiogroup] { gap: 0.7rem; }</style>"""
"""The buttons of the cards at one height, and room between the sentences of the list."""
_KINDS = (Gap.BOUNCE, Gap.LOOP, Gap.DEAD_END, Gap.REFUSAL, Gap.NO_PICKUP, Gap.REINTAKE)


def worst_pairs(
    found: Basis, view: View, gaps: Sequence[RankedGap], teller: Teller, chosen: Picked, spoken: Language
) -> None:
    """The pairs of lokets that bounce and cost most days, each with why and what helps."""
    pairs = [gap for gap in gaps if gap.kind is Gap.BOUNCE][:_WORST]
    if not pairs:
        st.write(words.NO_PAIRS.to(spoken))
        return
    st.html(_LOOKS)
    heads = {1: words.ONE_PAIR, 2: words.TWO_PAIRS}
    head = heads.get(len(pairs), words.THREE)
    # A case costs no time, a household does.
    told = head if teller.named else Text(head.nl.replace(" gezinnen", ""), head.en)
    st.header(told.to(spoken), anchor=False)
    for i, (place, gap) in enumerate(zip(st.columns(_WORST), pairs, strict=False)):
        with place, st.container(border=True, height="stretch", key=f"worst-{i}"):
            st.subheader(f"{i + 1}. {plain(_pair(gap, teller).to(spoken))}", anchor=False)
            st.write(plain(teller.gap(gap).to(spoken)))
            st.write(f"**{words.WHY.to(spoken)}** {plain(_why(found, view, gap, teller).to(spoken))}")
            best = remedies_for(gap.kind.value)[0]
            st.write(f"**{words.WHAT_HELPS.to(spoken)}** {plain(best.title.to(spoken))}.")
            # The button stays when its evidence is shown: so the focus of who pressed Enter on it stays too.
            st.button(words.SHOW.to(spoken), key=f"show-{i}", on_click=pick_gap, args=(gap,))
            # A line for all three, so that the buttons stand beside one another.
            st.write(f"*{words.SHOWN.to(spoken)}*" if chosen.is_gap(gap) else "&nbsp;")


def _pair(gap: RankedGap, teller: Teller) -> Text:
    return words.PAIR_NAME.format(a=teller.title(gap.a), b=teller.title(gap.b))


def _why(found: Basis, view: View, gap: RankedGap, teller: Teller) -> Text:
    """Which of both returns, and what it is about."""
    told = pair_why.who_returns(all_ways(found, view), gap, teller)
    return joined(told, pair_why.about(gap, _broken_down(found, view, gap), teller))


def _broken_down(found: Basis, view: View, gap: RankedGap) -> dict[str, Figures]:
    """The gap by life domain and by area, as far as that may be told; what was filtered on says nothing more."""
    if found.audience is not Audience.BEHEERDER and found.filters_in(view) >= MOST_FILTERS:
        return {}
    return {by: evidence(found, gap, by, view) for by in pair_why.ABOUT if by not in view.filters}


def ranked_list(
    found: Basis,
    view: View,
    gaps: Sequence[RankedGap],
    kind: Gap | None,
    teller: Teller,
    chosen: Picked,
    spoken: Language,
) -> None:
    """All gaps, those that cost most days first, of the kind and lokets that were chosen."""
    shown = [gap for gap in gaps if (kind is None or gap.kind is kind) and chosen.touches(gap)]
    if chosen.narrows:
        only = _only(chosen, teller)
        st.write(plain(words.ONLY_AT.format(what=only).to(spoken)))
        st.button(words.ALL_AGAIN.to(spoken), key="all-again", on_click=put, args=(Picked(),))
    if shown:
        _radio(shown, teller, chosen, spoken)
    else:
        st.write(words.NONE_HERE.to(spoken))
    _hidden(found, view, kind, chosen, spoken)


def _only(chosen: Picked, teller: Teller) -> Text:
    if chosen.b is None:
        return Text(teller.title(chosen.a), teller.title(chosen.a))
    return words.PAIR_NAME.format(a=teller.title(chosen.a), b=teller.title(chosen.b))


def choose_kind(found: Basis, spoken: Language) -> Gap | None:
    """Draw the chooser of a kind of gap; None for all kinds."""
    kinds = [kind for kind in _KINDS if kind in found.counting.gaps]
    labels = {_ALL: words.ALL_KINDS.to(spoken), **{k.value: k.label.to(spoken).capitalize() for k in kinds}}
    code = in_address(words.KIND.to(spoken), SHOWN, labels, _ALL)
    return None if code == _ALL else Gap.of_value(code)


def _radio(shown: Sequence[RankedGap], teller: Teller, chosen: Picked, spoken: Language) -> None:
    most = st.session_state.get("gaps-most", _FIRST)
    listed = {i: gap for i, gap in enumerate(shown) if i < most or chosen.is_gap(gap)}
    told = {i: plain(teller.gap(gap).to(spoken)) for i, gap in listed.items()}
    at = next((i for i, gap in listed.items() if chosen.is_gap(gap)), None)
    key = key_told(_LIST, None if at is None else told[at])
    st.radio(
        words.CHOOSE.to(spoken),
        list(listed),
        None if at is None else list(listed).index(at),
        format_func=told.__getitem__,
        key=key,
        on_change=_listed,
        args=(key, listed, told),
    )
    if len(shown) > len(listed):
        left = number(len(shown) - len(listed), spoken)
        st.button(words.MORE.format(n=left).to(spoken), key="gaps-more", on_click=_longer, args=(most,))


def _listed(key: str, listed: dict[int, RankedGap], told: dict[int, str]) -> None:
    at = st.session_state[key]
    if at in listed and is_heard(_LIST, key, told[at]):
        pick_gap(listed[at])


def _longer(most: int) -> None:
    st.session_state["gaps-most"] = most + _STEP


def _hidden(found: Basis, view: View, kind: Gap | None, chosen: Picked, spoken: Language) -> None:
    """How many rows the list leaves out, in steps of 5; of a part of the list nothing is known."""
    hidden = sum(f.hidden for k, f in gap_figures(found, view).items() if k in _KINDS and kind in (None, k))
    if hidden and not chosen.narrows:
        st.caption(words.HIDDEN.format(n=number(hidden, spoken)).to(spoken))
