"""The first page: what it says, and that list, numbers, picture and table follow each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Kaart, Serve, Served, Visit, settle
from tests.browser.seen import metric, picture, table_reads, unfold

PAGE = "/heen-en-weer"


def test_opens_on_the_demo_and_says_so(visit: Visit, demo: Served) -> None:
    page = visit(demo.url + PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Van het kastje naar de muur")
    expect(page.get_by_text("Je hebt nog geen eigen gegevens. Daarom zie je een voorbeeld.")).to_be_visible()
    expect(page.get_by_text("als beheerder")).to_be_visible()
    expect(page.get_by_text(re.compile(r"hulpvragen en \d+ loketten\. Van \d+ \w+ \d{4} tot en met"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"van de [\d.]+ hulpvragen gingen heen en weer"))).to_be_visible()
    assert len(picture(page).edges()) > 1
    assert page.locator("html").get_attribute("lang") == "nl"


def test_the_worst_pair_comes_first(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    expect(page.get_by_test_id("stRadio").locator("label[data-baseweb], label").nth(1)).to_contain_text(
        "Jeugd en Wmo: 3 hulpvragen gingen heen en weer (4 keer terug), samen 27 dagen."
    )


def test_says_what_was_left_out_and_why(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    unfold(page.get_by_text("Wat is er ingelezen?"))
    expect(page.get_by_text("1 rij noemt geen loket.")).to_be_visible()
    expect(page.get_by_text("1 hulpvraag noemt nergens een loket.")).to_be_visible()
    expect(page.get_by_role("cell", name="log (logboek van gebeurtenissen)")).to_be_visible()


def test_a_click_on_an_arrow_is_followed_everywhere(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    drawn = picture(page)
    drawn.click_arrow("Jeugd", "Wmo")
    metric(page, "Keer doorgestuurd", "4")
    metric(page, "Keer terug", "3")
    expect(page.get_by_text("Van Jeugd naar Wmo: 4 keer doorgestuurd.")).to_be_visible()
    expect(page.get_by_role("radio", name="Jeugd en Wmo")).to_be_checked()
    table_reads(page, "Jeugd Wmo 4 4 3 75%", "Wmo Jeugd 3 2 1 50%")
    expect(page.locator("#net[data-version*=Jeugd]")).to_be_visible()
    assert drawn.edges()["Jeugd>Wmo"]["color"]["opacity"] == 1  # type: ignore[index]
    assert drawn.edges()["Wmo>Werkplein"]["color"]["opacity"] < 1  # type: ignore[index]


def test_a_click_on_a_loket_is_followed_everywhere(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    picture(page).click_loket("Werkplein")
    metric(page, "Andere loketten", "1")
    metric(page, "Keer terug", "1")
    expect(_listed(page)).to_have_count(1)
    expect(page.get_by_role("radio", name="Werkplein en Wmo")).to_be_visible()
    table_reads(page, "Wmo Werkplein 1 1 1 100%", "Jeugd Werkplein 1 0 0 -", "Werkplein Wmo 1 1 0 0%")
    picture(page).click_nothing()
    expect(_listed(page)).to_have_count(2)


def test_a_sentence_of_the_list_is_shown_in_the_picture(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    drawn = picture(page)
    scale = drawn.scale()
    _choose(page, "Werkplein en Wmo")
    metric(page, "Dagen kwijt", "1")
    expect(page.locator("#net[data-version*='Werkplein']")).to_be_visible()
    assert drawn.edges()["Jeugd>Wmo"]["color"]["opacity"] < 1  # type: ignore[index]
    assert drawn.scale() == pytest.approx(scale)
    page.get_by_role("button", name="Toon weer alles").click()
    metric(page, "Keer terug", "5")
    expect(page.get_by_role("radio", name="Werkplein en Wmo")).not_to_be_checked()


def _listed(page: Page) -> Locator:
    return page.get_by_test_id("stRadio").get_by_role("radio")


def _choose(page: Page, name: str) -> None:
    page.get_by_test_id("stRadio").get_by_text(name).click()


def test_zoom_and_place_survive_a_click(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    drawn = picture(page)
    page.get_by_role("button", name="Dichterbij").click()
    scale = drawn.scale()
    drawn.click_loket("Jeugd")
    metric(page, "Andere loketten", "1")
    assert drawn.scale() == pytest.approx(scale)


def test_the_keyboard_alone_will_do(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    drawn, told = picture(page), page.locator(".kaart #live")
    drawn.canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text("Hier:")
    page.keyboard.press("Enter")
    metric(page, "Andere loketten", "1" if "Jeugd" in told.inner_text() or "Werkplein" in told.inner_text() else "2")
    page.keyboard.press("Space")
    expect(told).to_contain_text("keer doorgestuurd")
    page.keyboard.press("Enter")
    metric(page, "Keer doorgestuurd", told.inner_text().split(": ")[-1].split()[0])
    page.keyboard.press("Escape")
    metric(page, "Keer terug", "5")
    # The list can be walked with the keyboard too.
    _listed(page).first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Jeugd en Wmo")).to_be_checked()
    metric(page, "Keer terug", "4")


def test_tab_reaches_the_picture(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    picture(page)
    reached = "() => document.activeElement?.shadowRoot?.activeElement?.id"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(reached) == "net":
            return
    raise AssertionError("Tab never reached the picture")


def test_english_is_kept_in_the_address(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    page.get_by_text("English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From pillar to post")
    assert page.url.endswith("?taal=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    settle(page)
    expect(
        page.get_by_text("Jeugd and Wmo: 3 cases went back and forth (4 times back), 27 days in all.")
    ).to_be_visible()
    picture(page).click_loket("Werkplein")
    metric(page, "Other lokets", "1")


def test_streamlit_speaks_dutch_and_english_again(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    unfold(page.get_by_text("Eigen bestand toevoegen"))
    expect(page.get_by_text("500 MB per bestand")).to_be_visible()
    page.get_by_text("English").click()
    expect(page.get_by_text("500MB per file")).to_be_visible()


def test_both_ways_to_look_at_data_are_one_click_apart(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    page.get_by_text("Het voorbeeld").click()
    expect(page.get_by_text("Dit is een voorbeeld.")).to_be_visible()
    expect(page.get_by_role("radio", name="Jeugd en Wmo: 3 hulpvragen")).to_have_count(0)
    assert page.url.endswith("?gegevens=voorbeeld")


def test_the_toy_register_gives_the_figures_of_the_definitions(
    visit: Visit, serve: Serve, kaart: Kaart, tmp_path: Path
) -> None:
    kaart(tmp_path, "import", str(Path("data/toy").resolve()))
    page = visit(serve(tmp_path, KAART_DB=str(tmp_path / "kaart.db")).url + PAGE)
    expect(page.get_by_text("2 van de 8 hulpvragen gingen heen en weer, samen 3 keer terug.")).to_be_visible()
    metric(page, "Dagen kwijt", "33")
    expect(_listed(page)).to_have_count(2)
    _choose(page, "CJG en Wmo: 1 hulpvraag ging heen en weer (2 keer terug), samen 28 dagen.")
    metric(page, "Dagen kwijt", "28")
