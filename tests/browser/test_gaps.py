"""The page Van het kastje naar de muur, as regisseur and as administrator, on Waterrijk and on small registers.

The figures of Waterrijk are those of `kaart ask` on the demo, whose planted truths are in data/waterrijk/truths.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Kaart, Serve, Served, Visit, settle
from tests.browser.seen import picture, unfold
from tests.browser.test_access import violations
from tests.browser.test_start import AUDIENCES, demos  # noqa: F401

PAGE = "/van-het-kastje-naar-de-muur"
CJG_WERKPLEIN = "knelpunt=bounce&bij=cjg&en=werkplein"


@pytest.fixture(scope="module")
def regisseur(serve: Serve) -> Served:
    """Waterrijk as the regisseur sees it."""
    return serve(KAART_AUDIENCE="regisseur")


def _consult_log() -> str:
    """Thirty households that go A, B, A within days, and six that go A, C, A: B looks like advice, C is too rare."""
    rows = ["case,time,loket,household"]
    for i in range(1, 37):
        other = "B" if i <= 30 else "C"
        rows += [f"{i},2024-01-0{day},{loket},h{i}" for day, loket in enumerate(("A", other, "A"), start=1)]
    return "\n".join([*rows, "99,2024-06-01,A,h99"]) + "\n"


@pytest.fixture
def consults(serve: Serve, imported: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = imported(_consult_log())
    return serve(folder, KAART_DB=str(folder / "kaart.db"))


def _combobox(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=re.compile(f"^{label}"))


def _choose(page: Page, label: str, option: str) -> None:
    _combobox(page, label).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_url(re.compile(f"={option}"))
    settle(page)


def _evidence(page: Page) -> Locator:
    """The heading that says whose evidence is shown."""
    return page.get_by_role("heading", level=3).filter(has_text=re.compile(":"))


# What the regisseur leaves with


def test_the_three_pairs_that_cost_most_with_why_how_many_and_what_helps(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Van het kastje naar de muur")
    cards = page.locator("[class*=st-key-worst-]")
    # The first page of a new server: it makes the demo, and counts.
    expect(cards).to_have_count(3, timeout=60_000)
    expect(cards.nth(0).get_by_role("heading")).to_have_text("1. CJG en Werkplein Inkomen")
    expect(cards.nth(1).get_by_role("heading")).to_have_text("2. Schuldhulp en Werkplein Inkomen")
    expect(cards.nth(2).get_by_role("heading")).to_have_text(
        "3. Woonconsulenten De Steiger Noord en Wijkteam Nieuwland"
    )
    expect(cards.nth(0)).to_contain_text("sturen ongeveer 310 van de 360 gezinnen naar elkaar terug.")
    expect(cards.nth(0)).to_contain_text("Dat kost samen ongeveer 15.000 dagen, ongeveer 7 weken per gezin.")
    expect(cards.nth(0)).to_contain_text("Waarom? Vooral Werkplein Inkomen stuurt terug naar CJG.")
    expect(cards.nth(0)).to_contain_text("financiën")
    expect(cards.nth(2)).to_contain_text("Vooral gezinnen uit Nieuwland.")
    expect(cards.nth(0)).to_contain_text("Wat helpt?")
    expect(page.get_by_text("Alle cijfers zijn afgerond.")).to_have_count(1)
    assert re.search(r"Ongeveer [\d.]+[05] rijen zijn te klein om te tonen\.", page.inner_text("body"))


def test_the_evidence_is_one_click_away_and_can_be_shared(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    page.get_by_role("button", name="Bekijk het bewijs").nth(1).click()
    page.wait_for_url(f"{regisseur.url}{PAGE}?knelpunt=bounce&bij=kredietbank&en=werkplein")
    expect(_evidence(page)).to_have_text("Schuldhulp en Werkplein Inkomen: heen en weer")
    expect(page.get_by_text("Daarvan komen ongeveer 265 gezinnen terug.")).to_be_visible()
    expect(page.get_by_role("radio", name="Schuldhulp en Werkplein Inkomen")).to_be_checked()
    assert picture(page).edges()["werkplein>kredietbank"]["color"] == {"color": "#cd262d", "opacity": 1}
    again = visit(page.url)
    expect(_evidence(again)).to_have_text("Schuldhulp en Werkplein Inkomen: heen en weer")


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("month", "jan 2023"),
        ("area", "Nieuwland"),
        ("target", "gezinnen"),
        ("problems", "Twee of meer leefgebieden"),
        ("weeks", "4 tot 8 weken"),
        ("domain", "Financiën"),
        ("routes", "CJG → Werkplein Inkomen → CJG"),
    ],
)
def test_every_part_of_the_evidence_has_its_table(visit: Visit, regisseur: Served, by: str, told: str) -> None:
    page = visit(f"{regisseur.url}{PAGE}?{CJG_WERKPLEIN}&per={by}")
    if by != "routes":
        unfold(page.get_by_text("De cijfers bij het plaatje").first)
    table = page.get_by_test_id("stTable").first
    expect(table).to_contain_text(told)
    # Small numbers are never told: a cell of households is at least 10, or says so.
    cells = table.locator("tbody td:nth-child(2)").all_inner_texts()
    numbers = [int(cell.replace(".", "")) for cell in cells if cell != "minder dan 10"]
    assert numbers
    assert all(number >= 10 and number % 5 == 0 for number in numbers), numbers


def test_remedies_say_when_they_fit_and_when_not(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?knelpunt=dead_end&bij=urgentie&reden=silence")
    expect(_evidence(page)).to_have_text("Urgentieloket wonen: vastgelopen, daarna bleef het stil")
    remedies = page.get_by_test_id("stExpander").filter(has_text="Dit past niet als")
    expect(remedies.first).to_contain_text("Eerste stap.")
    expect(remedies.first).to_contain_text("Dit past als.")
    assert remedies.count() >= 2


def test_the_list_can_be_kept_to_one_kind_of_gap(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?toon=refusal")
    listed = page.get_by_role("radiogroup", name="Kies een regel en bekijk het bewijs").get_by_role("radio")
    expect(listed.first).to_be_attached()
    first = page.get_by_test_id("stRadio").locator("label").nth(1)
    expect(first).to_contain_text("Schuldhulp wijst")
    expect(first).to_contain_text("De reden: ")
    page.get_by_role("radio", name="Rondje").click()
    page.wait_for_url(re.compile("toon=loop"))
    expect(page.get_by_test_id("stRadio").locator("label").nth(1)).to_contain_text("terugkomen na een rondje")


# Filters


def test_filters_stand_in_the_address_and_survive_another_page(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    _choose(page, "Periode", "2024")
    _choose(page, "Wijk", "Nieuwland")
    assert "periode=2024" in page.url
    assert "wijk=Nieuwland" in page.url
    expect(page.locator(".st-key-worst-0")).to_contain_text("Woonconsulenten De Steiger Noord")
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Start")
    settle(page)
    page.get_by_role("link", name="Van het kastje naar de muur").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Van het kastje naar de muur")
    page.wait_for_url(re.compile("wijk=Nieuwland"))
    assert "periode=2024" in page.url
    page.get_by_role("button", name="Haal de filters weg").click()
    page.wait_for_url(f"{regisseur.url}{PAGE}?periode=2024")


def test_with_two_filters_the_others_are_closed_and_it_says_why(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?wijk=Nieuwland&leefgebied=housing")
    expect(page.get_by_text("Je hebt naast de periode 2 filters gekozen.")).to_be_visible()
    expect(_combobox(page, "Doelgroep")).to_be_disabled()
    expect(_combobox(page, "Wijk")).to_be_enabled()
    expect(_combobox(page, "Periode")).to_be_enabled()
    expect(page.get_by_text("Dit kan niet samen met de gekozen filters")).to_be_visible()


def test_what_the_address_should_not_say_is_left_out_with_a_sentence(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?wijk=Elders&periode=2024-05")
    expect(page.get_by_text("In het adres staat wijk: Elders.")).to_be_visible()
    expect(page.get_by_text("In het adres staat periode: 2024-05.")).to_be_visible()
    page = visit(f"{regisseur.url}{PAGE}?wijk=Nieuwland&leefgebied=housing&doelgroep=jeugd")
    expect(page.get_by_text("In het adres staan te veel filters.")).to_be_visible()
    assert "doelgroep" not in page.url or "wijk" not in page.url


def test_a_view_in_which_nothing_passes_offers_the_nearest_that_does(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?periode=2023Q1&wijk=Buitenveen&doelgroep=mantelzorgers")
    expect(page.get_by_text("Met deze filters is er niets wat we mogen tonen.")).to_be_visible()
    wider = page.get_by_role("button", name="Kijk ruimer")
    wider.click()
    settle(page)
    expect(wider).to_have_count(0)
    expect(page.get_by_role("radiogroup", name="Kies een regel en bekijk het bewijs")).to_be_visible()


def test_a_period_beside_the_one_before(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?periode=2025Q3")
    page.get_by_text("Vergelijk met de periode ervoor").click()
    page.wait_for_url(re.compile("vergelijk=ja"))
    expect(page.get_by_text("Van beide perioden tellen we tot 92 dagen na het einde.")).to_be_visible()
    expect(page.get_by_text("Voor 'opnieuw begonnen' zijn 180 dagen nodig.")).to_be_visible()
    then, now = "2e kwartaal 2025", "3e kwartaal 2025"
    heads = page.get_by_test_id("stTable").filter(has_text=now).locator("th")
    weeks = [f"Weken per gezin, {period}" for period in (then, now)]
    expect(heads).to_have_text(["Wat gaat er mis?", then, now, "Verschil", *weeks])
    # Right under the filters, above the three pairs.
    titles = page.get_by_role("heading", level=2).all_inner_texts()
    assert titles[0] == "Vergeleken met de periode ervoor"
    page = visit(regisseur.url + PAGE)
    expect(page.get_by_text("Vergelijk met de periode ervoor")).to_have_count(0)


# Pictures


def test_a_click_on_an_arrow_is_followed_by_list_and_evidence(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    drawn = picture(page)
    assert len(drawn.edges()) <= 60
    drawn.click_arrow("werkplein", "kredietbank")
    expect(_evidence(page)).to_have_text("Schuldhulp en Werkplein Inkomen: heen en weer")
    expect(page).to_have_url(re.compile("knelpunt=bounce&bij=kredietbank&en=werkplein"))


def test_a_click_on_a_loket_narrows_the_list(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    picture(page).click_loket("kredietbank")
    expect(page.get_by_text("Je ziet nu alleen Schuldhulp.")).to_be_visible()
    settle(page)
    listed = page.get_by_test_id("stRadio").locator("label[data-baseweb=radio], [role=radiogroup] label")
    assert all("Schuldhulp" in text for text in listed.all_inner_texts())
    page.get_by_role("button", name="Toon weer alles").click()
    expect(page.get_by_text("Je ziet nu alleen")).to_have_count(0)


def test_a_loket_stays_in_its_place_when_a_filter_changes(visit: Visit, regisseur: Served) -> None:
    def stands(page: Page) -> object:
        picture(page)
        return page.locator("#net").evaluate("h => h.network.getPosition('werkplein')")

    page = visit(regisseur.url + PAGE)
    first = stands(page)
    _choose(page, "Periode", "2024")
    assert stands(page) == first
    assert stands(visit(f"{regisseur.url}{PAGE}?leefgebied=finances")) == first


def test_a_double_click_draws_a_loket_with_its_neighbours(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    before = picture(page).lokets()
    picture(page).open_loket("kredietbank")
    page.wait_for_url(re.compile("rond=kredietbank"))
    expect(page.get_by_text("Je ziet nu Schuldhulp met alle loketten")).to_be_visible()
    settle(page)
    drawn = picture(page)
    ends = [edge.split(">") for edge in drawn.edges()]
    neighbours = {other for pair in ends if "kredietbank" in pair for other in pair}
    assert drawn.lokets() == neighbours | {"kredietbank"}
    assert not drawn.lokets() <= before
    assert all(drawn.in_view(loket) for loket in drawn.lokets())
    page.get_by_role("button", name="Terug naar het hele plaatje").click()
    expect(page.get_by_text("Je ziet nu Schuldhulp met alle loketten")).to_have_count(0)
    settle(page)
    assert "cjg" in picture(page).lokets()


def test_every_loket_can_be_searched_and_a_miss_is_seen(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    assert "urgentie" not in picture(page).lokets()
    field = page.get_by_label("Zoek een loket")
    field.fill("zzzz")
    field.press("Enter")
    expect(page.get_by_text("Geen loket gevonden.")).to_be_visible()
    field.fill("urgentiel")
    expect(page.get_by_text("Geen loket gevonden.")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url(re.compile("bij=urgentie"))
    expect(page.locator(".st-key-gap-said")).to_contain_text("Je koos Urgentieloket wonen.")
    settle(page)
    assert picture(page).in_view("urgentie")


def test_a_filtered_picture_opens_on_the_worst_part_and_can_be_read(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?periode=2025Q3")
    drawn = picture(page)
    worst = [edge.split(">") for edge, seen in drawn.edges().items() if seen["label"]]
    assert all(drawn.in_view(end) for ends in worst for end in ends)
    assert drawn.letters() >= 11.9
    assert drawn.scale() > 0.5
    page.get_by_role("button", name="Alles in beeld").click()
    assert all(drawn.in_view(loket) for loket in drawn.lokets())
    # Letters do not shrink with the picture.
    assert drawn.letters() >= 11.9


def test_no_words_of_the_picture_lie_over_one_another(visit: Visit, regisseur: Served) -> None:
    drawn = picture(visit(regisseur.url + PAGE))
    boxes = drawn.words()
    # 18 names, and the numbers beside the eight worst arrows.
    assert len(boxes) >= 24
    assert not [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]


def test_the_sentence_under_the_picture_follows_the_choice(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    said = page.locator(".st-key-gap-said")
    expect(said).to_contain_text("Het meeste: CJG naar Werkplein Inkomen")
    picture(page).click_arrow("werkplein", "kredietbank")
    expect(said).to_contain_text("Schuldhulp en Werkplein Inkomen sturen")
    settle(page)
    net, words = page.locator("#net").bounding_box(), said.bounding_box()
    assert net
    assert words
    # Under the legend and the help, within a screen of the picture.
    assert words["y"] - (net["y"] + net["height"]) < 150


def test_a_dragged_loket_stands_there_after_a_reload_until_it_is_put_back(visit: Visit, regisseur: Served) -> None:
    place = "h => h.network.getPosition('cjg')"
    page = visit(regisseur.url + PAGE)
    drawn = picture(page)
    first = drawn.canvas.evaluate(place)
    drawn.canvas.focus()
    drawn.click_loket("cjg")
    expect(page.locator(".st-key-gap-said")).to_contain_text("Je koos CJG.")
    settle(page)
    page.keyboard.press("Shift+ArrowDown")
    back = page.get_by_role("button", name="Loketten terug op hun plek")
    expect(back).to_be_visible()
    settle(page)
    moved = {axis: round(at) for axis, at in drawn.canvas.evaluate(place).items()}
    assert moved["y"] > first["y"]
    again = visit(regisseur.url + PAGE)
    assert picture(again).canvas.evaluate(place) == moved
    again.get_by_role("button", name="Loketten terug op hun plek").click()
    expect(again.get_by_role("button", name="Loketten terug op hun plek")).to_be_hidden()
    assert picture(visit(regisseur.url + PAGE)).canvas.evaluate(place) == first


def test_a_cell_of_the_heatmap_is_followed(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?plaatje=vakken")
    cell = page.locator("[class*=st-key-gap-cells] svg").get_by_text("265", exact=True)
    cell.click(force=True)
    expect(_evidence(page)).to_have_text("Schuldhulp en Werkplein Inkomen: heen en weer")


def test_a_bar_becomes_a_filter(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?knelpunt=bounce&bij=steiger-noord&en=wijkteam-nieuwland&per=area")
    bars = page.locator("[class*=st-key-bars-area] svg path[aria-roledescription=bar]")
    bars.first.click(force=True)
    page.wait_for_url(re.compile("wijk="))
    expect(_combobox(page, "Wijk")).not_to_have_value("Alle wijken")
    expect(page.get_by_role("button", name="Haal de filters weg")).to_be_visible()


def test_tables_can_be_kept_without_small_numbers_or_formulas(visit: Visit, regisseur: Served, tmp_path: Path) -> None:
    page = visit(f"{regisseur.url}{PAGE}?{CJG_WERKPLEIN}")
    unfold(page.get_by_text("De cijfers bij het plaatje").last)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Tabel als CSV").last.click()
    assert kept.value.suggested_filename == "richtingen.csv"
    kept.value.save_as(tmp_path / "richtingen.csv")
    text = (tmp_path / "richtingen.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Van;Naar;Doorgestuurd;Terug;Deel terug"
    assert lines[1].startswith("CJG;Werkplein Inkomen;345;310;")
    assert "regisseur" in text
    assert "minder dan 10" in text
    # Streamlit's own way to keep what a picture holds is off.
    assert page.get_by_role("button", name="Download").count() == 0


def test_what_is_kept_says_what_it_is_and_shares_can_be_counted_with(
    visit: Visit, regisseur: Served, tmp_path: Path
) -> None:
    page = visit(f"{regisseur.url}{PAGE}?{CJG_WERKPLEIN}")
    unfold(page.get_by_text("De cijfers bij het plaatje").last)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Tabel als Excel").last.click()
    kept.value.save_as(tmp_path / "richtingen.xlsx")
    book = load_workbook(tmp_path / "richtingen.xlsx")
    facts = {row[0].value: row[1].value for row in book["Uitleg"]}
    assert facts["Titel"] == "Hoeveel gezinnen een loket doorstuurt, en hoeveel er terugkomen"
    shares = [row[4] for row in book["Cijfers"].iter_rows(min_row=2)]
    numbers = [cell for cell in shares if isinstance(cell.value, float)]
    assert numbers
    assert {cell.number_format for cell in numbers} == {"0%"}
    assert {cell.value for cell in shares if cell not in numbers} <= {"bijna alle", "bijna geen", "-"}


# Every role, in both languages


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_role_sees_three_pairs_as_the_gate_allows(
    visit: Visit,
    demos: dict[str, Served],  # noqa: F811
    audience: str,
    language: str,
) -> None:
    page = visit(f"{demos[audience].url}{PAGE}?taal={language}")
    expect(page.locator("[class*=st-key-worst-]")).to_have_count(3)
    picture(page)
    told = page.get_by_test_id("stMain").inner_text()
    numbers = [int(re.sub("[.,]", "", n)) for n in re.findall(r"(?:ongeveer|about) ([\d.,]+) (?:van de|of the)", told)]
    if audience == "beheerder":
        assert not numbers
    else:
        # k is 10, for the public 20; rounded to half of that.
        k = 20 if audience == "openbaar" else 10
        assert numbers
        assert all(n >= k and n % (k // 2) == 0 for n in numbers)
    assert violations(page) == []


def test_the_buttons_of_the_pairs_stand_at_one_height_and_sentences_apart(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    boxes = [
        box for button in page.get_by_role("button", name="Bekijk het bewijs").all() if (box := button.bounding_box())
    ]
    assert len({round(box["y"]) for box in boxes}) == 1
    labels = page.locator("[class*=st-key-gaps-] [role=radiogroup] > *").all()
    first, second = (label.bounding_box() for label in labels[:2])
    assert first
    assert second
    assert second["y"] - (first["y"] + first["height"]) >= 8


# The administrator, small registers


def test_the_administrator_sees_exact_figures(visit: Visit, demo: Served) -> None:
    page = visit(demo.url + PAGE)
    expect(page.locator(".st-key-worst-0")).to_contain_text("sturen 312 van de 361 gezinnen naar elkaar terug.")
    expect(page.locator(".st-key-worst-0")).to_contain_text("In totaal 692 keer.")
    expect(page.get_by_text("Je ziet alle cijfers precies.")).to_have_count(1)
    expect(page.locator(".st-key-worst-0")).not_to_contain_text("ongeveer")
    expect(page.get_by_text("In het voorbeeld kun je hierover niets besluiten.")).to_be_visible()
    expect(page.get_by_role("button", name="Dit is advies")).to_have_count(0)
    assert page.get_by_role("link", name="Heen en weer, precies").count() == 1


def test_the_exact_page_is_not_for_the_regisseur(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    expect(page.get_by_role("link", name="Heen en weer, precies")).to_have_count(0)


def test_a_request_for_advice_is_decided_and_withdrawn(visit: Visit, consults: Served, kaart: Kaart) -> None:
    page = visit(consults.url + PAGE)
    expect(page.get_by_text("A stuurt naar B, en 30 van de 30 hulpvragen komen meteen terug.")).to_be_visible()
    expect(page.get_by_role("heading", level=3).filter(has_text="1. A en C")).to_be_visible()
    # A log knows no life domains: its evidence opens on what it does know.
    expect(page.get_by_role("radio", name="Verloren weken")).to_be_checked()
    page.get_by_label("Hoe weet je dat?").fill("dat zei de teamleider")
    page.get_by_role("button", name="Dit is heen en weer").click()
    expect(page.get_by_role("heading", level=3).filter(has_text="1. A en B")).to_be_visible()
    expect(page.get_by_text("dat zei de teamleider")).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=3).filter(has_text="1. A en B")).to_be_visible()
    page.get_by_role("button", name="Dit is advies").click()
    expect(page.get_by_text("Besloten: dit is advies.")).to_be_visible()
    expect(page.get_by_role("heading", level=3).filter(has_text="1. A en C")).to_be_visible()
    page.get_by_role("button", name="Trek het besluit in").click()
    expect(page.get_by_text("Besloten")).to_have_count(0)
    kaart(consults.folder, "undo")


def test_a_small_register_shows_nothing_of_a_household(
    visit: Visit, serve: Serve, imported: Callable[[str], Path], kaart: Kaart
) -> None:
    folder = imported("case,time,loket,household\n" + "".join(
        f"{i},2024-01-0{day},{loket},h{i}\n" for i in range(4) for day, loket in enumerate("ABA", start=1)
    ))  # fmt: skip
    kaart(folder, "publish")
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db"), KAART_AUDIENCE="regisseur").url + PAGE)
    expect(page.get_by_text("Er is niets wat we mogen tonen. Er zijn te weinig hulpvragen")).to_be_visible()
    expect(page.get_by_text("filters")).to_have_count(0)
    expect(page.locator("#net")).to_have_count(0)


def test_a_register_that_is_not_published_or_is_empty_is_a_sentence(
    visit: Visit, serve: Serve, imported: Callable[[str], Path]
) -> None:
    folder = imported("case,time,loket\n1,2024-01-01,\n2,2024-01-02,onbekend\n")
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db")).url + PAGE)
    expect(page.get_by_text("Er staat nog niets in.")).to_be_visible()
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db"), KAART_AUDIENCE="regisseur").url + PAGE)
    expect(page.get_by_text("Er zijn nog geen cijfers gepubliceerd.")).to_be_visible()


def test_a_log_without_households_is_told_in_cases(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    heading = page.get_by_role("heading", name="Twee paren loketten die de meeste tijd kosten")
    expect(heading).to_be_visible()
    expect(page.get_by_text("We vergelijken met alle hulpvragen die van het ene loket naar het andere")).to_be_visible()
    # Of life domains and areas a log knows nothing: the evidence opens on what it does know.
    expect(page.get_by_role("radio", name="Verloren weken")).to_be_checked()
    expect(page.get_by_role("radio", name="Leefgebied")).to_have_count(0)
    expect(page.get_by_text("Hiervan is niets bekend.")).to_have_count(0)
    settle(page)
    assert violations(page) == []


# Equal access


@pytest.mark.parametrize("query", ["", "&taal=en", "&plaatje=vakken&per=routes", "&periode=2024&vergelijk=ja"])
def test_axe_finds_nothing(visit: Visit, regisseur: Served, query: str) -> None:
    page = visit(f"{regisseur.url}{PAGE}?{CJG_WERKPLEIN}{query}")
    if "vakken" not in query:
        picture(page)
    for expander in page.get_by_test_id("stExpander").locator("summary").all():
        unfold(expander)
    settle(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.lang") == ("en" if "taal=en" in query else "nl")


def test_axe_finds_nothing_where_filters_are_closed_and_nothing_passes(visit: Visit, regisseur: Served) -> None:
    page = visit(f"{regisseur.url}{PAGE}?periode=2023Q1&wijk=Buitenveen&doelgroep=mantelzorgers&taal=en")
    expect(_combobox(page, "Life domain")).to_be_disabled()
    expect(page.locator("#net")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("query", ["", "?periode=2023Q1&wijk=Buitenveen&doelgroep=mantelzorgers"])
def test_headings_go_down_step_by_step(visit: Visit, regisseur: Served, query: str) -> None:
    page = visit(regisseur.url + PAGE + query)
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - here <= 1 for here, after in pairwise(levels))


def test_the_page_can_be_read_at_twice_the_size(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    page.set_viewport_size({"width": 640, "height": 500})
    picture(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_alone_will_do(visit: Visit, regisseur: Served) -> None:
    page = visit(regisseur.url + PAGE)
    page.get_by_role("button", name="Bekijk het bewijs").nth(2).focus()
    page.keyboard.press("Enter")
    expect(_evidence(page)).to_have_text("Woonconsulenten De Steiger Noord en Wijkteam Nieuwland: heen en weer")
    settle(page)
    # Who pressed Enter is still where he was.
    expect(page.get_by_role("button", name="Bekijk het bewijs").nth(2)).to_be_focused()
    page.get_by_role("radiogroup", name="Kies een regel en bekijk het bewijs").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(_evidence(page)).to_have_text("CJG: rondje")
    settle(page)
    _combobox(page, "Wijk").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Nieuw")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("wijk=Nieuwland"))
