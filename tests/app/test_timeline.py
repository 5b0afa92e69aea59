"""A journey as sentences and as a picture: stories, single cases and routes."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from app.draw.cases import timeline
from app.draw.stops import Stop, Timeline
from app.draw.stories import Tale
from app.draw.telling import NEVER, ending, visit, when
from app.draw.timeline import described, picture, ticks
from app.journeying import tales
from graph.journeys import journey
from graph.text import Text
from tests.graph.toy import pseudonym, toy

SVG = "{http://www.w3.org/2000/svg}"


def _tale(letter: str) -> Tale:
    return next(tale for tale in tales() if tale.id == letter)


def _said(stop: Stop, number: int = 1) -> str:
    return " ".join(text.nl for text in visit(stop, number))


def test_there_are_seven_stories_with_a_route_that_was_possible() -> None:
    assert [tale.id for tale in tales()] == list("abcdefg")
    assert all(tale.timeline.possible and len(tale.timeline.stops) >= 5 for tale in tales())
    # Names of lokets and not the codes of the recipe.
    assert _tale("a").timeline.lokets[0] == "CJG"
    assert not [loket for tale in tales() for loket in tale.timeline.lokets if "{" in loket or "_" in loket]


def test_a_refusal_in_a_story_brings_the_case_back() -> None:
    # Story b: UWV refuses after 12 days, sent on 6 July 2023; back at the Werkplein until 2 August.
    stops = _tale("b").timeline.stops
    refused, back = stops[3], stops[4]
    assert (refused.loket, refused.refused, refused.days) == ("UWV", True, 12)
    assert (back.loket, back.returned, back.days) == ("Werkplein Inkomen", True, 15)
    assert back.at == refused.at + 12


def test_a_story_is_as_long_as_its_days() -> None:
    # Story a runs from 9 January to 20 June 2024.
    told = _tale("a").timeline
    assert told.length == (date(2024, 6, 20) - date(2024, 1, 9)).days
    assert ending(told).nl == "Het einde: geholpen."
    assert ending(_tale("e").timeline).nl == "Deze hulpvraag is nog niet klaar."


def test_a_visit_says_what_happened() -> None:
    assert _said(Stop("Wmo", 0, 6, waited=0.0), 0) == "Hier begon het. Meteen geholpen, 6 dagen lang."
    assert _said(Stop("Wmo", 6, 14, waited=2.0, fed_back=NEVER)) == (
        "Doorgestuurd naar Wmo. Eerst 2 dagen wachten, daarna 12 dagen hulp. De verwijzer hoorde er niets meer van."
    )
    assert _said(Stop("Wmo", 6, 14, waited=2.0, fed_back=0.0)).endswith(
        "De verwijzer hoorde dezelfde dag hoe het ging."
    )
    assert _said(Stop("Wmo", 6, 14, waited=2.0, fed_back=3.0)).endswith("Na 3 dagen hoorde de verwijzer hoe het ging.")
    assert _said(Stop("Wmo", 6, 5, waited=5.0, picked=False, refused=True, why=Text("wachtlijst", "waiting list"))) == (
        "Doorgestuurd naar Wmo. Na 5 dagen zei dit loket nee. De reden: wachtlijst."
    )
    assert _said(Stop("Wmo", 6, 31, waited=31.0, picked=False, ongoing=True)) == (
        "Doorgestuurd naar Wmo. Niemand pakte het op. 31 dagen bij dit loket. Dit loopt nog."
    )
    assert _said(Stop("CJG", 9, 1, returned=True)).startswith("Terug bij CJG, omdat het andere loket nee zei.")
    assert _said(Stop("CJG", 9, None)) == "Doorgestuurd naar CJG. We weten niet hoe lang."


def test_a_single_case_of_the_toy_register() -> None:
    told = timeline(journey(toy(), pseudonym("case", "z3")), lambda loket: f"loket {loket}")
    assert [stop.loket for stop in told.stops] == ["loket Wmo", "loket Wijkteam", "loket Wmo"]
    assert when(told, told.stops[1]).nl == "1 februari 2024."
    assert _said(told.stops[1]) == "Doorgestuurd naar loket Wijkteam. Na 5 dagen zei dit loket nee."
    assert told.outcome is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("tale", tales(), ids=lambda tale: tale.id)
def test_the_picture_is_sound_and_has_a_bar_for_each_visit(tale: Tale, language: str) -> None:
    drawn = ElementTree.fromstring(picture(tale.timeline, "nl" if language == "nl" else "en", 1))
    numbers = list(drawn.iter(f"{SVG}circle"))
    assert len(numbers) == len(tale.timeline.stops)
    assert drawn.attrib["role"] == "img"
    # The chosen step stands out by more than its colour: the others fade.
    faded = [g for g in drawn.iter(f"{SVG}g") if g.attrib.get("opacity") not in (None, "1")]
    assert len(faded) == 2 * len(tale.timeline.stops) - 3
    # Everything lies within the picture.
    width = float(drawn.attrib["width"])
    assert all(
        float(r.attrib["x"]) + float(r.attrib["width"]) <= width for r in drawn.iter(f"{SVG}rect") if "x" in r.attrib
    )


def test_names_from_the_data_are_text() -> None:
    evil = Timeline((Stop("<script>alert(1)</script>\"'&", 0, 5), Stop("B", 5, 5)))
    drawn = picture(evil, "nl")
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn


def test_a_journey_without_dates_has_weeks() -> None:
    told = Timeline((Stop("A", 0, 14), Stop("B", 14, None)))
    assert [label for _, label in ticks(told, "nl")] == ["week 1", "week 2", "week 3"]
    assert when(told, told.stops[1]).nl == "Week 3."
    assert "2024" not in re.sub("[^ ]*w3.org[^ ]*", "", picture(told, "nl"))


def test_a_long_journey_has_few_ticks() -> None:
    told = Timeline((Stop("A", 0, 1095),), begins=date(2023, 1, 15))
    labels = [label for _, label in ticks(told, "nl")]
    assert 4 <= len(labels) <= 13
    assert sum("2024" in label for label in labels) == 1


def test_a_journey_without_length_can_be_drawn() -> None:
    told = Timeline((Stop("A", 0, None),))
    ElementTree.fromstring(picture(told, "en"))
    assert described(told, "en").startswith("Timeline with a bar for each visit. 1 visit")
