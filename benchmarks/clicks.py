"""From a click on a filter to the new figures on the screen, in Chromium, as a regisseur; run as a step of its own.

python -m benchmarks.clicks DB [CHROMIUM]

Each click asks for a view that nobody asked for before. The clock runs until the script of the page has ended and the
browser has painted twice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.measuring import Figure, tell

CLICKS = 12
CLOCK = "s on the clock"
_PORT = 18_765
_PAGE = "/van-het-kastje-naar-de-muur"
_PAINTED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"""


def main(db: str, chromium: str = "chromium") -> None:
    """Measure, and tell."""
    env = {**os.environ, "KAART_DB": db, "KAART_AUDIENCE": "regisseur", "KAART_LANG": "nl"}
    subprocess.run([sys.executable, "-m", "app", "publish", "--db", db], env=env, check=False, capture_output=True)
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen([sys.executable, "-m", "app.server", str(_PORT)], env=env, stdout=log, stderr=log)
        try:
            tell(*_measured(f"http://127.0.0.1:{_PORT}", chromium))
        finally:
            server.terminate()
            server.wait(15)


def _measured(url: str, chromium: str) -> tuple[Figure, ...]:
    _answers(url)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch_persistent_context(
            Path(folder), executable_path=shutil.which(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(url + _PAGE)
        _settled(page)
        opened = time.perf_counter() - begun
        took = [_clicked(page, place) for place in range(1, CLICKS + 1)]
        browser.close()
    return (
        Figure("click.opened", opened, CLOCK),
        Figure("click.p50", float(np.percentile(took, 50)), CLOCK, times=CLICKS),
        Figure("click.p95", float(np.percentile(took, 95)), CLOCK, times=CLICKS),
    )


def _answers(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the app did not start")


def _clicked(page: Page, place: int) -> float:
    """Choose another period, the `place`-th of the list."""
    page.get_by_role("combobox", name="Periode").click()
    option = page.get_by_role("option").nth(place)
    option.wait_for()
    before, begun = page.url, time.perf_counter()
    option.click()
    page.wait_for_url(lambda now: now != before)
    _settled(page)
    return time.perf_counter() - begun


def _settled(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)
    page.locator("#net[data-drawn=yes]").wait_for(timeout=120_000)
    page.evaluate(_PAINTED)


if __name__ == "__main__":
    main(*sys.argv[1:])
