"""What became of the cases and households that were touched since an older snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.batch import Batch, recode
from graph.bodies import of_table
from graph.changed import HOME_WORDS, LOKETS, WORDS, Change, Snapshot, flags_of, look_up
from graph.changesets import Touched
from graph.columns import Codes, Flags, HouseholdColumns, Ints
from graph.instants import MISSING
from graph.model import Loket
from graph.network import Network, last_instant
from graph.splicing import Splice

Places = Sequence[tuple[NDArray[Any], Ints]]
"""Columns of codes in the older network, each with its rows that go."""


class Renewal:
    """The touched cases and households as they were (`old`) and as they are (`part`, built from `batch`)."""

    def __init__(self, old: Snapshot, part: Network, batch: Batch, touched: Touched) -> None:
        self.old, self.part, self.batch, self.touched = old.network, part, batch, touched
        self.recorded, self.lokets_recorded = old.recorded, old.lokets_recorded
        cases = Splice.of_keys(self.old.cases.key, touched.cases, part.cases.key)
        self.cases = cases.cut
        self.referrals = cases.of_rows(self.old.referrals.case, part.referrals.case).cut
        self.quiet = cases.of_rows(self.old.quiet.case, part.quiet.case).cut

    def change(self) -> tuple[Change, bool]:
        """The change in the codes of the newer snapshot, and whether its data end is known already."""
        keys, at, stay, exist = self._touched_households()
        recorded = self._recorded_lokets()
        lokets, words = self._lokets(recorded), self._words(at[~stay])
        of_loket, of_word = look_up(_ids(self.part.lokets), _ids(lokets)), look_up(self.part.words, words)
        staying = recode(self.old.households.take(at[stay]), look_up(self.old.words, words), HOME_WORDS)
        fresh = recode(self.part.households, of_word, HOME_WORDS)
        homes = _of_keys(keys, fresh, staying).take(exist)
        row = np.searchsorted(homes.key, self.part.households.key)
        end = self._data_end()
        network = Network(
            lokets=lokets,
            words=words,
            records=self.part.records if self.touched.map else self.old.records,
            households=homes,
            cases=recode(self.part.cases, of_loket, ("entry",)).with_(household=row[self.part.cases.household]),
            referrals=recode(recode(self.part.referrals, of_loket, LOKETS), of_word, WORDS),
            quiet=recode(self.part.quiet, of_loket, ("loket",)),
            sources=self.part.sources,
            data_end=end[0] if end else MISSING,
            data_end_is_date=end[1] if end else False,
        )
        have_record = np.isin(homes.key, np.append(self.batch.households.key, staying.key))
        made = Snapshot(network, have_record, flags_of(lokets, recorded))
        return Change(np.unique(self.touched.cases), keys, self.touched.map, made), end is not None

    def _touched_households(self) -> tuple[Ints, Ints, Flags, Flags]:
        """Keys; the older rows of those that were there, and which of these stay as they are; which keys exist now."""
        old, fresh = self.old.households, self.batch.households.key
        homes_then = self.old.cases.household[self.cases]
        keys = np.unique(np.concatenate([self.touched.households, self.part.households.key, old.key[homes_then]]))
        # Looked up one by one: `np.isin` would sort all there are.
        at = np.searchsorted(old.key, keys)
        was_there = np.append(old.key, 0)[at] == keys
        was_there &= at < len(old)
        at = at[was_there]
        stay = self.recorded[at] & ~np.isin(old.key[at], np.append(self.touched.households, fresh))
        cases_then = np.bincount(self.old.cases.household, minlength=len(old))
        still_named = cases_then > np.bincount(homes_then, minlength=len(old))
        exist = np.isin(keys, self.part.households.key)
        exist[was_there] |= stay | still_named[at]
        return keys, at, stay, exist

    def _recorded_lokets(self) -> dict[str, Loket]:
        if self.touched.map:
            return {r.id: r for r in of_table(self.batch.records, Loket)}
        return {lo.id: lo for lo, has in zip(self.old.lokets, self.lokets_recorded, strict=True) if has}

    def _lokets(self, recorded: dict[str, Loket]) -> tuple[Loket, ...]:
        """Those that are used or have a record."""
        places = _loket_places(self.old, self.referrals, self.cases, self.quiet)
        used = _used(_ids(self.part.lokets), [column for column, _ in _loket_places(self.part)])
        # One that had a record, which may be gone now, need not be used anywhere.
        alive = _alive(_ids(self.old.lokets), places, used | set(recorded), doubt_all=self.touched.map)
        return tuple(recorded.get(i) or Loket(i) for i in sorted(alive))

    def _words(self, homes: Ints) -> tuple[str, ...]:
        """Those that are used, in the order of the store's dictionary."""
        places = [(getattr(self.old.referrals, name), self.referrals) for name in WORDS]
        places += [(getattr(self.old.households, name), homes) for name in HOME_WORDS]
        alive = _alive(self.old.words, places, set(self.part.words))
        return tuple(word for word in self.batch.words if word in alive)

    def _data_end(self) -> tuple[int, bool] | None:
        """The last instant and whether it is a bare date; None where only a look at every row can tell."""
        old, part = self.old, self.part
        gone = (old.cases.take(self.cases), old.referrals.take(self.referrals), old.quiet.take(self.quiet))
        if part.data_end > old.data_end:
            return part.data_end, part.data_end_is_date
        if part.data_end < old.data_end and last_instant(*gone)[0] < old.data_end:
            return old.data_end, old.data_end_is_date
        return None


def _alive(names: Sequence[str], places: Places, now: set[str], doubt_all: bool = False) -> set[str]:
    """The names that stand in `now`, and the older ones that stand in a row which stays."""
    doubtful = (set(names) if doubt_all else _used(names, [column[gone] for column, gone in places])) - now
    if doubtful:
        # Rare, for this is the only look at every row.
        doubtful -= _used(names, [np.delete(column, gone) for column, gone in places])
    return (set(names) - doubtful) | now


def _used(names: Sequence[str], columns: Sequence[NDArray[Any]]) -> set[str]:
    flags = np.zeros(len(names) + 1, dtype=np.bool_)
    for column in columns:
        # A code of -1 falls on the place after the last name.
        flags[column] = True
    return {name for name, is_used in zip(names, flags, strict=False) if is_used}


_NO_ROWS = np.zeros(0, dtype=np.int64)


def _loket_places(
    network: Network, referrals: Ints = _NO_ROWS, cases: Ints = _NO_ROWS, quiet: Ints = _NO_ROWS
) -> list[tuple[Codes, Ints]]:
    sent = network.referrals
    return [(sent.frm, referrals), (sent.to, referrals), (network.cases.entry, cases), (network.quiet.loket, quiet)]


def _ids(lokets: Sequence[Loket]) -> list[str]:
    return [loket.id for loket in lokets]


def _of_keys(keys: Ints, *given: HouseholdColumns) -> HouseholdColumns:
    """The rows of some keys; those of which nothing is given are only named."""
    columns = {name: np.full(len(keys), -1, dtype=np.int32) for name in HOME_WORDS}
    for rows in given:
        for name, column in columns.items():
            column[np.searchsorted(keys, rows.key)] = getattr(rows, name)
    return HouseholdColumns(key=keys, **columns)
