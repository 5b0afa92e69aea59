"""What the gate leaves of Waterrijk: a regisseur still sees what was planted."""

from __future__ import annotations

from graph.codes import Audience, Gap
from graph.views import LAST_YEAR, View
from loaders.generator.recipe import read_recipe
from tests.graph.gate.useful import PLANTED, seen, waterrijk


def test_the_planted_gaps_are_those_of_the_recipe() -> None:
    questions = {"bounces", "loops", "dead_ends", "pickups", "refusals", "reintakes", "consult_pairs"}
    truths = read_recipe().truths
    assert set(PLANTED) == {n for n, truth in truths.items() if truth["claims"][0]["question"] in questions}
    assert {planted[0] for planted in PLANTED.values()} == set(Gap)


def test_over_the_whole_register_a_regisseur_sees_every_planted_gap() -> None:
    assert seen(waterrijk(), View()) == set(PLANTED)


def test_over_the_last_four_quarters_a_regisseur_sees_nearly_all() -> None:
    # Of the young people between Leerplicht and the Werkplein nearly all came before the Jongerenpunt opened.
    assert set(PLANTED) - seen(waterrijk(), View(LAST_YEAR)) <= {"new_loket_helped"}


def test_a_report_to_the_council_shows_them_over_the_whole_register() -> None:
    assert seen(waterrijk(), View(), Audience.OPENBAAR) == set(PLANTED)
