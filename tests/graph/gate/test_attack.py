"""The attack: all figures of all neighbouring fixed views of a town, and a solver that knows the rules."""

from __future__ import annotations

import pytest

from tests.graph.gate.attack import Attack
from tests.graph.gate.guessing import guessed, small_town
from tests.graph.gate.towns import YEAR_AND_A_HALF, counted, town

K = 10
"""What stands unless a setting says otherwise: figures are multiples of 5."""


@pytest.mark.parametrize("seed", range(8))
def test_at_least_three_values_are_left_of_every_small_cell(seed: int) -> None:
    attack = small_town(seed, K)
    pair = attack.pairs[seed % 3]
    assert attack.small(pair)
    assert attack.small(pair, "rest")
    assert attack.pinned(pair) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8, 20))
def test_at_least_three_values_are_left_of_every_small_cell_in_more_towns(seed: int) -> None:
    attack = small_town(seed, K)
    assert attack.pinned(attack.pairs[seed % 3]) == []


@pytest.mark.slow
def test_at_least_three_values_are_left_in_a_larger_town() -> None:
    # Three areas, three life domains, six quarters: 160 views with a period and two filters, and 18 months.
    found = counted(town(1, 420, 3, YEAR_AND_A_HALF))
    attack = Attack(found, K, apart=True)
    assert len(attack.views) == 178
    assert attack.pinned(attack.pairs[0]) == []


def test_a_guess_with_the_solver_is_hardly_better_than_one_without() -> None:
    found = guessed(K, range(4), 10, whole=True)
    # The prior guesses the value that such cells mostly hold. This attacker knows all other pairs of lokets exactly.
    assert found.cells == 40
    assert found.best - found.prior <= 0.10


@pytest.mark.slow
@pytest.mark.parametrize("knows_others", [False, True])
def test_a_guess_is_hardly_better_over_20_towns(knows_others: bool) -> None:
    found = guessed(K, range(20), 10, knows_others)
    assert found.cells == 200
    assert found.best - found.prior <= 0.10
    assert knows_others or min(found.widths) >= 3
