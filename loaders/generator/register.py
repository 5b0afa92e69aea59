"""One block of the register: its households, cases and referrals, as texts for our own tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.codes import Domain, Outcome, Purpose, Status
from graph.columns import Ints
from loaders.generator.background import Households
from loaders.generator.people import People
from loaders.generator.sendings import ROW
from loaders.generator.town import REASONS, Town
from loaders.generator.walk import Walk

Texts = list[str]
Objects = np.ndarray


def _words(values: list[str]) -> Objects:
    return np.array([*values, ""], dtype=object)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The texts behind the numbers; the last of each is for -1."""

    lokets: Objects
    professionals: Objects
    days: Objects
    areas: Objects
    compositions: Objects
    reasons: Objects

    @classmethod
    def of(cls, town: Town, people: People) -> Words:
        """The texts of a town."""
        return cls(
            lokets=_words([loket.id for loket in town.lokets]),
            professionals=_words([p.id for p in people.professionals]),
            days=town.days.words,
            areas=_words(list(town.areas)),
            compositions=_words(list(town.compositions)),
            reasons=_words([r.value for r in REASONS]),
        )


OUTCOMES = np.array(["", *(o.value for o in Outcome)], dtype=object)
STATUSES = np.array(["", *(s.value for s in Status)], dtype=object)
PURPOSES = np.array(["", *(p.value for p in Purpose)], dtype=object)
NAMES_PEOPLE = (5, 6)
"""The columns of `referrals.csv` with a professional."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Rows of three tables, column by column, in the order of the tables' headers."""

    households: list[Texts]
    cases: list[Texts]
    referrals: list[Texts]

    def __len__(self) -> int:
        return len(self.referrals[0])


def household_ids(first: int, size: int) -> Texts:
    """The ids of a block of households."""
    return [f"h{i:07d}" for i in range(first + 1, first + size + 1)]


class Writer:
    """Turns walks into rows."""

    def __init__(self, town: Town, people: People) -> None:
        self._town, self._people, self._words = town, people, Words.of(town, people)
        self._domains: dict[int, str] = {}

    def block(self, chance: np.random.Generator, households: Households, ids: Texts, walks: list[Walk]) -> Block:
        """The rows of a block, from the walks of its cases."""
        order, place, case_ids = self._number(walks, ids)
        words = self._words
        return Block(
            households=[
                ids,
                words.areas[households.area].tolist(),
                words.compositions[households.composition].tolist(),
            ],
            cases=self._cases(walks, order, ids, case_ids),
            referrals=self._referrals(chance, walks, place, case_ids),
        )

    def stories(self, walk: Walk, ids: Texts, compositions: list[int]) -> Block:
        """The rows of the story cases; no professional is named in them."""
        households = Households(0, walk.start.area, np.array(compositions), np.zeros(len(ids), dtype=np.bool_))
        block = self.block(np.random.default_rng(0), households, ids, [walk])
        nobody = [""] * len(block)
        for column in NAMES_PEOPLE:
            block.referrals[column] = nobody
        return block

    def _number(self, walks: list[Walk], ids: Texts) -> tuple[Ints, Ints, Texts]:
        """The order of the cases (by household, then opening), the place of each in it, and their ids."""
        household = _joined([walk.start.household for walk in walks])
        opened = _joined([walk.start.opened for walk in walks])
        order = np.lexsort((opened, household))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        sorted_households = household[order]
        first = np.searchsorted(sorted_households, sorted_households)
        rank = np.arange(len(order)) - first + 1
        names = [f"{ids[h]}-{k}" for h, k in zip(sorted_households.tolist(), rank.tolist(), strict=True)]
        return order, place, names

    def _cases(self, walks: list[Walk], order: Ints, ids: Texts, case_ids: Texts) -> list[Texts]:
        words = self._words

        def column(parts: list[Ints]) -> Ints:
            return _joined(parts)[order]

        bits = column([walk.start.domains for walk in walks]).tolist()
        household = np.array(ids, dtype=object)[column([walk.start.household for walk in walks])]
        return [
            case_ids,
            household.tolist(),
            [self._domain_words(b) for b in bits],
            words.days[column([walk.start.opened for walk in walks])].tolist(),
            words.lokets[column([walk.start.entry for walk in walks])].tolist(),
            words.days[column([walk.closed for walk in walks])].tolist(),
            OUTCOMES[column([walk.outcome for walk in walks])].tolist(),
        ]

    def _domain_words(self, bits: int) -> str:
        if bits not in self._domains:
            self._domains[bits] = "|".join(d.value for d in Domain if bits >> (d.number - 1) & 1)
        return self._domains[bits]

    def _referrals(self, chance: np.random.Generator, walks: list[Walk], place: Ints, case_ids: Texts) -> list[Texts]:
        rows = self._joined_rows(walks, place)
        words, case = self._words, rows["case"]
        n, share = len(case), self._town.recipe.rates["referrals"]["names_professional"]
        number = np.arange(n) - np.searchsorted(case, case) + 1
        names = [case_ids[c] for c in case.tolist()]
        by = self._people.some(chance, rows["frm"], rows["sent"], share)
        taker = self._people.some(chance, rows["to"], rows["picked"], share)
        return [
            [f"{name}-{k}" for name, k in zip(names, number.tolist(), strict=True)],
            names,
            words.lokets[rows["frm"]].tolist(),
            words.lokets[rows["to"]].tolist(),
            words.days[rows["sent"]].tolist(),
            words.professionals[by].tolist(),
            words.professionals[np.where(rows["picked"] >= 0, taker, -1)].tolist(),
            words.days[rows["picked"]].tolist(),
            STATUSES[rows["status"]].tolist(),
            words.days[rows["status_at"]].tolist(),
            words.reasons[rows["reason"]].tolist(),
            words.days[rows["feedback"]].tolist(),
            PURPOSES[rows["purpose"]].tolist(),
        ]

    def _joined_rows(self, walks: list[Walk], place: Ints) -> dict[str, Ints]:
        """The referrals of all walks, sorted by case."""
        tables, before = [], 0
        for walk in walks:
            table = walk.columns()
            table["case"] = place[table["case"] + before]
            before += len(walk.start)
            tables.append(table)
        rows = {name: _joined([table[name] for table in tables]) for name in ROW}
        order = np.argsort(rows["case"], kind="stable")
        return {name: column[order] for name, column in rows.items()}


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
