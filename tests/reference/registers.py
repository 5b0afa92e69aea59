"""Random registers, as records and as the network that is built from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from hypothesis import strategies as st

from graph.batch import Batch, Words
from graph.build import build
from graph.codes import Outcome, Purpose, Status
from graph.columns import CaseColumns, EventColumns
from graph.instants import MISSING, instant_of_date
from graph.instants import instant as micros
from graph.model import Case, Moment, Referral
from graph.network import Network
from graph.pseudonyms import code, label
from graph.sources import Source, SourceKind
from graph.thresholds import DEFAULTS, Thresholds
from tests.reference.records import Event, Register

LOKETS = ("A", "B", "C", "D")
# The clock goes forward on 31 March 2024: some durations there are 23 hours a day.
FIRST = date(2024, 3, 20)
# Close together for ties; and the borders of every threshold.
OFFSETS = (0, 1, 2, 3, 5, 10, 11, 12, 14, 15, 25, 56, 57, 70, 180, 181, 200, 250)
LOG = Source(1, "log", SourceKind.LOG)
TABLES = Source(1, "tables", SourceKind.TABLES)
STRICT = Thresholds(
    pick_days=3,
    feedback_days=2,
    dead_days=5,
    reintake_days=11,
    consult_hops=1,
    consult_rate=0.5,
    consult_last_share=0.6,
)

thresholds = st.sampled_from([DEFAULTS, STRICT])
maybe_loket = st.sampled_from([*LOKETS, None])


def _moment(offset: int, hour: int | None) -> Moment:
    day = FIRST + timedelta(days=offset)
    return day if hour is None else datetime(day.year, day.month, day.day, hour)


moments = st.builds(_moment, st.sampled_from(OFFSETS), st.sampled_from([None, None, 9, 16]))
maybe_moment = st.one_of(st.none(), moments)


def case_id(number: int) -> str:
    return label("case", number)


def _referrals(case: str, number: int, numbered: bool) -> st.SearchStrategy[Referral]:
    return st.builds(
        Referral,
        id=st.just(label("referral", number)),
        case=st.just(case),
        from_=maybe_loket,
        to=st.sampled_from([*LOKETS, *LOKETS, None]),
        sent_at=moments,
        picked_up_at=maybe_moment,
        status=st.sampled_from([None, Status.ACCEPTED, Status.REFUSED, Status.REFUSED, Status.EXPIRED]),
        status_at=maybe_moment,
        reason=st.sampled_from([None, "vol", "wachtlijst"]),
        feedback_at=maybe_moment,
        purpose=st.sampled_from(list(Purpose)),
        seq=st.integers(0, 2) if numbered else st.none(),
    )


@st.composite
def tables(draw: st.DrawFn, most_cases: int = 4, most_referrals: int = 5) -> Register:
    """Our own tables: ties, refusals with and without a day, missing fields, consults, closings of every kind."""
    numbered, closes = draw(st.booleans()), draw(st.booleans())
    cases: list[Case] = []
    referrals: list[Referral] = []
    for number in range(1, draw(st.integers(0, most_cases)) + 1):
        # A household without a name of its own stands under the key of its case.
        home = draw(st.sampled_from([1001, 1001, 1002, number]))
        closed = draw(maybe_moment) if closes else None
        cases.append(
            Case(
                id=case_id(number),
                household=label("household", home),
                opened_at=draw(maybe_moment),
                entry=draw(maybe_loket),
                closed_at=closed,
                outcome=draw(st.sampled_from([None, *Outcome])) if closed else None,
            )
        )
        for _ in range(draw(st.integers(0, most_referrals))):
            referrals.append(draw(_referrals(case_id(number), 100 + len(referrals), numbered)))
    order = draw(st.permutations(referrals))
    return Register(tuple(cases), tuple(order), data_end=draw(maybe_moment))


@st.composite
def logs(draw: st.DrawFn, most_cases: int = 4, most_events: int = 5) -> Register:
    """An event log: unsorted rows, ties, rows without a loket, with or without households, closings and seq."""
    numbered, closes, homes = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    cases, events = [], []
    for number in range(1, draw(st.integers(0, most_cases)) + 1):
        home = draw(st.sampled_from([1001, 1002])) if homes else number
        closed = draw(maybe_moment) if closes else None
        cases.append(Case(case_id(number), label("household", home), closed_at=closed))
        for _ in range(draw(st.integers(1, most_events))):
            seq = draw(st.integers(0, 2)) if numbered else None
            events.append(Event(case_id(number), draw(moments), draw(maybe_loket), seq))
    order = draw(st.permutations(events))
    return Register(tuple(cases), events=tuple(order), is_log=True, data_end=draw(maybe_moment))


registers = st.one_of(tables(), logs())


def batch_of(register: Register) -> Batch:
    """The rows of a register as a loader brings them."""
    return _log_batch(register) if register.is_log else Batch.of([*register.cases, *register.referrals])


def network_of(register: Register) -> Network:
    """The network of a register, at its data end."""
    network = build(_log_batch(register), [LOG]) if register.is_log else _of_tables(register)
    return network if register.data_end is None else network.ending(register.data_end)


def _of_tables(register: Register) -> Network:
    batch = Batch.of([*register.cases, *register.referrals])
    return build(Batch.of(()) if not len(batch.cases) else _sourced(batch), [TABLES])


def _sourced(batch: Batch) -> Batch:
    return Batch(
        words=batch.words,
        households=batch.households,
        cases=batch.cases.with_(source=np.ones(len(batch.cases))),
        referrals=batch.referrals,
    )


def _log_batch(register: Register) -> Batch:
    words = Words()
    cases, events = register.cases, register.events
    return Batch(
        cases=CaseColumns.of(
            len(cases),
            key=[_key(c.id) for c in cases],
            household=[_key(c.household) for c in cases],
            closed=[_micros(c.closed_at) for c in cases],
            source=np.ones(len(cases)),
            dates=[2 * _is_date(c.closed_at) for c in cases],
        ),
        events=EventColumns.of(
            len(events),
            case=[_key(e.case) for e in events],
            at=[_micros(e.at) for e in events],
            seq=[MISSING if e.seq is None else e.seq for e in events],
            loket=[words.code(e.loket) for e in events],
            position=np.arange(len(events)),
            dates=[_is_date(e.at) for e in events],
        ),
        words=words.all,
    )


def _key(pseudonym: str) -> int:
    key = code(pseudonym)
    assert key is not None
    return key


def _micros(moment: Moment | None) -> int:
    if moment is None:
        return MISSING
    return micros(moment) if isinstance(moment, datetime) else instant_of_date(moment)


def _is_date(moment: Moment | None) -> int:
    return int(moment is not None and not isinstance(moment, datetime))
