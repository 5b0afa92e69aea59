"""Our own tables as a batch: pseudonyms, rows that stand there twice, and referrals to cases that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.batch import Batch, Words
from graph.codes import Domain, Origin
from graph.columns import CaseColumns, Codes, Columns, Flags, HouseholdColumns, Ints, ReferralColumns
from graph.instants import MISSING, local_day
from graph.model import MAP_KINDS, Case, Household, Record, Referral
from graph.pseudonyms import Door, PseudonymKind, label
from graph.text import Text, counted
from loaders.identities import TABLES
from loaders.ledger import Ledger
from loaders.problems import Reason
from loaders.reading import KnownCases
from loaders.table_fields import FIELDS, Field
from loaders.tables import Cells, Table, meaning

C = TypeVar("C", bound=Columns)
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tables that were made a batch."""

    batch: Batch
    missing_loket: int
    known_doubles: int
    notes: tuple[Text, ...]


class TableBatch:
    """Makes one batch of the tables of an import."""

    def __init__(self, tables: Mapping[type[Record], Table], door: Door, known_cases: KnownCases) -> None:
        self._tables, self._door, self._known_cases = tables, door, known_cases
        self._cells = {kind: table.settle() for kind, table in tables.items()}
        self._words = Words()
        self._doubles = 0
        self._missing_loket = 0
        self._notes: list[Text] = []

    def make(self) -> Tables:
        """The batch. What stands twice to the letter is known; what stands twice and differs is reported."""
        cases = self._cases() if Case in self._cells else CaseColumns.empty()
        referrals = self._referrals() if Referral in self._cells else ReferralColumns.empty()
        households = self._households() if Household in self._cells else HouseholdColumns.empty()
        records = tuple(r for kind in MAP_KINDS if kind in self._cells for r in self._records(kind))
        notes = tuple(n for table in self._tables.values() for n in table.notes)
        return Tables(
            Batch(self._words.all, records, households, cases, referrals),
            self._missing_loket,
            self._doubles,
            (*notes, *self._notes),
        )

    def _code(self, cells: Cells, name: str) -> Codes:
        """A column of words in the dictionary of the batch."""
        words = cells.words[name]
        return np.array([*map(self._words.code, words.all), -1], dtype=np.int32)[words.codes]

    def _pseudonyms(self, cells: Cells, kind: PseudonymKind, name: str) -> Ints:
        words = cells.words[name]
        keys = self._door.pseudonyms(kind, words.all, TABLES)
        return np.array([*keys, MISSING], dtype=np.int64)[words.codes]

    def _households(self) -> HouseholdColumns:
        cells = self._cells[Household]
        columns = HouseholdColumns(
            key=cells.keys["id"], area=self._code(cells, "area"), composition=self._code(cells, "composition")
        )
        return self._once(Household, columns)

    def _cases(self) -> CaseColumns:
        cells = self._cells[Case]
        columns = CaseColumns.of(
            len(cells.keep),
            key=cells.keys["id"],
            household=self._households_of_cases(cells),
            entry=self._code(cells, "entry"),
            opened=cells.dates["opened_at"].at,
            closed=cells.dates["closed_at"].at,
            outcome=cells.codes["outcome"],
            domains=cells.codes["domains"],
            dates=_date_bits(cells, "opened_at", "closed_at"),
        )
        return self._once(Case, columns)

    def _households_of_cases(self, cells: Cells) -> Ints:
        """The household of each case; one that names none is its own."""
        named = self._pseudonyms(cells, "household", "household")
        nameless = np.flatnonzero(named == MISSING)
        named[nameless] = cells.keys["id"][nameless]
        return named

    def _referrals(self) -> ReferralColumns:
        cells = self._cells[Referral]
        case = self._pseudonyms(cells, "case", "case")
        self._leave_out_caseless(cells, case)
        derived = cells.codes["origin"] == Origin.DERIVED.number
        self._ledger(Referral).leave_out(cells.keep, derived, DERIVED, "origin")
        columns = ReferralColumns.of(
            len(cells.keep),
            key=cells.keys["id"],
            case=case,
            **{column: self._code(cells, name) for column, name in _REFERRAL_WORDS.items()},
            sent=cells.dates["sent_at"].at,
            picked=cells.dates["picked_up_at"].at,
            status=cells.codes["status"],
            status_at=cells.dates["status_at"].at,
            feedback=cells.dates["feedback_at"].at,
            purpose=np.maximum(cells.codes["purpose"], 1),
            seq=cells.numbers["seq"].values,
            position=np.arange(len(cells.keep)),
            dates=_date_bits(cells, "sent_at", "picked_up_at", "status_at", "feedback_at"),
        )
        kept = self._once(Referral, columns, but=("position",))
        self._missing_loket += int(np.count_nonzero(kept.to < 0))
        return kept

    def _leave_out_caseless(self, cells: Cells, case: Ints) -> None:
        """Referrals of cases that have no row: kept where no file of cases came along, else reported."""
        given = self._cells[Case].keys["id"][self._cells[Case].keep] if Case in self._cells else np.zeros(0, np.int64)
        nowhere = cells.keep & ~np.isin(case, given)
        if nowhere.any():
            nowhere &= ~np.isin(case, self._known_cases())
        if Case in self._cells:
            self._ledger(Referral).leave_out(cells.keep, nowhere, NO_SUCH_CASE, "case")
        elif cases := len(np.unique(case[nowhere])):
            self._notes.append(counted(cases, _ONE_ONLY_NAMED, _ONLY_NAMED))

    def _records(self, kind: type[Record]) -> list[Record]:
        """The records of a kind of the map, each key once."""
        cells = self._cells[kind]
        columns = {_attribute(f.name): _values(cells, f, self._door) for f in FIELDS[kind]}
        found: dict[str, Record] = {}
        conflicts: dict[int, str] = {}
        for i in np.flatnonzero(cells.keep).tolist():
            given = {name: values[i] for name, values in columns.items() if values[i] is not None}
            record = kind(**given)
            first = found.setdefault(record.key, record)
            if first is not record:
                self._doubles += first == record
                conflicts |= {i: ""} if first != record else {}
        wrong = np.zeros(len(cells.keep), dtype=np.bool_)
        wrong[list(conflicts)] = True
        self._ledger(kind).leave_out(cells.keep, wrong, CONFLICT, None)
        return list(found.values())

    def _once(self, kind: type[Record], columns: C, but: tuple[str, ...] = ()) -> C:
        """The rows that are kept, each key once."""
        keep = self._cells[kind].keep
        rows = np.flatnonzero(keep)
        order = rows[np.argsort(columns.key[rows], kind="stable")]  # type: ignore[attr-defined]
        key = columns.key[order]  # type: ignore[attr-defined]
        later = np.flatnonzero(key[1:] == key[:-1]) + 1
        if len(later):
            first = order[np.searchsorted(key, key[later])]
            same = columns.take(order[later]).same_as(columns.take(first), but)
            self._doubles += int(np.count_nonzero(same))
            keep[order[later[same]]] = False
            self._ledger(kind).leave_out(keep, _marked(len(keep), order[later[~same]]), CONFLICT, None)
        return columns.take(np.flatnonzero(keep)) if not keep.all() else columns

    def _ledger(self, kind: type[Record]) -> Ledger:
        return self._tables[kind].ledger


