"""The page Van het kastje naar de muur as a regisseur sees it, in fixed views; run as a step in a process of its own.

python -m benchmarks.pages DB

The script of the page runs in Streamlit's own runner, without a browser: what is measured is the script, from its
first line to its last. Each view is new, so that nothing of it was counted before.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import runpy
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime import Runtime
from streamlit.runtime.caching.storage.dummy_cache_storage import MemoryCacheStorageManager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.testing.v1.util import patch_config_options

from app.basis import Basis, basis, compared
from app.gap_basis import warm
from app.parts.filters import NAMES
from app.session import data, own_store
from benchmarks.measuring import ROOT, Figure, figure, tell
from graph.comparing import comparable
from graph.publishing import published
from graph.views import MOST_FILTERS, View

VIEWS, USERS, SEEN = 50, 10, 20
_WITHIN = 300.0
_SCREEN = ROOT / "app" / "screens" / "gaps.py"
# The runner reads a script from a file; this one keeps what the page itself took.
_SCRIPT = "import benchmarks.pages as p\np.timed()\n"
_TIMES: list[tuple[float, float]] = []


def main(db: str) -> None:
    """Measure, and tell."""
    logging.disable(logging.WARNING)
    os.environ.update(KAART_DB=db, KAART_AUDIENCE="regisseur")
    with own_store() as store:
        if published(store) is None:
            store.publish(who="benchmark")
    own = data(is_demo=False)
    made, found = figure("page.basis", lambda: basis(own, None), times=1)
    warmed, _ = figure("page.warm", lambda: warm(found), times=1)
    views = fixed_views(found, VIEWS + VIEWS, seed=1)
    # As the server does once it is warm.
    gc.collect()
    gc.freeze()
    with _streamlit(), tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "page.py"
        script.write_text(_SCRIPT)
        first, *_ = drawn(script, [[View()]])
        alone = drawn(script, [views[:VIEWS]])
        again = drawn(script, [[views[0]] * (SEEN + 1)])[1:]
        together = drawn(script, [views[VIEWS:][i::USERS] for i in range(USERS)])
    period = comparable(found.facts)[0]
    beside, _ = figure("page.compared", lambda: compared(found, View(period)), times=1)
    tell(
        made,
        warmed,
        Figure("page.first", first[0], wall=first[1]),
        _part("page.p50", alone, 50),
        _part("page.p95", alone, 95),
        _part("page.seen", again, 50),
        _part("page.ten_cpu", together, 95),
        Figure("page.ten_p50", _wall(together, 50), "s on the clock", times=len(together)),
        Figure("page.ten_p95", _wall(together, 95), "s on the clock", times=len(together)),
        beside,
    )


def timed() -> None:
    """The page, and how long it took: CPU seconds of its thread, and on the clock."""
    cpu, wall = time.thread_time(), time.perf_counter()
    runpy.run_path(str(_SCREEN))
    _TIMES.append((time.thread_time() - cpu, time.perf_counter() - wall))


def fixed_views(found: Basis, count: int, seed: int) -> list[View]:
    """Different views by chance, with at most as many filters as the gate lets through."""
    choices, chance = found.facts.choices, random.Random(seed)
    views: dict[View, None] = {}
    while len(views) < count:
        names = chance.sample(sorted(choices.keys() - {"period"}), chance.randint(0, MOST_FILTERS))
        known = {name: chance.choice(choices[name]) for name in names if choices[name]}
        views[View(chance.choice(choices["period"]), **known)] = None
    return list(views)


def drawn(script: Path, users: Sequence[Sequence[View]]) -> list[tuple[float, float]]:
    """The page in the views of each user, who all look at once: CPU and clock seconds of each view."""
    _TIMES.clear()
    threads = [threading.Thread(target=_look, args=(script, views)) for views in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(_TIMES) != sum(map(len, users)):
        raise SystemExit("the page stopped with an error")
    return list(_TIMES)


def _look(script: Path, views: Sequence[View]) -> None:
    """One session, which opens the addresses of some views one after the other."""
    state = SafeSessionState(SessionState(), lambda: None)
    for view in views:
        chosen = {"period": view.period, **view.filters}
        runner = LocalScriptRunner(str(script), state, PagesManager(str(script), ScriptCache(), setup_watcher=False))
        runner.run(None, {NAMES[name]: [value] for name, value in chosen.items()}, _WITHIN, "")


@contextmanager
def _streamlit() -> Iterator[None]:
    """What the script finds of a server: the components, and memory instead of files."""
    components = BidiComponentManager()
    components.discover_and_register_components(start_file_watching=False)
    server = MagicMock(spec=Runtime)
    server.media_file_mgr = MediaFileManager(MemoryMediaFileStorage("/media"))
    server.cache_storage_manager = MemoryCacheStorageManager()
    server.bidi_component_registry = components
    Runtime._instance = server
    with patch_config_options({"global.appTest": True, "browser.gatherUsageStats": False}):
        yield


def _part(key: str, times: Sequence[tuple[float, float]], percent: int) -> Figure:
    cpu = float(np.percentile([t[0] for t in times], percent))
    return Figure(key, cpu, wall=_wall(times, percent), times=len(times))


def _wall(times: Sequence[tuple[float, float]], percent: int) -> float:
    return float(np.percentile([t[1] for t in times], percent))


if __name__ == "__main__":
    # As a module of its own name: the script in the runner asks for that one.
    import_module("benchmarks.pages").main(sys.argv[1])
