"""Several sources: what is published decides which of them others see, and one of several counts as a filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Kaart, Serve, Served, Visit, settle

GAPS = "/van-het-kastje-naar-de-muur"
PAGES = ("/", GAPS, "/reis?reis=routes")


STAY = 5
"""So many go to the second loket and stay there, so that the pair does not look like asking for advice."""


def _log(first: int, a: str, b: str, back: int) -> str:
    """So many cases that go from one loket to another and back, one a day; and some that stay."""
    routes = [*[(a, b, a)] * back, *[(a, b)] * STAY]
    rows = (f"{first + i},2024-01-0{d},{lo}" for i, route in enumerate(routes) for d, lo in enumerate(route, start=1))
    return "\n".join(["case,time,loket", *rows]) + "\n"


def _tables(folder: Path, name: str, back: int) -> Path:
    """Our own tables: so many households that go from A to B and back; and some that stay."""
    place = folder / name
    place.mkdir()
    homes = [f"{name}{i}" for i in range(back + STAY)]
    opened = [f"{home},{home},work,2024-01-01,A,2024-03-01,helped" for home in homes]
    there = [f"{home}-1,{home},A,B,2024-01-08,2024-01-08,accepted" for home in homes]
    again = [f"{home}-2,{home},B,A,2024-01-22,2024-01-22,accepted" for home in homes[:back]]
    files = {
        "cases": ["id,household,domains,opened_at,entry,closed_at,outcome", *opened],
        "referrals": ["id,case,from,to,sent_at,picked_up_at,status", *there, *again],
        "households": ["id,area", *(f"{home},Noord" for home in homes)],
    }
    for file, lines in files.items():
        (place / f"{file}.csv").write_text("\n".join(lines) + "\n")
    return place


def _add(kaart: Kaart, folder: Path, source: str, text: str) -> None:
    (folder / f"{source}.csv").write_text(text)
    kaart(folder, "import", str(folder / f"{source}.csv"), "--source", source)


def _told(page: Page) -> str:
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


@pytest.fixture
def regisseur(serve: Serve, kaart: Kaart, tmp_path: Path) -> Served:
    """A log of which 30 cases go back and forth, published, as the regisseur sees it."""
    _add(kaart, tmp_path, "eerste", _log(1, "A", "B", 30))
    kaart(tmp_path, "publish")
    return serve(tmp_path, KAART_DB=str(tmp_path / "kaart.db"), KAART_AUDIENCE="regisseur")


def test_what_comes_or_goes_after_publishing_does_not_change_the_pages_of_others(
    visit: Visit, regisseur: Served, kaart: Kaart
) -> None:
    before = [_told(visit(regisseur.url + page)) for page in PAGES]
    assert "30" in before[0]
    _add(kaart, regisseur.folder, "geheim", _log(100, "C", "D", 20))
    assert [_told(visit(regisseur.url + page)) for page in PAGES] == before
    # The change sets: the import, the publication, the second import. Now nothing is left but what stands published.
    kaart(regisseur.folder, "undo", "3")
    kaart(regisseur.folder, "undo", "1")
    assert [_told(visit(regisseur.url + page)) for page in PAGES] == before


def test_the_source_stands_in_the_address_and_stays_on_another_page(
    visit: Visit, serve: Serve, kaart: Kaart, tmp_path: Path
) -> None:
    _add(kaart, tmp_path, "eerste", _log(1, "A", "B", 30))
    _add(kaart, tmp_path, "tweede", _log(100, "C", "D", 20))
    served = serve(tmp_path, KAART_DB=str(tmp_path / "kaart.db"))
    page = visit(f"{served.url}{GAPS}?bron=tweede")
    expect(page.get_by_role("heading", name="1. C en D")).to_be_visible()
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_text("C en D sturen 20 van de 25 hulpvragen naar elkaar terug.").first).to_be_visible()
    expect(page).to_have_url(f"{served.url}/?bron=tweede")
    page = visit(f"{served.url}{GAPS}?bron=weg")
    expect(page.get_by_text("In het adres staat bron: weg.")).to_be_visible()
    expect(page.get_by_role("heading", name="1. A en B")).to_be_visible()


def test_one_source_of_several_counts_as_a_filter(visit: Visit, serve: Serve, kaart: Kaart, tmp_path: Path) -> None:
    for name, cases in (("noord", 30), ("zuid", 20)):
        kaart(tmp_path, "import", str(_tables(tmp_path, name, cases)), "--source", name)
    kaart(tmp_path, "publish")
    served = serve(tmp_path, KAART_DB=str(tmp_path / "kaart.db"), KAART_AUDIENCE="regisseur")
    page = visit(f"{served.url}{GAPS}?leefgebied=work&wijk=Noord")
    expect(page.get_by_text("Je hebt naast de periode 2 filters gekozen.")).to_be_visible()
    expect(page.get_by_text("A en B sturen ongeveer 50 van de 60 gezinnen naar elkaar terug.").first).to_be_visible()
    page = visit(f"{served.url}{GAPS}?bron=zuid&leefgebied=work&wijk=Noord")
    expect(page.get_by_text("Je hebt naast de periode een bron en een filter gekozen.")).to_be_visible()
    expect(page.get_by_text("We laten wijk weg")).to_be_visible()
    expect(page.get_by_text("A en B sturen bijna alle gezinnen (ongeveer 20) naar elkaar terug.").first).to_be_visible()
    # The classes of a gap would be one filter more.
    expect(page.get_by_text("Dit kan niet samen met de gekozen filters")).to_be_visible()
