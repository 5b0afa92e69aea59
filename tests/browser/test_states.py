"""Registers with little in them, sources that do not add up, and a register that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Kaart, Serve, Visit
from tests.browser.seen import picture, unfold

PAGE = "/heen-en-weer"


def test_an_empty_register_says_so(visit: Visit, serve: Serve, imported: Callable[[str], Path]) -> None:
    folder = imported("case,time,loket\n1,2024-01-01,\n2,2024-01-02,onbekend\n")
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db")).url + PAGE)
    expect(page.get_by_text("Er staan nog geen hulpvragen in.")).to_be_visible()
    expect(page.get_by_text("Eigen bestand toevoegen")).to_be_visible()


def test_a_register_without_bounces_says_so(visit: Visit, serve: Serve, imported: Callable[[str], Path]) -> None:
    folder = imported("case,time,loket\n1,2024-01-01,A\n1,2024-01-02,B\n")
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db")).url + PAGE)
    expect(page.get_by_text("Geen enkele hulpvraag ging heen en weer tussen twee loketten.")).to_be_visible()
    picture(page).click_arrow("A", "B")
    expect(page.get_by_text("Van A naar B: 1 keer doorgestuurd.")).to_be_visible()


def test_sources_that_do_not_add_up_are_shown_one_by_one(
    visit: Visit, serve: Serve, imported: Callable[[str], Path], kaart: Kaart
) -> None:
    folder = imported("case,time,loket\n1,2024-01-01,A\n1,2024-01-02,B\n1,2024-01-03,A\n")
    served = serve(folder, KAART_DB=str(folder / "kaart.db"))
    page = visit(served.url + PAGE)
    expect(page.get_by_text("1 van de 1 hulpvragen ging heen en weer")).to_be_visible()
    # Another process adds a second log while the page is open.
    (folder / "tweede.csv").write_text("case,time,loket\n1,2024-01-01,C\n1,2024-01-02,D\n")
    kaart(folder, "import", str(folder / "tweede.csv"), "--source", "tweede")
    unfold(page.get_by_text("Wat is er ingelezen?"))
    page.get_by_role("button", name="Kijk of er nieuwe gegevens zijn").click()
    expect(page.get_by_text("Deze bronnen mag je niet bij elkaar optellen.")).to_be_visible()
    page.get_by_role("combobox", name="Welke bron wil je zien?").click()
    page.get_by_role("option", name="tweede").click()
    expect(page.get_by_text("Geen enkele hulpvraag ging heen en weer")).to_be_visible()
