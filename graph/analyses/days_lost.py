"""Days lost: what the gaps cost in time (definitions.md, "Days lost")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analyses.analysis import Analysis
from graph.analyses.dead_ends import NO_CLOSINGS
from graph.analyses.pickups import NOT_IN_LOG as NO_PICKUPS_IN_LOG
from graph.analyses.refusals import NOT_IN_LOG as NO_REFUSALS_IN_LOG
from graph.analyses.reintakes import not_measurable
from graph.analyses.table import Table
from graph.codes import Gap
from graph.columns import Flags, Ints
from graph.evidence import is_recorded
from graph.gaps import KINDS, Gaps, gaps
from graph.instants import DAY, elapsed
from graph.network import Network
from graph.ordering import by_group_and_instant
from graph.stranding import is_measurable
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds

_TOGETHER, _WIDTH = 3, 21
_ONE_KIND = (1 << _WIDTH) - 1


@dataclass(frozen=True)
class DaysLost:
    """How much time the gaps take.

    Attributes
    ----------
    total
        Days over all kinds that can be measured, each day of a case once.
    list_
        `kind` (`bounce`, `loop`, `refusal`, `no_pickup`, `dead_end`, `reintake`), `gaps` (count), `days`, and
        `counted` (the days that are in the total under this kind); in the order of precedence. None where a kind
        cannot be measured.
    notes
        Why a kind is None.
    """

    total: float
    list_: Table
    notes: tuple[Text, ...] = ()


def days_lost(network: Network, thresholds: Thresholds = DEFAULTS) -> DaysLost:
    """Add up the lost days of each kind, and of all kinds together.

    A dead end and a referral that nobody picked up count for at most 180 days. An empty network loses no days; in
    an event log refusals, missed pick-ups and mostly dead ends and re-intakes are None.
    """
    absent = lacking(network)
    found = {kind: g for kind, g in gaps(network, thresholds).items() if kind not in absent}
    counted = dict(zip(found, _counted(list(found.values()), len(network.cases)), strict=True))
    table = Table(
        {
            "kind": list(KINDS),
            "gaps": [len(found[k].case) if k in found else None for k in KINDS],
            "days": [float(found[k].length.sum() / DAY) if k in found else None for k in KINDS],
            "counted": [counted[k] / DAY if k in found else None for k in KINDS],
        }
    )
    return DaysLost(sum(counted.values()) / DAY, table, tuple(dict.fromkeys(absent.values())))


def lacking(network: Network) -> dict[str, Text]:
    """The kinds that cannot be measured, each with the reason."""
    recorded, again = is_recorded(network), not_measurable(network)
    return {
        **({} if recorded else {"refusal": NO_REFUSALS_IN_LOG, "no_pickup": NO_PICKUPS_IN_LOG}),
        **({} if is_measurable(network) else {"dead_end": NO_CLOSINGS}),
        **({"reintake": again[0]} if again else {}),
    }


def _counted(kinds: list[Gaps], cases: int) -> list[int]:
    """Microseconds that each kind adds to the total, a moment of a case going to the first kind that it is in."""
    case = np.concatenate([g.case for g in kinds])
    kind = np.repeat(np.arange(len(kinds)), [len(g.case) for g in kinds])
    alone = np.bincount(case, minlength=cases)[case] == 1
    length = np.concatenate([g.length for g in kinds])
    result = np.bincount(kind[alone], length[alone], minlength=len(kinds)).astype(np.int64)
    # One that ends before it begins covers no moment, and would make a running count negative.
    forward = np.concatenate([g.end >= g.start for g in kinds])
    ends = _Ends.of(kinds, kind, ~alone & forward)
    starts = ends.starts
    stretch = elapsed(ends.at[starts[:-1]], ends.flags[:-1], ends.at[starts[1:]], ends.flags[1:])
    left = np.ones(len(stretch), dtype=np.bool_)
    for first in range(0, len(kinds), _TOGETHER):
        # Within a case as many stretches end as begin, so one running count serves all cases.
        running = np.cumsum(ends.steps(first))[starts[1:] - 1]
        for k in range(first, min(first + _TOGETHER, len(kinds))):
            covered = left & (running & _ONE_KIND << (k - first) * _WIDTH > 0)
            result[k] += stretch[covered].sum()
            left &= ~covered
    return [int(r) for r in result]


@dataclass(frozen=True, eq=False)
class _Ends:
    """Both ends of stretches, by case and instant; `flags` says of each distinct instant if it is a bare date."""

    at: Ints
    kind: Ints
    is_start: Flags
    starts: Ints
    flags: Flags

    def steps(self, first: int) -> Ints:
        """What each end adds to a running count of three kinds, which lie beside each other in one number."""
        one = np.zeros(len(KINDS), dtype=np.int64)
        one[first : first + _TOGETHER] = 1 << np.arange(_TOGETHER) * _WIDTH
        steps = one[self.kind]
        np.negative(steps, out=steps, where=~self.is_start)
        return steps

    @classmethod
    def of(cls, kinds: list[Gaps], kind: Ints, chosen: Flags) -> _Ends:
        parts = np.split(chosen, np.cumsum([len(g.case) for g in kinds])[:-1])
        case = np.tile(_joined(parts, [g.case for g in kinds]), 2)
        at = np.append(_joined(parts, [g.start for g in kinds]), _joined(parts, [g.end for g in kinds]))
        dates = np.append(
            _joined(parts, [g.start_is_date for g in kinds]), _joined(parts, [g.end_is_date for g in kinds])
        )
        order = by_group_and_instant(case, at)
        case, at = case[order], at[order]
        first = np.ones(len(at), dtype=np.bool_)
        first[1:] = (case[1:] != case[:-1]) | (at[1:] != at[:-1])
        starts = np.flatnonzero(first)
        flags = np.logical_or.reduceat(dates[order], starts) if len(starts) else dates
        return cls(at, np.tile(kind[chosen], 2)[order], order < len(order) // 2, starts, flags)


def _joined(parts: list[Flags], columns: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate([column[part] for part, column in zip(parts, columns, strict=True)])


ANALYSIS = Analysis(
    name="days_lost",
    definition=0,
    title=Text("Verloren dagen", "Days lost"),
    help=Text(
        "Hoeveel dagen verloren gaan doordat hulpvragen heen en weer gaan, geweigerd worden, blijven liggen of "
        "opnieuw beginnen. In het totaal telt elke dag van een hulpvraag een keer.",
        "How many days are lost because cases go back and forth, are refused, lie waiting or start again. In the "
        "total each day of a case counts once.",
    ),
    function=days_lost,
    gaps=tuple(Gap),
)
