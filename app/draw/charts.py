"""Heatmaps and bars in the words of Vega-Lite, for `st.vega_lite_chart`; a click on a cell or a bar reaches Python.

    component.chart("cells", heatmap_chart(found, alt_text, "nl", chosen), on_pick)

and in `on_pick`: `cell_of(st.session_state["cells"])`. Charts carry their data with them and have no menu of their own.
A click is for who has a pointer: the table beside a chart must let a person choose the same with the keyboard.
They are written out, not made with Altair, which takes longer to check a chart than a page has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.draw.bars import BLUE, Bars, bar
from app.draw.heatmap import Heatmap, cell
from app.draw.scale import EDGE, INK, PALE, WHITE, figure, ink_on, shade, share
from graph.text import Language

Spec = dict[str, Any]
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_CELL, _BAR = "cell", "bar"
_ROWS, _TOUCHED = "rows", "touched"
_ROW, _LABEL = 26, 220
_FONT = "Source Sans, Source Sans 3, Arial, sans-serif"


def heatmap_chart(heatmap: Heatmap, alt_text: str, language: Language, chosen: tuple[str, str] | None = None) -> Spec:
    """A heatmap with its numbers in the cells; None is a pale cell with a dashed edge and `<10`.

    Parameters
    ----------
    alt_text
        What a screen reader says of it; the table beside it must say the same as the picture.
    chosen
        Row and column of the cell that gets a thick edge.
    """
    heads = " ".join(f"{title} {sign}" for title, sign in zip(_titles(heatmap), "↓→", strict=True) if title)
    frame = {
        "x": _field("column", sort=list(heatmap.columns), title=heads or None, axis=_axis(heatmap, -45)),
        "y": _field("row", sort=list(heatmap.rows), title=None, axis=_axis(heatmap, 0)),
    }
    dashes = {"type": "rect", "aria": False, "filled": False, "stroke": EDGE, "strokeDash": [4, 3]}
    layers: list[Spec] = [
        {"mark": {"type": "rect", "aria": False}, "encoding": {**frame, **_looks()}},
        {"mark": dashes, "encoding": frame, "transform": [{"filter": "datum.dashed"}]},
        {"mark": {"type": "text", "fontSize": 13, "aria": False}, "encoding": {**frame, **_figures(), **_own_color()}},
        # Over everything else: what takes the click, and what a screen reader hears.
        {
            "mark": {"type": "rect", "fill": "transparent", "cursor": "pointer"},
            "encoding": {**frame, **_told()},
            "name": _TOUCHED,
        },
    ]
    longest = max((len(heatmap.name(column)) for column in heatmap.columns), default=0)
    tilt = min(_LABEL, 7 * longest) * 0.71
    # The height of a chart is that of its labels too.
    rows, height = _cells(heatmap, language, chosen), round(50 + tilt + _ROW * len(heatmap.rows))
    chart = _finished(layers, rows, _picked(_CELL, "row", "column"), alt_text, height)
    # A tilted label reaches as far to the right of its column as it reaches up.
    return {**chart, "padding": {"left": 5, "top": 5, "bottom": 5, "right": round(tilt)}}


def bars_chart(bars: Bars, alt_text: str, language: Language, chosen: str | None = None) -> Spec:
    """Bars with their numbers above; None is a low pale stub with a dashed edge and without a number."""
    labels = {entry: bars.name(entry, language) for entry in bars.entries}
    axis = {**_named(labels), "labelAngle": -45, "values": list(bars.named_below())}
    frame = {
        "x": _field("entry", sort=list(bars.entries), title=None, axis=axis),
        "y": _field("high", "quantitative", title=bars.unit or None, axis=_scale_axis()),
    }
    dash = {"condition": {"test": "datum.dashed", "value": [4, 3]}, "value": [1, 0]}
    figures = {"type": "text", "dy": -8, "fontSize": 12, "color": INK, "aria": False}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "cursor": "pointer"},
            "encoding": {**frame, **_looks(), **_told(), "strokeDash": dash},
            "name": _TOUCHED,
        },
        {"mark": figures, "encoding": {**frame, **_figures()}},
    ]
    return _finished(layers, _columns(bars, language, chosen), _picked(_BAR, "entry"), alt_text, 300)


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
            "high": bars.high(value),
            "short": "" if value is None else figure(value, bars.k, language, short=True),
            "told": bar(bars, entry, value, language),
        }
        found.append(drawn | _look(value, PALE if value is None else BLUE, BLUE, entry == chosen))
    return found


def _look(value: int | None, fill: str, edge: str, chosen: bool) -> dict[str, Any]:
    """Ink and thick at the edge of what is chosen, dashed where there are fewer than k."""
    color = INK if chosen else EDGE if value is None else edge
    return {"fill": fill, "edge": color, "thick": 3 if chosen else 1, "dashed": value is None and not chosen}


def _field(name: str, kind: str = "nominal", **more: Any) -> Spec:
    return {"field": name, "type": kind, **more}


def _looks() -> Spec:
    plain: Spec = {"scale": None, "legend": None}
    return {
        "fill": _field("fill", **plain),
        "stroke": _field("edge", **plain),
        "strokeWidth": _field("thick", "quantitative", **plain),
    }


def _told() -> Spec:
    """The words at the pointer and for a screen reader."""
    return {"tooltip": _field("told", title=" "), "description": _field("told")}


def _figures() -> Spec:
    return {"text": _field("short")}


def _own_color() -> Spec:
    return {"color": _field("ink", scale=None, legend=None)}


def _picked(name: str, *fields: str) -> Spec:
    """What a click on the layer that takes clicks chooses."""
    return {"name": name, "select": {"type": "point", "fields": list(fields)}, "views": [_TOUCHED]}


def _titles(heatmap: Heatmap) -> tuple[str, str]:
    return heatmap.row_title, heatmap.column_title


def _scale_axis() -> Spec:
    """Its title stands above it, where it covers no figure."""
    place: Spec = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleX": -40, "titleY": -18}
    return {"tickCount": 5, "gridColor": "#d5dce4", "aria": False, **place}


def _axis(heatmap: Heatmap, angle: int) -> Spec:
    names = {entry: heatmap.name(entry) for entry in (*heatmap.rows, *heatmap.columns)}
    # Asked for: labels are measured before the page has its own letters, which are wider.
    room = 0 if angle else min(_LABEL, 7.5 * max(map(len, map(heatmap.name, heatmap.rows)), default=0))
    place: Spec = {"orient": "top" if angle else "left", "minExtent": room, "titleAnchor": "start"}
    return {**_named(names), **place, "labelAngle": angle}


def _named(names: Mapping[str, str]) -> Spec:
    """An axis that shows names for ids."""
    said = f"({_quoted(names)})[datum.value] || datum.value"
    return {"labelExpr": said, "labelLimit": _LABEL, "labelOverlap": False, "aria": False}


def _quoted(names: Mapping[str, str]) -> str:
    return json.dumps(dict(names), ensure_ascii=True)


def _finished(layers: list[Spec], rows: list[Spec], picked: Spec, alt_text: str, height: int) -> Spec:
    """The whole chart. Its rows travel with it, so that nothing is fetched."""
    return {
        "$schema": _SCHEMA,
        "data": {"name": _ROWS},
        "datasets": {_ROWS: rows},
        "layer": layers,
        "params": [picked],
        "height": height,
        "description": alt_text,
        "usermeta": {"embedOptions": {"actions": False, "renderer": "svg"}},
        "config": {
            "axis": {"labelFont": _FONT, "titleFont": _FONT, "labelColor": INK, "titleColor": INK, "labelFontSize": 13},
            "text": {"font": _FONT},
            "view": {"stroke": None},
        },
    }
