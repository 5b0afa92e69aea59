"""On the page Beheer: the settings of the register, which figures each changes, and who chose what."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app.commands.settings_ import figures
from app.draw.writing import plain
from app.parts.steward_changes import moment
from app.parts.steward_watch import asks, confirm, is_busy, tell, tell_error
from app.phrases import steward as words
from app.steward import Steward
from graph.choices import SETTINGS, Chosen, Setting, SettingsChange, Value, words_of
from graph.errors import KaartError
from graph.text import Language, Text


def setting_up(steward: Steward, language: Language) -> None:
    """Draw the settings."""
    st.header(words.SETTINGS_HEAD.to(language), anchor=False)
    st.write(words.SETTINGS_HOW.to(language))
    changes, chosen = steward.settings_changes(), steward.chosen()
    seen = changes[0].number if changes else 0
    # The number in the keys: after a change, also one made elsewhere, the form shows what stands.
    with st.form(f"beheer-settings-{seen}"):
        for known in SETTINGS:
            _field(known, chosen, seen, language)
        st.text_input(words.SETTINGS_WHY.to(language), key=f"beheer-why-{seen}", max_chars=200)
        save = partial(_save, steward, seen)
        st.form_submit_button(words.SETTINGS_SAVE.to(language), type="primary", on_click=save, disabled=is_busy())
    _history(steward, changes, language)


def _key(known: Setting, seen: int) -> str:
    return f"beheer-set-{known.name}-{seen}"


def _field(known: Setting, chosen: Chosen, seen: int, language: Language) -> None:
    value, label, key = known.of(chosen), known.label.to(language), _key(known, seen)
    if isinstance(value, tuple):
        st.text_input(label, ", ".join(word for word in value if word), key=key)
    else:
        st.number_input(label, known.least, known.most, value, 1, key=key)
    about = [known.help.to(language)]
    if known.figures:
        about.append(words.SETTINGS_FIGURES.format(figures=figures(known)).to(language))
    about.append(words.SETTINGS_USUAL.format(value=shown(known.of(Chosen())).to(language)).to(language))
    st.caption(plain(" ".join(about)))


def shown(value: Value) -> Text:
    """A value as a person reads it; no word at all is said so."""
    if isinstance(value, tuple):
        listed = ", ".join(word for word in value if word)
        return Text(listed, listed) if listed else words.EMPTY_WORD
    return Text(str(value), str(value))


def _save(steward: Steward, seen: int) -> None:
    try:
        new = Chosen()
        for known in SETTINGS:
            given = st.session_state[_key(known, seen)]
            new = known.put(new, words_of(given) if known.field is None else int(given))
        made = steward.choose(new, str(st.session_state[f"beheer-why-{seen}"]).strip(), seen)
    except KaartError as error:
        tell_error(error)
        return
    tell(words.SETTINGS_SAVED.format(number=made.number) if made else words.SETTINGS_SAME)


def _history(steward: Steward, changes: tuple[SettingsChange, ...], language: Language) -> None:
    st.subheader(words.SETTINGS_HISTORY.to(language), anchor=False)
    if not changes:
        st.write(words.SETTINGS_NONE.to(language))
        return
    rows = [
        (
            str(c.number),
            moment(c.when),
            plain(c.who),
            plain(_moved(c).to(language)),
            plain((words.WHY_UNDO.format(number=c.undoes) if c.undoes else Text(c.why, c.why)).to(language)),
            (words.UNDONE.format(number=c.undone_by) if c.undone_by else words.STANDS).to(language),
        )
        for c in changes
    ]
    heads = [head.to(language) for head in words.CHANGE_COLUMNS if head not in (words.ADDED, words.REMOVED)]
    table = {head: [row[i] for row in rows] for i, head in enumerate(heads)}
    st.table(table, hide_index=True, alt=words.SETTINGS_ALT.to(language))
    _undo(steward, [c for c in changes if c.undone_by is None], language)


def _moved(change: SettingsChange) -> Text:
    parts = [
        words.SETTINGS_MOVED.format(label=m.setting.label, before=shown(m.before), after=shown(m.after))
        for m in change.moved
    ]
    return Text("; ".join(p.nl for p in parts), "; ".join(p.en for p in parts))


def _undo(steward: Steward, able: list[SettingsChange], language: Language) -> None:
    lines = {
        c.number: words.CHANGE_LINE.format(number=c.number, what=_moved(c), when=moment(c.when)).to(language)
        for c in able
    }
    chosen = st.selectbox(
        words.WHICH_CHANGE.to(language), list(lines), format_func=lines.__getitem__, key="beheer-setting-change"
    )
    if asks(f"setting-{chosen}", words.UNDO, language, disabled=is_busy()):
        change = next(c for c in able if c.number == chosen)
        question = words.SETTINGS_UNDO_ASKS.format(number=change.number, what=_back(change))
        confirm(question, words.UNDO_YES, language, partial(_put_back, steward, change.number))


def _back(change: SettingsChange) -> Text:
    parts = [
        words.SETTINGS_MOVED.format(label=m.setting.label, before=shown(m.after), after=shown(m.before))
        for m in change.moved
    ]
    return Text("; ".join(p.nl for p in parts), "; ".join(p.en for p in parts))


def _put_back(steward: Steward, number: int) -> None:
    try:
        made = steward.undo_choice(number)
    except KaartError as error:
        tell_error(error)
        return
    tell(words.SETTINGS_SAVED.format(number=made.number))
