"""What makes an older snapshot a newer one: the cases and households that changed, as they are now.

A refreshed snapshot is the same, to the last code, as one that is built from everything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.batch import recode
from graph.columns import Flags, HouseholdColumns, Ints
from graph.model import Loket
from graph.network import Network, last_instant
from graph.register import Cases, Quiet, Referrals
from graph.sequences import PER_CASE, PER_VISIT, Sequences, remember
from graph.splicing import Splice

LOKETS = ("frm", "to")
WORDS = ("from_professional", "to_professional", "reason")
HOME_WORDS = ("area", "composition")
R = TypeVar("R", Referrals, Quiet)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A network, and which of its households and lokets have a record (the others are only named)."""

    network: Network
    recorded: Flags
    lokets_recorded: Flags


@dataclass(frozen=True, eq=False)
class Change:
    """The difference between two snapshots.

    Attributes
    ----------
    cases, households
        The keys of those that may differ or be gone, sorted.
    map
        Whether the records of the map may differ.
    part
        These cases and households as they are now, with the lokets, words, records, sources and data end of the whole.
    """

    cases: Ints
    households: Ints
    map: bool
    part: Snapshot


def merged(old: Snapshot, change: Change) -> Snapshot:
    """The newer snapshot. What nothing changed is taken over and not copied."""
    part = change.part.network
    before = _recoded(old.network, part)
    cases = Splice.of_keys(before.cases.key, change.cases, part.cases.key)
    homes = Splice.of_keys(before.households.key, change.households, part.households.key)
    referrals = cases.of_rows(before.referrals.case, part.referrals.case)
    households = homes.columns(before.households, part.households)
    network = Network(
        lokets=part.lokets,
        words=part.words,
        records=part.records,
        households=households,
        cases=_cases(cases, homes, before, part, households),
        referrals=_rows(referrals, before.referrals, part.referrals, cases),
        quiet=_rows(cases.of_rows(before.quiet.case, part.quiet.case), before.quiet, part.quiet, cases),
        sources=part.sources,
        data_end=part.data_end,
        data_end_is_date=part.data_end_is_date,
    )
    remember(network, _sequences(before.sequences, part.sequences, cases, referrals))
    recorded = homes.column(old.recorded, change.part.recorded)
    return Snapshot(network, recorded, change.part.lokets_recorded)


def with_last_instant(snapshot: Snapshot, change: Change) -> tuple[Snapshot, Change]:
    """Both with the data end looked up in the newer snapshot."""
    end = last_instant(snapshot.network.cases, snapshot.network.referrals, snapshot.network.quiet)
    return _ending(snapshot, end), replace(change, part=_ending(change.part, end))


def _ending(snapshot: Snapshot, end: tuple[int, bool]) -> Snapshot:
    network = replace(snapshot.network, data_end=end[0], data_end_is_date=end[1])
    return replace(snapshot, network=remember(network, snapshot.network.sequences))


def _recoded(old: Network, part: Network) -> Network:
    """The older network in the codes of the newer; itself where these are the same."""
    if old.loket_ids.tolist() != part.loket_ids.tolist():
        table = look_up([lo.id for lo in old.lokets], [lo.id for lo in part.lokets])
        visits = replace(old.sequences, loket=table[old.sequences.loket])
        cases, quiet = recode(old.cases, table, ("entry",)), recode(old.quiet, table, ("loket",))
        old = _bare(old, cases=cases, quiet=quiet, referrals=recode(old.referrals, table, LOKETS))
        remember(old, visits)
    if old.words != part.words:
        table, visits = look_up(old.words, part.words), old.sequences
        households, referrals = recode(old.households, table, HOME_WORDS), recode(old.referrals, table, WORDS)
        old = remember(_bare(old, households=households, referrals=referrals), visits)
    return old


def _bare(network: Network, **changed: object) -> Network:
    """The network with other columns; not checked, for some lokets of it may be gone by now."""
    bare = object.__new__(Network)
    vars(bare).update({name: vars(network)[name] for name in Network.__dataclass_fields__} | changed)
    return bare


def flags_of(lokets: Iterable[Loket], recorded: Container[str]) -> Flags:
    """Of each loket, whether its id is among those that have a record."""
    return np.array([loket.id in recorded for loket in lokets], dtype=np.bool_)


def look_up(words: Iterable[str], new: Iterable[str]) -> NDArray[np.int32]:
    """The code of each word among the new ones, -1 where it is gone; the last entry is for -1."""
    place = {word: i for i, word in enumerate(new)}
    return np.array([*(place.get(word, -1) for word in words), -1], dtype=np.int32)


def _cases(splice: Splice, homes: Splice, old: Network, part: Network, households: HouseholdColumns) -> Cases:
    home = old.cases.household
    if homes.moves:
        home = np.searchsorted(households.key, old.households.key).astype(np.int32)[home]
    now = np.searchsorted(households.key, part.households.key).astype(np.int32)[part.cases.household]
    return splice.columns(old.cases, part.cases, household=splice.column(home, now))


def _rows(splice: Splice, old: R, new: R, cases: Splice) -> R:
    return splice.columns(old, new, case=splice.references(old.case, new.case, cases))


def _sequences(old: Sequences, new: Sequences, cases: Splice, referrals: Splice) -> Sequences:
    visits = cases.of_offsets(old.offsets, new.offsets)
    columns = {
        name: visits.column(getattr(old, name), getattr(new, name)) for name in PER_VISIT if name not in _POINTERS
    }
    per_case = {name: cases.column(getattr(old, name), getattr(new, name)) for name in PER_CASE}
    # A case without a visit moves no visit, but those after it.
    moves = visits.moves or cases.moves
    counts = cases.column(np.diff(old.offsets), np.diff(new.offsets)) if moves else None
    return Sequences(
        case=visits.references(old.case, new.case, cases),
        referral=visits.references(old.referral, new.referral, referrals),
        offsets=old.offsets if counts is None else np.append(0, np.cumsum(counts)),
        **columns,
        **per_case,
    )


_POINTERS = ("case", "referral")
