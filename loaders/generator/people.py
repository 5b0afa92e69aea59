"""Who works where, and who knows whom: professionals, ties and terms. They do not grow with the households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from graph.codes import Layer
from graph.columns import Flags, Ints
from graph.model import Professional, Term, Tie
from loaders.generator.draws import Floats, stream
from loaders.generator.routes import Problems
from loaders.generator.town import Town


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The professionals of a town, sorted by loket.

    `first` and `number` say which of them work at each loket; `begins` and `leaves` are days.
    """

    professionals: tuple[Professional, ...]
    loket: Ints
    first: Ints
    number: Ints
    begins: Ints
    leaves: Ints

    def at(self, loket: int) -> list[int]:
        """The places of those who work at a loket."""
        return list(range(int(self.first[loket]), int(self.first[loket] + self.number[loket])))

    def some(self, chance: np.random.Generator, loket: Ints, day: Ints, share: float) -> Ints:
        """A colleague at each loket, -1 where none is written down or the one drawn does not work there that day."""
        drawn = self.first[loket] + (chance.random(len(loket)) * self.number[loket]).astype(np.int64)
        there = (self.begins[drawn] <= day) & (day <= self.leaves[drawn])
        return np.where(there & (chance.random(len(loket)) < share), drawn, -1)


def make_people(town: Town, seed: int) -> People:
    """The professionals of a town: at least one a loket, the others by the weights of the lokets."""
    chance, table = stream(seed, "people"), town.recipe.rates["professionals"]
    number = _shared_out(town.staff, int(table["number"]))
    loket = np.repeat(np.arange(len(number), dtype=np.int64), number)
    n, end = len(loket), town.days.end
    opens = _openings(town)[loket]
    begins = np.where(chance.random(n) < table["newcomers"], (chance.random(n) * end).astype(np.int64), 0)
    begins = np.maximum(begins, opens)
    departs = (begins + 1 + chance.random(n) * end).astype(np.int64)
    leaves = np.where(chance.random(n) < table["leavers"], departs, end + 1)
    # The first of each loket is always there: nobody is sent to an empty office.
    first = np.cumsum(number) - number
    begins[first], leaves[first] = _openings(town), end + 1
    rank = np.arange(n) - first[loket]
    rows = zip(loket.tolist(), rank.tolist(), begins.tolist(), leaves.tolist(), strict=True)
    professionals = tuple(_professional(town, place, *row) for place, row in enumerate(rows))
    return People(professionals, loket, first, number, begins, leaves)


def _shared_out(weights: Floats, total: int) -> Ints:
    """Whole numbers in proportion to weights, each at least 1, that add up to the total (largest remainders)."""
    exact = 1 + weights / weights.sum() * max(0, total - len(weights))
    result = np.floor(exact).astype(np.int64)
    left = max(total, len(weights)) - int(result.sum())
    result[np.argsort(result - exact, kind="stable")[:left]] += 1
    return np.asarray(result, dtype=np.int64)


def _openings(town: Town) -> Ints:
    opened = [town.recipe.lokets[name].get("opened") for name in town.desks.names]
    days = np.array([0 if day is None else town.days.number(day) for day in opened], dtype=np.int64)
    return days[town.desk]


def _professional(town: Town, place: int, loket: int, rank: int, begins: int, leaves: int) -> Professional:
    roles, start = town.roles[loket], town.days.start
    role = roles[rank % len(roles)]
    return Professional(
        id=f"p{place + 1:03d}",
        loket=town.lokets[loket].id,
        role=role,
        discipline=town.recipe.roles["roles"][role],
        from_=start + timedelta(days=begins),
        until=start + timedelta(days=leaves) if leaves <= town.days.end else None,
    )


def make_ties(town: Town, problems: Problems, people: People, seed: int) -> list[Tie]:
    """Who knows whom: colleagues, and people at lokets that refer to each other, as far as a truth allows it."""
    chance, table = stream(seed, "ties"), town.recipe.rates["ties"]
    linked = _linked(town, problems)
    pairs: dict[tuple[int, int], None] = {}
    for a in range(len(town.lokets)):
        for p, q in _inside(people.at(a), table["inside"], chance):
            pairs[p, q] = None
        for b in range(a + 1, len(town.lokets)):
            if linked[a, b]:
                for p, q in _between(people.at(a), people.at(b), table["between"], chance):
                    pairs[p, q] = None
    for p, q in _through(town, people):
        pairs[p, q] = None
    return [_tie(town, people, p, q, chance) for p, q in pairs]


