"""R, S and tie-dependence of random registers, against the reference."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings

from graph.columns import Codes
from graph.instants import MISSING
from graph.network import Network
from graph.seen import seen
from tests.reference.records import Register, as_it_stood, instant
from tests.reference.registers import logs, network_of, registers, tables
from tests.reference.sequences import hangs_on_order, tracks


def by_case(network: Network, case: Codes, loket: Codes) -> dict[int, list[str]]:
    result: dict[int, list[str]] = {key: [] for key in network.cases.key.tolist()}
    for at, code in zip(case.tolist(), loket.tolist(), strict=True):
        result[int(network.cases.key[at])].append(network.lokets[code].id)
    return result


@settings(max_examples=150, deadline=None)
@given(registers)
def test_r_is_that_of_the_reference(register: Register) -> None:
    network, slow = network_of(register), tracks(as_it_stood(register))
    visits = network.sequences
    assert list(by_case(network, visits.case, visits.loket).values()) == [t.r for t in slow]
    assert visits.from_elsewhere == sum(t.from_elsewhere for t in slow)
    starts = [None if s == MISSING else s for s in visits.start.tolist()]
    assert starts == [_micros(v.start) for t in slow for v in t.visits]


@settings(max_examples=150, deadline=None)
@given(registers)
def test_what_is_known_of_visits_and_last_rows(register: Register) -> None:
    network, slow = network_of(register), tracks(as_it_stood(register))
    visits = network.sequences
    last = [None if at == MISSING else at for at in visits.last_row.tolist()]
    assert last == [_micros(t.last_row) for t in slow]
    if not register.is_log:
        every = [v for t in slow for v in t.visits]
        assert visits.was_picked.tolist() == [v.was_picked for v in every]
        assert [None if p == MISSING else p for p in visits.picked.tolist()] == [_micros(v.picked) for v in every]
        assert visits.refused.tolist() == [v.refused for v in every]
        assert visits.by_return.tolist() == [v.by_return for v in every]


@settings(max_examples=100, deadline=None)
@given(tables())
def test_s_is_that_of_the_reference(register: Register) -> None:
    network = network_of(register)
    met = seen(network)
    assert list(by_case(network, met.case, met.loket).values()) == [t.s for t in tracks(as_it_stood(register))]
    assert (network.sequences.loket[met.visit] == met.loket).all()


@settings(max_examples=100, deadline=None)
@given(logs())
def test_nobody_can_tell_s_from_a_log(register: Register) -> None:
    assert len(seen(network_of(register)).case) == 0


@settings(max_examples=150, deadline=None)
@given(registers)
@example(Register(is_log=True, data_end=date(2024, 3, 20)))
def test_tie_dependent_cases_are_those_of_which_another_order_gives_another_r(register: Register) -> None:
    network, stood = network_of(register), as_it_stood(register)
    cases = sorted(stood.cases, key=lambda c: c.id)
    assert network.tie_dependent.tolist() == [hangs_on_order(stood, case) for case in cases]


def _micros(moment: object) -> int | None:
    if moment is None:
        return None
    return round(instant(moment).timestamp() * 1_000_000)  # type: ignore[arg-type]
