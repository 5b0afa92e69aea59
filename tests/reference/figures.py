"""Definitions 1, 2, 3 and 12 on plain records, in the shape of `kaart ask --json`; slow and obvious."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.reference.asked import Answer, Asked, by_size, days, is_closed, names_households, rate
from tests.reference.records import span
from tests.reference.sequences import Track, hangs_on_order


def hops(asked: Asked) -> Answer:
    """Definition 1."""
    counts = Counter((a, b) for t in asked.tracks for a, b in zip(t.r, t.r[1:], strict=False))
    rows = [{"from": a, "to": b, "hops": n} for (a, b), n in counts.items()]
    return {"hops": sum(counts.values()), "list": by_size(rows, ("hops",), "from", "to"), "notes": []}


def bounces_of(track: Track) -> list[int]:
    """The positions in R from which a bounce starts."""
    return [i for i in range(len(track.r) - 2) if track.r[i] == track.r[i + 2]]


def loops_of(track: Track) -> list[tuple[int, int]]:
    """Of each loop, the position of the earlier visit and of the return."""
    found = []
    for at, loket in enumerate(track.r):
        earlier = [i for i in range(at) if track.r[i] == loket]
        if earlier and at - max(earlier) >= 3:
            found.append((max(earlier), at))
    return found


def directed(asked: Asked) -> list[Answer]:
    """Of each direction the hops, those whose next step is known, and those that came back (definition 2)."""
    rows: dict[tuple[str, str], Answer] = {}
    for track in asked.tracks:
        settled = is_closed(track.case) or asked.at_least(track.last_row, asked.thresholds.dead_days)
        for i, (a, b) in enumerate(zip(track.r, track.r[1:], strict=False)):
            row = rows.setdefault((a, b), {"from": a, "to": b, "hops": 0, "known": 0, "bounces": 0})
            row["hops"] += 1
            row["known"] += i + 2 < len(track.r) or settled
            row["bounces"] += i in bounces_of(track)
    for row in rows.values():
        row["rate"] = rate(row["bounces"], row["known"])
    return by_size(rows.values(), ("bounces", "hops"), "from", "to")


def consult_pairs(asked: Asked) -> Answer:
    """Definition 12."""
    found = []
    for row in directed(asked):
        a, b = row["from"], row["to"]
        touched = [t for t in asked.tracks if (a, b) in zip(t.r, t.r[1:], strict=False)]
        ends = sum(t.r[-1] == b for t in touched)
        if (
            row["hops"] >= asked.thresholds.consult_hops
            and row["rate"] is not None
            and row["rate"] >= asked.thresholds.consult_rate
            and ends / len(touched) < asked.thresholds.consult_last_share
        ):
            found.append({"from": a, "to": b, "hops": row["hops"], "return_rate": row["rate"]})
    return {"consult_pairs": len(found), "list": by_size(found, ("hops",), "from", "to"), "notes": []}


def pairs(asked: Asked) -> list[Answer]:
    """Bounces by unordered pair of lokets."""
    counts: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    cases = defaultdict(set)
    for track in asked.tracks:
        for i in bounces_of(track):
            a, b = sorted((track.r[i], track.r[i + 1]))
            start, end = track.visits[i + 1].start, track.visits[i + 2].start
            assert start is not None
            assert end is not None
            counts[a, b] += 1
            lost[a, b] += span(start, end)
            cases[a, b].add(track.case.id)
    rows = [
        {"a": a, "b": b, "bounces": n, "cases": len(cases[a, b]), "days_lost": days(lost[a, b])}
        for (a, b), n in counts.items()
    ]
    return by_size(rows, ("bounces",), "a", "b")


def bounces(asked: Asked) -> Answer:
    """Definition 2, with 3 and 12 beside it."""
    found = [bounces_of(t) for t in asked.tracks]
    rounds = [loops_of(t) for t in asked.tracks]
    returns = [sum(loket in t.r[:i] for i, loket in enumerate(t.r)) for t in asked.tracks]
    register = asked.register
    nowhere = sum(r.to is None for r in register.referrals) + sum(e.loket is None for e in register.events)
    return {
        "cases": len(asked.tracks),
        "visits": sum(len(t.r) for t in asked.tracks),
        "hops": hops(asked)["hops"],
        "cases_with_hop": sum(len(t.r) > 1 for t in asked.tracks),
        "max_hops": max((len(t.r) - 1 for t in asked.tracks), default=0),
        "bounces": sum(map(len, found)),
        "cases_with_bounce": sum(map(bool, found)),
        "returns": sum(returns),
        "cases_with_return": sum(map(bool, returns)),
        "loops": sum(map(len, rounds)),
        "cases_with_loop": sum(map(bool, rounds)),
        "tie_dependent_cases": sum(hangs_on_order(register, t.case) for t in asked.all_tracks),
        "rows_without_loket": nowhere,
        "cases_without_visit": len(asked.all_tracks) - len(asked.tracks),
        "from_elsewhere": sum(t.from_elsewhere for t in asked.all_tracks),
        "households": len({t.case.household for t in asked.tracks}) if names_households(asked) else None,
        "days_lost": sum(p["days_lost"] for p in pairs(asked)),
        "pairs": pairs(asked),
        "directed": directed(asked),
        "consult_pairs": consult_pairs(asked)["list"],
        "notes": [],
    }


def loops(asked: Asked) -> Answer:
    """Definition 3."""
    counts: Counter[tuple[str, int]] = Counter()
    cases = defaultdict(set)
    for track in asked.tracks:
        for earlier, at in loops_of(track):
            counts[track.r[at], at - earlier] += 1
            cases[track.r[at], at - earlier].add(track.case.id)
    rows = [
        {"loket": loket, "length": length, "cases": len(cases[loket, length]), "loops": n}
        for (loket, length), n in counts.items()
    ]
    rows.sort(key=lambda row: (-int(str(row["loops"])), row["loket"], row["length"]))
    return {"loops": sum(counts.values()), "list": rows}
