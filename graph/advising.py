"""Which pairs are requests for advice: those that look like it, unless people decided otherwise (definition 12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.bouncing import directions
from graph.codes import DecisionKind
from graph.columns import Ints
from graph.model import Decision
from graph.network import Network
from graph.thresholds import Thresholds

Pair = tuple[str, str]
"""From the loket that asks to the one that is asked."""
_SUBJECT, _ARROW = "consult:", ">"


@dataclass(frozen=True, slots=True)
class Advising:
    """The pairs whose bounces stand apart, and what was decided.

    Attributes
    ----------
    apart
        The pairs that count as requests for advice: they look like it or were confirmed, and nobody decided that
        they are bounces.
    decided
        The standing decision about a pair, the newest where there are several.
    """

    apart: frozenset[Pair]
    decided: dict[Pair, Decision]

    def codes(self, network: Network) -> Ints:
        """The pairs that stand apart as `code of A * lokets + code of B`, in order; unknown lokets are left out."""
        code, size = network.loket_codes, max(1, len(network.lokets))
        known = [code[a] * size + code[b] for a, b in self.apart if a in code and b in code]
        return np.array(sorted(known), dtype=np.int64)


def subject_of(pair: Pair) -> str:
    """What a decision about a pair is about, in the words of its record."""
    return f"{_SUBJECT}{pair[0]}{_ARROW}{pair[1]}"


def advising(network: Network, thresholds: Thresholds) -> Advising:
    """The requests for advice of a network, with the decisions about them."""
    found, ids = directions(network, thresholds), network.loket_ids
    looks = {(str(ids[a]), str(ids[b])) for a, b in zip(found.a[found.consult], found.b[found.consult], strict=True)}
    decided = _decided(network)
    told = {pair for pair, decision in decided.items() if decision.kind is DecisionKind.ADVICE}
    return Advising(frozenset((looks | told) - (decided.keys() - told)), decided)


def _decided(network: Network) -> dict[Pair, Decision]:
    """The decision that stands about each pair."""
    every = sorted((d for d in network.of(Decision) if isinstance(d, Decision)), key=_age)
    pairs = {subject_of((a, b)): (a, b) for a, b in _pairs_in(every)}
    return {pairs[d.subject]: d for d in every if d.subject in pairs}


def _age(decision: Decision) -> tuple[object, ...]:
    """The newest last; of two of one day the one that keeps the pair in sight."""
    return decision.on, decision.kind is DecisionKind.BOUNCE, decision.by


def _pairs_in(decisions: Iterable[Decision]) -> Iterable[Pair]:
    for decision in decisions:
        a, arrow, b = decision.subject.removeprefix(_SUBJECT).partition(_ARROW)
        if decision.subject.startswith(_SUBJECT) and arrow:
            yield a, b
