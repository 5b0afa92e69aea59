"""The question that CONTRIBUTING.md shows is complete: put beside the others it is one of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import graph.analyses
from graph.analyses import analysis, names
from graph.analyses.answer import as_json
from graph.batch import Batch
from graph.build import build
from graph.codes import Purpose
from graph.model import Referral
from graph.network import Network
from graph.pseudonyms import label
from graph.thresholds import DEFAULTS

CONTRIBUTING = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the shown question, with its module beside those of the product."""
    found = re.search(r"`graph/analyses/(\w+)\.py` it answers.*?```python\n(.*?)```", CONTRIBUTING, re.DOTALL)
    assert found
    (tmp_path / f"{found[1]}.py").write_text(found[2], encoding="utf-8")
    monkeypatch.setattr(graph.analyses, "__path__", [*graph.analyses.__path__, str(tmp_path)])
    yield found[1]
    sys.modules.pop(f"graph.analyses.{found[1]}", None)
    vars(graph.analyses).pop(found[1], None)


def consult(number: int, to: str, purpose: Purpose = Purpose.CONSULT) -> Referral:
    return Referral(label("referral", number), label("case", 1), "CJG", to, date(2024, 1, number), purpose=purpose)


def test_the_shown_question_answers(name: str) -> None:
    network = build(Batch.of([consult(1, "Wmo"), consult(2, "Wmo"), consult(3, "GGZ", Purpose.TRANSFER)]))
    asked = analysis(name)
    assert (name in names(), asked.name) == (True, name)
    answer = as_json(asked.function(network, DEFAULTS), "nl")
    assert answer == {"consults": 2, "list": [{"loket": "Wmo", "consults": 2}], "notes": []}


def test_the_shown_question_keeps_to_the_rules(name: str) -> None:
    asked = analysis(name)
    assert as_json(asked.function(Network(), DEFAULTS), "en") == {"consults": 0, "list": [], "notes": []}
    assert "empty network" in (asked.function.__doc__ or "")
    assert asked.help.nl != asked.help.en
