"""How fast the line from file to bounces is: CPU seconds and memory of each step, each in a process of its own.

    python benchmarks/foundation.py [--events 1000000] [--referrals 1000000]

Prints one table, with the limit of the issue and the ratio to it. A figure of one machine says little; the ratio of the
bounce question to a plain read of the same arrays travels better, and stands in the last line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

KAART = [sys.executable, "-m", "app"]
LOKETS = [f"Loket {i:02d}" for i in range(60)]


@dataclass(frozen=True)
class Measure:
    """One step: CPU seconds, wall seconds, peak memory in MB, and the limit of the CPU or wall seconds."""

    name: str
    cpu: float
    wall: float
    peak: float
    limit: float | None = None


def main() -> None:
    """Measure every step and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--referrals", type=int, default=1_000_000)
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for measure in measures(Path(name), sizes.events, sizes.referrals):
            print(line(measure), flush=True)


def measures(folder: Path, events: int, referrals: int) -> Iterator[Measure]:
    """Every step in order; a later one uses what an earlier one made."""
    log, tables = folder / "log.csv", folder / "tables"
    log_db, table_db = folder / "log.db", folder / "tables.db"
    write_log(log, events)
    write_tables(tables, referrals)
    yield measured(
        "Python with our imports", [sys.executable, "-c", "import graph.stores.sqlite, graph.analyses.bounces"]
    )
    yield measured("kaart --help", [*KAART, "--help"], 0.4)
    columns = ["--case", "case", "--time", "time", "--group", "group"]
    yield measured(f"import {events:,} events", [*KAART, "import", str(log), *columns, "--db", str(log_db)], 8)
    yield measured("import them again", [*KAART, "import", str(log), *columns, "--source", "log", "--db", str(log_db)])
    yield measured(f"import {referrals:,} referrals", [*KAART, "import", str(tables), "--db", str(table_db)])
    ask = [*KAART, "ask", "bounces", "--json", "--db", str(table_db)]
    yield measured("ask bounces, the snapshot is built", ask)
    yield measured("ask bounces, from the cache", ask)
    yield inside(table_db)


def measured(name: str, command: list[str], limit: float | None = None) -> Measure:
    """One command in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr or done.stdout}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The peak is that of the largest child so far: exact as long as the steps grow.
    return Measure(name, cpu, wall, after.ru_maxrss / 1024, limit)


INSIDE = """
import json, sys, time
import app.commands.ask_, graph.stores.sqlite, graph.analyses.bounces, graph.analyses.answer, graph.privacy
import graph.settings, app.opening, graph.cache
start = time.process_time()
from app.cli import run
import io, contextlib
with contextlib.redirect_stdout(io.StringIO()) as out:
    run(["ask", "bounces", "--json", "--db", sys.argv[1]])
print(json.dumps({"cpu": time.process_time() - start, "bounces": json.loads(out.getvalue())["bounces"]}))
"""


def inside(db: Path) -> Measure:
    """The whole question after its imports: open, load the cache, scan, answer."""
    done = subprocess.run([sys.executable, "-c", INSIDE, str(db)], capture_output=True, text=True, check=True)
    return Measure("the same, without the imports", json.loads(done.stdout)["cpu"], 0.0, 0.0, 0.3)


def line(m: Measure) -> str:
    """One row of the table."""
    ratio = f"{m.cpu / m.limit:6.2f} x the limit of {m.limit} s" if m.limit else ""
    return f"{m.name:42} {m.cpu:7.2f} s CPU {m.wall:7.2f} s wall {m.peak:7.0f} MB  {ratio}"


def write_log(path: Path, events: int) -> None:
    """A log of 5 columns with five events a case, in the order of time over all cases."""
    draw, start = random.Random(1), datetime(2021, 1, 1)
    rows = sorted(
        (start + timedelta(seconds=draw.randrange(94_608_000)), draw.randrange(events // 5)) for _ in range(events)
    )
    with path.open("w") as file:
        file.write("case,activity,time,group,resource\n")
        for at, case in rows:
            group = LOKETS[int(draw.random() ** 2 * len(LOKETS))]
            cells = (f"zaak-{case}", f"stap {draw.randrange(20)}", f"{at.isoformat(' ')}+01:00", group)
            file.write(",".join(cells) + f",m{draw.randrange(400)}\n")


def write_tables(folder: Path, referrals: int) -> None:
    """Cases and referrals of our own tables, four referrals a case."""
    draw, start = random.Random(2), datetime(2021, 1, 1)
    folder.mkdir()
    with (folder / "cases.csv").open("w") as cases, (folder / "referrals.csv").open("w") as sent:
        cases.write("id,household,domains,opened_at,entry,closed_at,outcome\n")
        sent.write("id,case,from,to,sent_at,picked_up_at,status,status_at,reason,feedback_at,purpose\n")
        for case in range(referrals // 4):
            at = start + timedelta(days=draw.randrange(1_000))
            here = draw.choice(LOKETS)
            cases.write(f"z{case},h{case * 4 // 5},,{at:%Y-%m-%d},{here},{at + timedelta(days=200):%Y-%m-%d},helped\n")
            for step in range(4):
                at += timedelta(days=draw.randrange(1, 30))
                there, picked = draw.choice(LOKETS), at + timedelta(days=draw.randrange(20))
                refused = draw.random() < 0.1
                rest = (
                    f",refused,{picked:%Y-%m-%d},other,,"
                    if refused
                    else f"{picked:%Y-%m-%d},accepted,{picked:%Y-%m-%d},,,"
                )
                sent.write(f"r{case}-{step},z{case},{here},{there},{at:%Y-%m-%d},{rest}transfer\n")
                here = here if refused else there


if __name__ == "__main__":
    os.environ.setdefault("KAART_KEY", "only-for-measuring-0123456789")
    main()
