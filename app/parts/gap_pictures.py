"""The flows as a network or a heatmap, each with its sentence and its table; a click in them is a choice."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app import component
from app.basis import Basis
from app.draw import gap_picture, network_svg
from app.draw import heatmap as heat
from app.draw.charts import cell_of, heatmap_chart
from app.draw.drawing import Drawing, payload
from app.draw.export import Share
from app.draw.gap_picture import Way
from app.draw.gap_words import Teller, joined
from app.draw.scale import figure
from app.draw.writing import number, plain, share
from app.gap_basis import all_ways, standing_places
from app.kept_places import keep_places, kept_places
from app.parts.address import in_address
from app.parts.gap_choice import Picked, pick_ends, put
from app.parts.saving import Sheet, about, caption, save_picture, save_table
from app.phrases import gaps as words
from app.phrases import pictures
from app.session import Data
from graph.ranking import RankedGap
from graph.text import Language, Text
from graph.views import View

_OPENING, _OPENING_ARROWS, _MOST, _MOST_ARROWS = 18, 60, 200, 800
_CELLS, _HEIGHT, _TABLE_ROWS, _MOST_ROWS = 12, 560, 8, 300
_KEY = "gap-network"
AROUND = "rond"
"""Where the loket that was opened stands in the address."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the pictures are of."""

    found: Basis
    data: Data
    view: View
    gaps: tuple[RankedGap, ...]
    chosen: Picked
    teller: Teller
    spoken: Language


def show_pictures(drawn: Drawn) -> None:
    """Draw the chosen picture, with its sentence, its table and what can be kept."""
    spoken, ways = drawn.spoken, all_ways(drawn.found, drawn.view)
    st.header(words.PICTURE.to(spoken), anchor=False)
    if not ways:
        st.write(words.NOTHING_TO_DRAW.to(spoken))
        return
    labels = {code: text.to(spoken) for code, text in words.PICTURES.items()}
    if in_address(words.WHICH_PICTURE.to(spoken), "plaatje", labels, "netwerk") == "netwerk":
        _network(drawn, ways)
    else:
        _cells(drawn, ways)
    _table(drawn, ways)


def _network(drawn: Drawn, ways: dict[tuple[str, str], Way]) -> None:
    spoken, rest = drawn.spoken, bool(st.session_state.get("gap-rest"))
    around, own = _around(drawn), drawn.data.path
    component.stand_dragged(_KEY, lambda: kept_places(own))
    drawing = _drawing(drawn, ways, rest)
    names = {loket: drawn.teller.title(loket) for loket in drawn.found.lokets}
    sent = payload(drawing, spoken, _HEIGHT, opens=True, others=names, whole=around is not None)
    component.network(_KEY, sent, lambda: _picked(drawn), _opened, lambda: keep_places(own, component.dragged(_KEY)))
    if around is not None:
        st.write(plain(pictures.AROUND.format(loket=drawn.teller.title(around)).to(spoken)))
        st.button(pictures.NOT_AROUND.to(spoken), key="gap-not-around", on_click=_open, args=(None,))
    _in_a_sentence(drawn, ways)
    all_lokets = len(drawn.found.lokets)
    told = words.DRAWN.format(lokets=len(drawing.dots), all=all_lokets)
    st.caption(told.to(spoken))
    if rest or len(drawing.dots) < all_lokets:
        st.checkbox(words.REST.to(spoken), key="gap-rest")
    title = words.PICTURES["netwerk"].to(spoken)
    words_with = caption(drawn.found, drawn.view, title, spoken)
    save_picture("netwerk", lambda: network_svg.svg(drawing, words_with, spoken), spoken)


def _drawing(drawn: Drawn, ways: dict[tuple[str, str], Way], rest: bool) -> Drawing:
    """The worst part with what was chosen; on request the rest. A loket stays where it is whatever the filter."""
    most, arrows = (_MOST, _MOST_ARROWS) if rest else (_OPENING, _OPENING_ARROWS)
    besides = [loket for loket in (drawn.chosen.a, drawn.chosen.b) if loket is not None]
    around = _around(drawn)
    if around is not None:
        ways = {ends: way for ends, way in ways.items() if around in ends}
        most, arrows, besides = _MOST, _MOST_ARROWS, [around, *besides]
    shown = gap_picture.lokets_of(ways.values(), most, besides)
    if rest:
        shown = (*shown, *sorted(drawn.found.lokets.keys() - set(shown)))[:_MOST]
    everywhere = {**standing_places(drawn.found), **component.dragged(_KEY)}
    places = {loket: everywhere[loket] for loket in shown if loket in everywhere}
    return gap_picture.network(ways.values(), places, drawn.chosen.drawn(), drawn.teller, drawn.spoken, arrows)


def _around(drawn: Drawn) -> str | None:
    """The loket that a person opened: it is drawn with all its neighbours. It stands in the address."""
    asked = st.query_params.get(AROUND)
    return asked if asked in drawn.found.lokets else None


