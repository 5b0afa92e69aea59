"""Typical routes: on the toy register by hand, and against a slow count on random ones."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from graph.batch import Batch
from graph.build import build
from graph.codes import Audience, Gap
from graph.counting import counting
from graph.figures import Figures
from graph.model import Case, Household, Referral
from graph.network import Network
from graph.privacy import publish
from graph.pseudonyms import Door, label
from graph.routes import END, MOST_VISITS, STEPS, Route, cases_of_gap, route_cells, routing, typical, waits
from graph.stores.sqlite import open_sqlite
from graph.views import Look, View
from tests.graph.samples import add_log, log
from tests.graph.toy import toy

DOOR = Door(b"a key of the tests, 32 bytes long")
Steps = tuple[str | None, ...]


def _released(network: Network, audience: Audience, gap: tuple[Gap, tuple[str, str | None, str | None]] | None = None,
              k: int = 5) -> list[Figures]:  # fmt: skip
    counted = counting(network, DOOR, frozen=True)
    cases = None if gap is None else cases_of_gap(counted, *gap)
    cells = route_cells(routing(network, counted), counted.facts.look(View()), cases)
    return [publish(part, audience, k).value for part in cells]


def test_every_route_of_the_toy_ends_somewhere() -> None:
    """R of definitions.md: eight cases, each with a route of its own."""
    found = {route.lokets: route for route in typical(_released(toy(), Audience.BEHEERDER))}
    assert set(found) == {
        ("CJG", "Wmo", "CJG", "Wmo"),
        ("CJG", "Werkplein", "Wijkteam", "CJG"),
        ("Wmo", "Wijkteam", "Wmo"),
        ("Werkplein", "CJG"),
        ("Wmo",),
        ("CJG",),
        ("CJG", "Wijkteam"),
        ("CJG", "Wmo"),
    }
    assert all(route.ends and route.households == 1 for route in found.values())
    # z1 went from 2 January to 5 February: 34 days.
    assert found["CJG", "Wmo", "CJG", "Wmo"].weeks == pytest.approx(34 / 7)
    assert found["CJG",].weeks is None


def _waits(network: Network, audience: Audience, k: int = 5) -> dict[tuple[str, ...], float]:
    """The mean weeks that cases waited at the last loket of each beginning that goes on there."""
    counted = counting(network, DOOR, frozen=True)
    cells = route_cells(waits(network, routing(network, counted)), counted.facts.look(View()))
    told = [publish(part, audience, k).value for part in cells]
    return {
        tuple(str(loket) for name, loket in row.items() if name in STEPS): float(str(row["weeks"]))
        for figures in told
        for row in figures.rows()
        if not row[END] and row["weeks"] is not None
    }


def test_waits_on_the_routes_of_the_toy() -> None:
    found = _waits(toy(), Audience.BEHEERDER)
    # At the entry a case is helped at once. CJG to Wmo: r1 waits 2 days, and r10, which nobody picks up, the 6 to the
    # data end. Then r2 waits 7 days and r3 4. Nobody picks up r8: 121 days to the data end.
    assert found["CJG",] == 0
    assert found["CJG", "Wmo"] == pytest.approx((2 + 6) / 2 / 7)
    assert found["CJG", "Wmo", "CJG"] == 1
    assert found["CJG", "Wmo", "CJG", "Wmo"] == pytest.approx(4 / 7)
    assert found["Werkplein", "CJG"] == pytest.approx(121 / 7)


def test_waits_are_whole_weeks_of_at_least_k_households() -> None:
    told = _waits(_random(1), Audience.REGISSEUR)
    assert told
    assert all(weeks == round(weeks) for weeks in told.values())
    assert set(told) <= {steps for steps, homes in _slow(_random(1)).items() if len(homes) >= 5}


def test_a_log_does_not_say_how_long_anybody_waited(tmp_path: Path) -> None:
    with open_sqlite(tmp_path / "log.db", DOOR) as store:
        add_log(store, log((1, 1, "A"), (1, 5, "B")))
        network = store.network()
    assert [route.lokets for route in typical(_released(network, Audience.BEHEERDER))] == [("A", "B")]
    assert _waits(network, Audience.BEHEERDER) == {}


def test_of_a_gap_only_its_own_cases() -> None:
    pair = (Gap.BOUNCE, ("CJG", "Wmo", None))
    assert [r.lokets for r in typical(_released(toy(), Audience.BEHEERDER, pair))] == [("CJG", "Wmo", "CJG", "Wmo")]
    unknown = (Gap.BOUNCE, ("CJG", "Weg", None))
    assert typical(_released(toy(), Audience.BEHEERDER, unknown)) == ()


def test_an_empty_network_has_no_routes() -> None:
    assert typical(_released(Network(), Audience.BEHEERDER)) == ()


def _random(seed: int) -> Network:
    """Households with one or two cases over four lokets, many of which go the same way."""
    dice = random.Random(seed)
    rows: list[object] = []
    number = 0
    for home in range(120):
        rows.append(Household(label("household", home + 1)))
        for _ in range(dice.choice((1, 1, 2))):
            number += 1
            lokets = dice.choices("abcd", weights=(6, 3, 1, 1), k=dice.choice((1, 2, 2, 3, 4, 7)))
            case, day = label("case", number), date(2024, 1, 1) + timedelta(dice.randrange(60))
            rows.append(Case(case, label("household", home + 1), (), day, lokets[0]))
            for i, (a, b) in enumerate(pairwise(lokets)):
                sent = day + timedelta(10 * (i + 1))
                rows.append(Referral(label("referral", number * 10 + i), case, a, b, sent, picked_up_at=sent))
    return build(Batch.of(rows))  # type: ignore[arg-type]


def _slow(network: Network) -> dict[Steps, set[int]]:
    """The households of each beginning, step by step; None is the end."""
    visits, found = network.sequences, defaultdict[Steps, set[int]](set)
    for case in range(len(network.cases)):
        first, last = visits.offsets[case], visits.offsets[case + 1]
        route = [str(network.loket_ids[loket]) for loket in visits.loket[first:last]]
        household = int(network.cases.household[case])
        for length in range(1, min(len(route), MOST_VISITS) + 1):
            found[tuple(route[:length])].add(household)
        if len(route) <= MOST_VISITS:
            found[(*route, None)].add(household)
    return found


def _steps(route: Route) -> Steps:
    return (*route.lokets, None) if route.ends else route.lokets


@pytest.mark.parametrize("seed", range(5))
def test_routes_agree_with_a_slow_count_on_random_registers(seed: int) -> None:
    network, least = _random(seed), 8
    slow = {steps: len(homes) for steps, homes in _slow(network).items() if len(homes) >= least}
    longest = {steps: n for steps, n in slow.items() if not any(other[:-1] == steps for other in slow)}
    found = typical(_released(network, Audience.BEHEERDER), least)
    assert {_steps(route): route.households for route in found} == longest
    assert [r.households for r in found] == sorted((r.households for r in found), reverse=True)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_rare_is_cut_and_its_number_is_never_told(seed: int) -> None:
    network, k = _random(seed), 5
    figures = _released(network, Audience.REGISSEUR, k=k)
    slow = {steps: len(homes) for steps, homes in _slow(network).items()}
    found = typical(figures)
    assert found
    assert all(slow[_steps(route)] >= k and route.households >= k for route in found)
    rare = sum(len(steps) == 3 and n < k for steps, n in slow.items())
    assert figures[2].hidden == rare // 5 * 5


def test_a_filter_selects_whole_cases() -> None:
    network = _random(1)
    counted = counting(network, DOOR, frozen=True)
    some = np.arange(len(network.cases)) % 2 == 0
    kept = route_cells(routing(network, counted), Look(), some)
    part = counting(network.select(some), DOOR, frozen=True)
    own = route_cells(routing(network.select(some), part), Look())
    for one, other in zip(kept, own, strict=True):
        assert sorted(one.households[one.households > 0].tolist()) == sorted(other.households.tolist())
        assert sorted(one.keys[one.households > 0].tolist()) == sorted(other.keys.tolist())


def test_with_a_kind_of_loket_only_cases_that_come_to_one() -> None:
    network = _random(2)
    counted = counting(network, DOOR, frozen=True)
    kind = replace(counted.facts, kinds=("post",), loket_kind=np.where(network.loket_ids == "d", 0, -1))
    cells = route_cells(routing(network, counted), kind.look(View(kind="post")))
    slow = _slow(network.through("d"))
    assert int(cells[0].households.sum()) == sum(len(homes) for steps, homes in slow.items() if len(steps) == 1)
