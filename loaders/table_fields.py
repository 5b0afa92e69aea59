"""Our own tables: which file is which record, and the columns of each (definitions.md, "The records")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.codes import Code, DecisionKind, Layer, Origin, Outcome, Purpose, Status
from graph.model import (
    Case,
    Decision,
    Direction,
    Household,
    Loket,
    Organisation,
    Plan,
    Professional,
    Record,
    Referral,
    Term,
    Tie,
)

How = Literal["word", "words", "domains", "day", "moment", "number", "integer", "code", "identity"]
"""How a cell is read. An `identity` of a household, case or referral becomes a pseudonym at once."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `name` is the field of the record without its underscore; `needed`: the column must be there.

    `filled`: every row must have a value. `is_name`: it names a loket, an organisation or a professional on screen.
    """

    name: str
    how: How = "word"
    needed: bool = False
    filled: bool = False
    codes: type[Code] | None = None
    also: tuple[str, ...] = ()
    is_name: bool = False


def _key(name: str, how: How = "word", codes: type[Code] | None = None) -> Field:
    return Field(name, how, needed=True, filled=True, codes=codes)


def _name(name: str, *also: str, needed: bool = False, filled: bool = False) -> Field:
    return Field(name, needed=needed, filled=filled, also=also, is_name=True)


def _key_name(name: str) -> Field:
    return _name(name, needed=True, filled=True)


FIELDS: dict[type[Record], tuple[Field, ...]] = {
    Organisation: (_key_name("id"), _key_name("name"), Field("kind"), Field("parent")),
    Loket: (
        _key_name("id"),
        _name("organisation"),
        _name("name"),
        Field("domains", "domains"),
        Field("target_groups", "words", also=("target groups",)),
        Field("areas", "words"),
        Field("channels", "words"),
        Field("opening_hours", also=("opening hours",)),
        Field("referral_conditions", also=("referral conditions",)),
        Field("checked_on", "day"),
    ),
    Professional: (
        _key_name("id"),
        _key_name("loket"),
        Field("role"),
        Field("discipline"),
        Field("from", "day"),
        Field("until", "day"),
    ),
    Household: (_key("id", "identity"), Field("area"), Field("composition")),
    Case: (
        _key("id", "identity"),
        Field("household", "identity"),
        Field("domains", "domains"),
        Field("opened_at", "moment", needed=True),
        _name("entry", "entry loket", "entry_loket"),
        Field("closed_at", "moment"),
        Field("outcome", "code", codes=Outcome),
    ),
    Referral: (
        _key("id", "identity"),
        _key("case", "identity"),
        _name("from", needed=True),
        _name("to", needed=True),
        _key("sent_at", "moment"),
        _name("from_professional", "from professional"),
        _name("to_professional", "to professional"),
        Field("picked_up_at", "moment"),
        Field("status", "code", codes=Status),
        Field("status_at", "moment"),
        Field("reason"),
        Field("feedback_at", "moment"),
        Field("purpose", "code", codes=Purpose),
        Field("origin", "code", codes=Origin),
        Field("seq", "integer"),
    ),
    Tie: (
        _key_name("from"),
        _key_name("to"),
        _key("layer", "code", Layer),
        _key_name("told_by"),
        _key("recorded_on", "day"),
        Field("strength", "number"),
        Field("withdrawn_on", "day"),
    ),
    Plan: (
        _key("id"),
        _key("household", "identity"),
        _key("loket"),
        _key("from", "day"),
        Field("professional"),
        Field("goal"),
        Field("until", "day"),
    ),
    Direction: (_key("household", "identity"), _key("professional"), _key("from", "day"), Field("until", "day")),
    Term: (_key("term"), _key("discipline"), _key("meaning")),
    Decision: (_key("subject"), _key("kind", "code", DecisionKind), _key("by"), _key("on", "day"), Field("note")),
}

_FILES: dict[type[Record], str] = {
    Organisation: "organisations organisation organisaties organisatie",
    Loket: "lokets loket loketten",
    Professional: "professionals professional",
    Household: "households household gezinnen gezin huishoudens huishouden",
    Case: "cases case hulpvragen hulpvraag",
    Referral: "referrals referral verwijzingen verwijzing",
    Tie: "ties tie contacten contact",
    Plan: "plans plan plannen",
    Direction: "directions direction regie regievoerders regievoerder",
    Term: "terms term begrippen begrip",
    Decision: "decisions decision besluiten besluit",
}

FILE_NAMES = tuple(f"{words.split()[0]}.csv" for words in _FILES.values())
"""What the files of our own tables are called."""

_KIND_OF = {word: kind for kind, words in _FILES.items() for word in words.split()}

TABLE_NAMES = frozenset(_KIND_OF)
"""Every name, without ending, that a file or sheet of our own tables can have."""


def kind_of(stem: str) -> type[Record] | None:
    """The kind of record that a file or sheet of this name holds, None when it is none of ours."""
    return _KIND_OF.get(stem.strip().lower())
