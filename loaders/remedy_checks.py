"""Everything that is wrong with a file of remedies, told all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from graph import stranding
from graph.analyses import names
from graph.gaps import KINDS
from graph.text import Text

TEXTS = ("title", "what", "first_step", "fits", "fits_not", "asks", "sign")
CAUSES: tuple[str, ...] = tuple(sorted(stranding.CAUSES.tolist()))
"""Of a dead end."""
_FIELDS = (*TEXTS, "figures", "after_months")
_GAP_FIELDS = ("kind", "cause", "reason", "remedies")

Table = Mapping[str, Any]


def problems(table: Table) -> tuple[Text, ...]:
    """What is wrong with a file of remedies, in its order; empty when it is right."""
    remedies, gaps = table.get("remedies"), table.get("gaps")
    if not _is_tables(remedies) or not isinstance(gaps, list) or not _is_tables(dict(enumerate(gaps))):
        return (_NO_PARTS,)
    found = [problem for name, fields in remedies.items() for problem in _in_remedy(name, fields)]
    for number, row in enumerate(gaps, start=1):
        found += _in_gap(f"gaps {number}", row, remedies)
    # The whole can be looked at only when its parts are what they should be.
    return tuple(found) or tuple(_in_whole(remedies, gaps))


def _is_tables(value: Any) -> TypeGuard[dict[Any, Table]]:
    return isinstance(value, dict) and bool(value) and all(isinstance(part, dict) for part in value.values())


def _in_remedy(name: str, fields: Table) -> Iterator[Text]:
    where = f"remedies.{name}"
    yield from _names_of_fields(where, fields, needed=_FIELDS, known=_FIELDS)
    for field in TEXTS:
        if field in fields:
            yield from _in_text(f"{where}.{field}", fields[field])
    if "figures" in fields:
        yield from _in_list(f"{where}.figures", fields["figures"], names())
    months = fields.get("after_months", 1)
    if not isinstance(months, int) or isinstance(months, bool) or months < 1:
        yield _MONTHS.format(where=f"{where}.after_months", value=months)


def _in_text(where: str, text: Any) -> Iterator[Text]:
    spoken = text if isinstance(text, dict) else {}
    yield from _names_of_fields(where, spoken, needed=("nl", "en"), known=("nl", "en"))
    for language in ("nl", "en"):
        value = spoken.get(language, "a text")
        if not isinstance(value, str) or not value.strip():
            yield _EMPTY.format(where=f"{where}.{language}")


def _in_gap(where: str, row: Table, remedies: Table) -> Iterator[Text]:
    yield from _names_of_fields(where, row, needed=("kind", "remedies"), known=_GAP_FIELDS)
    kind, cause, reason = (row.get(name) for name in ("kind", "cause", "reason"))
    if kind is not None and kind not in KINDS:
        yield _NAME.format(where=f"{where}.kind", name=kind, known=", ".join(KINDS))
    if cause is not None and (kind != "dead_end" or cause not in CAUSES):
        yield _CAUSE.format(where=f"{where}.cause", known=", ".join(CAUSES))
    if reason is not None and (kind != "refusal" or not isinstance(reason, str)):
        yield _REASON.format(where=f"{where}.reason")
    if "remedies" in row:
        yield from _in_list(f"{where}.remedies", row["remedies"], remedies)


def _in_list(where: str, values: Any, known: Iterable[str]) -> Iterator[Text]:
    if not isinstance(values, list) or not values:
        yield _EMPTY.format(where=where)
        return
    allowed = tuple(known)
    for name, times in Counter(str(value) for value in values).items():
        if name not in allowed:
            yield _NAME.format(where=where, name=name, known=", ".join(allowed))
        if times > 1:
            yield _TWICE.format(where=where, name=name)


def _in_whole(remedies: Table, gaps: list[Any]) -> Iterator[Text]:
    """Every kind and every cause has remedies, each gap stands there once, and no remedy is left without use."""
    there = Counter(tuple(str(row.get(name) or "") for name in ("kind", "cause", "reason")) for row in gaps)
    needed = [(kind, "", "") for kind in KINDS] + [("dead_end", cause, "") for cause in CAUSES]
    yield from (_NOWHERE.format(where="gaps", gap=_called(gap)) for gap in needed if gap not in there)
    yield from (_TWICE.format(where="gaps", name=_called(gap)) for gap, times in there.items() if times > 1)
    used = {name for row in gaps for name in row["remedies"]}
    yield from (_UNUSED.format(where=f"remedies.{name}") for name in remedies if name not in used)


def _called(gap: tuple[str, ...]) -> str:
    return " ".join(part for part in gap if part)


def _names_of_fields(where: str, fields: Table, needed: Iterable[str], known: Iterable[str]) -> Iterator[Text]:
    yield from (_MISSING.format(where=where, name=name) for name in needed if name not in fields)
    allowed = tuple(known)
    for name in fields:
        if name not in allowed:
            yield _NAME.format(where=where, name=name, known=", ".join(allowed))


_NO_PARTS = Text(
    "Het bestand heeft geen tabellen [remedies.NAAM] en [[gaps]]. Kijk naar data/remedies.toml.",
    "The file has no tables [remedies.NAME] and [[gaps]]. Look at data/remedies.toml.",
)
_MISSING = Text("{where}: '{name}' ontbreekt.", "{where}: '{name}' is missing.")
_EMPTY = Text("{where}: is leeg.", "{where}: is empty.")
_NAME = Text(
    "{where}: '{name}' bestaat niet. Kies uit: {known}.", "{where}: there is no '{name}'. Choose from: {known}."
)
_TWICE = Text("{where}: '{name}' staat er twee keer.", "{where}: '{name}' stands there twice.")
_MONTHS = Text(
    "{where}: '{value}' is geen aantal maanden. Schrijf een heel getal vanaf 1.",
    "{where}: '{value}' is no number of months. Write a whole number from 1.",
)
_CAUSE = Text(
    "{where}: alleen 'dead_end' heeft een oorzaak. Kies uit: {known}.",
    "{where}: only 'dead_end' has a cause. Choose from: {known}.",
)
_REASON = Text("{where}: alleen 'refusal' heeft een reden.", "{where}: only 'refusal' has a reason.")
_NOWHERE = Text(
    "{where}: er is geen middel voor '{gap}'. Zet het erbij.",
    "{where}: there is no remedy for '{gap}'. Add it.",
)
_UNUSED = Text(
    "{where}: helpt nergens tegen. Zet het bij een soort probleem, onder [[gaps]].",
    "{where}: helps nothing. Put it with a kind of gap, under [[gaps]].",
)
