"""Words of a network picture: they do not lie over one another, and are never too small to read."""

from __future__ import annotations

import re
from itertools import combinations

from app.draw.bouncing import Choice
from app.draw.drawing import Dot, Drawing, Line, payload
from app.draw.gap_picture import Way, chosen_said
from app.draw.gap_words import Teller
from app.draw.network_svg import svg
from app.draw.placing import Room
from app.draw.svg import Caption

WAYS = {
    ("cjg", "werk"): Way("cjg", "werk", 345, 310, None, False),
    ("werk", "cjg"): Way("werk", "cjg", 250, 195, 0.78, False),
    ("werk", "taal"): Way("werk", "taal", 40, None, None, False),
}
TELLER = Teller(lambda loket: {"cjg": "CJG", "werk": "Werkplein"}.get(loket or "", loket or ""), 10, named=True)


def test_words_take_the_first_free_place() -> None:
    room = Room(size=10, radius=5)
    first, second = room.name(["Werkplein"], (0, 0)), room.name(["Schuldhulp"], (0, 6))
    assert first is not None
    assert second is not None
    # Below its loket: the radius and a fifth of the letters away; the other one, almost there too, stands above.
    assert (first.x, first.top) == (0, 7)
    assert second.bottom <= 6 - 7
    assert not first.covers(second)


def test_words_that_fit_nowhere_are_left_out_unless_their_loket_was_chosen() -> None:
    room = Room(size=10, radius=5)
    room.discs([(x, y) for x in (-30, 0, 30) for y in (-12, 0, 12)])
    assert room.name(["Werkplein"], (0, 0)) is None
    assert room.name(["Werkplein"], (0, 0), always=True) is not None


def test_words_stay_inside_the_picture() -> None:
    # Below is taken and above lies outside; of both sides only the left one has room.
    room = Room(size=10, radius=5, edges=(-200, -10, 20, 100))
    room.discs([(0, 15)])
    found = room.name(["Werkplein"], (0, 0))
    assert found is not None
    assert found.right < 0
    assert Room(size=10, radius=5, edges=(-200, -10, 20, 8)).name(["Werkplein"], (0, 0)) is not None


def test_labels_of_arrows_in_a_busy_spot_stand_apart() -> None:
    room = Room(size=10, radius=5)
    found = [room.label(f"{n} terug", (0, 0), (120, bend), (240, 0)) for n, bend in ((105, 20), (195, 24), (310, 28))]
    spots = [spot for spot in found if spot is not None]
    assert len(spots) == 3
    assert not any(one.covers(other) for one, other in combinations(spots, 2))


def test_letters_are_twelve_pixels_however_far_lokets_stand_apart() -> None:
    far = Drawing((Dot("a", "A", (0, 0)), Dot("b", "B", (9000, 0))), (Line("a", "b", 40, "back", "30 terug"),))
    drawn = svg(far, Caption("Ver"), "nl")
    zoom = float(re.findall(r"scale\(([\d.]+)\)", drawn)[0])
    sizes = {float(size) for size in re.findall(r'text-anchor="middle"[^>]*font-size="([\d.]+)"', drawn)} or {
        float(size) for size in re.findall(r'font-size="([\d.]+)"[^>]*text-anchor="middle"', drawn)
    }
    assert zoom < 0.2
    assert min(sizes) * zoom > 11.9


def test_lokets_that_are_not_drawn_can_be_searched() -> None:
    drawing = Drawing((Dot("a", "A", (0, 0)),), (), Choice(loket="a"))
    sent = payload(drawing, "nl", 500, others={"a": "A", "b": "Urgentieloket \n wonen"}, whole=True)
    assert sent["others"] == {"id": ["b"], "name": ["Urgentieloket wonen"]}
    assert sent["whole"] is True
    assert payload(drawing, "nl", 500)["others"] == {"id": [], "name": []}


def test_a_choice_in_a_sentence() -> None:
    assert chosen_said(WAYS, "cjg", "werk", TELLER).nl == (
        "CJG stuurt ongeveer 345 gezinnen naar Werkplein. Daarvan komen ongeveer 310 gezinnen terug. "
        "Werkplein stuurt ongeveer 250 gezinnen naar CJG. Daarvan komen ongeveer 195 gezinnen terug."
    )
    assert chosen_said(WAYS, "taal", None, TELLER).nl == (
        "Je koos taal. Werkplein stuurt ongeveer 40 gezinnen naar taal. Daarvan komen minder dan 10 gezinnen terug."
    )
    assert chosen_said(WAYS, "elders", None, TELLER).nl == (
        "Je koos elders. Van of naar dit loket is geen pijl die we mogen tonen."
    )
