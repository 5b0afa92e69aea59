"""What the page Start needs besides the figures of `app.basis`: coverage, what was left out, and what is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from app.basis import Basis, Compared, compared
from app.commands.import_ import who
from app.session import own_changes, own_store
from graph.analyses import analysis
from graph.analyses.bounces import Bounces
from graph.changesets import ChangeKind, ChangeSet
from graph.comparing import newest_quarter
from graph.coverage import Coverage, coverage
from graph.privacy import Audience, publish
from graph.publishing import standing
from graph.rounding import FEWER
from graph.serving import served_cells
from graph.views import View


def covered(found: Basis) -> Coverage:
    """Which lokets delivered data, over the whole register."""
    return _covered(found.identity, found)


@st.cache_resource(max_entries=6, show_spinner=False)
def _covered(identity: str, _found: Basis) -> Coverage:
    result: Coverage = publish(coverage(_found.network), _found.audience).value
    return result


def left_out_of(found: Basis) -> Bounces | None:
    """What could not be used, exactly; None for others than the administrator."""
    return _left_out(found.identity, found) if found.audience is Audience.BEHEERDER else None


@st.cache_resource(max_entries=2, show_spinner=False)
def _left_out(identity: str, _found: Basis) -> Bounces:
    asked = analysis("bounces").function(_found.network, _found.thresholds)
    result: Bounces = publish(asked, _found.audience).value
    return result


def served(found: Basis) -> int | None:
    """How many households the data are about; None below the threshold."""
    return _served(found.identity, found)


@st.cache_resource(max_entries=6, show_spinner=False)
def _served(identity: str, _found: Basis) -> int | None:
    cells = served_cells(_found.network, _found.counting, _found.facts.look(View()))
    households = int(publish(cells, _found.audience, _found.k).value.households[0])
    return None if households == FEWER else households


def last_quarters(found: Basis) -> Compared | None:
    """The newest closed quarter that can be compared with the one before it; None where there is none."""
    quarter = _quarter(found.identity, found)
    return None if quarter is None else compared(found, View(quarter))


@st.cache_resource(max_entries=6, show_spinner=False)
def _quarter(identity: str, _found: Basis) -> str | None:
    return newest_quarter(_found.network, _found.facts, _found.thresholds)


@dataclass(frozen=True, slots=True)
class Standing:
    """What others see of one's own data: when it was published (None: nothing), and whether data changed after."""

    when: datetime | None
    changed_since: bool


def stands() -> Standing:
    """What stands published of one's own data."""
    changes = own_changes()
    found = standing(changes)
    if found is None:
        return Standing(None, changed_since=False)
    return Standing(found.when, any(_is_later(change, found) for change in changes))


def _is_later(change: ChangeSet, published: ChangeSet) -> bool:
    return change.number > published.number and change.kind is not ChangeKind.PUBLISH


def publish_now() -> ChangeSet:
    """Publish one's own data as they stand; for the administrator."""
    with own_store() as store:
        return store.publish(who=who())
