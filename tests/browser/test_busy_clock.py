"""What a person chose stays chosen, also where the line that looks for new data asks at every bad moment.

With each of its questions the browser sends what every list held, which may be of before the choice.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, Served, Visit
from tests.browser.seen import picture

PAGE = "/van-het-kastje-naar-de-muur"
_BUSY = """const every = window.setInterval;
  window.setInterval = (asked, wait, ...rest) => every(asked, wait === 900 ? 120 : wait, ...rest);"""
# The two pairs that cost most of data/waterrijk/truths.toml, and one arrow more.
_ARROWS = (("werkplein", "kredietbank"), ("werkplein", "cjg")) * 2


@pytest.fixture(scope="module")
def regisseur(serve: Serve) -> Served:
    """Waterrijk as the regisseur sees it."""
    return serve(KAART_AUDIENCE="regisseur")


def _busy(visit: Visit, url: str) -> Page:
    page = visit(url)
    page.add_init_script(_BUSY)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 3})
    page.reload()
    return page


def test_an_arrow_that_is_clicked_as_soon_as_it_is_drawn(visit: Visit, regisseur: Served) -> None:
    page = _busy(visit, regisseur.url + PAGE)
    for a, b in _ARROWS:
        page.goto(regisseur.url + PAGE)
        picture(page).click_arrow(a, b)
        asked = re.compile(f"knelpunt=bounce&bij={b}&en={a}$")
        expect(page).to_have_url(asked)
        # By then every old word has come in.
        page.wait_for_timeout(700)
        expect(page).to_have_url(asked, timeout=1)
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_filter_that_is_taken_away_stays_away(visit: Visit, regisseur: Served) -> None:
    bare = re.compile(f"{PAGE}[?]periode=2024$")
    page = _busy(visit, f"{regisseur.url}{PAGE}?periode=2024")
    for area in ("Nieuwland", "Buitenveen"):
        page.get_by_role("combobox", name=re.compile("^Wijk")).click()
        page.get_by_role("option", name=area, exact=True).click()
        expect(page).to_have_url(re.compile(f"wijk={area}"))
        page.get_by_role("button", name="Haal de filters weg").click()
        expect(page).to_have_url(bare)
        page.wait_for_timeout(700)
        expect(page).to_have_url(bare, timeout=1)
