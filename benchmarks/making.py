"""What is measured on: registers of the generator, new referrals for them, and event logs.

    python -m benchmarks.making csv|xes PATH EVENTS

Logs are made in a process of their own: a child's peak memory begins at its parent's.
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice
from pathlib import Path

LOKETS = [f"Loket {i:02d}" for i in range(60)]
PER_HOUSEHOLD = 40 / 12
"""Referrals a household, as in the recipe of Waterrijk."""


def households(referrals: int) -> int:
    """How many households make so many referrals."""
    return max(1, round(referrals / PER_HOUSEHOLD))


def write_new_referrals(register: Path, folder: Path, many: int, number: int) -> None:
    """One more referral for each of some cases of a register, as our own tables; `number` takes other cases."""
    folder.mkdir()
    with (register / "referrals.csv").open(newline="") as given, (folder / "referrals.csv").open("w") as new:
        new.write("id,case,from,to,sent_at,picked_up_at,status,status_at,reason,feedback_at,purpose\n")
        rows = csv.DictReader(given)
        for i, row in enumerate(islice(rows, 7 * number, 28 * many, 27)):
            if i < many:
                new.write(
                    f"nieuw-{number}-{i},{row['case']},{row['to']},{row['from']},2024-06-{1 + i % 28:02d},,,,,,\n"
                )


def write_csv_log(path: Path, events: int) -> None:
    """A log of 5 columns with five events a case, in the order of time over all cases."""
    with path.open("w") as file:
        file.write("case,activity,time,group,resource\n")
        for at, case, group, draw in sorted(_events(events), key=lambda event: event[0]):
            cells = (f"zaak-{case}", f"stap {draw % 20}", f"{at.isoformat(' ')}+01:00", group, f"m{draw % 400}")
            file.write(",".join(cells) + "\n")


def write_xes_log(path: Path, events: int) -> None:
    """A log as XES, five events a trace."""
    with gzip.open(path, "wt") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        for case, rows in groupby(sorted(_events(events), key=lambda event: (event[1], event[0])), key=lambda e: e[1]):
            file.write(f'<trace><string key="concept:name" value="zaak-{case}"/>\n')
            for at, _, group, draw in rows:
                file.write(
                    f'<event><string key="concept:name" value="stap {draw % 20}"/><string key="org:group" '
                    f'value="{group}"/><date key="time:timestamp" value="{at.isoformat()}+01:00"/></event>\n'
                )
            file.write("</trace>\n")
        file.write("</log>\n")


def _events(events: int) -> Iterator[tuple[datetime, int, str, int]]:
    draw, start = random.Random(1), datetime(2021, 1, 1)
    for _ in range(events):
        at = start + timedelta(seconds=draw.randrange(94_608_000))
        group = LOKETS[int(draw.random() ** 2 * len(LOKETS))]
        yield at, draw.randrange(events // 5), group, draw.randrange(10_000)


if __name__ == "__main__":
    {"csv": write_csv_log, "xes": write_xes_log}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
