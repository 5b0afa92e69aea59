"""The figures of one run as a table for people and as JSON."""

from __future__ import annotations

import json
import math
import os
import platform
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.limits import LIMITS, NAMES, Limit, name_of
from benchmarks.measuring import PEERS as PEERS_PYTHON
from benchmarks.measuring import ROOT, Figure

PLAIN = {"scan.known": "plain.known", "scan.worked_out": "plain.worked_out"}
PEERS = ("peer.duckdb", "peer.pandas", "peer.pandas_sorted", "peer.pm4py")


@dataclass(frozen=True)
class Verdict:
    """One thing to reach, what came of it, and how many times the limit that is (above 1 is missed)."""

    key: str
    size: int | None
    what: str
    bound: float
    found: float
    unit: str
    ratio: float
    issue: int


class Run:
    """The figures of one run."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = list(figures)
        self.at = {(f.key, f.size): f for f in self.figures}
        self.keys = list(dict.fromkeys(f.key for f in self.figures))

    def sizes(self, key: str) -> list[int]:
        """On what sizes a figure was measured, smallest first."""
        return sorted(f.size for f in self.figures if f.key == key and f.size is not None)

    def exponent(self, key: str) -> float | None:
        """How it grows from the smallest to the largest size: 1 is as fast as the register; None for one size."""
        sizes = self.sizes(key)
        if len(sizes) < 2:
            return None
        few, many = self.at[key, sizes[0]].value, self.at[key, sizes[-1]].value
        return math.log(many / few) / math.log(sizes[-1] / sizes[0]) if few > 0 and many > 0 else None

    def ratio(self, key: str, other: str, size: int | None) -> float | None:
        """One figure divided by another of the same size."""
        one, two = self.at.get((key, size)), self.at.get((other, size))
        return one.value / two.value if one and two and two.value else None

    def verdicts(self) -> Iterator[Verdict]:
        """What came of each thing to reach that was measured."""
        for limit in LIMITS:
            for key in self.keys:
                if key == limit.key or (limit.key.endswith(".") and key.startswith(limit.key)):
                    found = self._found(limit, key)
                    if found is not None:
                        yield _verdict(limit, key, found)

    def not_measured(self) -> Iterator[Limit]:
        """The things to reach that this run says nothing about: another size, or a part that was left out."""
        for limit in LIMITS:
            keys = [
                key for key in self.keys if key == limit.key or (limit.key[-1] == "." and key.startswith(limit.key))
            ]
            if all(self._found(limit, key) is None for key in keys):
                yield limit

    def _found(self, limit: Limit, key: str) -> float | None:
        if limit.what == "exponent":
            return self.exponent(key)
        if limit.against:
            pair = (limit.against, key) if limit.at_least else (key, limit.against)
            return self.ratio(*pair, limit.size)
        figure = self.at.get((key, limit.size))
        return None if figure is None else getattr(figure, limit.what)


def _verdict(limit: Limit, key: str, found: float) -> Verdict:
    ratio = limit.bound / found if limit.at_least else found / limit.bound
    return Verdict(key, limit.size, limit.what, limit.bound, found, limit.unit, ratio, limit.issue)


def as_json(run: Run, about: dict[str, Any]) -> str:
    """Every figure with its ratios, the exponents, and what came of each limit."""
    return json.dumps(
        {
            "about": about,
            "figures": [_figure(run, f) for f in run.figures],
            "exponents": {key: run.exponent(key) for key in run.keys if run.exponent(key) is not None},
            "limits": [asdict(v) for v in run.verdicts()],
            "not_measured": [asdict(limit) for limit in run.not_measured()],
        },
        indent=1,
    )


def _figure(run: Run, f: Figure) -> dict[str, Any]:
    mine = [v for v in run.verdicts() if v.key == f.key and (v.size == f.size or v.what == "exponent")]
    plain = run.ratio(f.key, PLAIN[f.key], f.size) if f.key in PLAIN else None
    peers = {peer: run.ratio(peer, f.key, f.size) for peer in PEERS if f.key in PLAIN}
    return {
        "name": name_of(f.key),
        **asdict(f),
        "limits": [{"of": v.what, "bound": v.bound, "unit": v.unit, "ratio": v.ratio, "issue": v.issue} for v in mine],
        "times_plain_read": plain,
        "ahead_of": {peer.partition(".")[2]: ahead for peer, ahead in peers.items() if ahead is not None},
    }


def table(run: Run) -> Iterator[str]:
    """What a person reads: the figures by size, then what was to be reached."""
    for part, begins in _PARTS.items():
        keys = [key for begin in begins for key in _in_order(run, begin)]
        sizes = sorted({size for key in keys for size in run.sizes(key)})
        if keys:
            yield from ("", f"**{part}**", "")
            yield from _rows(run, keys, sizes)
    yield from ("", "**To reach**", "", "| figure | limit | found | times the limit | |", "|---|---|---|---|---|")
    for v in run.verdicts():
        at = f", {v.size:,}" if v.size else ""
        met = "met" if v.ratio <= 1 else "**missed**"
        yield f"| {name_of(v.key)}{at} | {v.bound:g} {v.unit} | {_short(v.found)} | {v.ratio:.2f} | {met} |"
    for limit in run.not_measured():
        at = f", {limit.size:,}" if limit.size else ""
        yield f"| {NAMES[limit.key].rstrip(': ')}{at} | {limit.bound:g} {limit.unit} | | | not measured in this run |"


_PARTS = {
    "Bounce scan, by referrals": ("plain.known", "scan.known", "peer.", "plain.worked_out", "scan.worked_out"),
    "Questions, by referrals": ("question.",),
    "Store and snapshot, by referrals": ("generate", "import.tables", "import.new", "snapshot.", "ask."),
    "Page, by referrals": ("page.",),
    "Event logs, by events": ("import.csv", "import.xes"),
    "Beginning": ("start.",),
    "Picture, by lokets": ("picture.",),
    "Counts, by referrals": ("count.",),
}


def _in_order(run: Run, begin: str) -> list[str]:
    known = list(NAMES)
    found = {key for key in run.keys if key.startswith(begin)}
    return sorted(found, key=lambda key: (known.index(key) if key in known else len(known), key))


def _rows(run: Run, keys: list[str], sizes: list[int]) -> Iterator[str]:
    heads = [f"{size:,}" for size in sizes] or [""]
    yield f"| | {' | '.join(heads)} | exponent |"
    yield "|---" * (len(heads) + 2) + "|"
    for key in keys:
        # What has no size stands in the first column.
        cells = [_cell(run.at.get((key, size))) for size in sizes] or [""]
        cells[0] = cells[0] or _cell(run.at.get((key, None)))
        exponent = run.exponent(key) if not key.startswith("count.") else None
        yield f"| {name_of(key)} | {' | '.join(cells)} | {'' if exponent is None else f'{exponent:.2f}'} |"


def _cell(f: Figure | None) -> str:
    if f is None:
        return ""
    value = f"{_short(f.value)} {f.unit}"
    return value if f.peak is None else f"{value}, {f.peak:,.0f} MB"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def about(started: float, loads: list[float]) -> dict[str, Any]:
    """The machine and the moment; `loads` are the loads of the machine before and after."""
    return {
        "when": time.strftime("%Y-%m-%d %H:%M", time.localtime(started)),
        "took_seconds": round(time.time() - started),
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_before_and_after": [round(load, 1) for load in loads],
        "commit": _commit(),
        "peers": _versions(PEERS_PYTHON, ("duckdb", "pandas", "pm4py", "playwright")),
    }


def _commit() -> str | None:
    """The commit that was measured, with a plus where files were changed since; None outside a repository."""
    head, changed = (_said(["git", *words]) for words in (("rev-parse", "HEAD"), ("status", "--porcelain")))
    return head and head + ("+" if changed else "")


def _versions(python: Path, names: Iterable[str]) -> dict[str, str]:
    """The versions of some packages in another environment; none where it was not made."""
    code = "import json, sys; from importlib.metadata import version; "
    said = _said([str(python), "-c", f"{code}print(json.dumps({{n: version(n) for n in sys.argv[1:]}}))", *names])
    found: dict[str, str] = json.loads(said) if said else {}
    return found


def _said(words: list[str]) -> str | None:
    """What a command says, None where it fails or is not there."""
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    facts = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return f"{facts.get('model name', platform.processor())} (model {facts.get('model', '?')})"
