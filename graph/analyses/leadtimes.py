"""Lead times: from sending to pick-up (definition 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from graph.analyses.analysis import Analysis
from graph.analyses.table import Named, Table
from graph.calendar import working_days
from graph.columns import Codes, Flags, Ints
from graph.evidence import is_recorded, notes_on_log
from graph.instants import DAY, MISSING, elapsed
from graph.network import Network
from graph.receiving import received
from graph.survival import Spans, spans, spans_by
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class LeadTimes:
    """How long lokets take to pick up.

    Attributes
    ----------
    n
        Referrals with a day of pick-up.
    censored
        Referrals that nobody picked up: they took at least until the data end, or until they expired.
    refused
        Refused referrals: they waited until the refusal. Accepted ones without a day of pick-up are in no number.
    median_plain
        Median of the n lead times alone, in days; None without any.
    median_km, p90_km
        The time within which half, and nine in ten, of all these referrals are picked up (Kaplan-Meier), in days;
        None where that is never reached.
    median_plain_working_days, median_km_working_days, p90_km_working_days
        The same in working days: Monday to Friday less Dutch national holidays, the first day excluded.
    by_loket
        `loket` (id of the receiver) and every number above; most `n` first, then `loket`.
    notes
        Why the numbers are None, or which cases are left out.
    """

    n: int | None
    censored: int | None
    refused: int | None
    median_plain: float | None
    median_km: float | None
    p90_km: float | None
    median_plain_working_days: float | None
    median_km_working_days: float | None
    p90_km_working_days: float | None
    by_loket: Table
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False)
class _Times:
    """The referrals that tell something about lead times."""

    to: Codes
    picked: Flags
    refused: Flags
    days: Ints  # microseconds
    working_days: Ints


def leadtimes(network: Network, thresholds: Thresholds = DEFAULTS) -> LeadTimes:
    """Measure the lead times of recorded referrals, in all and by receiving loket.

    In an event log every number is None. Without referrals, as in an empty network, the times are None.
    """
    times = _times(network, thresholds)
    table, notes = _by_loket(network, times), notes_on_log(network, _NOT_IN_LOG)
    if not is_recorded(network):
        return LeadTimes(None, None, None, None, None, None, None, None, None, table, notes)
    picked, refused = int(times.picked.sum()), int(times.refused.sum())
    plain, median, late = _quantiles(spans(times.days, times.picked), DAY)
    plain_working, median_working, late_working = _quantiles(spans(times.working_days, times.picked), 1)
    return LeadTimes(
        n=picked,
        censored=len(times.to) - picked - refused,
        refused=refused,
        median_plain=plain,
        median_km=median,
        p90_km=late,
        median_plain_working_days=plain_working,
        median_km_working_days=median_working,
        p90_km_working_days=late_working,
        by_loket=table,
        notes=notes + _negative(times) + _notes(plain, (median, late, median_working, late_working)),
    )


def _negative(times: _Times) -> tuple[Text, ...]:
    early = int((times.days[times.picked] < 0).sum())
    return (_EARLY.format(n=early),) if early else ()


def _notes(plain: float | None, quantiles: tuple[float | None, ...]) -> tuple[Text, ...]:
    if plain is None:
        return (_NO_PICK_UPS,)
    return (_NEVER_REACHED,) if None in quantiles else ()


def _times(network: Network, thresholds: Thresholds) -> _Times:
    """How long each referral took, or how long it was seen to wait: to its answer, else to the data end."""
    found = received(network, thresholds)
    rows = found.referrals
    has_day = rows.picked != MISSING
    answered = ~has_day & (rows.status != 0)
    end = np.where(has_day, rows.picked, np.where(answered, rows.status_at, network.data_end))
    is_date = np.where(
        has_day, rows.is_date("picked"), np.where(answered, rows.is_date("status_at"), network.data_end_is_date)
    )
    # A refusal without a day follows directly on the sending.
    undated = answered & (end == MISSING)
    end, is_date = np.where(undated, rows.sent, end), np.where(undated, rows.is_date("sent"), is_date)
    told = has_day | ~found.picked
    return _Times(
        to=rows.to[told],
        picked=has_day[told],
        refused=(found.refused & ~has_day)[told],
        days=elapsed(rows.sent[told], rows.is_date("sent")[told], end[told], is_date[told]),
        working_days=working_days(rows.sent[told], end[told]),
    )


def _quantiles(times: Spans, unit: int) -> tuple[float | None, float | None, float | None]:
    """Plain median, median and p90, in a unit of the times."""
    found = times.plain_median, times.quantile(Fraction(1, 2)), times.quantile(Fraction(9, 10))
    plain, median, late = (None if value is None else value / unit for value in found)
    return plain, median, late


def _by_loket(network: Network, times: _Times) -> Table:
    size = len(network.lokets)
    picked, refused = (np.bincount(times.to[f], minlength=size) for f in (times.picked, times.refused))
    shown = np.flatnonzero(np.bincount(times.to, minlength=size))
    columns = _columns(times, size)
    table = Table(
        {
            "loket": Named(network.loket_ids, shown),
            "n": picked[shown],
            "censored": (np.bincount(times.to, minlength=size) - picked - refused)[shown],
            "refused": refused[shown],
            **{name: [values[i] for i in shown.tolist()] for name, values in columns},
        }
    )
    return table.by(("n", True), ("loket", False))


def _columns(times: _Times, lokets: int) -> Iterator[tuple[str, list[float | None]]]:
    for values, unit, suffix in ((times.days, DAY, ""), (times.working_days, 1, "_working_days")):
        found = [_quantiles(s, unit) for s in spans_by(times.to, lokets, values, times.picked)]
        for at, name in enumerate(("median_plain", "median_km", "p90_km")):
            yield name + suffix, [quantiles[at] for quantiles in found]


_NOT_IN_LOG = Text(
    "Een logboek zegt niet wanneer een loket een hulpvraag oppakte.",
    "An event log does not say when a loket picked a case up.",
)
_NO_PICK_UPS = Text(
    "Er is geen verwijzing met een dag van oppakken, dus ook geen doorlooptijd.",
    "There is no referral with a day of pick-up, so there is no lead time either.",
)
_EARLY = Text(
    "Let op: {n} keer staat het oppakken voor het versturen. Die tijden tellen mee als minder dan 0 dagen.",
    "Mind: {n} times the pick-up lies before the sending. Those times count as less than 0 days.",
)
_NEVER_REACHED = Text(
    "Te veel verwijzingen zijn nog niet opgepakt: waar een tijd leeg is, is dat aandeel nooit bereikt.",
    "Too many referrals are not picked up yet: where a time is empty, that share is never reached.",
)

ANALYSIS = Analysis(
    name="leadtimes",
    definition=9,
    title=Text("Doorlooptijd tot oppakken", "Lead time to pick-up"),
    help=Text(
        "Hoeveel dagen het duurt tot een loket een verwijzing oppakt. Verwijzingen die nog wachten tellen mee voor "
        "de tijd die ze al wachten.",
        "How many days it takes until a loket picks a referral up. Referrals that still wait count for the time "
        "that they have waited so far.",
    ),
    function=leadtimes,
)
