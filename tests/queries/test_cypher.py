"""The statements for Neo4j: each file has its constant, and a real server understands each as its header says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j import GraphDatabase, Session

from queries.cypher import CYPHER, NEO4J
from queries.statement import FOLDER, parse
from tests.neo4j_server import USER, Running


@pytest.fixture(scope="module")
def session(neo4j_server: Running) -> Iterator[Session]:
    auth = (USER, neo4j_server.password)
    with (
        GraphDatabase.driver(neo4j_server.address, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session(database="neo4j") as opened,
    ):
        yield opened


def test_files_and_constants_are_the_same() -> None:
    files = {path.stem.upper() for path in (FOLDER / "neo4j").glob("*.cypher")}
    assert files == set(NEO4J.names())
    assert all(getattr(NEO4J, name).about.endswith(".") for name in NEO4J.names())


@pytest.mark.neo4j
def test_the_headers_say_what_the_server_says(session: Session) -> None:
    said = {}
    for name in set(NEO4J.names()) - {"SCHEMA"}:
        statement = getattr(NEO4J, name)
        result = session.run("EXPLAIN " + statement.text, dict.fromkeys(statement.takes))
        said[name] = tuple(result.keys())
        result.consume()
    assert said == {name: getattr(NEO4J, name).gives for name in said}
    assert len(said) > 50


@pytest.mark.neo4j
def test_everything_that_is_looked_up_by_id_has_an_index(session: Session) -> None:
    for part in NEO4J.SCHEMA.text.split(";\n"):
        session.run(part).consume()
    rows = session.run(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0], properties, type"
    )
    unique = {(label, *properties) for label, properties, type_ in rows if type_ == "UNIQUENESS"}
    for label in ("Case", "Household", "Loket", "Organisation", "Professional", "Plan", "Term", "Decision"):
        assert (label, "id") in unique
    assert ("Referral", "id", "v_from") in unique
    # The index of words is for analysts; the app has its own beside the snapshots.
    (words,) = session.run("SHOW FULLTEXT INDEXES YIELD name, state RETURN name, state").values()
    assert words == ["map_words", "ONLINE"]


def test_a_parameter_is_what_stands_behind_a_dollar() -> None:
    statement = parse("n", "// x.\n// takes: a\n// gives: b\nMATCH (n {x: $a, y: '$c'}) RETURN n AS b", CYPHER)
    assert (statement.takes, statement.gives) == (("a",), ("b",))
