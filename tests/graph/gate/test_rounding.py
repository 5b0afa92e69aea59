"""Keyed rounding: no figure below k, no bias, and the same households the same figure wherever they are counted."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.pseudonyms import Door
from graph.rounding import FEWER, rounded
from tests.graph.gate.attacker import told

KS = (5, 7, 10, 11, 20)
keys = st.integers(0, 2**64 - 1)


def one(number: int, key: int, k: int) -> int:
    return int(rounded(np.array([number]), np.array([key], dtype=np.uint64), k)[0])


@pytest.mark.parametrize("k", KS)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 500), key=keys)
def test_no_figure_lies_between_0_and_k(k: int, number: int, key: int) -> None:
    figure = one(number, key, k)
    assert figure == FEWER if number < k else figure >= k
    assert figure == FEWER or figure % -(-k // 2) == 0


@pytest.mark.parametrize("k", KS)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 500), key=keys)
def test_what_a_figure_tells_is_what_the_attacker_reads_in_it(k: int, number: int, key: int) -> None:
    low, high = told(one(number, key, k), k)
    assert low <= number <= high


@pytest.mark.parametrize("k", KS)
@settings(max_examples=60, deadline=None)
@given(key=keys, other=keys)
def test_0_and_all_below_k_are_told_alike(k: int, key: int, other: int) -> None:
    assert {one(n, key, k) for n in range(k)} == {one(0, other, k)} == {FEWER}


@pytest.mark.parametrize("k", KS)
def test_over_many_keys_the_mean_is_the_number(k: int) -> None:
    # Where k is odd, figures begin at the first multiple above it: between those two there is no room to go down.
    base = -(-k // 2)
    drawn = np.random.default_rng(1).integers(0, 2**64, 20_000, dtype=np.uint64)
    for number in range(-(-k // base) * base, 4 * k):
        figures = rounded(np.full(len(drawn), number), drawn, k)
        # The deviation of one is at most base / 2: of the mean of 20,000 four times that is base x 0.0142.
        assert abs(figures.mean() - number) < 0.0142 * base


@pytest.mark.parametrize("k", KS)
def test_both_neighbours_occur_unless_the_number_is_a_multiple(k: int) -> None:
    base = -(-k // 2)
    drawn = np.random.default_rng(2).integers(0, 2**64, 2_000, dtype=np.uint64)
    number = 6 * base
    assert set(rounded(np.full(len(drawn), number), drawn, k).tolist()) == {number}
    assert set(rounded(np.full(len(drawn), number + 1), drawn, k).tolist()) == {number, number + base}


def test_the_highest_key_does_not_overflow() -> None:
    assert one(19, 2**64 - 1, 10) == 15
    assert one(19, 0, 10) == 20


CODE = """
from graph.pseudonyms import Door
print(Door(b"the same key for both processes.").record_keys([1, 2, 2**62]))
"""


def test_the_keys_are_the_same_in_another_process() -> None:
    mine = Door(b"the same key for both processes.").record_keys([1, 2, 2**62])
    theirs = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout
    assert theirs.strip() == str(mine)
    assert Door(b"another key, of another register.").record_keys([1, 2, 2**62]) != mine


def test_keys_of_households_hang_on_the_secret_and_are_spread() -> None:
    drawn = np.array(Door(b"the same key for both processes.").record_keys(range(4_000)), dtype=np.uint64)
    assert len(set(drawn.tolist())) == 4_000
    # Uniform: 4,000 in ten bins, 400 each, deviation 19; five times that is 95.
    assert np.abs(np.histogram(drawn / 2.0**64, 10, (0, 1))[0] - 400).max() < 95
