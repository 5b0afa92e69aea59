"""A page with every picture, in a town with a threshold of ten; what was chosen stands under it in words."""

from __future__ import annotations

import streamlit as st

from app import component
from app.draw import bars, heatmap
from app.draw.charts import bar_of, bars_chart, cell_of, heatmap_chart
from app.draw.drawing import Dot, Drawing, Line, payload
from app.draw.network_svg import svg
from app.draw.svg import Caption

CELLS = heatmap.Heatmap(
    ("cjg", "wmo", "<b>werk</b>"),
    ("cjg", "wmo", "<b>werk</b>"),
    ((None, 40, 15), (25, None, None), (0, 120, None)),
    k=10,
    names={"cjg": "CJG", "wmo": 'Wmo\'s "loket"'},
    row_title="Van",
    column_title="Naar",
)
MONTHS = bars.Bars(("2024-01", "2024-02", "2024-03"), (20, None, 55), k=10, unit="gezinnen")
DRAWING = Drawing(
    (Dot("cjg", "CJG", (0, 0)), Dot("wmo", "Wmo <b>", (300, 0)), Dot("werk", "Werkplein", (0, 250))),
    (
        Line("cjg", "wmo", 40, "back", "30 terug", "40 gezinnen, 30 terug"),
        Line("wmo", "cjg", 25, "flow", "", "25 gezinnen"),
        Line("wmo", "werk", None, "flow", "", "verborgen"),
    ),
)


def page() -> None:
    st.title("Plaatjes")
    shown = DRAWING.moved(component.dragged("net"))
    component.network("net", payload(shown, "nl", 420, opens=True), lambda: None, _opened)
    component.saving("save-net", "netwerk", lambda: svg(shown, Caption("Wie gaat waarheen?"), "nl"), "nl")
    st.write("Open: " + str(st.session_state.get("open")))
    chosen = st.session_state.get("chosen-cell")
    text = heatmap.described(CELLS, "nl")
    component.chart("cells", heatmap_chart(CELLS, text, "nl", chosen), _follow_cell)
    st.write("Vakje: " + str(chosen))
    component.saving("save-cells", "vakjes", lambda: heatmap.svg(CELLS, Caption("Vakjes"), "nl"), "nl")
    entry = st.session_state.get("chosen-bar")
    component.chart("bars", bars_chart(MONTHS, bars.described(MONTHS, "nl"), "nl", entry), _follow_bar)
    st.write("Maand: " + str(entry))


def _opened() -> None:
    st.session_state["open"] = st.session_state["net"]["opened"]["loket"]


def _follow_cell() -> None:
    st.session_state["chosen-cell"] = cell_of(st.session_state["cells"])


def _follow_bar() -> None:
    st.session_state["chosen-bar"] = bar_of(st.session_state["bars"])


page()
