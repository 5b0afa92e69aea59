"""The network picture in Chromium: CPU seconds of the renderer process, and frames while panning.

    python -m benchmarks.pictures NODES...

Above a page of ours without a picture, in a browser without a graphics card, 1280 by 1000.
"""

from __future__ import annotations

import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import OURS, ROOT, Figure, tell

TIMES, PAN_SECONDS = 3, 3.0
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_COUNT = "host => { host.frames = 0; host.network.on('afterDrawing', () => { host.frames += 1; }); }"


@dataclass(frozen=True)
class Seen:
    """One visit: CPU seconds of the renderer and seconds until it was drawn; panning, if it was tried.

    `peak` is the largest memory of the renderer so far, in MB; `frames` is frames a second, `frame` the CPU seconds of
    the renderer for one of them.
    """

    cpu: float
    wall: float
    peak: float
    frames: float = 0.0
    frame: float = math.inf


def main(sizes: list[int]) -> None:
    """Measure each size several times and tell the least, above the page without a picture."""
    with served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        visit(browser, f"{url}/?nodes=10", pan=False)  # the server's own first time
        bare = least(browser, url)
        empty = least(browser, f"{url}/?nodes=0")
        found = {n: least(browser, f"{url}/?nodes={n}") for n in sizes}
        browser.close()
    figures = [Figure("picture.bare_page", bare.cpu, wall=bare.wall, peak=bare.peak, times=TIMES)]
    figures.append(Figure("picture.empty", empty.cpu - bare.cpu, wall=empty.wall, peak=empty.peak, times=TIMES))
    for n, seen in found.items():
        figures.append(
            Figure("picture.drawn", seen.cpu - bare.cpu, size=n, wall=seen.wall, peak=seen.peak, times=TIMES)
        )
        figures.append(Figure("picture.pan", seen.frames, "frames/s", size=n, peak=seen.peak, times=TIMES))
        if seen.frames:
            figures.append(Figure("picture.pan_frame", seen.frame, size=n, peak=seen.peak, times=TIMES))
    tell(*figures)


def least(browser: Browser, url: str) -> Seen:
    """The least of some visits, and the most frames of all."""
    visits = [visit(browser, url, pan="nodes=" in url and not url.endswith("nodes=0")) for _ in range(TIMES)]
    return Seen(
        min(seen.cpu for seen in visits),
        min(seen.wall for seen in visits),
        max(seen.peak for seen in visits),
        max(seen.frames for seen in visits),
        min(seen.frame for seen in visits),
    )


def visit(browser: Browser, url: str, pan: bool) -> Seen:
    """Open a page in a process of its own, wait until it is drawn and at rest, and drag it about."""
    before, begun = renderers(browser), time.perf_counter()
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    if "nodes=" in url:
        page.locator("#net[data-drawn=yes]").wait_for(timeout=120_000)
    wall = time.perf_counter() - begun
    page.wait_for_timeout(1500)
    now = renderers(browser)
    frames, seconds = panned(page) if pan else (0, 1.0)
    moved = spent(now, renderers(browser))
    peak = max((memory(process) for process in now.keys() - before.keys()), default=0.0)
    context.close()
    frame = moved / frames if frames else math.inf
    return Seen(spent(before, now), wall, peak, frames / seconds, frame)


def spent(before: dict[int, float], now: dict[int, float]) -> float:
    """CPU seconds of all renderers between two moments."""
    return sum(cpu - before.get(pid, 0.0) for pid, cpu in now.items())


def renderers(browser: Browser) -> dict[int, float]:
    """CPU seconds so far of each renderer process."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return {process["id"]: process["cpuTime"] for process in found if process["type"] == "renderer"}


def memory(process: int) -> float:
    """The most memory that a process ever had, in MB, as Linux keeps it."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except FileNotFoundError:  # a spare renderer, that has gone
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def panned(page: Page) -> tuple[int, float]:
    """Frames drawn, and seconds, while the whole picture is dragged to and fro."""
    host = page.locator("#net")
    host.scroll_into_view_if_needed()
    host.evaluate(_COUNT)
    box = host.bounding_box()
    if box is None:
        raise SystemExit("the picture is not on the page")
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    begun, step = time.perf_counter(), 0
    while (seconds := time.perf_counter() - begun) < PAN_SECONDS:
        step += 1
        page.mouse.move(box["x"] + 5 + 4 * (step % 60), box["y"] + 5 + 3 * (step % 40))
    frames = int(host.evaluate("host => host.frames"))
    page.mouse.up()
    return frames, seconds


def chromium() -> str:
    """The browser of this machine; `CHROMIUM` names another."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not found:
        raise SystemExit("no Chromium; install it, or leave this part out with --without pictures")
    return found


@contextmanager
def served() -> Iterator[str]:
    """The page on a free port, from the product's own environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "KAART_DATA_DIR": folder, "KAART_LANG": "en"}
        words = [str(OURS), "-m", "benchmarks.picture_server", str(port)]
        server = subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(15)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server of the picture did not start")


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]])
