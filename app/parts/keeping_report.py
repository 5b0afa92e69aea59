"""One button that keeps a report of what is seen: a page that stands alone and prints well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from app.basis import Basis
from app.phrases import report as words
from app.report.gathering import Made, gather
from app.report.page import html
from app.session import Data, Version, settings, version
from app.sources import part_of
from graph.codes import Audience
from graph.instants import AMSTERDAM
from graph.privacy import NothingPublished
from graph.sources import is_one_of_several
from graph.text import Language
from graph.views import MOST_FILTERS, View


def keep_report(found: Basis, data: Data, view: View, spoken: Language) -> None:
    """Draw the buttons: a report for everybody, and one as the audience of this page sees it."""
    st.header(words.KEEP.to(spoken), anchor=False)
    st.caption(words.KEEP_WHAT.to(spoken))
    if found.filters_in(view) > MOST_FILTERS:
        st.write(words.TOO_MANY_FILTERS.format(most=MOST_FILTERS).to(spoken))
        return
    with st.container(horizontal=True, key="keep-report"):
        for seen_by in dict.fromkeys([Audience.OPENBAAR, found.audience]):
            _button(found, data, view, seen_by, spoken)


def _button(found: Basis, data: Data, view: View, seen_by: Audience, spoken: Language) -> None:
    try:
        seen = version(data, seen_by)
    except NothingPublished:
        st.write(words.PUBLISH_FIRST.to(spoken))
        return
    st.download_button(
        words.KEEP_FOR[seen_by].to(spoken),
        _maker(found, seen, data, view, seen_by, spoken),
        words.FILE.to(spoken),
        "text/html",
        key=f"report-{seen_by.value}",
        on_click="ignore",
    )


def _maker(
    found: Basis, seen: Version, data: Data, view: View, seen_by: Audience, spoken: Language
) -> Callable[[], str]:
    """What writes the report, when a person asks for it."""
    sources = found.network.sources

    def make() -> str:
        network, one = part_of(seen.network, sources), is_one_of_several(sources, seen.network.sources)
        made = Made(data.token.rpartition("-")[2], seen.when, datetime.now(AMSTERDAM))
        frozen = seen.frozen or data.is_demo
        door, limits = settings().door(), found.thresholds
        return html(
            gather(network, door, limits, seen_by, view, made, frozen=frozen, of_one_source=one),
            spoken,
        )

    return make
