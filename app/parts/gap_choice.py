"""What a person chose on the page of the gaps: a gap, a loket or an arrow; it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from app.draw.bouncing import NOTHING, Choice
from graph.codes import Gap
from graph.ranking import RankedGap

KIND, AT, AND, WHY = "knelpunt", "bij", "en", "reden"
"""The names in the address; the values are the code of a kind, ids of lokets, and the code of a reason or cause."""
_PAIRS = (Gap.BOUNCE, Gap.CONSULT)


@dataclass(frozen=True, slots=True)
class Picked:
    """A gap (all of it), a loket (only `a`), an arrow (`a` and `b`), or nothing."""

    kind: Gap | None = None
    a: str | None = None
    b: str | None = None
    detail: str | None = None

    def is_gap(self, gap: RankedGap) -> bool:
        """Whether this gap was chosen."""
        return gap.kind is self.kind and gap.key == (self.a, self.b, self.detail)

    def touches(self, gap: RankedGap) -> bool:
        """Whether a gap belongs to what was chosen; to a chosen gap and to nothing belongs all."""
        if self.kind is not None or self.a is None:
            return True
        return self.a in gap.lokets if self.b is None else {self.a, self.b} == set(gap.lokets)

    @property
    def narrows(self) -> bool:
        """Whether only a part of the list belongs to it."""
        return self.kind is None and self.a is not None

    def drawn(self) -> Choice:
        """The same in the picture: of a gap at one loket that loket."""
        if self.a is None:
            return NOTHING
        if self.b is None:
            return Choice(loket=self.a)
        return Choice(pair=(self.a, self.b)) if self.kind in _PAIRS else Choice(arrow=(self.a, self.b))


def picked(lokets: Mapping[str, object]) -> Picked:
    """What the address asks for; nothing where it names what is not there."""
    asked = st.query_params
    a, b = asked.get(AT), asked.get(AND)
    if a not in lokets or (b is not None and b not in lokets):
        return Picked()
    kind = next((k for k in Gap if k.value == asked.get(KIND)), None)
    return Picked(kind, a, b, asked.get(WHY) if kind else None)


def pick_gap(gap: RankedGap) -> None:
    """Choose a gap."""
    put(Picked(gap.kind, *gap.key))


def put(chosen: Picked) -> None:
    """Put a choice in the address; what is no part of it goes."""
    for name, value in zip((KIND, AT, AND, WHY), _written(chosen), strict=True):
        if value is not None:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def address_of(gap: RankedGap) -> dict[str, str]:
    """What a link to this page asks for, to show the evidence of a gap."""
    values = zip((KIND, AT, AND, WHY), _written(Picked(gap.kind, *gap.key)), strict=True)
    return {name: value for name, value in values if value is not None}


def _written(chosen: Picked) -> Sequence[str | None]:
    return (None if chosen.kind is None else chosen.kind.value, chosen.a, chosen.b, chosen.detail)


def pick_ends(ends: tuple[str, str], gaps: Sequence[RankedGap]) -> None:
    """Choose an arrow: the gap between its lokets where there is one that is shown."""
    between = next((g for g in gaps if g.kind in _PAIRS and set(ends) == set(g.lokets)), None)
    if between is None:
        put(Picked(a=ends[0], b=ends[1]))
    else:
        pick_gap(between)
