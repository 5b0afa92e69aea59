"""Counting households against sets of plain Python, and how often against the exact questions, on random registers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analyses import analysis
from graph.analyses.answer import as_json
from graph.breakdown import WEEKS, breakdown
from graph.cells import Cells
from graph.codes import Audience, Domain, Gap, Status
from graph.counting import Counting, counting, flow_cells, gap_cells, total_cells
from graph.errors import UsageRefused
from graph.instants import DAY
from graph.model import Case, Professional, Record
from graph.network import Network
from graph.privacy import publish
from graph.pseudonyms import code, label
from graph.thresholds import Thresholds
from graph.views import EVERYTHING, LAST_YEAR, View
from tests.graph.gate.towns import DOOR, Trip, counted, loket
from tests.reference.asked import Asked, is_closed
from tests.reference.figures import bounces_of, consult_pairs, loops_of
from tests.reference.outcomes import cause, is_dead_end, is_missed, is_young, opening, reopened
from tests.reference.records import Register, local_date
from tests.reference.registers import network_of, registers, thresholds
from tests.reference.sequences import Track

Cell = tuple[str, str | None, str | None]
AREAS = ("Noord", "Zuid")
STAY = [Trip(900 + n, 0, ("A", "B"), "Zuid", Domain.WORK) for n in range(10)]
"""They are not sent back: otherwise it would be a pair of lokets that asks for advice."""


@dataclass(frozen=True)
class Found:
    """One incident: its cell, and the cases that a view must all keep."""

    cell: Cell
    cases: tuple[Case, ...]


def domain(case: Case) -> set[Domain]:
    """A life domain or two of a case, by its pseudonym."""
    number = code(case.id) or 0
    return {Domain.WORK} if number % 3 == 0 else {Domain.HOUSING, Domain.WORK} if number % 3 == 1 else set()


def area(household: str) -> str:
    return AREAS[(code(household) or 0) % 2]


def dressed(network: Network) -> Network:
    """With areas and life domains, which the random registers do not have."""
    cases, households = network.cases, network.households
    ids = [Case(label("case", key), "") for key in cases.key.tolist()]
    bits = [sum(1 << d.number - 1 for d in domain(case)) for case in ids]
    areas = [AREAS.index(area(label("household", key))) + len(network.words) for key in households.key.tolist()]
    return replace(
        network,
        words=(*network.words, *AREAS),
        cases=cases.with_(domains=np.array(bits, dtype=np.uint16)),
        households=households.with_(area=np.array(areas, dtype=np.int32)),
    )


class Slow:
    """The reference: every incident with its household, one at a time."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.tracks = {t.case.id: t for t in asked.all_tracks}
        advice = {(row["from"], row["to"]) for row in consult_pairs(asked)["list"]}
        self.found: dict[Gap, list[Found]] = defaultdict(list)
        self.chances: dict[Gap, list[Found]] = defaultdict(list)
        self.flows: list[Found] = []
        for track in asked.tracks:
            self._track(track, advice)
        for referral in asked.referrals:
            self._referral(referral.to or "", referral, self.tracks[referral.case].case)
        known = [t for t in asked.tracks if t.case.household[2:] != t.case.id[2:]]
        for track, last, _ in reopened(asked, known):
            self.found[Gap.REINTAKE].append(Found((last.r[-1], None, None), (last.case, track.case)))

    def _track(self, track: Track, advice: set[tuple[str, str]]) -> None:
        case, r = (track.case,), track.r
        for a, b in pairwise(r):
            self.flows.append(Found((a, b, None), case))
            self.chances[Gap.CONSULT].append(Found((a, b, None), case))
            self.chances[Gap.BOUNCE].append(Found((*sorted((a, b)), None), case))  # type: ignore[arg-type]
        for i in bounces_of(track):
            if (r[i], r[i + 1]) in advice:
                self.found[Gap.CONSULT].append(Found((r[i], r[i + 1], None), case))
            else:
                self.found[Gap.BOUNCE].append(Found((*sorted((r[i], r[i + 1])), None), case))  # type: ignore[arg-type]
        for _, at in loops_of(track):
            self.found[Gap.LOOP].append(Found((r[at], None, None), case))
        dead = is_dead_end(self.asked, track)
        if dead:
            self.found[Gap.DEAD_END].append(Found((r[-1], None, cause(self.asked, track)), case))
        for visited in r:
            self.chances[Gap.LOOP].append(Found((visited, None, None), case))
            if dead or is_closed(track.case):
                self.chances[Gap.DEAD_END].append(Found((visited, None, None), case))
        if is_closed(track.case):
            self.chances[Gap.REINTAKE].append(Found((r[-1], None, None), case))

    def _referral(self, to: str, referral: object, case: Case) -> None:
        here: Cell = (to, None, None)
        if is_missed(self.asked, referral):  # type: ignore[arg-type]
            self.found[Gap.NO_PICKUP].append(Found(here, (case,)))
        if not is_young(self.asked, referral):  # type: ignore[arg-type]
            self.chances[Gap.NO_PICKUP].append(Found(here, (case,)))
        status = referral.status  # type: ignore[attr-defined]
        if status is Status.REFUSED:
            self.found[Gap.REFUSAL].append(Found((to, None, referral.reason), (case,)))  # type: ignore[attr-defined]
        if status in (Status.REFUSED, Status.ACCEPTED):
            self.chances[Gap.REFUSAL].append(Found(here, (case,)))

    def month(self, case: Case) -> int | None:
        track = self.tracks[case.id]
        opened = case.opened_at or (opening(track) if track.visits else None)
        return None if opened is None else (day := local_date(opened)).year * 12 + day.month - 1

    def keeps(self, view: View, case: Case, end: date) -> bool:
        month = self.month(case)
        if view.period != EVERYTHING and (month is None or not self._in(view.period, month, end)):
            return False
        if view.domain is not None and view.domain not in {d.value for d in domain(case)}:
            return False
        if view.problems not in (None, ("unknown", "single", "multiple")[len(domain(case))]):
            return False
        return view.area is None or area(case.household) == view.area

    def _in(self, period: str, month: int, end: date) -> bool:
        if period == LAST_YEAR:
            last = (end.year * 12 + end.month - 1) // 3
            return last - 4 <= month // 3 < last
        year, quarter, number = month // 12, month % 12 // 3 + 1, month % 12 + 1
        return period in (str(year), f"{year}Q{quarter}", f"{year}-{number:02}")

    def households(self, rows: list[Found], view: View, end: date) -> dict[Cell, set[str]]:
        """The households of each cell in a view."""
        found: dict[Cell, set[str]] = defaultdict(set)
        for row in rows:
            if all(self.keeps(view, case, end) for case in row.cases):
                found[row.cell].add(row.cases[0].household)
        return found


