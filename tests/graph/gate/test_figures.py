"""Figures from cells made by hand: shares, days, what was hidden, the audiences, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyses.table import CaseIds, Table
from graph.cells import Cells
from graph.codes import Audience, Domain, Gap
from graph.figures import A_SHARE, ALMOST_ALL, ALMOST_NONE, NO_SHARE, Figures
from graph.instants import AMSTERDAM, DAY
from graph.overview import Overview
from graph.privacy import NotPublished, publish, threshold
from graph.ranking import ranked
from graph.rounding import FEWER
from graph.views import Facts, Look, Problems, View

LIVE = Facts(
    month=np.array([2024 * 12 + 1, 2024 * 12 + 4, 2025 * 12], dtype=np.int32),
    domains=np.full(3, 1 << Domain.WORK.number - 1, dtype=np.uint16),
    area=np.zeros(3, dtype=np.int32),
    target=np.ones(3, dtype=np.uint64),
    problems=np.full(3, Problems.SINGLE.number, dtype=np.int8),
    areas=("Noord",),
    targets=("jongeren",),
    kinds=("gemeente",),
    loket_kind=np.zeros(1, dtype=np.int32),
    closed_until=2025 * 12,
)
"""What a view can ask of three cases: of February and May 2024, and of January 2025, which is not over."""
FACTS = replace(LIVE, frozen=True)
FROZEN = Look(facts=FACTS)
WEEK = 7 * DAY
OTHERS = [a for a in Audience if a is not Audience.BEHEERDER]


def cells(households: list[int], **given: Any) -> Cells:
    """Cells of so many households, one row each; half up, half down is decided by a key in the middle."""
    size = len(households)
    middle = np.full(size, 2**63, dtype=np.uint64)
    whole: dict[str, Any] = {} if "of" not in given else {"of": np.array(given.pop("of")), "of_keys": middle}
    return Cells(
        labels=given.pop("labels", Table({"a": [f"L{i}" for i in range(size)]})),
        households=np.array(households),
        incidents=np.array(households),
        keys=middle,
        mean=np.array(given.pop("mean", [3.0 * WEEK] * size), dtype=np.float64),
        timed=np.array(given.pop("timed", households)),
        lost=np.zeros(size),
        look=given.pop("look", FROZEN),
        **whole,
        **given,
    )


def seen(found: Cells, audience: Audience = Audience.REGISSEUR, k: int = 10) -> Figures:
    figures: Figures = publish(found, audience, k).value
    return figures


def test_a_share_needs_k_households_in_it_and_k_outside() -> None:
    # 30 of 40: released 30 and 40. 35 of 41 leaves 6 out, 40 of 40 none: both "almost all". 9 is below k.
    found = seen(cells([30, 35, 40, 9, 3], of=[40, 41, 40, 90, 4], dense=True))
    assert found.share_kind.tolist() == [A_SHARE, ALMOST_ALL, ALMOST_ALL, ALMOST_NONE, NO_SHARE]
    assert found.share[0] == 30 / 40
    assert np.isnan(found.share[1:]).all()


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), min_size=1, max_size=6),
    k=st.sampled_from([5, 7, 10, 11, 20]),
)
def test_a_share_is_told_for_k_inside_and_k_outside_only_and_of_released_figures(
    rows: list[tuple[int, int]], k: int
) -> None:
    found = seen(cells([n for n, _ in rows], of=[n + rest for n, rest in rows], dense=True), k=k)
    assert found.of is not None
    for (n, rest), told, share, part, whole in zip(
        rows, found.share_kind, found.share, found.households, found.of, strict=True
    ):
        assert (told == A_SHARE) == (n >= k and rest >= k)
        assert told != A_SHARE or share == min(1.0, part / whole)
        assert not 0 <= part < k
        assert not 0 <= whole < k


def test_a_whole_is_never_told_below_its_part() -> None:
    # 13 go up to 15 by a key in the middle; 14 go down to 10 by the last key. So many came back of as many.
    last = np.full(2, 2**64 - 1, dtype=np.uint64)
    found = seen(replace(cells([13, 3], of=[14, 14], dense=True), of_keys=last))
    assert found.households.tolist() == [15, FEWER]
    assert found.of is not None
    assert found.of.tolist() == [15, 10]
    assert found.share_kind.tolist() == [ALMOST_ALL, ALMOST_NONE]


def test_days_are_the_released_number_times_whole_weeks() -> None:
    # 20 households and a mean of 3.4 weeks: 20 x 3 x 7.
    found = seen(cells([20, 9], mean=[3.4 * WEEK, 50 * WEEK], dense=True))
    assert found.households.tolist() == [20, FEWER]
    assert found.weeks[0] == 3
    assert found.days[0] == 420
    assert np.isnan([found.weeks[1], found.days[1]]).all()


def test_a_mean_of_fewer_than_k_households_is_not_told() -> None:
    # Of 20 refusals only 9 and 10 have a day: a mean of one household would be its time.
    found = seen(cells([20, 20, 20], timed=[1, 9, 10]))
    assert np.isnan(found.weeks).tolist() == [True, True, False]
    assert np.isnan(found.days).tolist() == [True, True, False]
    assert found.households.tolist() == [20, 20, 20]


@pytest.mark.parametrize(("small", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_what_was_hidden_is_a_number_of_rows_in_steps_of_5(small: int, told: int) -> None:
    found = seen(cells([12, *[3] * small, 0, 0]))
    assert found.hidden == told
    assert list(found.labels.rows()) == [{"a": "L0"}]


def test_a_list_leaves_out_what_is_below_k_and_a_row_that_always_stands_reads_fewer() -> None:
    numbers = [12, 3, 0, 9]
    assert seen(cells(numbers)).households.tolist() == [10]
    assert seen(cells(numbers, dense=True)).households.tolist() == [10, FEWER, FEWER, FEWER]
    # The beheerder sees all; of a list the rows with a household.
    assert seen(cells(numbers), Audience.BEHEERDER).households.tolist() == [12, 3, 9]


@settings(deadline=None)
@given(small=st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_where_every_row_stands_0_households_are_told_as_9_are(small: list[int]) -> None:
    found, other = (seen(cells([15, *numbers], dense=True)) for numbers in (small, [9] * 5))
    assert (found.households.tolist(), found.hidden) == (other.households.tolist(), other.hidden)
    assert found.hidden == 5


def test_how_often_is_for_the_beheerder_only() -> None:
    assert seen(cells([20])).incidents is None
    assert "incidents" not in seen(cells([20])).rows()[0]
    assert seen(cells([20]), Audience.BEHEERDER).rows()[0]["incidents"] == 20


def test_the_public_sees_twice_k_and_no_loket_of_one_person() -> None:
    found = cells([19, 20, 40], one_person=np.array([False, False, True]))
    assert [row["a"] for row in seen(found, Audience.OPENBAAR).rows()] == ["L1"]
    assert [row["a"] for row in seen(found, Audience.REGISSEUR).rows()] == ["L0", "L1", "L2"]
    assert [threshold(a, 12) for a in (Audience.OPENBAAR, Audience.REGISSEUR)] == [24, 12]


def test_k_is_never_under_5() -> None:
    assert seen(cells([4, 5]), k=2).households.tolist() == [6]
    assert threshold(Audience.REGISSEUR, 0) == 5


def test_ranks_hang_on_released_figures_and_then_on_names() -> None:
    labels = Table({"a": ["B", "A", "C"], "b": [None] * 3, "detail": [None] * 3})
    # In truth 23, 21 and 24 households, all released as 20: the largest does not stand first.
    figures = replace(seen(cells([20, 20, 20], labels=labels)), households=np.array([20, 20, 20]))
    assert [gap.a for gap in ranked({Gap.LOOP: figures})] == ["A", "B", "C"]
    exact = cells([21, 22, 23], labels=labels)
    low = replace(exact, keys=np.full(3, 2**64 - 1, dtype=np.uint64))
    assert [(gap.a, gap.households) for gap in ranked({Gap.LOOP: seen(low)})] == [("A", 20), ("B", 20), ("C", 20)]


@pytest.mark.parametrize("audience", OTHERS)
def test_data_that_are_not_published_are_refused(audience: Audience) -> None:
    for look in (Look(), Look(facts=LIVE)):
        with pytest.raises(NotPublished, match="not published yet"):
            publish(cells([100], look=look), audience)
        assert publish(cells([100], look=look), Audience.BEHEERDER).value.households.tolist() == [100]


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize(
    "view",
    [
        View("2024-05-05..2024-05-07"),
        View("bogus"),
        # Not closed yet, after the last month, before the first.
        View("2025Q1"),
        View("2025-02"),
        View("2024-01"),
        View(area="Zuid"),
        View(domain="'work'"),
    ],
)
def test_a_view_that_is_on_no_list_is_refused(audience: Audience, view: View) -> None:
    free = cells([100], look=Look(view, FACTS))
    with pytest.raises(NotPublished, match="Choose from:"):
        publish(free, audience)
    for fixed in (View("2024Q2"), View("2024-05"), View("last4", domain="work", area="Noord"), View("2025")):
        assert publish(cells([100], look=Look(fixed, FACTS)), audience).value.households.tolist() == [100]


def test_a_view_keeps_the_cases_that_it_says_and_no_others() -> None:
    # The masks are no part of a look that can be given: they follow from its view and its data.
    may = Look(View("2024-05"), FACTS)
    assert may.cases is not None
    assert may.cases.tolist() == [False, True, False]
    assert (Look(facts=FACTS).cases, Look(facts=FACTS).lokets) == (None, None)
    with pytest.raises(TypeError, match="'cases'"):
        replace(may, cases=np.array([True, True, True]))  # type: ignore[call-arg]


@pytest.mark.parametrize("audience", OTHERS)
def test_one_source_of_several_counts_as_a_filter(audience: Audience) -> None:
    part, one, two = replace(FACTS, of_one_source=True), View("2024", "work"), View("2024", "work", "Noord")
    with pytest.raises(NotPublished, match="at most 2 filters"):
        publish(cells([100], look=Look(two, part)), audience)
    with pytest.raises(NotPublished, match="only without filters"):
        publish(cells([100], look=Look(View("2024-05"), part)), audience)
    assert publish(cells([100], look=Look(one, part)), audience).value.households.tolist() == [100]
    assert publish(cells([100], look=Look(two, part)), Audience.BEHEERDER).value.exact


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize(
    ("view", "by"),
    [
        (View("2024", "work", "Noord", "jongeren"), ()),
        (View("2024", "work", "Noord"), ("target",)),
        (View("2024", "work"), ("area", "target")),
    ],
)
def test_more_than_two_filters_are_refused_with_those_of_the_rows(
    audience: Audience, view: View, by: tuple[str, ...]
) -> None:
    with pytest.raises(NotPublished, match="at most 2 filters"):
        publish(cells([100], look=Look(view, FACTS), by=by), audience)
    assert publish(cells([100], look=Look(view.without("area"), FACTS), by=by[:1]), audience).value.k >= 10


@pytest.mark.parametrize(
    ("view", "by", "by_month"),
    [
        (View("2024-05", "work"), (), False),
        (View("2024-05"), ("area",), False),
        (View("2024", kind="gemeente"), (), True),
    ],
)
def test_months_are_refused_with_a_filter(view: View, by: tuple[str, ...], by_month: bool) -> None:
    with pytest.raises(NotPublished, match="only without filters"):
        publish(cells([100], look=Look(view, FACTS), by=by, by_month=by_month), Audience.REGISSEUR)
    plain = cells([100], look=Look(View(view.period), FACTS), by_month=by_month)
    assert seen(plain).households.tolist() == [100]


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(
    "labels",
    [
        Table({"household": ["h-0000000000001"]}),
        Table({"a": ["L"], "exact": [3]}),
        Table({"a": CaseIds(np.array([1]))}),
        Table({"a": [object()]}),
    ],
)
def test_a_label_that_the_gate_does_not_know_is_refused(audience: Audience, labels: Table) -> None:
    with pytest.raises(NotPublished, match=r"'Cells\.labels\.\w+' may not be shown"):
        publish(cells([100], labels=labels), audience)


def test_an_overview_tells_no_moment_of_a_household() -> None:
    moments = [datetime(2024, 3, day, 11, 42, 7, tzinfo=AMSTERDAM) for day in (14, 29)]
    found = publish(Overview(1_299, 4, 99, *moments), Audience.REGISSEUR).value
    assert (found.rows, found.referrals) == (1_200, 0)
    assert [at.isoformat()[:19] for at in (found.since, found.until)] == ["2024-03-01T00:00:00", "2024-03-29T00:00:00"]
    assert publish(Overview(1_299, 4, 99, *moments), Audience.BEHEERDER).value.since == moments[0]
