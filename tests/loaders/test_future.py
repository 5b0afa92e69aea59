"""Dates after today: the rows are kept, and the report tells of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.pseudonyms import Door
from graph.text import Text
from loaders.importing import Report, import_into
from loaders.options import Options

Made = Callable[[str, str], Path]
TODAY = date(2024, 6, 30)
LOG = "case,time,group\nz1,2024-06-30,A\nz1,2024-06-30 23:59,B\n"


def checked(path: Path, door: Door, today: date | None = TODAY) -> Report:
    return import_into(None, [path], Options(), door, who="test", check=True, today=today)


def late(report: Report) -> list[Text]:
    return [note for note in report.notes if "na vandaag" in note.nl]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", None),
        ("z2,2024-07-01,A\n", "1 rij heeft een datum na vandaag: 01-07-2024."),
        # Midnight in Amsterdam is 22:00 UTC in summer.
        ("z2,2024-06-30T22:00:00Z,A\n", "1 rij heeft een datum na vandaag: 01-07-2024."),
        (
            "z2,2042-03-05,A\nz2,2024-07-01 08:00,\n",
            "2 rijen hebben een datum na vandaag. De laatste is 05-03-2042.",
        ),
    ],
)
def test_rows_of_a_log(made: Made, door: Door, rows: str, told: str | None) -> None:
    report = checked(made("log.csv", LOG + rows), door)
    assert report.read == 2 + rows.count("\n")
    assert report.exit_status == 0
    said = [note.nl for note in late(report)]
    advice = "Is dat een typefout? Verbeter dan eerst de bron. Klopt het, dan hoef je niets te doen."
    assert said == ([f"{told} {advice}"] if told else [])


def test_rows_of_tables(made: Made, door: Door) -> None:
    made("r/cases.csv", "id,opened_at,entry,closed_at\nz1,2024-01-01,A,2025-01-01\nz2,2024-01-01,A,\n")
    made("r/referrals.csv", "id,case,from,to,sent_at,feedback_at\nr1,z1,A,B,2024-02-01,2025-02-01\n")
    made("r/plans.csv", "id,household,loket,from,until\np,H,A,2024-01-01,2026-01-01\n")
    folder = made("r/lokets.csv", "id,checked_on\nA,2024-06-30\nB,2024-12-01\n").parent
    report = checked(folder, door)
    # A closing, a feedback and a check; a plan may end later.
    assert [note.en for note in late(report)] == [
        "3 rows have a date after today. The latest is 01-02-2025. "
        "Is that a typing error? Then mend the source first. If it is right, there is nothing to do."
    ]
    assert report.added == report.read == 6


def test_without_a_today_nothing_is_told(made: Made, door: Door) -> None:
    assert not late(checked(made("log.csv", LOG + "z2,2042-01-01,A\n"), door, today=None))
