"""Legs: tests that need something this machine may lack. Left out with a reason here, a failure in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import neo4j_newest
from tests import neo4j_server as server

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Path of the browser to test with: the one named in CHROMIUM, else the first on the PATH."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


def _browser_lacks() -> str | None:
    if find_chromium():
        return None
    return "no Chromium; install it with: sudo apt-get install chromium"


# Marker -> what this machine lacks to run the tests that carry it, or None. A new leg is one more line.
LEGS: dict[str, Callable[[], str | None]] = {
    "browser": _browser_lacks,
    "neo4j": server.lacks,
    "newest": neo4j_newest.lacks,
}
# Told when left out, and no failure in CI: the server with long support is what is promised.
OPTIONAL = frozenset({"newest"})


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Running]:
    """A server of these tests alone; stopped at their end."""
    server.fetch()
    home = tmp_path_factory.mktemp("neo4j")
    running = server.start(home, port=server.free_port(), password="only-for-these-tests")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def newest_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Running]:
    """The newest server, of these tests alone; stopped at their end."""
    neo4j_newest.fetch()
    home = tmp_path_factory.mktemp("newest")
    running = neo4j_newest.start(home, port=server.free_port(), password="only-for-these-tests")
    yield running
    running.stop()


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _reason(leg: str, lack: str) -> str:
    return f"{leg} ({lack})"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for leg, lacks in LEGS.items():
        if item.get_closest_marker(leg) and (lack := lacks()):
            if _in_ci() and leg not in OPTIONAL:
                pytest.fail(f"Nothing may be left out in CI: {_reason(leg, lack)}", pytrace=False)
            pytest.skip(_reason(leg, lack))


def _skip_reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else ""


def _left_out(skipped: list[pytest.TestReport]) -> str:
    """One line for the end of a run: which legs the skipped tests belong to."""
    reasons = {_skip_reason(report).removeprefix("Skipped: ") for report in skipped}
    missing = [_reason(leg, lack) for leg, lacks in LEGS.items() if (lack := lacks())]
    left_out = [reason for reason in missing if reason in reasons]
    return f"left out: {'; '.join(left_out)}" if left_out else "nothing left out"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    line = _left_out(terminalreporter.stats.get("skipped", []))
    terminalreporter.write_line(line)
    # .ci/test.sh repeats the line as the last of its own.
    if file := os.environ.get("LEFT_OUT_FILE"):
        Path(file).write_text(line + "\n")
