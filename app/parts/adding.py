"""A file of one's own: choose it, say what its columns are, see the check, import it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st

from app import texts
from app.desk import Busy, Task, desk, window
from app.draw.sentences import in_both
from app.draw.writing import plain
from app.intake import Columns, Dropped, Intake, ids_of, run
from app.jobs import Job
from app.on_screen import on_screen, said
from app.parts.loaded import IMPORTED
from app.session import choices, drop_folder
from graph.errors import KaartError, SourceNeeded
from graph.text import Language
from loaders.importing import Report
from loaders.options import Options

_KINDS = ["csv", "tsv", "txt", "xes", "xml", "xlsx", "gz"]
_SHOWN = 20
_NO_COLUMN = ""
Kind = Literal["check", "import"]


@dataclass(frozen=True, slots=True)
class _Work:
    """A check or an import that was begun, of which files."""

    kind: Kind
    job: Job[Report]
    ids: tuple[str, ...]


def adding(language: Language) -> None:
    """Draw the place for a file of one's own."""
    with st.expander(texts.ADD.to(language), key="adding"):
        _desk(language)


@st.fragment
def _desk(language: Language) -> None:
    work: _Work | None = st.session_state.get("work")
    st.write(texts.ADD_HOW.to(language))
    # A file that was imported is put away: the next one gets a fresh place.
    done = st.session_state.get("imports", 0)
    files = st.file_uploader(texts.FILE.to(language), type=_KINDS, accept_multiple_files=True, key=f"files-{done}")
    if not files:
        _tell_last(work, language)
        return
    try:
        _offer(_intake(list(files)), work, language)
    except KaartError as error:
        st.error(said(error, language))


@st.fragment(run_every=0.3)
def _watch(work: _Work, language: Language) -> None:
    """How far the work is, until it has ended: then the whole page shows what it brought."""
    if not work.job.done:
        words = texts.CHECKING if work.kind == "check" else texts.IMPORTING
        st.progress(work.job.share, words.to(language))
        st.button(texts.STOP.to(language), on_click=work.job.stop, key="stop")
        return
    st.session_state["watched"] = False
    if work.kind == "import" and _was_taken(work):
        st.session_state[IMPORTED] = work.job.result().source
        st.session_state["imports"] = st.session_state.get("imports", 0) + 1
        st.session_state.pop("intake", None)
    st.rerun()


def _intake(files: list[Dropped]) -> Intake:
    """The dropped files on disk, written once."""
    known: Intake | None = st.session_state.get("intake")
    if known is None or known.ids != ids_of(files):
        known = st.session_state["intake"] = Intake(files, drop_folder())
    return known


def _offer(intake: Intake, work: _Work | None, language: Language) -> None:
    options = _options(intake, language)
    if work is not None and st.session_state.get("watched"):
        _watch(work, language)
        return
    if busy := st.session_state.pop("busy", None):
        st.error(plain(busy.to(language)))
    mine = work if work is not None and work.ids == intake.ids else None
    with st.container(horizontal=True):
        st.button(texts.CHECK.to(language), key="check", on_click=_begin, args=("check", intake, options))
        if mine is not None and mine.kind == "check" and _was_taken(mine):
            begin = ("import", intake, options)
            st.button(texts.IMPORT.to(language), key="import", type="primary", on_click=_begin, args=begin)
    _tell_last(mine, language)


def _begin(kind: Kind, intake: Intake, options: Options) -> None:
    try:
        task = Task.CHECK if kind == "check" else Task.IMPORT
        job = desk().begin(task, partial(run, intake, options, kind == "check"), window()).job
    except Busy as error:
        st.session_state["busy"] = error
        return
    st.session_state["work"] = _Work(kind, job, intake.ids)
    st.session_state["watched"] = True


def _was_taken(work: _Work) -> bool:
    try:
        work.job.result()
    except KaartError:
        return False
    return True


def _options(intake: Intake, language: Language) -> Options:
    columns = intake.log
    chosen = {} if columns is None else {what: _column(what, columns, language) for what in columns.asked}
    words = st.text_input(
        texts.MISSING.to(language),
        ", ".join(s for s in choices(is_demo=False).sentinels if s),
        help=texts.MISSING_HELP.to(language),
        key="missing",
    )
    source = st.text_input(texts.SOURCE_NAME.to(language), key="source-name", help=texts.SOURCE_HELP.to(language))
    return Options(
        as_=columns.kind if columns else None,
        source=source.strip() or None,
        case=chosen.get("case"),
        time=chosen.get("time"),
        group=chosen.get("group"),
        household=chosen.get("household"),
        missing=tuple(word.strip() for word in words.split(",")),
    )


def _column(what: str, columns: Columns, language: Language) -> str | None:
    names = list(columns.names) if what != "household" else [_NO_COLUMN, *columns.names]
    guess = columns.guesses.get(what)
    index = names.index(guess) if guess in names else 0 if what == "household" else None
    return (
        st.selectbox(
            texts.COLUMN_OF[what].to(language),
            names,
            index=index,
            format_func=lambda name: name or texts.NO_COLUMN.to(language),
            placeholder=texts.CHOOSE.to(language),
            key=f"column-{what}",
        )
        or None
    )


def _tell_last(work: _Work | None, language: Language) -> None:
    if work is None:
        return
    try:
        report = work.job.result()
    except SourceNeeded:
        st.error(texts.SOURCE_NEEDED.to(language))
        return
    except KaartError as error:
        st.error(said(error, language))
        return
    _sum(work.kind, report, language)
    for reason in report.reasons:
        st.write(plain(texts.REASON.format(n=in_both(reason.rows), reason=reason.text).to(language)))
    for note in report.notes:
        st.caption(plain(on_screen(note).to(language)))
    _problems(report, language)


def _sum(kind: Kind, report: Report, language: Language) -> None:
    text = (texts.CHECKED if kind == "check" else texts.IMPORTED).format(
        read=in_both(report.read),
        added=in_both(report.added),
        known=in_both(report.known),
        reported=in_both(report.reported),
    )
    (st.info if kind == "check" else st.success)(text.to(language))


def _problems(report: Report, language: Language) -> None:
    if not report.problems:
        return
    st.write(texts.PROBLEMS.to(language))
    st.markdown("\n".join(f"- {plain(p.text.to(language))}" for p in report.problems[:_SHOWN]))
    if len(report.problems) > _SHOWN:
        st.caption(texts.MORE_PROBLEMS.format(n=in_both(len(report.problems) - _SHOWN)).to(language))
