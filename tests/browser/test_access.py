"""Equal access: axe finds nothing, in both languages, also with something chosen and everything open."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served, Visit, settle
from tests.browser.seen import metric, picture, unfold

PAGE = "/heen-en-weer"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def violations(page: Page) -> list[Any]:
    """What axe finds on a page, in few words."""
    # Evaluated and not added as a tag, which the content security policy would stop.
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]]


@pytest.mark.parametrize("query", ["", "?taal=en"])
def test_axe_finds_nothing(visit: Visit, register: Served, query: str) -> None:
    page = visit(f"{register.url}{PAGE}{query}")
    drawn = picture(page)
    assert violations(page) == []
    for expander in page.get_by_test_id("stExpander").locator("summary").all():
        unfold(expander)
    drawn.click_loket("Werkplein")
    metric(page, "Keer terug" if not query else "Times back", "1")
    settle(page)
    assert violations(page) == []


def test_headings_go_down_step_by_step(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels == [1, 2, 3]


def test_the_page_can_be_read_at_twice_the_size(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    page.set_viewport_size({"width": 640, "height": 500})
    picture(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
