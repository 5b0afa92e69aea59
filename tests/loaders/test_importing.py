"""From files into a store: sources, the account of every row, and the second time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import CitizenNumber, SourceNeeded, UsageRefused
from graph.pseudonyms import Door
from graph.store import Store
from graph.stores.sqlite import open_sqlite
from loaders.importing import Report, import_into
from loaders.options import Options

Made = Callable[[str, str], Path]
LOG = "case,time,group,note\nz1,2024-01-01,A,\nz1,2024-01-02,EMPTY,\nz1,2024-01-03,B,\nz1,2024-01-03,B,\nz1,nooit,B,\n"
TABLES = "id,opened_at,entry\nz1,2024-01-01,A\nz2,2024-01-01,A\n"
RECEIPT = Path("/work/shared/data/events/receipt.csv.gz")


@pytest.fixture
def store(tmp_path: Path, door: Door) -> Iterator[Store]:
    with open_sqlite(tmp_path / "kaart.db", door) as opened:
        yield opened


def brought_in(store: Store | None, path: Path, door: Door, *, check: bool = False, **options: Any) -> Report:
    report = import_into(store, [path], Options(**options), door, who="test", check=check)
    assert report.read == report.added + report.known + report.reported
    assert report.reported == sum(reason.rows for reason in report.reasons)
    return report


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.added, report.known, report.reported


def test_every_row_is_accounted_for_the_first_and_the_second_time(store: Store, made: Made, door: Door) -> None:
    path = made("log.csv", LOG)
    first = brought_in(store, path, door)
    again = brought_in(store, path, door, source="log")
    assert counts(first) == (5, 2, 1, 2)
    assert counts(again) == (5, 0, 3, 2)
    assert [(r.text.en, r.rows) for r in first.reasons] == [("the date cannot be read", 1), ("no loket", 1)]
    assert (first.source, first.exit_status) == ("log", 1)


def test_missing_lokets_alone_are_no_error(store: Store, made: Made, door: Door) -> None:
    report = brought_in(store, made("log.csv", LOG.replace("z1,nooit,B,\n", "")), door)
    assert (report.missing_loket, report.reported, report.exit_status) == (1, 1, 0)


def test_a_check_writes_nothing(store: Store, made: Made, door: Door) -> None:
    report = brought_in(store, made("log.csv", LOG), door, check=True)
    assert counts(report) == (5, 2, 1, 2)
    assert (report.checked, report.change) == (True, None)
    assert not store.sources()


def test_a_check_without_a_store(made: Made, door: Door) -> None:
    assert counts(brought_in(None, made("log.csv", LOG), door, check=True)) == (5, 2, 1, 2)


def test_a_further_log_needs_a_name(store: Store, made: Made, door: Door) -> None:
    brought_in(store, made("log.csv", LOG), door)
    with pytest.raises(SourceNeeded) as error:
        brought_in(store, made("ander.csv", LOG), door)
    assert error.value.to("nl") == (
        "Er is al een logboek ingelezen. Zeg met --source bij welke bron dit bestand hoort, of geef een nieuwe naam. "
        "De bronnen zijn: log."
    )
    assert error.value.exit_status == 2
    assert brought_in(store, made("ander.csv", LOG), door, source="ander").added == 2
    assert [s.name for s in store.sources()] == ["log", "ander"]


def test_a_name_belongs_to_one_kind(store: Store, made: Made, door: Door) -> None:
    brought_in(store, made("cases.csv", TABLES), door, source="desk")
    with pytest.raises(UsageRefused) as error:
        brought_in(store, made("log.csv", LOG), door, source="desk")
    assert error.value.to("en") == (
        "Source 'desk' is there already as our own tables, and this is event log. Choose another name with --source."
    )


def test_tables_without_a_name_join_the_only_ones(store: Store, made: Made, door: Door) -> None:
    assert brought_in(store, made("cases.csv", TABLES), door, source="desk").source == "desk"
    assert brought_in(store, made("map/cases.csv", TABLES), door).source == "desk"


@pytest.mark.parametrize("name", ["", " ", "all", "ALL", "a\nb"])
def test_what_cannot_be_a_name(store: Store, made: Made, door: Door, name: str) -> None:
    with pytest.raises(UsageRefused, match="cannot be the name of a source"):
        brought_in(store, made("log.csv", LOG), door, source=name)


def test_a_referral_may_follow_its_case_later(store: Store, made: Made, door: Door) -> None:
    brought_in(store, made("cases.csv", TABLES), door)
    folder = made("later/cases.csv", "id,opened_at,entry\nz3,2024-01-01,A\n").parent
    made("later/referrals.csv", "id,case,from,to,sent_at\nr1,z2,A,B,2024-01-02\nr2,weg,A,B,2024-01-02\n")
    assert counts(brought_in(store, folder, door)) == (3, 2, 0, 1)


def test_the_forgotten_are_counted_and_no_error(store: Store, made: Made, door: Door) -> None:
    path = made("cases.csv", "id,household,opened_at,entry\nz1,H1,2024-01-01,A\nz2,H2,2024-01-01,A\n")
    brought_in(store, path, door)
    store.forget("household", [door.pseudonym("household", "H1")], who="test")
    again = brought_in(store, path, door)
    assert (again.known, again.forgotten, again.reported, again.exit_status) == (1, 1, 1, 0)
    assert again.reasons[0].text.nl == "van een gezin of professional die vergeten is"


def test_what_is_refused_leaves_nothing(store: Store, made: Made, door: Door) -> None:
    with pytest.raises(CitizenNumber):
        brought_in(store, made("log.csv", LOG.replace("z1", "111222333")), door)
    assert not store.changes()


@pytest.mark.skipif(not RECEIPT.exists(), reason="the municipal log is for local runs")
def test_the_municipal_log(store: Store, door: Door) -> None:
    # The figures of issue 3: 8,577 = 6,641 + 0 + 1,936, and 0 + 6,641 + 1,936 the second time.
    named: dict[str, Any] = {"case": "case:concept:name", "time": "time:timestamp", "group": "org:group"}
    assert counts(brought_in(store, RECEIPT, door, **named)) == (8577, 6641, 0, 1936)
    assert counts(brought_in(store, RECEIPT, door, **named, source="receipt")) == (8577, 0, 6641, 1936)
