"""S, the seen sequence of every case: what the client lived through (definitions.md, "two sequences")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.columns import Codes, Ints
from graph.network import Network


@dataclass(frozen=True, eq=False)
class Seen:
    """Only the visits of R that were picked up, equal neighbours collapsed again; one row a visit.

    Attributes
    ----------
    case, loket
        Codes of the network.
    visit
        The first visit of R that it stands for.
    """

    case: Codes
    loket: Codes
    visit: Ints


def seen(network: Network) -> Seen:
    """S of every case of which pick-ups are recorded; a case of an event log has none, because nobody can tell."""
    visits = network.sequences
    met = np.flatnonzero(visits.was_picked & ~network.in_log[visits.case])
    case, loket = visits.case[met], visits.loket[met]
    new = np.ones(len(met), dtype=np.bool_)
    new[1:] = (case[1:] != case[:-1]) | (loket[1:] != loket[:-1])
    return Seen(case[new], loket[new], met[new])
