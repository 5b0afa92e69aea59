"""Every picture in the browser: a click reaches Python, a loket stays where it was dropped, and pictures are kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, _free_port, _wait, environment, settle
from tests.browser.seen import picture
from tests.browser.test_access import violations


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with every picture, served with our own headers."""
    folder = tmp_path_factory.mktemp("charts")
    port, log = _free_port(), folder / "server.log"
    words = [sys.executable, "-m", "tests.browser.chart_server", str(port)]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            words,
            cwd=Path(__file__).parents[2],
            env={**os.environ, **environment(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        _wait(f"http://127.0.0.1:{port}", process, log)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
    assert log.read_text() == ""


def _place(page: Page, loket: str) -> tuple[float, float]:
    """Where a loket is on the page."""
    x, y = page.locator("#net").evaluate(
        "(h, id) => { const p = h.network.canvasToDOM(h.network.getPosition(id)), r = h.getBoundingClientRect();"
        " return [r.left + p.x, r.top + p.y]; }",
        loket,
    )
    return x, y


def _stands(page: Page, loket: str) -> dict[str, float]:
    found: dict[str, float] = page.locator("#net").evaluate("(h, id) => h.network.getPosition(id)", loket)
    return found


def _drag(page: Page, loket: str, right: int, down: int) -> None:
    x, y = _place(page, loket)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=5)
    page.mouse.up()


def test_a_dragged_loket_stays_there_until_it_is_put_back(visit: Visit, charts: str) -> None:
    page = visit(charts)
    picture(page)
    back = page.get_by_role("button", name="Loketten terug op hun plek")
    expect(back).to_be_hidden()
    _drag(page, "werk", 120, -60)
    expect(back).to_be_visible()
    dropped = _stands(page, "werk")
    assert dropped["x"] > 50
    # Something else that makes the page run again, and Python draws anew.
    picture(page).click_loket("cjg")
    settle(page)
    assert _stands(page, "werk") == dropped
    back.click()
    expect(back).to_be_hidden()
    assert _stands(page, "werk") == {"x": 0, "y": 250}


def test_a_double_click_opens(visit: Visit, charts: str) -> None:
    page = visit(charts)
    picture(page)
    page.mouse.dblclick(*_place(page, "wmo"))
    expect(page.get_by_text("Open: wmo")).to_be_visible()


def test_a_loket_is_searched_walked_to_moved_and_opened_by_keyboard(visit: Visit, charts: str) -> None:
    page = visit(charts)
    picture(page)
    told, field = page.locator("#live").first, page.get_by_label("Zoek een loket")
    field.fill("erkpl")
    field.press("Enter")
    expect(told).to_have_text("Gekozen: Werkplein")
    page.keyboard.press("ArrowUp")
    expect(told).to_have_text("Hier: CJG")
    page.keyboard.press("ArrowRight")
    expect(told).to_have_text("Hier: Wmo <b>")
    page.keyboard.press("Space")
    expect(told).to_have_text("Hier: CJG naar Wmo <b>: 40 gezinnen, 30 terug")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("button", name="Loketten terug op hun plek")).to_be_visible()
    page.keyboard.press("Escape")
    expect(told).to_have_text("Gekozen: niets, alles staat weer in beeld")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement?.shadowRoot?.activeElement?.id") is None


def test_a_loket_that_is_not_there_is_told(visit: Visit, charts: str) -> None:
    page = visit(charts)
    picture(page)
    page.get_by_label("Zoek een loket").fill("xyz")
    page.get_by_label("Zoek een loket").press("Enter")
    expect(page.get_by_text("Geen loket gevonden.")).to_be_visible()


def test_what_is_fewer_than_k_never_reaches_the_picture(visit: Visit, charts: str) -> None:
    page = visit(charts)
    assert set(picture(page).edges()) == {"cjg>wmo", "wmo>cjg"}


def _saved(page: Page, kind: str, number: int, folder: Path) -> tuple[str, bytes]:
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Bewaar het plaatje: {kind}").nth(number).click()
    started.value.save_as(folder / kind)
    return started.value.suggested_filename, (folder / kind).read_bytes()


def test_a_network_is_kept_as_svg_and_png_as_it_stands(visit: Visit, charts: str, tmp_path: Path) -> None:
    page = visit(charts)
    picture(page)
    _drag(page, "werk", 100, 0)
    expect(page.get_by_role("button", name="Loketten terug op hun plek")).to_be_visible()
    dropped = _stands(page, "werk")
    name, svg = _saved(page, "SVG", 0, tmp_path)
    assert name == "netwerk.svg"
    circles = fromstring(svg).findall(".//{http://www.w3.org/2000/svg}circle")
    assert round(dropped["x"]) in {int(circle.get("cx") or 0) for circle in circles}
    name, png = _saved(page, "PNG", 0, tmp_path)
    assert (name, png[:8]) == ("netwerk.png", b"\x89PNG\r\n\x1a\n")
    # Twice as sharp as the SVG is wide.
    assert int.from_bytes(png[16:20], "big") == 2 * int(fromstring(svg).get("width") or 0)


def test_a_heatmap_is_kept_too(visit: Visit, charts: str, tmp_path: Path) -> None:
    page = visit(charts)
    name, svg = _saved(page, "SVG", 1, tmp_path)
    assert name == "vakjes.svg"
    assert b"&lt;b&gt;werk&lt;/b&gt;" in svg


def _mark(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stVegaLiteChart").locator(f'[aria-label="{label}"]')


def test_a_click_on_a_cell_and_a_bar_reaches_python(visit: Visit, charts: str) -> None:
    page = visit(charts)
    _mark(page, '<b>werk</b>, Wmo\'s \\"loket\\": 120').click()
    expect(page.get_by_text("Vakje: ('<b>werk</b>', 'wmo')")).to_be_visible()
    _mark(page, 'Wmo\'s \\"loket\\", <b>werk</b>: minder dan 10').click()
    expect(page.get_by_text("Vakje: ('wmo', '<b>werk</b>')")).to_be_visible()
    _mark(page, "feb 2024: minder dan 10 gezinnen").click()
    expect(page.get_by_text("Maand: 2024-02")).to_be_visible()
    # Neither of the others lost what was chosen there.
    expect(page.get_by_text("Vakje: ('wmo', '<b>werk</b>')")).to_be_visible()


def test_charts_have_no_menu_of_others_and_are_accessible(visit: Visit, charts: str) -> None:
    page = visit(charts)
    picture(page)
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    expect(page.locator("details, .vega-actions")).to_have_count(0)
    page.get_by_test_id("stVegaLiteChart").first.hover()
    expect(page.get_by_role("button", name=re.compile("Download|Fullscreen"))).to_have_count(0)
    page.mouse.move(2, 2)  # away: Vega puts its words at the pointer outside every landmark
    expect(page.locator("#vg-tooltip-element.visible")).to_have_count(0)
    found = violations(page)
    assert found == [], json.dumps(found)
