from __future__ import annotations

from datetime import datetime

import pytest

from app.draw import sentences, table
from app.draw.bouncing import NOTHING, Choice
from app.draw.figures import figures
from app.draw.writing import day, days, number, plain, share
from graph.analyses.bounces import bounces
from tests.app.pictures import made, routes, seen, toy_bouncing


def test_a_pair_is_a_sentence_with_its_numbers() -> None:
    toy = toy_bouncing()
    assert sentences.pair(toy, toy.pairs[0]).nl == (
        "CJG en Wmo: 1 hulpvraag ging heen en weer (2 keer terug), samen 28 dagen."
    )
    many = made({("Jeugd", "Wmo"): 1234})
    assert sentences.pair(many, many.pairs[0]).nl == (
        "Jeugd en Wmo: 1.234 hulpvragen gingen heen en weer (1.234 keer terug), samen 1.234 dagen."
    )
    assert sentences.pair(many, many.pairs[0]).en == (
        "Jeugd and Wmo: 1,234 cases went back and forth (1,234 times back), 1,234 days in all."
    )


def test_an_arrow_tells_what_is_known_of_its_sequel() -> None:
    toy = toy_bouncing()
    assert sentences.arrow(toy, toy.arrow_at["CJG", "Wmo"]).nl == (
        "Van CJG naar Wmo: 3 keer doorgestuurd. Van 2 weten we wat er daarna kwam: 1 kwam terug (50%)."
    )
    open_ = seen(routes("A B"))
    assert sentences.arrow(open_, open_.arrows[0]).nl == (
        "Van A naar B: 1 keer doorgestuurd. We weten nog niet wat er daarna kwam."
    )


def test_evidence_follows_the_choice() -> None:
    toy = toy_bouncing()
    assert sentences.evidence(toy, NOTHING) == []
    assert len(sentences.evidence(toy, Choice(pair=("CJG", "Wmo")))) == 3
    told = sentences.evidence(toy, Choice(arrow=("CJG", "Werkplein")))
    assert told[-1].nl == "Tussen deze twee loketten ging geen hulpvraag heen en weer."
    assert sentences.evidence(toy, Choice(loket="Wmo"))[0].nl == (
        "Vanaf Wmo: 2 keer doorgestuurd. Naar Wmo: 4 keer doorgestuurd. "
        "3 keer ging het heen en weer, met 2 andere loketten. Samen 33 dagen."
    )


def test_figures_follow_the_choice() -> None:
    toy = toy_bouncing()
    assert [v for _, v in figures(toy, NOTHING, 2, "nl")] == ["2", "3", "33"]
    assert [v for _, v in figures(toy, Choice(pair=("CJG", "Wmo")), 2, "nl")] == ["1", "2", "28"]
    assert [v for _, v in figures(toy, Choice(arrow=("CJG", "Wmo")), 2, "nl")] == ["3", "1", "50%"]
    assert [v for _, v in figures(toy, Choice(arrow=("CJG", "Elders")), 2, "nl")] == ["0", "0"]
    assert [v for _, v in figures(toy, Choice(loket="Wijkteam"), 2, "nl")] == ["1", "1", "5"]


def test_the_table_says_the_same_as_the_picture() -> None:
    toy = toy_bouncing()
    assert len(table.rows(toy, NOTHING)) == len(toy.arrows)
    arrows = table.rows(toy, Choice(arrow=("Wmo", "CJG")))
    assert table.columns(toy, arrows, "en") == {
        "From": ["CJG", "Wmo"],
        "To": ["Wmo", "CJG"],
        "Sent on": ["3", "1"],
        "Sequel known": ["2", "1"],
        "Back": ["1", "1"],
        "Share back": ["50%", "100%"],
    }


def test_what_was_left_out_is_told() -> None:
    assert sentences.left_out(bounces(routes("A B A"))) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0 dagen"), (0.4, "minder dan 1 dag"), (1.0, "1 dag"), (412.3, "412 dagen"), (2000, "2.000 dagen")],
)
def test_days(value: float, text: str) -> None:
    assert days(value).nl == text


def test_numbers_and_dates() -> None:
    assert (number(8577, "nl"), number(8577, "en"), number(0.5, "nl", 2)) == ("8.577", "8,577", "0,50")
    assert (share(None, "nl"), share(0.256, "nl"), share(1.0, "en")) == ("-", "26%", "100%")
    assert (day(datetime(2024, 3, 1), "nl"), day(datetime(2024, 3, 1), "en")) == ("1 maart 2024", "1 March 2024")
    assert day(None, "nl") == "-"


def test_text_from_the_data_means_nothing_in_markdown() -> None:
    assert plain("**a** <b>") == r"\*\*a\*\* \<b\>"
    assert plain("een\n\n# kop") == r"een \# kop"
    assert plain("Wmo & Jeugd") == r"Wmo \& Jeugd"
    assert "http" not in plain("http://x.nl")
    assert "www" not in plain("www.x.nl")
    assert "a@" not in plain("a@b.nl")
