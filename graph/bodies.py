"""Records of the map as text and back, for a store or a file that keeps them one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar, cast, get_args, get_type_hints, overload

from graph.codes import Code
from graph.model import MAP_KINDS, Record

K = TypeVar("K", bound=Record)
KIND_OF = {kind.table: kind for kind in MAP_KINDS}
"""The kinds of the map by the name of their table."""


def body(record: Record) -> str:
    """The fields of a record as JSON; those that hold their default are left out."""
    return json.dumps(fields_of(record), ensure_ascii=False, separators=(",", ":"))


def record(table: str, text: str) -> Record:
    """The record of a table with such a body.

    Raises
    ------
    KeyError
        When there is no such table or field.
    ValueError
        When the body is not JSON, or a field holds what it cannot.
    """
    return made(table, json.loads(text))


def fields_of(record: Record) -> dict[str, Any]:
    """The fields of a record that do not hold their default, as JSON knows them."""
    given = ((f.name, getattr(record, f.name), f.default) for f in fields(record))  # type: ignore[arg-type]
    return {name: _plain(value) for name, value, default in given if value != default}


def made(table: str, given: dict[str, Any]) -> Record:
    """The record of a table with such fields; see `record`."""
    kind = KIND_OF[table]
    readers = _readers(table)
    return kind(**{name: readers[name](value) for name, value in given.items()})


def written(records: Sequence[Record]) -> bytes:
    """Many records as text."""
    if isinstance(records, WrittenRecords):
        return records.text
    return json.dumps([[type(r).table, fields_of(r)] for r in records], ensure_ascii=False).encode()


class WrittenRecords(Sequence[Record]):
    """Records that are still text: most questions never look at them, and reading 100,000 back takes half a second."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    @cached_property
    def _read(self) -> tuple[Record, ...]:
        return tuple(made(table, given) for table, given in json.loads(self.text))

    @cached_property
    def _given(self) -> dict[str, list[dict[str, Any]]]:
        """The fields of each record, by table."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table, given in json.loads(self.text):
            found.setdefault(table, []).append(given)
        return found

    @cached_property
    def _kinds(self) -> dict[str, tuple[Record, ...]]:
        return {}

    def of(self, table: str) -> tuple[Record, ...]:
        """The records of one table, in their order; the others stay text."""
        if table not in self._kinds:
            self._kinds[table] = tuple(made(table, given) for given in self._given.get(table, ()))
        return self._kinds[table]

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        """One record or some."""
        return self._read[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read == tuple(other)

    def __hash__(self) -> int:
        return hash(self.text)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@cache
def _readers(table: str) -> dict[str, Callable[[Any], Any]]:
    kind = KIND_OF[table]
    hints = get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in fields(kind)}  # type: ignore[arg-type]


def _reader(hint: Any) -> Callable[[Any], Any]:
    """How a value of a field is read back: of a code by its value, of a date from its text."""
    parts = [a for a in get_args(hint) if a not in (type(None), ...)]
    if hint is date or date in parts:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Code):
        return hint
    if getattr(hint, "__origin__", None) is tuple:
        each = _reader(parts[0])
        return lambda values: tuple(each(v) for v in values)
    return lambda value: value


class GatheredRecords(WrittenRecords):
    """The bodies of records by table, still text, in the order of the tables.

    Parameters
    ----------
    bodies
        Of each table what `body` gives of its records.
    """

    def __init__(self, bodies: Mapping[str, Sequence[str]]) -> None:
        rows = (f'["{table}",{text}]' for table, texts in bodies.items() for text in texts)
        super().__init__(f"[{','.join(rows)}]".encode())
        self._bodies = bodies

    def of(self, table: str) -> tuple[Record, ...]:
        """The records of one table, in their order; the others are not even looked at."""
        return tuple(record(table, text) for text in self._bodies.get(table, ()))

    def without(self, table: str) -> GatheredRecords:
        """The records of the other tables."""
        return GatheredRecords({name: texts for name, texts in self._bodies.items() if name != table})


def of_table(records: Sequence[Record], kind: type[K]) -> tuple[K, ...]:
    """The records of one kind."""
    if isinstance(records, WrittenRecords):
        return cast(tuple[K, ...], records.of(kind.table))
    return tuple(r for r in records if isinstance(r, kind))


def without(records: Sequence[Record], kind: type[Record]) -> Sequence[Record]:
    """The records of the other kinds; what is text stays text."""
    if isinstance(records, GatheredRecords):
        return records.without(kind.table)
    return tuple(r for r in records if not isinstance(r, kind))
