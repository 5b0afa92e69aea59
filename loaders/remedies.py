"""The remedies that the field knows for each kind of gap, from the readable file `data/remedies.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.errors import DataRefused, Unknown
from graph.gaps import KINDS
from graph.text import Text
from loaders.remedy_checks import CAUSES, problems


@dataclass(frozen=True, slots=True)
class Gap:
    """What went wrong: a kind of `graph.gaps.KINDS`, of a dead end its cause, of a refusal its reason."""

    kind: str
    cause: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that one can do about a gap.

    Attributes
    ----------
    id
        Its name in the file.
    title, what, first_step
        What it is called, what it is, and what one does on Monday morning.
    fits, fits_not
        When it fits, and when it does not.
    asks
        What it asks, and of whom.
    sign
        How one sees that it works.
    figures
        In which figures (names of questions), the one that shows it first in front.
    after_months
        Months from its start until the first of `figures` can be compared.
    helps
        The gaps it helps, in the order of the file.
    """

    id: str
    title: Text
    what: Text
    first_step: Text
    fits: Text
    fits_not: Text
    asks: Text
    sign: Text
    figures: tuple[str, ...]
    after_months: int
    helps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Remedies:
    """A file of remedies: all of them in its order, and those of each gap, the best fitting first."""

    all: tuple[Remedy, ...]
    of_gap: Mapping[Gap, tuple[Remedy, ...]]

    def against(self, gap: Gap) -> tuple[Remedy, ...]:
        """The remedies of a gap, the best fitting first; those of its kind alone when the file does not name it so."""
        for known in (gap, Gap(gap.kind, gap.cause), Gap(gap.kind)):
            if known in self.of_gap:
                return self.of_gap[known]
        return ()


def remedies_for(kind: str, cause: str | None = None, reason: str | None = None) -> tuple[Remedy, ...]:
    """The remedies of a gap, the best fitting first as `data/remedies.toml` orders them; never empty.

    A reason that the file does not name (a register may use words of its own) gets the remedies of its kind.

    Raises
    ------
    Unknown
        When there is no such kind of gap, or no such cause of a dead end.
    """
    if kind not in KINDS:
        raise Unknown(_NO_KIND.format(kind=kind, known=", ".join(KINDS)))
    if cause is not None and (kind, cause) not in {("dead_end", known) for known in CAUSES}:
        raise Unknown(_NO_CAUSE.format(kind=kind, cause=cause, known=", ".join(CAUSES)))
    return product_remedies().against(Gap(kind, cause, reason))


@cache
def product_remedies() -> Remedies:
    """The remedies that come with the product."""
    return read_remedies(files("data") / "remedies.toml")


def read_remedies(file: Traversable) -> Remedies:
    """The remedies of a file.

    Raises
    ------
    DataRefused
        When the file is absent or is no TOML; else with everything that is wrong in it, and where.
    """
    table = _parsed(file)
    if wrong := problems(table):
        lines = Text("\n".join(t.nl for t in wrong), "\n".join(t.en for t in wrong))
        raise DataRefused(_WRONG.format(file=file.name, lines=lines))
    order = {Gap(row["kind"], row.get("cause"), row.get("reason")): row["remedies"] for row in table["gaps"]}
    found = {name: _remedy(name, fields, order) for name, fields in table["remedies"].items()}
    return Remedies(tuple(found.values()), {gap: tuple(found[name] for name in names) for gap, names in order.items()})


def _parsed(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataRefused(_ABSENT.format(file=file)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataRefused(_NO_TOML.format(file=file.name, why=error)) from error


def _remedy(name: str, fields: Mapping[str, Any], order: Mapping[Gap, list[str]]) -> Remedy:
    return Remedy(
        id=name,
        title=Text(**fields["title"]),
        what=Text(**fields["what"]),
        first_step=Text(**fields["first_step"]),
        fits=Text(**fields["fits"]),
        fits_not=Text(**fields["fits_not"]),
        asks=Text(**fields["asks"]),
        sign=Text(**fields["sign"]),
        figures=tuple(fields["figures"]),
        after_months=fields["after_months"],
        helps=tuple(gap for gap, names in order.items() if name in names),
    )


_NO_KIND = Text(
    "Er is geen soort probleem '{kind}'. Kies uit: {known}.",
    "There is no kind of gap '{kind}'. Choose from: {known}.",
)
_NO_CAUSE = Text(
    "'{kind}' kent geen oorzaak '{cause}'. Alleen 'dead_end' heeft een oorzaak: {known}.",
    "'{kind}' knows no cause '{cause}'. Only 'dead_end' has a cause: {known}.",
)
_ABSENT = Text(
    "Het bestand {file} is er niet, of is niet te lezen. Zet het terug.",
    "The file {file} is not there, or cannot be read. Put it back.",
)
_NO_TOML = Text("{file}: dit is geen goede TOML ({why}).", "{file}: this is no valid TOML ({why}).")
_WRONG = Text("Dit klopt niet in {file}:\n{lines}", "This is not right in {file}:\n{lines}")
