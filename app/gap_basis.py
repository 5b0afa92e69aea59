"""What the page of the gaps shows beside its list: who returns to whom, routes, places in the picture.

As in `app.basis`: made once for each version, released figures kept up to so many.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.basis import Basis, look, ranked_gaps
from app.draw.bouncing import Arrow
from app.draw.gap_picture import Way, ways_of
from app.draw.layout import Place, places
from graph.both_ways import way_cells, ways
from graph.cells import Cells
from graph.codes import Gap
from graph.counting import flow_cells
from graph.figures import Figures
from graph.grouping import Grouped
from graph.privacy import publish
from graph.ranking import RankedGap
from graph.routes import Route, Routing, cases_of_gap, route_cells, routing, typical
from graph.views import View

_KEPT = 256
_MIDDLE = 18
"""So many lokets stand in the middle of the picture: those with most to do with each other."""

Ends = tuple[str, str]
Row = dict[str, Any]


def all_ways(found: Basis, view: View) -> dict[Ends, Way]:
    """Every direction that may be shown, those that most households went first."""
    return _all_ways(found.identity, view, found)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _all_ways(identity: str, view: View, _found: Basis) -> dict[Ends, Way]:
    went = flow_cells(_found.counting, look(_found, view))
    sent = {ends: row["households"] for ends, row in _rows(_found, went)}
    back = {kind: _returned(identity, kind, went, _found) for kind in (Gap.BOUNCE, Gap.CONSULT)}
    return ways_of(sent, back, _found.counting.asks.apart)


def _returned(identity: str, kind: Gap, went: Cells, found: Basis) -> dict[Ends, Row]:
    if kind not in found.counting.gaps:
        return {}
    return dict(_rows(found, way_cells(found.counting, _ways(identity, kind, found), went)))


def _rows(found: Basis, cells: Cells) -> list[tuple[Ends, Row]]:
    """The released rows with a sender and a receiver."""
    released: Figures = publish(cells, found.audience, found.k).value
    return [((str(row["a"]), str(row["b"])), row) for row in released.rows()]


@st.cache_resource(max_entries=12, show_spinner=False)
def _ways(identity: str, kind: Gap, _found: Basis) -> Grouped:
    return ways(_found.counting, kind)


def routes_through(found: Basis, gap: RankedGap, view: View) -> tuple[Route, ...]:
    """The typical routes of the households with one gap."""
    return _routes(found.identity, gap.kind, gap.key, view, found)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _routes(
    identity: str, kind: Gap, key: tuple[str, str | None, str | None], view: View, _found: Basis
) -> tuple[Route, ...]:
    # The gap itself was chosen: whether it touches a kind of loket says nothing about the steps of its routes.
    cells = route_cells(_routing(identity, _found), look(_found, view), cases_of_gap(_found.counting, kind, key))
    return typical([publish(part, _found.audience, _found.k).value for part in cells], _found.k)


@st.cache_resource(max_entries=6, show_spinner=False)
def _routing(identity: str, _found: Basis) -> Routing:
    return routing(_found.network, _found.counting)


def warm(found: Basis) -> None:
    """Make what the first views of a version wait for, besides the basis itself."""
    ranked_gaps(found, View())
    standing_places(found)
    _routing(found.identity, found)


def standing_places(found: Basis) -> dict[str, Place]:
    """Where each loket stands, whatever the filter: laid out on what is released of the whole register."""
    return _standing(found.identity, found)


@st.cache_resource(max_entries=6, show_spinner=False)
def _standing(identity: str, _found: Basis) -> dict[str, Place]:
    arrows = [Arrow(w.a, w.b, w.sent or 0, 0, w.back or 0, None) for w in all_ways(_found, View()).values()]
    arrows.sort(key=lambda arrow: (-arrow.bounces, -arrow.hops, arrow.ends))
    middle = list(dict.fromkeys(end for arrow in arrows for end in arrow.ends))[:_MIDDLE]
    return places(_found.lokets, arrows, fixed=places(middle, arrows) if middle else None)
