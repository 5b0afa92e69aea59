"""Coverage: which lokets sent at least one referral, by organisation, and whose facts were never checked."""

from __future__ import annotations

from datetime import date

import pytest

from graph.batch import Batch
from graph.build import build
from graph.coverage import coverage
from graph.model import Case, Loket, Organisation, Referral
from graph.network import Network
from graph.privacy import Audience, publish
from graph.pseudonyms import label
from tests.graph.toy import toy


def _register() -> Network:
    """Loket a (of G) sends in January and March 2024, b (of G) in May; c (of S) sends nothing, d is of nobody."""
    case, household = label("case", 1), label("household", 1)
    return build(
        Batch.of(
            [
                Organisation("G", "Gemeente"),
                Organisation("S", "Stichting"),
                Loket("a", "G", "A", checked_on=date(2024, 1, 1)),
                Loket("b", "G", "B"),
                Loket("c", "S", "C", checked_on=date(2023, 1, 1)),
                Loket("d", None, "D"),
                Case(case, household, (), date(2024, 1, 1), "a"),
                Referral(label("referral", 1), case, "a", "b", date(2024, 1, 31)),
                Referral(label("referral", 2), case, "a", "c", date(2024, 3, 1)),
                Referral(label("referral", 3), case, "b", "d", date(2024, 5, 31)),
            ]
        )
    )


def test_a_loket_delivered_when_it_sent_a_referral() -> None:
    found = coverage(_register())
    assert (found.delivered, found.lokets) == (2, 4)
    assert found.silent == ("c", "d")
    assert list(found.organisations.rows()) == [
        {"organisation": "G", "lokets": 2, "delivered": 2, "last": "2024-05"},
        {"organisation": "S", "lokets": 1, "delivered": 0, "last": None},
        {"organisation": None, "lokets": 1, "delivered": 0, "last": None},
    ]


def test_lokets_without_a_day_of_checking_were_never_checked() -> None:
    assert coverage(_register()).unchecked == ("b", "d")


def test_only_what_was_sent_in_the_period_counts() -> None:
    # 31 January at midnight in Amsterdam is the day before in UTC: it is January all the same.
    found = coverage(_register(), "2024-01")
    assert (found.delivered, found.silent) == (1, ("b", "c", "d"))
    assert next(found.organisations.rows())["last"] == "2024-01"
    assert coverage(_register(), "2024Q1").organisations["last"] == ["2024-03", None, None]
    assert coverage(_register(), "2025").delivered == 0


def test_the_toy_register_and_an_empty_one() -> None:
    # Each of the four lokets of data/toy/referrals.csv stands in its column `from`.
    assert (coverage(toy()).delivered, coverage(toy()).lokets) == (4, 4)
    empty = coverage(Network())
    assert (empty.lokets, empty.delivered, len(empty.organisations)) == (0, 0, 0)


@pytest.mark.parametrize("audience", list(Audience))
def test_coverage_is_exact_for_everybody(audience: Audience) -> None:
    found = coverage(_register())
    assert publish(found, audience).value is found
