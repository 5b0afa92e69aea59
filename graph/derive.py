"""Cases and derived referrals from the rows of an event log (definitions.md, "The records").

Rows without a loket are dropped *before* equal neighbours collapse. The first row with a loket is the entry, each
change of loket after it a derived referral; every other row is quiet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.columns import Codes, EventColumns, Flags, Ints


@dataclass(frozen=True, eq=False)
class Derived:
    """What an event log says.

    Attributes
    ----------
    referrals, come_from
        The rows at which a case changes loket, and the loket that it leaves.
    quiet
        The other rows, the entries among them.
    entries
        The first row with a loket of each case that has one.

    All are sorted by case, instant, seq and position.
    """

    referrals: EventColumns
    come_from: Codes
    quiet: EventColumns
    entries: EventColumns


def derive(events: EventColumns) -> Derived:
    """The entries and changes of loket of an event log, whatever the order of its rows."""
    rows = events.take(in_order(events))
    where = np.flatnonzero(rows.loket >= 0)
    case, loket = rows.case[where], rows.loket[where]
    first = _changes(case)
    moves = ~first & _changes(loket)
    is_referral = np.zeros(len(rows), dtype=np.bool_)
    is_referral[where[moves]] = True
    return Derived(
        referrals=rows.take(where[moves]),
        come_from=loket[np.flatnonzero(moves) - 1],
        quiet=rows.take(~is_referral),
        entries=rows.take(where[first]),
    )


def in_order(events: EventColumns) -> Ints:
    """The order of rows inside and over cases: case, instant, seq, position in the source."""
    return np.lexsort((events.position, events.seq, events.at, events.case))


def _changes(values: Ints | Codes) -> Flags:
    """Where a value differs from the one before it; the first always does."""
    result = np.ones(len(values), dtype=np.bool_)
    result[1:] = values[1:] != values[:-1]
    return result
