"""One single case: found by loket, gap and length, told visit by visit, and for the administrator only."""

from __future__ import annotations

from datetime import date

import pytest

from graph.batch import Batch
from graph.build import build
from graph.codes import Gap
from graph.counting import Counting, counting
from graph.errors import Unknown
from graph.journeys import found_cases, journey
from graph.network import Network
from graph.privacy import Audience, NotPublished, publish
from graph.pseudonyms import label
from tests.graph.samples import C2, TABLES
from tests.graph.toy import DOOR, pseudonym, toy

OTHERS = [a for a in Audience if a is not Audience.BEHEERDER]


def _both() -> tuple[Network, Counting]:
    network = toy()
    return network, counting(network, DOOR)


def _cases(loket: str | None, kind: Gap | None, least: int) -> list[str]:
    return found_cases(*_both(), loket, kind, least).cases["case"]


def test_cases_with_most_visits_come_first() -> None:
    # definitions.md: z1 and z2 have 4 visits (49 and 70 days), z3 has 3.
    assert _cases(None, None, 3) == [pseudonym("case", name) for name in ("z2", "z1", "z3")]
    found = found_cases(*_both(), None, None, 3)
    assert next(iter(found.cases.rows())) == {
        "case": pseudonym("case", "z2"), "first": "CJG", "last": "CJG", "visits": 4, "days": 70.0
    }  # fmt: skip


def test_cases_are_found_by_loket_and_gap() -> None:
    # The bounces of the toy: z1 twice between CJG and Wmo, z3 between Wmo and Wijkteam.
    assert _cases(None, Gap.BOUNCE, 1) == [pseudonym("case", name) for name in ("z1", "z3")]
    assert _cases("CJG", Gap.BOUNCE, 1) == [pseudonym("case", "z1")]
    assert _cases("Werkplein", None, 1) == [pseudonym("case", name) for name in ("z2", "z4")]
    assert _cases("nowhere", None, 1) == []


def test_only_so_many_are_handed_out_but_all_are_counted() -> None:
    found = found_cases(*_both(), None, None, 1, most=2)
    assert (found.number, len(found.cases)) == (8, 2)


def test_a_case_is_told_visit_by_visit() -> None:
    seen = journey(toy(), pseudonym("case", "z3"))
    rows = list(seen.visits.rows())
    assert [row["loket"] for row in rows] == ["Wmo", "Wijkteam", "Wmo"]
    # 25 January to 1 February, refused on the 6th, and then 145 days until the data end.
    assert [(row["at"], row["days"]) for row in rows] == [(0, 7), (7, 5), (12, 145)]
    assert [row["refused"] for row in rows] == [False, True, False]
    assert [(row["returned"], row["open"]) for row in rows] == [(False, False), (False, False), (True, True)]
    assert (seen.household, seen.closed, seen.end) == (pseudonym("household", "H3"), None, date(2024, 6, 30))


def test_a_closed_case_says_how_it_ended() -> None:
    seen = journey(toy(), pseudonym("case", "z1"))
    assert (seen.closed, seen.outcome) == (date(2024, 2, 20), "helped")
    assert seen.visits["days"] == [6, 14, 14, 15]


def test_a_case_that_is_gone_is_a_sentence() -> None:
    with pytest.raises(Unknown, match="no longer there"):
        journey(toy(), label("case", 1))
    with pytest.raises(Unknown, match="no longer there"):
        journey(toy(), "geen schuilnaam")


@pytest.mark.parametrize("audience", OTHERS)
def test_nobody_but_the_administrator_gets_a_single_case(audience: Audience) -> None:
    with pytest.raises(NotPublished):
        publish(journey(toy(), pseudonym("case", "z1")), audience)
    with pytest.raises(NotPublished):
        publish(found_cases(*_both(), None, None, 1), audience)


def test_the_administrator_does() -> None:
    seen = journey(toy(), pseudonym("case", "z1"))
    assert publish(seen, Audience.BEHEERDER).value is seen


def test_the_reason_of_a_refusal_belongs_to_the_visit_that_refused() -> None:
    # Sample R2: a sent case C2 to b, which refused it for "wachtlijst"; it came back to a.
    rows = list(journey(build(Batch.of(TABLES)), C2).visits.rows())
    assert [(row["loket"], row["reason"], row["returned"]) for row in rows] == [
        ("a", None, False),
        ("b", "wachtlijst", False),
        ("a", None, True),
    ]
