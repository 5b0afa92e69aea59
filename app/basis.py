"""What the pages show: the figures of one version of the data, in one view, for one audience.

What is counted from is made once for each version and shared; released figures are kept, up to so many.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.phrases import fresh as words
from app.session import Data, audience, language, own_place, settings, version
from app.sources import part_of, rows_of, sources_of
from graph.breakdown import breakdown
from graph.chosen import Chosen
from graph.codes import Audience, Gap
from graph.comparing import Comparing, comparing
from graph.counting import Counting, counting, flow_cells, gap_cells, total_cells
from graph.figures import Figures
from graph.model import Loket, Organisation
from graph.network import Network
from graph.overview import Overview, overview
from graph.privacy import publish
from graph.ranking import RankedGap, advice, ranked
from graph.sources import Source, chosen, is_one_of_several
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import Facts, Look, View

_VIEWS_KEPT, _LOOKS_KEPT = 256, 16


@dataclass(frozen=True, eq=False)
class Basis:
    """One version of the data for one audience.

    Attributes
    ----------
    identity
        Names the version, its sources and the audience; what is kept is kept under it.
    audience, k, thresholds
        For whom, above which number of households, and when something counts.
    network, counting
        The records, and what figures are counted from. Nothing of these reaches a person but through `publish`.
    overview
        What is loaded, as the audience may see it.
    lokets, organisations
        Facts, the same for everybody, by id.
    """

    identity: str
    audience: Audience
    k: int
    thresholds: Thresholds
    network: Network
    counting: Counting
    overview: Overview
    lokets: dict[str, Loket]
    organisations: dict[str, Organisation]

    @property
    def facts(self) -> Facts:
        """What a view can ask: the choices of each filter."""
        return self.counting.facts

    @property
    def lacking(self) -> dict[Gap, Text]:
        """The kinds of gap that these data say nothing about, each with the reason."""
        return self.counting.lacking

    def filters_in(self, view: View) -> int:
        """How many filters a view stands for; one source out of several that add up is one too."""
        return len(view.filters) + self.facts.of_one_source

    def title(self, loket: str | None) -> str:
        """What a person calls a loket."""
        return "" if loket is None else self.lokets[loket].title if loket in self.lokets else loket


def basis(data: Data, source: str | None) -> Basis:
    """What the audience of this page sees of one source, or of all that add up.

    Raises
    ------
    SourcesDoNotAdd
        When several sources do not add up and none is chosen.
    NothingPublished
        When the audience may only see what is published, and nothing is.
    """
    picked = chosen_for(data)
    sources = chosen(sources_of(data), source)
    asked = version(data).identity, sources, audience(), picked.thresholds
    with _telling(asked):
        return _basis(*asked, data)


@contextmanager
def _telling(asked: Hashable) -> Iterator[None]:
    """Say what goes on, to a person who waits for a version that nobody looked at before."""
    if asked in _made() or get_script_run_ctx(suppress_warning=True) is None:
        yield
    else:
        with st.spinner(words.COUNTING.to(language())):
            yield
    _made().add(asked)


@st.cache_resource(show_spinner=False)
def _made() -> set[Hashable]:
    return set()


def chosen_for(data: Data) -> Chosen:
    """The settings that were chosen for some data."""
    from graph.choices import chosen_settings

    return Chosen() if data.is_demo else chosen_settings(own_place())


@st.cache_resource(max_entries=6, show_spinner=False)
def _basis(identity: str, sources: tuple[Source, ...], seen_by: Audience, thresholds: Thresholds, _data: Data) -> Basis:
    seen = version(_data)
    network = part_of(seen.network, sources)
    one_source = is_one_of_several(sources, seen.network.sources)
    counted = counting(network, settings().door(), thresholds, seen.frozen, one_source)
    return Basis(
        identity=f"{identity} {[s.number for s in sources]} {seen_by} {thresholds}",
        audience=seen_by,
        k=thresholds.small_number,
        thresholds=thresholds,
        network=network,
        counting=counted,
        overview=publish(overview(network, rows_of(_data, network)), seen_by).value,
        lokets={loket.id: loket for loket in network.lokets},
        organisations={o.id: o for o in network.of(Organisation) if isinstance(o, Organisation)},
    )


def gap_figures(found: Basis, view: View) -> dict[Gap, Figures]:
    """The released figures of every kind of gap that can be measured."""
    return _gap_figures(found.identity, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _gap_figures(identity: str, view: View, _found: Basis) -> dict[Gap, Figures]:
    seen = look(_found, view)
    return {kind: _release(_found, gap_cells(_found.counting, kind, seen)) for kind in _found.counting.gaps}


def ranked_gaps(found: Basis, view: View) -> tuple[RankedGap, ...]:
    """All gaps, those that cost most days first."""
    return _ranked_gaps(found.identity, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _ranked_gaps(identity: str, view: View, _found: Basis) -> tuple[RankedGap, ...]:
    return ranked(gap_figures(_found, view))


def advice_pairs(found: Basis, view: View) -> tuple[RankedGap, ...]:
    """The pairs that look like asking for advice."""
    return advice(gap_figures(found, view))


def totals(found: Basis, view: View) -> Figures:
    """The released figures of each kind of gap together: `kind` in its labels."""
    return _totals(found.identity, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _totals(identity: str, view: View, _found: Basis) -> Figures:
    return _release(_found, total_cells(_found.counting, look(_found, view)))


def flows(found: Basis, view: View) -> Figures:
    """The households sent from each loket to each other: `a`, `b`."""
    return _flows(found.identity, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _flows(identity: str, view: View, _found: Basis) -> Figures:
    return _release(_found, flow_cells(_found.counting, look(_found, view)))


def evidence(found: Basis, gap: RankedGap, by: str, view: View) -> Figures:
    """The households of one gap by month, domain, area, target, problems or weeks (`graph.breakdown.WAYS`).

    Raises
    ------
    NotPublished
        When that would be one filter too many for the audience.
    """
    return _evidence(found.identity, gap.kind, gap.key, by, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _evidence(
    identity: str, kind: Gap, key: tuple[str, str | None, str | None], by: str, view: View, _found: Basis
) -> Figures:
    return _release(_found, breakdown(_found.counting, kind, key, by, look(_found, view)))


@dataclass(frozen=True, eq=False)
class Compared:
    """The released figures of a period and of the one before it, both with the same follow-up.

    Attributes
    ----------
    period, before, follow_up, too_short
        As in `graph.comparing.Comparing`.
    gaps
        Of each kind that can be compared: the figures now, and those of the period before.
    totals
        The same of each kind together: `kind` in the labels.
    """

    period: str
    before: str
    follow_up: int
    too_short: dict[Gap, Text]
    gaps: dict[Gap, tuple[Figures, Figures]]
    totals: tuple[Figures, Figures]


def compared(found: Basis, view: View) -> Compared:
    """The period of a view beside the one before it, with the view's filters; see `graph.comparing.why_not`.

    Raises
    ------
    ValueError
        When the period cannot be compared.
    """
    return _compared(found.identity, view, found)


@st.cache_resource(max_entries=_VIEWS_KEPT, show_spinner=False)
def _compared(identity: str, view: View, _found: Basis) -> Compared:
    two = _comparing(identity, view.period, _found)
    return Compared(
        period=two.period,
        before=two.before,
        follow_up=two.follow_up,
        too_short=two.too_short,
        gaps={kind: _both(_found, two.gaps(kind, view)) for kind in two.kinds},
        totals=_both(_found, two.totals(view)),
    )


@st.cache_resource(max_entries=12, show_spinner=False)
def _comparing(identity: str, period: str, _found: Basis) -> Comparing:
    return comparing(_found.network, _found.counting, _found.thresholds, period)


def _both(found: Basis, two: tuple[object, object]) -> tuple[Figures, Figures]:
    return _release(found, two[0]), _release(found, two[1])


def look(found: Basis, view: View) -> Look:
    """A view as masks over the cases; the last ones are kept."""
    return _look(found.identity, view, found)


@st.cache_resource(max_entries=_LOOKS_KEPT, show_spinner=False)
def _look(identity: str, view: View, _found: Basis) -> Look:
    return _found.facts.look(view)


def _release(found: Basis, cells: object) -> Figures:
    figures: Figures = publish(cells, found.audience, found.k).value
    return figures
