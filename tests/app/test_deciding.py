"""Deciding about a request for advice: in one's own data, by the administrator, and undoable."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.deciding import decide, withdraw
from app.session import Data, own_store
from app.steward import NotForYou
from graph.advising import advising
from graph.codes import Audience, DecisionKind
from graph.errors import UsageRefused
from graph.text import Text
from graph.thresholds import DEFAULTS

PAIR = ("CJG", "Wmo")
WHY = Text("CJG vraagt Wmo om advies", "CJG asks Wmo for advice")
OWN = Data(Path("kaart.db"), is_demo=False, is_new=False, token="", sources=(), rows={})


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DB", str(tmp_path / "kaart.db"))
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KAART_KEY", "a key of the tests, 32 bytes long")


def _decided() -> dict[tuple[str, str], DecisionKind]:
    with own_store() as store:
        return {pair: d.kind for pair, d in advising(store.network(), DEFAULTS).decided.items()}


def test_a_decision_is_a_change_set_with_who_and_why_and_can_be_undone() -> None:
    decide(OWN, Audience.BEHEERDER, PAIR, DecisionKind.ADVICE, " vraag het Noor ", WHY)
    assert _decided() == {PAIR: DecisionKind.ADVICE}
    with own_store() as store:
        change = store.changes()[0]
        (decision,) = advising(store.network(), DEFAULTS).decided.values()
        assert (change.why, bool(change.who), decision.note) == (WHY.nl, True, "vraag het Noor")
        store.undo(change.number, who="Test")
    assert _decided() == {}


def test_the_newest_decision_stands_also_within_one_day() -> None:
    for kind in (DecisionKind.BOUNCE, DecisionKind.ADVICE, DecisionKind.BOUNCE, DecisionKind.ADVICE):
        decide(OWN, Audience.BEHEERDER, PAIR, kind, "", WHY)
        assert _decided() == {PAIR: kind}


def test_withdrawing_ends_every_decision_about_the_pair_and_no_other() -> None:
    decide(OWN, Audience.BEHEERDER, PAIR, DecisionKind.ADVICE, "", WHY)
    decide(OWN, Audience.BEHEERDER, ("Wmo", "CJG"), DecisionKind.BOUNCE, "", WHY)
    withdraw(OWN, Audience.BEHEERDER, PAIR, WHY)
    assert _decided() == {("Wmo", "CJG"): DecisionKind.BOUNCE}
    withdraw(OWN, Audience.BEHEERDER, PAIR, WHY)
    assert _decided() == {("Wmo", "CJG"): DecisionKind.BOUNCE}


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.BEHEERDER])
def test_nobody_else_decides(audience: Audience) -> None:
    with pytest.raises(NotForYou):
        decide(OWN, audience, PAIR, DecisionKind.ADVICE, "", WHY)
    with pytest.raises(NotForYou):
        withdraw(OWN, audience, PAIR, WHY)
    assert _decided() == {}


def test_nothing_is_decided_on_the_demo() -> None:
    demo = Data(Path("demo.db"), is_demo=True, is_new=False, token="", sources=(), rows={})
    with pytest.raises(UsageRefused, match="In the demo nothing can be decided"):
        decide(demo, Audience.BEHEERDER, PAIR, DecisionKind.ADVICE, "", WHY)
    assert _decided() == {}
