"""Networks with more, or with less: what-if is a change of the network, not a second analysis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.batch import Batch, recode
from graph.build import build
from graph.columns import Columns, HouseholdColumns, Ints
from graph.errors import Unknown
from graph.model import Case, Loket, Record
from graph.network import Network, last_instant
from graph.pseudonyms import code
from graph.register import Cases
from graph.text import Text

C = TypeVar("C", bound=Columns)

_LOKETS = ("frm", "to")
_WORDS = ("from_professional", "to_professional", "reason")


def plus(network: Network, records: Sequence[Record]) -> Network:
    """The network with more records; a record with the id of another takes its place.

    Referrals and cases are given by their pseudonyms; a referral of a case that is there joins it, and a case that
    is given again keeps the referrals that it has.
    """
    part = _after(network, build(Batch.of(records)))
    given = _codes(r.id for r in records if isinstance(r, Case))
    named = np.isin(part.cases.key, given)
    return join(_less_referrals(network, part.referrals.key), part, keep_cases=part.cases.key[~named])


def _after(network: Network, part: Network) -> Network:
    """The part with its rows placed after those of the network: what is added later stands later in the source."""
    places = [rows.position.max(initial=-1) for rows in (network.referrals, network.quiet)]
    first = int(max(places)) + 1
    return replace(
        part,
        referrals=part.referrals.with_(position=part.referrals.position + first),
        quiet=part.quiet.with_(position=part.quiet.position + first),
    )


def _less_referrals(network: Network, keys: Ints) -> Network:
    """The network less some recorded referrals; the ties of their cases are to be worked out again."""
    gone = np.isin(network.referrals.key, keys) & network.recorded
    if not gone.any():
        return network
    tie_dependent = network.cases.tie_dependent.copy()
    tie_dependent[network.referrals.case[gone]] = -1
    return replace(
        network,
        referrals=network.referrals.take(~gone),
        cases=network.cases.with_(tie_dependent=tie_dependent),
    )


def without(network: Network, ids: Iterable[str]) -> Network:
    """The network less the cases, households, referrals and map records of these ids; never adds a row.

    Leaving out a household leaves out its cases. A loket is left out of the map only: its visits are facts.

    Raises
    ------
    Unknown
        When an id is nowhere in the network.
    """
    wanted = set(ids)
    keys = _codes(wanted)
    households = np.isin(network.households.key, keys)
    cases = np.isin(network.cases.key, keys) | households[network.cases.household]
    referrals = np.isin(network.referrals.key, keys) & network.recorded
    records = tuple(r for r in network.records if r.key not in wanted)
    found = {r.key for r in network.records} | {lo.id for lo in network.lokets}
    absent = sorted(i for i in wanted - found if not _stands(network, code(i)))
    if absent:
        raise Unknown(_ABSENT.format(ids=", ".join(absent)))
    left = replace(
        network,
        records=records,
        lokets=tuple(Loket(lo.id) if lo.id in wanted else lo for lo in network.lokets),
        referrals=network.referrals.take(~referrals),
        cases=network.cases.with_(
            tie_dependent=np.where(cases, 0, -1) if referrals.any() else network.cases.tie_dependent
        ),
    )
    return left.select(~cases)


def _codes(ids: Iterable[str]) -> list[int]:
    """The integers of those ids that are pseudonyms."""
    return [key for key in map(code, ids) if key is not None]


def _stands(network: Network, key: int | None) -> bool:
    return key is not None and any(
        key in columns.key for columns in (network.cases, network.households, network.referrals)
    )


def join(network: Network, part: Network, keep_cases: Ints) -> Network:
    """Two networks as one; where both have a record the part's is taken, but for the cases to keep.

    The referrals and quiet rows of both are kept. The data end is the last instant of the whole.
    """
    lokets = {lo.id: lo for lo in network.lokets}
    lokets |= {lo.id: lo for lo in part.lokets if lo.id not in lokets or lo != Loket(lo.id)}
    ids = sorted(lokets)
    words = tuple(dict.fromkeys((*network.words, *part.words)))
    loket_at, word_at = {i: n for n, i in enumerate(ids)}, {w: n for n, w in enumerate(words)}
    tables = [(_look_up([lo.id for lo in n.lokets], loket_at), _look_up(n.words, word_at)) for n in (network, part)]
    households = _merged(
        *(
            recode(n.households, word_of, ("area", "composition"))
            for n, (_, word_of) in zip((network, part), tables, strict=True)
        )
    )
    cases = _joined_cases(network, part, keep_cases, [t[0] for t in tables], households.key)
    referrals = _appended(
        *(
            _moved(recode(recode(n.referrals, loket_of, _LOKETS), word_of, _WORDS), n.cases.key, cases.key)
            for n, (loket_of, word_of) in zip((network, part), tables, strict=True)
        ),
        order=("case", "sent", "seq", "position"),
    )
    quiet = _appended(
        *(
            _moved(recode(n.quiet, t[0], ("loket",)), n.cases.key, cases.key)
            for n, t in zip((network, part), tables, strict=True)
        ),
        order=("case", "at", "seq", "position"),
    )
    end, is_date = last_instant(cases, referrals, quiet)
    return replace(
        network,
        lokets=tuple(lokets[i] for i in ids),
        words=words,
        records=_joined_records(network.records, part.records),
        households=households,
        cases=cases,
        referrals=referrals,
        quiet=quiet,
        data_end=end,
        data_end_is_date=is_date,
    )


def _look_up(words: Sequence[str], at: dict[str, int]) -> NDArray[np.int32]:
    return np.array([*(at[word] for word in words), -1], dtype=np.int32)


def _joined_records(old: Sequence[Record], new: Sequence[Record]) -> tuple[Record, ...]:
    records = {(type(r), r.key): r for r in old}
    return tuple((records | {(type(r), r.key): r for r in new}).values())


def _joined_cases(
    network: Network, part: Network, keep: Ints, loket_of: list[NDArray[np.int32]], households: Ints
) -> Cases:
    moved = []
    for n, table in ((network, loket_of[0]), (part, loket_of[1])):
        home = np.searchsorted(households, n.households.key)[n.cases.household]
        moved.append(recode(n.cases, table, ("entry",)).with_(household=home))
    old, new = moved
    new = new.take(~(np.isin(new.key, keep) & np.isin(new.key, old.key)))
    # A case that gets rows of both must have its ties worked out again.
    both = np.isin(old.key, part.cases.key)
    old = old.with_(tie_dependent=np.where(both, -1, old.tie_dependent))
    return _merged(old, new)


Keyed = TypeVar("Keyed", HouseholdColumns, Cases)


def _merged(old: Keyed, new: Keyed) -> Keyed:
    """Both, sorted by key, the new row where both have one."""
    rows = old.take(~np.isin(old.key, new.key)).append(new)
    return rows.take(np.argsort(rows.key, kind="stable"))


def _moved(rows: C, old: Ints, new: Ints) -> C:
    """Rows whose case is a row of `old` made to point into `new`."""
    case = np.searchsorted(new, old).astype(np.int32)
    return rows.with_(case=case[rows.case])  # type: ignore[attr-defined]


def _appended(old: C, new: C, *, order: tuple[str, ...]) -> C:
    if not len(new):
        return old
    rows = old.append(new)
    keys = [getattr(rows, name) for name in reversed(order)]
    # One stable sort by case is enough where no case has rows of both; two sorted runs merge in one pass.
    if not np.isin(new.case, old.case).any():  # type: ignore[attr-defined]
        return rows.take(np.argsort(keys[-1], kind="stable"))
    return rows.take(np.lexsort(keys))


_ABSENT = Text(
    "Niet gevonden: {ids}. Controleer de nummers; een gezin begint met h-, een hulpvraag met c-.",
    "Not found: {ids}. Check the ids; a household begins with h-, a case with c-.",
)
