"""What a writer does first on Neo4j: taking back what another began and never completed."""

from __future__ import annotations

from graph.stores.neo4j_connection import Connection
from queries.cypher import NEO4J

_MOST = 10_000


def recover(db: Connection) -> None:
    """Takes back every change set that is open; only its writer's lock keeps one open, and that lock is ours now."""
    for (number,) in db.rows(NEO4J.OPEN_CHANGES):
        take_back(db, number)


def take_back(db: Connection, number: int) -> None:
    """Takes back the rows of an open change set, a portion a transaction, and then the change set."""
    while db.alone(NEO4J.TAKE_BACK, number=number, most=_MOST) != [(0,)]:
        pass
    db.alone(NEO4J.DROP_CHUNKS, change=number)
    db.alone(NEO4J.DROP_CHANGE, number=number)
