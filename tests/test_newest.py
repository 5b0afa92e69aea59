"""Where a Java for the newest server is found, and that its absence is told and is no failure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import neo4j_newest
from tests.conftest import LEGS, OPTIONAL


@pytest.fixture
def javas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of JDKs, at first empty, and no Java elsewhere."""
    monkeypatch.setattr(neo4j_newest, "_JAVAS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.delenv("NEO4J_JAVA_HOME", raising=False)
    neo4j_newest.jdk.cache_clear()
    yield tmp_path
    neo4j_newest.jdk.cache_clear()


def jdk(home: Path, version: str, *, compiles: bool = True) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    if compiles:
        (home / "bin" / "javac").touch()
    return home


def test_the_newest_jdk_is_taken(javas: Path) -> None:
    jdk(javas / "a", "21.0.1")
    newest = jdk(javas / "b", "25")
    # One that only runs cannot read our source.
    jdk(javas / "c", "26.0.1", compiles=False)
    jdk(javas / "d", "17.0.2")
    assert neo4j_newest.jdk() == newest


def test_one_that_is_named_is_found_too(javas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = jdk(tmp_path / "else" / "where", "22.0.1")
    assert neo4j_newest.jdk() is None
    neo4j_newest.jdk.cache_clear()
    monkeypatch.setenv("NEO4J_JAVA_HOME", str(named))
    assert neo4j_newest.jdk() == named


def test_without_one_the_leg_is_left_out_and_no_failure(javas: Path) -> None:
    jdk(javas / "old", "17.0.2")
    lack = LEGS["newest"]()
    assert lack is not None
    assert lack.startswith("no JDK of 21 or later")
    assert {"newest"} == OPTIONAL
