"""Every truth that was planted is found again by the question it is about, and only as long as it is planted."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyses import names
from loaders.generator.recipe import read_recipe
from queries.questions import names as saved_questions
from tests.loaders.generator.towns import answered, is_gone, town, wrong

RECIPE = read_recipe()
SEEDS = (1, 2, 3)


def _named(status: str) -> list[str]:
    def claims_of(truth: dict[str, Any]) -> set[str]:
        return {claim.get("status", "existing") for claim in truth["claims"]}

    return [name for name, truth in RECIPE.truths.items() if status in claims_of(truth)]


EXISTING, SAVED, TO_COME = (_named(status) for status in ("existing", "saved_question", "to_come"))


def _asked(truths: list[str]) -> set[str]:
    return {claim["question"] for name in truths for claim in RECIPE.truths[name]["claims"]}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [*EXISTING, *SAVED])
def test_a_planted_truth_is_found(name: str, seed: int) -> None:
    made = town(seed)
    claims = made.claims(name)
    assert claims
    assert {claim["too_small"] for claim in claims} == {False}
    assert [told for c in claims if (told := wrong(c, *answered(c, made.network)))] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [*EXISTING, *SAVED])
def test_a_truth_that_is_removed_is_not_found(name: str, seed: int) -> None:
    network, claims = town(seed, without=name).network, town(seed).claims(name)
    answers = [(c, answered(c, network)[0]) for c in claims]
    assert claims
    assert [(c["question"], c.get("where"), c["value"], value) for c, value in answers if not is_gone(c, value)] == []


def test_the_truths_whose_question_is_still_to_come_are_these() -> None:
    """A question that arrives moves its truths: set their status and name the right columns."""
    assert TO_COME == ["hard_core", "words_apart"]
    assert _asked(TO_COME).isdisjoint({*names(), *saved_questions()})
    assert _asked(EXISTING) <= set(names())
    assert _asked(SAVED) <= set(saved_questions()) - set(names())


def test_every_question_of_the_first_definitions_has_a_truth() -> None:
    """Definitions 1 to 10 and 12; and those of the saved questions: 11, 13, 14 and 16."""
    first = {"hops", "bounces", "loops", "dead_ends", "refusals", "pickups", "reintakes", "dwell", "leadtimes"}
    assert _asked(EXISTING) >= first | {"closed_loop", "consult_pairs"}
    assert _asked(SAVED) == {"missing_links", "fragile_links", "without_direction", "white_spots"}


def test_a_claim_that_a_small_town_cannot_hold_says_so() -> None:
    """`least` in truths.toml, else 6,000 referrals; this town of 300 households has a thousand."""
    claims = [claim for truth in town(1, households=300).truths["truths"] for claim in truth["claims"]]
    assert {claim["too_small"] for claim in claims} == {True}
    assert len(claims) > 25
