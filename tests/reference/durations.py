"""Definitions 8 and 9 and the days lost, on plain records; slow and obvious."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any

from dateutil.easter import easter

from graph.codes import Status
from graph.model import Moment, Referral
from tests.reference.asked import Answer, Asked, by_size, days, is_closed, survives
from tests.reference.figures import bounces_of, loops_of
from tests.reference.outcomes import (
    closing,
    is_dead_end,
    is_missed,
    opening,
    per_loket,
    reintakes,
    reopened,
    was_picked,
)
from tests.reference.records import AMSTERDAM, DAY, instant, local_date, span
from tests.reference.sequences import Track, Visit, refused_at


def dwell(asked: Asked) -> Answer:
    """Definition 8."""
    cases: list[Answer] = [
        {"case": t.case.id, "days": _total(visits_of(asked, t)), "visits": visits_of(asked, t)} for t in asked.tracks
    ]
    every = [v for row in cases for v in row["visits"]]
    by_loket = []
    for loket in {v["loket"] for v in every}:
        own = [v for v in every if v["loket"] == loket]
        total = _sum(v["days"] or 0 for v in own)
        by_loket.append(
            {
                "loket": loket,
                "visits": len(own),
                "days": total,
                "mean_days": total / len(own),
                "waiting": _total_known(own, "waiting"),
                "helping": _total_known(own, "helping"),
            }
        )
    undated = [row for row in cases if row["days"] is None]
    dated = [row for row in cases if row["days"] is not None]
    return {
        "days": sum(row["days"] for row in dated),
        "list": by_size(dated, ("days",), "case") + undated,
        "by_loket": by_size(by_loket, ("days",), "loket"),
    }


def _total(visits: list[Answer]) -> float | None:
    return None if visits[0]["days"] is None else _sum(v["days"] for v in visits)


def _sum(lengths: Iterable[float]) -> float:
    """The sum of days, without the rounding of each."""
    return days(sum(round(length * DAY) for length in lengths))


def _total_known(visits: list[Answer], name: str) -> float | None:
    known = [v[name] for v in visits if v[name] is not None]
    return sum(known) if known else None


def visits_of(asked: Asked, track: Track) -> list[Answer]:
    """The visits of a case with what is known of their time."""
    ends = [v.start for v in track.visits[1:]] + [track.case.closed_at or asked.end]
    result = []
    for at, (visit, end) in enumerate(zip(track.visits, ends, strict=True)):
        last = at == len(track.visits) - 1
        result.append(
            {
                "loket": visit.loket,
                "start": None if visit.start is None else _iso(visit.start),
                "censored": last and track.case.closed_at is None,
                **_split(asked, visit, end),
            }
        )
    return result


def _iso(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return instant(moment).astimezone(AMSTERDAM).isoformat()


def _split(asked: Asked, visit: Visit, end: Moment | None) -> Answer:
    """Days of a visit, and which part of it was waiting and which helping."""
    if visit.start is None or end is None:
        return {"days": None, "waiting": None, "helping": None}
    lasted = span(visit.start, end)
    if asked.register.is_log or (visit.was_picked and not visit.picks):
        return {"days": days(lasted), "waiting": None, "helping": None}
    waiting = lasted
    if visit.picked is not None:
        waiting = min(max(span(visit.start, visit.picked), 0), max(lasted, 0))
    return {"days": days(lasted), "waiting": days(waiting), "helping": days(lasted - waiting)}


def leadtimes(asked: Asked) -> Answer:
    """Definition 9."""

    def numbers(referrals: list[Referral]) -> Answer:
        told = [r for r in referrals if r.picked_up_at or not was_picked(r)]
        answer: Answer = {
            "n": sum(r.picked_up_at is not None for r in told),
            "refused": sum(r.picked_up_at is None and r.status is Status.REFUSED for r in told),
        }
        answer["censored"] = len(told) - answer["n"] - answer["refused"]
        for measure, suffix, unit in ((span, "", DAY), (working_days, "_working_days", 1)):
            times = [(measure(r.sent_at, _until(asked, r)), r.picked_up_at is not None) for r in told]
            picked = [t for t, event in times if event]
            answer["median_plain" + suffix] = median(picked) / unit if picked else None
            for name, share in (("median_km", Fraction(1, 2)), ("p90_km", Fraction(9, 10))):
                t = survives(times, share)
                answer[name + suffix] = None if t is None else t / unit
        return answer

    if not asked.measured:
        return dict.fromkeys(numbers([])) | {"by_loket": []}
    by_loket = [row for row in per_loket(asked, numbers, "n") if row["n"] + row["censored"] + row["refused"]]
    return numbers(asked.referrals) | {"by_loket": by_loket}


def _until(asked: Asked, referral: Referral) -> Moment:
    """The pick-up; refused and expired ones are censored at their answer, the others at the data end."""
    if referral.picked_up_at is not None:
        return referral.picked_up_at
    if referral.status is not None:
        return referral.status_at if referral.status_at is not None else referral.sent_at
    assert asked.end is not None
    return asked.end


def is_working_day(day: date) -> bool:
    """Monday to Friday less the days of the Algemene termijnenwet, article 3 (from 2014)."""
    free = {(1, 1), (5, 5), (12, 25), (12, 26)}
    king = date(day.year, 4, 27)
    around = [easter(day.year) + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)]
    if day == (king if king.weekday() != 6 else date(day.year, 4, 26)):
        return False
    return day.weekday() < 5 and (day.month, day.day) not in free and day not in around


def working_days(start: Moment, end: Moment) -> int:
    """The first day excluded; below zero where the end lies before the start."""
    first, last = local_date(start), local_date(end)
    if last < first:
        return -working_days(last, first)
    return sum(is_working_day(first + timedelta(days=n + 1)) for n in range((last - first).days))


Stretch = tuple[str, Moment, Moment]
KINDS = ("bounce", "loop", "refusal", "no_pickup", "dead_end", "reintake")


def stretches(asked: Asked) -> dict[str, list[Stretch]]:
    """The lost time of each kind: the case, from when, until when."""
    found: dict[str, list[Stretch]] = {kind: [] for kind in KINDS}
    measurable = not asked.tracks or any(is_closed(t.case) for t in asked.all_tracks)
    for track in asked.tracks:
        case, start = track.case.id, [v.start for v in track.visits]
        found["bounce"] += [(case, _sure(start[i + 1]), _sure(start[i + 2])) for i in bounces_of(track)]
        found["loop"] += [(case, _sure(start[i + 1]), _sure(start[at])) for i, at in loops_of(track)]
        if measurable and is_dead_end(asked, track):
            found["dead_end"].append(_cut(case, _sure(track.last_row), _sure(asked.end)))
        found["no_pickup"] += _unanswered(asked, track)
    found["refusal"] = [(r.case, r.sent_at, refused_at(r)) for r in asked.referrals if r.status is Status.REFUSED]
    if reintakes(asked)["reintakes"] is not None:
        known = [t for t in asked.tracks if t.case.household[2:] != t.case.id[2:]]
        for track, last, _ in reopened(asked, known):
            found["reintake"].append((last.case.id, closing(last), _sure(opening(track))))
    return found


def _sure(moment: Moment | None) -> Moment:
    assert moment is not None
    return moment


def _unanswered(asked: Asked, track: Track) -> list[Stretch]:
    """From the sending to the next row of the case, else to the data end."""
    result = []
    for at, row in enumerate(track.rows):
        if row.referral is None or row.is_return or not is_missed(asked, row.referral):
            continue
        later = [_sure(r.at) for r in track.rows[at + 1 :] if r.counts] + _quiet_after(asked, row.referral)
        result.append(_cut(track.case.id, row.referral.sent_at, min([*later, _sure(asked.end)], key=instant)))
    return result


def _quiet_after(asked: Asked, referral: Referral) -> list[Moment]:
    """The rows without a loket that stand after a referral in the order of the case."""
    rows = [r for r in asked.register.referrals if r.case == referral.case]
    place = {r.id: i for i, r in enumerate(rows)}

    def key(r: Referral) -> tuple[Any, ...]:
        return instant(r.sent_at), float("-inf") if r.seq is None else r.seq, place[r.id]

    return [r.sent_at for r in rows if r.to is None and key(r) > key(referral)]


def _cut(case: str, start: Moment, end: Moment) -> Stretch:
    """At most 180 days: calendar days after a bare date, else so many times 24 hours."""
    if span(start, end) <= 180 * DAY:
        return case, start, end
    return case, start, (instant(start) if isinstance(start, datetime) else start) + timedelta(days=180)


def days_lost(asked: Asked) -> Answer:
    """Each kind by itself; and in the total every moment of a case once, for the first kind it belongs to."""
    found = stretches(asked)
    lacking = set()
    if not asked.measured:
        lacking |= {"refusal", "no_pickup"}
    if asked.tracks and not any(is_closed(t.case) for t in asked.all_tracks):
        lacking.add("dead_end")
    if reintakes(asked)["reintakes"] is None:
        lacking.add("reintake")
    counted = _counted({kind: rows for kind, rows in found.items() if kind not in lacking})
    rows = [
        {"kind": kind, "gaps": None, "days": None, "counted": None}
        if kind in lacking
        else {
            "kind": kind,
            "gaps": len(found[kind]),
            "days": days(sum(span(start, end) for _, start, end in found[kind])),
            "counted": days(counted[kind]),
        }
        for kind in KINDS
    ]
    return {"total": days(sum(counted.values())), "list": rows}


def _counted(found: dict[str, list[Stretch]]) -> dict[str, int]:
    result = dict.fromkeys(KINDS, 0)
    for case in {case for rows in found.values() for case, *_ in rows}:
        own = {kind: [(a, b) for c, a, b in rows if c == case] for kind, rows in found.items()}
        # A case is cut at every moment where one of its stretches begins or ends.
        edges: dict[datetime, Moment] = {}
        for moment in (m for rows in own.values() for pair in rows for m in pair):
            if instant(moment) not in edges or not isinstance(moment, datetime):
                edges[instant(moment)] = moment
        for start, end in pairwise(sorted(edges)):
            for kind in found:
                if any(instant(a) <= start and end <= instant(b) for a, b in own[kind]):
                    result[kind] += span(edges[start], edges[end])
                    break
    return result
