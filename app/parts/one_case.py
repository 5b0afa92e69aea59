"""One single case, for the administrator: found by loket, kind of gap and length, shown after a reason was noted."""

from __future__ import annotations

import streamlit as st

from app.basis import Basis
from app.draw.cases import timeline
from app.draw.sentences import in_both
from app.draw.telling import duration
from app.draw.writing import plain
from app.journeying import found_at, look_at
from app.on_screen import said
from app.parts.walking import walk
from app.phrases import journeys as words
from app.session import Data
from graph.codes import Domain, Gap
from graph.errors import KaartError
from graph.journeys import FoundCases, Journey
from graph.text import Language

_SEEN, _WRONG, _MOST_VISITS = "case-seen", "case-wrong", 30
_KINDS = tuple(kind for kind in Gap if kind is not Gap.CONSULT)


def one_case(found: Basis, data: Data, language: Language) -> None:
    """Draw the search, or the case that was found. Nothing of either stands in the address."""
    st.write(words.ONE_LEAD.to(language))
    seen: tuple[str, Journey] | None = st.session_state.get(_SEEN)
    if seen is not None and seen[0] == found.identity:
        _show(found, seen[1], language)
        return
    _search(found, data, language)


def _search(found: Basis, data: Data, language: Language) -> None:
    names = sorted(found.lokets, key=found.title)
    loket = st.selectbox(
        words.LOKET.to(language),
        [None, *names],
        format_func=lambda id: words.ANY_LOKET.to(language) if id is None else found.title(id),
        key="case-loket",
    )
    kind = st.selectbox(
        words.GAP.to(language),
        [None, *_KINDS],
        format_func=lambda kind: words.ANY_GAP.to(language) if kind is None else kind.label.to(language),
        key="case-kind",
    )
    least = st.number_input(words.LENGTH.to(language), 1, _MOST_VISITS, 3, key="case-length")
    cases = found_at(found, loket, kind, int(least))
    if not cases.number:
        st.info(words.FOUND_NONE.to(language))
        return
    text = words.FOUND_ONE if cases.number == 1 else words.FOUND
    st.write(text.format(n=in_both(cases.number), shown=in_both(len(cases.cases))).to(language))
    _ask(found, data, cases, language)


def _ask(found: Basis, data: Data, cases: FoundCases, language: Language) -> None:
    lines = [_line(found, row, language) for row in cases.cases.rows()]
    with st.form("case-form", border=False):
        # The place in the list and not the case itself is what the browser holds.
        place = st.radio(words.CASE.to(language), range(len(lines)), format_func=lambda i: lines[i], key="case-place")
        why = st.text_input(words.REASON.to(language), key="case-why")
        st.caption(words.REASON_HELP.to(language))
        asked = st.form_submit_button(words.LOOK.to(language), type="primary")
    if not asked:
        return
    try:
        seen = look_at(found, data, str(cases.cases["case"][place or 0]), why)
    except KaartError as error:
        st.error(said(error, language))
        return
    st.session_state[_SEEN] = (found.identity, seen)
    st.session_state["step-case"] = 0
    st.rerun()


def _line(found: Basis, row: dict[str, object], language: Language) -> str:
    days = row["days"]
    text = words.CASE_LINE.format(
        visits=row["visits"],
        days=duration(days if isinstance(days, float) else 0.0),
        first=found.title(str(row["first"])),
        last=found.title(str(row["last"])),
    )
    return plain(text.to(language))


def _show(found: Basis, seen: Journey, language: Language) -> None:
    st.header(words.ONE.to(language), anchor=False)
    st.caption(words.LOGGED.to(language))
    if seen.domains:
        named = ", ".join(Domain.of_value(domain).label.to(language) for domain in seen.domains)
        st.write(words.DOMAINS.format(domains=named).to(language))
    walk(timeline(seen, found.title), "case", language)
    st.button(words.CLOSE.to(language), key="case-close", on_click=_close)


def _close() -> None:
    st.session_state.pop(_SEEN, None)
