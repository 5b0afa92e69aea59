"""Moving house between stores: everything goes along, nothing is half, and what was erased is in no new file."""

from __future__ import annotations

import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.batch import Batch
from graph.canonical import canon
from graph.copying import copy
from graph.errors import KaartError, KeyMismatch, Stopped, UndoBlocked, Unknown, UsageRefused
from graph.model import Case, Loket
from graph.pseudonyms import Door, label
from graph.publishing import published
from graph.store import Store
from graph.stores import neo4j_work
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import Server, server
from graph.stores.neo4j_apart import Database, Work
from graph.stores.sqlite import open_sqlite
from graph.text import Text
from tests import neo4j_server as servers
from tests.graph.conftest import KEY
from tests.graph.samples import C1, H1, H2, ME, PEOPLE, ROWS, TABLES, add_log, day, log, words_of
from tests.graph.test_store_random import STEP, act
from tests.neo4j_tools import cypher, emptied

Open = Callable[[], Store]
NEO4J = pytest.mark.neo4j
WAYS = (("sqlite", "neo4j"), ("neo4j", "sqlite"), ("neo4j", "neo4j"))
PAIRS = (("sqlite", "sqlite"), *(pytest.param(way, marks=NEO4J) for way in WAYS))
LONG = (("sqlite", "sqlite"), *(pytest.param(way, marks=(NEO4J, pytest.mark.slow)) for way in WAYS))


@pytest.fixture(scope="session")
def other_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Running]:
    """A second server: a Community server has one database, and a move between servers needs two."""
    servers.fetch()
    home = tmp_path_factory.mktemp("other")
    running = servers.start(home, port=servers.free_port(), password="only-for-these-tests", heap="512m")
    yield running
    running.stop()


def _address(running: servers.Running) -> Server:
    return server(running.address, servers.USER, running.password, "neo4j")


@pytest.fixture
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str, str], Open]]:
    """Gives what opens the source or the target of a kind, at first empty."""
    opened: list[Store] = []

    def of(side: str, kind: str) -> Open:
        if kind == "neo4j":
            name = "other_server" if side == "target" else "neo4j_server"
            where = _address(request.getfixturevalue(name))
            emptied(where)

        def once_more() -> Store:
            folder = tmp_path / side
            store: Store = (
                open_sqlite(folder / "kaart.db", Door(KEY))
                if kind == "sqlite"
                else open_neo4j(where, Door(KEY), caches=folder)
            )
            opened.append(store)
            return store

        return once_more

    yield of
    for store in opened:
        store.close()


@pytest.fixture(params=PAIRS, ids="-".join)
def pair(request: pytest.FixtureRequest, opening: Callable[[str, str], Open]) -> tuple[Store, Store]:
    """A source and an empty target."""
    kinds: tuple[str, str] = request.param
    return opening("source", kinds[0])(), opening("target", kinds[1])()


def lived(store: Store) -> None:
    """Twelve change sets of every kind: replaced, removed, undone, done again, ended twice, erased, and published."""
    store.add(Batch.of(PEOPLE), source="eigen", **ME)
    for week in range(2):
        add_log(store, log((21, 10 * week, "x"), (21, 10 * week + 1, "y"), (22, 10 * week, None)))
    for closed in (10, 20):
        # Ends the same row of the case; the first is undone, so that the row has two that ended it.
        store.add(Batch.of([Case(C1, H1, opened_at=day(1), closed_at=day(closed)), Loket("b", "o", str(closed))]), **ME)
        store.undo(**ME)
    store.remove([label("case", 22)], **ME)
    store.forget("household", [H2], who="Ans")
    store.undo(5, who="Bé", why="toch wel")
    store.remove(["plan-1"], **ME)
    store.publish(**ME)


