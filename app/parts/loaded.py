"""What is loaded: one's own data or the demo, which source, how much, and what could not be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app import texts
from app.draw.sentences import left_out
from app.draw.writing import counted, day, number, plain
from app.exactly import Answers
from app.parts.address import choose_in_address, in_address, keep
from app.parts.following import is_heard, key_told
from app.phrases import filters, fresh, start
from app.session import Data, audience, data, is_gone, settings
from app.sources import sources_of
from graph.errors import UsageRefused
from graph.privacy import Audience
from graph.settings import DEMO
from graph.sources import ALL, add_up
from graph.text import Language, Text

_OWN, _EXAMPLE = "eigen", "voorbeeld"
IMPORTED = "imported"
_IN_ADDRESS, _CHOSEN, _SOURCE = "bron", "source-chosen", "source"


class DataGone(UsageRefused):
    """One's own data were here, and are not any more."""


def choose_data(language: Language) -> Data:
    """One's own data where there are any, or the demo; says which, and for whom the page is.

    Raises
    ------
    DataGone
        When there were data of one's own, and somebody took them away.
    """
    own = data(is_demo=False)
    if imported := st.session_state.pop(IMPORTED, None):
        choose_in_address("gegevens", _OWN, _default())
        st.session_state[_CHOSEN] = imported
    gone = is_gone()
    is_demo = (own.is_new and not gone) or _wants_example(language)
    if is_demo:
        st.info(_why_demo(own.is_new and not gone).to(language))
    st.caption(texts.AUDIENCES[audience()].to(language))
    if gone and not is_demo:
        raise DataGone(fresh.GONE if audience() is Audience.BEHEERDER else fresh.GONE_FOR_OTHERS)
    return data(is_demo=True) if is_demo else own


def _why_demo(instead: bool) -> Text:
    """What to say of the demo: asked for, or shown instead of data of one's own that are not there."""
    if not instead or settings().db == DEMO:
        return texts.DEMO
    return texts.DEMO_INSTEAD if audience() is Audience.BEHEERDER else start.DEMO_FOR_OTHERS


def _wants_example(language: Language) -> bool:
    words = {_OWN: texts.OWN.to(language), _EXAMPLE: texts.EXAMPLE.to(language)}
    return in_address(texts.WHICH.to(language), "gegevens", words, _default()) == _EXAMPLE


def _default() -> str:
    return _EXAMPLE if settings().db == DEMO else _OWN


def choose_source(data: Data, language: Language) -> str | None:
    """The source to show, where there are several; None for the only one, or for all that add up."""
    sources = sources_of(data)
    if len(sources) < 2:
        keep(_IN_ADDRESS, "", "")
        return None
    together = add_up(sources)
    if not together:
        st.write(texts.SOURCES_APART.to(language))
    offered = [ALL] * together + [source.name for source in sources]
    told = {name: texts.ALL_SOURCES.to(language) if name == ALL and together else name for name in offered}
    chosen = _asked(offered, language)
    key = key_told(_SOURCE, told[chosen])
    st.selectbox(
        texts.SOURCE.to(language),
        offered,
        offered.index(chosen),
        format_func=told.__getitem__,
        key=key,
        on_change=_changed,
        args=(key, told),
    )
    keep(_IN_ADDRESS, chosen, offered[0])
    return chosen


def _changed(key: str, told: Mapping[str, str]) -> None:
    chosen = st.session_state[key]
    if chosen in told and is_heard(_SOURCE, key, told[chosen]):
        st.session_state[_CHOSEN] = chosen


def _asked(offered: Sequence[str], language: Language) -> str:
    """The source of the address, until a person chooses another; the first one where that is not there."""
    asked: str | None = st.session_state.get(_CHOSEN) or st.query_params.get(_IN_ADDRESS)
    if asked and asked not in offered:
        told = filters.NOT_KNOWN.format(label=filters.SOURCE, value=asked)
        st.warning(plain(told.to(language)))
    chosen = asked if asked and asked in offered else offered[0]
    st.session_state[_CHOSEN] = chosen
    return chosen


def summary(found: Answers, language: Language) -> None:
    """One sentence: how much is loaded, from when to when."""
    overview, cases = found.overview, found.bounces.cases
    if not cases:
        st.warning(texts.NO_CASES.to(language))
        return
    text = texts.LOADED_SHORT.format(
        rows=counted(overview.rows, texts.ONE_ROW, texts.ROWS),
        cases=counted(cases, texts.ONE_CASE, texts.CASES),
        lokets=counted(overview.lokets, texts.ONE_LOKET, texts.LOKETS),
        since=Text(day(overview.since, "nl"), day(overview.since, "en")),
        until=Text(day(overview.until, "nl"), day(overview.until, "en")),
    )
    st.write(text.to(language))


def details(found: Answers, data: Data, language: Language) -> None:
    """Everything that is known of what is loaded, and what was left out and why."""
    with st.expander(texts.LOADED.to(language), key="loaded"):
        facts = _facts(found, data, language)
        st.table(
            {texts.FACT.to(language): list(facts), texts.VALUE.to(language): list(facts.values())},
            hide_index=True,
            alt=texts.LOADED.to(language),
        )
        st.write(f"**{texts.LEFT_OUT.to(language)}**")
        for text in left_out(found.bounces) or [texts.NOTHING_LEFT_OUT]:
            st.write(text.to(language))
        st.button(texts.RELOAD.to(language), key="reload")


def _facts(found: Answers, data: Data, language: Language) -> dict[str, str]:
    overview = found.overview
    counts = (
        (texts.FACT_ROWS, overview.rows),
        (texts.FACT_CASES, found.bounces.cases),
        (texts.FACT_HOUSEHOLDS, found.bounces.households),
        (texts.FACT_LOKETS, overview.lokets),
        (texts.FACT_REFERRALS, overview.referrals),
    )
    sources = ", ".join(f"{plain(s.name)} ({s.kind.label.to(language)})" for s in data.sources)
    return {
        **{text.to(language): number(n, language) for text, n in counts if n is not None},
        texts.FACT_SINCE.to(language): day(overview.since, language),
        texts.FACT_UNTIL.to(language): day(overview.until, language),
        texts.FACT_SOURCES.to(language): sources,
    }
