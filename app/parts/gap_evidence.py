"""The evidence of one gap: by month, life domain, area, target group, weeks lost and route, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from app import component
from app.basis import Basis, evidence
from app.draw import viewing
from app.draw.bars import Bars, described
from app.draw.bars import svg as bars_svg
from app.draw.charts import bar_of, bars_chart
from app.draw.gap_words import Teller, weeks_class
from app.draw.scale import figure
from app.draw.writing import plain
from app.gap_basis import all_ways, routes_through
from app.parts.address import in_address
from app.parts.filters import choose
from app.parts.saving import Sheet, about, caption, save_picture, save_table
from app.phrases import gaps as words
from app.phrases import pictures
from app.session import Data
from graph.breakdown import CLASS
from graph.codes import Audience, Gap
from graph.figures import Figures
from graph.ranking import RankedGap
from graph.rounding import FEWER
from graph.text import Language
from graph.views import EVERYTHING, MOST_FILTERS, View
from loaders.remedies import Remedy, remedies_for

_MOST_ROUTES, _MOST_REMEDIES = 8, 4
_FILTERS = ("domain", "area", "target", "problems")


@dataclass(frozen=True, slots=True)
class Shown:
    """The gap whose evidence is shown, and where."""

    found: Basis
    data: Data
    view: View
    gap: RankedGap
    teller: Teller
    spoken: Language


def show_evidence(shown: Shown) -> None:
    """Draw the evidence of a gap."""
    gap, teller, spoken = shown.gap, shown.teller, shown.spoken
    st.header(words.EVIDENCE.to(spoken), anchor=False)
    st.subheader(plain(_capital(teller.name(gap).to(spoken))), anchor=False)
    st.write(plain(teller.gap(gap).to(spoken)))
    if gap.of is not None:
        st.caption(teller.counted(words.OUT_OF[gap.kind]).to(spoken))
    _both_ways(shown)
    # What the data know nothing of is no way to look at them.
    choices = shown.found.facts.choices
    known = {**choices, "problems": choices["domain"] and choices["problems"]}
    labels = {code: text.to(spoken) for code, text in words.WAYS.items() if known.get(code, (code,))}
    by = in_address(words.BY.to(spoken), "per", labels, "domain" if "domain" in labels else "weeks")
    if by == "routes":
        _routes(shown)
    else:
        _bars(shown, by)


def show_remedies(shown: Shown) -> None:
    """Draw what can be done about a gap, the best fitting first."""
    gap, spoken = shown.gap, shown.spoken
    if gap.kind is Gap.CONSULT:
        return
    cause = gap.detail if gap.kind is Gap.DEAD_END else None
    reason = gap.detail if gap.kind is Gap.REFUSAL else None
    st.subheader(words.REMEDIES.to(spoken), anchor=False)
    for i, remedy in enumerate(remedies_for(gap.kind.value, cause, reason)[:_MOST_REMEDIES]):
        with st.expander(plain(remedy.title.to(spoken)), expanded=not i):
            _remedy(remedy, spoken)


def _remedy(remedy: Remedy, spoken: Language) -> None:
    st.write(plain(remedy.what.to(spoken)))
    parts = (
        (words.FIRST_STEP, remedy.first_step),
        (words.FITS, remedy.fits),
        (words.FITS_NOT, remedy.fits_not),
        (words.ASKS, remedy.asks),
        (words.SIGN, remedy.sign),
    )
    for head, text in parts:
        st.write(f"**{head.to(spoken)}.** {plain(text.to(spoken))}")
    st.caption(words.AFTER.format(n=remedy.after_months).to(spoken))


def _both_ways(shown: Shown) -> None:
    """Of a pair what each direction sends and returns."""
    gap, teller = shown.gap, shown.teller
    if gap.b is None:
        return
    ways = all_ways(shown.found, shown.view)
    ends = [(gap.a, gap.b)] if gap.kind is Gap.CONSULT else [(gap.a, gap.b), (gap.b, gap.a)]
    for a, b in ends:
        way = ways.get((a, b))
        told = words.WAY.format(
            a=teller.title(a),
            b=teller.title(b),
            sent=teller.number(way.sent if way else None),
            back=teller.number(way.back if way else None),
        )
        st.write(f"- {plain(told.to(shown.spoken))}")


def _bars(shown: Shown, by: str) -> None:
    """The households in each class, as bars, a sentence and a table."""
    view, spoken = _view_for(shown, by), shown.spoken
    if view is None:
        st.info((words.MONTHS_ALL if by == "month" else words.NOT_BY).to(spoken))
        return
    figures = evidence(shown.found, shown.gap, by, view)
    bars = _bars_of(figures, by, shown)
    if not bars.entries:
        st.write(words.NOTHING_KNOWN.to(spoken))
        return
    told = described(bars, spoken)
    chart = bars_chart(bars, told, spoken)
    key = f"bars-{by}"
    component.chart(key, chart, lambda: _follow(shown, by, key))
    if None in bars.values:
        st.caption(pictures.FEWER_STUB.format(k=bars.k).to(spoken))
    if by != "weeks":
        st.caption((words.CLICK_MONTH if by == "month" else words.CLICK_CLASS).to(spoken))
    _kept(shown, by, bars, view)


def _kept(shown: Shown, by: str, bars: Bars, view: View) -> None:
    """The same as a table, and to keep."""
    spoken = shown.spoken
    title = f"{_capital(shown.teller.name(shown.gap).to(spoken))}, {words.WAYS[by].to(spoken).lower()}"
    heads = (words.WAYS[by].to(spoken), bars.unit)
    names = [bars.name(entry, spoken) for entry in bars.entries]
    with st.expander(words.TABLE.to(spoken), key="bars-table"):
        cells = [figure(value, bars.k, spoken) for value in bars.values]
        st.table({heads[0]: list(map(plain, names)), heads[1]: list(map(plain, cells))}, hide_index=True, alt=title)
        file = f"knelpunt-{by}"
        rows = list(zip(names, bars.values, strict=True))
        save_table(Sheet(file, title, heads, rows), about(shown.found, shown.data, view, title, spoken), spoken)
        save_picture(file, lambda: bars_svg(bars, caption(shown.found, view, title, spoken), spoken), spoken)


def _view_for(shown: Shown, by: str) -> View | None:
    """The view in which a gap may be broken down; None where it may not."""
    view, exact = shown.view, shown.found.audience is Audience.BEHEERDER
    if by == "month":
        return replace(view, period=EVERYTHING) if exact or not shown.found.filters_in(view) else None
    filters = shown.found.filters_in(view) + (by in _FILTERS)
    return view if exact or filters <= MOST_FILTERS else None


def _bars_of(figures: Figures, by: str, shown: Shown) -> Bars:
    codes, spoken = [str(code) for code in figures.labels[CLASS]], shown.spoken
    counted = [None if n == FEWER else n for n in figures.households.tolist()]
    if by != "month" and by != "weeks":
        order = sorted(range(len(codes)), key=lambda i: (-(counted[i] or 0), codes[i]))
        codes, counted = [codes[i] for i in order], [counted[i] for i in order]
    unit = words.NUMBER if shown.teller.named else words.NUMBER_CASES
    return Bars(tuple(codes), tuple(counted), figures.k, _names(codes, by, spoken), unit.to(spoken))


def _names(codes: list[str], by: str, spoken: Language) -> dict[str, str]:
    if by == "month":
        return {}
    if by == "weeks":
        return {code: weeks_class(code).to(spoken) for code in codes}
    return {code: viewing.choice(by, code).to(spoken) for code in codes}


def _follow(shown: Shown, by: str, key: str) -> None:
    """A clicked bar becomes a filter; of a month its quarter, else its year."""
    entry = bar_of(st.session_state[key])
    if entry is None or by == "weeks":
        return
    if by != "month":
        choose(replace(shown.view, **{by: entry}))
        return
    year, month = entry.split("-")
    known = shown.found.facts.choices["period"]
    period = next((p for p in (f"{year}Q{(int(month) + 2) // 3}", year) if p in known), None)
    if period is not None:
        choose(replace(shown.view, period=period))


def _routes(shown: Shown) -> None:
    """The typical routes of the households with the gap."""
    found, teller, spoken = shown.found, shown.teller, shown.spoken
    routes = routes_through(found, shown.gap, shown.view)[:_MOST_ROUTES]
    if not routes:
        st.write(teller.counted(words.NO_ROUTES).to(spoken))
        return
    st.write(teller.counted(words.ROUTES).to(spoken))
    lines = [" → ".join(teller.title(loket) for loket in route.lokets) for route in routes]
    said = [
        (words.ROUTE_ENDS if r.ends else words.ROUTE_GOES_ON).format(route=line).to(spoken)
        for r, line in zip(routes, lines, strict=True)
    ]
    weeks = ["" if r.weeks is None else teller.weeks(r.weeks).to(spoken) for r in routes]
    unit = (words.NUMBER if teller.named else words.NUMBER_CASES).to(spoken)
    heads = (words.ROUTE.to(spoken), unit, words.ROUTE_WEEKS.to(spoken))
    numbers = [figure(r.households, 0, spoken) for r in routes]
    table = dict(zip(heads, (list(map(plain, said)), numbers, list(map(plain, weeks))), strict=True))
    title = _capital(teller.name(shown.gap).to(spoken))
    st.table(table, hide_index=True, alt=title)
    st.caption(words.OTHER_ROUTES.to(spoken))
    rows = [(line, route.households, week) for line, route, week in zip(said, routes, weeks, strict=True)]
    facts = about(found, shown.data, shown.view, title, spoken)
    save_table(Sheet("knelpunt-routes", title, heads, rows), facts, spoken)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
