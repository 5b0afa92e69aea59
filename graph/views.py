"""The fixed views: a period and at most two filters, each from a list that the data give (`gate.md`, rule 2)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.codes import Code, Domain
from graph.columns import Codes, Flags
from graph.errors import UsageRefused
from graph.text import Text

EVERYTHING, LAST_YEAR = "all", "last4"
MOST_FILTERS = 2
_MONTH, _QUARTER = "%d-%02d", "%dQ%d"


class Problems(Code):
    """Over how many life domains a case goes."""

    UNKNOWN = "unknown", "onbekend", "unknown"
    SINGLE = "single", "één leefgebied", "one life domain"
    MULTIPLE = "multiple", "twee of meer leefgebieden", "two or more life domains"


@dataclass(frozen=True, slots=True)
class View:
    """Which cases are looked at. Filters select whole cases, never visits.

    Attributes
    ----------
    period
        `all`, a calendar year (`2024`), the last four closed quarters (`last4`), a closed quarter (`2024Q3`), or a
        month (`2024-05`): of the cases opened in it.
    domain, area, target, problems
        A life domain of the case, the area of the household, a target group of the entry loket, and how many life
        domains; None for all.
    kind
        Kind of organisation: the gaps that touch one of its lokets.
    """

    period: str = EVERYTHING
    domain: str | None = None
    area: str | None = None
    target: str | None = None
    problems: str | None = None
    kind: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, besides the period."""
        named = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name != "period")
        return {name: value for name, value in named if value is not None}

    def without(self, name: str) -> Self:
        """The view less one filter; without `period` it is over the whole register."""
        kept = {other: value for other, value in self.filters.items() if other != name}
        return type(self)(EVERYTHING if name == "period" else self.period, **kept)

    def coarser(self) -> tuple[Self, ...]:
        """The views that show more cases, the nearest first: one filter less, a longer period, then everything."""
        fewer = [self.without(name) for name in reversed(self.filters)]
        longer = [replace(self, period=p) for p in _longer(self.period)]
        return tuple(dict.fromkeys([*fewer, *longer, *(type(self)(p) for p in (self.period, EVERYTHING))]))


def _longer(period: str) -> tuple[str, ...]:
    if period == EVERYTHING:
        return ()
    year = (period[:4],) if len(period) > 4 and period[:4].isdecimal() else ()
    return (*year, EVERYTHING)


@dataclass(frozen=True, eq=False)
class Look:
    """A view of some data, and its masks: these follow from both, so that a look keeps nothing but what its view says.

    Attributes
    ----------
    facts
        What is known of the cases that are looked at; None for counts that belong to no data.
    """

    view: View = View()
    facts: Facts | None = None

    @cached_property
    def cases(self) -> Flags | None:
        """The cases that it keeps, None for all."""
        return None if self.facts is None else self.facts.cases_in(self.view)

    @cached_property
    def lokets(self) -> Flags | None:
        """The lokets of its kind, None for all."""
        kind, facts = self.view.kind, self.facts
        return None if kind is None or facts is None else np.asarray(facts.loket_kind == facts.kinds.index(kind))


