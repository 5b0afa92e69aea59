"""The gaps of a period beside those of the period before, both with the same follow-up."""

from __future__ import annotations

import streamlit as st

from app.basis import Basis, compared
from app.draw import comparing, viewing
from app.draw.gap_words import Teller
from app.draw.writing import number, plain
from app.parts.saving import Sheet, about, save_table
from app.phrases import comparing as words
from app.session import Data
from graph.text import Language
from graph.views import View

_MOST, _ALL = 8, 300
_KEY = "comparing"
_ROOM = f"<style>.st-key-{_KEY} {{ min-height: 560px; }}</style>"


def room_for_comparing() -> st.delta_generator.DeltaGenerator:
    """The place of the comparison, kept while it is counted: nothing below it moves when it comes."""
    st.html(_ROOM)
    return st.container(key=_KEY)


def show_comparing(found: Basis, data: Data, view: View, teller: Teller, spoken: Language) -> None:
    """Draw the gaps that cost most days in either period, the older period first."""
    two = compared(found, view)
    title = words.COMPARING.to(spoken)
    st.header(title, anchor=False)
    st.write(words.COMPARED.format(days=number(two.follow_up, spoken)).to(spoken))
    rows = [comparing.row(both, teller, spoken) for both in comparing.side_by_side(two.gaps)[:_ALL]]
    if rows:
        then, now = (viewing.period(period).to(spoken) for period in (two.before, two.period))
        weeks = words.WEEKS if teller.named else words.WEEKS_CASES
        each = [weeks.format(period=period).to(spoken) for period in (then, now)]
        heads = (words.GAP.to(spoken), then, now, words.DIFFERENCE.to(spoken), *each)
        _table(rows, heads, title, teller, spoken)
        save_table(Sheet("vergelijking", title, heads, rows), about(found, data, view, title, spoken), spoken)
    for why in two.too_short.values():
        st.caption(why.to(spoken))


def _table(rows: list[comparing.Row], heads: tuple[str, ...], title: str, teller: Teller, spoken: Language) -> None:
    most = _ALL if st.session_state.get("compare-all") else _MOST
    told = [comparing.told(row, teller, spoken) for row in rows[:most]]
    columns = {head: [plain(cells[i]) for cells in told] for i, head in enumerate(heads)}
    st.table(columns, hide_index=True, alt=title)
    if len(rows) > _MOST:
        st.checkbox(words.ALL_ROWS.format(n=number(len(rows), spoken)).to(spoken), key="compare-all")
