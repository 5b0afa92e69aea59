"""The report of an import in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.console import Console
from app.texts import ONE_ROW, ROWS
from graph.text import Language, Text, counted
from loaders.importing import Report

SHOWN = 20


def report_json(report: Report, language: Language) -> dict[str, Any]:
    """The report as plain values; `read` is always `added` + `known` + `reported`."""
    return {
        "source": report.source,
        "checked_only": report.checked,
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "known": report.known,
        "reported": report.reported,
        "missing_loket": report.missing_loket,
        "forgotten": report.forgotten,
        "reasons": [{"reason": r.text.to(language), "rows": r.rows} for r in report.reasons],
        "problems": [
            {"file": p.file, "row": p.row, "column": p.column, "message": p.text.to(language)} for p in report.problems
        ],
        "notes": [note.to(language) for note in report.notes],
        "change": report.change,
    }


def report_lines(report: Report, console: Console) -> Iterator[Text | str]:
    """The report in sentences: the sum of the rows, why some were left out, the first problems."""
    n = console.number
    template = _CHECKED if report.checked else _IMPORTED
    yield template.format(
        source=report.source,
        read=counted(report.read, ONE_ROW, ROWS),
        added=n(report.added),
        known=n(report.known),
        reported=n(report.reported),
    )
    if report.changed:
        yield counted(report.changed, _ONE_CHANGED, _CHANGED)
    yield from (_REASON.format(reason=r.text, n=n(r.rows)) for r in report.reasons)
    yield from report.notes
    problems = report.problems[: len(report.problems) if report.checked else SHOWN]
    yield from (p.text for p in problems)
    if len(report.problems) > len(problems):
        yield counted(len(report.problems) - len(problems), _ONE_MORE, _MORE)


_IMPORTED = Text(
    "Bron {source}: {read} gelezen = {added} toegevoegd + {known} al bekend + {reported} gemeld.",
    "Source {source}: {read} read = {added} added + {known} known + {reported} reported.",
)
_CHECKED = Text(
    "Controle van {source}, er is niets bewaard: {read} gelezen = {added} nieuw + {known} al bekend + "
    "{reported} gemeld.",
    "Check of {source}, nothing was kept: {read} read = {added} new + {known} known + {reported} reported.",
)
_ONE_CHANGED = Text(
    "Daarvan is {n} bestaande rij bijgewerkt.", "Of these, {n} row that was there was brought up to date."
)
_CHANGED = Text(
    "Daarvan zijn {n} bestaande rijen bijgewerkt.",
    "Of these, {n} rows that were there were brought up to date.",
)
_REASON = Text("  {n} gemeld: {reason}", "  {n} reported: {reason}")
_ONE_MORE = Text(
    "... en nog {n} probleem. Zie ze alle met: kaart check", "... and {n} more problem. See all with: kaart check"
)
_MORE = Text(
    "... en nog {n} problemen. Zie ze alle met: kaart check",
    "... and {n} more problems. See all with: kaart check",
)
