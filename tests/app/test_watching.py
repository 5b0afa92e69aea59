"""Following a database that others write to: told within two seconds, shown when ready, and never waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.watching import EVERY, Now, Watch
from graph.batch import Batch
from graph.errors import StoreRefused
from graph.model import Organisation
from graph.pseudonyms import Door
from graph.store import Store
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.neo4j_shared import Shared
from graph.stores.sqlite import open_sqlite
from graph.text import Text
from tests.graph.conftest import KEY
from tests.graph.samples import ME
from tests.neo4j_server import USER, Running
from tests.neo4j_tools import cypher, emptied

AWAY = Text("De server antwoordt niet.", "The server does not answer.")
Follow = Callable[..., Watch]


class Place:
    """A database that can be out of reach; `made` are the versions that were made ready, once `gate` is open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.away = False
        self.gate = threading.Event()
        self.gate.set()
        self.made: list[str] = []

    def store(self) -> Store:
        if self.away:
            raise StoreRefused(AWAY)
        return open_sqlite(self._path, Door(KEY))

    def prepare(self, now: Now) -> None:
        self.gate.wait(10)
        self.made.append(now.token)

    def add(self, name: str) -> str:
        """Somebody else writes; the name of what stands then."""
        with open_sqlite(self._path, Door(KEY)) as store:
            store.add(Batch.of([Organisation(name, name)]), **ME)
            return store.token


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "kaart.db")


@pytest.fixture
def follow() -> Iterator[Follow]:
    started: list[Watch] = []

    def begin(lend: Callable[[], Store], prepare: Callable[[Now], None], every: float = 0.02) -> Watch:
        started.append(Watch(lend, prepare, every))
        return started[-1]

    yield begin
    for watch in started:
        watch.stop()


def _soon(holds: Callable[[], bool], within: float = 5.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def _is_away(watch: Watch) -> bool:
    try:
        return watch.newest is None
    except StoreRefused as error:
        return error.text == AWAY


def test_what_is_shown_stays_until_the_newer_version_is_ready(place: Place, follow: Follow) -> None:
    watch = follow(place.store, place.prepare)
    before = watch.shown.token
    place.gate.clear()
    after = place.add("o")
    assert _soon(lambda: watch.newest.token == after)
    # Nobody waits for the one that is being made.
    assert watch.shown.token == before
    place.gate.set()
    assert _soon(lambda: watch.shown.token == after)
    assert place.made == [before, after]


def test_a_write_of_our_own_is_ready_at_once(place: Place, follow: Follow) -> None:
    watch = follow(place.store, place.prepare, every=60)
    assert watch.shown.is_new
    token = place.add("o")
    watch.catch_up()
    assert (watch.shown.token, watch.newest.token) == (token, token)
    assert [change.who for change in watch.shown.changes] == [ME["who"]]


def test_a_database_out_of_reach_is_told_and_what_was_ready_is_shown(place: Place, follow: Follow) -> None:
    watch = follow(place.store, place.prepare)
    before = watch.shown
    place.away = True
    assert _soon(lambda: _is_away(watch))
    assert watch.shown.token == before.token
    place.away = False
    assert _soon(lambda: not _is_away(watch))
    assert watch.newest.token == before.token


def test_one_that_was_never_there_is_an_error_until_it_is(place: Place, follow: Follow) -> None:
    place.away = True
    watch = follow(place.store, place.prepare, every=60)
    with pytest.raises(StoreRefused, match="does not answer"):
        _ = watch.shown
    place.away = False
    # A person tries again, long before the next question of the thread.
    assert watch.shown.is_new


def test_a_version_that_cannot_be_prepared_is_an_error_and_tried_again(place: Place, follow: Follow) -> None:
    tried: list[str] = []

    def fails_once(now: Now) -> None:
        tried.append(now.token)
        if len(tried) == 1:
            raise StoreRefused(AWAY)

    watch = follow(place.store, fails_once)
    assert _soon(lambda: len(tried) > 1)
    assert watch.shown.token == tried[0]


@pytest.mark.neo4j
class TestOnAServer:
    @pytest.fixture
    def where(self, neo4j_server: Running) -> Server:
        found = server(neo4j_server.address, USER, neo4j_server.password, "neo4j")
        emptied(found)
        return found

    @pytest.fixture
    def share(self, where: Server, tmp_path: Path) -> Iterator[Callable[[], Shared]]:
        made: list[Shared] = []

        def another() -> Shared:
            made.append(Shared(where, Door(KEY), tmp_path))
            return made[-1]

        yield another
        for shared in made:
            shared.close()

    def test_two_processes_follow_each_other_within_two_seconds(
        self, share: Callable[[], Shared], follow: Follow
    ) -> None:
        ours, theirs = share(), share()
        watches = [follow(each.store, lambda _: None, every=EVERY) for each in (ours, theirs)]
        assert [watch.shown.is_new for watch in watches] == [True, True]
        for shared, other in ((ours, watches[1]), (theirs, watches[0])):
            with shared.store() as store:
                store.add(Batch.of([Organisation(f"o{id(shared)}", "x")]), **ME)
                token = store.token
            assert _soon(lambda other=other, token=token: other.shown.token == token, within=2.0)  # type: ignore[misc]

    def test_stores_share_a_driver_and_nothing_else(self, share: Callable[[], Shared]) -> None:
        shared = share()
        with shared.store() as one, shared.store() as other:
            assert one.db._driver is other.db._driver
            with one.writing():
                one.db.keep(seen=1)
                assert not other.db.is_writing
                assert "seen" not in other.db.now()
        # Closing a store left the driver open.
        with shared.store() as again:
            assert again.version == 0

    def test_a_wrong_password_is_tried_once(self, where: Server, tmp_path: Path) -> None:
        wrong = Shared(Server(where.address, where.user, "wrong", where.database), Door(KEY), tmp_path)
        for _ in range(5):
            with pytest.raises(StoreRefused, match="does not let you in"):
                wrong.store()
        # After three refusals the account would be locked, also for who has the right one.
        assert cypher(where, "RETURN 1") == [(1,)]
        with open_neo4j(where, Door(KEY)) as store:
            assert store.version == 0

    def test_a_password_that_is_changed_meanwhile_is_tried_once(self, where: Server, tmp_path: Path) -> None:
        system = Server(where.address, where.user, where.password, "system")
        cypher(system, "CREATE USER guard SET PASSWORD 'longenough' CHANGE NOT REQUIRED")
        shared = Shared(Server(where.address, "guard", "longenough", where.database), Door(KEY), tmp_path)
        try:
            with shared.store() as store:
                assert store.version == 0
                cypher(system, "ALTER USER guard SET PASSWORD 'otherenough' CHANGE NOT REQUIRED")
                # As after a restart of the server: whoever was in has to log in again.
                for connections in list(store.db._driver._pool.connections.values()):
                    for connection in list(connections):
                        connection.kill()
            for _ in range(5):
                with pytest.raises(StoreRefused, match="does not let you in"):
                    shared.store()
            with open_neo4j(Server(where.address, "guard", "otherenough", where.database), Door(KEY)) as store:
                assert store.version == 0
        finally:
            shared.close()
            cypher(system, "DROP USER guard")
