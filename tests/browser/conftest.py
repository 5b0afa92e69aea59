"""The app in Chromium, served as `kaart app` serves it; nothing may leave this machine."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.conftest import find_chromium

LOCAL = {"127.0.0.1", "localhost"}
# On a deep link Streamlit looks for these beside the page first, and gets a 404: known and harmless.
BENIGN = ("_stcore/health", "_stcore/host-config")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
VIEWPORT: ViewportSize = {"width": 1280, "height": 1000}

# The worst pair is Jeugd and Wmo: 3 cases go back and forth, 4 times back, 27 days (see `cases`).
LOG = """case,time,loket
1,2024-01-01,Jeugd
1,2024-01-03,Wmo
1,2024-01-13,Jeugd
1,2024-01-16,Wmo
2,2024-02-01,Jeugd
2,2024-02-03,Wmo
2,2024-02-11,Jeugd
3,2024-03-01,Jeugd
3,2024-03-02,Wmo
3,2024-03-08,Jeugd
4,2024-03-01,Wmo
4,2024-03-05,Werkplein
4,2024-03-06,Wmo
5,2024-04-01,Jeugd
5,2024-04-08,Werkplein
6,2024-05-01,
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Served:
    """A running app: its address, and the folder with its data."""

    url: str
    folder: Path


# Streamlit's own remark when a page is left while a part of it is still to run; "no action is required", it says.
_HARMLESS = "Couldn't find fragment with id"

Serve = Callable[..., Served]


@contextmanager
def _serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts apps; at the end all are stopped, and must have had nothing to say."""
    running: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(folder: Path | None = None, **settings: str) -> Served:
        place = folder or tmp_path_factory.mktemp("data")
        port, log = _free_port(), place / f"server-{len(running)}.log"
        env = {**os.environ, **environment(place), **settings}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "app.server", str(port)], env=env, stdout=output, stderr=subprocess.STDOUT
            )
        running.append((process, log))
        url = f"http://127.0.0.1:{port}"
        _wait(url, process, log)
        return Served(url, place)

    try:
        yield start
    finally:
        for process, _ in running:
            process.terminate()
        for process, _ in running:
            process.wait(15)
    for _, log in running:
        # Nothing is said, and no error reached the server's log.
        assert [line for line in log.read_text().splitlines() if _HARMLESS not in line] == []


@pytest.fixture(scope="session")
def serve_long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start the app for the tests of every module."""
    with _serving(tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start the app over a folder of data of its own, until the module ends; `KAART_DB` and others can be named."""
    with _serving(tmp_path_factory) as start:
        yield start


def _free_port() -> int:
    # Below the ports that the system hands out to whoever connects, and not one after another, so that another run of
    # these tests, or the browser itself, does not take it in the meantime.
    while True:
        port = random.randrange(10_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def environment(folder: Path) -> dict[str, str]:
    """The settings of a user whose data and key stand in a folder."""
    return {"KAART_DATA_DIR": str(folder / "kaart"), "KAART_KEY": "a key that is long enough", "KAART_LANG": "nl"}


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text()}")


Kaart = Callable[..., None]


@pytest.fixture(scope="session")
def kaart() -> Kaart:
    """Run a command on the database of a folder."""

    def run(folder: Path, *command: str) -> None:
        words = [sys.executable, "-m", "app", *command, "--db", str(folder / "kaart.db")]
        env = {**os.environ, **environment(folder)}
        done = subprocess.run(words, env=env, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, kaart: Kaart) -> Callable[[str], Path]:
    """A folder with a database of one event log, made by the command line."""

    def make(log: str) -> Path:
        folder = tmp_path_factory.mktemp("imported")
        (folder / "log.csv").write_text(log)
        kaart(folder, "import", str(folder / "log.csv"), "--source", "log")
        return folder

    return make


Own = Callable[..., Served]


@pytest.fixture(scope="module")
def own_app(serve: Serve, kaart: Kaart, tmp_path_factory: pytest.TempPathFactory) -> Own:
    """The app over a log of one's own; one app for each of its settings, of which the data are new every time."""
    apps: dict[tuple[str, ...], Served] = {}

    def make(log: str | None = LOG, **settings: str) -> Served:
        key = tuple(f"{name}={value}" for name, value in settings.items())
        folder = apps[key].folder if key in apps else tmp_path_factory.mktemp("own")
        for entry in folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.suffix != ".log":
                entry.unlink()
        if log is not None:
            (folder / "log.csv").write_text(log)
            kaart(folder, "import", str(folder / "log.csv"), "--source", "log")
        apps[key] = apps.get(key) or serve(folder, KAART_DB=str(folder / "kaart.db"), **settings)
        return apps[key]

    return make


@pytest.fixture(scope="session")
def demo(serve_long: Serve) -> Served:
    """The app without any data of one's own."""
    return serve_long()


@pytest.fixture(scope="session")
def register(serve_long: Serve, imported: Callable[[str], Path]) -> Served:
    """The app over the log above."""
    folder = imported(LOG)
    return serve_long(folder, KAART_DB=str(folder / "kaart.db"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One browser for all tests: it keeps what it has compiled of Streamlit, which takes most of opening a page."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=15_000)
        chromium = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"),
            executable_path=find_chromium(),
            args=ARGUMENTS,
            viewport=VIEWPORT,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
        )
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What a page did that it should not; errors with the expected words are what a test is about."""

    expected: str | None = None
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page; a request that would leave the machine is recorded, and finds no address."""
        page.on("request", lambda request: self._went(request.url))
        page.on("websocket", lambda socket: self._went(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._asked)
        page.on("console", self._heard)
        page.on("response", self._answered)

    def _went(self, url: str) -> None:
        if not url.startswith(("data:", "blob:")) and urlsplit(url).hostname not in LOCAL:
            self.elsewhere.append(url)

    def _asked(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400 and not _benign(answer.url):
            self.failed.append(answer.url)

    def _heard(self, message: ConsoleMessage) -> None:
        if self.expected and self.expected in message.text:
            return
        if message.type == "error" and not _benign(message.location["url"]):
            self.errors.append(message.text)

    def is_clean(self) -> bool:
        """Whether nothing was seen."""
        return not (self.elsewhere or self.errors or self.failed)


def _benign(url: str) -> bool:
    return any(part in url for part in BENIGN)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a page; afterwards it must not have reached out, complained or failed."""
    opened: list[tuple[Page, Watch]] = []

    def go(url: str, expecting: str | None = None) -> Page:
        page, watch = browser.new_page(), Watch(expecting)
        watch.over(page)
        opened.append((page, watch))
        page.goto(url)
        settle(page)
        return page

    yield go
    for page, watch in opened:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{request.node.name}.png")
        stacks = page.get_by_test_id("stException").count()
        page.close()
        assert watch.is_clean(), watch
        assert not stacks
    browser.clear_cookies()


def settle(page: Page) -> None:
    """Wait until the script has run and everything has its place."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator("#net:not([data-drawn=yes])")).to_have_count(0)
