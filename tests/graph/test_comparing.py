"""Comparing two periods with the same follow-up, on a register made by hand.

A and B open in the first quarter of 2024, C in the second; each goes CJG, Wmo, CJG. A is back on 20 January. B is back
on 1 May: 31 days after its quarter. C is back on 1 June. The data end on 10 July: 10 days after the second quarter. So
of the first quarter too only 10 days after its end count, and B does not bounce yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.batch import Batch
from graph.build import build
from graph.codes import Audience, Gap, Outcome
from graph.comparing import Comparing, before, comparable, comparing, follow_up, newest_quarter, why_not
from graph.counting import Counting, counting, gap_cells
from graph.facts import facts
from graph.model import Case, Household, Referral
from graph.network import Network
from graph.privacy import NotPublished, publish
from graph.pseudonyms import Door, label
from graph.thresholds import DEFAULTS
from graph.views import View

DOOR = Door(b"a key of the tests, 32 bytes long")
END = date(2024, 7, 10)


def _case(number: int, area: str, opened: date, there: date, back: date) -> list[object]:
    case, household = label("case", number), label("household", 100 + number)
    sent = label("referral", number * 2), label("referral", number * 2 + 1)
    return [
        Household(household, area=area),
        Case(case, household, (), opened, "CJG"),
        Referral(sent[0], case, "CJG", "Wmo", there, picked_up_at=there),
        Referral(sent[1], case, "Wmo", "CJG", back, picked_up_at=back),
    ]


ROWS = [
    *_case(1, "Noord", date(2024, 1, 5), date(2024, 1, 10), date(2024, 1, 20)),
    *_case(2, "Zuid", date(2024, 3, 20), date(2024, 4, 5), date(2024, 5, 1)),
    *_case(3, "Noord", date(2024, 5, 5), date(2024, 5, 10), date(2024, 6, 1)),
    # Somebody was helped, so that the register holds closings.
    Household(label("household", 104)),
    Case(label("case", 4), label("household", 104), (), date(2024, 1, 2), "Wmo", date(2024, 1, 9), Outcome.HELPED),
]


def _register(end: date = END) -> Network:
    return build(Batch.of(ROWS)).ending(end)  # type: ignore[arg-type]


def _counting(network: Network, frozen: bool = True) -> Counting:
    return counting(network, DOOR, frozen=frozen)


def _two(period: str = "2024Q2", end: date = END) -> Comparing:
    network = _register(end)
    return comparing(network, _counting(network), DEFAULTS, period)


def _households(two: Comparing, kind: Gap, view: View) -> tuple[int, int]:
    now, then = two.gaps(kind, view)
    return int(now.households.sum()), int(then.households.sum())


def test_both_periods_are_cut_to_the_follow_up_of_the_younger_one() -> None:
    two = _two()
    assert (two.period, two.before, two.follow_up) == ("2024Q2", "2024Q1", 10)
    assert _households(two, Gap.BOUNCE, View("2024Q2")) == (1, 1)
    # Without the cut the first quarter has both A and B.
    whole = _counting(_register())
    assert gap_cells(whole, Gap.BOUNCE, whole.facts.look(View("2024Q1"))).households.tolist() == [2]
    now, then = two.totals(View("2024Q2"))
    assert dict(zip(then.labels["kind"], then.households.tolist(), strict=True))["bounce"] == 1
    assert now.look.view.period == "2024Q2"
    assert then.look.view.period == "2024Q1"


def test_with_a_longer_follow_up_the_late_bounce_counts() -> None:
    # Ten weeks after the second quarter; so B, 31 days after the first, counts too.
    assert _households(_two(end=date(2024, 9, 8)), Gap.BOUNCE, View("2024Q2")) == (1, 2)


def test_kinds_that_need_more_time_are_left_out_with_the_reason() -> None:
    two = _two()
    assert set(two.too_short) == {Gap.DEAD_END, Gap.NO_PICKUP, Gap.REINTAKE}
    assert set(two.kinds) == {Gap.BOUNCE, Gap.CONSULT, Gap.LOOP, Gap.REFUSAL}
    assert "10 dagen" in two.too_short[Gap.NO_PICKUP].nl
    assert "14 dagen" in two.too_short[Gap.NO_PICKUP].nl
    longer = _two(end=date(2024, 9, 8))
    assert set(longer.too_short) == {Gap.REINTAKE}


def test_filters_count_in_both_periods() -> None:
    assert _households(_two(end=date(2024, 9, 8)), Gap.BOUNCE, View("2024Q2", area="Noord")) == (1, 1)
    # Nobody of the second quarter lives there, and it is still a filter.
    assert _households(_two(end=date(2024, 9, 8)), Gap.BOUNCE, View("2024Q2", area="Zuid")) == (0, 1)


def test_what_is_compared_passes_the_gate_in_both_periods() -> None:
    two = _two()
    released = [publish(cells, Audience.REGISSEUR).value for cells in two.gaps(Gap.BOUNCE, View("2024Q2"))]
    assert [len(figures) for figures in released] == [0, 0]
    filtered = two.gaps(Gap.BOUNCE, View("2024Q2", area="Noord", problems="unknown"))
    for cells in filtered:
        with pytest.raises(NotPublished, match="at most 2 filters"):
            publish(replace(cells, by=("domain",)), Audience.REGISSEUR)
    network = _register()
    live = comparing(network, _counting(network, frozen=False), DEFAULTS, "2024Q2")
    for cells in live.gaps(Gap.BOUNCE, View("2024Q2")):
        with pytest.raises(NotPublished, match="not published"):
            publish(cells, Audience.REGISSEUR)


@pytest.mark.parametrize(
    ("period", "earlier"),
    [("2024Q2", "2024Q1"), ("2024Q1", "2023Q4"), ("2024", "2023"), ("last4", "before4")],
)
def test_the_period_before(period: str, earlier: str) -> None:
    assert before(period) == earlier


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("all", "whole year, a quarter, or the last four quarters"),
        ("2024-05", "whole year, a quarter, or the last four quarters"),
        ("2024", "not over yet"),
        ("2024Q3", "not over yet"),
        ("2024Q1", "do not have everything"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(period: str, why: str) -> None:
    network = _register()
    told = why_not(facts(network), period)
    assert told
    assert why in told.en
    with pytest.raises(ValueError, match=why):
        comparing(network, _counting(network), DEFAULTS, period)


def test_which_periods_can_be_compared() -> None:
    network = _register()
    assert comparable(facts(network)) == ("2024Q2",)
    assert follow_up(network, facts(network), "2024Q2") == 10
    # A dead end needs 56 days.
    assert newest_quarter(network, facts(network), DEFAULTS) is None
    later = _register(date(2024, 8, 25))
    assert newest_quarter(later, facts(later), DEFAULTS) == "2024Q2"
    assert newest_quarter(Network(), facts(Network()), DEFAULTS) is None
