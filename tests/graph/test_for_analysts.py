"""A database for analysts: lokets, roles, terms and rounded flows; no household, case, referral or person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.codes import Audience, DecisionKind, Layer
from graph.counting import counting, flow_cells
from graph.errors import UsageRefused
from graph.for_analysts import ForAnalysts, anonymous, copy_for_analysts, told_flows
from graph.model import (
    Case,
    Decision,
    Direction,
    Household,
    Loket,
    Organisation,
    Plan,
    Professional,
    Record,
    Referral,
    Term,
    Tie,
)
from graph.privacy import publish
from graph.pseudonyms import Door, label
from graph.publishing import published
from graph.store import Store
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.sqlite import open_sqlite
from graph.thresholds import DEFAULTS
from graph.views import View
from tests.graph.conftest import KEY
from tests.graph.samples import ME, day
from tests.neo4j_tools import cypher, emptied

PERSON, OTHER = "jannie.jansen", "wim.willems"
MANY, FEW = 40, 3
HOMES = [label("household", n) for n in range(1, MANY + 1)]


def _register() -> list[Record]:
    """Forty households go from a to b, three of these on to c."""
    cases = [label("case", 100 + n) for n in range(MANY)]
    sent = [Referral(label("referral", 200 + n), c, "a", "b", day(2)) for n, c in enumerate(cases)]
    sent += [Referral(label("referral", 300 + n), c, "b", "c", day(3), PERSON) for n, c in enumerate(cases[:FEW])]
    return [
        Organisation("o", "Gemeente"),
        Loket("a", "o", "Wijkteam", referral_conditions=f"bel {PERSON} over {HOMES[0]}"),
        Loket("b", "o", "Schuldhulp"),
        Professional(PERSON, "a", role="regisseur", from_=date(2024, 1, 1)),
        Professional(OTHER, "a", role="regisseur"),
        Tie(PERSON, OTHER, Layer.KNOWS, PERSON, date(2024, 2, 1)),
        Plan("plan-1", HOMES[0], "a", date(2024, 2, 1), professional=PERSON),
        Direction(HOMES[0], PERSON, date(2024, 2, 1)),
        Decision(f"gezin {HOMES[0]}", DecisionKind.BOUNCE, PERSON, date(2024, 4, 1)),
        Term("toeleiding", "zorg", f"zo zegt {OTHER} het"),
        *(Household(home) for home in HOMES),
        *(Case(c, home, opened_at=day(1), entry="a") for c, home in zip(cases, HOMES, strict=True)),
        *sent,
    ]


@pytest.fixture
def source(tmp_path: Path) -> Store:
    store = open_sqlite(tmp_path / "source.db", Door(KEY))
    store.add(Batch.of(_register()), source="eigen", **ME)
    store.publish(**ME)
    return store


def _copied(source: Store, target: Store) -> ForAnalysts:
    found = published(source)
    assert found
    return copy_for_analysts(found.network, target, Door(KEY), DEFAULTS)


def test_the_map_has_roles_and_nobody(source: Store) -> None:
    records = anonymous(source.network())
    assert {type(r) for r in records} == {Organisation, Loket, Term, Professional}
    # Two regisseurs at one loket are one role, without dates.
    assert [r for r in records if isinstance(r, Professional)] == [Professional("role-1", "a", role="regisseur")]
    assert next(r for r in records if r.key == "a").referral_conditions == "bel - over -"  # type: ignore[attr-defined]
    assert next(r for r in records if isinstance(r, Term)).meaning == "zo zegt - het"


def test_flows_are_those_of_the_gate(source: Store) -> None:
    found = published(source)
    assert found
    flows, hidden = told_flows(found.network, Door(KEY), DEFAULTS)
    counted = counting(found.network, Door(KEY), DEFAULTS, frozen=True)
    figures = publish(flow_cells(counted, counted.facts.look(View())), Audience.REGISSEUR, 10).value
    # Forty are told, rounded; three are under the threshold of ten.
    assert [flow[:2] for flow in flows] == [("a", "b")]
    assert flows[0][2] == figures.households.max()
    assert abs(flows[0][2] - MANY) <= 5
    assert (flows[0][2] % 5, flows[0][3], hidden) == (0, "households", figures.hidden)


def test_a_file_has_no_person_in_it(source: Store, tmp_path: Path) -> None:
    path = tmp_path / "new" / "analysts.db"
    with open_sqlite(path, Door(KEY)) as target:
        done = _copied(source, target)
        batch = target.contents()
        assert (len(batch.households), len(batch.cases), len(batch.referrals), len(batch.events)) == (0, 0, 0, 0)
        assert [c.who for c in target.changes()] == ["kaart copy"]
        assert (done.records, done.flows) == (len(batch.records), 1)
    held = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    assert b"Schuldhulp" in held
    assert [word for word in (PERSON, OTHER, *HOMES, "plan-1") if word.encode() in held] == []


def test_a_target_that_holds_something_is_left_alone(source: Store, tmp_path: Path) -> None:
    with open_sqlite(tmp_path / "analysts.db", Door(KEY)) as target:
        target.add(Batch.of([Loket("z", "o", "Van iemand anders")]), **ME)
        with pytest.raises(UsageRefused) as refused:
            _copied(source, target)
        assert len(target.changes()) == 1
    assert refused.value.to("en") == (
        "The target holds something already. A database for analysts begins empty. Nothing was written. "
        "Name a new database with --to."
    )


@pytest.mark.neo4j
def test_on_a_server_flows_stand_between_lokets(source: Store, neo4j: Server, tmp_path: Path) -> None:
    emptied(neo4j)
    with open_neo4j(neo4j, Door(KEY), caches=tmp_path) as target:
        _copied(source, target)
    flows = cypher(neo4j, "MATCH (a:Loket)-[f:FLOW]->(b:Loket) RETURN a.id, b.id, f.number, f.unit")
    assert flows == told_flows(source.network(), Door(KEY), DEFAULTS)[0]
    assert cypher(neo4j, "MATCH (n:Household|Case|Referral|Log|Plan|Decision) RETURN count(n)") == [(0,)]
    assert cypher(neo4j, "MATCH (p:Professional) RETURN p.id, p.role") == [("role-1", "regisseur")]