def rows_of(cells: Cells) -> Iterator[tuple[Cell, int, int]]:
    """Each cell with its households and the sum of their keys."""
    for row, n, key in zip(cells.labels.rows(), cells.households.tolist(), cells.keys.tolist(), strict=True):
        if n:
            yield (row["a"], row["b"], row["detail"]), n, key


def expected(found: dict[Cell, set[str]]) -> dict[Cell, tuple[int, int]]:
    return {cell: (len(homes), key_sum(homes)) for cell, homes in found.items()}


def key_sum(homes: set[str]) -> int:
    return sum(DOOR.record_keys([code(h) or 0 for h in homes])) % 2**64


def views(found: Counting) -> st.SearchStrategy[View]:
    choices = found.facts.choices
    names = st.sampled_from([None, "domain", "area", "problems"])

    @st.composite
    def one(draw: st.DrawFn) -> View:
        filters = {n: draw(st.sampled_from(choices[n])) for n in (draw(names), draw(names)) if n and choices[n]}
        return View(draw(st.sampled_from(choices["period"])), **filters)

    return one()


def end_of(asked: Asked) -> date:
    return date(1970, 1, 1) if asked.end is None else local_date(asked.end)


SLOWLY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@SLOWLY
@given(register=registers, limits=thresholds, data=st.data())
def test_households_of_each_cell_are_those_of_the_reference(
    register: Register, limits: Thresholds, data: st.DataObject
) -> None:
    asked = Asked(register, limits)
    found = counting(dressed(network_of(register)), DOOR, limits)
    slow, view, end = Slow(asked), data.draw(views(found)), end_of(asked)
    look = found.facts.look(view)
    totals = total_cells(found, look)
    for i, kind in enumerate(found.gaps):
        cells = gap_cells(found, kind, look)
        mine = slow.households(slow.found[kind], view, end)
        assert {cell: (n, key) for cell, n, key in rows_of(cells)} == expected(mine), kind
        chances = slow.households(slow.chances[kind], view, end)
        assert cells.of is not None
        for (a, b, _), of in zip((tuple(r.values()) for r in cells.labels.rows()), cells.of.tolist(), strict=True):
            assert of == len(chances[a, b, None]), kind
        everyone = set().union(*mine.values())
        assert (totals.households[i], totals.keys[i]) == (len(everyone), key_sum(everyone))
    flows = expected(slow.households(slow.flows, view, end))
    assert {cell: (n, key) for cell, n, key in rows_of(flow_cells(found, look))} == flows


