"""The page Van het kastje naar de muur: where households lose time between lokets, why, and what to do about it."""

from __future__ import annotations

import streamlit as st

from app import texts
from app.basis import Basis, basis, gap_figures, ranked_gaps
from app.draw.gap_words import Teller
from app.draw.writing import plain
from app.parts.filters import choose_view, nothing_to_show, wants_comparing
from app.parts.gap_advice import show_advice
from app.parts.gap_choice import Picked, picked
from app.parts.gap_compare import room_for_comparing, show_comparing
from app.parts.gap_evidence import Shown, show_evidence, show_remedies
from app.parts.gap_list import choose_kind, ranked_list, worst_pairs
from app.parts.gap_pictures import Drawn, show_pictures
from app.parts.keeping_report import keep_report
from app.parts.loaded import choose_data, choose_source
from app.phrases import gaps as words
from app.phrases import start
from app.session import Data, language
from app.turns import turn
from graph.codes import Audience, Gap
from graph.comparing import why_not
from graph.privacy import threshold
from graph.ranking import RankedGap, gaps_of
from graph.text import Language
from graph.views import View


def show() -> None:
    """Draw the page."""
    spoken = language()
    st.title(texts.TITLE.to(spoken), anchor=False)
    st.write(words.LEAD.to(spoken))
    data = choose_data(spoken)
    found = basis(data, choose_source(data, spoken))
    if not len(found.network.cases):
        st.warning(start.EMPTY.to(spoken))
        st.write((start.ADD_ON_START if found.audience is Audience.BEHEERDER else start.BEGIN_OTHERS).to(spoken))
        return
    teller = _teller(found)
    with turn():
        view = choose_view(found, spoken)
        compares = wants_comparing(view, why_not(found.facts, view.period), spoken)
        beside = room_for_comparing() if compares else None
        gaps = ranked_gaps(found, view)
        _how_exact(found, teller, spoken)
        if gaps:
            _gaps(found, data, view, gaps, teller, spoken)
        else:
            nothing_to_show(found, view, spoken)
    # Beside another period much is counted that the page does not need yet.
    if beside is not None:
        with beside:
            show_comparing(found, data, view, teller, spoken)
    show_advice(found, data, view, teller, spoken)
    keep_report(found, data, view, spoken)
    with st.expander(words.HOW.to(spoken), key="how"):
        st.write(texts.MEANING.to(spoken))
        for kind, why in found.lacking.items():
            told = words.CANNOT.format(kind=kind.label, why=why)
            st.write(plain(told.to(spoken)))


def _teller(found: Basis) -> Teller:
    exact = found.audience is Audience.BEHEERDER
    k = 0 if exact else threshold(found.audience, found.k)
    return Teller(found.title, k, found.counting.people.named)


def _how_exact(found: Basis, teller: Teller, spoken: Language) -> None:
    if teller.k == 0:
        text = words.EXACT if teller.named else words.EXACT_CASES
    else:
        text = (words.ROUNDED if teller.named else words.ROUNDED_CASES).format(k=teller.k)
    st.caption(text.to(spoken))


def _gaps(found: Basis, data: Data, view: View, gaps: tuple[RankedGap, ...], teller: Teller, spoken: Language) -> None:
    chosen = picked(found.lokets)
    worst_pairs(found, view, gaps, teller, chosen, spoken)
    st.header(words.LIST.to(spoken), anchor=False)
    kind = choose_kind(found, spoken)
    left, right = st.columns([2, 3], gap="large")
    with left:
        ranked_list(found, view, gaps, kind, teller, chosen, spoken)
    with right:
        _evidence(found, data, view, gaps, chosen, teller, spoken)
    show_pictures(Drawn(found, data, view, gaps, chosen, teller, spoken))


def _evidence(
    found: Basis,
    data: Data,
    view: View,
    gaps: tuple[RankedGap, ...],
    chosen: Picked,
    teller: Teller,
    spoken: Language,
) -> None:
    """The evidence of the chosen gap; while none is chosen of the worst pair, or of the worst gap of a chosen loket."""
    gap = _chosen_gap(found, view, gaps, chosen)
    if gap is None:
        st.header(words.EVIDENCE.to(spoken), anchor=False)
        st.write((words.GONE if chosen.kind else words.CHOOSE_FIRST).to(spoken))
        return
    shown = Shown(found, data, view, gap, teller, spoken)
    show_evidence(shown)
    show_remedies(shown)


def _chosen_gap(found: Basis, view: View, gaps: tuple[RankedGap, ...], chosen: Picked) -> RankedGap | None:
    if chosen.kind is not None:
        figures = gap_figures(found, view).get(chosen.kind)
        return next((g for g in gaps_of(chosen.kind, figures) if chosen.is_gap(g)), None) if figures else None
    belongs = [gap for gap in gaps if chosen.touches(gap)]
    pairs = [gap for gap in belongs if gap.kind is Gap.BOUNCE]
    return next(iter(pairs or belongs), None)


show()
