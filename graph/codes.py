"""The fixed code lists of the domain, each with its words in Dutch and English.

A code's value is what stands in our tables (`helped`, `refused`, ...); its `number` is what stands in
the arrays of a snapshot (0 means missing).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from graph.text import Text


class Code(StrEnum):
    """A value of a code list that carries its own words."""

    label: Text

    def __new__(cls, value: str, nl: str, en: str) -> Code:
        """A member from its value and its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(nl, en)
        return member

    @property
    def number(self) -> int:
        """Position in the list, from 1."""
        return list(type(self)).index(self) + 1

    @classmethod
    def of_value(cls, value: str) -> Self:
        """The member with a value.

        Raises
        ------
        ValueError
            When there is none.
        """
        return cls(value)  # type: ignore[call-arg]

    @classmethod
    def of_number(cls, number: int) -> Code | None:
        """The member with a number, None for 0."""
        return list(cls)[number - 1] if number else None


class Outcome(Code):
    """How a case ended."""

    HELPED = "helped", "geholpen", "helped"
    DROPPED = "dropped", "afgehaakt", "dropped out"
    MOVED = "moved", "verhuisd", "moved away"


class Status(Code):
    """What the receiving loket answered to a referral."""

    ACCEPTED = "accepted", "aangenomen", "accepted"
    REFUSED = "refused", "geweigerd", "refused"
    EXPIRED = "expired", "verlopen", "expired"


class Purpose(Code):
    """Whether the case is handed over or only advice is asked."""

    TRANSFER = "transfer", "overdracht", "transfer"
    CONSULT = "consult", "consult", "consult"


class Origin(Code):
    """Whether somebody recorded the referral, or it was derived from an event log."""

    RECORDED = "recorded", "vastgelegd", "recorded"
    DERIVED = "derived", "afgeleid uit een logboek", "derived from an event log"


class Layer(Code):
    """What kind of tie two professionals have."""

    KNOWS = "knows", "kent", "knows"
    AGREEMENT = "agreement", "werkafspraak", "working agreement"


class DecisionKind(Code):
    """What people decided about a figure."""

    ADVICE = "advice", "vraag om advies", "request for advice"
    BOUNCE = "bounce", "teruggestuurd", "sent back"


class Gap(Code):
    """How a household loses time between lokets."""

    BOUNCE = "bounce", "heen en weer", "back and forth"
    LOOP = "loop", "rondje", "round trip"
    REFUSAL = "refusal", "afwijzing", "refusal"
    NO_PICKUP = "no_pickup", "niet opgepakt", "never picked up"
    DEAD_END = "dead_end", "vastgelopen", "dead end"
    REINTAKE = "reintake", "opnieuw begonnen", "started again"
    CONSULT = "consult", "vraag om advies", "request for advice"


class Audience(Code):
    """For whom something is shown."""

    BEHEERDER = "beheerder", "beheerder", "administrator"
    REGISSEUR = "regisseur", "regisseur", "regisseur"
    PROFESSIONAL = "professional", "professional", "professional"
    WERKSESSIE = "werksessie", "werksessie", "workshop"
    OPENBAAR = "openbaar", "openbaar", "public"


class Domain(Code):
    """The 13 life domains (leefgebieden) of the Zelfredzaamheid-Matrix (ZRM 2017)."""

    FINANCES = "finances", "financiën", "finances"
    WORK = "work", "werk en opleiding", "work and education"
    DAYTIME = "daytime", "tijdsbesteding", "use of time"
    HOUSING = "housing", "huisvesting", "housing"
    HOME = "home", "huiselijke relaties", "relations at home"
    MENTAL_HEALTH = "mental_health", "geestelijke gezondheid", "mental health"
    PHYSICAL_HEALTH = "physical_health", "lichamelijke gezondheid", "physical health"
    SUBSTANCES = "substances", "middelengebruik", "substance use"
    SELF_CARE = "self_care", "basale zelfzorg (ADL)", "basic self-care (ADL)"
    HOUSEHOLD_TASKS = "household_tasks", "huishouden en regelzaken (iADL)", "household tasks (iADL)"
    SOCIAL_NETWORK = "social_network", "sociaal netwerk", "social network"
    PARTICIPATION = "participation", "meedoen in de buurt", "taking part in society"
    JUSTICE = "justice", "justitie", "justice"


class Reason(Code):
    """Why a loket refuses a referral. A register may use words of its own; these have labels."""

    NOT_ELIGIBLE = "not_eligible", "voldoet niet aan de voorwaarden", "does not meet the conditions"
    WRONG_LOKET = "wrong_loket", "hoort bij een ander loket", "belongs to another loket"
    WRONG_AREA = "wrong_area", "woont buiten het gebied", "lives outside the area"
    INCOMPLETE = "incomplete", "gegevens ontbreken", "information is missing"
    WAITING_LIST = "waiting_list", "wachtlijst", "waiting list"
    TOO_COMPLEX = "too_complex", "te zwaar voor dit loket", "too complex for this loket"
    NO_CONSENT = "no_consent", "gezin wil het niet", "household does not consent"
    NO_SHOW = "no_show", "gezin kwam niet", "household did not come"
    OTHER = "other", "andere reden", "other reason"


SENTINELS: tuple[str, ...] = ("", "EMPTY", "?", "-", "onbekend", "unknown", "n/a")
"""Values that mean "missing" unless an import names its own; compared trimmed and without case."""
