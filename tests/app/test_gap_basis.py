"""The directions of the picture, from released rows."""

from __future__ import annotations

from app.gap_basis import Row, _way
from graph.codes import Gap


def test_no_direction_has_more_that_returned_than_were_sent() -> None:
    # Rounded apart 205 were sent and 210 of these came back; beside the 210 as many are told to have been sent.
    back: Row = {"households": 210, "of": 210, "share": None}
    way = _way(("cjg", "team"), 205, {Gap.BOUNCE: {}, Gap.CONSULT: {("cjg", "team"): back}}, advice=True)
    assert (way.sent, way.back, way.share) == (210, 210, None)
    alone = _way(("cjg", "team"), 205, {Gap.BOUNCE: {}, Gap.CONSULT: {}}, advice=False)
    assert (alone.sent, alone.back) == (205, None)
