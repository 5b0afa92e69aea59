"""What a view can ask of the cases of a network, read from its records."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.codes import Domain
from graph.columns import Codes
from graph.instants import MISSING, local_day
from graph.model import Organisation
from graph.network import Network
from graph.returning import openings
from graph.views import Facts


def facts(network: Network, frozen: bool = False, of_one_source: bool = False) -> Facts:
    """What a view can ask of the cases of a network.

    Parameters
    ----------
    frozen
        Whether the network is a published version.
    of_one_source
        Whether it is one source out of several that add up (`graph.sources.is_one_of_several`).
    """
    month = _month_of(openings(network)[0])
    areas, area = _named(network.words, network.households.area)
    kinds, loket_kind = _loket_kinds(network)
    targets, target = _targets(network)
    number = np.array([bin(i).count("1") for i in range(1 << len(Domain))], dtype=np.int8)[network.cases.domains]
    return Facts(
        month=month,
        domains=network.cases.domains,
        area=area[network.cases.household],
        target=target,
        problems=(np.minimum(number, 2) + 1).astype(np.int8),
        areas=areas,
        targets=targets,
        kinds=kinds,
        loket_kind=loket_kind,
        closed_until=int(_month_of(np.array([network.data_end]))[0]),
        frozen=frozen,
        of_one_source=of_one_source,
    )


def _month_of(at: NDArray[np.int64]) -> Codes:
    known = at != MISSING
    days = local_day(np.where(known, at, 0)).astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(known, month, -1).astype(np.int32)


def _named(words: tuple[str, ...], codes: Codes) -> tuple[tuple[str, ...], Codes]:
    """The words that occur, in alphabetical order, and the codes into these."""
    used = sorted((words[c], c) for c in np.unique(codes[codes >= 0]).tolist())
    place = np.full(len(words) + 1, -1, dtype=np.int32)
    for i, (_, code) in enumerate(used):
        place[code] = i
    return tuple(word for word, _ in used), place[codes]


def _loket_kinds(network: Network) -> tuple[tuple[str, ...], Codes]:
    kind_of = {o.id: o.kind for o in network.of(Organisation) if isinstance(o, Organisation)}
    mine = [kind_of.get(loket.organisation or "") for loket in network.lokets]
    kinds = tuple(sorted({kind for kind in mine if kind}))
    return kinds, np.array([kinds.index(kind) if kind else -1 for kind in mine], dtype=np.int32)


def _targets(network: Network) -> tuple[tuple[str, ...], NDArray[np.uint64]]:
    """The target groups of lokets, at most 64, and one bit for each of the case's entry loket."""
    targets = tuple(sorted({t for loket in network.lokets for t in loket.target_groups}))[:64]
    bits = [sum(1 << targets.index(t) for t in loket.target_groups if t in targets) for loket in network.lokets]
    visits = network.sequences
    entry = np.full(len(network.cases), -1, dtype=np.int64)
    entry[visits.has_visit] = visits.loket[visits.offsets[:-1][visits.has_visit]]
    return targets, np.array([*bits, 0], dtype=np.uint64)[entry]
