"""On the page Beheer: the rows that a check found wrong, as a table to download, and the ways to mend them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from app.draw.sentences import in_both
from app.draw.writing import plain
from app.intake import Dropped, Intake
from app.parts.steward_watch import is_busy, tell, tell_error
from app.phrases import steward as words
from app.session import drop_folder
from app.steward import Steward, in_words
from graph.errors import KaartError
from graph.text import Language, Text
from loaders.exports import as_csv, as_workbook
from loaders.importing import Report
from loaders.mended_table import HEADS, fixes_in, problem_table, what_is_wrong
from loaders.mending import Fix, can_be_mended
from loaders.problems import Problem

_STEP, _FORM_ROWS = 20, 10
_SHOWN = "beheer-problems-shown"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def problems(
    steward: Steward, intake: Intake, report: Report, language: Language, on_mended: Callable[[], None]
) -> None:
    """Draw the problems of a report, if it has any; `on_mended` looks again after something was mended."""
    found = report.problems
    if not found:
        return
    st.subheader(words.PROBLEMS.to(language), anchor=False)
    shown = found[: st.session_state.get(_SHOWN, _STEP)]
    st.write(words.PROBLEMS_SHOWN.format(shown=in_both(len(shown)), all=in_both(report_size(report))).to(language))
    _table(shown, language)
    with st.container(horizontal=True):
        if len(shown) < len(found):
            st.button(words.MORE_PROBLEMS.to(language), key="beheer-more-problems", on_click=_more)
        _downloads(found, language)
    _mending(steward, intake, found, language, on_mended)


def report_size(report: Report) -> int:
    """How many rows have a problem, also those that are not told one by one."""
    return max(len(report.problems), report.reported - report.missing_loket - report.forgotten)


def _table(shown: tuple[Problem, ...], language: Language) -> None:
    file, row, column, wrong, _ = (head.to(language) for head in HEADS)
    table = {
        file: [plain(p.file) for p in shown],
        row: ["" if p.row is None else str(p.row) for p in shown],
        column: [plain(p.column or "") for p in shown],
        wrong: [plain(what_is_wrong(p).to(language)) for p in shown],
    }
    st.table(table, hide_index=True, alt=words.PROBLEMS_ALT.to(language))


def _more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _STEP) + 5 * _STEP


def _downloads(found: tuple[Problem, ...], language: Language) -> None:
    name = words.PROBLEM_FILE.to(language)
    table = partial(problem_table, found, language)
    st.download_button(
        words.DOWNLOAD_CSV.to(language),
        lambda: as_csv(table()),
        f"{name}.csv",
        "text/csv",
        key="beheer-problems-csv",
        on_click="ignore",
    )
    st.download_button(
        words.DOWNLOAD_EXCEL.to(language),
        lambda: as_workbook(table(), name),
        f"{name}.xlsx",
        _EXCEL,
        key="beheer-problems-xlsx",
        on_click="ignore",
    )


def _mending(
    steward: Steward, intake: Intake, found: tuple[Problem, ...], language: Language, on_mended: Callable[[], None]
) -> None:
    st.subheader(words.MEND_HEAD.to(language), anchor=False)
    able = [p for p in found if can_be_mended(p, intake.paths)]
    if not able:
        st.write(words.MEND_NONE.to(language))
        return
    st.write(words.MEND_HOW.to(language))
    st.caption(words.MEND_COPY.to(language))
    if len(able) > _FORM_ROWS:
        st.caption(words.MEND_FIRST.format(n=_FORM_ROWS).to(language))
    _form(partial(_mend, steward, intake, on_mended), able[:_FORM_ROWS], language)
    _filled_in(partial(_mend, steward, intake, on_mended), language)


def _form(mend: Callable[[tuple[Fix, ...]], None], able: list[Problem], language: Language) -> None:
    with st.form("beheer-mend", border=True):
        for i, p in enumerate(able):
            # In a label the signs that make data safe would be read out loud, so the data stand above it.
            st.write(plain(p.text.to(language)))
            st.text_input(words.MEND_ROW.format(n=i + 1, row=p.row).to(language), key=f"beheer-fix-{i}")
        st.form_submit_button(words.MEND_SAVE.to(language), on_click=_of_form, args=(mend, able), disabled=is_busy())


def _of_form(mend: Callable[[tuple[Fix, ...]], None], able: list[Problem]) -> None:
    given = [(p, str(st.session_state.pop(f"beheer-fix-{i}", "")).strip()) for i, p in enumerate(able)]
    mend(tuple(Fix(p.file, p.row or 0, p.column or "", value) for p, value in given if value))


def _filled_in(mend: Callable[[tuple[Fix, ...]], None], language: Language) -> None:
    turn = f"beheer-filled-{st.session_state.get('beheer-filled-turn', 0)}"
    table = st.file_uploader(words.MEND_TABLE.to(language), key=turn)
    if table is not None:
        st.button(
            words.MEND_TABLE_SAVE.to(language), key="beheer-use-table", on_click=_of_table, args=(mend, table),
            disabled=is_busy(),
        )  # fmt: skip


def _of_table(mend: Callable[[tuple[Fix, ...]], None], table: Dropped) -> None:
    st.session_state["beheer-filled-turn"] = st.session_state.get("beheer-filled-turn", 0) + 1
    try:
        with in_words(drop_folder()):
            dropped = Intake([table], drop_folder())
        fixes = fixes_in(dropped.paths[0])
    except KaartError as error:
        tell_error(error)
        return
    mend(fixes)


def _mend(steward: Steward, intake: Intake, on_mended: Callable[[], None], fixes: tuple[Fix, ...]) -> None:
    if not fixes:
        tell(words.MEND_NOTHING)
        return
    try:
        n = steward.mend(intake, fixes)
    except KaartError as error:
        tell_error(error)
        return
    on_mended()
    tell((words.MENDED_ONE if n == 1 else words.MENDED).format(n=Text(str(n), str(n))))
