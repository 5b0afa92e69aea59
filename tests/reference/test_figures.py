"""Every question on random registers, against the reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.analyses import analysis, names
from graph.analyses.answer import as_json
from graph.thresholds import Thresholds
from tests.reference import durations, figures, outcomes
from tests.reference.asked import Answer, Asked
from tests.reference.records import Register
from tests.reference.registers import network_of, registers, tables, thresholds

REFERENCE: dict[str, Callable[[Asked], Answer]] = {
    "bounces": figures.bounces,
    "closed_loop": outcomes.closed_loop,
    "consult_pairs": figures.consult_pairs,
    "days_lost": durations.days_lost,
    "dead_ends": outcomes.dead_ends,
    "dwell": durations.dwell,
    "hops": figures.hops,
    "leadtimes": durations.leadtimes,
    "loops": figures.loops,
    "pickups": outcomes.pickups,
    "refusals": outcomes.refusals,
    "reintakes": outcomes.reintakes,
}


def near(value: Any) -> Any:
    """The same value, its floats to be compared with room for rounding."""
    if isinstance(value, dict):
        return {k: near(v) for k, v in value.items()}
    if isinstance(value, list):
        return [near(v) for v in value]
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value


def test_every_question_has_a_reference() -> None:
    assert set(REFERENCE) == set(names())


@pytest.mark.parametrize("question", sorted(REFERENCE))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(register=registers, limits=thresholds)
def test_the_answer_is_that_of_the_reference(question: str, register: Register, limits: Thresholds) -> None:
    network = network_of(register)
    answer = as_json(analysis(question).function(network, limits), "nl")
    expected = REFERENCE[question](Asked(register, limits))
    notes = answer.pop("notes")
    expected.pop("notes", None)
    assert answer == near(expected)
    # A figure that is None says why.
    assert notes or None not in answer.values()


@settings(max_examples=40, deadline=None)
@given(tables())
def test_the_order_of_the_source_does_not_matter_where_nothing_hangs_on_it(register: Register) -> None:
    turned = Register(register.cases[::-1], register.referrals[::-1], data_end=register.data_end)
    one, other = network_of(register), network_of(turned)
    same = ~(one.tie_dependent | other.tie_dependent)
    answers = [as_json(analysis("bounces").function(n.select(same), Thresholds()), "nl") for n in (one, other)]
    # R is the same; a visit may still begin with another of two rows, and so on another day.
    for figure in ("visits", "hops", "bounces", "loops", "cases_with_return"):
        assert answers[0][figure] == answers[1][figure]
    assert one.select(same).sequences.loket.tolist() == other.select(same).sequences.loket.tolist()
