"""The page Start: on the demo, an empty and a tiny register, for who sees all figures and for who does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Kaart, Own, Serve, Served, Visit, settle
from tests.browser.test_access import violations

TITLES = {"nl": "Waar raken gezinnen de meeste dagen kwijt?", "en": "Where do households lose most days?"}
AUDIENCES = ("beheerder", "regisseur", "professional", "werksessie", "openbaar")
PSEUDONYM = re.compile(r"[hcr]-[0-9a-hj-km-np-tv-z]{13}")
MORE = "case,time,loket\n91,2024-06-01,Jeugd\n91,2024-06-02,Wmo\n"


@pytest.fixture(scope="module")
def demos(serve: Serve, demo: Served) -> dict[str, Served]:
    """The demo as each audience sees it."""
    others = {name: serve(demo.folder, KAART_AUDIENCE=name) for name in AUDIENCES[1:]}
    return {"beheerder": demo, **others}


@pytest.fixture
def own(own_app: Own) -> Own:
    """The app over a log of one's own, in a folder of its own."""
    return own_app


def _read(page: Page) -> str:
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_demo_tells_what_stands_out(visit: Visit, demos: dict[str, Served], audience: str, language: str) -> None:
    page = visit(f"{demos[audience].url}/?taal={language}")
    expect(page.get_by_role("heading", name=TITLES[language])).to_be_visible()
    # Three gaps, each with what may help and a way to its evidence, and to all; five figures, each with a way to where
    # it happens.
    expect(page.get_by_test_id("stMain").locator("ol > li")).to_have_count(3)
    links = page.get_by_test_id("stPageLink")
    expect(links).to_have_count(3 + 1 + 5)
    told = _read(page)
    rounded = re.search(r"(ongeveer|about) [\d.,]+ (gezinnen|households)", told)
    assert (rounded is None) == (audience == "beheerder")
    assert not PSEUDONYM.search(told)
    assert violations(page) == []


def test_figures_differ_by_audience_but_coverage_does_not(visit: Visit, demos: dict[str, Served]) -> None:
    exact, rounded = (_read(visit(demos[name].url)) for name in ("beheerder", "regisseur"))
    coverage = re.compile(r"\d+ van \d+ loketten leverden gegevens\.")
    assert coverage.findall(exact) == coverage.findall(rounded) != []
    figure = re.compile(r"We zagen (?:ongeveer )?([\d.]+) gezinnen")
    (one,), (other,) = (figure.findall(text) for text in (exact, rounded))
    # Rounded to a multiple of 5, as k is 10.
    assert int(other.replace(".", "")) % 5 == 0
    assert abs(int(one.replace(".", "")) - int(other.replace(".", ""))) < 5


def test_a_figure_leads_to_where_it_happens(visit: Visit, demo: Served) -> None:
    page = visit(demo.url)
    page.get_by_role("link", name="Bekijk de hele lijst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Van het kastje naar de muur", timeout=30_000)
    settle(page)


def test_under_five_figures_stand_five_sentences_with_their_links(visit: Visit, demos: dict[str, Served]) -> None:
    page = visit(demos["regisseur"].url)
    figures = page.locator("[class*=st-key-start-]").filter(has_text=re.compile("Bekijk (waar|wie)"))
    expect(figures).to_have_count(5)
    sentences = page.locator("h2:has-text('Vijf cijfers')").locator("xpath=following::p[contains(., 'gezinnen')][1]")
    expect(sentences).to_contain_text("We zagen")
    for figure in figures.all():
        sentence, link = figure.locator("p").first.bounding_box(), figure.get_by_role("link").bounding_box()
        assert sentence
        assert link
        assert link["y"] > sentence["y"] + sentence["height"] / 2


def test_each_of_the_worst_gaps_leads_to_its_own_evidence(visit: Visit, demos: dict[str, Served]) -> None:
    page = visit(demos["regisseur"].url)
    page.get_by_role("link", name=re.compile("^.*Bekijk het bewijs")).nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Van het kastje naar de muur", timeout=30_000)
    page.wait_for_url(re.compile("knelpunt=[a-z_]+&bij="))
    expect(page.get_by_role("heading", level=3).filter(has_text=":").first).to_be_visible()
    settle(page)


def test_start_has_a_name_in_the_address_too(visit: Visit, demo: Served) -> None:
    page = visit(f"{demo.url}/start?taal=en")
    assert page.url == f"{demo.url}/?taal=en"
    expect(page.get_by_role("heading", name=TITLES["en"])).to_be_visible()


def test_what_is_loaded_can_be_opened_with_the_keyboard(visit: Visit, demo: Served) -> None:
    page = visit(demo.url)
    page.locator("summary", has_text="Wie leverde hoeveel?").focus()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("cell", name="Gemeente Waterrijk").or_(page.get_by_text("Gemeente Waterrijk")).first
    ).to_be_visible()
    settle(page)
    assert violations(page) == []


