"""Definitions 4, 5, 6, 7 and 10 on plain records, in the shape of `kaart ask --json`; slow and obvious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from graph.codes import Outcome, Status
from graph.model import Moment, Referral
from tests.reference.asked import Answer, Asked, by_size, days, is_closed, names_households, rate
from tests.reference.figures import bounces_of
from tests.reference.records import DAY, instant, span
from tests.reference.sequences import Track


def is_missed(asked: Asked, referral: Referral) -> bool:
    """Nobody picked it up or refused it, and it was sent long enough ago (definition 6)."""
    return not _is_answered(referral) and asked.at_least(referral.sent_at, asked.thresholds.pick_days)


def is_young(asked: Asked, referral: Referral) -> bool:
    """Nobody picked it up or refused it, but there is time left."""
    return not _is_answered(referral) and not is_missed(asked, referral)


def was_picked(referral: Referral) -> bool:
    return referral.picked_up_at is not None or referral.status is Status.ACCEPTED


def _is_answered(referral: Referral) -> bool:
    return was_picked(referral) or referral.status is Status.REFUSED


def dead_ends(asked: Asked) -> Answer:
    """Definition 4."""
    if asked.tracks and not any(is_closed(t.case) for t in asked.all_tracks):
        return {"dead_ends": None, "open": None, "censored": None, "rate": None, "list": [], "cases": []}
    stuck, censored = [], 0
    for track in asked.tracks:
        silent = is_silent(asked, track)
        censored += not is_closed(track.case) and not silent
        if is_dead_end(asked, track):
            assert track.last_row is not None
            idle = days(asked.since(track.last_row))
            stuck.append({"case": track.case.id, "loket": track.r[-1], "idle_days": idle, "cause": cause(asked, track)})
    counts = Counter((row["loket"], row["cause"]) for row in stuck)
    rows = [{"loket": loket, "cause": why, "cases": n} for (loket, why), n in counts.items()]
    return {
        "dead_ends": len(stuck),
        "open": sum(not is_closed(t.case) for t in asked.tracks),
        "censored": censored,
        "rate": rate(len(stuck), len(asked.tracks) - censored),
        "list": by_size(rows, ("cases",), "loket", "cause"),
        "cases": by_size(stuck, ("idle_days",), "case"),
    }


def is_silent(asked: Asked, track: Track) -> bool:
    own = [r for r in asked.referrals if r.case == track.case.id]
    inside = any(is_young(asked, r) for r in own)
    if asked.register.is_log:
        # A derived referral is one that nobody is known to have picked up.
        inside = any(v.start and not asked.at_least(v.start, asked.thresholds.pick_days) for v in track.visits[1:])
    return not inside and asked.at_least(track.last_row, asked.thresholds.dead_days)


def is_dead_end(asked: Asked, track: Track) -> bool:
    ended_well = track.case.outcome in (Outcome.HELPED, Outcome.MOVED)
    if asked.register.is_log:
        ended_well |= is_closed(track.case)
    return not ended_well and is_silent(asked, track)


def cause(asked: Asked, track: Track) -> str:
    last = track.visits[-1]
    if last.by_return or (last.refused and not last.was_picked):
        return "refusal"
    return "silence" if asked.register.is_log or last.was_picked else "no_pickup"


def refusals(asked: Asked) -> Answer:
    """Definition 5."""
    if not asked.measured:
        return dict.fromkeys(("refused", "decided", "rate", "implicit")) | {"by_loket": [], "reasons": []}
    refused = [r for r in asked.referrals if r.status is Status.REFUSED]
    decided = [r for r in asked.referrals if r.status in (Status.ACCEPTED, Status.REFUSED)]
    middles = [t.visits[i + 1] for t in asked.tracks for i in bounces_of(t)]
    implicit = [v for v in middles if not v.was_picked and not v.refused]
    by_loket = []
    for loket in {r.to for r in decided} | {v.loket for v in implicit}:
        said_no, said = sum(r.to == loket for r in refused), sum(r.to == loket for r in decided)
        by_loket.append(
            {
                "loket": loket,
                "refused": said_no,
                "decided": said,
                "rate": rate(said_no, said),
                "implicit": sum(v.loket == loket for v in implicit),
            }
        )
    reasons = [{"reason": reason, "refused": n} for reason, n in Counter(r.reason for r in refused).items()]
    return {
        "refused": len(refused),
        "decided": len(decided),
        "rate": rate(len(refused), len(decided)),
        "implicit": len(implicit),
        "by_loket": by_size(by_loket, ("refused", "implicit"), "loket"),
        "reasons": by_size(reasons, ("refused",), "reason"),
    }


def per_loket(asked: Asked, answer: Callable[[list[Referral]], Answer], size: str) -> list[Answer]:
    """The same numbers for the referrals to each loket."""
    lokets = {r.to for r in asked.referrals}
    rows = [{"loket": loket} | answer([r for r in asked.referrals if r.to == loket]) for loket in lokets]
    return by_size(rows, (size,), "loket")


def pickups(asked: Asked) -> Answer:
    """Definition 6."""

    def numbers(referrals: list[Referral]) -> Answer:
        missed = sum(is_missed(asked, r) for r in referrals)
        censored = sum(is_young(asked, r) for r in referrals)
        whole = len(referrals) - censored
        return {"not_picked_up": missed, "denominator": whole, "censored": censored, "rate": rate(missed, whole)}

    if not asked.measured:
        return dict.fromkeys(numbers([])) | {"by_loket": []}
    return numbers(asked.referrals) | {"by_loket": per_loket(asked, numbers, "not_picked_up")}


def closed_loop(asked: Asked) -> Answer:
    """Definition 10."""
    limit = asked.thresholds.feedback_days * DAY

    def numbers(referrals: list[Referral]) -> Answer:
        closed = picked = everything = 0
        for r in referrals:
            if is_young(asked, r):
                continue
            if r.picked_up_at and not r.feedback_at and asked.since(r.picked_up_at) < limit:
                continue
            everything += 1
            picked += was_picked(r)
            closed += bool(r.picked_up_at and r.feedback_at and span(r.picked_up_at, r.feedback_at) <= limit)
        return {
            "closed": closed,
            "picked_up": picked,
            "rate": rate(closed, picked),
            "all": everything,
            "rate_all": rate(closed, everything),
        }

    if not asked.measured:
        return dict.fromkeys(numbers([])) | {"by_loket": []}
    by_loket = [row for row in per_loket(asked, numbers, "closed") if row["all"]]
    return numbers(asked.referrals) | {"by_loket": by_loket}


def reintakes(asked: Asked) -> Answer:
    """Definition 7."""
    known = [t for t in asked.tracks if t.case.household[2:] != t.case.id[2:]]
    if not names_households(asked):
        return {"reintakes": None, "changed_loket": None, "list": []}
    if asked.register.cases and not any(c.closed_at for c in asked.register.cases):
        return {"reintakes": None, "changed_loket": None, "list": []}
    rows = []
    for track, last, gap in reopened(asked, known):
        rows.append(
            {"case": last.case.id, "next_case": track.case.id, "days": days(gap), "from": last.r[-1], "to": track.r[0]}
        )
    return {
        "reintakes": len(rows),
        "changed_loket": sum(row["from"] != row["to"] for row in rows),
        "list": by_size(rows, ("days",), "case", "next_case"),
    }


def reopened(asked: Asked, known: list[Track]) -> list[tuple[Track, Track, int]]:
    """Each case that is a re-intake, the case before it, and the gap."""
    found = []
    for track in known:
        opened = opening(track)
        if opened is None:
            continue
        before = [
            t
            for t in known
            if t.case.id != track.case.id
            and t.case.household == track.case.household
            and t.case.closed_at is not None
            and instant(t.case.closed_at) <= instant(opened)
        ]
        if not before:
            continue
        last = max(before, key=lambda t: (instant(closing(t)), t.case.id))
        gap = span(closing(last), opened)
        if last.case.outcome is not Outcome.MOVED and gap <= asked.thresholds.reintake_days * DAY:
            found.append((track, last, gap))
    return found


def opening(track: Track) -> Moment | None:
    """Its own, else the start of its first visit."""
    return track.case.opened_at if track.case.opened_at is not None else track.visits[0].start


def closing(track: Track) -> Moment:
    assert track.case.closed_at is not None
    return track.case.closed_at
