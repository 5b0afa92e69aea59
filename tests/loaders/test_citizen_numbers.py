"""BSN: invented numbers that pass the elf-test (111222333 is the one of the government's own examples)."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from graph.errors import CitizenNumber
from loaders.citizen_numbers import is_citizen_number, names_a_citizen
from loaders.masks import masked, quoted, shown
from loaders.reading import Reading

Read = Callable[..., Reading]
BSNS = [n for n in map(str, range(111222000, 111223000)) if is_citizen_number(n)]


def elf_test(number: str) -> bool:
    """The rule as it is written down: 9a + 8b + ... + 2h - i is a multiple of 11."""
    digits = [int(c) for c in number.zfill(9)]
    return sum(w * d for w, d in zip(range(9, 1, -1), digits[:8], strict=True)) % 11 == digits[8] % 11 and any(digits)


@pytest.mark.parametrize("text", ["111222333", "123456782", " 123456782 ", "1234.56.782", "123 456 782", "123456782.0"])
def test_nine_digits_that_pass(text: str) -> None:
    assert is_citizen_number(text)


@pytest.mark.parametrize("text", ["111222334", "000000000", "20240102", "1112223330", "06-12345678", "", "abc"])
def test_what_is_none(text: str) -> None:
    assert not is_citizen_number(text)


def test_agrees_with_the_rule_as_written() -> None:
    numbers = [f"{random.Random(i).randrange(10**9):09}" for i in range(3_000)]
    assert [is_citizen_number(n) for n in numbers] == [elf_test(n) for n in numbers]


def test_eight_digits_lost_a_zero() -> None:
    assert is_citizen_number("12345672")
    assert elf_test("012345672")


def test_a_column_refuses_the_import_and_names_itself(reading: Read) -> None:
    rows = "".join(f"{bsn},2024-01-0{i % 9 + 1},A\n" for i, bsn in enumerate(BSNS))
    with pytest.raises(CitizenNumber) as error:
        reading("log.csv", "case,time,group\n" + rows)
    assert error.value.text.nl == (
        "log.csv: in kolom 'case' staan burgerservicenummers (BSN). Er is niets ingelezen. "
        "Haal deze kolom weg, of vervang elk nummer door een eigen nummer zonder betekenis, en probeer het opnieuw."
    )
    assert error.value.text.en == (
        "log.csv: column 'case' holds citizen service numbers (BSN). Nothing was imported. "
        "Remove this column, or replace each number by a meaningless number of your own, and try again."
    )
    assert not any(bsn in str(error.value) for bsn in BSNS)


@pytest.mark.parametrize("share", [49, 50])
def test_half_of_the_values_is_enough_also_in_a_column_that_is_not_used(reading: Read, share: int) -> None:
    values = [BSNS[0]] * share + ["x"] * (100 - share) + [""] * 50
    rows = "".join(f"z{i},2024-01-01,A,{value}\n" for i, value in enumerate(values))
    if share == 50:
        with pytest.raises(CitizenNumber):
            reading("log.csv", "case,time,group,note\n" + rows)
    else:
        assert reading("log.csv", "case,time,group,note\n" + rows).read == 150


@pytest.mark.parametrize("level", ["trace", "event"])
def test_also_in_an_attribute_of_xes(reading: Read, level: str) -> None:
    secret = f'<int key="nr" value="{BSNS[3]}"/>'
    event = (
        '<event><string key="org:group" value="A"/><date key="time:timestamp" value="2024-01-01T00:00:00Z"/>{}</event>'
    )
    traces = f"<trace>{secret if level == 'trace' else ''}{event.format(secret if level == 'event' else '')}</trace>"
    with pytest.raises(CitizenNumber, match="'nr'"):
        reading("log.xes", f"<log>{traces * 3}</log>")


def test_also_in_tables(reading_tables: Read) -> None:
    with pytest.raises(CitizenNumber, match=r"cases\.csv: column 'household'"):
        reading_tables(cases=f"id,household,opened_at,entry\nz1,{BSNS[0]},2024-01-01,A\n")


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["Wijkteam", "Loket van 111222333"], 1),
        (["Jan (1112.22.333)"], 0),
        (["111222333"], 0),
        (["111222334", "111222333"], 1),
        # Two of three are no BSN: numbers of a system of its own; what stands beside a name is none of those.
        (["111222334", "111222335", "111222333"], None),
        (["111222334", "111222335", "111222333", "Jan 111222333"], 3),
        (["Bel +31 111222333", "0111222333", "Team 2024", "111222334"], None),
    ],
)
def test_a_name_that_holds_one(names: list[str], first: int | None) -> None:
    # 111222333 is a BSN, 111222334 and 111222335 are not (the elf-test, by hand).
    assert names_a_citizen(names) == first


@pytest.mark.parametrize(
    ("table", "content", "place"),
    [
        ("lokets", "id,name\nA,Aardhuis\nB,Balie\nC,Jan {}\n", "lokets.csv, rij 4, kolom name"),
        ("organisations", "id,name\nO,Stichting {}\nP,P\nQ,Q\n", "organisations.csv, rij 2, kolom name"),
        ("professionals", "id,loket\nP1,A\nP2 {},A\nP3,A\n", "professionals.csv, rij 3, kolom id"),
    ],
)
def test_a_name_in_a_table_refuses_the_import(reading_tables: Read, table: str, content: str, place: str) -> None:
    with pytest.raises(CitizenNumber) as error:
        reading_tables(**{table: content.format(BSNS[0])})
    assert error.value.to("nl") == (
        f"{place}: in deze naam staat een burgerservicenummer (BSN). Er is niets ingelezen. "
        "Haal het nummer uit de naam en probeer het opnieuw."
    )
    assert BSNS[0] not in error.value.to("en")


def test_a_loket_of_a_log_refuses_the_import(reading: Read) -> None:
    with pytest.raises(CitizenNumber, match=r"log\.csv, row 4, column group"):
        reading("log.csv", f"case,time,group\n1,2024-01-01,A\n1,2024-01-02,B\n1,2024-01-03,Loket {BSNS[1]}\n")


def test_nothing_of_an_unused_column_is_kept(reading_tables: Read) -> None:
    # One in three: the column passes, and none of its words comes along.
    found = reading_tables(lokets=f"id,name,notitie\nA,Aardhuis,x {BSNS[0]}\nB,Balie,zomaar\nC,Cluster,\n")
    kept = repr((found.batch.words, found.batch.records, found.notes, found.problems))
    assert BSNS[0] not in kept
    assert "zomaar" not in kept
    assert "Aardhuis" in kept


def test_long_numbers_are_masked_and_dates_are_not() -> None:
    assert masked("nr 111222333!") == "nr *********!"
    assert masked("1234.56.782 en 12345678") == "*********** en ********"
    assert masked("2024-01-02 14:05 en 31-12-2024") == "2024-01-02 14:05 en 31-12-2024"
    assert "782" not in masked("2024-01-02 123456782")


def test_a_quoted_value_is_short_and_on_one_line() -> None:
    assert shown("a\nb\x1b[31m") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m"
    assert len(shown("x" * 500)) == 40


def test_a_first_row_with_values_is_not_shown(reading: Read) -> None:
    with pytest.raises(Exception, match="first row seems to hold data") as error:
        reading("log.csv", f"Jansen,{BSNS[0]},2024-01-01\nPietersen,x,2024-01-02\n")
    assert "Jansen" not in str(error.value)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("gisteren", "gisteren"),
        ("31-02-2024", "31-02-2024"),
        ("werk|geluk", "werk|geluk"),
        ("Jan de Vries 123456782", "J… d… V… *********"),
        ("jan@voorbeeld.nl", "j…@…"),
    ],
)
def test_a_quoted_cell_tells_no_name_address_or_number(value: str, told: str) -> None:
    # Made up by hand: what a person must see to mend the cell, and no more.
    assert quoted(value) == told
