"""A journey as plain numbers and words: one row a visit. Made of a story, of one case, or of a released route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit.

    Attributes
    ----------
    loket
        What a person calls it.
    at, days
        Days since the first visit, and days at the loket (None: not known, or it goes on nobody knows how long).
    waited
        The part of these before somebody picked it up; None where that is not known.
    picked, refused, returned, ongoing, asks
        Whether it was picked up or refused, whether it came back by a refusal, whether it still goes on, and whether
        it was sent to ask for advice.
    why
        The reason of a refusal.
    fed_back
        Days after which the sender heard how it went; -1: never, None: not known.
    said, stuck
        What was said there and where it got stuck; of a story.
    """

    loket: str
    at: float
    days: float | None
    waited: float | None = None
    picked: bool = True
    refused: bool = False
    returned: bool = False
    ongoing: bool = False
    asks: bool = False
    why: Text | None = None
    fed_back: float | None = None
    said: Text | None = None
    stuck: Text | None = None

    @property
    def end(self) -> float:
        """Days since the first visit at which it ended."""
        return self.at + (self.days or self.waited or 0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A journey.

    Attributes
    ----------
    stops
        The visits in order.
    begins
        The day of the first one; None where only the days in between may be told.
    possible
        The lokets of the route that would have been possible and its days; None where nobody knows one.
    outcome
        How it ended; None where it did not.
    """

    stops: tuple[Stop, ...]
    begins: date | None = None
    possible: tuple[tuple[str, ...], int] | None = None
    outcome: Text | None = None

    @property
    def length(self) -> float:
        """Days from the first visit to the end of the last."""
        return max((stop.end for stop in self.stops), default=0)

    @property
    def lokets(self) -> tuple[str, ...]:
        """Every loket once, in the order of the first visit."""
        return tuple(dict.fromkeys(stop.loket for stop in self.stops))
