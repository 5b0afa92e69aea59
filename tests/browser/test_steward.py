"""The page Beheer: files in, changes back, copies kept, settings; and what goes wrong, as sentences."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, FileChooser, FilePayload, Page, Route, TimeoutError, expect

from graph.choices import settings_file
from graph.pseudonyms import Door
from graph.stores.sqlite import open_sqlite
from tests.browser.conftest import LOG, Kaart, Own, Serve, Served, Visit, environment, settle
from tests.browser.seen import unfold
from tests.browser.test_access import violations

PAGE = "/beheer"
WRONG = LOG + "7,31-31-2024,Wmo\n8,gisteren,=Wmo\n"
IN_NL = {
    "check": "Kijk wat er zou gebeuren",
    "import": "Lees het bestand in",
    "undo": "Zet deze verandering terug",
    "yes": "Ja, zet terug",
    "no": "Nee, laat alles zo",
}


@pytest.fixture
def own(own_app: Own) -> Served:
    """The app over a database of its own, so that a test may change it."""
    return own_app()


def _drop(page: Page, name: str, contents: bytes | str, at: int = 0) -> None:
    buffer = contents if isinstance(contents, bytes) else contents.encode()
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": buffer}
    page.locator("input[type=file]").nth(at).set_input_files(file)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _go(page: Page, part: str) -> None:
    page.get_by_role("radio", name=part).click()
    expect(page.get_by_role("heading", level=2, name=part)).to_be_visible()
    settle(page)


def _downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        _press(page, name)
    file: Download = waiting.value
    return Path(file.path()).read_bytes()


def _row(page: Page, *cells: str) -> None:
    """Some table on the page must have a row that reads so."""
    wanted = re.compile(".*".join(map(re.escape, cells)), re.DOTALL)
    expect(page.locator("tbody tr").filter(has_text=wanted).first).to_be_visible()


def test_a_file_is_seen_tried_mended_and_imported(visit: Visit, serve: Serve) -> None:
    fresh = serve()
    page = visit(fresh.url + PAGE)
    expect(page.get_by_text("Je hebt nog geen eigen gegevens.")).to_be_visible()
    _drop(page, "buurt.csv", WRONG)
    _row(page, "buurt.csv", "logboek", "1 kB")
    expect(page.get_by_role("button", name=IN_NL["import"])).to_have_count(0)
    _press(page, IN_NL["check"])
    expect(page.get_by_text("Dit zou er gebeuren met bron 'buurt'. Er is nog niets bewaard.")).to_be_visible()
    # 16 rows of LOG, of which the last names no loket, and two with a wrong date.
    for cells in (("gelezen", "18"), ("nieuw", "15"), ("niet gebruikt: geen loket", "1")):
        _row(page, *cells)
    _row(page, "buurt.csv", "18", "time", "'31-31-2024' is geen datum")
    assert not list(fresh.folder.glob("kaart/kaart.db"))
    page.get_by_role("textbox", name="Verbetering 1, voor rij 18").fill("2024-01-31")
    _press(page, "Verbeter en kijk opnieuw")
    expect(page.get_by_text("1 waarde is verbeterd.")).to_be_visible()
    expect(page.get_by_text("Dit zijn 1 van de 1 problemen.")).to_be_visible()
    page.get_by_role("textbox", name="Verbetering 1, voor rij 19").fill("2024-01-31")
    _press(page, "Verbeter en kijk opnieuw")
    expect(page.get_by_text("Deze rijen kloppen niet")).to_have_count(0)
    _press(page, IN_NL["import"])
    expect(page.get_by_text("Bron 'buurt' is ingelezen, als verandering 1.")).to_be_visible()
    _row(page, "nieuw", "17")
    _go(page, "Veranderingen")
    _row(page, "1", "ingelezen: buurt", "buurt.csv", "geldt")


def test_problems_go_out_as_tables_and_come_back_mended(visit: Visit, serve: Serve) -> None:
    page = visit(serve().url + PAGE)
    _drop(page, "-log.csv", WRONG)
    _press(page, IN_NL["check"])
    expect(page.get_by_text("Deze rijen kloppen niet")).to_be_visible()
    rows = list(csv.reader(io.StringIO(_downloaded(page, "Download als CSV").decode("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows] == [
        ["Bestand", "Rij", "Kolom"],
        ["'-log.csv", "18", "time"],
        ["'-log.csv", "19", "time"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(_downloaded(page, "Download als Excel")))
    sheet = book.worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    sheet.cell(2, 5).value, sheet.cell(3, 5).value = "2024-01-31", "2024-02-01"
    filled = io.BytesIO()
    book.save(filled)
    _drop(page, "ingevuld.xlsx", filled.getvalue(), at=1)
    _press(page, "Gebruik de ingevulde tabel")
    expect(page.get_by_text("2 waarden zijn verbeterd.")).to_be_visible()
    expect(page.get_by_text("Deze rijen kloppen niet")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "contents", "sentence"),
    [
        ("brief.pdf", b"%PDF-1.7 ...", "dit is een PDF. Vraag de bron om een CSV-bestand."),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "dit is geen tekst."),
        ("leeg.csv", b" ", "dit bestand is leeg"),
        ("half.csv.gz", gzip.compress(LOG.encode() * 50)[:-20], "het gzip-bestand is afgebroken"),
        ("half.xlsx", b"PK\x03\x04 half", "het Excel-bestand is beschadigd"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_with_a_way_on(
    visit: Visit, register: Served, name: str, contents: bytes, sentence: str
) -> None:
    page = visit(register.url + PAGE)
    _drop(page, name, contents)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("button", name=IN_NL["import"])).to_have_count(0)


def test_half_an_upload_leaves_nothing_and_can_be_done_again(visit: Visit, register: Served) -> None:
    # The browser and Streamlit both complain of the request that was cut off; a colon is in either.
    page = visit(register.url + PAGE, expecting=": ")

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/_stcore/upload_file/**", cut)
    _drop(page, "buurt.csv", LOG)
    expect(page.get_by_text("het uploaden is niet gelukt")).to_be_visible()
    expect(page.get_by_role("button", name=IN_NL["check"])).to_have_count(0)
    page.unroute("**/_stcore/upload_file/**", cut)
    page.get_by_role("button", name=re.compile("Verwijder")).first.click()
    _drop(page, "buurt.csv", LOG)
    expect(page.get_by_role("button", name=IN_NL["check"])).to_be_visible()


def test_undo_asks_first_and_can_be_done_again(visit: Visit, own: Served) -> None:
    page = visit(f"{own.url}{PAGE}?deel=veranderingen")
    _row(page, "1", "ingelezen: log", "log.csv", "geldt")
    _press(page, IN_NL["undo"])
    expect(page.get_by_text("Weet je het zeker?")).to_be_visible()
    _press(page, IN_NL["no"])
    expect(page.get_by_text("Weet je het zeker?")).to_have_count(0)
    _row(page, "1", "ingelezen: log", "log.csv", "geldt")
    _press(page, IN_NL["undo"])
    _press(page, IN_NL["yes"])
    expect(page.get_by_text("Gedaan. Dit is nu verandering 2")).to_be_visible()
    _row(page, "1", "ingelezen: log", "teruggezet door 2")
    _row(page, "2", "teruggezet", "verandering 1", "geldt")
    _press(page, "Doe deze verandering opnieuw")
    _press(page, "Ja, doe opnieuw")
    _row(page, "3", "teruggezet", "verandering 2", "geldt")


def test_a_backup_is_made_listed_downloaded_and_put_back(visit: Visit, own: Served, kaart: Kaart) -> None:
    page = visit(f"{own.url}{PAGE}?deel=kopie")
    expect(page.get_by_text("Er zijn nog geen reservekopieën.")).to_be_visible()
    _press(page, "Maak een reservekopie")
    expect(page.get_by_text("De reservekopie staat in")).to_be_visible()
    (made,) = own.folder.glob("reservekopieen/*.db")
    contents = _downloaded(page, "Download deze kopie")
    assert contents == made.read_bytes()
    kaart(own.folder, "undo")
    _press(page, "Toon ze")
    _press(page, "Zet deze kopie terug")
    expect(page.get_by_text("1 latere verandering telt dan niet meer mee.")).to_be_visible()
    expect(page.get_by_text("Wat er nu staat, gaat niet weg")).to_be_visible()
    _press(page, "Ja, zet de kopie terug")
    expect(page.get_by_text("De kopie staat terug. Wat er stond, staat nu in")).to_be_visible()
    with open_sqlite(own.folder / "kaart.db") as store:
        assert [c.number for c in store.changes()] == [1]
    # The same from a file, and another file that is none.
    unfold(page.get_by_text("Een kopie van een andere plek terugzetten"))
    _drop(page, "geen.db", b"niets")
    _press(page, "Zet dit bestand terug")
    _press(page, "Ja, zet de kopie terug")
    expect(page.get_by_text("Dit bestand is geen reservekopie van Verwijskaart")).to_be_visible()


def test_settings_say_what_they_change_and_change_it(visit: Visit, own: Served) -> None:
    page = visit(f"{own.url}{PAGE}?deel=instellingen")
    expect(page.get_by_text("Verandert deze cijfers: Verloren dagen; Opnieuw beginnen.")).to_be_visible()
    field = page.get_by_role("spinbutton", name="Kleinste aantal gezinnen")
    assert (field.get_attribute("min"), field.input_value()) == ("5", "10")
    page.get_by_role("spinbutton", name="Dagen stilte tot 'vastgelopen'").fill("90")
    page.get_by_role("textbox", name="Woorden die 'leeg' betekenen").fill("EMPTY, leeg")
    page.get_by_role("textbox", name="Waarom verander je dit?").fill("besluit van maart")
    _press(page, "Bewaar de instellingen")
    expect(page.get_by_text("Bewaard. Alle cijfers rekenen hier nu mee.")).to_be_visible()
    _row(page, "1", "Dagen stilte tot 'vastgelopen': van 56 naar 90")
    assert settings_file(own.folder / "kaart.db").stat().st_mode & 0o077 == 0
    _go(page, "inlezen")
    _drop(page, "nog.csv", LOG)
    expect(page.get_by_role("textbox", name="Woorden die 'leeg' betekenen")).to_have_value("EMPTY, leeg")
    _go(page, "Instellingen")
    _press(page, IN_NL["undo"])
    _press(page, IN_NL["yes"])
    expect(page.get_by_role("spinbutton", name="Dagen stilte tot 'vastgelopen'")).to_have_value("56")
    _row(page, "2", "Dagen stilte tot 'vastgelopen': van 90 naar 56", "verandering 1", "geldt")


def test_two_windows_see_the_same_work_and_either_can_stop_it(visit: Visit, own: Served) -> None:
    rows = "".join(f"{i},2024-01-{1 + i % 28:02d},L{i % 40}\n" for i in range(600_000))
    first, second = visit(own.url + PAGE), visit(own.url + PAGE)
    _drop(first, "groot.csv", "case,time,loket\n" + rows)
    name = first.get_by_role("textbox", name="Naam voor deze bron")
    name.fill("groot")
    name.press("Enter")
    _press(first, IN_NL["check"])
    expect(first.get_by_text("Een bestand wordt gecontroleerd.")).to_be_visible()
    expect(second.get_by_text("Een bestand wordt gecontroleerd, in een ander venster.")).to_be_visible()
    expect(second.get_by_role("progressbar")).to_be_visible()
    _press(second, "Stop")
    expect(first.get_by_text("Gestopt. Er is niets opgeslagen.")).to_be_visible()
    expect(second.get_by_text("in een ander venster")).to_have_count(0)


def test_a_change_by_another_process_is_told_at_once(visit: Visit, own: Served, kaart: Kaart) -> None:
    page = visit(f"{own.url}{PAGE}?deel=veranderingen")
    kaart(own.folder, "undo")
    expect(page.get_by_text("Er zijn nieuwe gegevens.")).to_be_visible(timeout=4_000)
    _press(page, "Toon ze")
    _row(page, "1", "ingelezen: log", "teruggezet door 2")
    expect(page.get_by_text("Er zijn nieuwe gegevens.")).to_have_count(0)


def test_a_database_that_is_gone_or_damaged_is_a_sentence_with_a_way_on(visit: Visit, own: Served) -> None:
    page = visit(f"{own.url}{PAGE}?deel=veranderingen")
    for path in own.folder.glob("kaart.db*"):
        if path.is_file():
            path.unlink()
    expect(page.get_by_text("De gegevens zijn weg.")).to_be_visible()
    _press(page, "Wat nu?")
    expect(page.get_by_text("Er is nog niets veranderd.")).to_be_visible()
    expect(page.get_by_text("Je hebt nog geen eigen gegevens.")).to_be_visible()
    (own.folder / "kaart.db").write_bytes(b"dit is geen database" * 300)
    page.reload()
    expect(page.get_by_text("is geen database van Verwijskaart, of is beschadigd")).to_be_visible()
    _go(page, "Reservekopie")
    expect(page.get_by_text("Een kopie van een andere plek terugzetten")).to_be_visible()


def test_a_database_that_another_program_holds_is_a_sentence(visit: Visit, own: Served) -> None:
    page = visit(f"{own.url}{PAGE}?deel=veranderingen")
    key = Door(environment(own.folder)["KAART_KEY"].encode())
    with open_sqlite(own.folder / "kaart.db", key) as other, other.writing():
        _press(page, IN_NL["undo"])
        _press(page, IN_NL["yes"])
        expect(page.get_by_text("Een verandering wordt teruggezet.")).to_be_visible()
        expect(page.get_by_text("Een ander programma schrijft op dit moment in")).to_be_visible()
    _press(page, IN_NL["undo"])
    _press(page, IN_NL["yes"])
    expect(page.get_by_text("Gedaan. Dit is nu verandering 2")).to_be_visible()


@pytest.mark.parametrize("audience", ["regisseur", "professional"])
def test_nobody_but_the_administrator_finds_the_page(visit: Visit, serve: Serve, audience: str) -> None:
    served = serve(KAART_AUDIENCE=audience)
    page = visit(served.url + PAGE, expecting="does not seem to exist")
    expect(page.get_by_text("Deze pagina bestaat niet, of is niet voor jou.")).to_be_visible()
    expect(page.get_by_role("link", name="Beheer")).to_have_count(0)
    expect(page.locator("input[type=file]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1, name="Beheer")).to_have_count(0)


@pytest.mark.parametrize("query", ["", "taal=en"])
@pytest.mark.parametrize("part", ["inlezen", "veranderingen", "kopie", "instellingen"])
def test_axe_finds_nothing(visit: Visit, own_read: Served, query: str, part: str) -> None:
    page = visit(f"{own_read.url}{PAGE}?deel={part}&{query}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Administration" if query else "Beheer")
    if part == "inlezen":
        _drop(page, "nog.csv", WRONG)
        name = page.get_by_role("textbox", name="Name of this source" if query else "Naam voor deze bron")
        name.fill("log")
        name.press("Enter")
        _press(page, "See what would happen" if query else IN_NL["check"])
        expect(page.get_by_text("These rows are not right" if query else "Deze rijen kloppen niet")).to_be_visible()
    if part in ("veranderingen", "instellingen"):
        _press(page, "Put this change back" if query else IN_NL["undo"])
        expect(page.get_by_text("Are you sure?" if query else "Weet je het zeker?")).to_be_visible()
    for expander in page.get_by_test_id("stExpander").locator("summary").all():
        unfold(expander)
    # Our words for what Streamlit draws come a moment later; with them the place for a file gets a role that fits.
    expect(page.locator("[data-testid=stFileUploaderDropzone][role=presentation]")).to_have_count(0)
    settle(page)
    assert violations(page) == []
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[:2] == [1, 2]
    assert set(levels[2:]) <= {3}


@pytest.fixture(scope="module")
def own_read(serve: Serve, imported: Callable[[str], Path], kaart: Kaart) -> Served:
    """The app over a database with a backup and a setting, that nobody changes."""
    folder = imported(LOG)
    kaart(folder, "settings", "T_pick", "21", "--why", "besluit")
    kaart(folder, "backup", str(folder / "kopie.db"))
    return serve(folder, KAART_DB=str(folder / "kaart.db"))


@pytest.mark.parametrize(("width", "height"), [(640, 500), (768, 1024)], ids=["twice the size", "tablet"])
@pytest.mark.parametrize("part", ["inlezen", "veranderingen", "kopie", "instellingen"])
def test_it_fits_at_twice_the_size_and_on_a_tablet(
    visit: Visit, own_read: Served, part: str, width: int, height: int
) -> None:
    page = visit(f"{own_read.url}{PAGE}?deel={part}")
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth <= m.clientWidth; }"
    )


def _chooser(page: Page, go_there: Callable[[], None]) -> FileChooser:
    """The file chooser that Enter opens. Chromium now and then opens none on a busy machine; then Enter once more."""
    for _ in range(4):
        go_there()
        with suppress(TimeoutError), page.expect_file_chooser(timeout=5_000) as chooser:
            page.keyboard.press("Enter")
            return chooser.value
    raise AssertionError("Enter never opens the file chooser")


def test_the_keyboard_is_enough(visit: Visit, own: Served) -> None:
    page = visit(own.url + PAGE)
    # Chromium opens a file chooser only for the window in front.
    page.bring_to_front()

    def to(role: str, name: str) -> None:
        # Beside the button for a file stands a hidden field of the same name.
        named = page.locator("button", has_text=name) if role == "button" else page.get_by_role("textbox", name=name)
        target = (page.get_by_role("radio", name=name) if role == "radio" else named).first
        expect(target).to_be_visible()
        for _ in range(60):
            if target.evaluate("e => e === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {name}")

    # The file chooser of the browser opens by Enter; what is chosen in it is no longer the page's.
    chosen = _chooser(page, lambda: to("button", "Kies een bestand"))
    chosen.set_files({"name": "log.csv", "mimeType": "text/csv", "buffer": WRONG.encode()})
    to("textbox", "Naam voor deze bron")
    page.keyboard.type("log")
    page.keyboard.press("Enter")
    settle(page)
    to("button", IN_NL["check"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Deze rijen kloppen niet")).to_be_visible()
    to("textbox", "Verbetering 1, voor rij 18")
    page.keyboard.type("2024-01-31")
    to("button", "Verbeter en kijk opnieuw")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 waarde is verbeterd.")).to_be_visible()
    to("button", IN_NL["import"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bron 'log' is ingelezen")).to_be_visible()
    to("radio", "Bestand inlezen")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=2, name="Veranderingen")).to_be_visible()
    to("button", IN_NL["undo"])
    page.keyboard.press("Enter")
    to("button", IN_NL["yes"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gedaan. Dit is nu verandering 3")).to_be_visible()
