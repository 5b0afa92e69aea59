"""Generating a register: block after block, each from chance of its own, as a stream into our own tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.errors import UsageRefused
from graph.model import (
    Case,
    Direction,
    Household,
    Loket,
    Organisation,
    Plan,
    Professional,
    Record,
    Referral,
    Term,
    Tie,
    field_words,
)
from graph.text import Text
from loaders.generator.background import Background, make_households
from loaders.generator.checks import check_recipe
from loaders.generator.draws import part_of, stream
from loaders.generator.limits import MOST_HOUSEHOLDS, MOST_REFERRALS
from loaders.generator.map_rows import map_rows
from loaders.generator.people import make_people, make_terms, make_ties
from loaders.generator.pilot import pilot
from loaders.generator.plans import Planning, Rows
from loaders.generator.plants import build_plants
from loaders.generator.recipe import Recipe
from loaders.generator.register import Block, Writer, household_ids
from loaders.generator.routes import build_problems
from loaders.generator.sharing import count_hops, count_shared, count_steps
from loaders.generator.stories import plan_rows, read_stories, walk_stories
from loaders.generator.tally import Tally
from loaders.generator.town import build_town
from loaders.generator.truths import truths_text
from loaders.generator.walk import Walk
from loaders.generator.writing import TRUTHS_FILE, Folder, header, whole_folder

Progress = Callable[[int, int], None]
"""Called with the households that are done and those in all; may raise to stop the work."""

USUAL_TIMES = 4
"""A block is made smaller when its households have more than so many times the usual referrals."""
TOO_MANY = 10 * MOST_REFERRALS
PLAN_COLUMNS = ("id", "household", "loket", "professional", "goal", "from", "until")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made: households, and about how many referrals."""

    households: int
    referrals: int


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: the folder, and how many households, cases and referrals."""

    folder: Path
    households: int
    cases: int
    referrals: int


def size_of(recipe: Recipe, households: int | None = None, referrals: int | None = None) -> Size:
    """A size from what a person asks; what is not asked follows from the recipe's own proportion.

    Raises
    ------
    UsageRefused
        When a number is below 1, or larger than can be made.
    """
    if any(asked is not None and asked < 1 for asked in (households, referrals)):
        raise UsageRefused(_TOO_FEW)
    each = recipe.town["referrals"] / recipe.town["households"]
    if households is None:
        households = recipe.town["households"] if referrals is None else max(1, round(min(referrals, TOO_MANY) / each))
    if referrals is None:
        referrals = max(1, round(min(households, TOO_MANY) * each))
    if households > MOST_HOUSEHOLDS or referrals > MOST_REFERRALS:
        raise UsageRefused(_TOO_MANY.format(households=MOST_HOUSEHOLDS, referrals=MOST_REFERRALS))
    return Size(households, referrals)


def generate(recipe: Recipe, size: Size, seed: int, out: Path, progress: Progress | None = None) -> Generated:
    """Write a register as a folder of our own tables, with its truths beside them.

    The same recipe, size and seed give the same bytes. Blocks of households hang on chance of their own: the memory
    that is needed does not grow with the size. Only a single household with very many referrals is kept whole.

    Raises
    ------
    DataRefused
        When the recipe names what is not there, or the folder holds anything but an earlier register.
    """
    check_recipe(recipe)
    register = Register(recipe, size, seed)
    with whole_folder(out) as folder:
        register.write(folder, progress)
    return Generated(out, size.households, register.tally.cases, register.tally.referrals)


class Register:
    """One register in the making."""

    def __init__(self, recipe: Recipe, size: Size, seed: int) -> None:
        self._recipe, self._size, self._seed = recipe, size, seed
        self._town = build_town(recipe)
        self._problems = build_problems(self._town)
        self._people = make_people(self._town, seed)
        self._plants = build_plants(self._town, self._problems)
        self._share = size.referrals / recipe.town["referrals"]
        scale = pilot(recipe).scale(size.households, size.referrals, self._share)
        self._background = Background(self._town, self._problems, scale)
        self._planning = Planning(self._town, self._people)
        self._writer = Writer(self._town, self._people)
        self.tally = Tally(self._town)

    def write(self, folder: Folder, progress: Progress | None) -> None:
        """Write the map, the stories, every block, and the truths."""
        self._begin(folder)
        self._write_stories(folder)
        for done, block, rows in self._blocks():
            folder.add_columns(Household.table, block.households)
            folder.add_columns(Case.table, block.cases)
            folder.add_columns(Referral.table, block.referrals)
            self._write_plans(folder, rows)
            if progress:
                progress(done, self._size.households)
        facts = {
            "town": self._recipe.town["name"],
            "recipe": self._recipe.digest,
            "seed": self._seed,
            "households": self._size.households,
            "cases": self.tally.cases,
            "referrals": self.tally.referrals,
            "data_end": self._recipe.town["end"].isoformat(),
        }
        folder.add_text(TRUTHS_FILE, truths_text(self._recipe, self.tally, facts))

    def _begin(self, folder: Folder) -> None:
        records: dict[type[Record], list[Record]] = {
            Organisation: [Organisation(id=i, **table) for i, table in self._recipe.organisations.items()],
            Loket: list(self._town.lokets),
            Professional: list(self._people.professionals),
            Tie: list(make_ties(self._town, self._problems, self._people, self._seed)),
            Term: list(make_terms(self._town)),
        }
        for kind, rows in records.items():
            folder.table(kind, field_words(kind))
            folder.add_rows(kind.table, map_rows(rows))
        for kind in (Household, Case, Referral, Direction):
            folder.table(kind, header(kind))
        folder.table(Plan, PLAN_COLUMNS)

    def _write_stories(self, folder: Folder) -> None:
        stories = read_stories(self._recipe)
        walk = walk_stories(self._town, stories, self.tally)
        ids = [story.household for story in stories]
        compositions = [self._town.compositions.index(story.composition) for story in stories]
        block = self._writer.stories(walk, ids, compositions)
        folder.add_columns(Household.table, block.households)
        folder.add_columns(Case.table, block.cases)
        folder.add_columns(Referral.table, block.referrals)
        rows = plan_rows(self._town, stories)
        self._write_plans(folder, Rows(plans=rows))
        self.tally.five_plans += sum(len(story.plans) >= 5 for story in stories)
        self._count([walk], len(stories))

    @staticmethod
    def _write_plans(folder: Folder, rows: Rows) -> None:
        folder.add_rows(Plan.table, rows.plans)
        folder.add_rows(Direction.table, rows.directions)

    def _blocks(self) -> Iterator[tuple[int, Block, Rows]]:
        of, block = self._size.households, self._block_size()
        for number, first in enumerate(range(0, of, block)):
            last = min(first + block, of)
            yield last, *self._block(number, first, last)

    def _block_size(self) -> int:
        """Households of a block: fewer where each has more referrals than usual, so that a block fits in memory."""
        town, size = self._recipe.town, self._size
        usual = USUAL_TIMES * town["block"] * town["referrals"] / town["households"]
        return max(1, min(int(town["block"]), int(usual * size.households / size.referrals)))

    def _block(self, number: int, first: int, last: int) -> tuple[Block, Rows]:
        of, hard = self._size.households, self._recipe.rates["hard_core"]["share"]
        chance = self._chance("households", number)
        core = part_of(of * hard, first, last, of)
        households = make_households(self._town, chance, first, core, last - first)
        walks = [self._background.walk(self._chance("background", number), households, self.tally)]
        for plant in self._plants:
            cases = part_of(plant.cases * self._share, first, last, of)
            walks += plant.walks(self._chance(plant.name, number), households, cases, self.tally)
        ids = household_ids(first, last - first)
        self._count(walks, len(households))
        wanted = self._planning.wanted(first, last, of, self._share)
        plans = self._planning.rows(self._chance("plans", number), households, ids, walks, wanted, self.tally)
        return self._writer.block(self._chance("writing", number), households, ids, walks), plans

    def _count(self, walks: list[Walk], households: int) -> None:
        """Count what only all cases of a household together show."""
        count_hops(walks, households, self.tally)
        count_shared(walks, self._town, self.tally)
        count_steps(walks, self._town, self.tally)

    def _chance(self, name: str, block: int) -> np.random.Generator:
        return stream(self._seed, name, block)


_TOO_MANY = Text(
    "Zo veel kan niet: hoogstens {households} gezinnen en {referrals} verwijzingen.",
    "That is too many: at most {households} households and {referrals} referrals.",
)
_TOO_FEW = Text(
    "Vraag minstens 1 gezin en 1 verwijzing.",
    "Ask for at least 1 household and 1 referral.",
)
