"""Where lokets stand in the picture: worked out once for each data version, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from app.draw.bouncing import Arrow

Place = tuple[int, int]

_SEED = 7
_BOX = np.array([290.0, 245.0])
_ROOMY = 10
_NAME, _PUSHES = np.array([165.0, 95.0]), 80
_TIES = 3
_CAREFUL = 60
"""Up to so many lokets the distances are worked out with care, which takes time with the cube of their number."""


def crowding(lokets: int) -> float:
    """How much larger than usual a picture of so many lokets is, so that its parts keep their size on screen."""
    return sqrt(max(1.0, lokets / _ROOMY))


def places(
    lokets: Iterable[str], arrows: Iterable[Arrow], fixed: Mapping[str, Place] | None = None
) -> dict[str, Place]:
    """A place for each loket, near those with which it has to do; one in `fixed` stays where it is."""
    known = fixed or {}
    near: nx.Graph[str] = nx.Graph()
    near.add_nodes_from(lokets)
    near.add_edges_from(_strongest(near, arrows))
    missing = [loket for loket in near if loket not in known]
    if not missing:
        return {loket: known[loket] for loket in near}
    found = _beside(near, known) if known else _afresh(near)
    return {loket: known.get(loket) or _whole(found[loket]) for loket in near}


def _strongest(near: nx.Graph[str], arrows: Iterable[Arrow]) -> Iterator[tuple[str, str]]:
    """Of each loket the few others with which it has most to do: all of them would pull everything together."""
    inside = [a for a in arrows if near.has_node(a.source) and near.has_node(a.target)]
    kept: Counter[str] = Counter()
    for arrow in sorted(inside, key=lambda a: (-a.hops, a.ends)):
        source, target = arrow.ends
        if kept[source] < _TIES or kept[target] < _TIES:
            kept.update((source, target))
            yield source, target


def _afresh(near: nx.Graph[str]) -> dict[str, NDArray[np.float64]]:
    """All lokets over a box that grows with their number."""
    if len(near) < 2:
        return {loket: np.zeros(2) for loket in near}
    start = nx.circular_layout(near)
    if len(near) <= _CAREFUL:
        found = nx.kamada_kawai_layout(near, dist=_distances(near), pos=start)
    else:
        found = nx.spring_layout(near, pos=start, seed=_SEED, iterations=150, k=1.6 / sqrt(len(near)))
    spots = np.array(list(found.values()))
    low, high = spots.min(axis=0), spots.max(axis=0)
    spread = (2 * spots - low - high) / np.maximum(high - low, 1e-9)
    scale = crowding(len(near))
    return dict(zip(found, _apart(spread * _BOX * scale, scale), strict=True))


def _apart(spots: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """The same spots, those too near each other pushed apart so that their names, which are wide, can be read."""
    spots = spots / _NAME
    for _ in range(_PUSHES):
        between = spots[:, None] - spots[None, :]
        distance = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-3)
        np.fill_diagonal(distance, np.inf)
        push = np.maximum(0, scale - distance) / distance / 4
        spots = spots + (between * push[..., None]).sum(axis=1)
    return np.asarray(spots * _NAME)


def _distances(near: nx.Graph[str]) -> dict[str, dict[str, float]]:
    """Steps between lokets; those without any path stand a little further than the farthest with one."""
    steps = dict(nx.all_pairs_shortest_path_length(near))
    far = 1 + max(max(row.values()) for row in steps.values())
    return {a: {b: float(steps[a].get(b, far)) for b in near} for a in near}


def _beside(near: nx.Graph[str], known: Mapping[str, Place]) -> dict[str, NDArray[np.float64]]:
    """The lokets that are new around those that have a place."""
    size = float(np.abs(np.array(list(known.values()))).max()) or float(_BOX[0])
    start = {loket: (x / size, y / size) for loket, (x, y) in known.items() if near.has_node(loket)}
    wide = crowding(len(near)) / crowding(len(start))
    found = nx.spring_layout(
        near, pos=start, fixed=list(start) or None, seed=_SEED, iterations=60, k=2 * wide / sqrt(len(near))
    )
    return {loket: np.asarray(spot) * size for loket, spot in found.items()}


def _whole(spot: NDArray[np.float64]) -> Place:
    return round(float(spot[0])), round(float(spot[1]))
