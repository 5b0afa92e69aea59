"""The gaps of two periods side by side."""

from __future__ import annotations

import numpy as np

from app.draw.comparing import row, side_by_side, told
from app.draw.gap_words import Teller
from graph.analyses.table import Table
from graph.codes import Gap
from graph.figures import Figures
from graph.rounding import FEWER

REGISSEUR = Teller(lambda loket: loket or "", 10, named=True)
EXACT = Teller(lambda loket: loket or "", 0, named=True)


def _figures(k: int = 10, **gaps: tuple[int, float]) -> Figures:
    """Of each loket its households, and their mean weeks."""
    households = np.array([n for n, _ in gaps.values()])
    weeks = np.array([w for _, w in gaps.values()])
    return Figures(
        labels=Table({"a": list(gaps), "b": [None] * len(gaps), "detail": [None] * len(gaps)}),
        households=households,
        of=None,
        share=np.full(len(gaps), np.nan),
        share_kind=np.zeros(len(gaps), dtype=np.int8),
        weeks=weeks,
        days=households * weeks * 7,
        incidents=None,
        hidden=0,
        k=k,
        named=True,
    )


def test_a_gap_that_was_solved_is_shown_too_and_the_most_days_come_first() -> None:
    now = _figures(wmo=(40, 2.0), cjg=(25, 4.0))
    then = _figures(urgentie=(60, 8.0), cjg=(30, 5.0))
    # Days: urgentie 60 x 8 weeks = 3,360; cjg 30 x 5 weeks = 1,050; wmo 40 x 2 weeks = 560.
    found = side_by_side({Gap.LOOP: (now, then)})
    assert [both.gap.a for both in found] == ["urgentie", "cjg", "wmo"]
    assert found[0].now is None
    assert [both.days for both in found] == [3360, 1050, 560]


def test_the_older_period_comes_first_and_the_difference_is_of_shown_figures() -> None:
    gone, cjg = side_by_side({Gap.LOOP: (_figures(cjg=(25, 4.0)), _figures(urgentie=(60, 8.0), cjg=(30, 5.0)))})
    assert row(cjg, REGISSEUR, "nl") == ("cjg: rondje", 30, 25, -5, 5.0, 4.0)
    assert told(row(cjg, REGISSEUR, "nl"), REGISSEUR, "nl") == (
        "cjg: rondje", "30", "25", "5 minder", "ongeveer 5 weken", "ongeveer 4 weken",
    )  # fmt: skip
    assert told(row(gone, REGISSEUR, "nl"), REGISSEUR, "nl") == (
        "urgentie: rondje", "60", "minder dan 10", "te klein om te zeggen", "ongeveer 8 weken", "",
    )  # fmt: skip


def test_where_figures_are_exact_a_solved_gap_has_none() -> None:
    (gone,) = side_by_side({Gap.LOOP: (_figures(k=0), _figures(k=0, urgentie=(6, 8.0)))})
    assert row(gone, EXACT, "nl") == ("urgentie: rondje", 6, 0, -6, 8.0, None)
    assert told(row(gone, EXACT, "en"), EXACT, "en")[3] == "6 fewer"


def test_advice_stands_apart_and_what_is_hidden_has_no_difference() -> None:
    hidden = _figures(cjg=(FEWER, np.nan))
    assert side_by_side({Gap.CONSULT: (_figures(cjg=(20, 1.0)), hidden)}) == []
    (both,) = side_by_side({Gap.LOOP: (_figures(cjg=(20, 1.0)), hidden)})
    assert row(both, REGISSEUR, "nl")[1:4] == (None, 20, None)
