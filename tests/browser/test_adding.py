"""A file of one's own, through the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import LOG, Serve, Served, Visit
from tests.browser.seen import metric, picture, unfold

PAGE = "/heen-en-weer"


@pytest.fixture(scope="module")
def fresh(serve: Serve) -> Served:
    return serve()


def _drop(page: Page, name: str, text: str) -> None:
    unfold(page.get_by_text("Eigen bestand toevoegen"))
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)


def test_a_file_that_cannot_be_read_is_a_sentence(visit: Visit, fresh: Served) -> None:
    page = visit(fresh.url + PAGE)
    _drop(page, "leeg.csv", " ")
    expect(page.get_by_text("dit bestand is leeg")).to_be_visible()


def test_a_file_without_a_column_for_the_loket_says_what_to_do_on_this_page(visit: Visit, fresh: Served) -> None:
    page = visit(fresh.url + PAGE)
    _drop(page, "log.csv", "zaak,case,time\n1,1,2024-01-01\n")
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_text("het is niet duidelijk welke kolom het loket is. Kies er een.")).to_be_visible()
    expect(page.get_by_text("--group")).to_have_count(0)


def test_citizen_numbers_are_refused_before_anything_is_kept(visit: Visit, fresh: Served) -> None:
    page = visit(fresh.url + PAGE)
    _drop(page, "log.csv", "case,time,loket\n111222333,2024-01-01,A\n123456782,2024-01-02,B\n")
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_text("BSN")).to_be_visible()
    expect(page.get_by_text("111222333")).to_have_count(0)
    expect(page.get_by_role("button", name="Lees het bestand in")).to_have_count(0)


def test_checked_imported_and_shown(visit: Visit, fresh: Served) -> None:
    page = visit(fresh.url + PAGE)
    _drop(page, "buurt.csv", LOG + "7,31-31-2024,Wmo\n")
    expect(page.get_by_role("combobox", name="Kolom met het loket of team")).to_have_value("loket")
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_text("Gecontroleerd: 17 rijen gelezen, 15 nieuw, 0 al bekend, 2 niet gebruikt.")).to_be_visible()
    expect(page.get_by_text("1 niet gebruikt: geen loket")).to_be_visible()
    expect(page.get_by_text("buurt.csv, rij 18")).to_be_visible()
    assert not list(Path(fresh.folder / "kaart").glob("kaart.db"))
    page.get_by_role("button", name="Lees het bestand in").click()
    expect(page.get_by_text("Ingelezen: 17 rijen gelezen, 15 nieuw")).to_be_visible()
    expect(page.get_by_text("4 van de 5 hulpvragen gingen heen en weer, samen 5 keer terug.")).to_be_visible()
    expect(page.get_by_role("radio", name="Jeugd en Wmo")).to_be_visible()
    picture(page).click_loket("Werkplein")
    metric(page, "Keer terug", "1")
    # Once more brings nothing new.
    _drop_again(page)


def _drop_again(page: Page) -> None:
    file: FilePayload = {"name": "buurt.csv", "mimeType": "text/csv", "buffer": LOG.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_text("Er is al een logboek ingelezen.")).to_be_visible()
    name = page.get_by_role("textbox", name="Naam voor deze bron")
    name.fill("buurt")
    name.press("Enter")
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_text("16 rijen gelezen, 0 nieuw, 15 al bekend, 1 niet gebruikt")).to_be_visible()
