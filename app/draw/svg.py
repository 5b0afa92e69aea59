"""What every SVG of ours has: a name and a description, words as text, and nothing that runs or is fetched."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

FACE = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"
INK, WHITE, EDGE = "#0b0c0c", "#ffffff", "#586c88"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE, _NOTE, MARGIN = 18, 13, 16
_WIDE = 0.53
"""The width of a letter, as a share of its size: on average, for what must not lie over something else."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words with a picture: its title above, notes below (filters, date, what small numbers mean), all visible.

    `description` says in words what is seen, for who cannot see it; each picture makes its own where it is empty.
    """

    title: str
    description: str = ""
    notes: tuple[str, ...] = ()


def element(tag: str, *inside: str, **attributes: object) -> str:
    """One element; `inside` is SVG already. `font_size` becomes `font-size`; an attribute of None is left out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_clean(_number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{said}/>"


def words(text: str, x: float, y: float, size: float, **attributes: object) -> str:
    """One line of text."""
    return element("text", _clean(text), x=x, y=y, font_size=size, **attributes)


def tip(text: str) -> str:
    """What a pointer on an element shows."""
    return element("title", _clean(text))


def halo(size: float) -> dict[str, object]:
    """A white edge around words that lie over something else."""
    return {"paint_order": "stroke", "stroke": WHITE, "stroke_width": size / 4, "stroke_linejoin": "round"}


def long(text: str, size: float) -> float:
    """About how wide a line of text is."""
    return len(text) * size * _WIDE


def named(caption: Caption) -> str:
    """A name for the parts of one picture, so that several can stand on one page."""
    return hashlib.blake2s(f"{caption.title}\0{caption.description}".encode(), digest_size=5).hexdigest()


def document(caption: Caption, width: float, height: float, body: Iterable[str], legend: Sequence[str] = ()) -> str:
    """A whole picture: its title, a body of `width` by `height` with its corner at 0, 0, its legend and its notes.

    Parameters
    ----------
    legend
        Lines of the legend, each with its corner at 0, 0 and at most 22 high.
    """
    name, wide = named(caption), round(width + 2 * MARGIN)
    title = textwrap.wrap(caption.title, int(width / _TITLE / _WIDE)) or [""]
    notes = [row for note in caption.notes for row in textwrap.wrap(note, int(width / _NOTE / _WIDE))]
    top = MARGIN + 24 * len(title)
    under = top + height + 12
    high = round(under + 24 * len(legend) + 18 * len(notes) + MARGIN)
    parts = [
        element("title", _clean(caption.title), id=f"t{name}"),
        element("desc", _clean(caption.description), id=f"d{name}"),
        element("rect", width=wide, height=high, fill=WHITE),
        *(words(row, MARGIN, MARGIN + 16 + 24 * i, _TITLE, font_weight=600) for i, row in enumerate(title)),
        element("g", *body, transform=f"translate({MARGIN} {_number(top)})"),
        *(
            element("g", line, transform=f"translate({MARGIN} {_number(under + 24 * i)})")
            for i, line in enumerate(legend)
        ),
        *(words(row, MARGIN, under + 24 * len(legend) + 14 + 18 * i, _NOTE) for i, row in enumerate(notes)),
    ]
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"t{name} d{name}",
        viewBox=f"0 0 {wide} {high}",
        width=wide,
        height=high,
        font_family=FACE,
        fill=INK,
    )


def key(sample: str, text: str) -> str:
    """One line of a legend: a sample of 40 by 14 and its words."""
    return sample + words(text, 50, 13, _NOTE)


def hatching(name: str) -> str:
    """A pattern of thin stripes, to fill with `url(#hNAME)`."""
    stripe = element("path", d="M0 6 L6 0", stroke=EDGE, stroke_width=1)
    back = element("rect", width=6, height=6, fill="#f4f6f8")
    return element(
        "defs", element("pattern", back, stripe, id=f"h{name}", width=6, height=6, patternUnits="userSpaceOnUse")
    )


def _number(value: object) -> str:
    """A number with at most two decimals, so that the same picture is the same text everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=True)
