"""The same bounces in pandas, DuckDB and (as far as it goes) PM4Py; run as a step, one a process.

    python -m benchmarks.peers pandas|pandas_sorted|duckdb|pm4py FOLDER

Each gets R as our own scan does (case and loket of every visit, in order), in the form that it likes best and before
the clock starts, and must find exactly our counts. PM4Py knows no bounces: its handover-of-work network counts the
hops, which is less work, and must find our hops.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measuring import figure, tell

Counts = dict[str, int]


def in_pandas(visits: pd.DataFrame) -> Counts:
    """Shifts within each case, as most people write it."""
    loket = visits.groupby("case")["loket"]
    found = pd.DataFrame({"a": loket.shift(2), "b": loket.shift(1), "back": visits["loket"]})
    return _named(found[found["a"] == found["back"]].groupby(["a", "b"]).size())


def in_pandas_sorted(visits: pd.DataFrame) -> Counts:
    """Shifts over the whole column, for one who knows that the rows are sorted by case."""
    case, loket = visits["case"], visits["loket"]
    back = (loket == loket.shift(2)) & (case == case.shift(2))
    found = pd.DataFrame({"a": loket[back], "b": loket.shift(1)[back].astype("int32")})
    return _named(found.groupby(["a", "b"]).size())


def _named(counts: pd.Series[int]) -> Counts:
    ends = counts.index.to_frame(index=False).astype(int)
    return {f"{a}>{b}": int(n) for a, b, n in zip(ends["a"], ends["b"], counts, strict=True)}


_BOUNCES = """
    select middle_from, middle, count(*) from (
        select loket, lag(loket, 1) over w as middle, lag(loket, 2) over w as middle_from
        from visits window w as (partition by "case" order by n)
    ) where loket = middle_from group by all
"""


def duckdb_of(visits: pd.DataFrame) -> Callable[[], Counts]:
    """Window functions over a table in memory, on all cores."""
    import duckdb  # type: ignore[import-not-found,unused-ignore]

    connection = duckdb.connect()
    connection.register("given", visits.assign(n=np.arange(len(visits))))
    connection.execute("create table visits as select * from given")
    return lambda: {f"{a}>{b}": n for a, b, n in connection.execute(_BOUNCES).fetchall()}


def pm4py_of(visits: pd.DataFrame) -> Callable[[], Counts]:
    """The handover-of-work network; its shares times the number of hops are the hops themselves."""
    import pm4py  # type: ignore[import-not-found,unused-ignore]

    log = pd.DataFrame(
        {
            "case:concept:name": visits["case"].astype(str),
            "concept:name": "visit",
            "org:resource": visits["loket"].astype(str),
            "time:timestamp": pd.to_datetime(visits["start"], unit="us", utc=True),
        }
    )
    many = int((visits["case"].to_numpy()[1:] == visits["case"].to_numpy()[:-1]).sum())

    def found() -> Counts:
        connections: dict[Any, float] = pm4py.discover_handover_of_work_network(log).connections
        return {f"{a}>{b}": round(part * many) for (a, b), part in connections.items() if part}

    return found


PEERS: dict[str, tuple[str, Callable[[pd.DataFrame], Callable[[], Counts]]]] = {
    "pandas": ("bounces", lambda visits: lambda: in_pandas(visits)),
    "pandas_sorted": ("bounces", lambda visits: lambda: in_pandas_sorted(visits)),
    "duckdb": ("bounces", duckdb_of),
    "pm4py": ("hops", pm4py_of),
}


def main(peer: str, folder: str) -> None:
    """Measure one peer and hold its counts against ours."""
    place = Path(folder)
    visits = pd.DataFrame({name: np.load(place / f"{name}.npy") for name in ("case", "loket", "start")})
    truth = json.loads((place / "truth.json").read_text())
    what, make = PEERS[peer]
    measured, counts = figure(f"peer.{peer}", make(visits))
    if counts != truth[what]:
        raise SystemExit(f"{peer} finds other {what}: {sum(counts.values())}, and we {sum(truth[what].values())}")
    tell(measured)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
