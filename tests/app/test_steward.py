from __future__ import annotations

import errno
import json
import os
import stat
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import run
from app.desk import Busy, Desk, Task
from app.freshness import mark
from app.intake import Intake
from app.jobs import Progress
from app.steward import BACKUPS, NotForYou, Steward, actions, in_words, lost_by
from graph.choices import setting
from graph.errors import DiskFull, StoreBroken, StoreLocked, StoreRefused, UndoBlocked, UsageRefused
from graph.privacy import Audience
from graph.settings import Settings
from graph.stores.sqlite import open_sqlite
from loaders.mending import Fix
from loaders.options import Options

LOG = b"case,time,loket\n1,2024-01-01,A\n1,2024-01-02,B\n1,gisteren,A\n"


def nothing(done: int, total: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    monkeypatch.setenv("KAART_LANG", "en")
    monkeypatch.delenv("KAART_DB", raising=False)


@dataclass
class _Dropped:
    name: str
    contents: bytes
    file_id: str = "1"

    def getbuffer(self) -> memoryview:
        return memoryview(self.contents)


@pytest.fixture
def steward() -> Steward:
    return Steward(Audience.BEHEERDER)


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake([_Dropped("log.csv", LOG)], tmp_path / "dropped")


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.BEHEERDER])
def test_only_the_administrator_reads_anything_here(audience: Audience) -> None:
    with pytest.raises(NotForYou, match="for the administrator only"):
        Steward(audience)


def test_without_data_there_is_nothing_and_nothing_is_made(steward: Steward) -> None:
    assert not steward.has_data
    assert (steward.changes(), steward.backups(), steward.settings_changes()) == ((), (), ())
    with pytest.raises(UsageRefused, match="no data of your own to keep yet"):
        steward.backup(nothing)
    assert not steward.place.exists()


def test_a_check_keeps_nothing_and_an_import_can_be_undone_and_done_again(steward: Steward, intake: Intake) -> None:
    checked = steward.bring_in(intake, Options(), True, nothing)
    assert (checked.read, checked.added, len(checked.problems)) == (3, 2, 1)
    assert not steward.has_data
    report = steward.bring_in(intake, Options(), False, nothing)
    assert (report.added, report.change) == (2, 1)
    (action,) = actions(steward.changes())
    assert (action.number, action.again) == (1, False)
    steward.undo(action.number, nothing)
    (action,) = actions(steward.changes())
    # Doing it again is undoing the undo, which is change 2.
    assert (action.number, action.again, action.change.number) == (2, True, 1)
    steward.undo(action.number, nothing)
    assert [a.again for a in actions(steward.changes())] == [False]
    with pytest.raises(UndoBlocked):
        steward.undo(2, nothing)


def test_what_is_mended_is_read_and_the_own_file_stays(steward: Steward, intake: Intake) -> None:
    assert steward.mend(intake, (Fix("log.csv", 4, "time", "2024-01-03"),)) == 1
    report = steward.bring_in(intake, Options(), False, nothing)
    assert (report.added, report.problems) == (3, ())


def test_what_stands_now_follows_data_and_settings(steward: Steward, intake: Intake) -> None:
    seen = {mark()}
    steward.bring_in(intake, Options(), False, nothing)
    seen.add(mark())
    steward.choose(setting("k").put(steward.chosen(), 12), "why", 0)
    seen.add(mark())
    steward.undo_choice(1)
    seen.add(mark())
    assert len(seen) == 4
    assert steward.chosen().k == 10


def test_a_backup_is_the_owners_and_comes_back(steward: Steward, intake: Intake) -> None:
    steward.bring_in(intake, Options(), False, nothing)
    kept = steward.backup(nothing)
    assert kept.path.parent == steward.place.parent / BACKUPS
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    assert (kept.size, kept.version) == (kept.path.stat().st_size, 1)
    steward.undo(1, nothing)
    assert lost_by(steward.changes(), kept) == 1
    result = steward.restore(kept.path, nothing)
    assert [c.undone_by for c in steward.changes()] == [None]
    assert result.kept is not None
    assert {k.path for k in steward.backups()} == {kept.path, result.kept}
    kept.path.unlink()
    assert [k.size is None for k in sorted(steward.backups(), key=lambda k: k.path != kept.path)] == [True, False]


