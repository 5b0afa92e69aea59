"""The store on a Neo4j server beside the one in a file, on the same register; each figure by a process of its own.

python -m benchmarks.server all REGISTER [REFERRALS]

A server of its own is started below the folder for scratch, and stopped at the end. What the clock says counts here:
the server works while the client waits.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import making
from benchmarks.measuring import OURS, Figure, command, figure, note, step, tell
from graph.analyses import analysis
from graph.refresh import built
from graph.settings import Settings
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.thresholds import DEFAULTS

KAART = [str(OURS), "-m", "app"]
CLOCK = "s on the clock"
NEW_REFERRALS = 1_000


def every(register: str, referrals: str = "1000000") -> None:
    """Everything, in one run; the figures as JSON."""
    from tests import neo4j_server

    neo4j_server.fetch()
    with tempfile.TemporaryDirectory(prefix="kaart-bench-") as scratch:
        os.environ.update(KAART_KEY="only-for-measuring-0123456789", KAART_DATA_DIR=scratch, KAART_LANG="en")
        home, port = Path(scratch) / "server", neo4j_server.free_port()
        running = neo4j_server.start(home, port=port, password="only-for-measuring", heap="3g", lasting=True)
        os.environ["KAART_NEO4J_PASSWORD"] = running.password
        try:
            tell(*_figures(Path(register), running.address, Path(scratch) / "file.db", int(referrals)))
        finally:
            running.stop()


def _figures(register: Path, address: str, file: Path, size: int) -> Iterator[Figure]:
    for kind, db in (("server", address), ("file", str(file))):
        note(f"importing {size:,} referrals into the {kind}")
        words = [*KAART, "import", str(register), "--source", "register", "--db", db]
        yield from _both(command(f"{kind}.import", words, size=size))
    note("snapshot and question")
    yield from step(OURS, "server", "snapshot", address, size=size)
    yield from step(OURS, "server", "question", address, size=size)
    new = file.with_name("new")
    making.write_new_referrals(register, new, NEW_REFERRALS, 0)
    yield from _both(
        command("server.import_new", [*KAART, "import", str(new), "--source", "register", "--db", address])
    )
    shutil.rmtree(new)
    yield from step(OURS, "server", "refresh", address, size=size)
    for kind, db in (("file", str(file)), ("server", address), ("file", str(file)), ("server", address)):
        note(f"pages over the {kind}")
        for found in step(OURS, "pages", db, size=size):
            yield replace(found, key=f"{kind}.{found.key}")


def _both(found: Figure) -> Iterator[Figure]:
    """A command as the clock saw it, and the CPU seconds of the client."""
    yield replace(found, value=found.wall or 0.0, unit=CLOCK)
    yield replace(found, key=f"{found.key}_client")


def _store(address: str) -> Neo4jStore:
    known = Settings(db=address)
    server = known.server()
    if server is None:
        raise SystemExit(f"{address} is no server")
    return open_neo4j(server, known.door(), caches=known.folder)


def snapshot(address: str) -> None:
    """Everything from the server, three times; then kept on disk for the other steps."""
    with _store(address) as store:
        made, _ = figure("server.snapshot", lambda: built(store), times=3, within=20)
        store.network()
    tell(replace(made, value=made.wall or 0.0, unit=CLOCK), replace(made, key="server.snapshot_client"))


def refresh(address: str) -> None:
    """What the first reader after an import waits for."""
    with _store(address) as store:
        made, _ = figure("server.refresh", store.network, times=1)
    tell(replace(made, value=made.wall or 0.0, unit=CLOCK), replace(made, key="server.refresh_client"))


def question(address: str) -> None:
    """The saved question after bounces, on the server, beside the same from the snapshot."""
    from graph.stores.neo4j_query import ask_saved
    from queries.questions import question as saved

    with _store(address) as store:
        network, server = store.network(), store.db.server
    asked = saved("bounces")
    begun = time.perf_counter()
    answer = ask_saved(server, asked.text, dict(asked.params))
    there = time.perf_counter() - begun
    here, found = figure("server.bounces_snapshot", lambda: analysis("bounces").function(network, DEFAULTS), times=5)
    if not answer.rows or not found.bounces:
        raise SystemExit(json.dumps([len(answer.rows), found.bounces]))
    tell(Figure("server.bounces", there, CLOCK), here)


STEPS: dict[str, Callable[..., None]] = {
    "all": every,
    "snapshot": snapshot,
    "refresh": refresh,
    "question": question,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])
