"""From records in columns to a snapshot: codes, order, and the referrals that an event log implies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graph.batch import REFERRAL_WORDS, Batch, recode
from graph.bodies import of_table, without
from graph.codes import Origin
from graph.columns import CaseColumns, EventColumns, HouseholdColumns, Ints, ReferralColumns
from graph.derive import Derived, derive
from graph.model import Loket
from graph.network import Network, last_instant
from graph.register import Cases, Quiet, Referrals
from graph.sources import Source

_LOKET_WORDS = ("frm", "to")


def build(batch: Batch, sources: Iterable[Source] = ()) -> Network:
    """The snapshot of everything in a batch, each id standing in it once.

    Lokets and households that are only named are kept with unknown facts, and so is a case of which only
    referrals are there: its household is unknown, so it is given one of its own.
    """
    lokets, loket_of = _lokets(batch)
    words = tuple(dict.fromkeys(batch.words[i] for i in _word_codes(batch)))
    word_of = _table({word: i for i, word in enumerate(words)}, batch.words)
    derived = derive(batch.events)
    cases = _cases(batch, derived)
    households = _households(batch.households, cases, word_of)
    table = _case_table(cases, households, loket_of)
    referrals = _sorted(_recorded(batch.referrals, table, loket_of, word_of), _implied(derived, table, loket_of))
    quiet = _quiet(batch.referrals, derived, table, loket_of)
    end, is_date = last_instant(table, referrals, quiet)
    network = Network(
        lokets=lokets,
        words=words,
        records=without(batch.records, Loket),
        households=households,
        cases=table,
        referrals=referrals,
        quiet=quiet,
        sources=tuple(sources),
        data_end=end,
        data_end_is_date=is_date,
    )
    return settled(network)


def settled(network: Network) -> Network:
    """The network with the tie-dependence of every case worked out, where it was not yet."""
    return replace(network, cases=network.cases.with_(tie_dependent=network.tie_dependent))


def _lokets(batch: Batch) -> tuple[tuple[Loket, ...], NDArray[np.int32]]:
    # A row that goes nowhere leaves nothing in the network, so it names nothing either: only what the network itself
    # holds counts, and a refreshed snapshot can be the same as one that is built.
    sent = batch.referrals.to >= 0
    columns = (batch.referrals.frm[sent], batch.referrals.to[sent], batch.cases.entry, batch.events.loket)
    named = {batch.words[i]: Loket(batch.words[i]) for i in _codes_in(columns, len(batch.words))}
    named |= {r.id: r for r in of_table(batch.records, Loket)}
    lokets = tuple(named[i] for i in sorted(named))
    return lokets, _table({loket.id: i for i, loket in enumerate(lokets)}, batch.words)


def _word_codes(batch: Batch) -> Ints:
    sent = batch.referrals.to >= 0
    columns = [getattr(batch.referrals, name)[sent] for name in _OTHER_WORDS]
    return _codes_in((*columns, batch.households.area, batch.households.composition), len(batch.words))


def _codes_in(columns: Iterable[NDArray[np.int32]], size: int) -> Ints:
    """The codes that occur, in order."""
    flags = np.zeros(size + 1, dtype=np.bool_)
    for column in columns:
        # A code of -1 falls on the place after the last word.
        flags[column] = True
    return np.flatnonzero(flags[:-1])


def _table(codes: dict[str, int], words: tuple[str, ...]) -> NDArray[np.int32]:
    """A look-up from the codes of a batch to those of the network; the last entry is for -1."""
    return np.array([*(codes.get(word, -1) for word in words), -1], dtype=np.int32)


def _cases(batch: Batch, derived: Derived) -> CaseColumns:
    """The cases with a record and those that are only named, sorted by key, with the entries of the log."""
    known = batch.cases.take(np.argsort(batch.cases.key, kind="stable"))
    named = np.setdiff1d(np.concatenate([batch.referrals.case, batch.events.case]), known.key)
    if len(named):
        joined = known.append(CaseColumns.of(len(named), key=named, household=named))
        known = joined.take(np.argsort(joined.key, kind="stable"))
    at = np.searchsorted(known.key, derived.entries.case)
    entry, opened, dates = known.entry.copy(), known.opened.copy(), known.dates.copy()
    entry[at], opened[at] = derived.entries.loket, derived.entries.at
    dates[at] = dates[at] & 0b10 | derived.entries.is_date("at")
    return known.with_(entry=entry, opened=opened, dates=dates)


def _households(given: HouseholdColumns, cases: CaseColumns, word_of: NDArray[np.int32]) -> HouseholdColumns:
    key = np.union1d(given.key, cases.household)
    at = np.searchsorted(key, given.key)
    area, composition = np.full(len(key), -1, dtype=np.int32), np.full(len(key), -1, dtype=np.int32)
    area[at], composition[at] = word_of[given.area], word_of[given.composition]
    return HouseholdColumns(key=key, area=area, composition=composition)


def _case_table(cases: CaseColumns, households: HouseholdColumns, loket_of: NDArray[np.int32]) -> Cases:
    return Cases.of(
        len(cases),
        key=cases.key,
        household=np.searchsorted(households.key, cases.household),
        entry=loket_of[cases.entry],
        opened=cases.opened,
        closed=cases.closed,
        outcome=cases.outcome,
        domains=cases.domains,
        source=cases.source,
        dates=cases.dates,
    )


def _recorded(
    given: ReferralColumns, cases: Cases, loket_of: NDArray[np.int32], word_of: NDArray[np.int32]
) -> Referrals:
    sent = given.to >= 0
    # Columns of millions of rows are not copied without need: memory is what a large register runs out of.
    rows = given if sent.all() else given.take(sent)
    coded = recode(recode(rows, loket_of, _LOKET_WORDS), word_of, _OTHER_WORDS)
    shared = (
        "key",
        "frm",
        "to",
        "sent",
        "picked",
        "status",
        "status_at",
        "feedback",
        "purpose",
        "seq",
        "position",
    )
    return Referrals.of(
        len(rows),
        case=np.searchsorted(cases.key, rows.case),
        dates=rows.dates,
        **{name: getattr(coded, name) for name in (*shared, *_OTHER_WORDS)},
    )


_OTHER_WORDS = tuple(name for name in REFERRAL_WORDS if name not in _LOKET_WORDS)


def _implied(derived: Derived, cases: Cases, loket_of: NDArray[np.int32]) -> Referrals:
    rows = derived.referrals
    return Referrals.of(
        len(rows),
        case=np.searchsorted(cases.key, rows.case),
        # A derived referral is known by the row at which the case changed loket.
        key=rows.position,
        frm=loket_of[derived.come_from],
        to=loket_of[rows.loket],
        sent=rows.at,
        seq=rows.seq,
        position=rows.position,
        dates=rows.dates,
        origin=np.full(len(rows), Origin.DERIVED.number),
    )


def _sorted(recorded: Referrals, implied: Referrals) -> Referrals:
    rows = recorded.append(implied) if len(recorded) and len(implied) else recorded if len(recorded) else implied
    order = np.lexsort((rows.position, rows.seq, rows.sent, rows.case))
    return rows.take(order) if _unsorted(order) else rows


def _unsorted(order: Ints) -> bool:
    return bool((np.diff(order) < 0).any())


def _quiet(given: ReferralColumns, derived: Derived, cases: Cases, loket_of: NDArray[np.int32]) -> Quiet:
    nowhere = given.take(given.to < 0)
    rows = derived.quiet.append(
        EventColumns.of(
            len(nowhere),
            case=nowhere.case,
            at=nowhere.sent,
            seq=nowhere.seq,
            position=nowhere.position,
            dates=nowhere.dates & 1,
        )
    )
    quiet = Quiet(
        case=np.searchsorted(cases.key, rows.case).astype(np.int32),
        at=rows.at,
        seq=rows.seq,
        loket=loket_of[rows.loket],
        position=rows.position,
        dates=rows.dates,
    )
    order = np.lexsort((quiet.position, quiet.seq, quiet.at, quiet.case))
    return quiet.take(order) if _unsorted(order) else quiet
