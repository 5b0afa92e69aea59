"""The snapshot of a store: taken from the cache, refreshed from the changes, or built.

A refreshed snapshot is the same, to the last code, as one that is built from everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.batch import Batch, recode
from graph.build import build
from graph.changesets import Touched
from graph.columns import Columns, Flags, HouseholdColumns, Ints
from graph.model import Loket
from graph.network import Network, last_instant
from graph.register import Cases, Quiet, Referrals

if TYPE_CHECKING:
    from graph.store import Progress, Store

_LOKETS = ("frm", "to")
_WORDS = ("from_professional", "to_professional", "reason")
_HOME_WORDS = ("area", "composition")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A network, and which of its households have a record (the others are only named)."""

    network: Network
    recorded: Flags


def snapshot(store: Store, progress: Progress | None = None) -> Network:
    """The network of what stands in a store; kept for the next time."""
    from graph.cache import Cache

    cache = Cache(store.cache_folder)
    # What is there now cannot change under a reader, so the cache is asked before the store is read.
    found = cache.load(store.token)
    if found:
        return found.network
    with store.reading():
        token = store.token
        epoch, _, version = token.rpartition("-")
        older = cache.load_older(epoch, int(version))
        if progress:
            progress(0, 0)
        made = built(store) if older is None else refreshed(older[1], store, store.touched_since(older[0]))
    kept = cache.save(token, made)
    if store.token.rpartition("-")[0] != epoch:
        # Somebody was erased meanwhile, and may stand in what was just kept.
        cache.drop(token)
    return kept or made.network


def built(store: Store) -> Snapshot:
    """The snapshot of everything that stands."""
    batch = store.contents()
    network = build(batch, store.sources())
    return Snapshot(network, np.isin(network.households.key, batch.households.key))


def refreshed(old: Snapshot, store: Store, touched: Touched) -> Snapshot:
    """An older snapshot with the touched cases, households and the map as they stand now."""
    batch = store.contents(touched.cases, touched.households)
    part = build(batch, store.sources())
    return _Merge(old, part, batch, touched).result()


