"""Every figure of the toy register, worked out by hand in definitions.md ("The toy register")."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from graph.analyses import analysis
from graph.analyses.answer import as_json
from graph.network import Network
from graph.seen import seen
from graph.thresholds import DEFAULTS
from tests.graph.toy import pseudonym, toy

CASES = ("z1", "z2", "z3", "z4", "z5a", "z5b", "z6", "z7")


@cache
def network() -> Network:
    return toy()


def ask(question: str) -> dict[str, Any]:
    return as_json(analysis(question).function(network(), DEFAULTS), "en")


def named(case: str) -> str:
    return pseudonym("case", case)


def lokets_of(case: str, rows: Any) -> list[str]:
    codes = {key: i for i, key in enumerate(network().cases.key.tolist())}
    from graph.pseudonyms import code

    wanted = codes[code(named(case)) or 0]
    return [network().lokets[loket].id for at, loket in zip(rows.case, rows.loket, strict=True) if at == wanted]


R = {
    "z1": ["CJG", "Wmo", "CJG", "Wmo"],
    "z2": ["CJG", "Werkplein", "Wijkteam", "CJG"],
    "z3": ["Wmo", "Wijkteam", "Wmo"],
    "z4": ["Werkplein", "CJG"],
    "z5a": ["Wmo"],
    "z5b": ["CJG"],
    "z6": ["CJG", "Wijkteam"],
    "z7": ["CJG", "Wmo"],
}


@pytest.mark.parametrize("case", CASES)
def test_responsibility_sequence(case: str) -> None:
    assert lokets_of(case, network().sequences) == R[case]


@pytest.mark.parametrize("case", CASES)
def test_seen_sequence(case: str) -> None:
    # Never picked up: r7 (refused), r8 and r10. After a refusal z3 is at Wmo, where it already was.
    unseen = {"z3": ["Wmo"], "z4": ["Werkplein"], "z7": ["CJG"]}
    assert lokets_of(case, seen(network())) == unseen.get(case, R[case])


def test_counts() -> None:
    answer = ask("bounces")
    assert (answer["cases"], answer["households"], answer["visits"], answer["hops"]) == (8, 7, 19, 11)
    # z1 and z2 make three hops, z3 two, z4, z6 and z7 one.
    assert (answer["cases_with_hop"], answer["max_hops"]) == (6, 3)
    assert ask("hops")["hops"] == 11
    assert ask("hops")["list"][0] == {"from": "CJG", "to": "Wmo", "hops": 3}


def test_bounces() -> None:
    answer = ask("bounces")
    assert (answer["bounces"], answer["cases_with_bounce"], answer["days_lost"]) == (3, 2, 33)
    assert answer["pairs"] == [
        {"a": "CJG", "b": "Wmo", "bounces": 2, "cases": 1, "days_lost": 28},
        {"a": "Wijkteam", "b": "Wmo", "bounces": 1, "cases": 1, "days_lost": 5},
    ]


def test_bounce_rates() -> None:
    directed = {(row["from"], row["to"]): row for row in ask("bounces")["directed"]}
    # r10 (z7) is a hop whose next step is not known yet.
    assert directed["CJG", "Wmo"] == {"from": "CJG", "to": "Wmo", "hops": 3, "known": 2, "bounces": 1, "rate": 0.5}
    assert directed["Wmo", "CJG"] == {"from": "Wmo", "to": "CJG", "hops": 1, "known": 1, "bounces": 1, "rate": 1.0}


def test_loops_and_returns() -> None:
    answer = ask("bounces")
    assert (answer["returns"], answer["bounces"], answer["loops"]) == (4, 3, 1)
    assert (answer["cases_with_return"], answer["cases_with_loop"]) == (3, 1)
    assert ask("loops")["loops"] == 1
    assert ask("loops")["list"] == [{"loket": "CJG", "length": 3, "cases": 1, "loops": 1}]


def test_nothing_is_left_out_or_uncertain() -> None:
    answer = ask("bounces")
    assert (answer["tie_dependent_cases"], answer["rows_without_loket"]) == (0, 0)
    assert (answer["cases_without_visit"], answer["from_elsewhere"]) == (0, 0)


def test_no_consult_pairs() -> None:
    # A consult pair takes 20 hops; the register has 11.
    assert ask("bounces")["consult_pairs"] == []
    assert (ask("consult_pairs")["consult_pairs"], ask("consult_pairs")["list"]) == (0, [])


def test_dead_ends() -> None:
    answer = ask("dead_ends")
    assert answer["cases"] == [
        {"case": named("z3"), "loket": "Wmo", "idle_days": 145, "cause": "refusal"},
        {"case": named("z4"), "loket": "CJG", "idle_days": 121, "cause": "no_pickup"},
    ]
    # Open are z3, z4 and z7; z7 is too young. Of the 8 cases 7 are not censored.
    assert (answer["dead_ends"], answer["open"], answer["censored"]) == (2, 3, 1)
    assert answer["rate"] == pytest.approx(2 / 7)
    assert answer["list"] == [
        {"loket": "CJG", "cause": "no_pickup", "cases": 1},
        {"loket": "Wmo", "cause": "refusal", "cases": 1},
    ]


def test_refusals() -> None:
    answer = ask("refusals")
    assert (answer["refused"], answer["decided"], answer["rate"], answer["implicit"]) == (1, 8, 0.125, 0)
    # Wijkteam decided r5, r7 and r9, and refused r7 without a reason.
    assert answer["by_loket"][0] == {
        "loket": "Wijkteam",
        "refused": 1,
        "decided": 3,
        "rate": 1 / 3,
        "implicit": 0,
    }
    assert answer["reasons"] == [{"reason": None, "refused": 1}]


def test_no_pick_ups() -> None:
    answer = ask("pickups")
    assert (answer["not_picked_up"], answer["denominator"], answer["censored"]) == (1, 9, 1)
    assert answer["rate"] == pytest.approx(1 / 9)
    # r8 went to CJG, as did r2 and r6.
    assert answer["by_loket"][0]["loket"] == "CJG"
    assert (answer["by_loket"][0]["not_picked_up"], answer["by_loket"][0]["denominator"]) == (1, 3)


def test_lead_times() -> None:
    answer = ask("leadtimes")
    # 2, 7, 4, 3, 11, 1 and 2 days; r8 and r10 still wait, r7 was refused.
    assert (answer["n"], answer["censored"], answer["refused"]) == (7, 2, 1)
    assert (answer["median_plain"], answer["median_km"]) == (3, 4)
    # S falls to 2/7 at 7 days (r7 left at 5 days, r10 at 6) and to 1/7 at 11; r8 waits 121 days.
    assert answer["p90_km"] is None


def test_lead_times_in_working_days() -> None:
    answer = ask("leadtimes")
    # r1 Mon-Wed 2, r2 Mon-Mon 5, r3 Mon-Fri 4, r4 Mon-Thu 3, r5 Thu-Mon 7, r6 Mon-Tue 1, r9 Mon-Wed 2; r7 3, r10 4.
    assert (answer["median_plain_working_days"], answer["median_km_working_days"]) == (3, 4)
    assert answer["p90_km_working_days"] is None


def test_closed_loop() -> None:
    answer = ask("closed_loop")
    assert (answer["closed"], answer["picked_up"], answer["rate"]) == (4, 7, pytest.approx(4 / 7))
    assert (answer["all"], answer["rate_all"]) == (9, pytest.approx(4 / 9))


def test_reintakes() -> None:
    answer = ask("reintakes")
    assert answer["list"] == [{"case": named("z5a"), "next_case": named("z5b"), "days": 80, "from": "Wmo", "to": "CJG"}]
    assert (answer["reintakes"], answer["changed_loket"]) == (1, 1)


DWELL = {
    "z1": [6, 14, 14, 15],
    "z2": [5, 17, 25, 23],
    "z3": [7, 5, 145],
    "z4": [10, 121],
    "z5a": [26],
    "z5b": [20],
    "z6": [3, 21],
    "z7": [4, 6],
}


def test_dwell() -> None:
    answer = ask("dwell")
    by_case = {row["case"]: row for row in answer["list"]}
    assert {c: [v["days"] for v in by_case[named(c)]["visits"]] for c in CASES} == DWELL
    # definitions.md: z1 49, z2 70, z3 157, z4 131, z5a 26, z5b 20, z6 24, z7 10.
    assert [by_case[named(c)]["days"] for c in CASES] == [49, 70, 157, 131, 26, 20, 24, 10]
    assert [row["days"] for row in answer["list"]] == [157, 131, 70, 49, 26, 24, 20, 10]


def test_dwell_split() -> None:
    visits = {row["case"]: row["visits"] for row in ask("dwell")["list"]}
    # r1 was picked up after 2 of its 14 days.
    assert visits[named("z1")][1] == {
        "loket": "Wmo",
        "start": "2024-01-08",
        "days": 14,
        "waiting": 2,
        "helping": 12,
        "censored": False,
    }
    # r8 was never picked up.
    assert visits[named("z4")][1] == {
        "loket": "CJG",
        "start": "2024-03-01",
        "days": 121,
        "waiting": 121,
        "helping": 0,
        "censored": True,
    }


def test_days_lost() -> None:
    answer = ask("days_lost")
    # definitions.md: bounce 33, loop 42, refusal 5, no pick-up 121, dead end 266, re-intake 80.
    assert [row["days"] for row in answer["list"]] == [33, 42, 5, 121, 266, 80]
    # The refusal of z3 lies in its bounce, and the dead end of z4 in its missing pick-up.
    assert [row["counted"] for row in answer["list"]] == [33, 42, 0, 121, 145, 80]
    assert answer["total"] == 421
