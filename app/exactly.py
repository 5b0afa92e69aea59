"""What the page of the exact bounces shows of one version of the data; for the administrator."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from app.draw.bouncing import Bouncing, Choice, bouncing, drawn, worst_part
from app.draw.layout import Place, places
from app.draw.picture import View
from app.session import Data, audience, choices, version
from app.sources import part_of, rows_of
from graph.analyses import analysis
from graph.analyses.bounces import Bounces
from graph.overview import Overview, overview
from graph.privacy import Audience, Released, publish
from graph.sources import Source, chosen
from graph.thresholds import Thresholds

OPENING_LOKETS, OPENING_ARROWS = 18, 60
"""The picture opens on the worst part, with at most so many lokets and arrows."""
MOST_LOKETS, MOST_ARROWS = 200, 800
"""The rest is drawn on request, up to so many."""
_CONTEXT, _COUNTERPARTS = 12, 8


@dataclass(frozen=True, eq=False)
class Answers:
    """What the page of the bounces shows of one version of the data, as its audience may see it."""

    identity: str
    overview: Overview
    bounces: Bounces
    bouncing: Bouncing


def answers(data: Data, source: str | None) -> Answers:
    """The answers for one source, or for all that add up.

    Raises
    ------
    SourcesDoNotAdd
        When several sources do not add up and none is chosen.
    """
    sources = chosen(data.sources, source)
    return _answers(str(data.path), data.token, sources, audience(), choices(data.is_demo).thresholds, data)


@st.cache_resource(max_entries=8, show_spinner=False)
def _answers(
    path: str, token: str, sources: tuple[Source, ...], seen_by: Audience, thresholds: Thresholds, _data: Data
) -> Answers:
    network = part_of(version(_data).network, sources)
    asked: Released[Bounces] = publish(analysis("bounces").function(network, thresholds), seen_by)
    found = bouncing(asked, {lo.id: lo.title for lo in network.lokets})
    return Answers(
        identity=f"{path} {token} {[s.number for s in sources]} {thresholds}",
        overview=publish(overview(network, rows_of(_data, network)), seen_by).value,
        bounces=asked.value,
        bouncing=found,
    )


def view(found: Answers, choice: Choice, rest: bool) -> View:
    """What the picture draws: the worst part, what was chosen, and on request the rest."""
    most, least = (MOST_LOKETS, MOST_LOKETS) if rest else (OPENING_LOKETS, _CONTEXT)
    lokets = worst_part(found.bouncing, most, least)
    return _view(found.identity, lokets, _beside(found, choice, lokets), found)


def _beside(found: Answers, choice: Choice, lokets: tuple[str, ...]) -> tuple[str, ...]:
    """The lokets that belong to the choice and are not drawn yet."""
    wanted = set(choice.two)
    if choice.loket is not None:
        pairs = [p for p in found.bouncing.pairs if choice.loket in p.lokets]
        wanted |= {choice.loket}.union(*(p.lokets for p in pairs[:_COUNTERPARTS]))
    return tuple(sorted(wanted.difference(lokets)))


@st.cache_resource(max_entries=64, show_spinner=False)
def _view(identity: str, lokets: tuple[str, ...], beside: tuple[str, ...], _found: Answers) -> View:
    everywhere = (*lokets, *beside)
    arrows = drawn(_found.bouncing, everywhere, MOST_ARROWS if len(lokets) > OPENING_LOKETS else OPENING_ARROWS)
    return View(places(everywhere, arrows, fixed=_opening(identity, _found)), arrows)


@st.cache_resource(max_entries=8, show_spinner=False)
def _opening(identity: str, _found: Answers) -> dict[str, Place]:
    """Where the worst part stands; everything else is put around it."""
    return places(worst_part(_found.bouncing, OPENING_LOKETS, _CONTEXT), _found.bouncing.arrows)
