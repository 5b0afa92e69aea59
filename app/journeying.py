"""What the page Reis shows: the stories, the released routes, and for the administrator one case, noted when seen."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np
import streamlit as st

from app.basis import Basis
from app.commands.import_ import who
from app.draw.stories import Tale, tale
from app.session import Data, audience, store_of
from graph.codes import Gap
from graph.figures import Figures
from graph.instants import AMSTERDAM
from graph.journeys import FoundCases, Journey, found_cases, journey
from graph.logbook import Look, logbook_of, note
from graph.privacy import Audience, publish
from graph.routes import STEPS, Route, Routing, route_cells, routing, typical, waits
from graph.views import View
from loaders.generator.recipe import read_recipe
from loaders.generator.stories import read_stories

_VIEWS_KEPT = 64


@cache
def tales() -> tuple[Tale, ...]:
    """The story cases, in the order of their file; they need no data."""
    recipe = read_recipe()
    return tuple(tale(story, recipe.lokets) for story in read_stories(recipe))


def routes(found: Basis, view: View) -> tuple[Route, ...]:
    """The routes of a view that may be told, those of most households first."""
    return typical(_released(found.identity, view, found))


def pace_of(found: Basis, view: View, route: Route) -> tuple[float | None, ...]:
    """In which mean week, counted from 0, households came to each loket of a route; None where that is not known.

    Every beginning of a route that may be told may be told too, as it has more households.
    """
    lengths = _released(found.identity, view, found)
    return tuple(_week(lengths[at], route.lokets[: at + 1]) for at in range(len(route.lokets)))


def waits_of(found: Basis, view: View, route: Route) -> tuple[float | None, ...]:
    """How many weeks households waited on average at each loket of a route; None where that may not be told."""
    lengths = _waits(found.identity, view, found)
    at = [_place(lengths[i], route.lokets[: i + 1]) for i in range(len(route.lokets))]
    weeks = [None if row is None else float(figures.weeks[row]) for figures, row in zip(lengths, at, strict=False)]
    return tuple(None if week is None or np.isnan(week) else float(round(week)) for week in weeks)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _waits(identity: str, view: View, _found: Basis) -> tuple[Figures, ...]:
    return _figures_of(_waiting(identity, _found), view, _found)


@st.cache_resource(max_entries=2, show_spinner=False)
def _waiting(identity: str, _found: Basis) -> Routing:
    return waits(_found.network, _routing(identity, _found))


def _place(figures: Figures, lokets: tuple[str, ...]) -> int | None:
    """The row of a beginning of a route; it is not the row of the same lokets with an end."""
    columns = [figures.labels[name] for name in STEPS[: len(lokets)]]
    return next((i for i, row in enumerate(zip(*columns, strict=True)) if row == lokets), None)


def _week(figures: Figures, lokets: tuple[str, ...]) -> float | None:
    at = _place(figures, lokets)
    week = 0.0 if len(lokets) == 1 else np.nan if at is None else float(figures.weeks[at])
    return None if np.isnan(week) else float(round(week))


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _released(identity: str, view: View, _found: Basis) -> tuple[Figures, ...]:
    return _figures_of(_routing(identity, _found), view, _found)


def _figures_of(routing: Routing, view: View, found: Basis) -> tuple[Figures, ...]:
    """The beginnings of routes of each length, released."""
    cells = route_cells(routing, found.facts.look(view))
    return tuple(publish(part, found.audience, found.k).value for part in cells)


@st.cache_resource(max_entries=2, show_spinner=False)
def _routing(identity: str, _found: Basis) -> Routing:
    return routing(_found.network, _found.counting)


def found_at(found: Basis, loket: str | None, kind: Gap | None, least: int) -> FoundCases:
    """The cases at a loket, with a kind of gap, of at least so many visits.

    Raises
    ------
    NotPublished
        For everybody but the administrator.
    """
    cases: FoundCases = publish(found_cases(found.network, found.counting, loket, kind, least), audience()).value
    return cases


def look_at(found: Basis, data: Data, case: str, why: str) -> Journey:
    """One case; it is handed out only after the look is written down.

    Raises
    ------
    NotPublished
        For everybody but the administrator.
    UsageRefused, DiskFull, StoreRefused
        Without a reason, or when the look cannot be written down.
    """
    seen: Journey = publish(journey(found.network, case), audience()).value
    note(_logbook(data), Look(datetime.now(AMSTERDAM), who(), why.strip(), seen.case, seen.household))
    return seen


def _logbook(data: Data) -> Path:
    with store_of(data) as store:
        place = logbook_of(store) or data.path.with_name(data.path.name + ".looks.jsonl")
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def may_look() -> bool:
    """Whether single cases may be looked at here."""
    return audience() is Audience.BEHEERDER
