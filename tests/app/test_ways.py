"""The directions of the picture, from released rows."""

from __future__ import annotations

from app.draw.gap_picture import ways_of
from graph.codes import Gap

ENDS = ("cjg", "team")


def test_no_direction_has_more_that_returned_than_were_sent() -> None:
    # Rounded apart 205 were sent and 210 of these came back; beside the 210 as many are told to have been sent.
    back = {ENDS: {"households": 210, "of": 210, "share": None}}
    way = ways_of({ENDS: 205}, {Gap.BOUNCE: {}, Gap.CONSULT: back}, apart={ENDS})[ENDS]
    assert (way.sent, way.back, way.share) == (210, 210, None)


def test_a_direction_from_which_nobody_returned_keeps_its_number() -> None:
    way = ways_of({ENDS: 205}, {Gap.BOUNCE: {}, Gap.CONSULT: {}}, apart=())[ENDS]
    assert (way.sent, way.back, way.advice) == (205, None, False)
