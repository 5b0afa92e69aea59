"""Pairs that look like asking for advice: apart from the list, until somebody decides."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from app.basis import Basis, advice_pairs
from app.deciding import decide, withdraw
from app.draw.gap_words import Teller
from app.draw.writing import day, plain
from app.phrases import gaps as words
from app.session import Data
from graph.advising import Pair
from graph.codes import Audience, DecisionKind
from graph.model import Decision
from graph.text import Language, Text
from graph.views import View


def show_advice(found: Basis, data: Data, view: View, teller: Teller, spoken: Language) -> None:
    """Draw the pairs with what was decided about them; the administrator decides about own data."""
    shown = {(gap.a, gap.b or ""): gap for gap in advice_pairs(found, view)}
    decided = found.counting.asks.decided
    if not shown and not decided:
        return
    st.header(words.ADVICE.to(spoken), anchor=False)
    st.write(words.ADVICE_WHY.to(spoken))
    for pair in dict.fromkeys([*shown, *decided]):
        with st.container(border=True, key=f"pair-{pair[0]}-{pair[1]}"):
            if pair in shown:
                st.write(plain(teller.gap(shown[pair]).to(spoken)))
            _decision(found, pair, decided.get(pair), teller, spoken)
            if found.audience is Audience.BEHEERDER and not data.is_demo:
                _deciding(data, pair, decided.get(pair), teller, spoken)
    if found.audience is not Audience.BEHEERDER:
        st.caption(words.ASK_BEHEERDER.to(spoken))
    elif data.is_demo:
        st.caption(words.DEMO_FIXED.to(spoken))


def _decision(found: Basis, pair: Pair, decision: Decision | None, teller: Teller, spoken: Language) -> None:
    """What was decided; by whom only for the administrator."""
    if decision is None:
        return
    text = words.IS_ADVICE if decision.kind is DecisionKind.ADVICE else words.IS_BOUNCE
    by = f"{decision.by}: {decision.note}" if decision.note else decision.by
    named = by if found.audience is Audience.BEHEERDER else Audience.BEHEERDER.label.to(spoken)
    told = text.format(a=teller.title(pair[0]), b=teller.title(pair[1]), who=named, day=_day(decision.on, spoken))
    st.write(plain(told.to(spoken)))


def _day(on: date, spoken: Language) -> str:
    return day(datetime(on.year, on.month, on.day), spoken)


def _deciding(data: Data, pair: Pair, decision: Decision | None, teller: Teller, spoken: Language) -> None:
    name = f"{pair[0]}-{pair[1]}"
    st.text_input(words.DECIDE_WHY.to(spoken), key=f"why-{name}")
    with st.container(horizontal=True, key=f"decide-{name}"):
        for kind, label, why in (
            (DecisionKind.ADVICE, words.DECIDE_ADVICE, words.WHY_ADVICE),
            (DecisionKind.BOUNCE, words.DECIDE_BOUNCE, words.WHY_BOUNCE),
        ):
            if decision is None or decision.kind is not kind:
                said = why.format(a=teller.title(pair[0]), b=teller.title(pair[1]))
                st.button(
                    label.to(spoken), key=f"{kind.value}-{name}", on_click=_decide, args=(data, pair, kind, name, said)
                )
        if decision is not None:
            said = words.WHY_WITHDRAWN.format(a=teller.title(pair[0]), b=teller.title(pair[1]))
            st.button(words.DECIDE_BACK.to(spoken), key=f"back-{name}", on_click=_withdraw, args=(data, pair, said))


def _decide(data: Data, pair: Pair, kind: DecisionKind, name: str, why: Text) -> None:
    decide(data, Audience.BEHEERDER, pair, kind, st.session_state.get(f"why-{name}", ""), why)


def _withdraw(data: Data, pair: Pair, why: Text) -> None:
    withdraw(data, Audience.BEHEERDER, pair, why)
