"""Every truth that was planted is found again by the question it is about, and only as long as it is planted."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyses import names
from loaders.generator.recipe import read_recipe
from tests.loaders.generator.towns import Claim, answered, is_gone, town

RECIPE = read_recipe()
SEEDS = (1, 2, 3)


def _named(status: str) -> list[str]:
    def claims_of(truth: dict[str, Any]) -> set[str]:
        return {claim.get("status", "existing") for claim in truth["claims"]}

    return [name for name, truth in RECIPE.truths.items() if status in claims_of(truth)]


EXISTING, TO_COME = _named("existing"), _named("to_come")


def _wrong(claim: Claim, value: float, rank: int) -> str | None:
    """What a claim says and the question does not, None when they agree; the value is the generator's own count."""
    # Shares are written with six decimals, the mean of days with three.
    if abs(value - claim["value"]) > claim["margin"] * abs(claim["value"]) + 0.001:
        return f"{claim['question']} {claim.get('where')}: {value}, planted {claim['value']} +- {claim['margin']}"
    if rank != claim.get("rank", rank):
        return f"{claim['question']} {claim.get('where')}: rank {rank}, planted as {claim['rank']}"
    return None


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", EXISTING)
def test_a_planted_truth_is_found(name: str, seed: int) -> None:
    made = town(seed)
    claims = [c for c in made.claims(name) if c["status"] == "existing"]
    assert claims
    assert [wrong for c in claims if (wrong := _wrong(c, *answered(c, made.network)))] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EXISTING)
def test_a_truth_that_is_removed_is_not_found(name: str) -> None:
    network = town(1, without=name).network
    claims = [c for c in town(1).claims(name) if c["status"] == "existing"]
    answers = {str(c.get("where", c["question"])): answered(c, network)[0] for c in claims}
    values = [answered(c, network)[0] for c in claims]
    assert claims
    assert [v for c, v in zip(claims, values, strict=True) if not is_gone(c, v)] == [], answers


def test_the_truths_whose_question_is_still_to_come_are_these() -> None:
    """A question that arrives moves its truths: set their status to `existing` and name the right columns."""
    waiting = {c["question"] for name in TO_COME for c in RECIPE.truths[name]["claims"]}
    assert TO_COME == ["hard_core", "only_link", "strangers", "five_plans", "white_spot", "stale_facts", "words_apart"]
    assert waiting.isdisjoint(names())
    assert {c["question"] for name in EXISTING for c in RECIPE.truths[name]["claims"]} <= set(names())


def test_every_question_of_the_first_definitions_has_a_truth() -> None:
    """Definitions 1 to 10 and 12; those after them come with their questions."""
    asked = {c["question"] for name in EXISTING for c in RECIPE.truths[name]["claims"]}
    first = {"hops", "bounces", "loops", "dead_ends", "refusals", "pickups", "reintakes", "dwell", "leadtimes"}
    assert asked >= first | {"closed_loop", "consult_pairs"}
