"""The truths of the saved questions, asked of a real server: the count of the generator, and gone when removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.neo4j_query import ask_saved
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.importing import import_into
from loaders.options import Options
from queries.questions import question
from tests.loaders.generator.towns import DOOR, Claim, in_rows, is_gone, wrong
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import emptied

HOUSEHOLDS = 2_000
"""Enough for none of the claims to be too small."""


@pytest.fixture(scope="module")
def where(neo4j_server: Running) -> Server:
    return server(neo4j_server.address, USER, neo4j_server.password, "neo4j")


def _claims(where: Server, folder: Path, without: str | None = None) -> list[tuple[str, Claim]]:
    """Fill the server with a town, and give the claims about it whose question is a saved one."""
    recipe = read_recipe(without=[without] if without else [])
    generate(recipe, size_of(recipe, HOUSEHOLDS), 1, folder / "town")
    emptied(where)
    with open_neo4j(where, DOOR, caches=folder) as store:
        import_into(store, [folder / "town"], Options(as_="tables", source="town"), DOOR, who="Test")
    truths = json.loads((folder / "town" / "truths.json").read_text(encoding="utf-8"))["truths"]
    return [(t["name"], claim) for t in truths for claim in t["claims"] if claim["status"] == "saved_question"]


def _rows(where: Server, name: str) -> list[dict[str, Any]]:
    asked = question(name)
    answer = ask_saved(where, asked.text, dict(asked.params))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.mark.neo4j
@pytest.mark.slow
def test_the_saved_questions_find_what_was_planted(where: Server, tmp_path: Path) -> None:
    claims = _claims(where, tmp_path)
    assert {name for name, _ in claims} == {"only_link", "strangers", "five_plans", "white_spot", "stale_facts"}
    assert [told for _, c in claims if (told := wrong(c, *in_rows(c, _rows(where, c["question"]))))] == []


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize("name", ["strangers", "stale_facts"])
def test_the_saved_questions_do_not_find_what_was_removed(name: str, where: Server, tmp_path: Path) -> None:
    (tmp_path / "with").mkdir()
    claims = [claim for found, claim in _claims(where, tmp_path / "with") if found == name]
    assert claims
    _claims(where, tmp_path, without=name)
    assert [is_gone(c, in_rows(c, _rows(where, c["question"]))[0]) for c in claims] == [True] * len(claims)
