"""Pictures as SVG: what a reader, a printer and a screen reader get, and what can never be in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from app.draw import bars, heatmap, network_svg
from app.draw.bars import Bars
from app.draw.bouncing import NOTHING, Choice
from app.draw.drawing import COLORS, FAINT, Dot, Drawing, Line
from app.draw.heatmap import Heatmap
from app.draw.svg import Caption

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert(1)</script> & \"x\" 'y' \x00\x1b\ufffe]]>"
CAPTION = Caption(NASTY, NASTY, (NASTY,))


def _network(name: str = "CJG", choice: Choice = NOTHING) -> Drawing:
    return Drawing(
        (Dot("a", name, (0, 0)), Dot("b", "Wmo", (300, 0)), Dot("c", "Werkplein", (0, 250))),
        (
            Line("a", "b", 40, "back", "30 terug", "40 gezinnen"),
            Line("b", "a", 10, "flow", "", NASTY),
            Line("b", "c", None, "advice", "geheim", "geheim"),
        ),
        choice,
    )


def _heat(name: str = "x") -> Heatmap:
    return Heatmap(("a", "b"), ("a", "b", "c"), ((None, 40, None), (0, None, 10)), 10, {"a": name}, name, name)


MADE: dict[str, Callable[[], str]] = {
    "network": lambda: network_svg.svg(_network(NASTY), CAPTION, "nl"),
    "heatmap": lambda: heatmap.svg(_heat(NASTY), CAPTION, "nl"),
    "bars": lambda: bars.svg(Bars((NASTY, "2024-02"), (None, 20), 10, {"x": NASTY}, NASTY), CAPTION, "nl"),
}


def _texts(svg: str) -> list[str]:
    return [node.text or "" for node in _parsed(svg).iter(f"{SVG}text")]


def _parsed(svg: str) -> Element:
    found: Element = fromstring(svg)
    return found


@pytest.mark.parametrize("kind", MADE)
def test_it_is_named_and_described(kind: str) -> None:
    root = _parsed(MADE[kind]())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text or "").startswith("<script>alert(1)</script>")


@pytest.mark.parametrize("kind", MADE)
def test_nothing_in_it_runs_or_is_fetched(kind: str) -> None:
    svg = MADE[kind]()
    tags = {node.tag.removeprefix(SVG) for node in _parsed(svg).iter()}
    drawn = {"svg", "title", "desc", "rect", "text", "g", "path", "polygon", "circle", "defs", "pattern"}
    assert tags <= drawn
    assert not re.findall(r"""href|\bon\w+\s*=\s*["']|style=|url\((?!#)""", svg)
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("kind", MADE)
def test_it_is_the_same_every_time(kind: str) -> None:
    assert MADE[kind]() == MADE[kind]()


def test_both_directions_are_drawn_apart_and_what_is_hidden_is_not() -> None:
    svg = network_svg.svg(_network(), Caption("t"), "nl")
    paths = [p for p in _parsed(svg).iter(f"{SVG}path") if p.get("fill") == "none"]
    assert [p.get("stroke") for p in paths] == [COLORS["flow"], COLORS["back"]]
    assert [bool(p.get("stroke-dasharray")) for p in paths] == [True, False]
    # Control points on either side of the straight line between them, which is y = 0.
    bows = [float(re.findall(r"Q\S+ (\S+)", p.get("d") or "")[0]) for p in paths]
    assert bows[0] * bows[1] < 0
    assert "geheim" not in svg


def test_a_network_says_in_words_what_it_shows() -> None:
    assert network_svg.described(_network(), "nl") == (
        f"3 loketten en 2 pijlen. De dikste pijlen: CJG naar Wmo (40 gezinnen); Wmo naar CJG ({NASTY})."
    )
    assert network_svg.described(Drawing((), ()), "en") == "0 lokets and 0 arrows."


def test_what_is_not_chosen_fades_in_the_svg_too() -> None:
    svg = network_svg.svg(_network(choice=Choice(loket="c")), Caption("t"), "nl")
    assert svg.count(f'opacity="{FAINT}"') >= 4  # two lokets, two arrows
    assert network_svg.svg(_network(), Caption("t"), "nl").count(f'opacity="{FAINT}"') == 0


def test_a_picture_without_lokets_still_has_its_title() -> None:
    assert _texts(network_svg.svg(Drawing((), ()), Caption("Niets", notes=("Leeg.",)), "nl")) == ["Niets", "Leeg."]


def test_names_of_many_lokets_do_not_lie_over_one_another() -> None:
    crowd = Drawing(tuple(Dot(str(i), f"Loket {i}", (i % 10 * 20, i // 10 * 20)) for i in range(100)), ())
    names = [text for text in _texts(network_svg.svg(crowd, Caption("t"), "nl")) if text.startswith("Loket")]
    assert 0 < len(names) < 60


def test_a_heatmap_has_a_number_in_each_cell_and_never_a_zero_for_few() -> None:
    svg = heatmap.svg(_heat(), Caption("t"), "nl", chosen=("a", "b"))
    # Row a: a is itself, 40, few; row b: zero, itself, 10.
    assert [t for t in _texts(svg) if re.fullmatch(r"<?\d+", t)] == ["<10", "0", "10", "40"]
    assert "Gestreept is minder dan 10. Zo klein laten we niet zien hoeveel." in _texts(svg)
    assert svg.count('stroke-width="3"') == 1
    assert heatmap.described(_heat(), "nl") == "2 rijen en 3 kolommen. Het meeste: x, b: 40; b, c: 10."


def test_a_heatmap_needs_all_its_values() -> None:
    with pytest.raises(ValueError, match="one value for each row and column"):
        Heatmap(("a",), ("a", "b"), ((1,),), 10)


def test_bars_of_few_are_hatched_stubs_without_a_number() -> None:
    months = Bars(("2024-01", "2024-02", "2024-03"), (20, None, 40), k=10, unit="gezinnen")
    svg = bars.svg(months, Caption("t"), "nl", chosen="2024-03")
    drawn = [rect for rect in _parsed(svg).iter(f"{SVG}rect") if rect.get("x") is not None]
    highs = [float(rect.get("height") or 0) for rect in drawn]
    # 20, a twentieth of the highest, and 40 households.
    assert [round(high / highs[0], 2) for high in highs] == [1, 0.1, 2]
    assert [(rect.get("fill") or "").startswith("url(#") for rect in drawn] == [False, True, False]
    assert {"20", "40", "jan", "2024"} <= set(_texts(svg))
    assert "<10" not in _texts(svg)
    assert bars.described(months, "nl") == (
        "jan 2024: 20 gezinnen; feb 2024: minder dan 10 gezinnen; mrt 2024: 40 gezinnen"
    )


def test_many_bars_are_described_by_their_ends_and_highest() -> None:
    entries = tuple(f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13))
    many = Bars(entries, (*range(20, 43), None), k=10)
    assert bars.described(many, "en") == (
        "Jan 2023: 20; Dec 2024: fewer than 10. The most: Nov 2024: 42; Oct 2024: 41; Sep 2024: 40."
    )


def test_bars_need_all_their_values() -> None:
    with pytest.raises(ValueError, match="one value for each entry"):
        Bars(("a",), (), 10)


def test_bars_of_nothing_are_an_empty_picture() -> None:
    assert "0" in _texts(bars.svg(Bars((), (), 10), Caption("t"), "nl"))
