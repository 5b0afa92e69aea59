"""What a walk begins with and what it sends: cases at their opening, referrals, and what becomes of these."""

from __future__ import annotations

from dataclasses import dataclass, fields

from graph.codes import Outcome, Purpose, Status
from graph.columns import Flags, Ints

ACCEPTED, REFUSED, EXPIRED = (s.number for s in (Status.ACCEPTED, Status.REFUSED, Status.EXPIRED))
TRANSFER, CONSULT = Purpose.TRANSFER.number, Purpose.CONSULT.number
HELPED, DROPPED, MOVED = (o.number for o in (Outcome.HELPED, Outcome.DROPPED, Outcome.MOVED))
OUTCOME_NUMBERS = {outcome.value: outcome.number for outcome in Outcome}

BY_RATES, TAKEN, TURNED_DOWN, IGNORED = range(4)
"""What becomes of a referral: chance by the rates of the desk, or fixed."""

ROW = (
    "case",
    "frm",
    "to",
    "sent",
    "picked",
    "status",
    "status_at",
    "reason",
    "feedback",
    "purpose",
)


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Cases at their opening; arrays of equal length.

    `household` counts within the block, `area` is its area, `opened` a day, `entry` a loket, `domains` bits.
    """

    household: Ints
    area: Ints
    opened: Ints
    entry: Ints
    domains: Ints

    def __len__(self) -> int:
        return len(self.household)


@dataclass(frozen=True, slots=True, eq=False)
class Sending:
    """Referrals to be sent; arrays of equal length. `fate` is one of the four above, `reason` -1 for one by chance."""

    who: Ints
    frm: Ints
    to: Ints
    day: Ints
    fate: Ints
    reason: Ints
    purpose: Ints

    def only(self, kept: Flags) -> Sending:
        """Some of them."""
        return Sending(*(getattr(self, f.name)[kept] for f in fields(self)))
