"""A heatmap, such as loket by loket: in plain numbers, and as SVG. As a chart on screen: `app.draw.charts`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.draw.scale import EDGE, PALE, figure, ink_on, shade, share
from app.draw.svg import Caption, document, element, hatching, key, long, named, tip, words
from app.phrases import pictures
from graph.text import Language

_WIDTH, _ROW, _FONT = 960, 26, 13
_NAME, _WIDEST = 250, 64
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Values by row and column; a cell where row and column are the same is left out.

    Attributes
    ----------
    rows, columns
        Their ids, in the order in which they stand; a selection gives these back.
    values
        One row of values for each row; None is fewer than k.
    k
        The threshold that None stands for.
    names
        What ids are called; an id without a name is its own.
    row_title, column_title
        What rows and columns are, such as "Van" and "Naar".

    Raises
    ------
    ValueError
        When there is not one value for each row and column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int | None, ...], ...]
    k: int
    names: Mapping[str, str] = field(default_factory=dict)
    row_title: str = ""
    column_title: str = ""

    def __post_init__(self) -> None:
        if len(self.values) != len(self.rows) or any(len(row) != len(self.columns) for row in self.values):
            raise ValueError("a heatmap needs one value for each row and column")

    def name(self, entry: str) -> str:
        """What a row or column is called."""
        return self.names.get(entry, entry)

    def cells(self) -> Iterator[tuple[str, str, int | None]]:
        """Row, column and value of each cell."""
        for row, values in zip(self.rows, self.values, strict=True):
            yield from ((row, col, v) for col, v in zip(self.columns, values, strict=True) if row != col)

    def most(self) -> int:
        """The largest value; 0 where all are fewer than k."""
        return max((value for _, _, value in self.cells() if value is not None), default=0)


def cell(heatmap: Heatmap, row: str, column: str, value: int | None, language: Language) -> str:
    """A cell in words: Jeugd, Wmo: 28."""
    told = figure(value, heatmap.k, language)
    return pictures.CELL.format(row=heatmap.name(row), column=heatmap.name(column), value=told).to(language)


def described(heatmap: Heatmap, language: Language) -> str:
    """What is seen, in words: how large it is, and the highest cells."""
    size = pictures.CELLS.format(rows=len(heatmap.rows), columns=len(heatmap.columns)).to(language)
    known = [(row, column, value) for row, column, value in heatmap.cells() if value]
    highest = sorted(known, key=lambda found: (-found[2], found[:2]))[:_TOLD]
    if not highest:
        return size
    what = "; ".join(cell(heatmap, *found, language) for found in highest)
    return f"{size} {pictures.MOST.format(what=what).to(language)}"


def svg(heatmap: Heatmap, caption: Caption, language: Language, chosen: tuple[str, str] | None = None) -> str:
    """A heatmap as one SVG element, 960 wide; every cell has its number, so that colour is not the only carrier.

    Same promises as `app.draw.network_svg.svg`. `chosen` (row and column) gets a thick edge.
    """
    told = caption if caption.description else replace(caption, description=described(heatmap, language))
    # A tilted heading reaches as far to the right of its column as it reaches up.
    tilt = max((min(long(heatmap.name(c), _FONT), _NAME) for c in heatmap.columns), default=0) * 0.75
    wide = min(_WIDEST, (_WIDTH - _NAME - tilt) / max(1, len(heatmap.columns)))
    top = 20 + tilt
    name = named(told)
    cells = [
        (element("g", *_cell(heatmap, found, wide, name, language, found[:2] == chosen), transform=moved), found[:2])
        for found, moved in _placed(heatmap, wide, top)
    ]
    cells.sort(key=lambda drawn: drawn[1] == chosen)  # on top of its neighbours
    parts = [hatching(name), *_heads(heatmap, wide, top), *(drawn for drawn, _ in cells)]
    return document(told, _WIDTH, top + _ROW * len(heatmap.rows), parts, _legend(heatmap, name, language))


def _placed(heatmap: Heatmap, wide: float, top: float) -> Iterator[tuple[tuple[str, str, int | None], str]]:
    row_at = {row: top + _ROW * i for i, row in enumerate(heatmap.rows)}
    column_at = {column: _NAME + wide * i for i, column in enumerate(heatmap.columns)}
    for found in heatmap.cells():
        yield found, f"translate({column_at[found[1]]:.1f} {row_at[found[0]]:.1f})"


def _cell(
    heatmap: Heatmap, found: tuple[str, str, int | None], wide: float, name: str, language: Language, chosen: bool
) -> Iterator[str]:
    value = found[2]
    part = share(value or 0, heatmap.most())
    yield tip(cell(heatmap, *found, language))
    fill = f"url(#h{name})" if value is None else shade(part) if value else PALE
    edge = {"stroke": "#0b0c0c", "stroke_width": 3} if chosen else {"stroke": "#ffffff", "stroke_width": 1}
    yield element("rect", width=wide, height=_ROW, fill=fill, **edge)
    text = figure(value, heatmap.k, language, short=True)
    size = min(_FONT, wide / max(1, len(text)) / 0.6)
    if value is None:
        yield element("rect", x=3, y=5, width=wide - 6, height=_ROW - 10, fill=PALE)
    color = EDGE if value is None else ink_on(part) if value else EDGE
    yield words(text, wide / 2, _ROW / 2 + size * 0.35, size, text_anchor="middle", fill=color)


def _heads(heatmap: Heatmap, wide: float, top: float) -> Iterator[str]:
    for i, row in enumerate(heatmap.rows):
        yield words(_short(heatmap.name(row)), _NAME - 8, top + _ROW * (i + 0.65), _FONT, text_anchor="end")
    for i, column in enumerate(heatmap.columns):
        spot = f"translate({_NAME + wide * (i + 0.5):.1f} {top - 6:.1f}) rotate(-45)"
        yield element("g", words(_short(heatmap.name(column)), 0, 0, _FONT), transform=spot)
    yield words(heatmap.row_title, _NAME - 8, top - 6, _FONT, text_anchor="end", font_weight=600)
    yield words(heatmap.column_title, _NAME, 12, _FONT, font_weight=600)


def _short(name: str) -> str:
    return textwrap.shorten(name, round(_NAME / _FONT / 0.56), placeholder="…") or name[:30]


def _legend(heatmap: Heatmap, name: str, language: Language) -> list[str]:
    ladder = "".join(element("rect", x=10 * i, width=10, height=14, fill=shade((i + 1) / 4)) for i in range(4))
    darker = key(ladder, pictures.DARKER.to(language))
    if all(value is not None for _, _, value in heatmap.cells()):
        return [darker]
    sample = element("rect", width=40, height=14, fill=f"url(#h{name})", stroke=EDGE)
    return [darker, key(sample, pictures.FEWER_HATCHED.format(k=heatmap.k).to(language))]
