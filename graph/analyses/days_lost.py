"""Days lost: what the gaps cost in time (definitions.md, "Days lost")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.dead_ends import NO_CLOSINGS
from graph.analyses.pickups import NOT_IN_LOG as NO_PICKUPS_IN_LOG
from graph.analyses.refusals import NOT_IN_LOG as NO_REFUSALS_IN_LOG
from graph.analyses.reintakes import not_measurable
from graph.analyses.table import Table
from graph.columns import Codes, Flags, Ints
from graph.evidence import is_recorded
from graph.gaps import KINDS, Gaps, gaps
from graph.instants import DAY, elapsed
from graph.network import Network
from graph.stranding import is_measurable
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds

_BITS = 62


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
    lacking = _lacking(network)
    found = {kind: g for kind, g in gaps(network, thresholds).items() if kind not in lacking}
    counted = dict(zip(found, _counted(list(found.values()), len(network.cases)), strict=True))
    table = Table(
        {
            "kind": list(KINDS),
            "gaps": [len(found[k].case) if k in found else None for k in KINDS],
            "days": [float(found[k].length.sum() / DAY) if k in found else None for k in KINDS],
            "counted": [counted[k] / DAY if k in found else None for k in KINDS],
        }
    )
    return DaysLost(sum(counted.values()) / DAY, table, tuple(dict.fromkeys(lacking.values())))


def _lacking(network: Network) -> dict[str, Text]:
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
    ends = _Ends.of(kinds, kind, ~alone)
    starts = ends.starts
    stretch = elapsed(ends.at[starts[:-1]], ends.flags[:-1], ends.at[starts[1:]], ends.flags[1:])
    taken = np.zeros(len(stretch), dtype=np.bool_)
    for k in range(len(kinds)):
        # Within a case as many stretches end as begin, so one running count serves all cases.
        running = np.cumsum(np.where(ends.kind == k, ends.step, 0))
        covered = (running[starts[1:] - 1] > 0) & ~taken
        result[k] += stretch[covered].sum()
        taken |= covered
    return [int(r) for r in result]


@dataclass(frozen=True, eq=False)
class _Ends:
    """Both ends of stretches, by case and instant; `flags` says of each distinct instant if it is a bare date."""

    at: Ints
    kind: Ints
    step: Ints
    starts: Ints
    flags: Flags

    @classmethod
    def of(cls, kinds: list[Gaps], kind: Ints, chosen: Flags) -> _Ends:
        case = np.concatenate([g.case for g in kinds])[chosen]
        start = np.concatenate([g.start for g in kinds])[chosen]
        end = np.concatenate([g.end for g in kinds])[chosen]
        dates = np.concatenate([g.start_is_date for g in kinds] + [g.end_is_date for g in kinds])[np.tile(chosen, 2)]
        case, at = np.tile(case, 2), np.concatenate([start, end])
        order = _order(case, at)
        case, at = case[order], at[order]
        first = np.ones(len(at), dtype=np.bool_)
        first[1:] = (case[1:] != case[:-1]) | (at[1:] != at[:-1])
        starts = np.flatnonzero(first)
        flags = np.logical_or.reduceat(dates[order], starts) if len(starts) else dates
        step = np.repeat([1, -1], len(start))[order]
        return cls(at, np.tile(kind[chosen], 2)[order], step, starts, flags)


def _order(case: Codes, at: Ints) -> Ints:
    """The order by case, then instant."""
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    since = at - at.min()
    # Times are mostly whole seconds or days: counted in those, both fit in one number, which sorts much faster.
    since //= max(int(np.gcd.reduce(since)), 1)
    bits = int(since.max()).bit_length()
    if bits + int(case.max()).bit_length() > _BITS:
        return np.lexsort((at, case))
    return np.argsort((case.astype(np.int64) << bits) + since)


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
)
