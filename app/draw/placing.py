"""Where the words of a network picture stand so that they do not lie over one another.

The same rules as in app/component/frontend/placing.js.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot, inf

from app.draw.layout import Place
from app.draw.svg import long

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)
"""Places along an arrow where its words may stand."""
_ROW, _RISE, _FALL = 1.15, 0.85, 0.3
"""Of the size of the letters: from row to row, and how far they reach above and below their line."""
_ASIDE = 0.8
"""How far a name below or above its loket may stand to a side, of half its width."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Words with their middle at `x` and their first line at `y`, and the box that they cover."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Spot) -> bool:
        """Whether two boxes lie over one another."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(slots=True)
class Room:
    """What is taken by words and lokets so far; who asks first has the best place. No words stand outside `edges`."""

    size: float
    radius: float
    edges: tuple[float, float, float, float] = (-inf, -inf, inf, inf)
    taken: list[Spot] = field(default_factory=list)

    def discs(self, places: Iterable[Place]) -> None:
        """Keep words off some lokets."""
        r = self.radius * 0.9
        self.taken.extend(Spot(x, y, x - r, y - r, x + r, y + r) for x, y in places)

    def name(self, rows: Sequence[str], place: Place, always: bool = False) -> Spot | None:
        """Below its loket, else above it, beside it or askew; None where it fits nowhere."""
        around = list(self._around(rows, place))
        return self._taking(around) or (around[0] if always else None)

    def label(self, text: str, a: Point, bend: Point, b: Point) -> Spot | None:
        """Beside an arrow that bends, on the side to which it does, else on the other side or further along it."""
        return self._taking(self._along(text, a, bend, b))

    def _around(self, rows: Sequence[str], place: Place) -> Iterator[Spot]:
        x, y = place
        half, gap = max(long(row, self.size) for row in rows) / 2, self.radius + self.size * 0.2
        high = len(rows) * self.size * _ROW
        beside = gap + half
        for middle, top in (
            (x, y + gap),
            (x, y - gap - high),
            (x + beside, y - high / 2),
            (x - beside, y - high / 2),
            *((x + side * half * _ASIDE, top) for top in (y + gap, y - gap - high) for side in (1, -1)),
        ):
            yield Spot(middle, top + self.size * _RISE, middle - half, top, middle + half, top + high)

    def _along(self, text: str, a: Point, bend: Point, b: Point) -> Iterator[Spot]:
        (ax, ay), (cx, cy), (bx, by) = a, bend, b
        length, half, size = hypot(bx - ax, by - ay) or 1.0, long(text, self.size) / 2, self.size
        for side in (1, -1):
            for t in _ALONG:
                s = 1 - t
                x = s * s * ax + 2 * s * t * cx + t * t * bx + side * (by - ay) / length * (size * 0.6 + half * 0.8)
                y = s * s * ay + 2 * s * t * cy + t * t * by - side * (bx - ax) / length * size * 0.8 + size * 0.35
                yield Spot(x, y, x - half, y - size * _RISE, x + half, y + size * _FALL)

    def _taking(self, spots: Iterable[Spot]) -> Spot | None:
        free = next((spot for spot in spots if self._is_free(spot)), None)
        if free is not None:
            self.taken.append(free)
        return free

    def _is_free(self, spot: Spot) -> bool:
        left, top, right, bottom = self.edges
        is_inside = left <= spot.left and spot.right <= right and top <= spot.top and spot.bottom <= bottom
        return is_inside and not any(spot.covers(other) for other in self.taken)