def _opened() -> None:
    opened = st.session_state[_KEY].get("opened") or {}
    _open(opened.get("loket"))


def _open(loket: str | None) -> None:
    if loket is None:
        st.query_params.pop(AROUND, None)
    else:
        st.query_params[AROUND] = loket


def _in_a_sentence(drawn: Drawn, ways: dict[tuple[str, str], Way]) -> None:
    """What was chosen in a sentence; while nothing is, where most households return."""
    said = _chosen(drawn, ways) if drawn.chosen.a is not None else gap_picture.strongest(ways.values(), drawn.teller)
    if said is not None:
        with st.container(key="gap-said"):
            st.write(plain(said.to(drawn.spoken)))


def _chosen(drawn: Drawn, ways: dict[tuple[str, str], Way]) -> Text:
    chosen, teller = drawn.chosen, drawn.teller
    gap = next((gap for gap in drawn.gaps if chosen.is_gap(gap)), None)
    if gap is not None:
        return joined(teller.gap(gap), pictures.SEE_EVIDENCE)
    return gap_picture.chosen_said(ways, chosen.a or "", chosen.b, teller)


def _picked(drawn: Drawn) -> None:
    picked = st.session_state[_KEY].get("picked") or {}
    if arrow := picked.get("arrow"):
        pick_ends((str(arrow[0]), str(arrow[1])), drawn.gaps)
    else:
        put(Picked(a=picked.get("loket")))


def _cells(drawn: Drawn, ways: dict[tuple[str, str], Way]) -> None:
    spoken = drawn.spoken
    lokets = gap_picture.lokets_of([w for w in ways.values() if w.back], _CELLS)
    if len(lokets) < 2:
        st.write(words.NOTHING_TO_DRAW.to(spoken))
        return
    found = gap_picture.heatmap(ways, lokets, drawn.teller, spoken)
    st.write(words.CELLS_HOW.format(n=len(lokets)).to(spoken))
    drawn_ends = drawn.chosen.drawn()
    chosen = drawn_ends.arrow or drawn_ends.pair
    component.chart(
        "gap-cells", heatmap_chart(found, heat.described(found, spoken), spoken, chosen), lambda: _cell(drawn)
    )
    _in_a_sentence(drawn, ways)
    title = words.CELLS.to(spoken)
    words_with = caption(drawn.found, drawn.view, title, spoken)
    save_picture("vakken", lambda: heat.svg(found, words_with, spoken, chosen), spoken)


def _cell(drawn: Drawn) -> None:
    ends = cell_of(st.session_state["gap-cells"])
    if ends is None:
        put(Picked())
    else:
        pick_ends(ends, drawn.gaps)


def _table(drawn: Drawn, ways: dict[tuple[str, str], Way]) -> None:
    """The same directions as rows, those with most returning first."""
    spoken, teller, choice = drawn.spoken, drawn.teller, drawn.chosen.drawn()
    rows = [way for way in gap_picture.worst_first(ways.values()) if choice.has(way.a, way.b)]
    most = _MOST_ROWS if st.session_state.get("gap-all-rows") else _TABLE_ROWS
    heads = [t.to(spoken) for t in (words.FROM, words.TO, words.SENT, words.BACK, words.SHARE)]
    cells = [
        (
            plain(teller.title(w.a)),
            plain(teller.title(w.b)),
            plain(figure(w.sent, teller.k, spoken)),
            plain(figure(w.back if w.back is not None or teller.k else 0, teller.k, spoken)),
            plain(_share(w, teller, spoken)),
        )
        for w in rows[:most]
    ]
    with st.expander(words.TABLE.to(spoken), key="gap-table"):
        columns = {head: [row[i] for row in cells] for i, head in enumerate(heads)}
        st.table(columns, hide_index=True, alt=words.TABLE_ALT.to(spoken))
        if len(rows) > _TABLE_ROWS:
            n = number(min(len(rows), _MOST_ROWS), spoken)
            st.checkbox(words.ALL_ROWS.format(n=n).to(spoken), key="gap-all-rows")
        facts = about(drawn.found, drawn.data, drawn.view, pictures.DIRECTIONS.to(spoken), spoken)
        kept = [(teller.title(w.a), teller.title(w.b), w.sent, w.back, _kept_share(w, teller, spoken)) for w in rows]
        save_table(Sheet("richtingen", facts.title, heads, kept), facts, spoken)


def _kept_share(way: Way, teller: Teller, spoken: Language) -> Share | str:
    """The share in a file: a number that can be counted with, or the same words as on screen."""
    return Share(way.share) if way.share is not None else _share(way, teller, spoken)


def _share(way: Way, teller: Teller, spoken: Language) -> str:
    """The share that came back: in per cent, or in words where that is all that may be told."""
    if way.share is not None or not teller.k or way.sent is None:
        return share(way.share, spoken)
    return (words.SHARE_NONE if way.back is None else words.SHARE_ALL).to(spoken)
