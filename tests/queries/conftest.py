"""The one database of a server of these tests, empty or filled: of that with long support, and of the newest."""

from __future__ import annotations

import pytest

from graph.stores.neo4j_address import Server, server
from tests.neo4j_server import USER, Running

LONG_SUPPORT = pytest.param("neo4j_server", id="lts", marks=pytest.mark.neo4j)
NEWEST = pytest.param("newest_server", id="newest", marks=(pytest.mark.newest, pytest.mark.slow))


@pytest.fixture(scope="session", params=(LONG_SUPPORT, NEWEST))
def neo4j(request: pytest.FixtureRequest) -> Server:
    """Where it is, and how to enter."""
    running: Running = request.getfixturevalue(request.param)
    return server(running.address, USER, running.password, "neo4j")
