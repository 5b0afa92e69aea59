"""What is to be reached, with the issue that says so; and what each figure is called."""

from __future__ import annotations

from dataclasses import dataclass

MILLION = 1_000_000


@dataclass(frozen=True)
class Limit:
    """One thing to reach.

    Attributes
    ----------
    key, size
        The figure; a key that ends in a dot stands for every figure that begins so.
    bound
        The most that it may be; the least where `at_least`.
    what
        Of the figure: its `value`, its `peak`, or its `exponent` from the smallest to the largest size.
    against
        Another figure of the same size: the bound is then a ratio to it. With `at_least` the other divided by this.
    """

    key: str
    bound: float
    unit: str
    issue: int
    size: int | None = MILLION
    what: str = "value"
    against: str | None = None
    at_least: bool = False


LIMITS = (
    Limit("scan.known", 5, "x the plain read", 4, against="plain.known"),
    Limit("scan.known", 30, "x ahead of DuckDB", 4, against="peer.duckdb", at_least=True),
    Limit("scan.known", 100, "x ahead of PM4Py", 4, against="peer.pm4py", at_least=True),
    Limit("scan.known", 1.1, "exponent", 4, size=None, what="exponent"),
    Limit("scan.worked_out", 1.1, "exponent", 4, size=None, what="exponent"),
    Limit("question.", 0.3, "s", 4),
    Limit("snapshot.refresh", 0.3, "s", 4),
    Limit("picture.drawn", 0.5, "s", 4, size=1_000),
    Limit("picture.drawn", 1.5, "s", 4, size=6_000),
    Limit("ask.whole", 4_096, "MB", 4, size=10 * MILLION, what="peak"),
    Limit("generate", 60, "s", 4),
    Limit("generate", 1_024, "MB", 4, what="peak"),
    Limit("import.csv_log", 8, "s", 3),
    Limit("import.csv_log", 1_536, "MB", 3, what="peak"),
    Limit("import.xes_log", 4, "s", 3, size=65_000),
    Limit("ask.after_imports", 0.3, "s", 3),
    Limit("start.help", 0.4, "s", 3, size=None),
    Limit("page.p95", 0.3, "s", 5),
    Limit("page.ten_p95", 1.0, "s on the clock", 5),
)

NAMES = {
    "plain.known": "plain read of what the scan reads (case and loket of each visit)",
    "scan.known": "bounce scan, R known",
    "peer.duckdb": "the same in DuckDB (window functions, in memory)",
    "peer.pandas": "the same in pandas (groupby and shift)",
    "peer.pandas_sorted": "the same in pandas (shift over sorted rows)",
    "peer.pm4py": "PM4Py, handover of work (only counts hops)",
    "plain.worked_out": "plain read of what R is worked out from",
    "scan.worked_out": "bounce scan, R worked out",
    "question.": "question: ",
    "generate": "`kaart generate`",
    "import.tables": "import of the register as tables",
    "snapshot.build": "snapshot, built from the store",
    "snapshot.r": "R, worked out for a new snapshot",
    "snapshot.save": "snapshot, kept on disk",
    "snapshot.load": "snapshot, loaded from the cache",
    "import.new_referrals": "import of 1,000 new referrals",
    "snapshot.refresh": "snapshot, refreshed after these",
    "ask.whole": "`kaart ask bounces --json`, whole process",
    "ask.after_imports": "the same after its imports",
    "import.csv_log": "import of an event log, CSV",
    "import.csv_log_again": "import of the same log again",
    "import.xes_log": "import of an event log, XES (.gz)",
    "start.python": "Python alone",
    "start.imports": "Python with what `kaart ask` imports",
    "start.help": "`kaart --help`",
    "picture.bare_page": "a page of the app without a picture, renderer",
    "picture.empty": "an empty picture, above that page",
    "picture.drawn": "picture drawn, above that page",
    "picture.pan": "panning",
    "picture.pan_frame": "one frame of panning, renderer",
    "page.basis": "what the page counts from, made once for each version",
    "page.warm": "first list, places and routes, once for each version",
    "page.first": "script of the page, first time of all",
    "page.p50": "script of the page in a new view, one user, median",
    "page.p95": "script of the page in a new view, one user, p95",
    "page.seen": "the same in a view seen before, median",
    "page.ten_cpu": "script of the page in a new view, ten users at once, p95",
    "page.ten_p50": "the same on the clock, median",
    "page.ten_p95": "the same on the clock, p95",
    "page.compared": "a period beside the one before, once for each period",
    "count.bounces": "bounces",
    "count.visits": "visits",
    "count.cases": "cases",
}


def name_of(key: str) -> str:
    """What a person calls a figure."""
    begin, _, rest = key.partition(".")
    return NAMES.get(key) or NAMES[f"{begin}."] + rest
