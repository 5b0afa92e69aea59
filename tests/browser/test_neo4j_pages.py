"""The app over a Neo4j server: the same pages as over a file, and what becomes of a page when the server stops."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.pseudonyms import Door
from graph.sources import SourceKind
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import server
from tests import neo4j_server
from tests.browser.conftest import Serve, Visit, environment, settle
from tests.browser.test_access import violations
from tests.graph.samples import ME, log

# Four apps and a server that is stopped and started.
pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
TOY = Path(__file__).parents[2] / "data" / "toy"
PAGES = ("/", "/van-het-kastje-naar-de-muur", "/reis?reis=routes", "/reis?reis=verhalen")
OF_STEWARD = ("/heen-en-weer", "/beheer?deel=veranderingen", "/beheer?deel=instellingen")
AUDIENCES = ("beheerder", "regisseur")
NEW = "Er zijn nieuwe gegevens."
SHOW = "Toon ze"
AWAY = "De gegevens zijn nu niet te lezen."


@dataclass
class Team:
    """A server that can be stopped and started again, and the settings of who uses it."""

    running: neo4j_server.Running
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        return {"KAART_DB": self.running.address, "KAART_NEO4J_PASSWORD": self.running.password}

    def start(self) -> None:
        port = int(self.running.address.rpartition(":")[2])
        self.running = neo4j_server.start(self.running.home, port=port, password=self.running.password, heap="512m")

    def add(self, case: int) -> None:
        """Somebody else adds a case that goes from CJG to Wmo and back."""
        where = server(self.running.address, neo4j_server.USER, self.running.password, "neo4j")
        door = Door(environment(self.folder)["KAART_KEY"].encode())
        with open_neo4j(where, door) as store:
            store.add(log((case, 1, "CJG"), (case, 2, "Wmo")), source=f"log {case}", kind=SourceKind.LOG, **ME)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    neo4j_server.fetch()
    home = tmp_path_factory.mktemp("neo4j")
    running = neo4j_server.start(home, port=neo4j_server.free_port(), password="only-for-these-tests", heap="512m")
    found = Team(running, tmp_path_factory.mktemp("data"))
    try:
        _fill(found.folder, found.settings)
        yield found
    finally:
        found.running.stop()


def _fill(folder: Path, settings: dict[str, str]) -> None:
    """The toy register, published."""
    for command in (("import", str(TOY)), ("publish",)):
        env = {**os.environ, **environment(folder), **settings}
        subprocess.run([sys.executable, "-m", "app", *command], env=env, capture_output=True, check=True)


@pytest.fixture(scope="module")
def urls(serve: Serve, team: Team, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The app for each audience, over a file and over the server."""
    folder = tmp_path_factory.mktemp("file")
    file = {"KAART_DB": str(folder / "kaart.db")}
    _fill(folder, file)
    places = {"file": (folder, file), "server": (team.folder, team.settings)}
    return {
        (kind, audience): serve(place, KAART_AUDIENCE=audience, **settings).url
        for kind, (place, settings) in places.items()
        for audience in AUDIENCES
    }


def _read(page: Page) -> str:
    """What the page says, less where the data stand and when they were changed."""
    settle(page)
    told = page.get_by_test_id("stMain").inner_text()
    return re.sub(r"(?<=staan in ).*|\d\d-\d\d-\d{4} \d\d:\d\d|\d\d:\d\d", "...", told)


def _figures(page: Page) -> str:
    """What the page says below the line that tells of new data."""
    told = _read(page)
    return told[told.index("Ingelezen") :]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_says_the_same_as_over_a_file(visit: Visit, urls: dict[tuple[str, str], str], audience: str) -> None:
    for path in PAGES + (OF_STEWARD if audience == "beheerder" else ()):
        one, other = (_read(visit(urls[kind, audience] + path)) for kind in ("file", "server"))
        assert other == one
        assert len(one) > 200


def test_the_page_is_accessible_and_names_the_server(
    visit: Visit, urls: dict[tuple[str, str], str], team: Team
) -> None:
    page = visit(urls["server", "beheerder"] + "/beheer")
    expect(page.get_by_text(f"Je eigen gegevens staan in {team.running.address}/neo4j")).to_be_visible()
    assert violations(page) == []


def test_what_another_process_changes_is_told_and_waits_for_the_reader(
    visit: Visit, urls: dict[tuple[str, str], str], team: Team
) -> None:
    page = visit(urls["server", "beheerder"])
    figures = _figures(page)
    team.add(901)
    # Within two seconds it is told; one more for a machine that is busy with other tests.
    expect(page.get_by_role("status").get_by_text(NEW)).to_be_visible(timeout=3_000)
    page.get_by_role("button", name=SHOW).wait_for()
    # Nothing moved by itself: below the line the page says what it said.
    assert _figures(page) == figures
    page.get_by_role("button", name=SHOW).click()
    expect(page.get_by_text("Deze bronnen mag je niet bij elkaar optellen.")).to_be_visible()


def test_a_server_that_stops_is_told_and_the_page_goes_on_when_it_is_back(
    visit: Visit, urls: dict[tuple[str, str], str], team: Team
) -> None:
    page = visit(urls["server", "regisseur"])
    expect(page.get_by_role("status").get_by_text("Je ziet de nieuwste gegevens.")).to_be_visible()
    team.running.stop()
    expect(page.get_by_role("status").get_by_text(AWAY)).to_be_visible(timeout=20_000)
    # What was ready can still be read.
    page.get_by_role("link", name="Lees de zeven verhalen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reis")
    team.start()
    expect(page.get_by_role("status").get_by_text("Je ziet de nieuwste gegevens.")).to_be_visible(timeout=20_000)
    assert violations(page) == []