_REFERRAL_WORDS = {
    "frm": "from",
    "to": "to",
    "from_professional": "from_professional",
    "to_professional": "to_professional",
    "reason": "reason",
}


def _marked(length: int, rows: Ints) -> Flags:
    marks = np.zeros(length, dtype=np.bool_)
    marks[rows] = True
    return marks


def _date_bits(cells: Cells, *names: str) -> NDArray[np.uint8]:
    bits = np.zeros(len(cells.keep), dtype=np.uint8)
    for i, name in enumerate(names):
        bits |= cells.dates[name].is_date.astype(np.uint8) << i
    return bits


def _attribute(field: str) -> str:
    return "from_" if field == "from" else field


def _values(cells: Cells, field: Field, door: Door) -> list[Any]:
    """A column as the values of records; None where one is missing."""
    name = field.name
    match field.how:
        case "day":
            return _days(cells.dates[name].at)
        case "number":
            numbers = cells.numbers[name]
            return [None if m else v for v, m in zip(numbers.values.tolist(), numbers.missing.tolist(), strict=True)]
    words = cells.words[name]
    worth = [*_worth(words.all, field, door), None]
    return [worth[code] for code in words.codes.tolist()]


def _days(at: Ints) -> list[date | None]:
    days = local_day(np.where(at == MISSING, 0, at)).tolist()
    return [None if a == MISSING else _EPOCH + timedelta(days=d) for a, d in zip(at.tolist(), days, strict=True)]


def _worth(words: tuple[str, ...], field: Field, door: Door) -> list[Any]:
    """What each word of a column means in a record."""
    match field.how:
        case "identity":
            return [label("household", key) for key in door.pseudonyms("household", words, TABLES)]
        case "words":
            return [tuple(part.strip() for part in word.split("|") if part.strip()) for word in words]
        case "domains" | "code":
            return [_member(field, word) for word in words]
    return list(words)


def _member(field: Field, word: str) -> object:
    """What a word of a code list stands for; None for a word that is not in it, whose row is left out."""
    meant = meaning(field)
    number = meant(word) if meant else None
    if not number:
        return None
    return field.codes.of_number(number) if field.codes else _domains_of(number)


def _domains_of(bits: int) -> tuple[Domain, ...]:
    return tuple(domain for domain in Domain if bits >> (domain.number - 1) & 1)


NO_SUCH_CASE = Reason(
    Text("de hulpvraag van de verwijzing is er niet", "the case of the referral is not there"),
    Text(
        "deze hulpvraag staat niet in cases.csv, of is daar gemeld, en staat niet in de database. "
        "Voeg de hulpvraag toe, of haal de verwijzing weg.",
        "this case is not in cases.csv, or was reported there, and is not in the database. "
        "Add the case, or remove the referral.",
    ),
)
DERIVED = Reason(
    Text("een afgeleide verwijzing hoort niet in een tabel", "a derived referral does not belong in a table"),
    Text(
        "een afgeleide verwijzing hoort niet in een tabel. Lees het logboek zelf in.",
        "a derived referral does not belong in a table. Import the event log itself.",
    ),
)
CONFLICT = Reason(
    Text("hetzelfde id staat er al met andere gegevens", "the same id is there already with other data"),
    Text(
        "een eerdere rij heeft hetzelfde id en andere gegevens. "
        "Geef elke rij een eigen id, of haal een van de twee weg.",
        "an earlier row has the same id and other data. Give each row an id of its own, or remove one of the two.",
    ),
)
_ONE_ONLY_NAMED = Text(
    "{n} hulpvraag wordt alleen in verwijzingen genoemd; het gezin en de afloop zijn onbekend.",
    "{n} case is only named in referrals; its household and ending are unknown.",
)
_ONLY_NAMED = Text(
    "{n} hulpvragen worden alleen in verwijzingen genoemd; hun gezin en afloop zijn onbekend.",
    "{n} cases are only named in referrals; their household and ending are unknown.",
)
