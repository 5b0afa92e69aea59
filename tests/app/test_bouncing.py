from __future__ import annotations

from app.draw.bouncing import NOTHING, Choice, drawn, worst_part
from tests.app.pictures import made, routes, seen, toy_bouncing


def test_the_toy_register_has_the_pairs_of_the_definitions() -> None:
    pairs = [(p.lokets, p.bounces, p.cases, p.days) for p in toy_bouncing().pairs]
    assert pairs == [(("CJG", "Wmo"), 2, 1, 28.0), (("Wijkteam", "Wmo"), 1, 1, 5.0)]


def test_arrows_that_bounce_come_first_then_the_busiest() -> None:
    arrows = [(a.ends, a.bounces, a.hops) for a in toy_bouncing().arrows]
    assert arrows[:4] == [
        (("CJG", "Wmo"), 1, 3),
        (("Wmo", "CJG"), 1, 1),
        (("Wmo", "Wijkteam"), 1, 1),
        (("CJG", "Werkplein"), 0, 1),
    ]


def test_a_choice_holds_what_lies_between_its_lokets() -> None:
    assert NOTHING.has("a", "b")
    assert Choice(loket="a").has("a", "b")
    assert not Choice(loket="a").has("b", "c")
    assert Choice(arrow=("a", "b")).has("b", "a")
    assert not Choice(pair=("a", "b")).has("a", "c")


def test_a_choice_of_what_is_gone_is_not_known() -> None:
    toy = toy_bouncing()
    assert toy.knows(Choice(loket="CJG"))
    assert not toy.knows(Choice(pair=("CJG", "Elders")))


def test_the_worst_part_takes_whole_pairs_as_long_as_they_fit() -> None:
    bouncing = made({("a", "b"): 9, ("c", "d"): 8, ("e", "f"): 7})
    assert worst_part(bouncing, most=5, least=2) == ("a", "b", "c", "d")


def test_a_small_part_is_filled_with_the_busiest() -> None:
    bouncing = made({("a", "b"): 9}, {("x", "y"): 1, ("b", "c"): 5})
    assert worst_part(bouncing, most=10, least=3) == ("a", "b", "c")


def test_without_bounces_the_busiest_are_shown() -> None:
    assert worst_part(seen(routes("A B", "A B", "C D")), most=2, least=2) == ("A", "B")


def test_an_empty_register_has_nothing_to_draw() -> None:
    assert worst_part(seen(routes()), most=9, least=2) == ()


def test_drawn_are_only_arrows_between_the_lokets_and_not_too_many() -> None:
    bouncing = made({("a", "b"): 9, ("a", "c"): 8}, {("b", "c"): 5})
    assert [a.ends for a in drawn(bouncing, ("a", "b", "c"), 2)] == [("a", "b"), ("a", "c")]
    assert [a.ends for a in drawn(bouncing, ("b", "c"), 9)] == [("b", "c")]


def test_a_pair_that_may_be_advice_says_who_asks() -> None:
    network = routes(*["A B A"] * 20, "A C A")
    pair = seen(network).pairs[0]
    assert (pair.lokets, pair.asks, pair.asked) == (("A", "B"), "A", "B")
    assert seen(network).arrow_at["A", "B"].advice
    assert seen(network).pairs[1].asks is None