@dataclass(frozen=True, eq=False)
class Facts:
    """What a view can ask of the cases of one network, one row a case.

    Attributes
    ----------
    month
        Months since year 0 of the opening, -1 where no day is known.
    domains
        One bit a `Domain`.
    area
        A code of `areas`, -1 where none is known.
    target
        One bit for each of `targets`, of the entry loket.
    problems
        A number of `Problems`.
    areas, targets, kinds
        The words that occur, in alphabetical order.
    loket_kind
        Of each loket a code of `kinds`, -1 where none is known.
    closed_until
        The first month that was not over at the data end.
    frozen
        Whether it is a published version, not the data as they stand now.
    of_one_source
        Whether they are of one source out of several that add up: then they passed a filter already.
    period
        The only period of which there are cases, where others were left out; `all` where none were.
    """

    month: Codes
    domains: NDArray[np.uint16]
    area: Codes
    target: NDArray[np.uint64]
    problems: NDArray[np.int8]
    areas: tuple[str, ...]
    targets: tuple[str, ...]
    kinds: tuple[str, ...]
    loket_kind: Codes
    closed_until: int
    frozen: bool = False
    of_one_source: bool = False
    period: str = EVERYTHING

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first and the last month of an opening that is known; (0, -1) where none is."""
        known = self.month[self.month >= 0]
        return (int(known.min()), int(known.max())) if len(known) else (0, -1)

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What each part of a view can be, in the order of a list on a screen."""
        bits = int(np.bitwise_or.reduce(self.domains)) if len(self.domains) else 0
        return {
            "period": periods(self) if self.period == EVERYTHING else (self.period,),
            "domain": tuple(d.value for d in Domain if bits >> (d.number - 1) & 1),
            "area": self.areas,
            "target": self.targets,
            "problems": tuple(p.value for p in Problems if (self.problems == p.number).any()),
            "kind": self.kinds,
        }

    def look(self, view: View) -> Look:
        """A view as masks.

        Raises
        ------
        UsageRefused
            When the view asks for something that is not on the lists.
        """
        if (why := self.refuses(view)) is not None:
            raise UsageRefused(why)
        return Look(view, self)

    def cases_in(self, view: View) -> Flags | None:
        """The cases that a view on the lists keeps, None for all."""
        parts: list[Flags] = []
        if view.period != self.period:
            first, last = bounds(view.period, self.closed_until)
            parts.append((self.month >= first) & (self.month < last))
        if view.domain is not None:
            parts.append((self.domains >> np.uint16(Domain.of_value(view.domain).number - 1)) & np.uint16(1) != 0)
        if view.area is not None:
            parts.append(self.area == self.areas.index(view.area))
        if view.target is not None:
            parts.append((self.target >> np.uint64(self.targets.index(view.target))) & np.uint64(1) != 0)
        if view.problems is not None:
            parts.append(self.problems == Problems.of_value(view.problems).number)
        return np.logical_and.reduce(parts) if parts else None

    def refuses(self, view: View) -> Text | None:
        """Why a view is none of these data; None for one that is on the lists."""
        for name, value in {"period": view.period, **view.filters}.items():
            known = self.choices[name]
            if value not in known and not (name == "period" and self._has_month(value)):
                text = _UNKNOWN_CHOICE if known else _NO_CHOICE
                value_told, known_told = (_listed(name, part) for part in ((value,), known))
                return text.format(name=LABELS[name], value=value_told, known=known_told)
        return None

    def _has_month(self, period: str) -> bool:
        return self.period == EVERYTHING and period in months(self)


def _listed(name: str, values: tuple[str, ...]) -> Text:
    """Choices in words: life domains by their labels, which may hold commas."""
    if name != "domain":
        return Text(", ".join(values), ", ".join(values))
    told = [Domain.of_value(v).label if v in set(Domain) else Text(v, v) for v in values]
    return Text("; ".join(t.nl for t in told), "; ".join(t.en for t in told))


def periods(found: Facts) -> tuple[str, ...]:
    """The periods to choose from: everything, the last four closed quarters, years, closed quarters; newest first."""
    first, last = found.span
    # None is left out between the first and the last: that would say that nobody came then.
    years = range(last // 12, first // 12 - 1, -1)
    quarters = range(min(last // 3, found.closed_until // 3 - 1), first // 3 - 1, -1)
    year = (LAST_YEAR,) if len(quarters) >= 4 else ()
    return (EVERYTHING, *year, *(str(y) for y in years), *(_QUARTER % (q // 4, q % 4 + 1) for q in quarters))


def months(found: Facts) -> tuple[str, ...]:
    """Every month from the first to the last opening."""
    first, last = found.span
    return tuple(month_name(m) for m in range(first, last + 1))


def month_name(month: int) -> str:
    """A month number as it stands in a view."""
    return _MONTH % (month // 12, month % 12 + 1)


def bounds(period: str, closed_until: int) -> tuple[int, int]:
    """The first month of a period, and the first after it."""
    if period == LAST_YEAR:
        last = closed_until // 3 * 3
        return last - 12, last
    year = int(period[:4])
    if "Q" in period:
        first = year * 12 + (int(period[5:]) - 1) * 3
        return first, first + 3
    if "-" in period:
        first = year * 12 + int(period[5:]) - 1
        return first, first + 1
    return year * 12, year * 12 + 12


LABELS = {
    "period": Text("periode", "period"),
    "domain": Text("leefgebied", "life domain"),
    "area": Text("wijk", "area"),
    "target": Text("doelgroep", "target group"),
    "problems": Text("leefgebieden per hulpvraag", "life domains of the case"),
    "kind": Text("soort organisatie", "kind of organisation"),
}
_NO_CHOICE = Text(
    "Bij {name} kan '{value}' niet: in deze gegevens staat geen {name}. Laat dit filter weg.",
    "'{value}' is no {name} here: these data hold no {name}. Leave this filter out.",
)
_UNKNOWN_CHOICE = Text(
    "Bij {name} kan '{value}' niet. Kies uit: {known}.", "'{value}' is no {name}. Choose from: {known}."
)
