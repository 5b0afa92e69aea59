"""On the page Beheer: making a backup, the list of them, downloading one, and putting one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from app.desk import Task
from app.draw.sentences import in_both
from app.draw.writing import number, plain
from app.intake import Dropped, Intake
from app.on_screen import said
from app.parts.steward_changes import moment
from app.parts.steward_watch import asks, begin, confirm, finished, is_busy, tell_error
from app.phrases import steward as words
from app.session import drop_folder, settings
from app.steward import NOT_ON_A_SERVER, Kept, Steward, in_words, lost_by
from graph.errors import KaartError, StoreBroken
from graph.text import Language, Text

MOST_DOWNLOAD = 1 << 30
"""A larger copy is not sent through the browser, which would hold it in memory."""
_OTHER = "beheer-other-backup"


def keeping(steward: Steward, language: Language) -> None:
    """Draw the backups."""
    st.header(words.BACKUP_HEAD.to(language), anchor=False)
    st.write(words.BACKUP_HOW.to(language))
    st.write(plain(words.BACKUP_KEY.format(key=settings().key_place).to(language)))
    _last(language)
    if steward.has_data:
        do = partial(begin, Task.BACKUP, steward.backup)
        st.button(words.BACKUP_MAKE.to(language), key="beheer-backup", on_click=do, disabled=is_busy())
    kept = _known(steward, language)
    if kept:
        _table(kept, language)
    else:
        st.info(words.NO_BACKUPS.to(language))
    there = {k.path: k for k in kept if k.size is not None}
    if there:
        _choose(steward, there, language)
    if steward.on_server:
        st.info(NOT_ON_A_SERVER.to(language))
    else:
        _from_elsewhere(steward, language)


def _known(steward: Steward, language: Language) -> tuple[Kept, ...]:
    """The backups; of data that cannot be opened none, for a copy can still be put in their place."""
    try:
        return steward.backups()
    except KaartError as error:
        st.error(said(error, language))
        return ()


def _last(language: Language) -> None:
    work = finished(Task.BACKUP, Task.RESTORE)
    if work is None:
        return
    try:
        done = work.job.result()
    except StoreBroken as error:
        st.error(words.NOT_A_BACKUP.to(language) if work.task is Task.RESTORE else said(error, language))
    except KaartError as error:
        st.error(said(error, language))
    else:
        if work.task is Task.BACKUP:
            st.success(plain(words.BACKUP_MADE.format(path=done.path).to(language)))
        elif done.kept:
            st.success(plain(words.RESTORED_KEPT.format(path=done.kept).to(language)))
        else:
            st.success(words.RESTORED.to(language))


def _table(kept: tuple[Kept, ...], language: Language) -> None:
    rows = [
        (
            moment(k.when),
            str(k.version),
            words.BACKUP_GONE.to(language) if k.size is None else f"{number(max(1, k.size // 1024), language)} kB",
            plain(str(k.path)),
        )
        for k in kept
    ]
    heads = [head.to(language) for head in words.BACKUP_COLUMNS]
    table = {head: [row[i] for row in rows] for i, head in enumerate(heads)}
    st.table(table, hide_index=True, alt=words.BACKUPS_ALT.to(language))


def _choose(steward: Steward, there: dict[Path, Kept], language: Language) -> None:
    lines = {
        path: words.BACKUP_LINE.format(when=moment(k.when), name=path.name).to(language) for path, k in there.items()
    }
    chosen = there[
        st.selectbox(words.WHICH_BACKUP.to(language), list(there), format_func=lines.__getitem__, key="beheer-which")
    ]
    if (chosen.size or 0) > MOST_DOWNLOAD:
        st.write(plain(words.BACKUP_TOO_LARGE.format(path=chosen.path).to(language)))
    else:
        st.download_button(
            words.BACKUP_DOWNLOAD.to(language),
            chosen.path.read_bytes,
            chosen.path.name,
            "application/vnd.sqlite3",
            key="beheer-download",
            on_click="ignore",
        )
    if not steward.on_server and asks(f"restore-{chosen.path}", words.RESTORE, language, disabled=is_busy()):
        question = words.RESTORE_ASKS.format(name=chosen.path.name, lost=_lost(steward, chosen))
        do = partial(begin, Task.RESTORE, partial(steward.restore, chosen.path))
        confirm(question, words.RESTORE_YES, language, do)


def _lost(steward: Steward, chosen: Kept) -> Text:
    lost = lost_by(steward.changes(), chosen)
    if not lost:
        return words.RESTORE_LOST_NONE
    return (words.RESTORE_LOST_ONE if lost == 1 else words.RESTORE_LOST).format(n=in_both(lost))


def _from_elsewhere(steward: Steward, language: Language) -> None:
    with st.expander(words.RESTORE_OTHER_HEAD.to(language), key="beheer-elsewhere"):
        file = st.file_uploader(words.RESTORE_FILE.to(language), key="beheer-restore-file")
        if file is None:
            st.session_state.pop(_OTHER, None)
            return
        if asks(f"restore-{file.file_id}", words.RESTORE_OTHER, language, disabled=is_busy()):
            lost = words.RESTORE_LOST_UNKNOWN if steward.has_data else words.RESTORE_LOST_NONE
            question = words.RESTORE_ASKS.format(name=file.name, lost=lost)
            confirm(question, words.RESTORE_YES, language, partial(_restore, steward, file))


def _restore(steward: Steward, file: Dropped) -> None:
    try:
        with in_words(drop_folder()):
            intake = Intake([file], drop_folder())
    except KaartError as error:
        tell_error(error)
        return
    # Kept until the next one, so that the work finds the file.
    st.session_state[_OTHER] = intake
    begin(Task.RESTORE, partial(steward.restore, intake.paths[0]))
