"""Every figure in one run, side by side; see docs/performance.md.

    make bench [ARGS="--sizes 100000,1000000 --quick --without pictures --data DIR"]

Prints a table and writes benchmarks/latest.json. A register is made once, in a folder under the system's temporary
folder that is removed at the end; `--data` names one that stays, and that is used again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commands, reporting
from benchmarks.measuring import OURS, PEERS, Figure, note, run, step

LATEST = Path(__file__).with_name("latest.json")
SIZES = "100000,1000000,10000000"
NODES = (60, 200, 1_000, 6_000)
PARTS = ("registers", "logs", "pictures", "pages")
FOR_PEERS = FOR_PAGES = 1_000_000
"""Up to so many referrals: above, PM4Py takes minutes and much memory, and nobody asked for pages."""


def main() -> None:
    """Measure, print, keep."""
    given = arguments()
    started, load = time.time(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="kaart-bench-") as scratch:
        folder = given.data or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(KAART_KEY="only-for-measuring-0123456789", KAART_DATA_DIR=scratch, KAART_LANG="en")
        figures, stopped = collected(measured(given, folder))
    found = reporting.Run(figures)
    about = reporting.about(started, [load, os.getloadavg()[0]])
    LATEST.write_text(reporting.as_json(found, about) + "\n")
    print(*(f"{name}: {value}" for name, value in about.items()), sep="\n")
    print(*reporting.table(found), sep="\n")
    if stopped:
        raise SystemExit(f"\nStopped halfway:\n{stopped}")


def collected(figures: Iterator[Figure]) -> tuple[list[Figure], str | None]:
    """The figures, as far as it went, and why it went no further."""
    found: list[Figure] = []
    try:
        found.extend(figures)
    except SystemExit as stop:
        return found, str(stop)
    return found, None


def arguments() -> argparse.Namespace:
    """What a person asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=SIZES, help=f"referrals, separated by commas (default {SIZES})")
    parser.add_argument("--quick", action="store_true", help="100,000 referrals, a small log, two pictures")
    parser.add_argument("--without", action="append", default=[], choices=PARTS, help="leave a part out")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the registers are, or are made and stay")
    given = parser.parse_args()
    given.sizes = [100_000] if given.quick else sorted(int(size) for size in given.sizes.split(","))
    return given


def measured(given: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    """All figures; what is left out gives none."""
    yield from commands.starting()
    if "pictures" not in given.without:
        note("pictures")
        yield from pictures(NODES[:2] if given.quick else NODES)
    if "logs" not in given.without:
        yield from commands.logs(folder, *((100_000, 6_500) if given.quick else (1_000_000, 65_000)))
    if "registers" not in given.without:
        for size in given.sizes:
            yield from on_register(folder, size, pages="pages" not in given.without)


def pictures(nodes: tuple[int, ...]) -> Iterator[Figure]:
    """The picture, with the memory of the renderer: that of the process that drives the browser says nothing."""
    yield from step(PEERS, "pictures", *nodes)


def on_register(folder: Path, size: int, pages: bool) -> Iterator[Figure]:
    """Everything on one register. Its database is removed afterwards."""
    register, db = folder / f"register-{size}", folder / f"register-{size}.db"
    if not register.exists():
        yield commands.generated(register, size)
    yield commands.imported(register, db, size)
    note(f"snapshot of {size:,}")
    yield from step(OURS, "snapshot", "build", db, size=size)
    yield from step(OURS, "snapshot", "load", db, size=size)
    yield from commands.asked(db, size)
    yield from step(OURS, "snapshot", "scan", db, size=size)
    yield from peers(db, folder / f"given-{size}", size)
    note(f"questions on {size:,}")
    for name in run([str(OURS), "-c", "from graph.analyses import names; print(*names())"]).out.split():
        yield from step(OURS, "snapshot", "question", db, name, size=size)
    yield from commands.refreshed(register, db, size)
    if pages and size <= FOR_PAGES:
        note(f"pages on {size:,}")
        yield from step(OURS, "pages", db, size=size)
    for made in folder.glob(f"{db.name}*"):
        shutil.rmtree(made) if made.is_dir() else made.unlink()


def peers(db: Path, given: Path, size: int) -> Iterator[Figure]:
    """The others on the same visits; they must find the same."""
    yield from step(OURS, "snapshot", "give", db, given, size=size)
    if size <= FOR_PEERS:
        note(f"peers on {size:,}")
        for peer in ("duckdb", "pandas", "pandas_sorted", "pm4py"):
            yield from step(PEERS, "peers", peer, given, size=size)
    shutil.rmtree(given)


if __name__ == "__main__":
    main()
