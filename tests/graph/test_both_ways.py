"""Who sends and who returns, on the toy register: z1 goes CJG, Wmo, CJG, Wmo; z7 CJG, Wmo; z3 Wmo, Wijkteam, Wmo."""

from __future__ import annotations

from graph.both_ways import way_cells, ways
from graph.codes import Audience, Gap
from graph.counting import counting, flow_cells
from graph.privacy import publish
from graph.views import View
from tests.graph.toy import DOOR, toy


def _rows(audience: Audience, kind: Gap = Gap.BOUNCE) -> dict[tuple[str, str], tuple[object, object]]:
    counted = counting(toy(), DOOR, frozen=True)
    flows = flow_cells(counted, counted.facts.look(View()))
    released = publish(way_cells(counted, ways(counted, kind), flows), audience).value
    return {(row["a"], row["b"]): (row["households"], row["of"]) for row in released.rows()}


def test_each_direction_has_its_own_households_and_those_that_were_sent() -> None:
    assert _rows(Audience.BEHEERDER) == {
        ("CJG", "Wmo"): (1, 2),
        ("Wmo", "CJG"): (1, 1),
        ("Wmo", "Wijkteam"): (1, 1),
    }
    assert _rows(Audience.BEHEERDER, Gap.CONSULT) == {}


def test_small_numbers_do_not_pass() -> None:
    assert _rows(Audience.REGISSEUR) == {}
