from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.intake import Intake, put_away, run, safe_name
from app.jobs import Job, Progress
from graph.errors import Stopped, UnreadableFile
from loaders.options import Options


def test_work_gives_its_result_and_how_far_it_is() -> None:
    def work(progress: Progress) -> str:
        progress(1, 4)
        return "klaar"

    job = Job(work)
    assert job.result() == "klaar"
    assert (job.share, job.done) == (0.25, True)


def test_work_that_fails_says_why_where_the_result_is_asked() -> None:
    def work(progress: Progress) -> str:
        raise ValueError("mis")

    with pytest.raises(ValueError, match="mis"):
        Job(work).result()


def test_work_can_be_stopped() -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        may_go_on.wait(10)
        progress(1, 2)
        return "te laat"

    job = Job(work)
    begun.wait(10)
    assert not job.done
    job.stop()
    may_go_on.set()
    with pytest.raises(Stopped, match="Nothing was stored"):
        job.result()


@dataclass
class _Dropped:
    name: str
    contents: bytes
    file_id: str = "1"

    def getbuffer(self) -> memoryview:
        return memoryview(self.contents)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("log.csv", "log.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\log.csv", "log.csv"),
        (".hidden", "hidden"),
        ("a/b\x00c.csv", "b_c.csv"),
        ("..", "bestand"),
    ],
)
def test_a_dropped_name_stays_in_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_columns_of_a_log_are_found_and_guessed(tmp_path: Path) -> None:
    intake = Intake([_Dropped("log.csv", b"zaak;tijd;loket;x\n1;2024-01-01;A;\n")], tmp_path)
    columns = intake.log
    assert columns is not None
    assert columns.names == ("zaak", "tijd", "loket", "x")
    assert columns.guesses == {"case": "zaak", "time": "tijd", "group": "loket"}


def test_the_attributes_of_an_xes_log_are_found(tmp_path: Path) -> None:
    trace = b'<string key="concept:name" value="1"/><event><string key="org:resource" value="A"/></event>'
    columns = Intake([_Dropped("log.xes", b"<log><trace>" + trace + b"</trace></log>")], tmp_path).log
    assert columns is not None
    assert (columns.asked, columns.names) == (("group",), ("concept:name", "org:resource"))


def test_our_own_tables_need_no_columns(tmp_path: Path) -> None:
    assert Intake([_Dropped("referrals.csv", b"id,case,from,to,sent_at\n")], tmp_path).log is None


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        Intake([_Dropped("log.csv", b"")], tmp_path).log  # noqa: B018


def test_dropped_files_are_gone_when_the_intake_is(tmp_path: Path) -> None:
    intake = Intake([_Dropped("log.csv", b"a,b\n")], tmp_path)
    place = intake.paths[0]
    assert place.parent.parent.stat().st_mode & 0o077 == 0
    del intake
    assert not place.exists()


def test_what_a_process_that_was_cut_short_left_is_put_away(tmp_path: Path) -> None:
    own, dead, alive = (tmp_path / f"dropped-{n}" for n in ("own", 2**22 + 1, 1))
    for place in (own, dead, alive):
        place.mkdir()
    put_away(own)
    assert list(tmp_path.iterdir()) == [alive]


def test_dropped_files_with_dates_after_the_day_that_is_given_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("KAART_KEY", "a-key-for-the-tests-only")
    monkeypatch.delenv("KAART_DB", raising=False)
    log = b"case,time,group\n1,2024-01-01,A\n1,2024-01-03,B\n"
    intake = Intake([_Dropped("log.csv", log)], tmp_path)
    told = [
        [note.nl for note in run(intake, Options(), True, lambda *_: None, today=date(2024, 1, day)).notes]
        for day in (2, 3)
    ]
    # The last row is one day after the second of January.
    assert any(note.startswith("1 rij heeft een datum na vandaag: 03-01-2024.") for note in told[0])
    assert not any("na vandaag" in note for note in told[1])
