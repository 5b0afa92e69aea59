"""`kaart report`: it stands alone, says what was planted, and shows nobody."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.cli import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder, so that the demo is made once."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def own_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DATA_DIR", str(folder))
    monkeypatch.setenv("KAART_DEBUG", "1")
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    for name in ("KAART_DB", "KAART_LANG", "KAART_AUDIENCE"):
        monkeypatch.delenv(name, raising=False)


class Page(HTMLParser):
    """The rows of the tables, the tags, and what they point at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.points: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.points += [v or "" for name, v in attrs if name in ("src", "href", "action") or "url(" in (v or "")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def _made(out: Path, *words: str) -> str:
    assert run(["report", "--db", "demo", "--out", str(out), *words]) == 0
    return out.read_text(encoding="utf-8")


def test_it_stands_alone(tmp_path: Path) -> None:
    page = Page(_made(tmp_path / "r.html"))
    assert "svg" in page.tags
    assert not page.tags & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert all(point.startswith(("#", "url(#")) for point in page.points)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "CJG en Werkplein Inkomen sturen ongeveer"),
        ("en", "CJG and Werkplein Inkomen send about"),
    ],
)
def test_it_says_what_was_planted_in_both_languages(language: str, said: str, tmp_path: Path) -> None:
    text = _made(tmp_path / "r.html", "--lang", language)
    # data/waterrijk/truths.toml: bounce_cjg_werkplein costs most of all pairs.
    assert text.index(said) < text.index("<table>")
    assert f'<html lang="{language}">' in text
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_for_the_council_no_number_of_households_is_below_twenty(tmp_path: Path) -> None:
    text = _made(tmp_path / "r.html", "--area", "Nieuwland", "--since", "2025-01-01", "--until", "2025-12-31")
    told = re.findall(r"ongeveer ([\d.]+) (?:van de|gezinnen)", text)
    listed = [row[1] for row in Page(text).rows if len(row) == 4 and "gezinnen" in row[0]]
    numbers = [int(n.replace(".", "")) for n in [*told, *listed]]
    assert "Minder dan 20 gezinnen staan er niet in." in text
    assert numbers
    assert all(n >= 20 and n % 10 == 0 for n in numbers)
    assert not re.findall(r"\b[hcr]-[0-9a-z]{13}\b", text)


def test_each_pair_says_why_and_each_place_what_may_help(tmp_path: Path) -> None:
    text = _made(tmp_path / "r.html")
    pair = text[text.index("CJG en Werkplein Inkomen sturen") : text.index("Wat helpt bij deze paren")]
    # As on the page of the gaps (tests/browser/test_gaps.py).
    assert "Vooral Werkplein Inkomen stuurt terug naar CJG. Het gaat vooral over: financiën" in pair
    assert pair.count("<b>Waarom?</b>") == 3
    assert re.search(r"CJG stuurt ongeveer [\d.]+ gezinnen naar Werkplein Inkomen\. Daarvan komen ongeveer", pair)
    places = [row[0] for row in Page(text).rows if len(row) == 4 and "Dit kan helpen: " in row[0]]
    assert len(places) == 30
    assert "<h3>Wat helpt op de andere plekken</h3>" in text


def test_its_pictures_count_what_those_on_screen_count(tmp_path: Path) -> None:
    text = _made(tmp_path / "r.html")
    network = text[text.index("<svg") : text.index("</svg>")]
    assert re.search(r">\d+ terug<", network)
    assert "Hier komen veel gezinnen terug (getal: hoeveel)" in network
    assert "Hoeveel gezinnen kwamen terug?" in text
    ways = [row for row in Page(text).rows if row[:2] == ["CJG", "Werkplein Inkomen"]]
    # The same number beside the arrow, in the heatmap and in the table beside the network.
    assert f">{ways[0][3]} terug<" in network


def test_it_says_for_whom_and_of_what_in_sentences(tmp_path: Path) -> None:
    text = _made(tmp_path / "r.html")
    assert "<p>Dit rapport gaat over alle gegevens.</p>" in text
    assert "<p>Dit rapport is voor iedereen.</p>" in text
    assert re.search(r"De laatste wijziging in de gegevens heeft nummer \d+\.", text)


def test_a_month_has_no_place_beside_a_filter(tmp_path: Path) -> None:
    whole, part = _made(tmp_path / "a.html"), _made(tmp_path / "b.html", "--area", "Nieuwland")
    assert "naar de maand van de hulpvraag" in whole
    assert "naar de maand van de hulpvraag" not in part


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--since", "2025-01-02"), "Het rapport gaat over een vaste periode. Kies --since en --until uit: last4 ("),
        (("--area", "Nergens"), "Bij wijk kan 'Nergens' niet. Kies uit: Buitenveen, "),
        (("--area", "Nieuwland", "--domain", "work", "--kind", "ggz"), "Kies naast de periode hoogstens 2 filters."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    words: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.html"
    assert run(["report", "--db", "demo", "--out", str(out), *words]) == 2
    assert message in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--db", "demo", "--out", str(tmp_path / "no" / "r.html")]) == 1
    assert "Kies een andere plek met --out." in capsys.readouterr().err


def test_names_from_the_data_stay_text(tmp_path: Path) -> None:
    log, db, out = tmp_path / "log.csv", str(tmp_path / "x.db"), tmp_path / "r.html"
    name = '<script>alert("x")</script>'
    rows = [
        f'{n},2024-01-0{d},"{lo}"' for n in range(40) for d, lo in ((1, "A"), (2, name.replace('"', '""')), (3, "A"))
    ]
    log.write_text("\n".join(["case,time,loket", *rows]))
    assert run(["import", str(log), "--case", "case", "--time", "time", "--group", "loket", "--db", db]) == 0
    assert run(["report", "--db", db, "--out", str(out), "--audience", "beheerder"]) == 0
    text = out.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "Dit rapport toont precieze cijfers." in text
