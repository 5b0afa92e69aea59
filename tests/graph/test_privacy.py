from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from graph import analyses
from graph.analyses.table import Table
from graph.network import Network
from graph.overview import Overview, overview
from graph.privacy import Audience, NotPublished, publish
from graph.thresholds import DEFAULTS
from tests.graph.toy import toy


@pytest.mark.parametrize("name", analyses.names())
def test_the_administrator_sees_every_answer_exactly(name: str) -> None:
    result = analyses.analysis(name).function(toy(), DEFAULTS)
    released = publish(result, Audience.BEHEERDER)
    assert released.value is result
    assert released.audience is Audience.BEHEERDER


def test_the_overview_is_released_too() -> None:
    found = publish(overview(toy(), rows=18), Audience.BEHEERDER).value
    assert (found.rows, found.lokets, found.referrals) == (18, 4, 10)
    assert (found.since and found.since.date().isoformat(), found.until and found.until.date().isoformat()) == (
        "2024-01-02",
        "2024-06-30",
    )


def test_an_empty_register_has_an_overview() -> None:
    assert overview(Network(), rows=0) == Overview(0, 0, 0, None, None)


OTHERS = [a for a in Audience if a is not Audience.BEHEERDER]


@pytest.mark.parametrize("audience", OTHERS)
def test_nobody_else_sees_the_exact_answer_of_a_question(audience: Audience) -> None:
    with pytest.raises(NotPublished) as refused:
        publish(analyses.analysis("bounces").function(toy(), DEFAULTS), audience)
    assert refused.value.to("nl") == (
        f"'Bounces' is alleen voor de beheerder. Voor {audience.label.nl} zijn er afgeronde cijfers over gezinnen."
    )


@pytest.mark.parametrize("audience", OTHERS)
def test_others_see_in_hundreds_how_much_is_loaded(audience: Audience) -> None:
    found = publish(Overview(1_299, 4, 1_099, None, None), audience).value
    assert (found.rows, found.lokets, found.referrals) == (1_200, 4, 1_000)


@dataclass(frozen=True)
class Leak:
    cases: object


@pytest.mark.parametrize("what", [toy(), {"cases": 3}, 3, Leak(3), "tekst"])
def test_what_is_no_known_answer_is_refused(what: object) -> None:
    with pytest.raises(NotPublished, match="does not know this kind of answer"):
        publish(what, Audience.BEHEERDER)


@pytest.mark.parametrize(
    "value", [{"a": 1}, toy(), [1], (1, [2]), object(), Table({"x": [object()]}), Table({"x": [{"a": 1}]})]
)
def test_a_field_of_a_kind_that_is_not_known_is_refused(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Leak, "__module__", "graph.analyses.leak")
    with pytest.raises(NotPublished, match=r"'Leak\.cases' may not be shown"):
        publish(Leak(value), Audience.BEHEERDER)


@pytest.mark.parametrize("value", [3, None, "x", Table({"x": np.arange(3)}), Table({"x": [1, "a", None]}), Table({})])
def test_a_field_of_numbers_words_or_tables_passes(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Leak, "__module__", "graph.analyses.leak")
    assert publish(Leak(value), Audience.BEHEERDER).value.cases is value