@SLOWLY
@given(register=registers, limits=thresholds, data=st.data())
def test_a_breakdown_counts_as_the_view_of_each_class_does(
    register: Register, limits: Thresholds, data: st.DataObject
) -> None:
    asked = Asked(register, limits)
    found = counting(dressed(network_of(register)), DOOR, limits)
    kinds = [kind for kind, gaps in found.gaps.items() if len(gaps.labels)]
    if not kinds:
        return
    kind = data.draw(st.sampled_from(kinds))
    gap = data.draw(st.sampled_from([tuple(row.values()) for row in found.gaps[kind].labels.rows()]))
    by = data.draw(st.sampled_from(["domain", "area", "problems", "month"]))
    view = data.draw(views(found))
    cells = breakdown(found, kind, gap, by, found.facts.look(view))
    slow, end = Slow(asked), end_of(asked)
    rows = [row for row in slow.found[kind] if row.cell == gap]
    for name, n in zip(cells.labels.columns["class"], cells.households.tolist(), strict=True):
        # Of a re-intake the first case says which class it is in: the view must keep both.
        inside = [
            r for r in rows if slow.keeps(View(**({"period": name} if by == "month" else {by: name})), r.cases[0], end)
        ]
        assert n == len(slow.households(inside, view, end)[gap])
    assert (cells.by, cells.by_month) == (() if by == "month" else (by,), by == "month")


@SLOWLY
@given(register=registers, limits=thresholds)
def test_how_often_is_what_the_exact_questions_answer(register: Register, limits: Thresholds) -> None:
    network = network_of(register)
    found = counting(network, DOOR, limits)
    look = found.facts.look(View())
    counts = {}
    for kind in found.gaps:
        figures = publish(gap_cells(found, kind, look), Audience.BEHEERDER).value
        counts[kind] = Counter({tuple(r[n] for n in ("a", "b", "detail")): r["incidents"] for r in figures.rows()})
    answers = {
        name: as_json(analysis(name).function(network, limits), "nl")
        for name in ("bounces", "loops", "refusals", "pickups", "dead_ends", "reintakes")
    }
    pairs: Counter[tuple[str, ...]] = Counter()
    for a, b, _ in (*counts[Gap.BOUNCE].elements(), *counts[Gap.CONSULT].elements()):
        pairs[tuple(sorted((a, b)))] += 1
    assert pairs == {(r["a"], r["b"]): r["bounces"] for r in answers["bounces"]["pairs"]}
    loops: Counter[Cell] = Counter()
    for row in answers["loops"]["list"]:
        loops[row["loket"], None, None] += row["loops"]
    assert counts[Gap.LOOP] == loops
    if Gap.REFUSAL in counts:
        by_loket = Counter(a for a, _, _ in counts[Gap.REFUSAL].elements())
        assert by_loket == {r["loket"]: r["refused"] for r in answers["refusals"]["by_loket"] if r["refused"]}
        reasons = Counter(reason for _, _, reason in counts[Gap.REFUSAL].elements())
        assert reasons == {r["reason"]: r["refused"] for r in answers["refusals"]["reasons"]}
    if Gap.NO_PICKUP in counts:
        missed = {(r["loket"], None, None): r["not_picked_up"] for r in answers["pickups"]["by_loket"]}
        assert counts[Gap.NO_PICKUP] == {cell: n for cell, n in missed.items() if n}
    if Gap.DEAD_END in counts:
        rows = answers["dead_ends"]["list"]
        assert counts[Gap.DEAD_END] == {(r["loket"], None, r["cause"]): r["cases"] for r in rows}
    if Gap.REINTAKE in counts:
        assert counts[Gap.REINTAKE] == Counter((r["from"], None, None) for r in answers["reintakes"]["list"])
    # A kind that cannot be measured is lacking with a reason, and has no figure in the questions either.
    for kind, name in ((Gap.REFUSAL, "refusals"), (Gap.NO_PICKUP, "pickups"), (Gap.DEAD_END, "dead_ends")):
        assert (kind in found.lacking) == (None in answers[name].values() and kind not in counts)


