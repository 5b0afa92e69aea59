"""The commands as whole processes: what a person at the prompt waits for."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import making
from benchmarks.measuring import OURS, Figure, command, figure, note, run, step, tell

KAART = [str(OURS), "-m", "app"]
LOG_COLUMNS = ["--case", "case", "--time", "time", "--group", "group"]
NEW_REFERRALS, REFRESHES = 1_000, 3
LARGE = 5_000_000
IMPORTS = "import app.commands.ask_, app.opening, graph.stores.sqlite, graph.cache, graph.privacy, "
IMPORTS += "graph.analyses.answer, graph.analyses.bounces"


def starting() -> Iterator[Figure]:
    """What it costs to begin at all."""
    yield command("start.python", [str(OURS), "-c", "pass"], times=5)
    yield command("start.imports", [str(OURS), "-c", IMPORTS], times=5)
    yield command("start.help", [*KAART, "--help"], times=5)


def logs(folder: Path, events: int, xes_events: int) -> Iterator[Figure]:
    """Event logs into an empty store."""
    note(f"event logs of {events:,} and {xes_events:,} events")
    csv, xes = folder / "log.csv", folder / "log.xes.gz"
    run([str(OURS), "-m", "benchmarks.making", "csv", str(csv), str(events)])
    run([str(OURS), "-m", "benchmarks.making", "xes", str(xes), str(xes_events)])
    csv_db, xes_db = folder / "csv.db", folder / "xes.db"
    yield command("import.csv_log", [*KAART, "import", str(csv), *LOG_COLUMNS, "--db", str(csv_db)], size=events)
    again = [*KAART, "import", str(csv), *LOG_COLUMNS, "--source", "log", "--db", str(csv_db)]
    yield command("import.csv_log_again", again, size=events)
    group = ["--group", "org:group"]
    yield command("import.xes_log", [*KAART, "import", str(xes), *group, "--db", str(xes_db)], size=xes_events)
    for made in (csv, xes, *folder.glob("*.db*")):
        shutil.rmtree(made) if made.is_dir() else made.unlink()


def generated(register: Path, referrals: int) -> Figure:
    """The register itself."""
    note(f"a register of {referrals:,} referrals")
    words = ["--households", str(making.households(referrals)), "--referrals", str(referrals), "--seed", "1"]
    return command("generate", [*KAART, "generate", *words, "--out", str(register)], size=referrals)


def imported(register: Path, db: Path, referrals: int) -> Figure:
    """A register as our own tables into an empty store."""
    note(f"importing {referrals:,} referrals")
    words = [*KAART, "import", str(register), "--source", "register", "--db", str(db)]
    return command("import.tables", words, size=referrals)


def asked(db: Path, referrals: int) -> Iterator[Figure]:
    """`kaart ask bounces --json`: the whole process, and what is left of it after the imports."""
    words = [*KAART, "ask", "bounces", "--json", "--db", str(db)]
    yield command("ask.whole", words, times=5, size=referrals)
    for_each = [step(OURS, "commands", str(db), size=referrals)[0] for _ in range(3)]
    yield min(for_each, key=lambda found: found.value)


def refreshed(register: Path, db: Path, referrals: int) -> Iterator[Figure]:
    """What the first reader waits for after 1,000 new referrals: the best of three, one where it is large."""
    note(f"{NEW_REFERRALS:,} new referrals on {referrals:,}")
    imports, reads = [], []
    for number in range(1 if referrals > LARGE else REFRESHES):
        new = register.with_name(f"{register.name}-new-{number}")
        making.write_new_referrals(register, new, NEW_REFERRALS, number)
        words = [*KAART, "import", str(new), "--source", "register", "--db", str(db), "--json"]
        imports.append(command("import.new_referrals", words, size=referrals))
        reads += step(OURS, "snapshot", "refresh", db, size=referrals)
        shutil.rmtree(new)
    for found in (imports, reads):
        yield min(found, key=lambda figure: figure.value)


def _inside(db: str) -> None:
    from app.cli import run as kaart

    said = io.StringIO()

    def ask() -> int:
        with contextlib.redirect_stdout(said):
            return kaart(["ask", "bounces", "--json", "--db", db])

    measured, status = figure("ask.after_imports", ask, times=1)
    if status or not json.loads(said.getvalue())["bounces"]:
        raise SystemExit("no bounces were found")
    tell(measured)


if __name__ == "__main__":
    # What `kaart ask` imports, before the clock starts.
    exec(IMPORTS)  # these are the same words as those measured on their own
    _inside(sys.argv[1])
