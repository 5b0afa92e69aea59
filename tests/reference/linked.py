"""Definitions 11 and 13 to 16 and the introductions, from visits and records of the map; slow and obvious.

R is that of the network, which `test_figures.py` holds against the walk over plain records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Any, TypeVar

import networkx as nx
import numpy as np
from dateutil.relativedelta import relativedelta
from scipy import stats

from graph.codes import Domain, Layer
from graph.instants import DAY, MISSING, moment
from graph.model import Direction, Loket, Plan, Professional, Record, Tie
from graph.network import Network
from graph.pseudonyms import label

Row = dict[str, Any]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Instant:
    """A moment, and whether only its day is known."""

    at: int
    is_date: bool

    def days_to(self, later: Instant) -> float:
        """Calendar days between two dates, else elapsed."""
        days = (later.at - self.at) / DAY
        return float(np.floor(days + 0.5)) if self.is_date and later.is_date else days


@dataclass(frozen=True)
class Stay:
    """One visit: of which household, where, and from when until when the loket was active."""

    household: str
    loket: str
    start: Instant | None
    end: Instant | None


def stays(network: Network, dead_days: int) -> list[Stay]:
    """Every visit; an open case that went quiet ends with its last row."""
    visits, cases, result = network.sequences, network.cases, []
    data_end = _instant(network.data_end, network.data_end_is_date)
    for case in range(len(cases)):
        home = _home(network, case)
        rows = range(visits.offsets[case], visits.offsets[case + 1])
        if not rows:
            continue
        last = _instant(visits.last_row[case], visits.last_is_date[case])
        closed = _instant(cases.closed[case], cases.is_date("closed")[case])
        quiet = last and data_end and last.days_to(data_end) >= dead_days
        starts = [_instant(visits.start[row], visits.start_is_date[row]) for row in rows]
        for row, start, after in zip(rows, starts, [*starts[1:], None], strict=True):
            end = after if row + 1 < rows.stop else closed or (last if quiet else data_end)
            result.append(Stay(home, str(network.loket_ids[visits.loket[row]]), start, end))
    return result


def _instant(at: int, is_date: bool) -> Instant | None:
    return None if at == MISSING else Instant(int(at), bool(is_date))


def _home(network: Network, case: int) -> str:
    return label("household", int(network.households.key[network.cases.household[case]]))


def today(network: Network) -> date:
    """The day of the data end."""
    end = moment(network.data_end)
    assert end is not None
    return end.date()


def of(network: Network, kind: type[R]) -> list[R]:
    return [r for r in network.of(kind) if isinstance(r, kind)]


def running(network: Network) -> list[Tie]:
    return [t for t in of(network, Tie) if t.withdrawn_on is None]


def workplaces(network: Network) -> dict[str, str]:
    return {p.id: p.loket for p in of(network, Professional)}


def ties_between(network: Network) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Of each two lokets, the two persons of each running tie between them."""
    at, result = workplaces(network), defaultdict(list)
    for tie in running(network):
        if tie.from_ in at and tie.to in at and at[tie.from_] != at[tie.to]:
            a, b = sorted((tie.from_, tie.to), key=lambda p: at[p])
            result[at[a], at[b]].append((a, b))
    return result


def referrals_between(network: Network) -> Counter[tuple[str, str]]:
    ids, rows = network.loket_ids, network.referrals
    pairs = [sorted((ids[a], ids[b])) for a, b in zip(rows.frm, rows.to, strict=True) if a >= 0 and a != b]
    return Counter((a, b) for a, b in pairs)


