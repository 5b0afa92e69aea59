"""The button that keeps a report: through the gate, for the view that is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, Served, Visit

PAGE = "/van-het-kastje-naar-de-muur"


@pytest.fixture(scope="module")
def regisseur(serve: Serve) -> Served:
    """Waterrijk as the regisseur sees it."""
    return serve(KAART_AUDIENCE="regisseur")


def _kept(page: Page, button: str, folder: Path) -> str:
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(folder / download.value.suggested_filename)
    return (folder / download.value.suggested_filename).read_text(encoding="utf-8")


def test_the_report_for_everybody_takes_twice_as_many_households(
    visit: Visit, regisseur: Served, tmp_path: Path
) -> None:
    page = visit(regisseur.url + PAGE + "?periode=2025")
    text = _kept(page, "Rapport voor iedereen", tmp_path)
    assert "Minder dan 20 gezinnen staan er niet in." in text
    assert "Dit rapport gaat over: 2025." in text
    # Planted, data/waterrijk/truths.toml.
    assert "CJG en Werkplein Inkomen sturen " in text
    assert "Minder dan 10 gezinnen staan er niet in." in _kept(page, "Rapport voor de regisseur", tmp_path)


def test_of_own_data_everybody_gets_a_report_only_after_publishing(
    visit: Visit, serve: Serve, imported: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = imported("case,time,loket\n1,2024-01-01,A\n1,2024-01-02,B\n1,2024-01-05,A\n")
    page = visit(serve(folder, KAART_DB=str(folder / "kaart.db")).url + PAGE + "?taal=en")
    expect(page.get_by_text("A report for everybody is possible once you publish the figures.")).to_be_visible()
    assert "This report shows exact figures." in _kept(page, "Report with exact figures, for you only", tmp_path)
