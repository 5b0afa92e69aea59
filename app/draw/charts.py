"""Heatmaps and bars as Altair charts for `st.altair_chart`; a click on a cell or a bar reaches Python.

    component.chart("cells", heatmap_chart(found, alt_text, "nl", chosen), on_pick)

and in `on_pick`: `cell_of(st.session_state["cells"])`. Charts carry their data with them and have no menu of their own.
A click is for who has a pointer: the table beside a chart must let a person choose the same with the keyboard.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt

from app.draw.bars import BLUE, Bars, bar
from app.draw.heatmap import Heatmap, cell
from app.draw.scale import EDGE, INK, PALE, WHITE, figure, ink_on, shade, share
from graph.text import Language

_CELL, _BAR = "cell", "bar"
_ROW, _LABEL = 26, 220
_FONT = "Source Sans, Source Sans 3, Arial, sans-serif"


def heatmap_chart(
    heatmap: Heatmap, alt_text: str, language: Language, chosen: tuple[str, str] | None = None
) -> alt.LayerChart:
    """A heatmap with its numbers in the cells; None is a pale cell with a dashed edge and `<10`.

    Parameters
    ----------
    alt_text
        What a screen reader says of it; the table beside it must say the same as the picture.
    chosen
        Row and column of the cell that gets a thick edge.
    """
    picked = alt.selection_point(name=_CELL, fields=["row", "column"], empty=False)
    heads = " ".join(f"{title} {sign}" for title, sign in zip(_titles(heatmap), "↓→", strict=True) if title)
    frame = alt.Chart(_inline(_cells(heatmap, language, chosen))).encode(
        x=alt.X("column:N", sort=list(heatmap.columns), title=heads or None, axis=_axis(heatmap, -45)),
        y=alt.Y("row:N", sort=list(heatmap.rows), title=None, axis=_axis(heatmap, 0)),
    )
    areas = frame.mark_rect(aria=False).encode(**_looks())
    dashes = frame.mark_rect(aria=False, filled=False, stroke=EDGE, strokeDash=[4, 3])
    figures = frame.mark_text(fontSize=13, aria=False).encode(text="short:N", color=_own_color())
    # Over everything else: what takes the click, and what a screen reader hears.
    touched = frame.mark_rect(fill="transparent", cursor="pointer").encode(**_told()).add_params(picked)
    longest = max((len(heatmap.name(column)) for column in heatmap.columns), default=0)
    room = 50 + min(_LABEL, 7 * longest) * 0.71  # the height of a chart is that of its labels too
    layers = areas + dashes.transform_filter("datum.dashed") + figures + touched
    return _finished(layers, alt_text, round(room + _ROW * len(heatmap.rows)))


def bars_chart(bars: Bars, alt_text: str, language: Language, chosen: str | None = None) -> alt.LayerChart:
    """Bars with their numbers above; None is a pale bar up to k with a dashed edge and `<10`."""
    picked = alt.selection_point(name=_BAR, fields=["entry"], empty=False)
    labels = {entry: bars.name(entry, language) for entry in bars.entries}
    frame = alt.Chart(_inline(_columns(bars, language, chosen))).encode(
        x=alt.X("entry:N", sort=list(bars.entries), title=None, axis=alt.Axis(**_named(labels), labelAngle=-45)),
        y=alt.Y("high:Q", title=bars.unit or None, axis=_scale_axis()),
    )
    dash = alt.condition("datum.dashed", alt.value([4, 3]), alt.value([1, 0]))
    areas = frame.mark_bar(cursor="pointer").encode(**_looks(), **_told(), strokeDash=dash)
    figures = frame.mark_text(dy=-8, fontSize=12, color=INK, aria=False).encode(text="short:N")
    return _finished(areas.add_params(picked) + figures, alt_text, 300)


def cell_of(state: Mapping[str, Any]) -> tuple[str, str] | None:
    """Row and column of the cell that was clicked, from the state of the chart; None for nothing."""
    found = _first(state, _CELL)
    return (str(found["row"]), str(found["column"])) if found else None


def bar_of(state: Mapping[str, Any]) -> str | None:
    """The entry of the bar that was clicked, from the state of the chart; None for nothing."""
    found = _first(state, _BAR)
    return str(found["entry"]) if found else None


def _first(state: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    found = (state.get("selection") or {}).get(name) or []
    return found[0] if found else None


def _cells(heatmap: Heatmap, language: Language, chosen: tuple[str, str] | None) -> list[dict[str, Any]]:
    most = heatmap.most()
    found = []
    for row, column, value in heatmap.cells():
        part = share(value or 0, most)
        fill = shade(part) if value else PALE
        drawn = {
            "row": row,
            "column": column,
            "ink": ink_on(part) if value else EDGE,
            "short": figure(value, heatmap.k, language, short=True),
            "told": cell(heatmap, row, column, value, language),
        }
        found.append(drawn | _look(value, fill, WHITE, (row, column) == chosen))
    return found


def _columns(bars: Bars, language: Language, chosen: str | None) -> list[dict[str, Any]]:
    found = []
    for entry, value in zip(bars.entries, bars.values, strict=True):
        drawn = {
            "entry": entry,
            "high": bars.k if value is None else value,
            "short": figure(value, bars.k, language, short=True),
            "told": bar(bars, entry, value, language),
        }
        found.append(drawn | _look(value, PALE if value is None else BLUE, BLUE, entry == chosen))
    return found


def _look(value: int | None, fill: str, edge: str, chosen: bool) -> dict[str, Any]:
    """Ink and thick at the edge of what is chosen, dashed where there are fewer than k."""
    color = INK if chosen else EDGE if value is None else edge
    return {"fill": fill, "edge": color, "thick": 3 if chosen else 1, "dashed": value is None and not chosen}


def _looks() -> dict[str, Any]:
    return {
        "fill": alt.Fill("fill:N", scale=None, legend=None),
        "stroke": alt.Stroke("edge:N", scale=None, legend=None),
        "strokeWidth": alt.StrokeWidth("thick:Q", scale=None, legend=None),
    }


def _told() -> dict[str, Any]:
    """The words at the pointer and for a screen reader."""
    return {"tooltip": alt.Tooltip("told:N", title=" "), "description": alt.Description("told:N")}


def _titles(heatmap: Heatmap) -> tuple[str, str]:
    return heatmap.row_title, heatmap.column_title


def _own_color() -> alt.Color:
    return alt.Color("ink:N", scale=None, legend=None)


def _inline(rows: list[dict[str, Any]]) -> alt.InlineData:
    """Rows that travel with the chart, so that nothing is fetched."""
    return alt.InlineData(values=rows)


def _scale_axis() -> alt.Axis:
    """Its title stands above it, where it covers no figure."""
    place: dict[str, Any] = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleX": -40, "titleY": -18}
    return alt.Axis(tickCount=5, gridColor="#d5dce4", aria=False, **place)


def _axis(heatmap: Heatmap, angle: int) -> alt.Axis:
    names = {entry: heatmap.name(entry) for entry in (*heatmap.rows, *heatmap.columns)}
    # Asked for: labels are measured before the page has its own letters, which are wider.
    room = 0 if angle else min(_LABEL, 7.5 * max(map(len, map(heatmap.name, heatmap.rows)), default=0))
    place: dict[str, Any] = {"orient": "top" if angle else "left", "minExtent": room, "titleAnchor": "start"}
    return alt.Axis(**_named(names), **place, labelAngle=angle)


def _named(names: Mapping[str, str]) -> dict[str, Any]:
    """An axis that shows names for ids."""
    said = f"({_quoted(names)})[datum.value] || datum.value"
    return {"labelExpr": said, "labelLimit": _LABEL, "labelOverlap": False, "aria": False}


def _quoted(names: Mapping[str, str]) -> str:
    return json.dumps(dict(names), ensure_ascii=True)


def _finished(chart: alt.LayerChart, alt_text: str, height: int) -> alt.LayerChart:
    finished: alt.LayerChart = (
        chart.properties(
            height=height,
            description=alt_text,
            usermeta={"embedOptions": {"actions": False, "renderer": "svg"}},
        )
        .configure_axis(labelFont=_FONT, titleFont=_FONT, labelColor=INK, titleColor=INK, labelFontSize=13)
        .configure_text(font=_FONT)
        .configure_view(stroke=None)
    )
    return finished
