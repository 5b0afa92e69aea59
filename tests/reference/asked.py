"""A register as it stood at its data end, and the small sums that every figure makes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from graph.model import Case, Moment, Referral
from graph.thresholds import Thresholds
from tests.reference.records import DAY, Register, as_it_stood, data_end, span
from tests.reference.sequences import tracks

Answer = dict[str, Any]


class Asked:
    """A register as it stood at its data end, with its cases walked through."""

    def __init__(self, register: Register, thresholds: Thresholds) -> None:
        self.register = as_it_stood(register)
        self.all_tracks = tracks(self.register)
        self.tracks = [t for t in self.all_tracks if t.visits]
        self.end = data_end(register)
        self.thresholds = thresholds
        self.measured = not self.register.is_log or not self.register.cases

    def since(self, moment: Moment) -> int:
        """Microseconds from a moment to the data end."""
        assert self.end is not None
        return span(moment, self.end)

    def at_least(self, moment: Moment | None, days: int) -> bool:
        return moment is not None and self.since(moment) >= days * DAY

    @property
    def referrals(self) -> list[Referral]:
        """The recorded referrals: those that go to a loket."""
        return [r for r in self.register.referrals if r.to is not None]


def is_closed(case: Case) -> bool:
    return case.closed_at is not None or case.outcome is not None


def names_households(asked: Asked) -> bool:
    """Whether some case has a household other than one of its own; a register without cases hides nothing."""
    cases = asked.register.cases
    return not cases or any(c.household[2:] != c.id[2:] for c in cases)


def rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def days(micros: int) -> float:
    return micros / DAY


def by_size(rows: Iterable[Answer], size: tuple[str, ...], *names: str) -> list[Answer]:
    """Largest first, then by name; None last."""

    def key(row: Answer) -> tuple[Any, ...]:
        return (*(-row[s] for s in size), *((row[n] is None, row[n] or "") for n in names))

    return sorted(rows, key=key)


def survives(times: list[tuple[int, bool]], share: Fraction) -> int | None:
    """Kaplan-Meier: the first t with S(t) <= 1 - share; each time says whether it ended by an event."""
    left = Fraction(1)
    for t in sorted({t for t, event in times if event}):
        at_risk = sum(u >= t for u, _ in times)
        left *= Fraction(at_risk - sum(u == t and event for u, event in times), at_risk)
        if left <= 1 - share:
            return t
    return None
