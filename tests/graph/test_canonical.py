"""The form of a database that does not depend on where it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from graph.canonical import canon, plain
from graph.columns import CaseColumns, EventColumns, HouseholdColumns, ReferralColumns
from graph.past import Past, PastChange, PastFact, Stamped, stamped


def _past(case: int = 5, zone: str = "Noord") -> Past:
    none: Stamped[ReferralColumns] = stamped(ReferralColumns.empty(), [], [])
    change = PastChange(1, "import", "Ans", 1_700_000_000_000_000, "", None, 2, 0, None, True, True, False)
    later = replace(change, number=2, undone=True)
    return Past(
        positions=0,
        words=((4, zone), (9, "Zuid")),
        sources=(),
        changes=(change, later),
        touched=(np.array([1, 1]), np.array([5, 6])),
        facts=(PastFact("lokets", "a", '{"id":"a","areas":["x"]}', 1, (2,)),),
        households=stamped(HouseholdColumns.of(2, key=[1, 2], area=[4, 9]), [1, 1], [None, [2]]),
        cases=stamped(CaseColumns.of(1, key=[case], household=[1]), [1], [None]),
        referrals=none,
        events=stamped(EventColumns.empty(), [], []),
        erased=frozenset({b"\x01"}),
        backups=(),
    )


def test_missing_is_absent_and_an_empty_list_is_not() -> None:
    assert plain({"b": None, "a": 1}) == plain({"a": 1}) == '{"a":1}'
    assert plain({"areas": []}) == '{"areas":[]}' != plain({"areas": None})


def test_an_instant_is_microseconds_utc_whatever_its_zone() -> None:
    # 1970-01-01 00:00:01 UTC.
    assert plain({"at": datetime(1970, 1, 1, 2, 0, 1, tzinfo=timezone(timedelta(hours=2)))}) == '{"at":1000000}'
    assert plain([datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), b"\x0f"]) == '[1000000,"0f"]'


def test_numbers_of_words_and_the_order_of_rows_do_not_show() -> None:
    one = _past()
    homes = HouseholdColumns.of(2, key=[2, 1], area=[0, 7])
    other = replace(
        one,
        words=((7, "Noord"), (0, "Zuid")),
        households=stamped(homes, [1, 1], [[2], None]),
        touched=(np.array([1, 1]), np.array([6, 5])),
        facts=(PastFact("lokets", "a", '{"areas":["x"], "id":"a"}', 1, (2,)),),
    )
    assert canon(other) == canon(one)
    assert canon(one).counts == {
        "records": 1,
        "households": 2,
        "cases": 1,
        "referrals": 0,
        "events": 0,
        "earlier": 0,
        "changes": 2,
        "sources": 0,
        "erased": 1,
    }


def test_every_other_difference_shows() -> None:
    one = _past()
    others = [
        _past(case=6),
        _past(zone="Oost"),
        replace(one, households=replace(one.households, row=np.array([0]))),
        replace(one, changes=(one.changes[0], replace(one.changes[1], undone=False))),
        replace(one, facts=(replace(one.facts[0], body='{"id":"a","areas":[]}'),)),
        replace(one, facts=(replace(one.facts[0], body='{"id":"a"}'),)),
        replace(one, erased=frozenset()),
    ]
    digests = {canon(past).digest for past in (one, *others)}
    assert len(digests) == len(others) + 1
