"""The newest Neo4j Community server, for the tests that also run there; where a JDK of 21 or later is found.

Required is the server with long support (`tests/neo4j_server.py`); a machine without such a JDK leaves this one out.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests import neo4j_server as servers

VERSION = "2026.05.0"
RECIPE = servers.RECIPE / "newest"
LIB = servers.FOLDER / f"lib-{VERSION}"
OLDEST = 21
_JAVAS = Path("/usr/lib/jvm")


@cache
def jdk() -> Path | None:
    """The home of the newest JDK from 21 on: of NEO4J_JAVA_HOME, of /usr/lib/jvm, and of the PATH."""
    found = {home: _major(home) for home in _homes() if (home / "bin" / "javac").exists()}
    newest = max(found, key=lambda home: found[home], default=None)
    return newest if newest and found[newest] >= OLDEST else None


def lacks() -> str | None:
    """What this machine lacks to run it, None when nothing."""
    if jdk() is None:
        return f"no JDK of {OLDEST} or later; name one in NEO4J_JAVA_HOME"
    if not LIB.exists() and not shutil.which("mvn"):
        return "no newest server in .neo4j and no Maven to fetch it"
    return None


def fetch() -> None:
    """Fetches it from Maven Central, where it is not there yet."""
    servers.fetch(LIB, RECIPE)


def start(home: Path, *, port: int, password: str) -> servers.Running:
    """Starts it with a home of its own, and waits until it answers."""
    java = jdk()
    program = (
        str(java / "bin" / "java") if java else "java",
        "-cp",
        f"{LIB}/*",
        str(RECIPE / "Server.java"),
        str(home),
    )
    return servers.start(home, port=port, password=password, program=program)


def _homes() -> Iterator[Path]:
    if named := os.environ.get("NEO4J_JAVA_HOME"):
        yield Path(named)
    if _JAVAS.is_dir():
        yield from sorted(_JAVAS.iterdir())
    if javac := shutil.which("javac"):
        yield Path(javac).resolve().parents[1]


def _major(home: Path) -> int:
    """The number before the first point, as the file `release` of a JDK has it; 0 where there is none."""
    try:
        found = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(found[1]) if found else 0
