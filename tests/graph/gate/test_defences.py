"""Each defence switched off in turn, from here and not by the product: then the attack succeeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import graph.figures
from graph.cells import Cells
from graph.codes import Audience, Gap
from graph.counting import Counting, counting, gap_cells
from graph.figures import A_SHARE, ALMOST_ALL, Figures
from graph.privacy import NotPublished, publish
from graph.rounding import FEWER
from graph.views import Look, View
from tests.graph.gate import attack as attacking
from tests.graph.gate import attacker
from tests.graph.gate.attack import Attack
from tests.graph.gate.attacker import Puzzle, told
from tests.graph.gate.guessing import small_town
from tests.graph.gate.towns import DOOR, YEAR, Trip, counted, network, town

PAIR = ("A", "B")
QUARTERS = (10, 100, 190, 280)
"""A day in each quarter of 2024."""
K = 10


def planted(bouncing: Sequence[int], staying: Sequence[int]) -> list[Trip]:
    """So many households in each quarter that bounce, and that do not."""
    rows: list[tuple[int, tuple[str, ...]]] = [
        (day, ("A", "B", "A")) for day, n in zip(QUARTERS, bouncing, strict=True) for _ in range(n)
    ]
    rows += [(day, ("A", "B")) for day, n in zip(QUARTERS, staying, strict=True) for _ in range(n)]
    return [Trip(home, day, route) for home, (day, route) in enumerate(rows)]


def attack_on(trips: list[Trip], k: int = K) -> Attack:
    return Attack(counted(trips, days=YEAR), k, apart=True)


def quarter(attack: Attack, what: str, period: str) -> tuple[Any, ...]:
    """The cell of the pair in one quarter, in every area and domain."""
    return what, View(period), PAIR


def test_without_rounding_a_subtraction_finds_the_fourth_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    trips = planted((12, 13, 14, 3), (12, 12, 12, 12))
    assert attack_on(trips).pinned(PAIR) == []
    for module in (attacker, attacking):
        monkeypatch.setattr(module, "told", lambda figure, k: (0, k - 1) if figure == FEWER else (figure, figure))
    monkeypatch.setattr(graph.figures, "rounded", lambda numbers, keys, k: np.where(numbers < k, FEWER, numbers))
    found = dict(attack_on(trips).pinned(PAIR))
    assert found[quarter(attack_on(trips), "part", "2024Q4")] == {3}


def test_with_events_as_the_unit_one_household_is_a_row_of_its_own() -> None:
    # One household bounces twelve times between C and D, and nobody else was ever there.
    once = Trip(999, 20, ("C", "D") * 6 + ("C", "D"))
    found = counted([*planted((12,) * 4, (12,) * 4), once], days=YEAR)
    cells = gap_cells(found, Gap.BOUNCE, found.facts.look(View("2024")))
    assert cells.households.tolist() == [48, 1]
    events = publish(replace(cells, households=cells.incidents), Audience.REGISSEUR).value
    assert [row["b"] for row in events.rows()] == ["B", "D"]
    assert events.households[1] >= K
    assert [row["b"] for row in publish(cells, Audience.REGISSEUR).value.rows()] == ["B"]


def fitting(figures: Figures, share: float | None) -> set[int]:
    """The remainders that the figures of the first row leave, and its share where that is told as a number."""
    assert figures.of is not None
    low, high = told(int(figures.households[0]), K)
    least, most = told(int(figures.of[0]), K)
    both = [(part, whole) for part in range(low, high + 1) for whole in range(max(part, least), most + 1)]
    return {w - p for p, w in both if (w - p < K if share is None else abs(p / w - share) < 1e-9)}


def test_without_the_rule_of_remainders_a_share_tells_who_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # 17 of 18: the share of the numbers themselves fits one remainder only.
    found = counted(planted((17, 0, 0, 0), (1, 0, 0, 0)), days=YEAR)
    cells = gap_cells(found, Gap.BOUNCE, found.facts.look(View("2024")))
    figures = publish(cells, Audience.REGISSEUR).value
    assert figures.share_kind.tolist() == [ALMOST_ALL]
    assert len(fitting(figures, None)) >= 3
    monkeypatch.setattr(graph.figures, "_told", lambda part, whole, share, k: (part / whole, np.full(1, A_SHARE)))
    bare = publish(cells, Audience.REGISSEUR).value
    assert fitting(bare, float(bare.share[0])) == {1}


def test_a_remainder_of_0_told_apart_would_tell_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    # In each quarter one household is not sent back. If "almost all" said that somebody is left out, then four
    # quarters with at least one and a year with at most four would leave just one in each.
    trips = planted((12, 12, 12, 12), (1, 1, 1, 1))
    assert [what for (what, view, _), _ in attack_on(trips, 5).pinned(PAIR, 2) if view.period == "2024Q1"] == []

    def remainder(puzzle: Puzzle, part: int, whole: int, share_kind: int, k: int) -> None:
        puzzle.rule({whole: 1, part: -1}, 1, k - 1)

    monkeypatch.setattr(attacking, "remainder", remainder)
    found = dict(attack_on(trips, 5).pinned(PAIR, 2))
    assert [found["rest", View(f"2024Q{n}"), PAIR] for n in (1, 2, 3, 4)] == [{1}] * 4


def figure_of(cells: Cells) -> int:
    """What a regisseur sees of the pair."""
    rows = publish(cells, Audience.REGISSEUR, K).value.rows()
    return next((int(row["households"]) for row in rows if (row["a"], row["b"]) == PAIR), FEWER)


def days_by_subtraction(ranges: list[tuple[int, int, int]], days: int) -> list[int]:
    """The most likely number of each day: rounding has no bias, so over many ranges of days it cancels out."""
    rows = [(first, last, figure) for first, last, figure in ranges if figure != FEWER]
    inside = np.array([[first <= day <= last for day in range(days)] for first, last, _ in rows], dtype=np.float64)
    solution = np.linalg.lstsq(inside, np.array([figure for *_, figure in rows], dtype=np.float64))[0]
    return [int(n) for n in np.rint(solution)]


def test_with_free_ranges_of_days_most_days_are_guessed_right() -> None:
    # 60 days with 4 to 9 households each: cells below k.
    days = 60
    truth = np.random.default_rng(1).integers(4, 10, days)
    opened = [int(day) for day in np.repeat(np.arange(days), truth)]
    stays = [Trip(5_000 + n, 200, ("A", "B")) for n in range(60)]
    whole = network([*(Trip(n, day, ("A", "B", "A")) for n, day in enumerate(opened)), *stays], days=YEAR)
    found = counting(whole, DOOR, frozen=True)
    day_of = np.array([*opened, *(200 for _ in stays)])[whole.cases.key - 1]

    def look(first: int, last: int) -> Look:
        free = Look(View(), found.facts)
        vars(free)["cases"] = (day_of >= first) & (day_of <= last)
        return free

    ranges = [(i, j) for i in range(days) for j in range(i, days)]
    free = [(i, j, figure_of(gap_cells(found, Gap.BOUNCE, look(i, j)))) for i, j in ranges]
    right = np.array(days_by_subtraction(free, days)) == truth
    # Somebody who always guesses what most days hold is right in about one of six.
    assert max(np.bincount(truth)) / days < 0.3
    assert right.mean() > 0.6
    # Of the fixed views two are months, and one day is any number that fits in one.
    months = [(0, 30, figure_of(gap_cells(found, Gap.BOUNCE, found.facts.look(View("2024-01")))))]
    assert months[0][2] >= K
    assert (np.array(days_by_subtraction(months, days)) == truth).mean() < 0.3


def moved(before: Counting, after: Counting) -> set[tuple[object, object]]:
    """The pairs of which a figure is another in some fixed view with a period, an area and a domain."""
    choices = before.facts.choices
    found = set()
    for period in choices["period"]:
        for area in (None, *choices["area"]):
            for domain in (None, *choices["domain"]):
                view = View(period, area=area, domain=domain)
                one, other = (shown(c, view) for c in (before, after))
                found |= {pair for pair in one.keys() | other.keys() if one.get(pair) != other.get(pair)}
    return found


def shown(found: Counting, view: View) -> dict[tuple[object, object], object]:
    rows = publish(gap_cells(found, Gap.BOUNCE, found.facts.look(view)), Audience.REGISSEUR, K).value.rows()
    return {(row["a"], row["b"]): row["households"] for row in rows}


def test_with_live_data_who_knows_that_one_came_sees_where() -> None:
    trips = town(3, 300, 2, YEAR)
    before = counted(trips, days=YEAR)
    seen = [moved(before, counted([*trips, Trip(9_000 + n, 300, ("A", "B", "A"))], days=YEAR)) for n in range(8)]
    # Only where the household is can a figure move, and in one of so many views it does.
    assert all(pairs <= {PAIR} for pairs in seen)
    assert sum(pairs == {PAIR} for pairs in seen) >= 6


def test_live_data_do_not_pass_and_what_is_published_stays() -> None:
    trips = town(3, 300, 2, YEAR)
    live = counting(network(trips, days=YEAR), DOOR)
    with pytest.raises(NotPublished, match="not published yet"):
        publish(gap_cells(live, Gap.BOUNCE, live.facts.look(View())), Audience.REGISSEUR)
    # The same version again gives the same figures, so that asking again tells nothing.
    assert moved(counted(trips, days=YEAR), counted(trips, days=YEAR)) == set()


def test_the_solver_is_told_no_rule_that_does_not_hold() -> None:
    for seed in range(2):
        attack = small_town(seed, 5)
        assert attack.holds(attack.solving(attack.pairs[:2]))
