"""Kaplan-Meier, compared exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.survival import spans, spans_by
from tests.reference.asked import survives

HALF, MOST = Fraction(1, 2), Fraction(9, 10)
times = st.lists(st.tuples(st.integers(-3, 12), st.booleans()), min_size=1, max_size=40)


def of(pairs: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([t for t, _ in pairs], dtype=np.int64), np.array([e for _, e in pairs], dtype=np.bool_)


def test_the_remission_times_of_the_treated_group() -> None:
    # Freireich and others (1963), as in Kalbfleisch and Prentice: 21 patients on 6-MP, median 23 weeks.
    events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = spans(*of([(t, True) for t in events] + [(t, False) for t in censored]))
    assert found.quantile(HALF) == 23
    assert found.quantile(MOST) is None
    assert found.plain_median == 10


def test_a_half_is_reached_at_a_half() -> None:
    assert spans(*of([(1, True), (2, True), (3, True), (4, True)])).quantile(HALF) == 2
    # 9/10 times 5/6 times 2/3 is one half.
    mixed = [(1, True), *[(1, False)] * 3, (2, True), *[(2, False)] * 2, (3, True), *[(4, False)] * 2]
    assert spans(*of(mixed)).quantile(HALF) == survives(mixed, HALF) == 3


def test_a_million_durations_without_a_censored_one() -> None:
    found = spans(np.arange(1_000_000), np.ones(1_000_000, dtype=np.bool_))
    assert found.quantile(HALF) == 499_999
    assert found.quantile(MOST) == 899_999
    assert found.plain_median == 499_999.5


def test_nothing_has_no_quantile() -> None:
    nothing = spans(*of([]))
    assert nothing.quantile(HALF) is None
    assert nothing.plain_median is None


@settings(max_examples=200, deadline=None)
@given(times, st.sampled_from([HALF, MOST, Fraction(1, 3)]))
def test_quantiles_are_those_of_the_reference(pairs: list[tuple[int, bool]], share: Fraction) -> None:
    assert spans(*of(pairs)).quantile(share) == survives(pairs, share)


@pytest.mark.parametrize("scale", [1, 2**58], ids=["packed", "too large to pack"])
@settings(max_examples=50, deadline=None)
@given(pairs=times)
def test_groups_are_as_if_they_were_alone(scale: int, pairs: list[tuple[int, bool]]) -> None:
    length, event = of(pairs)
    group = np.arange(len(length), dtype=np.int32) % 3
    together = list(spans_by(group, 4, length * scale, event))
    for g, found in enumerate(together):
        alone = spans(length[group == g] * scale, event[group == g])
        assert found.length.tolist() == alone.length.tolist()
        assert found.event.tolist() == alone.event.tolist()
    assert len(together) == 4
