"""Records and logs to put in a store, and what two networks have in common."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from graph.batch import Batch
from graph.codes import DecisionKind, Domain, Layer, Outcome, Status
from graph.columns import CaseColumns, EventColumns
from graph.instants import MISSING
from graph.model import (
    Case,
    Decision,
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
)
from graph.network import Network
from graph.pseudonyms import label
from graph.sequences import SEQUENCE_DTYPES
from graph.sources import SourceKind
from graph.store import Added, Store

ME: dict[str, Any] = {"who": "Test", "why": "a test"}
H1, H2 = label("household", 1), label("household", 2)
C1, C2, C3 = (label("case", n) for n in (11, 12, 13))
R1, R2, R3 = (label("referral", n) for n in (101, 102, 103))


def day(n: int) -> datetime:
    return datetime(2024, 3, n, 12, tzinfo=UTC)


TABLES: tuple[Record, ...] = (
    Organisation("o", "Gemeente"),
    Loket("a", "o", "Wijkteam", domains=(Domain.FINANCES,), checked_on=date(2024, 1, 1)),
    Loket("b", "o", "Schuldhulp"),
    Professional("p1", "a", role="regisseur"),
    Professional("p2", "b", role="consulent"),
    Tie("p1", "p2", Layer.KNOWS, "p1", date(2024, 2, 1), strength=0.5),
    Plan("plan-1", H1, "a", date(2024, 2, 1), professional="p1", goal="schulden"),
    Direction(H1, "p1", date(2024, 2, 1)),
    Term("toeleiding", "zorg", "de weg naar hulp"),
    Household(H1, area="Noord"),
    Household(H2, area="Zuid"),
    Case(C1, H1, (Domain.FINANCES,), day(1), "a"),
    Case(C2, H2, (), date(2024, 3, 2), "a", day(9), Outcome.HELPED),
    Referral(R1, C1, "a", "b", day(3), "p1", "p2", day(4), Status.ACCEPTED),
    Referral(R2, C2, "a", "b", day(3), reason="wachtlijst", status=Status.REFUSED),
    Referral(R3, C2, "b", None, day(5)),
)
# Of the 16 records R3 goes nowhere: it is kept but not counted.
ROWS = len(TABLES) - 1


def log(*rows: tuple[int, int, str | None], closed: dict[int, int] | None = None) -> Batch:
    """A log of (case, instant, loket); each case is its own household."""
    words = tuple(sorted({loket for _, _, loket in rows if loket}))
    keys = sorted({case for case, _, _ in rows})
    return Batch(
        words=words,
        cases=CaseColumns.of(
            len(keys), key=keys, household=keys, closed=[(closed or {}).get(k, MISSING) for k in keys]
        ),
        events=EventColumns.of(
            len(rows),
            case=[case for case, _, _ in rows],
            at=[at for _, at, _ in rows],
            loket=[words.index(loket) if loket else -1 for _, _, loket in rows],
            position=np.arange(len(rows)),
        ),
    )


LOG = log((21, 5, "x"), (21, 6, "y"), (22, 5, "x"), (21, 6, "y"), (22, 7, None))


def add_log(store: Store, batch: Batch = LOG, source: str = "log") -> Added:
    return store.add(batch, source=source, kind=SourceKind.LOG, **ME)


def same(a: Network, b: Network) -> bool:
    """Whether two networks are the same to the last code."""
    tables = ("households", "cases", "referrals", "quiet")
    return all(getattr(a, f.name) == getattr(b, f.name) for f in fields(a) if f.name not in tables) and all(
        np.array_equal(getattr(getattr(a, t), f.name), getattr(getattr(b, t), f.name))
        for t in tables
        for f in fields(getattr(a, t))
    )


def same_sequences(a: Network, b: Network) -> bool:
    """Whether R is the same to the last row."""
    return all(np.array_equal(getattr(a.sequences, n), getattr(b.sequences, n)) for n in SEQUENCE_DTYPES)


def words_of(network: Network) -> tuple[object, ...]:
    """What a network says, whatever its codes and positions."""
    ids = [lo.id for lo in network.lokets]
    rows = network.referrals
    return (
        network.lokets,
        set(network.records),
        network.cases.key.tolist(),
        sorted(
            zip(rows.case.tolist(), rows.sent.tolist(), (ids[t] for t in rows.to), rows.picked.tolist(), strict=True)
        ),
        sorted(zip(network.quiet.case.tolist(), network.quiet.at.tolist(), strict=True)),
        network.households.key.tolist(),
    )


PEOPLE = (*TABLES, Decision(f"gezin {H1}", DecisionKind.BOUNCE, "p2", date(2024, 4, 1), note="samen met p1"))
