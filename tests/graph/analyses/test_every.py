"""What holds of every question; a new one is held to it by being there."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from datetime import datetime
from typing import Any, get_type_hints

import numpy as np
import pytest

from graph.analyses import analysis, names
from graph.analyses.answer import as_json
from graph.batch import Batch
from graph.build import build
from graph.columns import CaseColumns, EventColumns
from graph.errors import Unknown
from graph.instants import instant
from graph.network import Network
from graph.sources import Source, SourceKind
from graph.text import Text
from graph.thresholds import DEFAULTS
from tests.graph.toy import toy


def log() -> Network:
    """An event log of one case, A B A, without closings or households."""
    at = [instant(datetime(2024, 1, day, 9)) for day in (1, 2, 3)]
    batch = Batch(
        words=("A", "B"),
        cases=CaseColumns.of(1, key=[7], household=[7], source=[1]),
        events=EventColumns.of(3, case=[7, 7, 7], at=at, loket=[0, 1, 0], position=np.arange(3)),
    )
    return build(batch, [Source(1, "log", SourceKind.LOG)])


NETWORKS = {"empty": Network(), "log": log(), "toy": toy()}


def test_there_are_questions() -> None:
    assert {"bounces", "dead_ends", "dwell"} <= set(names())
    with pytest.raises(Unknown, match="There is no question 'weather'"):
        analysis("weather")


@pytest.mark.parametrize("name", names())
def test_it_says_what_it_is_in_two_languages(name: str) -> None:
    asked = analysis(name)
    assert asked.name == name
    for text in (asked.title, asked.help):
        assert text.nl.strip()
        assert text.en.strip()
        assert text.nl != text.en
    assert asked.help.nl.endswith(".")


@pytest.mark.parametrize("name", names())
def test_its_words_say_what_is_undefined(name: str) -> None:
    function = analysis(name).function
    assert "empty network" in (function.__doc__ or "")
    result = get_type_hints(function)["return"]
    documented = {line.strip() for line in (result.__doc__ or "").splitlines()}
    documented |= {word for line in documented for word in line.split(", ")}
    assert {f.name for f in fields(result)} <= documented


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
@pytest.mark.parametrize("name", names())
def test_its_answer_is_frozen_and_plain(name: str, network: Network) -> None:
    result: Any = analysis(name).function(network, DEFAULTS)
    first = next(f.name for f in fields(result))
    with pytest.raises(FrozenInstanceError):
        setattr(result, first, None)
    assert all(isinstance(note, Text) for note in result.notes)
    answer = as_json(result, "nl")
    assert json.loads(json.dumps(answer)) == answer
    assert all(not field.endswith("_") for field in answer)


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
@pytest.mark.parametrize("name", names())
def test_a_null_says_why(name: str, network: Network) -> None:
    result = analysis(name).function(network, DEFAULTS)
    dutch, english = as_json(result, "nl"), as_json(result, "en")
    if None in dutch.values():
        assert dutch["notes"]
    assert len(dutch["notes"]) == len(english["notes"])
    assert {k: v for k, v in dutch.items() if k != "notes"} == {k: v for k, v in english.items() if k != "notes"}


def test_a_log_does_not_tell_what_nobody_recorded() -> None:
    for name, figure in (
        ("refusals", "refused"),
        ("pickups", "not_picked_up"),
        ("leadtimes", "median_km"),
        ("closed_loop", "closed"),
        ("dead_ends", "dead_ends"),
        ("reintakes", "reintakes"),
    ):
        assert as_json(analysis(name).function(NETWORKS["log"], DEFAULTS), "nl")[figure] is None
    assert as_json(analysis("bounces").function(NETWORKS["log"], DEFAULTS), "nl")["bounces"] == 1
