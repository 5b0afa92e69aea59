"""The routes that many households took, as released: a list, and of the chosen one its timeline in whole weeks."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from app.basis import Basis
from app.draw.gap_words import Teller, joined
from app.draw.stops import Stop, Timeline
from app.draw.telling import waited
from app.draw.timeline import described, picture
from app.draw.writing import plain
from app.journeying import pace_of, routes, waits_of
from app.parts.filters import choose_view, nothing_to_show
from app.parts.starting import teller_of
from app.phrases import journeys as words
from graph.privacy import Audience
from graph.routes import Route
from graph.text import Language, Text
from graph.views import View

_FIRST, _STEP, _WEEK = 10, 20, 7


def typical_routes(found: Basis, language: Language) -> None:
    """Draw the filters and the routes of the view; where none passes, the way to a view that shows more."""
    view = choose_view(found, language)
    told = _told(found, view)
    if not told:
        st.info(teller_of(found).counted(words.NO_ROUTES).to(language))
        nothing_to_show(found, view, language, lambda wider: bool(_told(found, wider)))
        return
    st.write(teller_of(found).counted(words.ROUTES_LEAD).to(language))
    most = int(st.session_state.get("most-routes", _FIRST))
    shown, teller = told[:most], teller_of(found)
    lines = [plain(_sentence(found, route, teller).to(language)) for route in shown]
    chosen = st.radio(words.CHOOSE_ROUTE.to(language), range(len(shown)), format_func=lambda at: lines[at], key="route")
    if len(told) > most:
        st.button(words.MORE_ROUTES.to(language), key="more-routes", on_click=_more, args=(most,))
    elif found.audience is not Audience.BEHEERDER:
        st.caption(teller.counted(words.OTHER_ROUTES).to(language))
    _timeline(found, view, shown[chosen or 0], language)


def _told(found: Basis, view: View) -> list[Route]:
    """The routes of at least two visits."""
    return [route for route in routes(found, view) if len(route.lokets) > 1]


def _sentence(found: Basis, route: Route, teller: Teller) -> Text:
    lokets = " → ".join(found.title(loket) for loket in route.lokets)
    text = (words.ROUTE if route.ends else words.ROUTE_ON).format(lokets=lokets, who=teller.number(route.households))
    # Whole weeks for everybody, also where figures are exact: it is a mean.
    weeks = None if route.weeks is None else teller.weeks(float(round(route.weeks)))
    return joined(text, None if weeks is None else words.ROUTE_WEEKS.format(weeks=weeks))


def _timeline(found: Basis, view: View, route: Route, language: Language) -> None:
    """The chosen route on a scale of weeks: where households came in which mean week."""
    pace = pace_of(found, view, route)
    if None in pace:
        return
    weeks = _rising([week or 0.0 for week in pace])
    ends: list[float | None] = [*weeks[1:], None]
    waits = waits_of(found, view, route)
    stops = [
        _stop(found.title(loket), at, end, wait)
        for loket, at, end, wait in zip(route.lokets, weeks, ends, waits, strict=True)
    ]
    drawn = Timeline(tuple(stops))
    st.image(picture(drawn, language), width="stretch", alt=described(drawn, language))
    said = [
        joined(words.PACE.format(loket=stop.loket, n=int(week) + 1), waited(wait)).to(language)
        for stop, week, wait in zip(stops, weeks, waits, strict=True)
    ]
    st.markdown("\n".join(f"{i}. {plain(text)}" for i, text in enumerate(said, start=1)))
    if None in waits:
        st.caption(words.WAIT_NOT_KNOWN.to(language))
    st.caption(teller_of(found).counted(words.PACE_HOW).to(language))


def _stop(loket: str, at: float, end: float | None, wait: float | None) -> Stop:
    """A visit on a scale of weeks. Means of other households need not fit: the waiting is cut where the visit ends."""
    days = None if end is None else (end - at) * _WEEK
    waiting = None if wait is None else wait * _WEEK if days is None else min(wait * _WEEK, days)
    return Stop(loket, at * _WEEK, days, waiting)


def _rising(weeks: list[float]) -> list[float]:
    """Means of different households need not rise; a later visit is never drawn before an earlier one."""
    risen = weeks[:1]
    for before, week in pairwise(weeks):
        risen.append(max(risen[-1], before, week))
    return risen


def _more(most: int) -> None:
    st.session_state["most-routes"] = most + _STEP
