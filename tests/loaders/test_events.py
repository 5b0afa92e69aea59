"""Event logs in CSV: what is kept, what is known and what is reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from graph.errors import ColumnAbsent, UnreadableFile, UsageRefused
from graph.instants import MISSING, instant, instant_of_date
from graph.pseudonyms import Door
from loaders.identities import possible_households
from loaders.options import Options
from loaders.read import read
from loaders.reading import Reading

Read = Callable[..., Reading]
HEADER = "case,time,group\n"


def texts(found: Reading) -> list[tuple[str, str]]:
    return [(p.text.nl, p.text.en) for p in found.problems]


def reasons(found: Reading) -> dict[str, int]:
    return {reason.label.en: rows for reason, rows in found.reasons.items()}


def lokets(found: Reading) -> list[str | None]:
    return [None if code < 0 else found.batch.words[code] for code in found.batch.events.loket.tolist()]


def test_rows_keep_the_order_of_the_file(reading: Read) -> None:
    found = reading("log.csv", HEADER + "z1,2024-01-03,B\nz2,2024-01-01,A\nz1,2024-01-02,A\n")
    assert lokets(found) == ["B", "A", "A"]
    assert found.batch.events.position.tolist() == [0, 1, 2]
    assert found.batch.events.at.tolist() == [instant_of_date(date(2024, 1, d)) for d in (3, 1, 2)]
    assert len(found.batch.cases) == 2


def test_cases_become_pseudonyms_of_their_source(reading: Read, door: Door) -> None:
    found = reading("log.csv", HEADER + "z1,2024-01-03,B\n", source="desk")
    assert found.batch.cases.key.tolist() == [door.pseudonym("case", "z1", "desk")]
    # Without a named household each case is its own.
    assert found.batch.cases.household.tolist() == found.batch.cases.key.tolist()
    assert found.batch.events.case.tolist() == found.batch.cases.key.tolist()


def test_a_missing_loket_is_kept_and_counted(reading: Read) -> None:
    found = reading(
        "log.csv", HEADER + "z1,2024-01-01,A\nz1,2024-01-02,EMPTY\nz1,2024-01-03, Onbekend \nz1,2024-01-04,\n"
    )
    assert found.missing_loket == 3
    assert lokets(found) == ["A", None, None, None]
    assert not found.problems


def test_missing_replaces_the_sentinels_trimmed_and_without_case(reading: Read) -> None:
    found = reading(
        "log.csv", HEADER + "z1,2024-01-01,EMPTY\nz1,2024-01-02, Geen\nz1,2024-01-03,\n", missing=(" GEEN ",)
    )
    assert lokets(found) == ["EMPTY", None, None]


def test_a_row_twice_in_every_cell_is_known(reading: Read) -> None:
    row = "z1,2024-01-01 10:00,A,x\n"
    found = reading("log.csv", "case,time,group,note\n" + row + "z2,2024-01-01 10:00,A,x\n" + row)
    assert found.known_doubles == 1
    assert len(found.batch.events) == 2


@pytest.mark.parametrize(
    ("rows", "doubles"),
    [
        ("z1,2024-01-01,A,x\nz1,2024-01-01,A,y\n", 0),  # another cell differs
        ("z1,2024-01-01,A,x\nz1,2024-01-01,B,x\nz1,2024-01-01,A,x\n", 0),  # not directly before it
        ("z1,2024-01-01,A,x\nz1,2024-01-02,A,x\nz1,2024-01-01,A,x\n", 1),  # adjacent once in order
        ("z1,2024-01-01,A,x\nz1,2024-01-01,A,x\nz1,2024-01-01,A,x\n", 2),
        ("z1,2024-01-01,,x\nz1,2024-01-01,,x\n", 0),  # without a loket: left out already
    ],
)
def test_only_a_row_equal_to_the_one_before_it_is_double(reading: Read, rows: str, doubles: int) -> None:
    assert reading("log.csv", "case,time,group,note\n" + rows).known_doubles == doubles


def test_bad_rows_are_reported_with_their_place_and_value(reading: Read) -> None:
    found = reading("log.csv", HEADER + "z1,2024-01-01,A\nz1,gisteren,B\n,2024-01-02,A\nz1,,A\n")
    assert reasons(found) == {"the date cannot be read": 1, "the row names no case": 1, "there is no time": 1}
    assert sorted(texts(found)) == [
        (
            "log.csv, rij 3, kolom time: 'gisteren' is geen datum die in deze kolom past. "
            "Schrijf een datum als 2024-01-31 of 31-01-2024, eventueel met een tijd als 14:05.",
            "log.csv, row 3, column time: 'gisteren' is not a date that fits this column. "
            "Write a date as 2024-01-31 or 31-01-2024, with a time such as 14:05 if there is one.",
        ),
        (
            "log.csv, rij 4, kolom case: de rij noemt geen hulpvraag. Vul het nummer van de hulpvraag in.",
            "log.csv, row 4, column case: the row names no case. Fill in the number of the case.",
        ),
        (
            "log.csv, rij 5, kolom time: er staat geen tijd. Vul een datum of een datum met tijd in.",
            "log.csv, row 5, column time: there is no time. Fill in a date or a date with a time.",
        ),
    ]


def test_a_case_without_any_good_row_is_not_there(reading: Read) -> None:
    found = reading("log.csv", HEADER + "z1,2024-01-01,A\nz2,nooit,B\n")
    assert len(found.batch.cases) == 1


def test_seq_is_a_whole_number(reading: Read) -> None:
    found = reading(
        "log.csv",
        "case,time,group,nr\nz1,2024-01-01,A,2\nz1,2024-01-01,B,1.0\nz1,2024-01-01,C,een\nz1,2024-01-01,D,\n",
        seq="nr",
    )
    assert found.batch.events.seq.tolist() == [2, 1, MISSING]
    assert texts(found)[0][1] == (
        "log.csv, row 4, column nr: 'een' is not a number that fits here. Fill in a whole number."
    )


def test_a_household_column_and_the_cases_that_leave_it_empty(reading: Read, door: Door) -> None:
    rows = "z1,2024-01-01,A,\nz1,2024-01-02,B,H\nz2,2024-01-01,A,H\nz3,2024-01-01,A,\n"
    found = reading("log.csv", "case,time,group,gezin\n" + rows, household="gezin", source="desk")
    shared = door.pseudonym("household", "H", "desk")
    first, second, third = found.batch.cases.household.tolist()
    assert (first, second) == (shared, shared)
    assert third not in {shared, door.pseudonym("household", "z3", "desk")}


def test_every_household_can_be_found_again_by_its_identity(reading: Read, door: Door) -> None:
    from graph.sources import Source, SourceKind

    found = reading("log.csv", "case,time,group,gezin\nz1,2024-01-01,A,H\nz3,2024-01-01,A,\n", household="gezin")
    sources = (Source(1, found.source, SourceKind.LOG),)
    assert found.batch.cases.household[0] in possible_households(door, "H", sources)
    assert found.batch.cases.household[1] in possible_households(door, "z3", sources)


def test_the_last_closing_counts(reading: Read) -> None:
    rows = "z1,2024-01-01,A,2024-02-01\nz1,2024-01-02,B,2024-02-02 12:00\nz1,2024-01-03,B,\nz2,2024-01-01,A,\n"
    found = reading("log.csv", "case,time,group,einde\n" + rows, closed="einde")
    assert found.batch.cases.closed.tolist() == [instant(datetime(2024, 2, 2, 12)), MISSING]
    assert found.batch.cases.is_date("closed").tolist() == [False, False]


def test_a_closing_that_is_a_bare_date_says_so(reading: Read) -> None:
    found = reading("log.csv", "case,time,group,einde\nz1,2024-01-01 10:00,A,2024-02-01\n", closed="einde")
    assert found.batch.cases.is_date("closed").tolist() == [True]
    assert found.batch.events.is_date("at").tolist() == [False]


def test_well_known_names_are_guessed_and_said(reading: Read) -> None:
    found = reading("log.csv", "Zaaknummer;Tijdstip;Afdeling\nz1;2-1-2024 10:00;A\n")
    assert [n.en for n in found.notes] == [
        "log.csv: the separator is a semicolon.",
        "log.csv: column 'Zaaknummer' was read as the case. Choose another column with --case.",
        "log.csv: column 'Tijdstip' was read as the time. Choose another column with --time.",
        "log.csv: column 'Afdeling' was read as the loket. Choose another column with --group.",
        "log.csv: dates read as day-month-year (month-day-year fits everywhere as well): Tijdstip.",
    ]


def test_an_absent_column_lists_those_that_are_there(reading: Read) -> None:
    with pytest.raises(ColumnAbsent) as error:
        reading("log.csv", "case,time,group\nz1,2024-01-01,A\n", group="groop")
    assert error.value.text.nl == (
        "log.csv: er is geen kolom 'groop'. Bedoel je 'group'? Deze kolommen zijn er: case, time, group. "
        "Er is niets ingelezen."
    )
    assert error.value.text.en == (
        "log.csv: there is no column 'groop'. Do you mean 'group'? These columns are there: case, time, group. "
        "Nothing was imported."
    )


def test_nothing_to_guess_asks_for_the_option(reading: Read) -> None:
    with pytest.raises(ColumnAbsent) as error:
        reading("log.csv", "case,time,plek\nz1,2024-01-01,A\n")
    assert error.value.text.en == (
        "log.csv: it is not clear which column is the loket. Choose one with --group. "
        "These columns are there: case, time, plek. Nothing was imported."
    )


def test_a_column_twice_is_refused_only_where_it_is_used(reading: Read) -> None:
    assert reading("a.csv", "case,time,group,x,x\nz1,2024-01-01,A,1,2\n").read == 1
    with pytest.raises(UnreadableFile) as error:
        reading("log.csv", "case,time,group,group\nz1,2024-01-01,A,B\n")
    assert error.value.text.en == (
        "log.csv: column 'group' is there more than once. Give each column a name of its own. Nothing was imported."
    )


def test_several_files_are_one_log(made: Callable[[str, str], Path], door: Door) -> None:
    paths = [
        made("jan.csv", HEADER + "z1,2024-01-01,A\n"),
        made("feb.csv", "time,group,case\n2024-02-01,B,z1\nx,B,z1\n"),
    ]
    found = read(paths, Options(), door, lambda _, name: name)
    assert (found.read, len(found.batch.cases), len(found.batch.events)) == (3, 1, 2)
    assert texts(found)[0][1].startswith("feb.csv, row 3, column time: 'x'")


def test_tables_and_logs_do_not_mix(made: Callable[[str, str], Path], door: Door) -> None:
    paths = [made("log.csv", HEADER), made("cases.csv", "id\n")]
    with pytest.raises(UsageRefused) as error:
        read(paths, Options(), door, lambda _, name: name)
    assert error.value.text.en == "Tables and event logs cannot go together. Import them one by one."


def test_only_a_thousand_problems_are_told_and_all_are_counted(reading: Read) -> None:
    found = reading("log.csv", HEADER + "z1,nooit,A\n" * 20_000)
    assert reasons(found) == {"the date cannot be read": 20_000}
    assert len(found.problems) == 1_000
    assert found.notes[-1].nl == "Nog 19.000 rijen hebben hetzelfde probleem: de datum kan niet gelezen worden."


def test_the_stop_of_a_person_goes_through(made: Callable[[str, str], Path], door: Door) -> None:
    def stop(done: int, total: int) -> None:
        assert total == path.stat().st_size
        if done:
            raise KeyboardInterrupt

    path = made("log.csv", HEADER + "z1,2024-01-01,A\n" * 10)
    with pytest.raises(KeyboardInterrupt):
        read([path], Options(), door, lambda _, name: name, progress=stop)


def test_lokets_that_look_alike_are_told(reading: Read) -> None:
    found = reading(
        "log.csv", HEADER + "z1,2024-01-03,Wijkteam Zuid\nz1,2024-01-04,wijkteam  zuid\nz1,2024-01-05,Wmo\n"
    )
    assert found.notes[-1].en == (
        "Mind: these names look alike but count as different lokets (1): Wijkteam Zuid / wijkteam  zuid. "
        "Are they one loket? Give it one name everywhere and import again."
    )
    assert not any("look alike" in note.en for note in reading("log.csv", HEADER + "z1,2024-01-03,Wmo\n").notes)
