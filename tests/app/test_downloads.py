"""What was made for a download is there until the browser has come for it."""

from __future__ import annotations

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from app.downloads import linger


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: "window")
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def _made(files: MediaFileManager, data: bytes = b"a;b") -> str:
    asked = files.add_deferred(lambda: data, "text/csv", "0.1", "table.csv")
    return files.execute_deferred(asked).rpartition("/")[2]


def _two_scripts_end(files: MediaFileManager) -> None:
    files.remove_orphaned_files()
    files.remove_orphaned_files()


def test_two_ends_of_a_script_take_away_what_streamlit_made(files: MediaFileManager) -> None:
    name = _made(files)
    files.remove_orphaned_files()
    assert files.read_file(name) is not None
    files.remove_orphaned_files()
    assert files.read_file(name) is None


def test_it_stays_for_its_seconds(files: MediaFileManager) -> None:
    linger(files, seconds=60)
    name = _made(files)
    _two_scripts_end(files)
    _two_scripts_end(files)
    kept = files.read_file(name)
    assert kept is not None
    assert kept.content == b"a;b"


def test_it_goes_when_its_seconds_are_over(files: MediaFileManager) -> None:
    linger(files, seconds=0)
    name = _made(files)
    _two_scripts_end(files)
    _made(files, b"another")
    _two_scripts_end(files)
    assert files.read_file(name) is None


def test_who_asks_again_meanwhile_still_gets_it(files: MediaFileManager) -> None:
    linger(files, seconds=0)
    name = _made(files)
    _two_scripts_end(files)
    _made(files, b"another")
    files.remove_orphaned_files()
    assert _made(files) == name
    # Now the other one goes, and the seconds of this one, the first time, are over.
    files.remove_orphaned_files()
    assert files.read_file(name) is not None