def test_an_empty_register_says_how_to_begin(visit: Visit, own: Own) -> None:
    page = visit(own("case,time,loket\n1,2024-01-01,\n").url)
    expect(page.get_by_role("heading", name="Hoe begin je?")).to_be_visible()
    expect(page.get_by_text("Eigen bestand toevoegen")).to_be_visible()
    assert violations(page) == []
    page.get_by_text("Het voorbeeld", exact=True).click()
    expect(page.get_by_role("heading", name=TITLES["nl"])).to_be_visible(timeout=60_000)
    settle(page)


def test_a_tiny_register_shows_no_figure_to_others(visit: Visit, own: Own, kaart: Kaart) -> None:
    served = own(KAART_AUDIENCE="regisseur")
    page = visit(served.url)
    expect(page.get_by_text("Er zijn nog geen cijfers gepubliceerd.")).to_be_visible()
    kaart(served.folder, "publish")
    expect(page.get_by_text("Er zijn nieuwe gegevens.")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Toon ze").click()
    expect(page.get_by_text("Er zijn te weinig hulpvragen om cijfers te laten zien.")).to_be_visible()
    expect(page.get_by_text("Ingelezen zijn minder dan 100 verwijzingen")).to_be_visible()
    # No way leads to a list in which there is nothing; one to the stories.
    expect(page.get_by_test_id("stPageLink")).to_have_count(1)
    expect(page.get_by_text("Je ziet de cijfers die op")).to_be_visible()
    told = _read(page)
    # 3 of 6 cases go back and forth in the log: neither number may be read.
    assert "minder dan 10" in told
    assert not re.search(r"\b[1-9] (hulpvra|gezin)", told.replace("minder dan 10 ", ""))
    expect(page.get_by_text("Eigen bestand toevoegen")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="Lees de zeven verhalen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reis")
    settle(page)


def test_publishing_asks_first(visit: Visit, own: Own, kaart: Kaart) -> None:
    served = own()
    page = visit(served.url)
    expect(page.get_by_text("Anderen zien nog geen cijfers")).to_be_visible()
    page.get_by_role("button", name="Publiceer deze cijfers").click()
    page.get_by_role("button", name="Nee, nu niet").click()
    expect(page.get_by_text("Anderen zien nog geen cijfers")).to_be_visible()
    page.get_by_role("button", name="Publiceer deze cijfers").click()
    page.get_by_role("button", name="Ja, publiceer").click()
    expect(page.get_by_text("De cijfers zijn gepubliceerd.")).to_be_visible()
    expect(page.get_by_role("button", name="Publiceer deze cijfers")).to_have_count(0)
    assert violations(page) == []
    kaart(served.folder, "undo")
    page.get_by_role("button", name="Toon ze").click(timeout=10_000)
    expect(page.get_by_text("Anderen zien nog geen cijfers")).to_be_visible()


def test_new_data_are_told_and_nothing_moves(visit: Visit, own: Own, kaart: Kaart) -> None:
    served = own()
    page = visit(served.url)
    expect(page.get_by_role("status").get_by_text("Je ziet de nieuwste gegevens.")).to_be_visible()
    title, focus = page.get_by_role("heading", level=1), page.locator("summary", has_text="Wie leverde hoeveel?")
    focus.focus()
    before = (title.bounding_box(), focus.bounding_box())
    focused = "() => document.activeElement.textContent"
    reading = page.evaluate(focused)
    (served.folder / "meer.csv").write_text(MORE)
    kaart(served.folder, "import", str(served.folder / "meer.csv"), "--source", "log")
    expect(page.get_by_role("status").get_by_text("Er zijn nieuwe gegevens.")).to_be_visible(timeout=5_000)
    assert (title.bounding_box(), focus.bounding_box()) == before
    assert page.evaluate(focused) == reading
    assert violations(page) == []
    # In the log somebody is sent on 3 + 2 + 2 + 2 + 1 times; in the new rows once more.
    expect(page.get_by_text("Ingelezen zijn 10 verwijzingen")).to_be_visible()
    page.get_by_role("button", name="Toon ze").click()
    expect(page.get_by_text("Ingelezen zijn 11 verwijzingen")).to_be_visible()
    expect(page.get_by_role("button", name="Toon ze")).to_have_count(0)
    expect(page.get_by_role("status").get_by_text("Je ziet de nieuwste gegevens.")).to_be_visible()


def test_data_that_are_taken_away_are_told(visit: Visit, own: Own) -> None:
    served = own()
    page = visit(served.url)
    for file in served.folder.glob("kaart.db*"):
        file.unlink() if file.is_file() else None
    expect(page.get_by_role("status").get_by_text("De gegevens zijn weg.")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Wat nu?").click()
    expect(page.get_by_text("iemand haalde het bestand weg")).to_have_count(1, timeout=60_000)
    settle(page)
    # A new window neither shows the figures of the demo as if nothing had happened; one may still choose it.
    new = visit(served.url)
    expect(new.get_by_text("iemand haalde het bestand weg")).to_be_visible(timeout=60_000)
    expect(new.get_by_role("heading", name=TITLES["nl"])).to_have_count(0)
    assert violations(new) == []
    new.get_by_text("Het voorbeeld", exact=True).click()
    expect(new.get_by_role("heading", name=TITLES["nl"])).to_be_visible(timeout=60_000)
    settle(new)


def test_others_are_told_that_data_were_taken_away_or_never_came(visit: Visit, own: Own, kaart: Kaart) -> None:
    served = own(None, KAART_AUDIENCE="regisseur")
    page = visit(served.url)
    expect(page.get_by_text("Er zijn nog geen eigen gegevens ingelezen. Daarom zie je een voorbeeld.")).to_be_visible()
    own(KAART_AUDIENCE="regisseur")
    kaart(served.folder, "publish")
    expect(visit(served.url).get_by_text("Je ziet de cijfers die op")).to_be_visible()
    for file in served.folder.glob("kaart.db*"):
        file.unlink() if file.is_file() else None
    new = visit(served.url)
    expect(new.get_by_text("Vraag de beheerder om een reservekopie.")).to_be_visible()
    expect(new.get_by_role("status").get_by_text("De gegevens zijn weg.")).to_be_visible()
    expect(new.get_by_text("Dit is een voorbeeld.")).to_have_count(0)


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """Another program that lets nobody read, not even what stands."""
    connection = apsw.Connection(str(database))
    connection.pragma("locking_mode", "exclusive")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_while_another_program_holds_the_data_the_figures_of_before_stay(visit: Visit, own: Own, serve: Serve) -> None:
    served = own()
    page = visit(served.url)
    expect(page.get_by_text("Ingelezen zijn 10 verwijzingen")).to_be_visible()
    with _held(served.folder / "kaart.db"):
        locked = page.get_by_role("status").get_by_text("Een ander programma schrijft nu in de gegevens.")
        expect(locked).to_be_visible()
        # In a new window too, and on another page.
        new = visit(served.url)
        expect(new.get_by_text("Ingelezen zijn 10 verwijzingen")).to_be_visible()
        expect(new.get_by_role("button", name="Publiceer deze cijfers")).to_be_visible()
        expect(new.get_by_role("status").get_by_text("Een ander programma schrijft nu in de gegevens.")).to_be_visible()
        new.get_by_role("link", name="Beheer").click()
        new.get_by_text("Veranderingen", exact=True).click()
        expect(new.get_by_text("Een ander programma schrijft op dit moment")).to_have_count(0)
        # An app that never read them says so, and how to go on.
        other = visit(serve(served.folder, KAART_DB=str(served.folder / "kaart.db")).url)
        expect(other.get_by_text("Een ander programma schrijft op dit moment in")).to_be_visible()
        expect(other.get_by_role("button", name="Probeer het opnieuw")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Je ziet de nieuwste gegevens.")).to_be_visible()
    other.get_by_role("button", name="Probeer het opnieuw").click()
    expect(other.get_by_text("Ingelezen zijn 10 verwijzingen")).to_be_visible()


def test_damaged_data_are_told(visit: Visit, own: Own) -> None:
    served = own()
    database = served.folder / "kaart.db"
    for rest in served.folder.glob("kaart.db-*"):
        rest.unlink()
    database.write_bytes(b"geen database" * 1000)
    page = visit(served.url)
    alert = page.get_by_test_id("stAlert").filter(has_text="database")
    expect(alert).to_contain_text("Zet een reservekopie terug op de pagina Beheer.")
    expect(alert).not_to_contain_text("--db")
    expect(page.get_by_role("button", name="Probeer het opnieuw")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("De gegevens zijn nu niet te lezen.")).to_be_visible()
    assert violations(page) == []


def test_without_room_beside_the_data_the_page_works_and_publishing_says_so(visit: Visit, own: Own) -> None:
    served = own()
    # A file where the folder of frozen versions should be: nothing can be kept, also not by root.
    cache = served.folder / "kaart.db.cache"
    shutil.rmtree(cache, ignore_errors=True)
    cache.write_text("vol")
    page = visit(served.url)
    expect(page.get_by_text("Ingelezen zijn 10 verwijzingen")).to_be_visible()
    page.get_by_role("button", name="Publiceer deze cijfers").click()
    page.get_by_role("button", name="Ja, publiceer").click()
    expect(page.get_by_text("Publiceren lukt niet")).to_be_visible()
    expect(page.get_by_role("button", name="Probeer het opnieuw")).to_be_visible()


@contextmanager
def _writing(database: Path) -> Iterator[None]:
    """Another process that is in the middle of writing."""
    connection = apsw.Connection(str(database))
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_publishing_while_another_writes_is_told(visit: Visit, own: Own) -> None:
    served = own()
    page = visit(served.url)
    page.get_by_role("button", name="Publiceer deze cijfers").click()
    with _writing(served.folder / "kaart.db"):
        page.get_by_role("button", name="Ja, publiceer").click()
        expect(page.get_by_role("button", name="Probeer het opnieuw")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(page.get_by_text("Anderen zien nog geen cijfers")).to_be_visible()
