"""How many households a register is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.counting import counting
from graph.network import Network
from graph.privacy import Audience, NotPublished, publish
from graph.rounding import FEWER
from graph.serving import served_cells
from graph.views import View
from tests.graph.toy import DOOR, toy


def test_each_household_counts_once() -> None:
    # definitions.md: 8 cases of 7 households, as z5a and z5b are of the same one.
    network = toy()
    counted = counting(network, DOOR)
    cells = served_cells(network, counted, counted.facts.look(View()))
    assert publish(cells, Audience.BEHEERDER).value.households.tolist() == [7]


def test_others_are_not_told_so_few() -> None:
    network = toy()
    counted = counting(network, DOOR, frozen=True)
    cells = served_cells(network, counted, counted.facts.look(View()))
    assert publish(cells, Audience.REGISSEUR).value.households.tolist() == [FEWER]
    live = replace(cells, look=replace(cells.look, facts=replace(counted.facts, frozen=False)))
    with pytest.raises(NotPublished):
        publish(live, Audience.REGISSEUR)


def test_an_empty_register_is_about_nobody() -> None:
    counted = counting(Network(), DOOR)
    cells = served_cells(Network(), counted, counted.facts.look(View()))
    assert publish(cells, Audience.BEHEERDER).value.households.tolist() == [0]
