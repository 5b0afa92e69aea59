"""On the page Beheer: a file is dragged in, seen for what it is, tried, and imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from app.desk import Task, Work
from app.draw.writing import number, plain
from app.intake import Columns, Dropped, Intake, ids_of
from app.on_screen import on_screen, said
from app.parts.steward_problems import problems
from app.parts.steward_watch import begin, finished, forget_work, is_busy
from app.phrases import steward as words
from app.session import drop_folder
from app.steward import Steward, in_words
from graph.choices import SETTINGS, words_of
from graph.errors import KaartError, SourceNeeded
from graph.text import Language, Text
from loaders.files import Form, look
from loaders.importing import Report
from loaders.options import Options
from loaders.table_fields import kind_of
from loaders.workbook import opened

_INTAKE, _TRIED, _ROUND = "beheer-intake", "beheer-tried", "beheer-round"
_AGAIN = "beheer-again"
_OPTIONAL = ("household", "closed", "seq")


@dataclass(frozen=True, slots=True)
class _Tried:
    """What was tried: which files, mended how often, and with which options."""

    ids: tuple[str, ...]
    mended: int
    options: Options


def importing(steward: Steward, language: Language) -> None:
    """Draw the place for a file: what it is, what it would do, and the import."""
    st.header(words.IMPORT_HEAD.to(language), anchor=False)
    st.write(words.IMPORT_HOW.to(language))
    st.caption(words.IMPORT_PRIVACY.to(language))
    # A file that was imported is put away: the next one gets a fresh place.
    place = f"beheer-files-{st.session_state.get(_ROUND, 0)}"
    files = st.file_uploader(words.FILES.to(language), accept_multiple_files=True, key=place, on_change=_another)
    if not files:
        if work := finished(Task.IMPORT):
            _imported(work, language)
        return
    try:
        intake = _intake(list(files))
        _what(intake, language)
        _offer(steward, intake, _options(steward, intake, language), language)
    except KaartError as error:
        st.error(said(error, language))


def _another() -> None:
    forget_work()


def _intake(files: list[Dropped]) -> Intake:
    """The dropped files on disk, written once."""
    known: Intake | None = st.session_state.get(_INTAKE)
    if known is None or known.ids != ids_of(files):
        with in_words(drop_folder()):
            known = st.session_state[_INTAKE] = Intake(files, drop_folder())
    return known


def _what(intake: Intake, language: Language) -> None:
    st.subheader(words.WHAT_IT_IS.to(language), anchor=False)
    rows = [(path.name, _kind(intake, i), _size(path.stat().st_size, language)) for i, path in enumerate(intake.paths)]
    name, kind, size = (head.to(language) for head in words.FILE_COLUMNS)
    table = {
        name: [plain(row[0]) for row in rows],
        kind: [plain(row[1].to(language)) for row in rows],
        size: [row[2] for row in rows],
    }
    st.table(table, hide_index=True, alt=words.WHAT_IT_IS.to(language))


def _kind(intake: Intake, at: int) -> Text:
    file = look(intake.paths[at])
    if file.form is Form.XML:
        return words.KIND_XES
    if file.form is Form.WORKBOOK:
        with opened(file) as book:
            return words.KIND_WORKBOOK.format(sheets=", ".join(book.sheetnames))
    known = kind_of(file.stem)
    return words.KIND_TABLE.format(table=known.table) if known else words.KIND_LOG


def _size(size: int, language: Language) -> str:
    return f"{number(max(1, round(size / 1024)), language)} kB"


def _options(steward: Steward, intake: Intake, language: Language) -> Options:
    columns = intake.log
    chosen: dict[str, str | None] = {}
    if columns is not None:
        st.subheader(words.COLUMNS_HEAD.to(language), anchor=False)
        more = ("closed", "seq") if columns.kind == "events" else ()
        chosen = {what: _column(what, columns, intake, language) for what in (*columns.asked, *more)}
    label = next(s.label for s in SETTINGS if s.field is None)
    usual = ", ".join(word for word in steward.chosen().sentinels if word)
    missing = st.text_input(label.to(language), usual, help=words.MISSING_HELP.to(language), key="beheer-missing")
    source = st.text_input(words.SOURCE.to(language), key="beheer-source", help=words.SOURCE_HELP.to(language))
    return Options(
        as_=columns.kind if columns else None, source=source.strip() or None, missing=words_of(missing), **chosen
    )


def _column(what: str, columns: Columns, intake: Intake, language: Language) -> str | None:
    optional = what in _OPTIONAL
    names = ["", *columns.names] if optional else list(columns.names)
    guess = columns.guesses.get(what)
    index = names.index(guess) if guess in names else 0 if optional else None
    found = st.selectbox(
        words.COLUMN_OF[what].to(language),
        names,
        index=index,
        format_func=lambda name: name or words.NO_COLUMN.to(language),
        placeholder=words.CHOOSE.to(language),
        # Another file has other columns.
        key=f"beheer-{what}-{intake.ids[0]}",
    )
    return found or None


def _offer(steward: Steward, intake: Intake, options: Options, language: Language) -> None:
    now = _Tried(intake.ids, st.session_state.get(_mended(intake), 0), options)
    work = finished(Task.CHECK, Task.IMPORT)
    mine = work if work is not None and st.session_state.get(_TRIED) == now else None
    report = _report(mine, language) if mine else None
    again = st.session_state.pop(_AGAIN, False)
    task = Task.CHECK if again else _asked(report, language)
    if task is not None:
        # Begun here and not in a callback, which would still have the options of the page before.
        st.session_state[_TRIED] = now
        do = partial(steward.bring_in, intake, options, task is Task.CHECK)
        begin(task, do, keep_telling=again)
        st.rerun()
    if report is not None:
        _told(report, language)
        problems(steward, intake, report, language, on_mended=partial(_again, intake))


def _asked(report: Report | None, language: Language) -> Task | None:
    """Draw the buttons; what was asked by one of them."""
    with st.container(horizontal=True):
        if st.button(words.CHECK.to(language), key="beheer-check", disabled=is_busy()):
            return Task.CHECK
        if report is not None and report.checked and report.added:
            label = words.IMPORT.to(language)
            if st.button(label, key="beheer-import", type="primary", disabled=is_busy()):
                return Task.IMPORT
    return None


def _mended(intake: Intake) -> str:
    return f"beheer-mended-{intake.ids[0]}"


def _again(intake: Intake) -> None:
    """Try once more at the next drawing: something was mended."""
    st.session_state[_mended(intake)] = st.session_state.get(_mended(intake), 0) + 1
    st.session_state[_AGAIN] = True


def _report(work: Work, language: Language) -> Report | None:
    try:
        report: Report = work.job.result()
    except SourceNeeded:
        st.error(words.SOURCE_NEEDED.to(language))
        return None
    except KaartError as error:
        st.error(said(error, language))
        return None
    if not report.checked:
        # The place for files is emptied; what came of it stays to be read.
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.session_state.pop(_INTAKE, None)
        st.rerun()
    return report


def _imported(work: Work, language: Language) -> None:
    try:
        _told(work.job.result(), language)
    except KaartError as error:
        st.error(said(error, language))


def _told(report: Report, language: Language) -> None:
    if report.checked:
        st.info(plain(words.CHECKED.format(source=report.source).to(language)))
    elif report.change is None:
        st.info(words.IMPORTED_NOTHING.to(language))
    else:
        st.success(plain(words.IMPORTED.format(source=report.source, number=report.change).to(language)))
    counts = [
        (words.ROWS_READ, report.read),
        (words.ROWS_NEW, report.added - report.changed),
        (words.ROWS_CHANGED, report.changed),
        (words.ROWS_KNOWN, report.known),
        *((words.ROWS_OUT.format(reason=reason.text), reason.rows) for reason in report.reasons),
    ]
    what, rows = (head.to(language) for head in words.ROWS_HEAD)
    table = {
        what: [plain(text.to(language)) for text, _ in counts],
        rows: [number(n, language) for _, n in counts],
    }
    st.table(table, hide_index=True, alt=what)
    if report.notes:
        with st.expander(words.NOTES.to(language), key="beheer-notes"):
            for note in report.notes:
                st.write(plain(on_screen(note).to(language)))
