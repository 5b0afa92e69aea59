"""The identities of definitions.md, and what may never change an answer, on random registers."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.analyses import analysis
from graph.analyses.answer import as_json
from graph.batch import Batch
from graph.build import build
from graph.columns import Columns
from graph.model import Record
from graph.network import Network
from graph.thresholds import DEFAULTS, Thresholds
from tests.reference.asked import Asked
from tests.reference.records import DAY, Register, span
from tests.reference.registers import STRICT, network_of, registers, tables, thresholds

quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ask(question: str, network: Network, limits: Thresholds = DEFAULTS) -> dict[str, Any]:
    return as_json(analysis(question).function(network, limits), "nl")


def same(one: Network, other: Network) -> bool:
    """Whether two networks hold the same, column by column."""
    return all(
        bool(np.asarray(a.same_as(b)).all()) if isinstance(a, Columns) else a == b
        for a, b in ((getattr(one, f.name), getattr(other, f.name)) for f in fields(Network))
    )


@quick
@given(registers)
def test_returns_are_bounces_and_loops(register: Register) -> None:
    answer = ask("bounces", network_of(register))
    assert answer["returns"] == answer["bounces"] + answer["loops"]
    assert answer["loops"] == ask("loops", network_of(register))["loops"]
    assert answer["bounces"] == sum(p["bounces"] for p in answer["pairs"])
    assert answer["bounces"] == sum(d["bounces"] for d in answer["directed"])


@quick
@given(registers)
def test_hops_are_visits_less_cases(register: Register) -> None:
    network = network_of(register)
    answer = ask("bounces", network)
    assert answer["hops"] == answer["visits"] - answer["cases"] == ask("hops", network)["hops"]
    assert answer["hops"] == sum(d["hops"] for d in answer["directed"])
    assert all(d["bounces"] <= d["known"] <= d["hops"] for d in answer["directed"])


@quick
@given(registers)
def test_dwells_of_a_case_add_up_to_its_duration(register: Register) -> None:
    asked = Asked(register, DEFAULTS)
    tracks = {t.case.id: t for t in asked.tracks}
    for row in ask("dwell", network_of(register))["list"]:
        track = tracks[row["case"]]
        end = track.case.closed_at or asked.end
        if row["days"] is None or end is None or track.visits[0].start is None:
            continue
        assert row["days"] == pytest.approx(sum(v["days"] for v in row["visits"]))
        # Between two bare dates days are those of the calendar: an hour may pass between where the clock changes.
        assert row["days"] == pytest.approx(span(track.visits[0].start, end) / DAY, abs=len(row["visits"]) / 24)


@quick
@given(registers, thresholds)
def test_waiting_and_helping_add_up_to_the_dwell(register: Register, limits: Thresholds) -> None:
    visits = [v for row in ask("dwell", network_of(register), limits)["list"] for v in row["visits"]]
    for visit in visits:
        assert (visit["waiting"] is None) == (visit["helping"] is None)
        if visit["waiting"] is not None:
            assert visit["waiting"] + visit["helping"] == pytest.approx(visit["days"])
            assert visit["waiting"] >= 0 or visit["days"] < 0


@quick
@given(tables(), thresholds)
def test_every_referral_is_in_one_place(register: Register, limits: Thresholds) -> None:
    network = network_of(register)
    pickups, leadtimes = ask("pickups", network, limits), ask("leadtimes", network, limits)
    assert pickups["denominator"] + pickups["censored"] == len(network.referrals)
    for figure in ("not_picked_up", "denominator", "censored"):
        assert pickups[figure] == sum(row[figure] for row in pickups["by_loket"])
    for figure in ("n", "censored", "refused"):
        assert leadtimes[figure] == sum(row[figure] for row in leadtimes["by_loket"])


@quick
@given(registers, thresholds)
def test_in_the_total_a_day_counts_once(register: Register, limits: Thresholds) -> None:
    answer = ask("days_lost", network_of(register), limits)
    known = [row for row in answer["list"] if row["days"] is not None]
    assert answer["total"] == pytest.approx(sum(row["counted"] for row in known))
    # Where stretches are cut, an hour of a change of the clock may fall to either side.
    assert answer["total"] <= sum(row["days"] for row in known) + sum(row["gaps"] for row in known) / 12
    assert known[0]["counted"] == pytest.approx(known[0]["days"], abs=known[0]["gaps"] / 12)


@quick
@given(registers)
def test_selecting_all_cases_changes_nothing(register: Register) -> None:
    network = network_of(register)
    assert same(network.select(np.ones(len(network.cases), dtype=np.bool_)), network)
    nothing = network.select(np.zeros(len(network.cases), dtype=np.bool_))
    assert len(nothing.referrals) == len(nothing.quiet) == ask("bounces", nothing)["visits"] == 0


@quick
@given(registers, st.data())
def test_selecting_cases_keeps_them_whole(register: Register, data: st.DataObject) -> None:
    network = network_of(register)
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=len(network.cases), max_size=len(network.cases))))
    part, rest = network.select(chosen.astype(np.bool_)), network.select(~chosen.astype(np.bool_))
    for figure in ("cases", "visits", "hops", "bounces", "loops", "tie_dependent_cases", "rows_without_loket"):
        both = [ask("bounces", n)[figure] for n in (part, rest)]
        assert sum(both) == ask("bounces", network)[figure]
    everything = {row["case"]: row for row in ask("dwell", network)["list"]}
    assert all(everything[row["case"]] == row for row in ask("dwell", part)["list"])


@quick
@given(tables(), st.data())
def test_without_never_adds_a_row(register: Register, data: st.DataObject) -> None:
    network = network_of(replace(register, data_end=None))
    records: list[Any] = [*register.cases, *register.referrals]
    ids = [r.id for r in records if getattr(r, "to", "") is not None]
    gone = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    left = network.without(*gone)
    assert set(left.referrals.key.tolist()) <= set(network.referrals.key.tolist())
    assert set(left.cases.key.tolist()) <= set(network.cases.key.tolist())
    assert len(left.quiet) <= len(network.quiet)
    again = _built([r for r in records if r.id not in gone and _stays(r, gone)])
    assert ask("hops", left) == ask("hops", again)
    assert left.tie_dependent.tolist() == again.tie_dependent.tolist()


def _stays(record: Record, gone: list[str]) -> bool:
    return getattr(record, "case", None) not in gone


def _built(records: list[Any]) -> Network:
    return build(Batch.of(records))


@quick
@given(tables(), st.data())
def test_adding_records_is_as_if_they_had_been_there(register: Register, data: st.DataObject) -> None:
    assume(register.cases)
    records: list[Any] = [*register.cases, *register.referrals]
    at = data.draw(st.integers(0, len(records)))
    first, more = records[:at], records[at:]
    whole, joined = _built(records), _built(first).plus(*more)
    for question in ("bounces", "leadtimes", "dead_ends", "days_lost"):
        _assert_alike(ask(question, joined, STRICT), ask(question, whole, STRICT))
    assert joined.data_end == whole.data_end


def _assert_alike(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        expected = pytest.approx(other[name]) if isinstance(value, float) else other[name]
        assert value == expected, name


@quick
@given(tables())
def test_saying_a_record_again_changes_nothing(register: Register) -> None:
    network = _built([*register.cases, *register.referrals])
    assert same(_unsettled(network.plus(*register.cases)), _unsettled(network))
    again = network.plus(*register.referrals)
    assert again.referrals.key.tolist() == network.referrals.key.tolist()
    assert again.tie_dependent.tolist() == network.tie_dependent.tolist()
    assert ask("hops", again) == ask("hops", network)


@quick
@given(registers)
def test_an_end_after_everything_changes_no_row(register: Register) -> None:
    network = network_of(replace(register, data_end=None))
    later = network.ending(date(2030, 1, 1))
    cut_back = replace(later, data_end=network.data_end, data_end_is_date=network.data_end_is_date)
    assert same(cut_back, _unsettled(network))
    assert later.sequences.loket.tolist() == network.sequences.loket.tolist()


def _unsettled(network: Network) -> Network:
    return replace(network, cases=network.cases.with_(tie_dependent=np.full(len(network.cases), -1)))
