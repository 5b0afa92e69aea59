"""The pilot: how many referrals the recipe's rates make, so that a register gets about as many as were asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from loaders.generator.background import Background, make_households
from loaders.generator.draws import stream
from loaders.generator.plants import Plant, build_plants
from loaders.generator.recipe import Recipe
from loaders.generator.routes import Problems, build_problems
from loaders.generator.tally import Tally
from loaders.generator.town import Town, build_town

ORDINARY = 3_000
HARD = 1_000
PLANTED = 200


@dataclass(frozen=True, slots=True)
class Pilot:
    """Referrals per household at the recipe's base of cases, and of all plants together at the recipe's size."""

    household: float
    planted: float

    def scale(self, households: int, referrals: int, share: float) -> float:
        """How many times the base of cases per household is needed; `share` is the part of the plants that is made."""
        wanted = max(0.0, referrals - self.planted * share)
        return wanted / households / self.household if self.household else 0.0


@lru_cache(maxsize=8)
def pilot(recipe: Recipe) -> Pilot:
    """The pilot of a recipe. Its chance is fixed: it is the same for every seed and size."""
    town = build_town(recipe)
    problems = build_problems(town)
    hard = recipe.rates["hard_core"]["share"]
    ordinary, core = _households(town, problems, ORDINARY, 0), _households(town, problems, HARD, HARD)
    planted = sum(_plant(town, plant) * plant.cases for plant in build_plants(town, problems))
    return Pilot((1 - hard) * ordinary + hard * core, planted)


def _households(town: Town, problems: Problems, size: int, hard: int) -> float:
    """Referrals per household."""
    chance, tally = stream(0, f"pilot {hard}"), Tally(town)
    households = make_households(town, chance, 0, hard, size)
    Background(town, problems, 1.0).walk(chance, households, tally)
    return tally.referrals / size


def _plant(town: Town, plant: Plant) -> float:
    """Referrals per planted case."""
    chance, tally = stream(0, f"pilot {plant.name}"), Tally(town)
    plant.walks(chance, make_households(town, chance, 0, 0, ORDINARY), PLANTED, tally)
    return tally.referrals / PLANTED
