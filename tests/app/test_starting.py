"""The findings of the page Start as sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from app.draw.gap_words import Teller
from app.draw.starting import Told, age, change, changes, figure, month, some, told
from graph.analyses.table import Table
from graph.codes import Gap
from graph.figures import Figures
from graph.rounding import FEWER

EXACT = Teller(lambda loket: loket or "", 0, named=True)
REGISSEUR = Teller(lambda loket: loket or "", 10, named=True)


def _figures() -> Figures:
    """Of bounces 315 households of 4 weeks; of refusals too few to tell."""
    return Figures(
        labels=Table({"kind": ["bounce", "refusal"]}),
        households=np.array([315, FEWER]),
        of=None,
        share=np.full(2, np.nan),
        share_kind=np.zeros(2, dtype=np.int8),
        weeks=np.array([4, np.nan]),
        days=np.array([8820, np.nan]),
        incidents=None,
        hidden=0,
        k=10,
        named=True,
    )


def test_totals_are_told_by_kind() -> None:
    known = told(_figures())
    assert known[Gap.BOUNCE] == Told(Gap.BOUNCE, 315, 4, 8820)
    assert known[Gap.REFUSAL] == Told(Gap.REFUSAL, None, None, None)


def test_a_figure_is_one_sentence_with_what_it_costs() -> None:
    found = figure(told(_figures())[Gap.BOUNCE], REGISSEUR)
    assert found.nl.startswith("We zagen ongeveer 315 gezinnen heen en weer gaan tussen twee loketten.")
    assert "ongeveer 4 weken per gezin" in found.nl


def test_below_the_threshold_only_that_is_told() -> None:
    found = figure(told(_figures())[Gap.REFUSAL], REGISSEUR)
    assert found.nl == "Bij minder dan 10 gezinnen zei een loket nee."
    assert found.en == "For fewer than 10 households a loket said no."


def test_none_at_all_is_told_to_the_administrator() -> None:
    assert figure(Told(Gap.DEAD_END, 0, None, 0.0), EXACT).nl == "Van 0 gezinnen liep de hulp vast."


def test_a_change_uses_only_released_figures() -> None:
    assert (change(170, 180).nl, change(180, 170).nl, change(75, 75).nl) == ("10 minder", "10 meer", "evenveel")
    assert change(None, 180).nl == change(180, None).nl == "te klein om te zeggen"
    rows = changes(told(_figures()), told(_figures()), (Gap.REFUSAL, Gap.BOUNCE, Gap.LOOP), REGISSEUR)
    assert [(kind, [text.nl for text in texts]) for kind, *texts in rows] == [
        (Gap.REFUSAL, ["minder dan 10 gezinnen", "minder dan 10 gezinnen", "te klein om te zeggen"]),
        (Gap.BOUNCE, ["ongeveer 315 gezinnen", "ongeveer 315 gezinnen", "evenveel"]),
    ]


def test_the_age_of_data_in_days_and_months() -> None:
    def said(end: date | datetime) -> str | None:
        found = age(end, date(2025, 7, 1))
        return None if found is None else found.nl

    assert said(date(2025, 6, 30)) == "Dat is 1 dag geleden."
    assert said(datetime(2025, 6, 1, 12, tzinfo=UTC)) == "Dat is 30 dagen geleden."
    assert said(date(2024, 7, 1)) == "Dat is 12 maanden geleden."
    assert said(date(2025, 7, 2)) is None


def test_months_and_lists_in_words() -> None:
    assert (month("2024-05").nl, month("2024-12").en, month(None).nl) == ("mei 2024", "December 2024", "-")
    assert some(["A", "B"], 2).nl == "A, B"
    assert some(["A", "B", "C"], 1).nl == "A en nog 2"
