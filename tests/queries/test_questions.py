"""Every saved question on a real server, against the snapshot's analysis or a slow reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.batch import Batch
from graph.model import Case, Household, Record
from graph.network import Network
from graph.pseudonyms import Door, label
from graph.sources import SourceKind
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_query import Answer, ask_saved
from graph.thresholds import DEFAULTS, Thresholds
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.importing import import_into
from loaders.options import Options
from queries import HeaderWrong
from queries.questions import PLACE, names, parse, question
from tests.neo4j_tools import emptied
from tests.queries.expected import EXPECTED, compare, journey, loket_card, rows_of, some_cases
from tests.queries.maps import maps
from tests.reference import linked
from tests.reference.records import Event, Register
from tests.reference.registers import STRICT, batch_of, logs, tables

DOOR = Door(b"a key of the tests, 32 bytes long")
HOUSEHOLDS = 900
ME: dict[str, Any] = {"who": "Test", "why": "a test"}
real = pytest.mark.neo4j
# A few large registers: filling a server takes longer than thinking of what to fill it with. Nor are they made smaller
# when one fails: that takes many minutes.
few = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)
thresholds = st.sampled_from([DEFAULTS, replace(STRICT, shared_households=1)])


def ask(where: Server, name: str, limits: Thresholds = DEFAULTS, **given: Any) -> Answer:
    """The answer to a question with its usual values, the thresholds, and what is given."""
    asked = question(name)
    params = {key: getattr(limits, key, value) for key, value in asked.params.items()}
    return ask_saved(where, asked.text, params | given)


def filled(where: Server, batch: Batch, folder: Path, *, is_log: bool = False) -> Network:
    """The server with nothing but this, and the snapshot of it."""
    emptied(where)
    with open_neo4j(where, DOOR, caches=folder) as store:
        store.add(batch, source="source", kind=SourceKind.LOG if is_log else SourceKind.TABLES, **ME)
        return store.network()


@pytest.fixture(scope="module")
def waterrijk(neo4j: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """A small Waterrijk on the server."""
    folder, recipe = tmp_path_factory.mktemp("waterrijk"), read_recipe()
    emptied(neo4j)
    generate(recipe, size_of(recipe, HOUSEHOLDS), 7, folder / "tables")
    with open_neo4j(neo4j, DOOR, caches=folder) as store:
        import_into(store, [folder / "tables"], Options(as_="tables", source="waterrijk"), DOOR, who="Test")
        yield store.network()


@real
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_waterrijk_is_answered_as_by_the_snapshot(name: str, neo4j: Server, waterrijk: Network) -> None:
    answer = ask(neo4j, name)
    assert answer.columns == tuple(question(name).columns)
    expected = EXPECTED[name](waterrijk, DEFAULTS)
    assert expected
    compare(name, answer, expected)


@real
def test_journeys_of_waterrijk(neo4j: Server, waterrijk: Network) -> None:
    for case in some_cases(waterrijk, 5):
        answer = ask(neo4j, "journey", case=case)
        compare("journey", answer, journey(waterrijk, case))
        # Definition 8: waiting and helping make up the stay.
        for row in rows_of(answer):
            assert row["helping"] is None or row["waiting"] + row["helping"] == pytest.approx(row["days"])


@real
def test_the_card_of_a_loket_of_waterrijk(neo4j: Server, waterrijk: Network) -> None:
    for loket in ("cjg", "werkplein", "zorgkantoor"):
        compare_card(ask(neo4j, "loket_card", loket=loket), loket_card(waterrijk, loket))
    assert ask(neo4j, "loket_card", loket="nergens").rows == ()


def compare_card(answer: Answer, expected: list[dict[str, Any]]) -> None:
    (row,) = expected
    (found,) = rows_of(answer)
    assert sum(role["people"] for role in found["roles"]) == row.pop("people")
    compare("loket_card", answer, [row])


@real
@pytest.mark.parametrize(
    ("a", "b"), [("cjg", "verslavingszorg"), ("reclassering", "huisarts-de-brug"), ("p001", "uwv")]
)
def test_introductions_in_waterrijk(a: str, b: str, neo4j: Server, waterrijk: Network) -> None:
    assert chains(ask(neo4j, "introductions", a=a, b=b)) == linked.introductions(waterrijk, a, b) != []


def chains(answer: Answer) -> list[list[str]]:
    rows = rows_of(answer)
    numbers = dict.fromkeys(row["chain"] for row in rows)
    return [[row["professional"] for row in rows if row["chain"] == number] for number in numbers]


@real
def test_what_was_planted_in_waterrijk_is_found(neo4j: Server, waterrijk: Network) -> None:
    """data/waterrijk/truths.toml: only_link, white_spot, stale_facts."""
    (cut,) = [row for row in rows_of(ask(neo4j, "fragile_links")) if row["loket"] == "veiligheidshuis" and not row["a"]]
    assert (cut["role"], cut["lokets_cut_off"]) == ("procesregisseur", 3)
    spots = rows_of(ask(neo4j, "white_spots"))
    assert ("daytime", "Buitenveen") in {(row["domain"], row["area"]) for row in spots}
    assert {"maatjes", "meldpunt", "zorgkantoor", "taalhuis"} == {row["loket"] for row in spots} - {None}


@real
@few
@given(
    register=st.one_of(tables(most_cases=12, most_referrals=6), logs(most_cases=12, most_events=7)),
    map_=maps(),
    limits=thresholds,
)
def test_random_registers_are_answered_as_by_the_snapshot(
    register: Register, map_: tuple[Record, ...], limits: Thresholds, neo4j: Server, tmp_path_factory: Any
) -> None:
    batch = batch_of(replace(register, data_end=None))
    if register.is_log:
        with_map = replace(batch, records=tuple(r for r in map_ if not isinstance(r, Household)))
    else:
        with_map = Batch.of([*map_, *register.cases, *register.referrals])
    network = filled(neo4j, with_map, tmp_path_factory.mktemp("random"), is_log=register.is_log)
    for name, expected in EXPECTED.items():
        compare(name, ask(neo4j, name, limits), expected(network, limits))
    for case in some_cases(network, 3):
        compare("journey", ask(neo4j, "journey", case=case), journey(network, case))
    for loket in network.lokets:
        compare_card(ask(neo4j, "loket_card", loket=loket.id), loket_card(network, loket.id))
    assert chains(ask(neo4j, "introductions", a="A", b="p1")) == linked.introductions(network, "A", "p1")


@real
def test_logs_that_do_not_add_up_are_not_added_up(neo4j: Server, tmp_path: Path) -> None:
    emptied(neo4j)
    with open_neo4j(neo4j, DOOR, caches=tmp_path) as store:
        for number, source in enumerate(("one", "two")):
            store.add(there_and_back(number), source=source, kind=SourceKind.LOG, **ME)
    for name in sorted(EXPECTED):
        if "source" in question(name).params and name not in {"without_direction", "white_spots"}:
            assert ask(neo4j, name).rows == ()
    (one,), (other,) = (ask(neo4j, "bounces", source=source).rows for source in ("one", "two"))
    assert (one[2], other[2]) == (1, 1)
    assert ask(neo4j, "bounces", source="all").rows[0][2] == 2


def there_and_back(number: int) -> Batch:
    """A log of one case that bounces."""
    case = Case(label("case", number), label("household", number))
    events = [Event(case.id, date(2024, 1, day), loket) for day, loket in ((1, "A"), (2, "B"), (3, "A"))]
    return batch_of(Register((case,), events=tuple(events), is_log=True))


def test_each_file_says_what_it_is() -> None:
    assert len(names()) == 15
    for name in names():
        asked = question(name)
        assert asked.nl.endswith(".")
        assert asked.en.endswith(".")
        assert asked.definition
        assert ";" not in re.sub(r"//.*", "", asked.text)
        assert "NEXT" not in asked.text


def test_r_is_read_in_the_same_words_everywhere() -> None:
    """From the line that names R to the one that makes its visits; the card reads it inside a subquery."""
    blocks = {}
    for path in PLACE.glob("*.cypher"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        if any(line.startswith("// R, ") for line in lines):
            start = next(i for i, line in enumerate(lines) if line.startswith("// R, "))
            blocks[path.stem] = tuple(lines[start : lines.index("END] AS visits")])
    assert len(set(blocks.values())) == 1
    assert len(blocks) == 11


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("RETURN 1;\n", "write a header, then :params {...};, then one statement that ends with ;"),
        ("// nl: x.\n:params {};\nRETURN 1 AS a;\n", "the header has no line 'en:'"),
        (
            "// nl: x.\n// en: x.\n// definition: 1\n// columns:\n//   a: x\n:params {};\nRETURN $b AS a;\n",
            "':params', the header and the body name other parameters",
        ),
        (
            "// nl: x.\n// en: x.\n// definition: 1\n// columns:\n//   c: x\n:params {};\nRETURN 1 AS a;\n",
            "the header gives c, the body does not",
        ),
        (
            "// nl: x.\n// en: x.\n// definition: 1\n:params {b: [1]};\nRETURN $b AS a;\n",
            "':params' holds something else than names with plain values: b: [1]",
        ),
    ],
)
def test_a_wrong_header_is_refused(text: str, problem: str) -> None:
    with pytest.raises(HeaderWrong) as wrong:
        parse("name", text)
    assert str(wrong.value) == f"name: {problem}"
