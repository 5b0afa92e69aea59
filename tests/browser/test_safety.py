"""Nothing leaves the machine, the policy is on, and text from a register stays text."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve, Served, Visit
from tests.browser.seen import metric, picture

PAGE = "/heen-en-weer"

SCRIPT, END, IMAGE, BOLD = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "![x](http://elders.example/x.png)",
    "**vet** :material/home: [hier](http://elders.example)",
)
JOINER = "\u2060"
NASTY = "case,time,loket\n" + "".join(
    f'{i},2024-01-0{day},"{loket}"\n'
    for i, (a, b) in enumerate([(SCRIPT, END), (SCRIPT, END), (IMAGE, BOLD)])
    for day, loket in enumerate((a, b, a), start=1)
)


@pytest.fixture(scope="module")
def nasty(serve: Serve, imported: Callable[[str], Path]) -> Served:
    folder = imported(NASTY)
    return serve(folder, KAART_DB=str(folder / "kaart.db"))


def test_script_in_the_name_of_a_loket_stays_text(visit: Visit, nasty: Served) -> None:
    page = visit(nasty.url + PAGE)
    drawn = picture(page)
    drawn.click_loket(SCRIPT)
    metric(page, "Keer terug", "2")
    expect(page.get_by_text(f"Vanaf {SCRIPT}:")).to_be_visible()
    expect(page.get_by_role("radio", name=SCRIPT)).to_be_visible()
    expect(page.get_by_role("cell", name=END).first).to_be_visible()
    drawn.click_arrow(SCRIPT, END)
    metric(page, "Keer doorgestuurd", "2")
    # The words at the pointer are text too.
    expect(page.locator("#tip")).to_contain_text(f"{SCRIPT} naar {END}")
    assert page.locator("img[src=x]").count() == 0


def test_markdown_in_the_name_of_a_loket_stays_text(visit: Visit, nasty: Served) -> None:
    page = visit(nasty.url + PAGE)
    picture(page).click_loket(BOLD)
    metric(page, "Keer terug", "1")
    listed = page.get_by_test_id("stRadio").inner_text().replace(JOINER, "")
    assert f"{IMAGE} en {BOLD}: 1 hulpvraag" in listed
    assert page.locator("[data-testid=stMain] img, [data-testid=stRadio] strong").count() == 0
    assert page.locator("a[href*=elders]").count() == 0


@pytest.mark.parametrize(
    "path", ["/", "/heen-en-weer", "/_stcore/health", "/_stcore/bidi-components/verwijskaart.network/network.js"]
)
def test_every_answer_carries_the_policy(register: Served, path: str) -> None:
    with urllib.request.urlopen(register.url + path) as answer:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
        assert not {"'unsafe-inline'", "'unsafe-eval'", "blob:", "*"} & set(scripts.split())
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_policy_is_in_force(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE, expecting="Content Security Policy")
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
        })"""
    )
    assert blocked == "script-src-elem"
    assert page.evaluate("() => window.ran") is None


def test_the_large_script_comes_once(visit: Visit, register: Served) -> None:
    page = visit(register.url + PAGE)
    drawn = picture(page)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    drawn.click_loket("Jeugd")
    metric(page, "Andere loketten", "1")
    assert not [url for url in fetched if url.endswith(".js")]


@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?taal=en", "en"), ("?taal=nl", "nl")])
def test_the_page_names_its_language_before_any_script_runs(register: Served, query: str, language: str) -> None:
    with urllib.request.urlopen(f"{register.url}/{query}") as answer:
        assert f'<html lang="{language}">' in answer.read().decode()
