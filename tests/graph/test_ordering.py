"""The order by group and instant: what numpy's own `lexsort` gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.ordering import by_group_and_instant, numbered

# Days, seconds and the odd microsecond; some so far apart that nothing fits beside them in one number.
INSTANTS = st.sampled_from([0, 1, 86_400_000_000, 3_000_000, 2**61, 2**61 + 7])


@given(st.lists(st.tuples(st.sampled_from([0, 1, 2, 2**30]), INSTANTS)))
def test_is_that_of_lexsort(rows: list[tuple[int, int]]) -> None:
    group = np.array([g for g, _ in rows], dtype=np.int32)
    at = np.array([a for _, a in rows], dtype=np.int64)
    assert by_group_and_instant(group, at).tolist() == np.lexsort((at, group)).tolist()


def test_equal_rows_stay_as_they_stand() -> None:
    group, at = np.array([1, 0, 1, 1]), np.array([5, 5, 5, 4])
    assert by_group_and_instant(group, at).tolist() == [1, 3, 0, 2]


@given(st.lists(st.sampled_from([0, 1, 5, 70_000, 2**40]), max_size=8))
def test_numbers_are_those_of_unique(values: list[int]) -> None:
    codes = np.array(values, dtype=np.int64)
    known, places = np.unique(codes, return_inverse=True)
    place, row = numbered(codes)
    assert place.tolist() == places.tolist()
    assert codes[row].tolist() == known.tolist()