def test_a_damaged_database_can_be_replaced_by_a_copy(steward: Steward, intake: Intake) -> None:
    steward.bring_in(intake, Options(), False, nothing)
    kept = steward.backup(nothing)
    for end in ("-wal", "-shm"):
        steward.place.with_name(steward.place.name + end).unlink(missing_ok=True)
    steward.place.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreBroken):
        steward.changes()
    with pytest.raises(StoreBroken):
        steward.restore(intake.paths[0], nothing)
    steward.place.unlink()
    steward.restore(kept.path, nothing)
    assert len(steward.changes()) == 1


def test_a_database_that_another_program_writes_to_is_a_sentence(
    steward: Steward, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    steward.bring_in(intake, Options(), False, nothing)
    monkeypatch.setattr("graph.stores.sqlite_connection.BUSY_MS", 50)
    with open_sqlite(steward.place, Settings().door()) as other, other.writing():
        with pytest.raises(StoreLocked, match="Another program is writing"):
            steward.undo(1, nothing)
        # Reading goes on.
        assert len(steward.changes()) == 1
    steward.undo(1, nothing)


def test_the_errors_of_the_system_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=r"The disk is full: .* Nothing was changed"), in_words(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(StoreRefused, match=r"cannot be used: .*here"), in_words(tmp_path / "here"):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def test_on_the_desk_lies_one_piece_of_work() -> None:
    desk, begun, may_end = Desk(), threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        may_end.wait(10)
        return "klaar"

    first = desk.begin(Task.IMPORT, work, "window 1")
    begun.wait(10)
    with pytest.raises(Busy, match="A file is being imported, perhaps in another window"):
        desk.begin(Task.CHECK, work, "window 2")
    assert desk.running is first
    may_end.set()
    assert first.job.result() == "klaar"
    assert desk.begin(Task.BACKUP, work, "window 2").job.result() == "klaar"


def test_settings_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "t_dead", "90", "--why", "besluit"]) == 0
    assert "T_dead 56 -> 90 (besluit)" in capsys.readouterr().out
    assert run(["settings"]) == 0
    shown = capsys.readouterr().out
    assert "T_dead = 90  (Days of silence until 'dead end')  [usually: 56]" in shown
    assert "k = 10" in shown
    assert run(["settings", "--undo"]) == 0
    assert "T_dead 90 -> 56 (puts 1 back)" in capsys.readouterr().out
    assert run(["settings", "--history"]) == 0
    assert "[put back by 2]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("k", "4"), "choose a number from 5 to 100, not 4."),
        (("k", "veel"), "Give a whole number for k, not 'veel'."),
        (("k", "--why", "x"), "Which value? Type: kaart settings k VALUE"),
        (("iets", "1"), "There is no setting 'iets'."),
        (("k", "8", "--history"), "Choose one of the three"),
        (("--undo", "3"), "There is no change 3 of the settings."),
    ],
)
def test_settings_that_cannot_be_are_refused(
    words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["settings", *words]) == 2
    assert why in capsys.readouterr().err


def test_settings_change_what_is_asked_and_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,time,loket\n1,2024-01-01,A\n1,2024-01-02,leeg\n1,2024-03-01,B\n")
    assert run(["settings", "missing", "leeg"]) == 0
    assert run(["check", str(log)]) == 0
    assert "1 reported: no loket" in capsys.readouterr().out
    # What is said with the command itself goes before.
    assert run(["check", str(log), "--missing", "EMPTY"]) == 0
    assert "reported: no loket" not in capsys.readouterr().out
    assert run(["import", str(Path(__file__).parents[2] / "data" / "toy")]) == 0
    # definitions.md, "The toy register": r8 was sent 121 days before the data end and never picked up.
    for days, missed in (("14", 1), ("121", 1), ("122", 0)):
        run(["settings", "T_pick", days])
        capsys.readouterr()
        assert run(["ask", "pickups", "--data-end", "2024-06-30", "--json"]) == 0
        told = capsys.readouterr()
        assert json.loads(told.out)["not_picked_up"] == missed
        assert ("T_pick = " in told.err) is (days != "14")
