"""The one database of the server of these tests, empty or filled."""

from __future__ import annotations

import pytest

from graph.stores.neo4j_address import Server, server
from tests.neo4j_server import USER, Running


@pytest.fixture(scope="session")
def neo4j(neo4j_server: Running) -> Server:
    """Where it is, and how to enter."""
    return server(neo4j_server.address, USER, neo4j_server.password, "neo4j")
