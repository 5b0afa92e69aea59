"""Requests for advice on the toy register, and what a decision of people changes about them.

With a threshold of one hop two directions of the toy look like advice: Wmo to CJG (once, and it came back: z1) and Wmo
to Wijkteam (once, refused: z3). Of CJG to Wmo one of two came back.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.advising import advising, subject_of
from graph.codes import DecisionKind, Gap
from graph.incidents import incidents
from graph.model import Decision
from graph.network import Network
from graph.thresholds import DEFAULTS, Thresholds
from tests.graph.toy import toy

SOON = Thresholds(consult_hops=1)
ASKS = ("Wmo", "CJG")
MAY = date(2024, 5, 1)


def _decided(*decisions: tuple[DecisionKind, date, tuple[str, str]]) -> Network:
    records = [Decision(subject_of(pair), kind, "Noor", on) for kind, on, pair in decisions]
    return toy().plus(*records)


def _bounces(network: Network, thresholds: Thresholds = SOON) -> tuple[int, int]:
    found = incidents(network, thresholds).found
    return len(found[Gap.BOUNCE]), len(found[Gap.CONSULT])


def test_without_decisions_the_figures_say_what_looks_like_advice() -> None:
    assert advising(toy(), SOON).apart == {ASKS, ("Wmo", "Wijkteam")}
    assert _bounces(toy()) == (1, 2)
    assert advising(toy(), DEFAULTS).apart == frozenset()
    assert _bounces(toy(), DEFAULTS) == (3, 0)


def test_a_decision_that_it_is_a_bounce_moves_the_pair_into_the_list() -> None:
    network = _decided((DecisionKind.BOUNCE, MAY, ASKS))
    assert advising(network, SOON).apart == {("Wmo", "Wijkteam")}
    assert _bounces(network) == (2, 1)


def test_a_decision_that_it_is_advice_keeps_a_pair_apart_whatever_the_figures_say() -> None:
    network = _decided((DecisionKind.ADVICE, MAY, ("CJG", "Wmo")))
    assert advising(network, DEFAULTS).apart == {("CJG", "Wmo")}
    assert _bounces(network, DEFAULTS) == (2, 1)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [(DecisionKind.BOUNCE, DecisionKind.ADVICE, True), (DecisionKind.ADVICE, DecisionKind.BOUNCE, False)],
)
def test_the_newest_decision_stands(first: DecisionKind, second: DecisionKind, apart: bool) -> None:
    network = _decided((second, date(2024, 6, 1), ASKS), (first, MAY, ASKS))
    found = advising(network, SOON)
    assert (ASKS in found.apart) is apart
    assert found.decided[ASKS].kind is second


def test_of_two_decisions_of_one_day_the_pair_stays_in_sight() -> None:
    network = _decided((DecisionKind.BOUNCE, MAY, ASKS), (DecisionKind.ADVICE, MAY, ASKS))
    assert ASKS not in advising(network, SOON).apart


def test_decisions_about_something_else_or_about_unknown_lokets_change_nothing() -> None:
    other = Decision("gezin h-1", DecisionKind.BOUNCE, "Noor", MAY)
    unknown = Decision(subject_of(("Wmo", "Weg")), DecisionKind.ADVICE, "Noor", MAY)
    network = toy().plus(other, unknown)
    found = advising(network, SOON)
    assert found.decided == {("Wmo", "Weg"): unknown}
    assert _bounces(network) == (1, 2)
    assert np.array_equal(found.codes(network), advising(toy(), SOON).codes(toy()))
