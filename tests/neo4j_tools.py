"""What tests do on a server behind the back of the store."""

from __future__ import annotations

from typing import Any

from neo4j import GraphDatabase

from graph.stores.neo4j_address import Server


def cypher(where: Server, text: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with (
        GraphDatabase.driver(
            where.address, auth=(where.user, where.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session(database=where.database) as session,
    ):
        return [tuple(row.values()) for row in session.run(text, values)]


def emptied(where: Server) -> None:
    """Takes everything out of a database but its constraints."""
    cypher(where, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
