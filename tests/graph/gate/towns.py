"""Small towns of some hundred households, few lokets, areas and life domains; and planted registers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from graph.batch import Batch
from graph.build import build
from graph.codes import Domain, Outcome, Status
from graph.counting import Counting, counting
from graph.model import Case, Household, Loket, Record, Referral
from graph.network import Network
from graph.pseudonyms import Door, label
from graph.sources import Source, SourceKind

DOOR = Door(b"the key of these towns, of 32 bytes")
FIRST = date(2024, 1, 1)
YEAR, YEAR_AND_A_HALF = 366, 547
"""Days until the end of 2024 and of June 2025: four and six closed quarters."""
AREAS = ("Noord", "Oost", "Zuid")
DOMAINS = (Domain.FINANCES, Domain.WORK, Domain.HOUSING)
PAIRS = (("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D"))
CHANCES = (0.42, 0.24, 0.15, 0.1, 0.06, 0.03)


@dataclass(frozen=True)
class Trip:
    """One case: whose it is, when it opened, over what, and the lokets one after another."""

    household: int
    day: int
    route: Sequence[str]
    area: str = AREAS[0]
    domain: Domain = DOMAINS[0]
    days: int = 10
    reason: str | None = None


def network(trips: Iterable[Trip], more: Iterable[Record] = (), days: int = YEAR_AND_A_HALF) -> Network:
    """The network of some cases after so many days. A trip with a reason is refused at its second loket."""
    trips = list(trips)
    areas = {t.household: t.area for t in trips}
    homes = [Household(_home(n), area=area) for n, area in areas.items()]
    rows = [record for i, trip in enumerate(trips) for record in _rows(i, trip)]
    batch = Batch.of([*homes, *rows, *more])
    batch = Batch(
        words=batch.words,
        records=batch.records,
        households=batch.households,
        cases=batch.cases.with_(source=np.ones(len(batch.cases))),
        referrals=batch.referrals,
    )
    return build(batch, [Source(1, "town", SourceKind.TABLES)]).ending(FIRST + timedelta(days=days))


def counted(
    trips: Iterable[Trip], more: Iterable[Record] = (), door: Door = DOOR, days: int = YEAR_AND_A_HALF
) -> Counting:
    """What the figures of some cases are counted from, as published."""
    return counting(network(trips, more, days), door, frozen=True)


def _home(number: int) -> str:
    return label("household", 10_000_000 + number)


def _rows(number: int, trip: Trip) -> list[Record]:
    opened = FIRST + timedelta(days=trip.day)
    case = label("case", 1 + number)
    sent = [opened + timedelta(days=trip.days * i + 2) for i in range(len(trip.route))]
    rows: list[Record] = [
        Case(
            case, _home(trip.household), (trip.domain,), opened, trip.route[0], sent[-1] + timedelta(30), Outcome.HELPED
        )
    ]
    for i, (a, b) in enumerate(zip(trip.route, trip.route[1:], strict=False)):
        refused = trip.reason is not None and i == 0
        rows.append(
            Referral(
                id=label("referral", 1 + number * 100 + i),
                case=case,
                from_=a,
                to=b,
                sent_at=sent[i],
                picked_up_at=None if refused else sent[i] + timedelta(days=1),
                status=Status.REFUSED if refused else Status.ACCEPTED,
                status_at=sent[i] + timedelta(days=1),
                reason=trip.reason if refused else None,
            )
        )
    return rows


def town(seed: int, households: int, size: int, days: int, again: float = 0.0) -> list[Trip]:
    """A town of chance: half of the cases bounce between two lokets.

    `size` is the number of areas and of domains, `again` the share of households with a second case.
    """
    chance = np.random.default_rng(seed)
    trips: list[Trip] = []
    for home in range(households):
        area = AREAS[min(int(chance.exponential(0.9)), size - 1)]
        for _ in range(1 + int(chance.random() < again)):
            a, b = PAIRS[int(chance.choice(len(PAIRS), p=CHANCES))]
            # Nearly all cases of the second pair bounce: the remainder is small there.
            bounces = chance.random() < (0.92 if (a, b) == PAIRS[1] else 0.55)
            domain = DOMAINS[min(int(chance.exponential(0.8)), size - 1)]
            route = (a, b, a) if bounces else (a, b)
            trips.append(Trip(home, int(chance.integers(days)), route, area, domain, int(chance.integers(3, 40))))
    return trips


def loket(name: str) -> Loket:
    """A loket of these towns."""
    return Loket(name, None, name)
