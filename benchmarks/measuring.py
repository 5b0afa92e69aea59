"""Measuring: one step in a process of its own, and what it tells.

This module needs nothing but Python, so that the process that starts the steps stays small: on Linux a child's peak
memory begins at its parent's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / ".venv-bench" / "bin" / "python"
"""PM4Py (AGPL) and the other peers live in an environment of their own, which the product never sees."""

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes
    ----------
    key
        What was measured: `scan.known`, `ask.whole`, ...
    value, unit
        CPU seconds (`s`) unless the unit says otherwise.
    size
        Referrals (events, nodes) of what it was measured on, None where that makes no difference.
    wall
        Seconds on the clock; other work on the machine stretches them.
    peak
        Largest memory of the process, in MB; None for a measure within a step that has others too.
    times
        How often it was done; the value is the least of these.
    """

    key: str
    value: float
    unit: str = "s"
    size: int | None = None
    wall: float | None = None
    peak: float | None = None
    times: int = 1


@dataclass(frozen=True)
class Done:
    """What a process said, and what it took."""

    out: str
    cpu: float
    wall: float
    peak: float


def best(function: Callable[[], T], times: int = 30, within: float = 3.0) -> tuple[float, float, int, T]:
    """Do it again and again: the least CPU seconds, the least wall seconds, how often, and the last result.

    It is done at least once, and not begun again after `within` seconds.
    """
    cpus, walls = [], []
    begun = time.perf_counter()
    while True:
        cpu, wall = time.process_time(), time.perf_counter()
        result = function()
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
        if len(cpus) >= times or time.perf_counter() - begun > within:
            return min(cpus), min(walls), len(cpus), result


def figure(key: str, function: Callable[[], T], times: int = 30, within: float = 3.0) -> tuple[Figure, T]:
    """The least that a function took, and its result."""
    cpu, wall, count, result = best(function, times, within)
    return Figure(key, cpu, wall=wall, times=count), result


def tell(*figures: Figure) -> None:
    """What a step says at its end: its figures, for the process that started it."""
    print(json.dumps([asdict(f) for f in figures]))


def run(command: list[str]) -> Done:
    """One command to its end, with its own CPU seconds and peak memory."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode()
        if child.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said[-2000:]}\n{errors.read().decode()[-4000:]}")
    return Done(said, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def step(python: Path, module: str, *arguments: object, size: int | None = None) -> list[Figure]:
    """One step in a process of its own; its figures, with the size and the peak of that process."""
    done = run([str(python), "-m", f"benchmarks.{module}", *map(str, arguments)])
    told: list[dict[str, Any]] = json.loads(done.out.splitlines()[-1])
    return [Figure(**{**f, "size": f["size"] or size, "peak": f["peak"] or done.peak}) for f in told]


def command(key: str, words: list[str], times: int = 1, size: int | None = None, within: float = 20.0) -> Figure:
    """A command as a whole process, imports and all; the best of some times."""
    begun, runs = time.perf_counter(), [run(words)]
    while len(runs) < times and time.perf_counter() - begun < within:
        runs.append(run(words))
    least = min(runs, key=lambda done: done.cpu)
    wall = min(done.wall for done in runs)
    return Figure(key, least.cpu, size=size, wall=wall, peak=max(d.peak for d in runs), times=len(runs))


def note(text: str) -> None:
    """Say what goes on, beside the table."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)
