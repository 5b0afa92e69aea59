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

LEAST = 2
"""Professionals at each loket: with one, every tie of the loket would hang on that one."""
WITHDRAWN_AFTER = 30
"""Days after which a tie that is taken back was taken back."""


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

    def present(self, chance: np.random.Generator, loket: int, begins: int, until: int) -> int:
        """One of those who work at a loket all the while between two days; the first of a loket always does."""
        staff = np.array(self.at(loket))
        there = staff[(self.begins[staff] <= begins) & (self.leaves[staff] > until)]
        return int(there[int(chance.random() * len(there))]) if len(there) else int(staff[0])

    def some(self, chance: np.random.Generator, loket: Ints, day: Ints, share: float) -> Ints:
        """A colleague at each loket, -1 where none is written down or the one drawn does not work there that day."""
        drawn = self.first[loket] + (chance.random(len(loket)) * self.number[loket]).astype(np.int64)
        there = (self.begins[drawn] <= day) & (day <= self.leaves[drawn])
        return np.where(there & (chance.random(len(loket)) < share), drawn, -1)


def make_people(town: Town, seed: int) -> People:
    """The professionals of a town: some at each loket, the others by the weights of the lokets."""
    chance, table = stream(seed, "people"), town.recipe.rates["professionals"]
    number = _shared_out(town.staff, int(table["number"]))
    loket = np.repeat(np.arange(len(number), dtype=np.int64), number)
    n, end = len(loket), town.days.end
    days = town.days.first + np.floor(chance.random(n) * (end - town.days.first)).astype(np.int64)
    begins = np.maximum(np.where(chance.random(n) < table["newcomers"], days, 0), _openings(town)[loket])
    departs = (np.maximum(begins, town.days.first) + 1 + chance.random(n) * (end - town.days.first)).astype(np.int64)
    leaves = np.where(chance.random(n) < table["leavers"], departs, end + 1)
    # The first of each loket is always there: nobody is sent to an empty office.
    first = np.cumsum(number) - number
    begins[first], leaves[first] = _openings(town), end + 1
    rank = np.arange(n) - first[loket]
    rows = zip(loket.tolist(), rank.tolist(), begins.tolist(), leaves.tolist(), strict=True)
    professionals = tuple(_professional(town, place, *row) for place, row in enumerate(rows))
    return People(professionals, loket, first, number, begins, leaves)


def _shared_out(weights: Floats, total: int) -> Ints:
    """Whole numbers in proportion to weights, each at least `LEAST`, that add up to the total (largest remainders)."""
    least = LEAST * len(weights)
    exact = LEAST + weights / weights.sum() * max(0, total - least)
    result = np.floor(exact).astype(np.int64)
    left = max(total, least) - int(result.sum())
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
    """Who knows whom, as far as a truth allows it: colleagues, and people at lokets that have to do with each other."""
    chance = stream(seed, "ties")
    number = _number(town, problems)
    pairs: dict[tuple[int, int], None] = {}
    for a in range(len(town.lokets)):
        pairs |= dict.fromkeys(_inside(people.at(a), town.recipe.rates["ties"]["inside"], chance))
        for b in range(a + 1, len(town.lokets)):
            if number[a, b]:
                pairs |= dict.fromkeys(_between(people.at(a), people.at(b), float(number[a, b]), chance))
    pairs |= dict.fromkeys(_through(town, people))
    together = [(p, q) for p, q in pairs if _first_day(people, p, q) < _last_day(town, people, p, q)]
    return [_tie(town, people, p, q, chance) for p, q in together]


def _number(town: Town, problems: Problems) -> Floats:
    """How many ties there are between two lokets: most where they refer to each other, for the same wijk."""
    table = town.recipe.rates["ties"]
    refers = problems.routes.sum(axis=0)[town.desk][:, town.desk] > 0
    same = np.array([[a.organisation == b.organisation for b in town.lokets] for a in town.lokets])
    meets = _met(problems)[town.desk][:, town.desk]
    number = np.where(refers | refers.T | same, table["between"], np.where(meets, table["same_problem"], 0.0))
    areas = [frozenset(loket.areas) for loket in town.lokets]
    number[~np.array([[bool(a & b) for b in areas] for a in areas])] = 0.0
    for a, b in _cut(town):
        number[a, b] = number[b, a] = 0.0
    return np.asarray(number, dtype=np.float64)


def _met(problems: Problems) -> Flags:
    """Which desks work on the same problem: they meet at a table, also when they do not refer to each other."""
    part = (problems.entry > 0) | (problems.routes > 0).any(axis=1)
    return np.asarray((part[:, :, None] & part[:, None, :]).any(axis=0), dtype=np.bool_)


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
    # Everybody knows the first, who is always there: no loket falls apart in itself.
    return [(p, q) for (p, q), u in zip(pairs, drawn, strict=True) if u < share or p == colleagues[0]]


def _between(here: list[int], there: list[int], number: float, chance: np.random.Generator) -> list[tuple[int, int]]:
    ties, u, v = int(number + chance.random()), chance.random(), chance.random()
    # Each tie with other people, as long as there are: ties of which one person leaves are not all gone.
    return [(here[(int(u * len(here)) + i) % len(here)], there[(int(v * len(there)) + i) % len(there)])
            for i in range(ties)]  # fmt: skip


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


def _first_day(people: People, p: int, q: int) -> int:
    """The day from which two people could know each other."""
    return max(int(people.begins[p]), int(people.begins[q]))


def _last_day(town: Town, people: People, p: int, q: int) -> int:
    return min(int(people.leaves[p]), int(people.leaves[q]), town.days.end)


def _tie(town: Town, people: People, p: int, q: int, chance: np.random.Generator) -> Tie:
    table, start = town.recipe.rates["ties"], town.days.start
    kind, strength, when, gone = chance.random(4)
    begins, ends = max(_first_day(people, p, q), town.days.first), _last_day(town, people, p, q)
    recorded = begins + int(when * max(1, ends - begins))
    teller = people.professionals[p if strength < 0.5 else q].id
    may_go = kind >= table["agreement"] and recorded + WITHDRAWN_AFTER <= town.days.end
    withdrawn: date | None = None
    if gone < table["withdrawn"] and may_go and not _must_stay(town, people, p, q):
        withdrawn = start + timedelta(days=recorded + WITHDRAWN_AFTER)
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
    """Whether without a tie a loket would fall apart in itself, or be cut off as part of an island."""
    if people.loket[p] == people.loket[q]:
        return True
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