def missing_links(network: Network, least: int = 10, within: int = 365, alpha: float = 0.05) -> list[Row]:
    """Definition 11."""
    homes: dict[str, dict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for stay in stays(network, 56):
        homes[stay.household][stay.loket].append(stay)
    visitors = Counter(loket for places in homes.values() for loket in places)
    shared: Counter[tuple[str, str]] = Counter()
    for places in homes.values():
        for a, b in combinations(sorted(places), 2):
            shared[a, b] += any(_near(x, y, within) for x, y in product(places[a], places[b]))
    pairs = list(combinations(sorted(visitors), 2))
    chance = [stats.hypergeom.sf(shared[a, b] - 1, len(homes), visitors[a], visitors[b]) for a, b in pairs]
    adjusted = dict(zip(pairs, stats.false_discovery_control(chance, method="bh") if pairs else [], strict=True))
    return _judged(network, len(homes), visitors, shared, dict(zip(pairs, chance, strict=True)), adjusted, least, alpha)


def _near(x: Stay, y: Stay, within: int) -> bool:
    if x.start is None or y.start is None:
        return False
    first, second = sorted((x.start, y.start), key=lambda i: i.at)
    return first.days_to(second) <= within


def _judged(
    network: Network,
    households: int,
    visitors: Counter[str],
    shared: Counter[tuple[str, str]],
    chance: dict[tuple[str, str], float],
    adjusted: dict[tuple[str, str], float],
    least: int,
    alpha: float,
) -> list[Row]:
    tied, sent, staffed = ties_between(network), referrals_between(network), set(workplaces(network).values())
    rows = []
    for a, b in sorted({pair for pair, n in shared.items() if n} | set(sent)):
        number = shared[a, b]
        expected = visitors[a] * visitors[b] / households if households else 0.0
        lift = number / expected if expected else None
        often = number >= max(9, least) and lift is not None and lift >= 2
        rarely = often and adjusted[a, b] < alpha and sent[a, b] <= 0.05 * number
        strangers = {a, b} <= staffed and (a, b) not in tied
        if rarely or strangers:
            rows.append(
                {
                    "a": a,
                    "b": b,
                    "shared_households": number,
                    "expected": expected,
                    "lift": lift,
                    "p": chance.get((a, b)) if number > expected else None,
                    "referrals": sent[a, b],
                    "tied": (a, b) in tied,
                    "form": "both" if rarely and strangers else "rarely_referred" if rarely else "no_tie",
                }
            )
    return sorted(rows, key=lambda r: (r["form"] == "no_tie", -r["shared_households"], r["a"], r["b"]))


def introductions(network: Network, a: str, b: str, chains: int = 3) -> list[list[str]]:
    """The people of the shortest chains between two lokets or professionals, by their ids."""
    people = {p.id: p for p in of(network, Professional)}
    gone = {p.id for p in people.values() if p.until is not None and p.until < date.today()}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(people)
    graph.add_edges_from((t.from_, t.to) for t in running(network) if t.layer is Layer.KNOWS)
    graph.remove_nodes_from(gone)
    starts, ends = ([p for p in graph if p == x or (p in people and people[p].loket == x)] for x in (a, b))
    found = [
        path
        for x, y in product(starts, ends)
        if x != y and nx.has_path(graph, x, y)
        for path in nx.all_shortest_paths(graph, x, y)
    ]
    shortest = min(map(len, found), default=0)
    return sorted(path for path in found if len(path) == shortest)[:chains]


def fragile_links(network: Network) -> list[Row]:
    """Definition 14: cut points by taking each person away, and the pairs that hang on one person."""
    rows: list[Row] = []
    people = {p.id: p for p in of(network, Professional)}
    for (a, b), ties in ties_between(network).items():
        for person in set(ties[0]).intersection(*ties):
            rows.append(
                {"kind": "only_tie", "loket": people[person].loket, "role": people[person].role, "lokets_cut_off": None}
                | {"a": a, "b": b, "ties": len(ties)}
            )
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for pairs in ties_between(network).values():
        for pair in pairs:
            graph.add_edge(*(("person", p) for p in pair))
            graph.add_edges_from((("person", p), ("loket", people[p].loket)) for p in pair)
    for kind, person in list(graph):
        if kind == "person" and (cut := _cut_off(graph, person)):
            rows.append(
                {"kind": "cut_point", "loket": people[person].loket, "role": people[person].role, "lokets_cut_off": cut}
                | {"a": None, "b": None, "ties": None}
            )
    return rows


def _cut_off(graph: nx.Graph[tuple[str, str]], person: str) -> int:
    whole = graph.subgraph(nx.node_connected_component(graph, ("person", person))).copy()
    whole.remove_node(("person", person))
    parts = [sum(kind == "loket" for kind, _ in part) for part in nx.connected_components(whole)]
    return sum(parts) - max(parts)


def without_direction(network: Network, window: int = 90, dead_days: int = 56) -> list[Row]:
    """Definition 13, on the day of the data end."""
    if network.data_end == MISSING:
        return []
    end, day = Instant(network.data_end, network.data_end_is_date), today(network)
    active: dict[str, set[str]] = defaultdict(set)
    for stay in stays(network, dead_days):
        if stay.end is not None and stay.end.days_to(end) <= window:
            active[stay.household].add(stay.loket)
    plans = Counter(p.household for p in of(network, Plan) if _runs(p, day))
    directions = of(network, Direction)
    directed = {d.household for d in directions if _runs(d, day)}
    found: list[Row] = [
        {"household": home, "lokets": sorted(active[home]), "plans": plans[home], "director_changes": 0}
        for home in set(active) | set(plans)
        if home not in directed and (len(active[home]) > 1 or plans[home] > 1)
    ]
    for row in found:
        own = [d.from_ for d in directions if d.household == row["household"]]
        new = [d for d in own if day - relativedelta(years=2) < d <= day]
        row["director_changes"] = sum(min(own) < d for d in new)
    return sorted(found, key=lambda r: (-r["plans"], -len(r["lokets"]), r["household"]))


def _runs(record: Plan | Direction, day: date) -> bool:
    return record.from_ <= day and (record.until is None or record.until >= day)


def matches(network: Network, window: int = 90, dead_days: int = 56) -> list[Row]:
    """Definition 15."""
    connected = set(ties_between(network)) | set(referrals_between(network))
    homes: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays(network, dead_days):
        if stay.start is not None and stay.end is not None:
            homes[stay.household].append(stay)
    found: dict[tuple[str, str, str], list[tuple[float, int]]] = defaultdict(list)
    for home, own in homes.items():
        for x, y in product(own, own):
            if x.loket < y.loket and (x.loket, y.loket) not in connected:
                apart = _apart(x, y)
                if apart <= window:
                    assert x.start is not None
                    assert y.start is not None
                    found[home, x.loket, y.loket].append((apart, max(x.start.at, y.start.at)))
    rows: list[Row] = [
        {"household": home, "a": a, "b": b, "days_apart": min(d for d, _ in near), "at": max(at for _, at in near)}
        for (home, a, b), near in found.items()
    ]
    rows.sort(key=lambda r: (-r["at"], r["household"], r["a"], r["b"]))
    return [r | {"latest": str(_day(r.pop("at")))} for r in rows]


def _day(at: int) -> date:
    found = moment(at)
    assert found is not None
    return found.date()


def _apart(x: Stay, y: Stay) -> float:
    assert x.start is not None
    assert y.start is not None
    first, second = (y, x) if x.start.at > y.start.at else (x, y)
    assert first.end is not None
    assert second.start is not None
    return max(0.0, first.end.days_to(second.start)) if second.start.at > first.end.at else 0.0


def white_spots(network: Network, by_target_group: bool = False, stale_months: int = 12) -> list[Row]:
    """Definition 16: demand that no loket covers, and lokets whose facts are old."""
    lokets, demand = {lo.id: lo for lo in of(network, Loket)}, defaultdict(list)
    domains = [d.value for d in Domain]
    for case in range(len(network.cases)):
        row = network.cases.household[case]
        area, entry = network.households.area[row], network.cases.entry[case]
        groups: Iterable[str | None] = lokets[network.loket_ids[entry]].target_groups if entry >= 0 else ()
        for bit, domain in enumerate(domains):
            if area >= 0 and int(network.cases.domains[case]) >> bit & 1:
                for group in set(groups) if by_target_group else {None}:
                    demand[domain, network.words[area], group].append(int(row))
    rows = [
        {"kind": "white_spot", "domain": domain, "area": area, "target_group": group, "cases": len(homes)}
        | {"households": len(set(homes)), "loket": None, "checked_on": None}
        for (domain, area, group), homes in demand.items()
        if not any(domain in lo.domains and area in lo.areas and _serves(lo, group) for lo in lokets.values())
    ]
    old = [lo for lo in lokets.values() if _is_old(lo, network, stale_months)]
    stale = [
        dict.fromkeys(("domain", "area", "target_group", "cases", "households"))
        | {"kind": "stale", "loket": lo.id, "checked_on": str(lo.checked_on) if lo.checked_on else None}
        for lo in old
    ]
    return rows + stale


def _serves(loket: Loket, group: str | None) -> bool:
    return group is None or group in loket.target_groups


def _is_old(loket: Loket, network: Network, months: int) -> bool:
    if loket.checked_on is None or network.data_end == MISSING:
        return loket.checked_on is None
    return loket.checked_on < today(network) - relativedelta(months=months)
