"""The one place where the app opens a store and gets its snapshot, answers and settings.

What is handed out is shared by all who look at the page: frozen, kept by the data version, never changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import cast

import streamlit as st

from app import texts
from app.choosing import choices_place, own_choices_place
from app.opening import demo, demo_place, is_there, opened, place
from app.watching import Now, Watch
from graph.changesets import ChangeSet
from graph.choices import Chosen, chosen_settings
from graph.errors import KaartError, StoreLocked, UsageRefused
from graph.network import Network
from graph.privacy import Audience, NothingPublished
from graph.publishing import Publication, published
from graph.settings import DEMO, Settings
from graph.sources import Source
from graph.store import Store
from graph.stores.neo4j_address import Server
from graph.text import Language

DROPPED = "dropped-"
PATIENCE = 2_000
"""So many milliseconds a page waits for another program that writes in its file; then it says so."""


def settings() -> Settings:
    """The settings of this process, as the environment stands now."""
    return _settings(tuple(os.environ.items()))


@lru_cache(maxsize=4)
def _settings(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Read once for each environment: a page asks ten times over."""
    return Settings()


def language() -> Language:
    """The language of the screens: as chosen on the page, else as set."""
    return cast(Language, st.session_state.get("taal") or settings().lang)


def audience() -> Audience:
    """For whom this page is: as the process was started; without login, on one's own machine, the administrator."""
    return settings().audience


def own_place() -> Path:
    """The database for one's own files; the demo is never written to."""
    known = settings()
    return place(known) if known.db != DEMO else known.own_database


@contextmanager
def own_store() -> Iterator[Store]:
    """One's own store, to write in; made when it is not there yet."""
    path, watch = own_place(), watched()
    path.parent.mkdir(parents=True, exist_ok=True)
    if watch is None:
        with opened(settings(), path) as store:
            yield store
        return
    with watch.lend() as store:
        before = store.version
        yield store
        # What was written is written, also when the server cannot be asked for it just now.
        with suppress(KaartError):
            if store.version != before:
                watch.catch_up()


def watched() -> Watch | None:
    """What follows one's own data on a server; None for a file."""
    known = settings()
    server = known.server() if known.db != DEMO else None
    if server is None:
        return None
    return _watch(server.shown, server.user, server.password, str(known.folder), server)


@st.cache_resource(max_entries=2, show_spinner=False, on_release=Watch.stop)
def _watch(shown: str, user: str, password: str, folder: str, _server: Server) -> Watch:
    from graph.stores.neo4j_shared import Shared

    return Watch(Shared(_server, settings().door(), Path(folder)).store, _prepare)


def _prepare(now: Now) -> None:
    """Make what the pages show of a version on the server."""
    from app.basis import basis

    known = _data(str(own_place()), now.token, _known(now))
    _network(str(known.path), known.token, known)
    # What its audience may not see, or must choose first, is told on the page.
    with suppress(UsageRefused, NothingPublished):
        basis(known, None)


def _known(now: Now) -> Data:
    return Data(own_place(), is_demo=False, is_new=now.is_new, token=now.token, sources=(), rows={})


def own_changes() -> tuple[ChangeSet, ...]:
    """The change sets of one's own data, newest first, as the page shows them."""
    if watch := watched():
        return watch.shown.changes
    known = data(is_demo=False)
    return () if not known.token else _changes(str(known.path), known.token, known)


@st.cache_resource(max_entries=2, show_spinner=False)
def _changes(path: str, token: str, _known: Data) -> tuple[ChangeSet, ...]:
    with _open(_known.path, _known.is_demo) as store:
        return store.changes()


@dataclass(frozen=True, slots=True)
class Data:
    """Where the page's data stand: one's own or the demo, their version, and the sources that hold rows.

    `is_new` is whether nothing was ever written there.
    """

    path: Path
    is_demo: bool
    is_new: bool
    token: str
    sources: tuple[Source, ...]
    rows: dict[str, int]


