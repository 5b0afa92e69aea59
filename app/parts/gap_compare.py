"""The gaps of a period beside those of the period before, both with the same follow-up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.basis import Basis, Compared, compared
from app.draw import viewing
from app.draw.gap_words import Teller
from app.draw.scale import figure
from app.draw.writing import number, plain
from app.parts.saving import Sheet, about, save_table
from app.phrases import gaps as words
from app.session import Data
from graph.codes import Gap
from graph.figures import Figures
from graph.ranking import RankedGap, gaps_of
from graph.text import Language
from graph.views import View

_MOST = 12

Key = tuple[str, str | None, str | None]


def show_comparing(
    found: Basis, data: Data, view: View, gaps: Sequence[RankedGap], teller: Teller, spoken: Language
) -> None:
    """Draw the gaps that cost most days with their figure in this period and in the one before it."""
    two = compared(found, view)
    title = words.COMPARING.to(spoken)
    st.header(title, anchor=False)
    told = words.COMPARED.format(days=number(two.follow_up, spoken))
    st.write(told.to(spoken))
    rows = _rows(two, gaps, teller, spoken)
    if rows:
        now, then = viewing.period(two.period).to(spoken), viewing.period(two.before).to(spoken)
        heads = (words.GAP.to(spoken), now, then)
        columns = [
            [plain(figure_or_name) for figure_or_name in column]
            for column in zip(*_said(rows, teller, spoken), strict=True)
        ]
        st.table(dict(zip(heads, columns, strict=True)), hide_index=True, alt=title)
        save_table(Sheet("vergelijking", title, heads, rows), about(found, data, view, title, spoken), spoken)
    for why in two.too_short.values():
        st.caption(why.to(spoken))


def _said(
    rows: Sequence[tuple[str, int | None, int | None]], teller: Teller, spoken: Language
) -> list[tuple[str, str, str]]:
    return [(name, figure(now, teller.k, spoken), figure(then, teller.k, spoken)) for name, now, then in rows]


def _rows(
    two: Compared, gaps: Sequence[RankedGap], teller: Teller, spoken: Language
) -> list[tuple[str, int | None, int | None]]:
    """The name of each gap that can be compared, with its households now and in the period before."""
    now, then = ({kind: _known(kind, both[i]) for kind, both in two.gaps.items()} for i in (0, 1))
    shown = [gap for gap in gaps if gap.kind in now][:_MOST]
    none = None if teller.k else 0
    return [
        (
            teller.name(gap).to(spoken),
            now[gap.kind].get(gap.key, none),
            then[gap.kind].get(gap.key, none),
        )
        for gap in shown
    ]


def _known(kind: Gap, figures: Figures) -> dict[Key, int | None]:
    return {gap.key: gap.households for gap in gaps_of(kind, figures)}
