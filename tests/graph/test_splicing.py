"""Newer rows in the place of older ones: against lists that are put together case by case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import splicing
from graph.columns import Ints
from graph.splicing import Splice

TABLE = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 3), max_size=3), max_size=8)
"""The rows of each case, by its key."""


def columns(table: dict[int, list[int]]) -> tuple[Ints, Ints, Ints]:
    """The keys of the cases, the rows of all, and the case of each row."""
    keys = np.array(sorted(table), dtype=np.int64)
    rows = [value for key in sorted(table) for value in table[key]]
    case = [i for i, key in enumerate(sorted(table)) for _ in table[key]]
    return keys, np.array(rows, dtype=np.int64), np.array(case, dtype=np.int64)


@pytest.mark.parametrize("pieces", [0, 5_000])
@given(old=TABLE, new=TABLE, gone=st.sets(st.integers(0, 9)))
def test_gives_what_putting_the_cases_together_gives(
    pieces: int, old: dict[int, list[int]], new: dict[int, list[int]], gone: set[int]
) -> None:
    wanted_keys, wanted, wanted_case = columns({k: v for k, v in old.items() if k not in gone} | new)
    (old_keys, old_rows, old_case), (new_keys, new_rows, new_case) = columns(old), columns(new)
    with pytest.MonkeyPatch.context() as patch:
        # Few pieces are put behind each other, many are picked by number.
        patch.setattr(splicing, "_PIECES", pieces)
        cases = Splice.of_keys(old_keys, np.array(sorted(gone), dtype=np.int64), new_keys)
        rows = cases.of_rows(old_case, new_case)
        assert cases.column(old_keys, new_keys).tolist() == wanted_keys.tolist()
        assert rows.column(old_rows, new_rows).tolist() == wanted.tolist()
        assert rows.references(old_case, new_case, cases).tolist() == wanted_case.tolist()


def test_what_says_the_same_is_not_copied() -> None:
    keys, rows, case = columns({1: [5], 2: [6, 7], 3: [8]})
    cases = Splice.of_keys(keys, np.array([2]), np.array([2]))
    assert cases.of_rows(case, np.zeros(2, dtype=np.int64)).column(rows, np.array([6, 7])) is rows
    assert cases.of_rows(case, np.zeros(2, dtype=np.int64)).column(rows, np.array([6, 9])).tolist() == [5, 6, 9, 8]


def test_what_points_nowhere_goes_on_doing_so() -> None:
    # Case 1 loses its row, so the row of case 2 moves to the front.
    cases = Splice.of_keys(np.array([1, 2]), np.array([1]), np.array([1]))
    rows = cases.of_rows(np.array([0, 1]), np.zeros(0, dtype=np.int64))
    assert cases.references(np.array([0, 1]), np.array([-1]), rows).tolist() == [-1, 0]
    assert cases.references(np.array([-1, 1]), np.array([-1]), rows).tolist() == [-1, 0]
