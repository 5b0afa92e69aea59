"""What an analyst's own question may do: hostile statements, as text, as plans, and on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.errors import StoreRefused, UsageRefused
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_plan import OPERATORS, check_plan, check_text
from graph.stores.neo4j_query import Answer, ask_own
from queries.questions import names, question
from tests.neo4j_tools import cypher, emptied

real = pytest.mark.neo4j
PASSWD = "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"
FORBIDDEN = {
    "plain": (PASSWD, "LOAD"),
    "in a subquery": (f"CALL {{ {PASSWD} }} RETURN line", "LOAD"),
    "in a subquery that is planned apart": (f"RETURN [x IN [1] | COLLECT {{ {PASSWD} }}] AS x", "LOAD"),
    "in a case": (f"RETURN CASE WHEN true THEN COUNT {{ {PASSWD} }} END AS x", "LOAD"),
    "in a predicate": (f"MATCH (n) WHERE any(x IN [1] WHERE EXISTS {{ {PASSWD} }}) RETURN n", "LOAD"),
    "after a union": (f"RETURN 1 AS line UNION {PASSWD}", "LOAD"),
    "over comments": ("/* a */ LOAD /* b */ CSV // c\n FROM 'file:///etc/passwd' AS line RETURN line", "LOAD"),
    "in small letters": (PASSWD.replace("LOAD", "lOaD"), "LOAD"),
    "after a text with a quote": (f"WITH 'it\\'s // ' AS x CALL {{ {PASSWD} }} RETURN line", "LOAD"),
    "after a name in backticks": (f"WITH 1 AS `'` CALL {{ {PASSWD} }} RETURN line", "LOAD"),
    "transactions": ("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS", "TRANSACTIONS"),
    "show": ("SHOW USERS", "SHOW"),
    "terminate": ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "TERMINATE"),
    "another database": ("USE system RETURN 1", "USE"),
    "another database inside": ("CALL { USE system RETURN 1 AS x } RETURN x", "USE"),
    "profile": ("PROFILE MATCH (n) RETURN n", "PROFILE"),
    "explain after a comment": ("/* x */ explain MATCH (n) RETURN n", "EXPLAIN"),
    "options": ("CYPHER runtime=slotted RETURN 1", "CYPHER"),
    "a procedure of the server": ("CALL dbms.listConfig()", "CALL dbms.listconfig"),
    "a procedure in backticks": ("CALL `dbms`.`listConfig`()", "CALL dbms.listconfig"),
    "a procedure inside": ("RETURN COLLECT { CALL db . ping() YIELD success RETURN success }", "CALL db.ping"),
    "apoc": ("CALL apoc.load.json('http://localhost') YIELD value RETURN value", "CALL apoc.load.json"),
    "a function that reads": ("RETURN genai.vector.encode('x', 'OpenAI', {token: 'y'})", "genai.vector.encode()"),
    "a function with spaces": ("RETURN apoc . meta /* x */ . cypher . type(1)", "apoc.meta.cypher.type()"),
}
# They would only slow the server down, or tell its plans.
HARMLESS = {"explain after a comment", "options"}
ALLOWED = (
    "MATCH (l:Loket) RETURN l.id ORDER BY l.id",
    "// SHOW USERS\nRETURN 'LOAD CSV', \"USE\" AS `SHOW` // ; TERMINATE",
    "CALL db.labels() YIELD label RETURN label",
    "RETURN date.truncate('month', date()) AS day, point.distance(point({x: 1, y: 2}), point({x: 1, y: 3})) AS d",
    "WITH [1, 2, 3] AS list, {load: 1, use: 2} AS m, 1 AS a RETURN list[a..size(list)], list[0..1], m.load, m.use",
    "MATCH (a:Loket)<-[:FROM|TO]-(r:Referral) WITH a, count(*) AS n WHERE n > 1.5 RETURN a.name, n ORDER BY n DESC;",
    "MATCH p = SHORTEST 1 (a:Loket)-[:PART_OF]-+(b:Loket) RETURN p",
    "WITH 1 AS load, 2 AS csv RETURN load, csv",
    "MATCH (l:$($label)) RETURN l.id",
    "MATCH (:Loket)-[r:$($label)]->() RETURN r",
    "MATCH (:Loket)-[r:$($label)]-() RETURN r",
    "MATCH (c:Case) WHERE COUNT { (c)<-[:IN]-() } > 3 RETURN c.id, COLLECT { MATCH (c)<-[:IN]-(r) RETURN r.sent }",
)
WRITES = (
    "CREATE (:X)",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.x = 1",
    "MERGE (:X)",
    "CREATE INDEX FOR (n:X) ON n.x",
)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_is_not_allowed_is_refused_before_a_server_sees_it(name: str) -> None:
    text, what = FORBIDDEN[name]
    with pytest.raises(UsageRefused) as refused:
        check_text(text)
    assert refused.value.text.en.startswith(f"This is not allowed in a question of your own: {what}.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file holds no question."),
        ("// nothing\n ; ;", "The file holds no question."),
        ("RETURN 1; RETURN 2", "The file holds more than one question."),
        ("RETURN '\\u0027 LOAD CSV'", "Write letters as they are"),
    ],
)
def test_what_is_no_single_question_is_refused(text: str, says: str) -> None:
    with pytest.raises(UsageRefused) as refused:
        check_text(text)
    assert refused.value.text.en.startswith(says)


@pytest.mark.parametrize("text", ALLOWED)
def test_words_in_texts_comments_and_names_are_no_clauses(text: str) -> None:
    assert check_text(text) is None  # type: ignore[func-returns-value]


def test_the_saved_questions_pass_their_own_gate() -> None:
    assert [check_text(question(name).text) for name in names()] == [None] * len(names())  # type: ignore[func-returns-value]


def plan(operator: str, details: str = "", *children: dict[str, Any]) -> dict[str, Any]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


@pytest.mark.parametrize(
    "operator", ["StatefulShortestPath(All, Trail)", "StatefulShortestPath(Into)", "Repeat(Trail)", "Repeat(Acyclic)"]
)
def test_how_an_operator_walks_does_not_matter(operator: str) -> None:
    # Of 2026.05.0 and of 5.26.20.
    check_plan("r", plan("ProduceResults", "", plan(operator)))
    with pytest.raises(UsageRefused, match=r"Repeat\(Writing\)"):
        check_plan("r", plan("Repeat(Writing)"))


def test_a_plan_may_only_hold_what_is_on_the_list() -> None:
    fine = plan("ProduceResults", "x", plan("Apply", "", plan("VarLengthExpand(Pruning,BFS,All)"), plan("Argument")))
    check_plan("r", fine)
    for operator in ("LoadCSV", "ShowTransactions", "TransactionForeach", "RunQueryAt", "SomethingNew"):
        with pytest.raises(UsageRefused, match=operator):
            check_plan("r", plan("ProduceResults", "", plan("Apply", "", plan("Argument"), plan(operator))))
    assert not {"Create", "Delete", "SetProperty", "Foreach", "AdministrationCommand"} & OPERATORS


@pytest.mark.parametrize("kind", ["w", "rw", "s", None])
def test_a_statement_that_does_not_only_read_is_refused(kind: str | None) -> None:
    with pytest.raises(UsageRefused, match="does more than read"):
        check_plan(kind, plan("ProduceResults"))


def test_what_is_planned_apart_is_seen_in_the_text_of_the_operator() -> None:
    hidden = '[x IN $list | COLLECT { LOAD CSV FROM "file:///x" AS line RETURN line AS line }] AS x'
    called = "[x IN $list | COLLECT { ResolvedCall(dbms.listConfig(searchString = '') :: name) RETURN name }] AS x"
    for details, what in ((hidden, "LOAD CSV"), (called, "CALL dbms.listConfig")):
        with pytest.raises(UsageRefused, match=what):
            check_plan("r", plan("ProduceResults", "", plan("Projection", details)))
    check_plan("r", plan("Projection", '"LOAD CSV" AS x'))
    check_plan("r", plan("ProcedureCall", "db.labels() :: (label :: STRING)"))


@pytest.fixture(scope="module")
def somewhere(neo4j: Server) -> Iterator[Server]:
    """A server with two lokets on it."""
    emptied(neo4j)
    cypher(
        neo4j,
        "CREATE (:Loket {id: 'a', row: $bytes, day: date('2024-02-03')})-[:PART_OF]->(:Loket {id: 'b'})",
        bytes=b"x",
    )
    yield neo4j
    emptied(neo4j)


@real
@pytest.mark.parametrize("text", ALLOWED)
def test_the_server_answers_what_is_allowed(text: str, somewhere: Server) -> None:
    assert ask_own(somewhere, text, {"label": "Loket"}).columns


@real
def test_a_question_that_only_ends_gives_nothing(somewhere: Server) -> None:
    assert ask_own(somewhere, "MATCH (l:Loket) FINISH") == Answer((), ())


@real
@pytest.mark.parametrize("text", WRITES)
def test_the_server_is_not_written_to(text: str, somewhere: Server) -> None:
    with pytest.raises(UsageRefused, match="does more than read"):
        ask_own(somewhere, text)
    assert cypher(somewhere, "MATCH (n) RETURN count(n)") == [(2,)]


@real
@pytest.mark.parametrize("name", sorted(set(FORBIDDEN) - HARMLESS))
def test_the_plan_alone_refuses_it_too(name: str, somewhere: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second wall, with the first one taken away."""
    monkeypatch.setattr("graph.stores.neo4j_query.check_text", lambda text: None)
    with pytest.raises(UsageRefused) as refused:
        ask_own(somewhere, FORBIDDEN[name][0])
    assert refused.value.exit_status == 2


