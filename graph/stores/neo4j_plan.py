"""Whether a statement that somebody else wrote may run: it reads the graph, and nothing but the graph.

A plan alone does not tell: the server (5.26) plans a subquery inside a list, a `CASE` or a predicate apart, and shows
of it only its text, so that `[x IN [1] | COLLECT { LOAD CSV ... }]` has a plan without `LoadCSV`. So three things are
looked at: the words of the statement, the kind and the operators of its plan, and the text inside the operators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from graph.errors import UsageRefused
from graph.text import Text

READS = "r"
PROCEDURES = frozenset(
    {
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.labels",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
    }
)
"""The procedures that may be called; they read the graph and its schema."""

_NAMESPACES = (
    "date.",
    "time.",
    "datetime.",
    "localtime.",
    "localdatetime.",
    "duration.",
    "point.",
    "vector.similarity.",
)
"""Where functions with a dot in their name come from; all others may be of anybody."""

_FIRST = frozenset({"CYPHER", "EXPLAIN", "PROFILE"})
_NEVER = frozenset({"LOAD", "SHOW", "TERMINATE", "TRANSACTIONS", "USE"})

_SCANS = """
AllNodesScan Argument DirectedAllRelationshipsScan DirectedRelationshipIndexContainsScan
DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan DirectedRelationshipIndexSeek
DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan
DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek DynamicDirectedRelationshipTypeLookup
DynamicLabelNodeLookup DynamicUndirectedRelationshipTypeLookup IntersectionNodeByLabelsScan MultiNodeIndexSeek
NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeIndexContainsScan NodeIndexEndsWithScan
NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange
RelationshipCountFromCountStore SubtractionNodeByLabelsScan UndirectedAllRelationshipsScan
UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek UndirectedRelationshipIndexContainsScan
UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek
UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan UndirectedUnionRelationshipTypesScan
UnionNodeByLabelsScan
"""
_WALKS = """
AllShortestPaths BFSPruningVarExpand BidirectionalRepeat Expand OptionalExpand PathPropagatingBFS PruningVarExpand
Repeat ShortestPath StatefulShortestPath VarLengthExpand
"""
_ROWS = """
Aggregation AntiConditionalApply AntiSemiApply Apply AssertSameNode CacheProperties CartesianProduct ConditionalApply
Distinct Eager EagerAggregation EmptyResult EmptyRow ExhaustiveLimit Filter LetAntiSemiApply LetSelectOrAntiSemiApply
LetSelectOrSemiApply LetSemiApply Limit NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin Optional
OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop ProcedureCall ProduceResults Projection
RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply Skip Sort Top Top1WithTies TriadicBuild TriadicFilter
TriadicSelection Union Unwind ValueHashJoin
"""
OPERATORS = frozenset(f"{_SCANS} {_WALKS} {_ROWS}".split())
"""The operators that may stand in a plan. What is not here does not run: also what a newer server adds."""


_MANNER = re.compile(r"\(((All|Into|Pruning|BFS|Trail|Walk|Acyclic),? ?)+\)$")
"""How an operator walks, behind its name."""


def check_text(text: str) -> None:
    """Looks at the words of a statement, before any server sees it.

    Raises
    ------
    UsageRefused
        When it is empty, is more than one statement, or holds a clause, procedure or function that is not allowed.
    """
    if re.search(r"\\[uU]", text):
        # The server reads such a sign as the letter that it stands for, wherever it stands.
        raise UsageRefused(_ESCAPE)
    words = list(_words(text))
    while words and words[-1] == ";":
        words.pop()
    if not words:
        raise UsageRefused(_EMPTY)
    if ";" in words:
        raise UsageRefused(_SEVERAL)
    if words[0].upper() in _FIRST:
        raise _refused(words[0].upper())
    for before, (word, after) in zip(["", *words], pairwise([*words, ""]), strict=False):
        _check_word(before, word, after)


def _check_word(before: str, word: str, after: str) -> None:
    # Without CSV behind it, LOAD can only be a name.
    is_clause = word.upper() in _NEVER and (word.upper() != "LOAD" or after.upper() == "CSV")
    if is_clause and before not in {".", ":", "$"} and after != ":":
        raise _refused(word.upper())
    name = word.replace("`", "").lower()
    if before.upper() == "CALL" and _is_name(word) and name not in PROCEDURES:
        raise _refused(f"CALL {name}")
    if after == "(" and "." in name and before.upper() != "CALL" and not name.startswith(_NAMESPACES):
        raise _refused(f"{name}()")


def check_plan(kind: str | None, plan: Mapping[str, Any] | None) -> None:
    """Looks at what the server means to do: the kind of the statement, and every operator of its plan.

    Raises
    ------
    UsageRefused
        When it does something else than read, or an operator is not on the list.
    """
    if kind != READS or plan is None:
        raise UsageRefused(_WRITES)
    for name, details in _operators(plan):
        bare = _MANNER.sub("", name.partition("@")[0])
        if bare not in OPERATORS:
            raise _refused(bare)
        # Names of results repeat the text of the statement, which `check_text` has seen.
        if bare != "ProduceResults":
            _check_details(bare, details)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan["operatorType"]), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", []):
        yield from _operators(child)


def _check_details(operator: str, details: str) -> None:
    called = [details.partition("(")[0]] if operator == "ProcedureCall" else []
    shown = " ".join(_words(details))
    called += re.findall(r"Call \( ([\w.`]+) ", shown)
    for name in called:
        if name.replace("`", "").strip().lower() not in PROCEDURES:
            raise _refused(f"CALL {name}")
    # Of the clauses that read elsewhere only this one may stand in such a subquery. A name in backticks may hold
    # anything: a result without a name of its own is called after its text.
    if "LOAD CSV" in re.sub(r"`[^`]*`", "", shown):
        raise _refused("LOAD CSV")


_TOKEN = re.compile(
    r"""
      (?P<comment>//[^\r\n]*|/\*.*?(?:\*/|$))
    | (?P<text>'(?:[^'\\]|\\.)*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$))
    | (?P<word>`(?:[^`]|``)*`|[^\W\d]\w*)
    | (?P<other>\.\.|\d+(?:\.\d+)?\w*|\S)
    """,
    re.VERBOSE | re.DOTALL,
)


def _words(text: str) -> Iterator[str]:
    """The words and signs of a statement without comments; a text is `''`, and a name with dots is one word."""
    name = ""
    for found in _TOKEN.finditer(text):
        sign = "''" if found["text"] else found[0]
        if found["comment"]:
            continue
        joins = bool(name) and (sign == "." or (bool(found["word"]) and name.endswith(".")))
        if name and not joins:
            yield name
            name = ""
        if joins or found["word"]:
            name += sign
        else:
            yield sign
    if name:
        yield name


def _is_name(word: str) -> bool:
    return bool(re.match(r"[\w`]", word))


def _refused(what: str) -> UsageRefused:
    return UsageRefused(_NOT_ALLOWED.format(what=what))


_EMPTY = Text("Het bestand bevat geen vraag.", "The file holds no question.")
_SEVERAL = Text(
    "Het bestand bevat meer dan een vraag. Zet elke vraag in een eigen bestand.",
    "The file holds more than one question. Put each question in a file of its own.",
)
_ESCAPE = Text(
    "Schrijf letters voluit en niet als \\u met een nummer.", "Write letters as they are and not as \\u with a number."
)
_WRITES = Text(
    "Deze vraag doet meer dan lezen. Een eigen vraag mag alleen lezen.",
    "This question does more than read. A question of your own may only read.",
)
_NOT_ALLOWED = Text(
    "Dit mag niet in een eigen vraag: {what}. Een eigen vraag leest alleen de kaart. "
    "Heet er iets zo in je vraag? Zet die naam dan zo: `naam`.",
    "This is not allowed in a question of your own: {what}. It only reads the map. "
    "Is it a name in your question? Then write that name so: `name`.",
)