def _linked(town: Town, problems: Problems) -> Flags:
    """Which lokets have colleagues who know each other: they refer to each other, for the same wijk, in any problem."""
    refers = problems.routes.sum(axis=0)
    linked = ((refers + refers.T) > 0)[town.desk][:, town.desk]
    areas = [frozenset(loket.areas) for loket in town.lokets]
    linked &= np.array([[bool(a & b) for b in areas] for a in areas])
    for a, b in _cut(town):
        linked[a, b] = linked[b, a] = False
    return np.asarray(linked, dtype=np.bool_)


def _cut(town: Town) -> list[tuple[int, int]]:
    """Pairs of lokets between which a truth allows no tie."""
    pairs = []
    for truth in town.recipe.planted.values():
        if "apart" in truth:
            a, b = (town.lokets_of(desk) for desk in truth["apart"]["desks"])
            pairs += [(int(i), int(j)) for i in a for j in b]
        if "island" in truth:
            inside = _island(town, truth["island"]["desks"])
            pairs += [(i, j) for i in inside for j in range(len(town.lokets)) if j not in inside]
    return pairs


def _island(town: Town, desks: list[str]) -> list[int]:
    return [int(i) for desk in desks for i in town.lokets_of(desk)]


def _inside(colleagues: list[int], share: float, chance: np.random.Generator) -> list[tuple[int, int]]:
    pairs = [(p, q) for i, p in enumerate(colleagues) for q in colleagues[i + 1 :]]
    drawn = chance.random(len(pairs)).tolist()
    # Neighbours always know each other: no loket falls apart in itself.
    return [(p, q) for (p, q), u in zip(pairs, drawn, strict=True) if u < share or q == p + 1]


def _between(here: list[int], there: list[int], number: float, chance: np.random.Generator) -> list[tuple[int, int]]:
    ties = int(number + chance.random())
    u, v = chance.random(ties), chance.random(ties)
    return [(here[int(x * len(here))], there[int(y * len(there))]) for x, y in zip(u, v, strict=True)]


def _through(town: Town, people: People) -> list[tuple[int, int]]:
    """The ties of the only link of an island: the first at its loket knows the rest of the network and the island."""
    pairs = []
    for truth in town.recipe.planted.values():
        if "island" in truth:
            island = truth["island"]
            link = people.at(int(town.lokets_of(island["through"])[0]))[0]
            inside = _island(town, island["desks"])
            outside = [i for i in range(len(town.lokets)) if i not in inside]
            known = [people.at(i)[0] for i in [*inside, *outside[::8]]]
            pairs += [(min(link, p), max(link, p)) for p in known if p != link]
    return pairs


def _tie(town: Town, people: People, p: int, q: int, chance: np.random.Generator) -> Tie:
    table, start = town.recipe.rates["ties"], town.days.start
    kind, strength, when, gone = chance.random(4)
    begins = max(int(people.begins[p]), int(people.begins[q]))
    recorded = begins + int(when * max(1, town.days.end - begins - 60))
    teller = people.professionals[p if strength < 0.5 else q].id
    withdrawn: date | None = None
    if gone < table["withdrawn"] and kind >= table["agreement"] and not _must_stay(town, people, p, q):
        withdrawn = start + timedelta(days=recorded + 30)
    return Tie(
        from_=people.professionals[p].id,
        to=people.professionals[q].id,
        layer=Layer.AGREEMENT if kind < table["agreement"] else Layer.KNOWS,
        told_by=teller,
        recorded_on=start + timedelta(days=recorded),
        strength=1.0 + int(strength * 5) % 5,
        withdrawn_on=withdrawn,
    )


def _must_stay(town: Town, people: People, p: int, q: int) -> bool:
    """Whether a tie belongs to an island: a withdrawn one would cut a loket off for good."""
    desks = {desk for truth in town.recipe.planted.values() for desk in truth.get("island", {}).get("desks", [])}
    names = {town.desks.names[int(town.desk[people.loket[i]])] for i in (p, q)}
    return bool(desks & names)


def make_terms(town: Town) -> list[Term]:
    """The words that disciplines use in their own way."""
    return [
        Term(term, discipline, meaning)
        for term, meanings in town.recipe.roles["terms"].items()
        for discipline, meaning in meanings.items()
    ]
