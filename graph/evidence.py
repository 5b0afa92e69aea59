"""What a network can tell: an event log knows no pick-ups, answers or feedback, and often no closings."""

from __future__ import annotations

import numpy as np

from graph.columns import Flags
from graph.network import Network
from graph.text import Text


def is_recorded(network: Network) -> bool:
    """Whether somebody recorded referrals here: there is a case that does not come from a log, or none at all."""
    return not len(network.cases) or not bool(network.in_log.all()) or bool(network.recorded.any())


def notes_on_log(network: Network, lacking: Text) -> tuple[Text, ...]:
    """Why a figure over recorded referrals is None, or that it leaves the cases of a log out."""
    if not is_recorded(network):
        return (lacking,)
    return (RECORDED_ONLY,) if network.in_log.any() else ()


def notes_on_shares(*shares: float | None) -> tuple[Text, ...]:
    """Why a share is None: there is nothing to take it of."""
    return (NOTHING_TO_SHARE,) if None in shares else ()


def in_register_with_closings(network: Network) -> Flags:
    """Which cases belong to a source that holds closings; of the others nobody can say that they are open."""
    return np.isin(network.cases.source, network.closing_sources)


def has_known_household(network: Network) -> Flags:
    """Which cases have a household that somebody named: without one, a case's own key stands in its place."""
    return np.asarray(network.households.key[network.cases.household] != network.cases.key)


NO_HOUSEHOLDS = Text(
    "Dit logboek noemt geen gezinnen: hoeveel gezinnen het zijn is niet te zeggen.",
    "This log names no households: how many households they are cannot be told.",
)
RECORDED_ONLY = Text(
    "Alleen vastgelegde verwijzingen tellen hier mee: een logboek zegt hier niets over.",
    "Only recorded referrals count here: an event log says nothing about this.",
)
NOTHING_TO_SHARE = Text(
    "Een aandeel is leeg waar er niets is om het aandeel van te nemen.",
    "A share is empty where there is nothing to take it of.",
)