@real
def test_values_come_back_as_plain_ones(somewhere: Server) -> None:
    answer = ask_own(somewhere, "MATCH p = (n:Loket {id: $id})-[r]->(m) RETURN n, r, p, n.day AS day", {"id": "a"})
    assert answer.columns == ("n", "r", "p", "day")
    assert answer.rows == (
        (
            {"id": "a", "day": "2024-02-03"},
            {"type": "PART_OF"},
            [{"id": "a", "day": "2024-02-03"}, {"id": "b"}],
            "2024-02-03",
        ),
    )


@real
def test_a_question_that_takes_too_long_is_stopped(somewhere: Server) -> None:
    with pytest.raises(StoreRefused) as stopped:
        ask_own(somewhere, "UNWIND range(1, 1000000000000) AS x RETURN count(x)", seconds=1)
    assert "was stopped after 1 seconds. Nothing was changed." in stopped.value.text.en


@real
def test_more_rows_than_the_limit_are_cut(somewhere: Server) -> None:
    answer = ask_own(somewhere, "UNWIND range(1, 1000000000) AS x RETURN x", most=7)
    assert answer.rows == tuple((n,) for n in range(1, 8))
    assert answer.cut
    assert not ask_own(somewhere, "UNWIND range(1, 7) AS x RETURN x", most=7).cut


@real
def test_what_is_no_cypher_says_where(somewhere: Server) -> None:
    with pytest.raises(UsageRefused, match="The server does not understand the question: Invalid input 'RETRUN'"):
        ask_own(somewhere, "RETRUN 1")
