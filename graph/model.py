"""The records: what one row is, of each of the eleven kinds (definitions.md, "The records").

Fields with a default may be missing. Times are `datetime` with a zone, or `date` where the source gives
a bare date. Households and cases carry pseudonyms, never the identity of a source.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar

from graph.codes import DecisionKind, Domain, Layer, Origin, Outcome, Purpose, Status
from graph.text import Text

Moment = datetime | date


class Record:
    """One row of one kind. Each kind knows its word, the name of its file, and the fields that identify it."""

    label: ClassVar[Text]
    table: ClassVar[str]
    key_fields: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def key(self) -> str:
        """The record's own id, or a digest of its key fields where it has none."""
        values = [str(getattr(self, name)) for name in self.key_fields]
        if self.key_fields == ("id",):
            return values[0]
        return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    """A party."""

    label: ClassVar[Text] = Text("organisatie", "organisation")
    table: ClassVar[str] = "organisations"
    id: str
    name: str
    kind: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Loket(Record):
    """A counter or team that clients can be sent to. One that is only named has `organisation` None."""

    label: ClassVar[Text] = Text("loket", "loket")
    table: ClassVar[str] = "lokets"
    id: str
    organisation: str | None = None
    name: str = ""
    domains: tuple[Domain, ...] = ()
    target_groups: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    opening_hours: str | None = None
    referral_conditions: str | None = None
    checked_on: date | None = None

    @property
    def title(self) -> str:
        """What a person calls it: its name, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Professional(Record):
    """A person in a role."""

    label: ClassVar[Text] = Text("professional", "professional")
    table: ClassVar[str] = "professionals"
    id: str
    loket: str
    role: str | None = None
    discipline: str | None = None
    from_: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Household(Record):
    """A pseudonym, never a person."""

    label: ClassVar[Text] = Text("gezin", "household")
    table: ClassVar[str] = "households"
    id: str
    area: str | None = None
    composition: str | None = None


@dataclass(frozen=True, slots=True)
class Case(Record):
    """One help request of one household, possibly over several domains."""

    label: ClassVar[Text] = Text("hulpvraag", "case")
    table: ClassVar[str] = "cases"
    id: str
    household: str
    domains: tuple[Domain, ...] = ()
    opened_at: Moment | None = None
    entry: str | None = None
    closed_at: Moment | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Referral(Record):
    """One sending of a case from a loket to a loket."""

    label: ClassVar[Text] = Text("verwijzing", "referral")
    table: ClassVar[str] = "referrals"
    id: str
    case: str
    from_: str | None
    to: str | None
    sent_at: Moment
    from_professional: str | None = None
    to_professional: str | None = None
    picked_up_at: Moment | None = None
    status: Status | None = None
    status_at: Moment | None = None
    reason: str | None = None
    feedback_at: Moment | None = None
    purpose: Purpose = Purpose.TRANSFER
    origin: Origin = Origin.RECORDED
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Tie(Record):
    """One professional knows another; withdrawn rather than erased."""

    label: ClassVar[Text] = Text("contact", "tie")
    table: ClassVar[str] = "ties"
    key_fields: ClassVar[tuple[str, ...]] = ("from_", "to", "layer", "told_by", "recorded_on")
    from_: str
    to: str
    layer: Layer
    told_by: str
    recorded_on: date
    strength: float | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """One plan for a household by one loket."""

    label: ClassVar[Text] = Text("plan", "plan")
    table: ClassVar[str] = "plans"
    id: str
    household: str
    loket: str
    from_: date
    professional: str | None = None
    goal: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Direction(Record):
    """Who directs the help of a household (regievoerder)."""

    label: ClassVar[Text] = Text("regievoerder", "director")
    table: ClassVar[str] = "directions"
    key_fields: ClassVar[tuple[str, ...]] = ("household", "professional", "from_")
    household: str
    professional: str
    from_: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Term(Record):
    """One word as one discipline uses it."""

    label: ClassVar[Text] = Text("begrip", "term")
    table: ClassVar[str] = "terms"
    key_fields: ClassVar[tuple[str, ...]] = ("term", "discipline")
    term: str
    discipline: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """A finding of people about a figure."""

    label: ClassVar[Text] = Text("besluit", "decision")
    table: ClassVar[str] = "decisions"
    key_fields: ClassVar[tuple[str, ...]] = ("subject", "kind", "on")
    subject: str
    kind: DecisionKind
    by: str
    on: date
    note: str | None = None


KINDS: tuple[type[Record], ...] = (
    Organisation,
    Loket,
    Professional,
    Household,
    Case,
    Referral,
    Tie,
    Plan,
    Direction,
    Term,
    Decision,
)
"""Every kind of record, each after the kinds that it refers to."""

MAP_KINDS: tuple[type[Record], ...] = tuple(k for k in KINDS if k not in (Household, Case, Referral))
"""The kinds that are kept one by one; households, cases, referrals and events travel in columns."""

SHORT_WORDS = {"from_": "from"}
"""Fields whose word is taken in Python; a trailing underscore is not part of the word."""


def field_words(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind's table, as they are written in a file."""
    return tuple(SHORT_WORDS.get(f.name, f.name) for f in fields(kind))  # type: ignore[arg-type]
