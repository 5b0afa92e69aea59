"""Our own tables, from folders of CSV and from a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.codes import DecisionKind, Domain, Layer, Outcome, Purpose, Status
from graph.errors import ColumnAbsent, UnreadableFile
from graph.instants import MISSING, instant, instant_of_date
from graph.model import Decision, Direction, Loket, Organisation, Plan, Professional, Record, Term, Tie
from graph.pseudonyms import Door, label
from graph.sources import SourceKind
from loaders.options import Options
from loaders.read import read
from loaders.reading import Reading
from loaders.table_fields import FIELDS

Read = Callable[..., Reading]
CASES = "id,household,domains,opened_at,entry,closed_at,outcome\n"
REFERRALS = "id,case,from,to,sent_at,picked_up_at,status,status_at,reason,feedback_at,purpose\n"
CASE = "z1,H1,,2024-01-02,CJG,,\n"


def texts(found: Reading, language: str = "en") -> list[str]:
    return [p.text.en if language == "en" else p.text.nl for p in found.problems]


def words(found: Reading, codes: list[int]) -> list[str | None]:
    return [None if c < 0 else found.batch.words[c] for c in codes]


def test_cases_in_columns(reading_tables: Read, door: Door) -> None:
    found = reading_tables(
        cases=CASES + "z1,H1,financiën|housing,2-1-2024,CJG,20-2-2024 12:00,geholpen\nz2,,,,,,\n",
    )
    cases = found.batch.cases
    assert found.kind is SourceKind.TABLES
    assert cases.key.tolist() == door.pseudonyms("case", ["z1", "z2"])
    assert cases.household[0] == door.pseudonym("household", "H1")
    assert words(found, cases.entry.tolist()) == ["CJG", None]
    assert cases.opened.tolist() == [instant_of_date(date(2024, 1, 2)), MISSING]
    assert cases.closed.tolist() == [instant(datetime(2024, 2, 20, 12)), MISSING]
    assert cases.outcome.tolist() == [Outcome.HELPED.number, 0]
    assert cases.domains.tolist() == [1 << 0 | 1 << 3, 0]  # finances is the first domain, housing the fourth
    assert cases.dates.tolist() == [0b01, 0]


def test_a_case_that_names_no_household_is_its_own(reading_tables: Read, door: Door) -> None:
    found = reading_tables(cases=CASES + "z1,,,2024-01-02,A,,\nz2,,,2024-01-02,A,,\nz3,z1,,2024-01-02,A,,\n")
    first, second, third = found.batch.cases.household.tolist()
    assert third == door.pseudonym("household", "z1")
    assert len({first, second, third}) == 3


def test_referrals_in_columns(reading_tables: Read, door: Door) -> None:
    row = "r1,z1,CJG,Wmo,2024-01-08,2024-01-10,aangenomen,2024-01-10,wachtlijst,2024-01-12 09:00,CONSULT\n"
    found = reading_tables(cases=CASES + CASE, referrals=REFERRALS + row)
    referrals = found.batch.referrals
    assert referrals.key.tolist() == [door.pseudonym("referral", "r1")]
    assert referrals.case.tolist() == found.batch.cases.key.tolist()
    assert words(found, [referrals.frm[0], referrals.to[0], referrals.reason[0]]) == ["CJG", "Wmo", "wachtlijst"]
    assert (referrals.status[0], referrals.purpose[0]) == (Status.ACCEPTED.number, Purpose.CONSULT.number)
    assert referrals.dates.tolist() == [0b0111]


def test_a_referral_without_a_loket_is_kept_and_counted(reading_tables: Read) -> None:
    found = reading_tables(cases=CASES + CASE, referrals=REFERRALS + "r1,z1,CJG,EMPTY,2024-01-08,,,,,,\n")
    assert found.missing_loket == 1
    assert found.batch.referrals.to.tolist() == [-1]
    assert not found.problems


def test_bad_cells_are_reported_with_what_is_allowed(reading_tables: Read) -> None:
    rows = "r1,z1,A,B,2024-01-08,,lost,,,,\nr2,z1,A,B,,,,,,,\n"
    rows += "r3,z1,A,B,2024-01-08,x,,,,,advies\n,z1,A,B,2024-01-09,,,,,,\n"
    found = reading_tables(cases=CASES + CASE, referrals=REFERRALS + rows)
    assert len(found.batch.referrals) == 0
    assert sum(found.reasons.values()) == 4
    assert sorted(texts(found)) == [
        "referrals.csv, row 2, column status: 'lost' is not in the list. Choose from: accepted, refused, expired.",
        "referrals.csv, row 3, column sent_at: a value is missing here. Fill in the cell.",
        "referrals.csv, row 4, column picked_up_at: 'x' is not a date that fits this column. "
        "Write a date as 2024-01-31 or 31-01-2024, with a time such as 14:05 if there is one.",
        "referrals.csv, row 5, column id: a value is missing here. Fill in the cell.",
    ]
    assert sorted(texts(found, "nl"))[0] == (
        "referrals.csv, rij 2, kolom status: 'lost' staat niet in de lijst. Kies uit: accepted, refused, expired."
    )


def test_an_unknown_domain_is_reported(reading_tables: Read) -> None:
    found = reading_tables(cases=CASES + "z1,H1,werk|geluk,2024-01-02,A,,\n")
    assert texts(found) == [
        "cases.csv, row 2, column domains: 'werk|geluk' is not in the list. Choose from: " + ", ".join(Domain) + "."
    ]


def test_a_referral_to_a_case_that_is_nowhere(reading_tables: Read) -> None:
    found = reading_tables(cases=CASES + CASE, referrals=REFERRALS + "r1,geheim,A,B,2024-01-08,,,,,,\n")
    assert texts(found, "nl") == [
        "referrals.csv, rij 2, kolom case: deze hulpvraag staat niet in cases.csv, of is daar gemeld, en staat niet in "
        "de database. "
        "Voeg de hulpvraag toe, of haal de verwijzing weg."
    ]
    assert texts(found) == [
        "referrals.csv, row 2, column case: this case is not in cases.csv, or was reported there, and is not in "
        "the database. Add the case, or remove the referral."
    ]


def test_a_referral_to_a_case_of_the_store(reading_tables: Read, door: Door) -> None:
    known = (door.pseudonym("case", "z0"),)
    found = reading_tables(known=known, cases=CASES + CASE, referrals=REFERRALS + "r1,z0,A,B,2024-01-08,,,,,,\n")
    assert len(found.batch.referrals) == 1


def test_without_cases_they_are_only_named(reading_tables: Read) -> None:
    found = reading_tables(referrals=REFERRALS + "r1,z1,A,B,2024-01-08,,,,,,\nr2,z1,B,C,2024-01-09,,,,,,\n")
    assert len(found.batch.referrals) == 2
    assert len(found.batch.cases) == 0
    assert found.notes[-1].en == "1 case is only named in referrals; its household and ending are unknown."


def test_the_same_id_twice(reading_tables: Read) -> None:
    found = reading_tables(
        cases=CASES + CASE + CASE.replace("2024-01-02", "2-1-2024") + CASE.replace("CJG", "Wmo"),
        lokets="id,name\nA,Aa\nA,Aa\nA,Bb\n",
    )
    assert found.known_doubles == 2
    assert (len(found.batch.cases), len(found.batch.records)) == (1, 1)
    assert sorted(texts(found)) == [
        "cases.csv, row 4: an earlier row has the same id and other data. "
        "Give each row an id of its own, or remove one of the two.",
        "lokets.csv, row 4: an earlier row has the same id and other data. "
        "Give each row an id of its own, or remove one of the two.",
    ]


def test_every_kind_of_the_map(reading_tables: Read, door: Door) -> None:
    found = reading_tables(
        organisations="id,name,kind,parent\no1,Gemeente,,\n",
        lokets="id,organisation,name,domains,target_groups,areas,channels,checked_on\n"
        "A,o1,Wijkteam,work|sociaal netwerk,jeugd | ouderen,Noord,,1-2-2024\n",
        professionals="id,loket,role,discipline,from,until\np1,A,consulent,,2024-01-01,\n",
        ties='from,to,layer,told_by,recorded_on,strength\np1,p2,kent,p1,2024-01-01,"0,5"\n',
        plans="id,household,loket,from,until\npl1,H1,A,2024-01-01 10:00,\n",
        directions="household,professional,from\nH1,p1,2024-01-01\n",
        terms="term,discipline,meaning\nregie,jeugd,wie belt\n",
        decisions="subject,kind,by,on\nA-B,vraag om advies,p1,2024-01-01\n",
    )
    new_year = date(2024, 1, 1)
    household = label("household", door.pseudonym("household", "H1"))
    assert found.batch.records == (
        Organisation("o1", "Gemeente"),
        Loket(
            "A", "o1", "Wijkteam", (Domain.WORK, Domain.SOCIAL_NETWORK), ("jeugd", "ouderen"), ("Noord",), (),
            checked_on=date(2024, 2, 1),
        ),
        Professional("p1", "A", "consulent", None, new_year),
        Tie("p1", "p2", Layer.KNOWS, "p1", new_year, 0.5),
        Plan("pl1", household, "A", new_year),
        Direction(household, "p1", new_year),
        Term("regie", "jeugd", "wie belt"),
        Decision("A-B", DecisionKind.ADVICE, "p1", new_year),
    )  # fmt: skip
    assert not found.problems


def test_households(reading_tables: Read, door: Door) -> None:
    found = reading_tables(households="id,area,composition\nH1,Noord,\n")
    assert found.batch.households.key.tolist() == [door.pseudonym("household", "H1")]
    assert words(found, found.batch.households.area.tolist()) == ["Noord"]
    assert "H1" not in found.batch.words


def test_a_needed_column_that_is_absent(reading_tables: Read) -> None:
    with pytest.raises(ColumnAbsent) as error:
        reading_tables(referrals="id,case,from,naar,sentat\n")
    assert error.value.to("nl") == (
        "referrals.csv: er is geen kolom 'to'. Deze kolommen zijn er: id, case, from, naar, sentat. "
        "Er is niets ingelezen."
    )
    with pytest.raises(ColumnAbsent, match=r"no column 'sent_at'. Do you mean 'sentat'?"):
        reading_tables(referrals="id,case,from,to,sentat\n")


def test_extra_columns_are_told_and_near_ones_hinted(reading_tables: Read) -> None:
    found = reading_tables(cases="id,houshold,opened_at,entry loket,kleur\nz1,H1,2024-01-02,A,rood\n")
    assert [n.en for n in found.notes[:2]] == [
        "cases.csv: columns not used: houshold, kleur.",
        "cases.csv: column 'houshold' looks like 'household'. If you mean that one, give the column that name.",
    ]
    assert words(found, found.batch.cases.entry.tolist()) == ["A"]


def test_a_derived_referral_is_not_taken(reading_tables: Read) -> None:
    rows = "id,case,from,to,sent_at,origin\nr1,z1,A,B,2024-01-08,derived\nr2,z1,A,B,2024-01-08,recorded\n"
    found = reading_tables(referrals=rows)
    assert len(found.batch.referrals) == 1
    assert texts(found)[0].endswith("a derived referral does not belong in a table. Import the event log itself.")


def test_other_files_in_the_folder_are_told(reading_tables: Read, made: Callable[[str, str], Path]) -> None:
    made("register/leesmij.txt", "hallo")
    found = reading_tables(verwijzingen=REFERRALS, lokets="id\n")
    assert found.read == 0
    assert {"register: not read: leesmij.txt.", "lokets.csv: it holds no rows."} <= {n.en for n in found.notes}


def test_identities_are_nowhere_in_the_reading(reading_tables: Read) -> None:
    found = reading_tables(
        cases=CASES + "GeheimZ,GeheimH,,2024-01-02,A,,\nGeheimZ,GeheimH,,2024-01-03,A,,\n",
        referrals=REFERRALS + "GeheimR,GeheimZ,A,B,x,,,,,,\nGeheimR,GeheimX,A,B,2024-01-02,,,,,,\n",
        plans="id,household,loket,from\np,GeheimH,A,2024-01-01\n",
    )
    assert len(found.problems) == 3
    assert "Geheim" not in repr(found)


@pytest.mark.parametrize("kind", FIELDS)
def test_the_columns_of_a_table_are_the_fields_of_its_record(kind: type[Record]) -> None:
    from dataclasses import fields

    names = {f.name.removesuffix("_") for f in fields(kind)}  # type: ignore[arg-type]
    assert {field.name for field in FIELDS[kind]} == names
    needed = {field.name for field in FIELDS[kind] if field.filled}
    assert needed <= names


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_a_folder_in_one_file(tmp_path: Path, door: Door) -> None:
    path = workbook(
        tmp_path / "register.xlsx",
        Cases=[
            ["id", "household", "opened_at", "entry"],
            [1, 7.0, date(2024, 1, 2), "CJG"],
            [None] * 4,
            [2, "H", 45293, None],
        ],
        referrals=[["id", "case", "from", "to", "sent_at"], ["r1", 1, "CJG", "Wmo", datetime(2024, 1, 8, 14, 5)]],
        Uitleg=[["hallo"]],
    )
    found = read([path], Options(), door, lambda _, name: name)
    assert found.source == "register"
    assert found.batch.cases.key.tolist() == [door.pseudonym("case", "1")]
    assert found.batch.cases.household.tolist() == [door.pseudonym("household", "7")]
    assert found.batch.cases.opened.tolist() == [instant_of_date(date(2024, 1, 2))]
    assert found.batch.referrals.sent.tolist() == [instant(datetime(2024, 1, 8, 14, 5))]
    assert texts(found)[0].startswith("register.xlsx [Cases], row 4, column opened_at: '45293' is not a date that fits")
    assert found.notes[0].en == "register.xlsx: not read: Uitleg."


def test_a_workbook_can_be_a_log(tmp_path: Path, door: Door) -> None:
    path = workbook(tmp_path / "log.xlsx", Blad1=[["case", "time", "group"], ["z1", datetime(2024, 1, 2, 0, 0), "A"]])
    found = read([path], Options(as_="events"), door, lambda _, name: name)
    assert (found.kind, found.read) == (SourceKind.LOG, 1)
    assert found.batch.events.is_date("at").tolist() == [False]


def test_a_workbook_without_our_sheets(tmp_path: Path, door: Door) -> None:
    path = workbook(tmp_path / "x.xlsx", Blad1=[["a"]])
    with pytest.raises(UnreadableFile) as error:
        read([path], Options(), door, lambda _, name: name)
    assert error.value.to("en").startswith(
        "x.xlsx: no sheet of this workbook has a name that is known. The sheets are called: Blad1. Name them after"
    )


def test_a_table_whose_name_says_nothing(reading: Read) -> None:
    with pytest.raises(UnreadableFile, match="the name does not say which table this is"):
        reading("export.csv", "id\n", as_="tables")


def repacked(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {part: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b" " * 100_000_000,
            "x.xlsx: this file becomes more than 250 times as large when unpacked. That looks like a zip bomb. "
            "If the file is right all the same, unpack it yourself first. Nothing was imported.",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>',
            "x.xlsx: the Excel file is damaged. Open it in Excel and save it again as .xlsx. Nothing was imported.",
        ),
        (
            b"<worksheet><sheetData><row>",
            "x.xlsx: the Excel file is damaged. Open it in Excel and save it again as .xlsx. Nothing was imported.",
        ),
    ],
)
def test_a_workbook_that_is_a_trap(tmp_path: Path, door: Door, content: bytes, message: str) -> None:
    path = workbook(tmp_path / "x.xlsx", cases=[["id", "opened_at", "entry"], ["z1", "2024-01-02", "A"]])
    with pytest.raises(UnreadableFile) as error:
        read([repacked(path, SHEET, content)], Options(), door, lambda _, name: name)
    assert error.value.to("en") == message


CELLS = st.sampled_from(
    ["", "z1", "z2", "EMPTY", "2024-01-02", "31-12-2024", "2-30-2024", "A", "accepted", "helped", "x|y", '"']
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=12))
def test_any_cells_are_kept_known_or_reported(reading: Read, rows: list[tuple[str, ...]]) -> None:
    def table(header: str) -> str:
        return header + "".join(",".join(cell.replace('"', '""""') for cell in row) + "\n" for row in rows)

    # The fixture checks that the rows add up.
    written = sum(any(row) for row in rows)
    assert reading("cases.csv", table("id,household,opened_at,entry,outcome\n")).read == written
    assert reading("referrals.csv", table("id,case,from,to,sent_at\n")).read == written
    assert reading("professionals.csv", table("id,loket,role,from,until\n")).read == written