def test_everything_goes_along(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    told: list[tuple[int, int]] = []
    done = copy(source, target, lambda *rows: told.append(rows))
    assert done.source == done.target == canon(target.past())
    # Of two cases of the tables H2's was erased; two cases of the log, one of them removed.
    assert (done.source.counts["cases"], done.source.counts["erased"], done.version) == (2, 2, 12)
    assert target.changes() == source.changes()
    assert words_of(target.network()) == words_of(source.network())
    assert target.source_counts() == source.source_counts()
    assert told[-1][0] == told[-1][1] > 0


def test_the_published_version_goes_along(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    copy(source, target)
    mine, theirs = published(source), published(target)
    assert mine
    assert theirs
    assert (theirs.number, words_of(theirs.network)) == (mine.number, words_of(mine.network))


def test_who_is_erased_stays_away_from_the_copy(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    copy(source, target)
    assert target.add(Batch.of(PEOPLE), source="eigen", **ME) == source.add(Batch.of(PEOPLE), source="eigen", **ME)
    assert 2 not in target.contents().households.key.tolist()
    assert words_of(target.network()) == words_of(source.network())


def outcome(store: Store, number: int) -> tuple[object, ...]:
    """What an undo does, or what it says."""
    try:
        change = store.undo(number, **ME)
    except KaartError as error:
        return (error.to("en"),)
    return change.added, change.removed, *words_of(store.network())


def test_the_same_changes_can_be_undone(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    copy(source, target)
    numbers = [*range(12, 0, -1), 13, 14, 5, 4]
    assert [outcome(target, n) for n in numbers] == [outcome(source, n) for n in numbers]
    assert [(c.number, c.undone_by) for c in target.changes()] == [(c.number, c.undone_by) for c in source.changes()]
    # Each went the same way by itself; the digests differ by the times of the undoes.
    mine, theirs = canon(source.past()), canon(target.past())
    assert mine.counts == theirs.counts


def test_a_copy_is_known_again_and_follows_its_source(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    assert not copy(source, target).again
    assert copy(source, target).again
    source.add(Batch.of([Loket("nieuw", "o", "Nieuw")]), **ME)
    source.forget("professional", ["p1"], who="Ans")
    done = copy(source, target)
    assert (done.again, target.version) == (False, source.version)
    assert words_of(target.network()) == words_of(source.network())
    assert "p1" not in str(target.past().facts)


def test_a_copy_that_went_on_is_not_replaced(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)
    copy(source, target)
    target.add(Batch.of([Loket("eigen", "o", "Eigen werk")]), **ME)
    before = words_of(target.network())
    with pytest.raises(UsageRefused, match="The target holds other data already, or changes that the source does not"):
        copy(source, target)
    assert words_of(target.network()) == before


def test_stopped_in_the_middle_nothing_is_there(pair: tuple[Store, Store]) -> None:
    source, target = pair
    lived(source)

    def stop(done: int, total: int) -> None:
        raise Stopped(Text("stop", "stop"))

    with pytest.raises(Stopped):
        copy(source, target, stop)
    assert (target.version, target.changes(), len(target.contents().cases), target.is_blank) == (0, (), 0, True)
    assert copy(source, target).target == canon(source.past())


@pytest.mark.parametrize("kinds", LONG, ids="-".join)
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(steps=st.lists(STEP, min_size=2, max_size=8))
def test_random_acts_move_whole(
    kinds: tuple[str, str], steps: list[object], opening: Callable[[str, str], Open], tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    tmp_path.mkdir()
    source, target = opening("source", kinds[0])(), opening("target", kinds[1])()
    for step in steps:
        act(source, step)  # type: ignore[arg-type]
    if source.version:
        done = copy(source, target)
        assert done.source == done.target
        assert words_of(target.network()) == words_of(source.network())
        for number in range(source.version, 0, -1):
            assert outcome(target, number) == outcome(source, number)
    source.close()
    target.close()


class TestRefused:
    def test_the_same_place(self, tmp_path: Path) -> None:
        with open_sqlite(tmp_path / "a.db", Door(KEY)) as a, open_sqlite(tmp_path / "a.db", Door(KEY)) as b:
            add_log(a)
            with pytest.raises(UsageRefused) as refused:
                copy(a, b)
            assert len(b.changes()) == 1
        assert refused.value.to("en") == (
            "The source and the target are the same database. Name another place with --to."
        )

    def test_another_key(self, tmp_path: Path) -> None:
        other = Door(b"another key of the tests")
        with open_sqlite(tmp_path / "a.db", Door(KEY)) as a, open_sqlite(tmp_path / "b.db", other) as b:
            add_log(a)
            with pytest.raises(KeyMismatch) as refused:
                copy(a, b)
            assert b.is_blank
        assert refused.value.to("en") == (
            "The source and the target do not have the same key of pseudonyms. Nothing was written. "
            "Use the same key for both, in KAART_KEY or in the key file."
        )

    def test_a_target_with_something_else(self, tmp_path: Path) -> None:
        with open_sqlite(tmp_path / "a.db", Door(KEY)) as a, open_sqlite(tmp_path / "b.db", Door(KEY)) as b:
            add_log(a)
            add_log(b)
            with pytest.raises(UsageRefused) as refused:
                copy(a, b)
            assert len(b.changes()) == 1
        assert refused.value.to("en") == (
            "The target holds other data already, or changes that the source does not have. Nothing was written. "
            "Name an empty database with --to, or an earlier copy of the same source."
        )

    def test_an_empty_source(self, tmp_path: Path) -> None:
        with open_sqlite(tmp_path / "a.db", Door(KEY)) as a, open_sqlite(tmp_path / "b.db", Door(KEY)) as b:
            with pytest.raises(UsageRefused) as refused:
                copy(a, b)
            assert b.is_blank
        assert refused.value.to("en").startswith("There is nothing in the source yet. Nothing was written.")

    @NEO4J
    def test_a_server_where_something_of_another_stands(self, neo4j: Server, tmp_path: Path) -> None:
        emptied(neo4j)
        cypher(neo4j, "CREATE (:Film {title: 'Alleman'})")
        with open_sqlite(tmp_path / "a.db", Door(KEY)) as a, open_neo4j(neo4j, Door(KEY), caches=tmp_path) as b:
            add_log(a)
            with pytest.raises(UsageRefused, match="The target holds other data already"):
                copy(a, b)
            assert cypher(neo4j, "MATCH (f:Film) RETURN count(f)") == [(1,)]


# Copies slowly: says each portion, so that it can be killed in the middle.
COPIER = """
import sys, time
from pathlib import Path
from graph.copying import copy
from graph.pseudonyms import Door
from graph.stores import neo4j_work, sqlite_write
from graph.stores.neo4j import open_neo4j
from graph.stores.neo4j_address import server
from graph.stores.sqlite import open_sqlite

neo4j_work.PORTION = sqlite_write.CHUNK = 40
source, target, key, *entry = sys.argv[1:]
door = Door(key.encode())
with open_sqlite(source, door) as a:
    if entry:
        b = open_neo4j(server(target, *entry, "neo4j"), door, caches=Path(source).parent)
    else:
        b = open_sqlite(target, door)
    copy(a, b, lambda done, total: (print(done, flush=True), time.sleep(0.01)))
    b.close()
"""


def _killed(words: list[str], seconds: float) -> bool:
    """Starts a copy and kills it some time after its first portion; whether it was still at work."""
    copier = subprocess.Popen([sys.executable, "-c", COPIER, *words], stdout=subprocess.PIPE, text=True)
    assert copier.stdout
    assert select.select([copier.stdout], [], [], 60)[0]
    time.sleep(seconds)
    copier.send_signal(signal.SIGKILL)
    copier.stdout.close()
    return copier.wait() == -signal.SIGKILL


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("neo4j", marks=NEO4J)])
def test_killed_at_random_it_is_empty_or_whole_and_goes_on(
    kind: str, opening: Callable[[str, str], Open], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20241122)
    source, again = opening("source", "sqlite")(), opening("target", kind)
    rows = [(case, at, "xyz"[at % 3]) for case in range(100, 500) for at in range(4)]
    lived(source)
    add_log(source, log(*rows))
    whole = canon(source.past())
    words = [str(tmp_path / "source" / "kaart.db"), str(tmp_path / "target" / "kaart.db"), KEY.decode()]
    if kind == "neo4j":
        where = _address(request.getfixturevalue("other_server"))
        words[1:] = [where.address, KEY.decode(), where.user, where.password]
    for _ in range(4):
        killed = _killed(words, chance.uniform(0, 0.5))
        target = again()
        seen = (target.version, len(target.changes()), len(target.contents().cases), len(target.contents().records))
        target.close()
        # Nobody sees a part of it.
        assert seen == (0, 0, 0, 0) or canon(again().past()) == whole
        assert killed or seen[0] == source.version
    target = again()
    copy(source, target)
    assert canon(target.past()) == whole
    if kind == "neo4j":
        where = _address(request.getfixturevalue("other_server"))
        assert cypher(where, "MATCH (n:Chunk) RETURN count(n)") == [(0,)]
        assert cypher(where, "MATCH (c:Case) RETURN count(c)") == [(whole.counts["cases"],)]


@NEO4J
def test_what_had_arrived_on_a_server_is_not_sent_again(
    opening: Callable[[str, str], Open], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_work, "PORTION", 40)
    source, again = opening("source", "sqlite")(), opening("target", "neo4j")
    add_log(source, log(*((case, at, "xyz"[at % 3]) for case in range(100, 200) for at in range(4))))
    written: list[object] = []
    mine = Database.mine

    def noting(self: Database, change: int, work: Work) -> list[tuple[object, ...]]:
        rows = mine(self, change, work)
        written.append(work[0][1].get("place"))
        return rows

    monkeypatch.setattr(Database, "mine", noting)
    with pytest.raises(KeyboardInterrupt):
        copy(source, again(), lambda done, _: _stop() if done > 200 else None)
    arrived = len(written)
    target = again()
    copy(source, target)
    # 400 rows of events and their 100 cases: every part arrived, and each of them once.
    assert 0 < arrived < len(written)
    assert len(written) == len(set(written))
    assert canon(target.past()) == canon(source.past())


def _stop() -> None:
    raise KeyboardInterrupt


def test_a_form_of_its_own(tmp_path: Path) -> None:
    with open_sqlite(tmp_path / "a.db", Door(KEY)) as store:
        store.add(Batch.of(TABLES), source="eigen", **ME)
        one = canon(store.past())
        assert canon(store.past()) == one
        assert sum(one.counts[n] for n in ("records", "households", "cases", "referrals")) == ROWS + 1
        with suppress(Unknown, UndoBlocked):
            store.undo(**ME)
        assert canon(store.past()).digest != one.digest
