"""Keeping a table as CSV or Excel and a picture as PNG or SVG: what stands on screen, and what it is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from app import component
from app.basis import Basis
from app.draw import viewing
from app.draw.export import About, Cell, csv_bytes, xlsx_bytes
from app.draw.svg import Caption
from app.draw.writing import day
from app.phrases import filters
from app.phrases import gaps as gap_words
from app.phrases import pictures as words
from app.session import Data, version
from graph.codes import Audience
from graph.instants import AMSTERDAM
from graph.privacy import threshold
from graph.text import Language, Text
from graph.views import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands on screen: its name in a file, its title, its heads and its rows."""

    file: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def about(found: Basis, data: Data, view: View, title: str, spoken: Language) -> About:
    """What a table or picture is of."""
    when = version(data).when
    return About(
        title=title,
        filters=tuple((name.to(spoken), value.to(spoken)) for name, value in _parts(found, view)),
        made=datetime.now(AMSTERDAM),
        version=data.token[:12] if when is None else day(when, spoken),
        audience=found.audience.label.to(spoken),
        k=None if found.audience is Audience.BEHEERDER else threshold(found.audience, found.k),
    )


def _parts(found: Basis, view: View) -> list[tuple[Text, Text]]:
    """The view in words, with the source where it is one of several."""
    if not found.facts.of_one_source:
        return viewing.parts(view)
    name = found.network.sources[0].name
    return [*viewing.parts(view), (filters.SOURCE, Text(name, name))]


def caption(found: Basis, view: View, title: str, spoken: Language) -> Caption:
    """The words with a picture that is kept."""
    said = ", ".join(f"{name.to(spoken)}: {value.to(spoken)}" for name, value in _parts(found, view))
    exact = found.audience is Audience.BEHEERDER
    small = gap_words.EXACT if exact else gap_words.ROUNDED.format(k=threshold(found.audience, found.k))
    return Caption(title, notes=(said, small.to(spoken), day(datetime.now(AMSTERDAM), spoken)))


def save_table(sheet: Sheet, facts: About, spoken: Language) -> None:
    """Two buttons that keep a table; the file is made when a person asks for it."""
    with st.container(horizontal=True, key=f"save-{sheet.file}"):
        st.download_button(
            words.CSV.to(spoken),
            lambda: csv_bytes(sheet.heads, sheet.rows, facts, spoken),
            f"{sheet.file}.csv",
            "text/csv",
            key=f"csv-{sheet.file}",
            on_click="ignore",
        )
        st.download_button(
            words.EXCEL.to(spoken),
            lambda: xlsx_bytes(sheet.heads, sheet.rows, facts, spoken),
            f"{sheet.file}.xlsx",
            _XLSX,
            key=f"xlsx-{sheet.file}",
            on_click="ignore",
        )


def save_picture(file: str, svg: Callable[[], str], spoken: Language) -> None:
    """Two buttons that keep a picture as PNG or SVG, on this machine."""
    component.saving(f"picture-{file}", file, svg, spoken)