def test_time_is_capped_at_the_95th_percentile_of_households_in_a_cell() -> None:
    # 40 households lose 7 days each with the bounce A B A, one loses 240: the percentile of 41 lies among the 7s.
    trips = [Trip(n, n, ("A", "B", "A"), days=7) for n in range(40)] + [Trip(40, 0, ("A", "B", "A"), days=240)]
    found = counted([*trips, *STAY])
    cells = gap_cells(found, Gap.BOUNCE, found.facts.look(View()))
    assert (cells.households[0], cells.timed[0]) == (41, 41)
    assert cells.mean[0] / DAY == 7
    # Nothing is left out of what the beheerder sees.
    assert cells.lost[0] / DAY == 40 * 7 + 240


def test_a_household_with_several_bounces_is_one_household_with_all_its_time() -> None:
    # 20 households bounce twice within one case (A B A B: 10 and 10 days), ten once.
    trips = [Trip(n, 0, ("A", "B", "A", "B")) for n in range(20)] + [Trip(n, 0, ("A", "B", "A")) for n in range(20, 30)]
    found = counted(trips)
    cells = gap_cells(found, Gap.BOUNCE, found.facts.look(View()))
    assert (cells.households[0], cells.incidents[0]) == (30, 50)
    assert cells.mean[0] / DAY == (20 * 20 + 10 * 10) / 30


def test_weeks_are_classes_of_each_incident() -> None:
    # 3 days is less than a week, 10 less than two, 200 more than 26 weeks.
    lengths = [3] * 4 + [10] * 3 + [200]
    found = counted([Trip(n, 0, ("A", "B", "A"), days=d) for n, d in enumerate(lengths)])
    cells = breakdown(found, Gap.BOUNCE, ("A", "B", None), "weeks", found.facts.look(View()))
    assert list(cells.labels.columns["class"]) == [*(f"<{w}" for w in WEEKS), f">={WEEKS[-1]}"]
    assert cells.households.tolist() == [4, 3, 0, 0, 0, 0, 1]
    assert cells.dense


def test_the_same_households_have_the_same_figure_in_every_view() -> None:
    # All cases of the pair are in Noord, over finances and in 2024: every view that keeps these keeps the same 23.
    found = counted([*(Trip(n, n, ("A", "B", "A")) for n in range(23)), *STAY])
    look = found.facts.look
    views = [View(), View("2024"), View(area="Noord"), View("2024", "finances"), View("2024", "finances", "Noord")]
    cells = [gap_cells(found, Gap.BOUNCE, look(view)) for view in views]
    cells += [breakdown(found, Gap.BOUNCE, ("A", "B", None), "area", look(View()))]
    figures = {publish(c, Audience.REGISSEUR, k=10).value.households[0] for c in cells}
    assert len(figures) == 1
    assert figures <= {20, 25}
    totals = publish(total_cells(found, look(View())), Audience.REGISSEUR).value
    assert dict(zip(totals.labels.columns["kind"], totals.households, strict=True))["bounce"] in figures


def test_the_public_gets_no_evidence_of_a_loket_where_one_person_works() -> None:
    staff: list[Record] = [
        loket("A"),
        loket("B"),
        Professional("p1", "A"),
        Professional("p2", "A"),
        Professional("p3", "B"),
    ]
    trips = [Trip(n, n, ("A", "B", "A")) for n in range(30)] + [Trip(100 + n, n, ("A", "C", "A")) for n in range(30)]
    found = counted([*trips, *STAY, *(Trip(800 + n, 0, ("A", "C")) for n in range(10))], staff)
    look = found.facts.look(View())
    for loket_of, passes in (("B", False), ("C", True)):
        cells = breakdown(found, Gap.BOUNCE, ("A", loket_of, None), "area", look)
        assert (len(publish(cells, Audience.OPENBAAR).value) > 0) == passes
        assert publish(cells, Audience.REGISSEUR).value.households[0] == 30
    assert [row["b"] for row in publish(gap_cells(found, Gap.BOUNCE, look), Audience.OPENBAAR).value.rows()] == ["C"]


def test_no_quarter_between_the_first_and_the_last_is_left_out_of_the_list() -> None:
    # Nobody came in the second and third quarter of 2024; what is not closed is no choice.
    found = counted([Trip(0, 10, ("A", "B")), Trip(1, 300, ("A", "B"))], days=400)
    assert found.facts.choices["period"] == ("all", "last4", "2024", "2024Q4", "2024Q3", "2024Q2", "2024Q1")


def test_a_view_that_is_on_no_list_is_refused() -> None:
    found = counted([Trip(0, 10, ("A", "B"))])
    for view in (View("2024-01-03"), View("2023"), View(area="West"), View("2024Q5")):
        with pytest.raises(UsageRefused, match="Choose from"):
            found.facts.look(view)
