from __future__ import annotations

import json
from itertools import combinations, pairwise

import pytest

from app.draw.bouncing import NOTHING, Choice
from app.draw.layout import places
from app.draw.picture import GREY, RED, VIOLET, View, payload
from tests.app.pictures import made, routes, seen, toy_bouncing


def _drawn(choice: Choice = NOTHING) -> dict[str, dict[str, object]]:
    toy = toy_bouncing()
    view = View(places(toy.names, toy.arrows), toy.arrows)
    found = payload(toy, view, choice, "nl", 500)
    return {"/".join((e["from"], e["to"])): e for e in found["edges"]} | {n["id"]: n for n in found["nodes"]}


def test_bounces_stand_out_by_colour_dashes_and_words() -> None:
    drawn = _drawn()
    assert drawn["CJG/Wmo"]["color"]["color"] == RED  # type: ignore[index]
    assert (drawn["CJG/Wmo"]["dashes"], drawn["CJG/Wmo"]["label"]) == (False, "1 terug")
    assert drawn["CJG/Werkplein"]["color"]["color"] == GREY  # type: ignore[index]
    assert (bool(drawn["CJG/Werkplein"]["dashes"]), str(drawn["CJG/Werkplein"]["label"]).strip()) == (True, "")


def test_thicker_is_busier() -> None:
    drawn = _drawn()
    assert drawn["CJG/Wmo"]["width"] > drawn["Wmo/CJG"]["width"]  # type: ignore[operator]


def test_both_directions_are_drawn_and_curved() -> None:
    toy = toy_bouncing()
    found = payload(toy, View(places(toy.names, toy.arrows), toy.arrows), NOTHING, "nl", 500)
    assert {(e["from"], e["to"]) for e in found["edges"]} >= {("CJG", "Wmo"), ("Wmo", "CJG")}
    assert found["options"]["edges"]["smooth"]["type"] == "curvedCW"


def test_what_is_not_chosen_fades() -> None:
    drawn = _drawn(Choice(pair=("Wijkteam", "Wmo")))
    assert drawn["Wmo/Wijkteam"]["color"]["opacity"] == 1  # type: ignore[index]
    assert drawn["CJG/Wmo"]["color"]["opacity"] < 1  # type: ignore[index]
    assert (drawn["Wmo"]["opacity"], drawn["CJG"]["opacity"] == 1) == (1, False)
    assert str(drawn["CJG/Wmo"]["label"]).strip() == ""


def test_a_chosen_loket_keeps_its_neighbours() -> None:
    drawn = _drawn(Choice(loket="Werkplein"))
    assert drawn["CJG"]["opacity"] == 1
    assert drawn["Wmo"]["opacity"] != 1


def test_possible_advice_looks_different_and_asks() -> None:
    bouncing = seen(routes(*["A B A"] * 20))
    found = payload(bouncing, View(places(bouncing.names, bouncing.arrows), bouncing.arrows), NOTHING, "en", 500)
    arrow = next(e for e in found["edges"] if e["from"] == "A")
    assert (arrow["color"]["color"], arrow["label"], bool(arrow["dashes"])) == (VIOLET, "20 back (advice?)", True)


def test_the_payload_is_small_and_plain() -> None:
    names = [f"Loket met een lange naam {i}" for i in range(28)]
    bouncing = made(dict.fromkeys(list(combinations(names, 2))[:110], 5))
    found = payload(bouncing, View(places(names, bouncing.arrows), bouncing.arrows), NOTHING, "nl", 500)
    assert len(found["nodes"]) < 60
    assert len(json.dumps(found)) < 80_000


def test_a_long_name_is_wrapped_and_cut() -> None:
    name = "Team Jeugd en Gezin van de gemeente Waterrijk, locatie Centrum en omstreken"
    bouncing = made({(name, "b"): 1})
    label = payload(bouncing, View({name: (0, 0)}, ()), NOTHING, "nl", 500)["nodes"][0]["label"]
    assert label.count("\n") == 2
    assert label.endswith("…")


@pytest.mark.parametrize("lokets", [0, 1, 2, 3, 28, 90])
def test_every_loket_has_a_place_of_its_own_the_same_every_time(lokets: int) -> None:
    names = [str(i) for i in range(lokets)]
    arrows = made(dict.fromkeys(pairwise(names), 1)).arrows
    found = places(names, arrows)
    assert found == places(names, arrows)
    assert set(found) == set(names)
    assert len(set(found.values())) == lokets


def test_lokets_stay_where_they_are_when_others_come() -> None:
    toy = toy_bouncing()
    before = places(("CJG", "Wmo"), toy.arrows)
    after = places(toy.names, toy.arrows, fixed=before)
    assert {loket: after[loket] for loket in before} == before
    assert len(set(after.values())) == 4


def test_lokets_without_any_path_are_drawn_too() -> None:
    assert len(set(places("abcd", made({("a", "b"): 1, ("c", "d"): 1}).arrows).values())) == 4