def data(is_demo: bool) -> Data:
    """What the store holds now; an own database that is not there yet holds nothing.

    On a server it is the newest version that is ready to be shown; of a file that another program holds the newest
    that was read.
    """
    if not is_demo and (watch := watched()):
        known = _known(watch.shown)
        return _data(str(known.path), known.token, known)
    path = demo_place(settings()) if is_demo else own_place()
    if not is_demo and not is_there(settings(), path):
        return Data(path, is_demo=False, is_new=True, token="", sources=(), rows={})
    try:
        with _open(path, is_demo) as store:
            token, is_new = store.token, store.version == 0
        _last_read()[path] = _data(str(path), token, Data(path, is_demo, is_new, token, (), {}))
    except StoreLocked:
        if path not in _last_read():
            raise
    return _last_read()[path]


@st.cache_resource(show_spinner=False)
def _last_read() -> dict[Path, Data]:
    return {}


def is_gone() -> bool:
    """Whether one's own data were here once, and are not any more: what was made of them still stands beside them."""
    path = own_place()
    return not is_there(settings(), path) and path.with_name(f"{path.name}.cache").exists()


@st.cache_resource(max_entries=8, show_spinner=False)
def _data(path: str, token: str, _known: Data) -> Data:
    with _open(_known.path, _known.is_demo) as store:
        counts = [count for count in store.source_counts() if count.rows]
    sources, rows = tuple(c.source for c in counts), {c.source.name: c.rows for c in counts}
    return replace(_known, sources=sources, rows=rows)


@contextmanager
def _open(path: Path, is_demo: bool) -> Iterator[Store]:
    if is_demo and not _make_demo(str(path)).exists():
        # Somebody cleared the folder while we run.
        _make_demo.clear(str(path))
        _make_demo(str(path))
    watch = None if is_demo else watched()
    with watch.lend() if watch else opened(settings(), path, create=False, patience=PATIENCE) as store:
        yield store


@contextmanager
def store_of(data: Data) -> Iterator[Store]:
    """The store that some data came from, to read in."""
    with _open(data.path, data.is_demo) as store:
        yield store


@st.cache_resource(max_entries=4, show_spinner=False)
def _make_demo(path: str) -> Path:
    """Make the demo where it is not there yet; once, however many pages open at the same moment."""
    demo(settings()).close()
    return Path(path)


def drop_folder() -> Path:
    """Where files that a person drops stand while they are read; of this process only, and gone when it stops."""
    return settings().folder / f"{DROPPED}{os.getpid()}"


def choices(is_demo: bool) -> Chosen:
    """The settings of one's own data, or of the demo."""
    return chosen_settings(choices_place(settings(), DEMO) if is_demo else own_choices_place(settings()))


# Of a server the version that is shown, the one that is being made ready, and the demo.
@st.cache_resource(max_entries=3, show_spinner=False)
def _network(path: str, token: str, _data: Data) -> Network:
    with _open(_data.path, _data.is_demo) as store:
        return store.network()


@dataclass(frozen=True, eq=False)
class Version:
    """The version of the data that an audience sees: the data as they are, or what was published and when."""

    identity: str
    network: Network
    frozen: bool
    when: datetime | None


def version(data: Data, seen_by: Audience | None = None) -> Version:
    """The data as they are for the administrator, else what stands published; the demo is published as it is.

    `seen_by` is for whom, by default the audience of this page.

    Raises
    ------
    NothingPublished
        When the audience may only see what is published, and nothing is.
    """
    if data.is_demo or (seen_by or audience()) is Audience.BEHEERDER:
        return Version(f"{data.path} {data.token}", _network(str(data.path), data.token, data), data.is_demo, None)
    found = _publication(str(data.path), data.token, data)
    if found is None:
        raise NothingPublished(texts.NOTHING_PUBLISHED)
    return Version(f"{data.path} {data.token} {found.number}", found.network, True, found.when)


@st.cache_resource(max_entries=2, show_spinner=False)
def _publication(path: str, token: str, _data: Data) -> Publication | None:
    with _open(_data.path, _data.is_demo) as store:
        return published(store)
