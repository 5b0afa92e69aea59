"""Gaps as sentences: of an audience that sees rounded figures, and of the administrator."""

from __future__ import annotations

import pytest

from app.draw import viewing
from app.draw.gap_words import Teller, counted_of, weeks_class
from app.phrases.gaps import OUT_OF
from graph.breakdown import WEEKS
from graph.codes import Gap
from graph.figures import A_SHARE, ALMOST_ALL, NO_SHARE
from graph.ranking import RankedGap
from graph.text import Text
from graph.views import View

NAMES = {"cjg": "CJG", "werkplein": "Werkplein"}


def _title(loket: str | None) -> str:
    return NAMES.get(loket or "", loket or "")


ROUNDED, EXACT = Teller(_title, 10, named=True), Teller(_title, 0, named=True)


def _gap(
    kind: Gap = Gap.BOUNCE,
    b: str | None = "werkplein",
    detail: str | None = None,
    households: int | None = 315,
    of: int | None = 360,
    share: float | None = 0.875,
    share_kind: int = A_SHARE,
    weeks: float | None = 7.0,
    days: float | None = 15_435.0,
    incidents: int | None = None,
) -> RankedGap:
    return RankedGap(kind, "cjg", b, detail, households, of, share, share_kind, weeks, days, incidents)


def test_a_pair_of_lokets_with_its_numbers() -> None:
    assert ROUNDED.gap(_gap()).nl == (
        "CJG en Werkplein sturen ongeveer 315 van de 360 gezinnen naar elkaar terug. "
        "Dat kost samen ongeveer 15.000 dagen, ongeveer 7 weken per gezin."
    )
    assert ROUNDED.gap(_gap()).en == (
        "CJG and Werkplein send about 315 of the 360 households back to each other. "
        "That takes about 15,000 days in all, about 7 weeks a household."
    )
    told = EXACT.gap(_gap(households=314, days=17_387.0, weeks=6.66, incidents=694))
    assert told.nl == (
        "CJG en Werkplein sturen 314 van de 360 gezinnen naar elkaar terug. "
        "Dat kost samen 17.387 dagen, 6,7 weken per gezin. In totaal 694 keer."
    )


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (_gap(share=None, share_kind=ALMOST_ALL), "sturen bijna alle gezinnen (ongeveer 315) naar"),
        # Rounded apart from each other a part can come out larger than the whole.
        (_gap(households=365), "sturen bijna alle gezinnen (ongeveer 365) naar"),
        (_gap(share=None, share_kind=NO_SHARE, of=None), "sturen ongeveer 315 gezinnen naar"),
        (_gap(households=None, of=None, share=None, share_kind=NO_SHARE), "sturen minder dan 10 gezinnen naar"),
    ],
)
def test_what_may_not_be_told_as_a_number_is_told_in_words(gap: RankedGap, told: str) -> None:
    assert told in ROUNDED.gap(gap).nl
    assert "van de" not in ROUNDED.gap(gap).nl


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (_gap(Gap.LOOP, None), "CJG ziet ongeveer 315 van de 360 gezinnen terugkomen na een rondje"),
        (_gap(Gap.REFUSAL, None, "incomplete"), "CJG wijst ongeveer 315 van de 360 gezinnen af. De reden: gegevens"),
        (_gap(Gap.REFUSAL, None, None), "De reden: die is niet opgeschreven."),
        (_gap(Gap.NO_PICKUP, None), "CJG pakt de hulpvraag niet op van ongeveer 315 van de 360 gezinnen."),
        (_gap(Gap.DEAD_END, None, "silence"), "gezinnen vastlopen. Daarna bleef het stil."),
        (_gap(Gap.DEAD_END, None, "no_pickup"), "gezinnen vastlopen. Niemand pakte de hulpvraag daar op."),
        (_gap(Gap.DEAD_END, None, "refusal"), "gezinnen vastlopen. Dat kwam na een afwijzing."),
        (
            _gap(Gap.REINTAKE, None),
            "Na CJG is er binnen een half jaar een nieuw begin voor ongeveer 315 van de 360 gezinnen.",
        ),
        (_gap(Gap.CONSULT), "CJG stuurt naar Werkplein, en ongeveer 315 van de 360 gezinnen komen meteen terug."),
    ],
)
def test_each_kind_has_its_sentence(gap: RankedGap, told: str) -> None:
    assert told in ROUNDED.gap(gap).nl


def test_without_households_cases_are_told() -> None:
    cases = Teller(_title, 0, named=False)
    assert "30 van de 30 hulpvragen" in cases.gap(_gap(households=30, of=30, share=1.0)).nl
    assert "per hulpvraag" in cases.gap(_gap()).nl


@pytest.mark.parametrize(
    ("weeks", "days", "told"),
    [
        (0.0, 0.0, "Dat kost per gezin minder dan een week."),
        (1.0, 2_205.0, "Dat kost samen ongeveer 2.200 dagen, ongeveer 1 week per gezin."),
        (2.0, 140.0, "Dat kost samen ongeveer 140 dagen, ongeveer 2 weken per gezin."),
    ],
)
def test_what_it_costs(weeks: float, days: float, told: str) -> None:
    assert ROUNDED.gap(_gap(weeks=weeks, days=days)).nl.endswith(told)
    assert ROUNDED.cost(None, None) is None


def test_classes_of_lost_weeks_follow_one_another() -> None:
    codes = [*(f"<{w}" for w in WEEKS), f">={WEEKS[-1]}"]
    assert [weeks_class(code).nl for code in codes] == [
        "minder dan 1 week",
        "1 tot 2 weken",
        "2 tot 4 weken",
        "4 tot 8 weken",
        "8 tot 13 weken",
        "13 tot 26 weken",
        "26 weken of meer",
    ]


def test_a_view_in_words() -> None:
    view = View("2024Q3", domain="finances", area="Oude Stad", problems="multiple")
    assert viewing.told(view).nl == "3e kwartaal 2024, Financiën, Oude Stad, Twee of meer leefgebieden"
    assert viewing.told(View()).en == "Everything"
    assert [name.nl for name, _ in viewing.parts(View("2024", kind="ggz"))] == ["Periode", "Soort loket"]
    # A word of the data stays as it is, also where the product has that word for something else.
    assert viewing.choice("target", "kind").nl == "kind"
    assert viewing.in_period("before4").nl == "de vier kwartalen daarvoor"
    assert viewing.in_period("2024Q1").en == "Quarter 1 of 2024"


def test_one_of_one_is_told_as_one() -> None:
    one = _gap(households=1, of=1, share=1.0, weeks=None, days=None)
    assert EXACT.happened(one).nl == "CJG en Werkplein sturen 1 gezin naar elkaar terug."
    assert EXACT.happened(one).en == "CJG and Werkplein send 1 household back to each other."
    two = _gap(households=1, of=2, share=0.5, weeks=None, days=None)
    assert EXACT.happened(two).nl == "CJG en Werkplein sturen 1 van de 2 gezinnen naar elkaar terug."


def test_where_no_household_is_known_cases_are_told() -> None:
    text = Text("Zo is niet te zien welk gezin, van alle gezinnen.", "One household of all households.")
    assert counted_of(text, named=True) is text
    assert counted_of(text, named=False).nl == "Zo is niet te zien welke hulpvraag, van alle hulpvragen."
    assert counted_of(text, named=False).en == "One case of all cases."
    assert Teller(_title, 10, named=False).counted(OUT_OF[Gap.LOOP]).nl == (
        "We vergelijken met alle hulpvragen die bij dit loket kwamen."
    )