class _Merge:
    """The rows of an older network that nothing touched, and those of a newer part, as one network."""

    def __init__(self, old: Snapshot, part: Network, batch: Batch, touched: Touched) -> None:
        self.old, self.part, self.batch, self.touched = old.network, part, batch, touched
        self.recorded = old.recorded
        self.kept = ~np.isin(self.old.cases.key, touched.cases)

    def result(self) -> Snapshot:
        """The network as it stands now."""
        cases, homes_of_cases = self._cases()
        referrals = self._rows(self.old.referrals, self.part.referrals, cases)
        quiet = self._rows(self.old.quiet, self.part.quiet, cases)
        households, recorded = self._households(homes_of_cases)
        cases = cases.with_(household=np.searchsorted(households.key, homes_of_cases))
        lokets, of_loket = self._lokets((referrals.frm, referrals.to, cases.entry, quiet.loket))
        words, of_word = self._words(referrals, households)
        cases, quiet = recode(cases, of_loket, ("entry",)), recode(quiet, of_loket, ("loket",))
        referrals = recode(recode(referrals, of_loket, _LOKETS), of_word, _WORDS)
        end, is_date = last_instant(cases, referrals, quiet)
        network = Network(
            lokets=lokets,
            words=words,
            records=self.part.records,
            households=recode(households, of_word, _HOME_WORDS),
            cases=cases,
            referrals=referrals,
            quiet=quiet,
            sources=self.part.sources,
            data_end=end,
            data_end_is_date=is_date,
        )
        return Snapshot(network, recorded)

    def _cases(self) -> tuple[Cases, Ints]:
        """All cases, the part's codes of lokets shifted behind the old ones; and the key of each one's household."""
        old, part = self.old.cases.take(self.kept), self.part.cases
        homes = self.old.households.key[old.household], self.part.households.key[part.household]
        at = np.searchsorted(old.key, part.key)
        part = part.with_(entry=_shifted(part.entry, len(self.old.lokets)))
        return _inserted(old, part, at), _insert(homes[0], homes[1], at)

    def _rows(self, old: R, part: R, cases: Cases) -> R:
        """Referrals or quiet rows: each case has its rows from one of the two, so they only have to be put between."""
        row = np.searchsorted(cases.key, self.old.cases.key).astype(np.int32)
        kept = self.kept[old.case]
        before = (old if kept.all() else old.take(kept)).with_(case=row[old.case[kept]])
        moved = np.searchsorted(cases.key, self.part.cases.key).astype(np.int32)[part.case]
        part = part.with_(case=moved)
        if isinstance(part, Referrals):
            for name in _LOKETS:
                part = part.with_(**{name: _shifted(getattr(part, name), len(self.old.lokets))})
            for name in _WORDS:
                part = part.with_(**{name: _shifted(getattr(part, name), len(self.old.words))})
        else:
            part = part.with_(loket=_shifted(part.loket, len(self.old.lokets)))
        return _inserted(before, part, np.searchsorted(before.case, moved))

    def _households(self, named: Ints) -> tuple[HouseholdColumns, Flags]:
        """Those with a record and those that a case names; the part's codes of words shifted behind the old ones."""
        fresh = self._fresh_households()
        stale = np.isin(self.old.households.key, self.touched.households) | np.isin(self.old.households.key, fresh.key)
        given = self.old.households.take(self.recorded & ~stale).append(fresh)
        key = _distinct(np.concatenate([given.key, named]))
        at = np.searchsorted(key, given.key)
        columns = {name: np.full(len(key), -1, dtype=np.int32) for name in _HOME_WORDS}
        for name, column in columns.items():
            column[at] = getattr(given, name)
        recorded = np.zeros(len(key), dtype=np.bool_)
        recorded[at] = True
        return HouseholdColumns(key=key, **columns), recorded

    def _fresh_households(self) -> HouseholdColumns:
        """The records of the batch, coded like the part's rows."""
        place = {word: i for i, word in enumerate(self.part.words)}
        table = np.array([*(place.get(word, -1) for word in self.batch.words), -1], dtype=np.int32)
        coded = recode(self.batch.households, table, _HOME_WORDS)
        return coded.with_(**{n: _shifted(getattr(coded, n), len(self.old.words)) for n in _HOME_WORDS})

    def _lokets(self, used: tuple[NDArray[np.int32], ...]) -> tuple[tuple[Loket, ...], NDArray[np.int32]]:
        """The lokets that are used or have a record, and the look-up from the shifted codes to theirs."""
        ids = [loket.id for loket in (*self.old.lokets, *self.part.lokets)]
        recorded = {r.id: r for r in self.batch.records if isinstance(r, Loket)}
        alive = {i: Loket(i) for i in _used(ids, used)} | recorded
        lokets = tuple(alive[i] for i in sorted(alive))
        return lokets, _look_up(ids, [loket.id for loket in lokets])

    def _words(self, referrals: Referrals, households: HouseholdColumns) -> tuple[tuple[str, ...], NDArray[np.int32]]:
        """The words that are used, in the order of the store's dictionary; and the look-up to their codes."""
        all_words = [*self.old.words, *self.part.words]
        used = set(
            _used(
                all_words,
                (
                    *(getattr(referrals, name) for name in _WORDS),
                    *(getattr(households, name) for name in _HOME_WORDS),
                ),
            )
        )
        words = tuple(word for word in self.batch.words if word in used)
        return words, _look_up(all_words, words)


R = TypeVar("R", Referrals, Quiet)
C = TypeVar("C", bound=Columns)


def _distinct(keys: Ints) -> Ints:
    # Runs that are sorted already merge in one pass; np.unique would hash them first.
    ordered = np.sort(keys, kind="stable")
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _shifted(codes: NDArray[Any], by: int) -> NDArray[Any]:
    return np.where(codes >= 0, codes + by, -1)


def _used(words: list[str], columns: tuple[NDArray[np.int32], ...]) -> list[str]:
    flags = np.zeros(len(words) + 1, dtype=np.bool_)
    for column in columns:
        # A code of -1 falls on the place after the last word.
        flags[column] = True
    return [word for word, is_used in zip(words, flags, strict=False) if is_used]


def _look_up(words: list[str], new: Any) -> NDArray[np.int32]:
    place = {word: i for i, word in enumerate(new)}
    return np.array([*(place.get(word, -1) for word in words), -1], dtype=np.int32)


def _inserted(old: C, new: C, at: Ints) -> C:
    """Rows with others put before the places `at`."""
    if not len(new):
        return old
    names = [name for name in vars(old) if isinstance(getattr(old, name), np.ndarray)]
    return type(old)(**{name: _insert(getattr(old, name), getattr(new, name), at) for name in names})


def _insert(old: NDArray[Any], new: NDArray[Any], at: Ints) -> NDArray[Any]:
    return np.insert(old, at, new)
