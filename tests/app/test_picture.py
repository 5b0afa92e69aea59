from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import Any

import pytest

from app.draw import drawing as plain
from app.draw.bouncing import NOTHING, Choice
from app.draw.drawing import COLORS, FAINT, Dot, Drawing, Line
from app.draw.layout import places
from app.draw.picture import View, drawing, payload
from tests.app.pictures import made, routes, seen, toy_bouncing


def _toy(choice: Choice = NOTHING) -> Drawing:
    toy = toy_bouncing()
    return drawing(toy, View(places(toy.names, toy.arrows), toy.arrows), choice, "nl")


def _lines(choice: Choice = NOTHING) -> dict[str, dict[str, Any]]:
    """What the component gets of each arrow, by its ends."""
    sent = plain.payload(_toy(choice), "nl", 500)
    ids, lines = sent["dots"]["id"], sent["lines"]
    return {
        f"{ids[a]}/{ids[b]}": {
            "look": plain.LOOKS[lines["look"][i]],
            "width": lines["width"][i],
            "opacity": lines["opacity"][i],
            "label": lines["label"].get(str(i), ""),
            "note": lines["notes"][lines["note"][i]],
        }
        for i, (a, b) in enumerate(zip(lines["from"], lines["to"], strict=True))
    }


def test_bounces_stand_out_by_colour_dashes_and_words() -> None:
    drawn, sent = _lines(), plain.payload(_toy(), "nl", 500)
    assert (drawn["CJG/Wmo"]["look"], drawn["CJG/Wmo"]["label"]) == ("back", "1 terug")
    assert (drawn["CJG/Werkplein"]["look"], drawn["CJG/Werkplein"]["label"]) == ("flow", "")
    looks = dict(zip(plain.LOOKS, sent["looks"], strict=True))
    assert looks["back"] == {"color": COLORS["back"], "dashes": ()}
    assert looks["flow"]["dashes"]


def test_what_is_said_at_the_pointer_follows_the_names() -> None:
    # The toy register sends CJG to Wmo three times, of which one comes back (data/toy).
    assert _lines()["CJG/Wmo"]["note"].endswith("1 keer terug")


def test_thicker_is_busier() -> None:
    drawn = _lines()
    assert drawn["CJG/Wmo"]["width"] > drawn["Wmo/CJG"]["width"]


def test_both_directions_are_drawn() -> None:
    assert {"CJG/Wmo", "Wmo/CJG"} <= set(_lines())


def test_what_is_not_chosen_fades() -> None:
    choice = Choice(pair=("Wijkteam", "Wmo"))
    drawn, shown = _lines(choice), _toy(choice)
    assert drawn["Wmo/Wijkteam"]["opacity"] == 1
    assert (drawn["CJG/Wmo"]["opacity"], drawn["CJG/Wmo"]["label"]) == (FAINT, "")
    assert shown.near() == shown.chosen() == {"Wijkteam", "Wmo"}


def test_a_chosen_loket_keeps_its_neighbours() -> None:
    shown = _toy(Choice(loket="Werkplein"))
    assert shown.chosen() == {"Werkplein"}
    assert "CJG" in shown.near()
    assert "Wmo" not in shown.near()


def test_possible_advice_looks_different_and_asks() -> None:
    bouncing = seen(routes(*["A B A"] * 20))
    shown = drawing(bouncing, View(places(bouncing.names, bouncing.arrows), bouncing.arrows), NOTHING, "en")
    arrow = next(line for line in shown.lines if line.source == "A")
    assert (arrow.look, arrow.label) == ("advice", "20 back (advice?)")
    assert set(plain.payload(shown, "en", 500)["legend"]) == {line.look for line in shown.lines}


def test_the_payload_is_small_and_plain() -> None:
    names = [f"Loket met een lange naam {i}" for i in range(28)]
    bouncing = made(dict.fromkeys(list(combinations(names, 2))[:110], 5))
    found = payload(bouncing, View(places(names, bouncing.arrows), bouncing.arrows), NOTHING, "nl", 500)
    assert len(found["dots"]["id"]) == 28
    # 110 arrows, of which the notes are all alike: well under 100 bytes each.
    assert len(found["lines"]["notes"]) == 1
    assert len(json.dumps(found)) < 10_000


def _drawing(*values: int | None) -> Drawing:
    dots = (Dot("a", "A", (0, 0)), Dot("b", "B", (100, 0)), Dot("c", "C", (0, 100)))
    ends = (("a", "b"), ("b", "a"), ("b", "c"), ("c", "elsewhere"))
    return Drawing(dots, tuple(Line(*e, v) for e, v in zip(ends, values, strict=False)))


def test_an_arrow_of_fewer_than_k_is_not_drawn_at_all() -> None:
    shown = _drawing(40, None, 20, 30)
    assert [line.ends for line in shown.seen()] == [("a", "b"), ("b", "c")]
    assert len(plain.payload(shown, "nl", 500)["lines"]["from"]) == len(plain.widths(shown)) == 2


def test_widths_come_from_values_alone() -> None:
    # By the root of the share of the largest: a quarter is half of the thick part.
    thin, thick = 1.5, 6.5
    assert plain.widths(_drawing(400, 100)) == [thin + thick, thin + thick / 2]


def test_a_dragged_loket_stands_where_it_was_dropped() -> None:
    shown = _drawing(40).moved({"b": (7, 8), "gone": (1, 1)})
    assert {dot.id: dot.place for dot in shown.dots} == {"a": (0, 0), "b": (7, 8), "c": (0, 100)}
    assert plain.payload(shown, "nl", 500)["dots"]["x"] == [0, 7, 0]


def test_lokets_of_a_very_crowded_picture_do_not_hide_it() -> None:
    few = Drawing(tuple(Dot(str(i), "", (i, 0)) for i in range(60)), ())
    many = Drawing(tuple(Dot(str(i), "", (i, 0)) for i in range(6000)), ())
    # The picture is ten times wider with a hundred times as many; a loket grows by less than a quarter.
    assert many.crowding() == pytest.approx(10 * few.crowding())
    assert many.radius() < 1.25 * few.radius()


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
