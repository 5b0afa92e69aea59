"""The documentation is held against the code: commands, tables, settings, version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from app.commands import SUMMARIES
from graph.codes import Code, Domain, Outcome, Reason, Status
from graph.model import KINDS, Record, field_words
from graph.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
TABLES = (ROOT / "docs" / "tables.md").read_text()


def test_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"(?<!\w)kaart ([a-z]+)", README))
    assert {"import", "ask", "check"} <= named
    assert named <= set(SUMMARIES)


def test_readme_names_every_setting() -> None:
    public = {"db", "key", "lang", "audience", "neo4j_user", "neo4j_password_file", "neo4j_database"}
    assert public <= set(Settings.model_fields)
    assert {f"KAART_{name.upper()}" for name in public} == set(re.findall(r"KAART_[A-Z0-9_]+", README))


def test_readme_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_tables_are_documented_with_all_their_columns(kind: type[Record]) -> None:
    row = next(line for line in TABLES.splitlines() if line.startswith(f"| `{kind.table}.csv`"))
    columns = row.split("|")[3].replace("*", "").replace(" ", "").split(",")
    # An import never delivers a derived referral, so `origin` is no column of the table.
    assert set(columns) == set(field_words(kind)) - {"origin"}


@pytest.mark.parametrize("codes", [Outcome, Status, Domain, Reason])
def test_code_lists_are_documented(codes: type[Code]) -> None:
    assert [code for code in codes if f"`{code.value}`" not in TABLES] == []
    assert len(codes) >= 3


def test_changelog_begins_with_unreleased_and_knows_the_version() -> None:
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert heads[0] == "Unreleased"
    assert all(version not in head or head.startswith(version) for head in heads)


def test_the_colours_for_neo4j_browser_are_of_labels_and_relationships_that_exist() -> None:
    grass = (ROOT / "docs" / "neo4j.grass").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "queries" / "neo4j").glob("*.cypher"))
    labels = set(re.findall(r"node\.(\w+)", grass))
    assert labels <= set(re.findall(r"\(\w*:(\w+)", written))
    # Every label of the schema has a colour.
    assert set(re.findall(r"^\| \*\*(\w+)\*\* \|", page, re.MULTILINE)) <= labels
    kinds = set(re.findall(r"relationship\.(\w+)", grass))
    assert kinds <= set(re.findall(r"\[\w*:(\w+)", written))
    captions = dict(re.findall(r"node\.(\w+) \{[^}]*caption: '\{(\w+)\}'", grass))
    assert len(captions) == 9
    for label, name in captions.items():
        assert re.search(rf"^\| \*\*{label}\*\* (?:(?!^\| \*\*).)*`{name}`", page, re.MULTILINE | re.DOTALL), label
