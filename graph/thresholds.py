"""The thresholds of definitions.md, in one record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When something counts; days are inclusive."""

    pick_days: int = 14
    feedback_days: int = 14
    dead_days: int = 56
    reintake_days: int = 180
    shared_households: int = 10
    consult_hops: int = 20
    consult_rate: float = 0.9
    consult_last_share: float = 0.05
    small_number: int = 10


DEFAULTS = Thresholds()
