"""The toy register of definitions.md, read from data/toy with nothing but the standard library."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from graph.batch import Batch
from graph.build import build
from graph.codes import Outcome, Purpose, Status
from graph.model import Case, Referral
from graph.network import Network
from graph.pseudonyms import Door, PseudonymKind, label

DOOR = Door(b"a key for the toy register")
FOLDER = Path(__file__).parents[2] / "data" / "toy"
DATA_END = date(2024, 6, 30)


def pseudonym(kind: PseudonymKind, identity: str) -> str:
    return label(kind, DOOR.pseudonym(kind, identity))


def toy() -> Network:
    """The toy register with the data end that definitions.md gives it."""
    cases, referrals = _rows("cases"), _rows("referrals")
    return build(Batch.of([*map(_case, cases), *map(_referral, referrals)])).ending(DATA_END)


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _case(row: dict[str, str]) -> Case:
    return Case(
        id=pseudonym("case", row["id"]),
        household=pseudonym("household", row["household"]),
        opened_at=_day(row["opened_at"]),
        entry=row["entry"] or None,
        closed_at=_day(row["closed_at"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,  # type: ignore[call-arg]
    )


def _referral(row: dict[str, str]) -> Referral:
    return Referral(
        id=pseudonym("referral", row["id"]),
        case=pseudonym("case", row["case"]),
        from_=row["from"] or None,
        to=row["to"] or None,
        sent_at=date.fromisoformat(row["sent_at"]),
        picked_up_at=_day(row["picked_up_at"]),
        status=Status(row["status"]) if row["status"] else None,  # type: ignore[call-arg]
        status_at=_day(row["status_at"]),
        reason=row["reason"] or None,
        feedback_at=_day(row["feedback_at"]),
        purpose=Purpose(row["purpose"]),  # type: ignore[call-arg]
    )
