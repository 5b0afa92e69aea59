"""Questions to a server: the saved ones, and those that an analyst wrote. They only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

from neo4j import READ_ACCESS, Driver, GraphDatabase, Query, Session
from neo4j.exceptions import ClientError, DriverError, Neo4jError, TransientError
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import StoreRefused, UsageRefused
from graph.stores.neo4j_address import Server
from graph.stores.neo4j_faults import translated
from graph.stores.neo4j_plan import check_plan, check_text
from graph.stores.neo4j_watch import PATIENCE, Patience, Watch
from graph.text import Text

T = TypeVar("T")
SECONDS = 30
"""So long may a question of an analyst take."""
SAVED_SECONDS = 600
"""So long may a saved question take: it looks at the whole register."""
MOST_ROWS = 10_000
"""So many rows a question of an analyst gives at most."""
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes
    ----------
    columns
        Their names.
    rows
        The values of each row as JSON knows them: dates and times as ISO 8601, a node or relationship as its
        properties.
    cut
        Whether there were more rows than these.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False


def ask_saved(
    server: Server,
    text: str,
    params: Mapping[str, Any],
    *,
    seconds: float = SAVED_SECONDS,
    patience: Patience = PATIENCE,
) -> Answer:
    """The answer to one of our own questions.

    Raises
    ------
    StoreRefused
        When the server does not answer, hangs, or does not answer in time.
    """
    return _session(server, lambda session: _answer(session, text, params, seconds, None), seconds, patience)


def ask_own(
    server: Server,
    text: str,
    params: Mapping[str, Any] | None = None,
    *,
    seconds: float = SECONDS,
    most: int = MOST_ROWS,
    patience: Patience = PATIENCE,
) -> Answer:
    """The answer to a question that somebody else wrote; it must be one statement that only reads the graph.

    Raises
    ------
    UsageRefused
        When it does anything else, or is no Cypher.
    StoreRefused
        When the server does not answer, hangs, or does not answer in time.
    """
    check_text(text)
    given = dict(params or {})
    return _session(server, lambda session: _checked(session, text, given, seconds, most), seconds, patience)


def _checked(session: Session, text: str, params: Mapping[str, Any], seconds: float, most: int) -> Answer:
    # A line of its own: the first one may be a comment.
    summary = session.run(_query(f"EXPLAIN\n{text}", seconds), dict(params)).consume()
    check_plan(summary.query_type, summary.plan)
    return _answer(session, text, params, seconds, most)


def _answer(session: Session, text: str, params: Mapping[str, Any], seconds: float, most: int | None) -> Answer:
    with session.begin_transaction(timeout=seconds) as tx:
        # What is asked is text from a file of ours, or one that was looked at: no part of it is put together here.
        result = tx.run(text, dict(params))
        columns = tuple(result.keys())
        found = list(result) if most is None else result.fetch(most + 1)
        rows = tuple(tuple(plain(value) for value in row.values()) for row in found[:most])
    return Answer(columns, rows, cut=most is not None and len(found) > most)


def _query(text: str, seconds: float) -> Query:
    return Query(text, timeout=seconds)


def _session(server: Server, work: Callable[[Session], T], seconds: float, patience: Patience) -> T:
    with translated(server.shown), _told(server, seconds), _driver(server, patience) as driver:
        watch = Watch(server.shown, driver, partial(_lives, server, patience), patience)
        # The server itself stops what takes too long; we wait for that, of the plan and of the answer.
        with watch.over(2 * seconds + patience.silence), _reader(driver, server) as session:
            return work(session)


def _lives(server: Server, patience: Patience) -> bool:
    with suppress(DriverError, Neo4jError, OSError), _driver(server, patience) as driver:
        driver.verify_connectivity()
        return True
    return False


def _reader(driver: Driver, server: Server) -> Session:
    return driver.session(database=server.database, default_access_mode=READ_ACCESS, fetch_size=_PORTION)


def _driver(server: Server, patience: Patience) -> Driver:
    return GraphDatabase.driver(
        server.address,
        auth=(server.user, server.password),
        user_agent="verwijskaart",
        connection_timeout=patience.silence / 2,
        connection_acquisition_timeout=patience.silence / 2,
        max_transaction_retry_time=0,
        notifications_min_severity="OFF",
    )


@contextmanager
def _told(server: Server, seconds: float) -> Iterator[None]:
    """What is wrong with a question, and not with the server."""
    try:
        yield
    except (ClientError, TransientError) as error:
        code = error.code or ""
        if "TransactionTimedOut" in code or "Terminated" in code:
            raise StoreRefused(_TOO_LONG.format(where=server.shown, seconds=f"{seconds:g}")) from error
        if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
            raise StoreRefused(_TOO_MUCH.format(where=server.shown)) from error
        if code.startswith(("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")):
            raise UsageRefused(_NO_CYPHER.format(why=_why(error))) from error
        raise


def _why(error: Neo4jError) -> str:
    return (error.message or "").strip().splitlines()[0] if error.message else (error.code or "-")


def plain(value: Any) -> Any:
    """A value as JSON knows it; bytes, which only the snapshot reads, are left out."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case bytes() | bytearray():
            return None
        case Date() | DateTime() | Time():
            return value.to_native().isoformat()
        case Duration():
            return value.iso_format()
        case date() | datetime() | time():
            return value.isoformat()
        case Node():
            return _properties(value.items())
        case Relationship():
            return {"type": value.type, **_properties(value.items())}
        case Path():
            return [plain(node) for node in value.nodes]
        case Point():
            return list(value)
        case Mapping():
            return _properties(value.items())
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return str(value)


def _properties(items: Any) -> dict[str, Any]:
    return {str(name): plain(value) for name, value in items if not isinstance(value, bytes | bytearray)}


_TOO_LONG = Text(
    "De vraag duurde te lang voor {where} en is gestopt na {seconds} seconden. Er is niets veranderd. "
    "Vraag minder tegelijk, bijvoorbeeld met LIMIT.",
    "The question took too long for {where} and was stopped after {seconds} seconds. Nothing was changed. "
    "Ask less at once, for example with LIMIT.",
)
_TOO_MUCH = Text(
    "De vraag had meer geheugen nodig dan {where} heeft. Er is niets veranderd. Vraag minder tegelijk.",
    "The question needed more memory than {where} has. Nothing was changed. Ask less at once.",
)
_NO_CYPHER = Text("De server begrijpt de vraag niet: {why}", "The server does not understand the question: {why}")
