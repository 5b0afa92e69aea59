"""The page Reis: stories for everybody, routes as the gate allows, one case for the administrator alone."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Own, Served, Visit, settle
from tests.browser.test_access import violations
from tests.browser.test_start import AUDIENCES, PSEUDONYM, demos  # noqa: F401 - a fixture


def _open(visit: Visit, served: Served, query: str = "") -> Page:
    return visit(f"{served.url}/reis{query}")


def _no_ids(page: Page) -> None:
    """Neither a case nor a household stands in the address or the title."""
    for text in (page.url, page.title()):
        assert not PSEUDONYM.search(text), text
        assert "verhaal-" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_everybody_can_read_the_stories(
    visit: Visit,
    demos: dict[str, Served],  # noqa: F811
    audience: str,
    language: str,
) -> None:
    page = _open(visit, demos[audience], f"?taal={language}&verhaal=b")
    title = {"nl": "De vader die niet kan werken", "en": "The father who cannot work"}[language]
    expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()
    # Six visits: the return to the Werkplein is one too.
    expect(page.get_by_test_id("stMain").locator("ol").first.locator("li")).to_have_count(6)
    expect(page.get_by_role("img", name=re.compile("Tijdlijn|Timeline"))).to_be_visible()
    assert violations(page) == []
    _no_ids(page)


def test_a_story_can_be_walked_with_the_keyboard(visit: Visit, demo: Served) -> None:
    page = _open(visit, demo)
    following = page.get_by_role("button", name="Volgende stap")
    following.focus()
    for step, loket in enumerate(["CJG", "Werkplein Inkomen", "CJG"], start=1):
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=f"Stap {step} van 8: {loket}")).to_be_visible()
        expect(following).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stap 2 van 8: Werkplein Inkomen")).to_be_visible()
    page.get_by_role("button", name="Toon de hele reis").press("Enter")
    expect(page.get_by_role("heading", name="De hele reis in 8 stappen")).to_be_visible()
    _no_ids(page)


def test_a_chosen_story_stands_in_the_address_by_its_letter(visit: Visit, demo: Served) -> None:
    page = _open(visit, demo)
    page.get_by_role("combobox", name="Kies een verhaal").click()
    page.get_by_role("option", name="De traplift").click()
    expect(page.get_by_role("heading", level=2, name="De traplift")).to_be_visible()
    expect(page).to_have_url(re.compile(r"verhaal=d"))
    _no_ids(page)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_routes_are_those_that_the_gate_lets_through(
    visit: Visit,
    demos: dict[str, Served],  # noqa: F811
    audience: str,
) -> None:
    page = _open(visit, demos[audience], "?reis=routes")
    expect(page.get_by_role("radio").first).to_be_attached()
    settle(page)
    lines = page.get_by_role("radiogroup", name="Kies een route om de weken te zien").inner_text()
    households = [int(n.replace(".", "")) for n in re.findall(r"([\d.]+) gezinnen", lines)]
    assert len(households) == 10
    if audience != "beheerder":
        # k is 10, for the public 20; rounded to half of that.
        k = 20 if audience == "openbaar" else 10
        assert all(n >= k and n % (k // 2) == 0 for n in households)
        assert "dagen" not in lines
    assert violations(page) == []
    _no_ids(page)


def test_a_route_says_how_long_households_waited_at_each_loket(
    visit: Visit,
    demos: dict[str, Served],  # noqa: F811
) -> None:
    page = _open(visit, demos["regisseur"], "?reis=routes")
    expect(page.get_by_role("radio").first).to_be_attached()
    settle(page)
    expect(page.get_by_role("radiogroup", name="Kies een route om de weken te zien")).to_contain_text("Tot hier duurde")
    steps = page.get_by_role("listitem").filter(has_text="gemiddeld in week").all_inner_texts()
    assert len(steps) >= 2
    assert all(re.search(r"Daar wachtten ze (korter dan een week|ongeveer (een week|\d+ weken))\.$", s) for s in steps)


def test_routes_in_a_small_view_offer_a_wider_one(visit: Visit, demos: dict[str, Served]) -> None:  # noqa: F811
    page = _open(visit, demos["openbaar"], "?reis=routes&leefgebied=justice&problemen=single&periode=2024Q3")
    expect(page.get_by_text("Er is geen route die genoeg gezinnen liepen om te laten zien.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Kijk ruimer")).click()
    expect(page.get_by_role("radio").first).to_be_attached(timeout=30_000)
    settle(page)


@pytest.fixture
def tiny(own_app: Own) -> Own:
    return own_app


def test_without_cases_there_are_still_stories(visit: Visit, tiny: Own) -> None:
    served = tiny("case,time,loket\n1,2024-01-01,\n")
    page = _open(visit, served, "?reis=routes")
    expect(page.get_by_text("Er staat nog niets in.")).to_be_visible()
    page.get_by_text("Zeven verhalen", exact=True).click()
    expect(page.get_by_role("heading", level=3, name="De hele reis in 8 stappen")).to_be_visible()


def test_nobody_but_the_administrator_finds_one_case(visit: Visit, demos: dict[str, Served]) -> None:  # noqa: F811
    page = _open(visit, demos["regisseur"], "?reis=hulpvraag")
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    expect(page.get_by_text("Eén hulpvraag", exact=True)).to_have_count(0)
    expect(page.get_by_label("Waarom wil je deze hulpvraag zien?")).to_have_count(0)


def test_one_case_is_seen_after_a_reason_and_logged(visit: Visit, tiny: Own) -> None:
    served = tiny()
    log = served.folder / "kaart.db.looks.jsonl"
    page = _open(visit, served, "?reis=hulpvraag")
    # Case 1 of the log: Jeugd, Wmo, Jeugd, Wmo. It has 4 visits, the others 2 or 3.
    page.get_by_label("Minstens zoveel bezoeken").fill("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Eén hulpvraag gevonden.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Toon deze hulpvraag").click()
    expect(page.get_by_text("Schrijf op waarom")).to_be_visible()
    assert not log.exists()
    page.get_by_label("Waarom wil je deze hulpvraag zien?").fill("klacht van de ouders")
    page.get_by_role("button", name="Toon deze hulpvraag").click()
    expect(page.get_by_role("heading", name="De hele reis in 4 stappen")).to_be_visible()
    expect(page.get_by_text("In het logboek staat nu dat je dit hebt bekeken.")).to_be_visible()
    settle(page)
    assert violations(page) == []
    _no_ids(page)
    assert not PSEUDONYM.search(page.content())
    (line,) = log.read_text().splitlines()
    look = json.loads(line)
    assert look["why"] == "klacht van de ouders"
    assert PSEUDONYM.fullmatch(look["case"])
    page.get_by_role("button", name="Sluit deze hulpvraag").click()
    expect(page.get_by_label("Waarom wil je deze hulpvraag zien?")).to_be_visible()


def test_a_look_that_cannot_be_logged_is_refused(visit: Visit, tiny: Own) -> None:
    served = tiny()
    # A folder where the logbook should be: it cannot be written, also not by root.
    (served.folder / "kaart.db.looks.jsonl").mkdir()
    page = _open(visit, served, "?reis=hulpvraag")
    page.get_by_label("Waarom wil je deze hulpvraag zien?").fill("klacht van de ouders")
    page.get_by_role("button", name="Toon deze hulpvraag").click()
    expect(page.get_by_text("Daarom gebeurt er niets")).to_be_visible()
    expect(page.get_by_role("heading", level=3)).to_have_count(0)
