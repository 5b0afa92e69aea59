"""The snapshot: what a part of it keeps, and what it refuses to be."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyses.dead_ends import dead_ends
from graph.columns import HouseholdColumns
from graph.model import Loket
from graph.network import Network
from graph.sequences import SEQUENCE_DTYPES, Sequences, sequences
from tests.graph.toy import pseudonym, toy
from tests.reference.records import Register
from tests.reference.registers import logs, network_of, tables


@given(st.one_of(tables(), logs()), st.data())
def test_r_of_a_part_is_that_of_the_whole(register: Register, data: st.DataObject) -> None:
    whole = network_of(register)
    assert len(whole.sequences.last_row) == len(whole.cases)
    kept = data.draw(st.lists(st.booleans(), min_size=len(whole.cases), max_size=len(whole.cases)))
    part = whole.select(np.array(kept, dtype=np.bool_))
    # What select hands on must be what the part works out for itself.
    fresh = sequences(part)
    for name in SEQUENCE_DTYPES:
        assert getattr(part.sequences, name).tolist() == getattr(fresh, name).tolist(), name


def test_the_arrays_of_r_are_what_they_are_said_to_be() -> None:
    found = toy().sequences
    assert list(SEQUENCE_DTYPES) == [f.name for f in fields(Sequences)]
    for name, dtype in SEQUENCE_DTYPES.items():
        assert getattr(found, name).dtype == dtype, name


def test_a_network_says_everything_that_is_wrong_with_it() -> None:
    with pytest.raises(ValueError, match=r"lokets are not sorted by id; households are not sorted by key"):
        Network(lokets=(Loket("b"), Loket("a")), households=HouseholdColumns.of(2, key=[2, 1]))


def test_without_a_household_leaves_out_its_cases_and_nothing_else() -> None:
    whole = toy()
    part = whole.without(pseudonym("household", "H5"))
    # H5 has z5a and z5b, one visit each, of the 8 cases and 19 visits of definitions.md.
    assert (len(part.cases), len(part.sequences), len(part.referrals)) == (6, 17, 10)
    assert part.data_end == whole.data_end


def test_a_filter_keeps_whole_cases_and_the_data_end() -> None:
    whole = toy()
    part = whole.through("Werkplein")
    # z2 and z4 visit the Werkplein; z2 keeps its 4 visits and z4 its 2.
    assert (len(part.cases), len(part.sequences)) == (2, 6)
    assert part.data_end == whole.data_end
    assert whole.through("nowhere").sequences.cases == 0


def test_a_part_with_only_open_cases_still_belongs_to_a_register_with_closings() -> None:
    whole = toy().ending(date(2024, 6, 30))
    # z4 is left: sent to CJG on 1 March and never picked up, a dead end on 30 June.
    answer = dead_ends(whole.through("Werkplein").without(pseudonym("case", "z2")))
    assert (answer.dead_ends, answer.open, answer.rate) == (1, 1, 1.0)
