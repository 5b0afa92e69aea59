"""deploy/backup.sh on a real server: everything is put back into an empty server and an empty data folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from graph.stores.neo4j_address import server
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import emptied

pytestmark = pytest.mark.neo4j
ROOT = Path(__file__).parents[1]
TOY = ROOT / "data" / "toy"
Kaart = Callable[..., Any]


@pytest.fixture
def kaart(
    neo4j_server: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kaart:
    """Runs a command on the server, with a data folder that is not of this machine."""
    emptied(server(neo4j_server.address, USER, neo4j_server.password, "neo4j"))
    settings = {"DB": neo4j_server.address, "NEO4J_PASSWORD": neo4j_server.password, "KEY": "a-key-for-the-tests-only"}
    for name, value in {**settings, "DATA_DIR": str(tmp_path / "own"), "BACKUPS": str(tmp_path / "backups")}.items():
        monkeypatch.setenv(f"KAART_{name}", value)
    # As in a container, where `kaart` is on the path.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")

    def call(*words: str) -> Any:
        capsys.readouterr()
        assert run([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


def backup(**settings: str) -> int:
    script = ["sh", str(ROOT / "deploy" / "backup.sh")]
    return subprocess.run(script, env={**os.environ, **settings}, capture_output=True, check=False).returncode


def answers(kaart: Kaart) -> list[Any]:
    """What stands, what changed, what others see, what was agreed, and who looked."""
    asked = (("ask", "bounces"), ("changes",), ("settings",), ("settings", "--history"), ("looks",))
    return [kaart(*words) for words in (*asked, ("ask", "bounces", "--audience", "regisseur"))]


def test_all_is_put_back(kaart: Kaart, neo4j_server: Running, tmp_path: Path) -> None:
    kaart("import", str(TOY))
    kaart("settings", "k", "5", "--why", "afgesproken")
    kaart("publish")
    kaart("query", "bounces")
    before = answers(kaart)
    assert backup() == 0
    (copy,) = (tmp_path / "backups").iterdir()
    emptied(server(neo4j_server.address, USER, neo4j_server.password, "neo4j"))
    shutil.rmtree(tmp_path / "own")
    kaart("copy", "--from", str(copy / "kaart.db"), "--to", neo4j_server.address)
    assert answers(kaart) == before
    # definitions.md, "The toy register": three bounces; and one look was logged.
    assert (before[0]["bounces"], len(before[4]["looks"])) == (3, 1)
    assert kaart("undo", "1")["undoes"] == 1


def test_the_newest_are_kept_and_one_that_fails_leaves_nothing(kaart: Kaart, tmp_path: Path) -> None:
    kaart("import", str(TOY))
    place = tmp_path / "backups"
    for name in ("complete-20240101-020000", "complete-20240102-020000"):
        (place / name).mkdir(parents=True)
    assert backup(KAART_BACKUPS_KEPT="2") == 0
    assert len(list(place.iterdir())) == 2
    assert not (place / "complete-20240101-020000").exists()
    assert backup(KAART_NEO4J_PASSWORD="wrong") == 1
    assert [path.name[:9] for path in sorted(place.iterdir())] == ["complete-"] * 2
