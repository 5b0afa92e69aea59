"""On the page Beheer: the change sets with who, when, why and what; putting back and doing again."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from app.desk import Task
from app.draw.sentences import in_both
from app.draw.writing import number, plain
from app.parts.steward_watch import asks, begin, confirm, finished, is_busy, result_of
from app.phrases import steward as words
from app.steward import Action, Steward, actions
from graph.changesets import ChangeKind, ChangeSet
from graph.instants import AMSTERDAM
from graph.text import Language, Text

_STEP = 20
_SHOWN = "beheer-changes-shown"


def changing(steward: Steward, language: Language) -> None:
    """Draw the changes."""
    st.header(words.CHANGES_HEAD.to(language), anchor=False)
    st.write(words.CHANGES_HOW.to(language))
    if (work := finished(Task.UNDO)) and (done := result_of(work, language)):
        st.success(words.UNDO_DONE.format(number=done.number).to(language))
    changes = steward.changes()
    if not changes:
        st.info(words.NO_CHANGES.to(language))
        return
    shown = st.session_state.get(_SHOWN, _STEP)
    _table(changes[:shown], language)
    if shown < len(changes):
        st.button(words.MORE_CHANGES.to(language), key="beheer-more-changes", on_click=_more)
    _choose(steward, actions(changes), language)


def _more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _STEP) + 5 * _STEP


def _table(changes: tuple[ChangeSet, ...], language: Language) -> None:
    rows = [
        (
            str(c.number),
            moment(c.when),
            plain(c.who),
            plain(_what(c).to(language)),
            plain(_why(c).to(language)),
            number(c.added, language),
            number(c.removed, language),
            (words.UNDONE.format(number=c.undone_by) if c.undone_by else words.STANDS).to(language),
        )
        for c in changes
    ]
    heads = [head.to(language) for head in words.CHANGE_COLUMNS]
    table = {head: [row[i] for row in rows] for i, head in enumerate(heads)}
    st.table(table, hide_index=True, alt=words.CHANGES_ALT.to(language))


def moment(when: datetime) -> str:
    """A day and a time on the clock in the Netherlands."""
    return f"{when.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _what(change: ChangeSet) -> Text:
    kind = words.KINDS[change.kind]
    return Text(f"{kind.nl}: {change.source}", f"{kind.en}: {change.source}") if change.source else kind


def _why(change: ChangeSet) -> Text:
    if change.kind is ChangeKind.UNDO:
        return words.WHY_UNDO.format(number=change.undoes)
    return Text(change.why, change.why)


def _choose(steward: Steward, able: tuple[Action, ...], language: Language) -> None:
    if not able:
        return
    lines = {a.change.number: words.CHANGE_LINE.format(
        number=a.change.number, what=_what(a.change), when=moment(a.change.when)
    ).to(language) for a in able}  # fmt: skip
    chosen = st.selectbox(
        words.WHICH_CHANGE.to(language), list(lines), format_func=lines.__getitem__, key="beheer-change"
    )
    action = next(a for a in able if a.change.number == chosen)
    label = words.REDO if action.again else words.UNDO
    if asks(f"undo-{action.number}", label, language, disabled=is_busy()):
        change = action.change
        question = (words.REDO_ASKS if action.again else words.UNDO_ASKS).format(
            number=change.number, what=_what(change), added=in_both(change.added), removed=in_both(change.removed)
        )
        do = partial(begin, Task.UNDO, partial(steward.undo, action.number))
        confirm(question, words.REDO_YES if action.again else words.UNDO_YES, language, do)
