"""The parts of the page Start: what is loaded, five figures, the worst gaps, what changed, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from app.basis import Basis, ranked_gaps, totals
from app.covering import covered, last_quarters, left_out_of, served
from app.draw import starting, viewing
from app.draw.gap_words import Teller, joined
from app.draw.sentences import in_both, left_out
from app.draw.writing import day, number, plain
from app.parts.gap_choice import address_of
from app.parts.gap_list import SHOWN
from app.parts.links import GAPS, JOURNEYS, link
from app.phrases import start as words
from graph.coverage import Coverage
from graph.instants import AMSTERDAM
from graph.privacy import HUNDRED, Audience, threshold
from graph.ranking import RankedGap
from graph.text import Language, Text
from graph.views import View
from loaders.remedies import remedies_for

_WORST, _NAMES, _ROWS = 3, 12, 300
_WHOLE = View()


def summary(found: Basis, language: Language) -> None:
    """How much is loaded, how old it is, and how many lokets delivered."""
    known, cover = found.overview, covered(found)
    holds = words.HOLDS.format(referrals=_amount(found, known.referrals), lokets=in_both(known.lokets))
    said = joined(holds, _until(known.until))
    st.write(said.to(language))
    delivered = words.COVERAGE.format(delivered=in_both(cover.delivered), lokets=in_both(cover.lokets))
    st.write(joined(delivered, words.COVERAGE_HOW).to(language))
    st.write(words.SERVED.format(who=teller_of(found).number(served(found))).to(language))


def _amount(found: Basis, referrals: int) -> Text:
    if found.audience is Audience.BEHEERDER:
        return in_both(referrals)
    return words.ABOUT.format(n=in_both(referrals)) if referrals else words.UNDER.format(n=HUNDRED)


def loaded(found: Basis, language: Language) -> None:
    """Which organisation delivered how much, whose facts were checked, and what cannot be seen."""
    cover = covered(found)
    st.write(_unchecked(cover).to(language))
    with st.expander(words.BY_ORGANISATION.to(language), key="start-coverage"):
        _coverage(found, cover, language)
    _unseen(found, language)


def _unchecked(cover: Coverage) -> Text:
    if not cover.unchecked:
        return words.ALL_CHECKED
    n = len(cover.unchecked)
    return words.ONE_UNCHECKED if n == 1 else words.UNCHECKED.format(n=in_both(n))


def _until(end: datetime | None) -> Text | None:
    if end is None:
        return None
    old = starting.age(end, datetime.now(AMSTERDAM).date())
    return words.UNTIL.format(day=Text(day(end, "nl"), day(end, "en")), age=old or Text("", ""))


def _coverage(found: Basis, cover: Coverage, language: Language) -> None:
    rows = list(cover.organisations.rows())[:_ROWS]
    st.table(
        {
            words.ORGANISATION.to(language): [_organisation(found, row["organisation"], language) for row in rows],
            words.DELIVERED.to(language): [
                f"{number(row['delivered'], language)} / {number(row['lokets'], language)}" for row in rows
            ],
            words.LAST.to(language): [starting.month(row["last"]).to(language) for row in rows],
        },
        hide_index=True,
        alt=words.BY_ORGANISATION.to(language),
    )
    for ids, text in ((cover.silent, words.SILENT), (cover.unchecked, words.NOT_CHECKED)):
        if ids:
            named = starting.some([found.title(loket) for loket in ids], _NAMES)
            st.write(plain(text.format(lokets=named).to(language)))


def _organisation(found: Basis, id: str | None, language: Language) -> str:
    if id is None:
        return words.NO_ORGANISATION.to(language)
    known = found.organisations.get(id)
    return plain(known.name or id if known else id)


def _unseen(found: Basis, language: Language) -> None:
    """What these data say nothing about, and for the administrator what could not be used."""
    exact = left_out_of(found)
    told = [*dict.fromkeys(found.lacking.values()), *(left_out(exact) if exact else ())]
    if told:
        with st.expander(words.NOT_MEASURED.to(language), key="start-unseen"):
            for text in told:
                st.write(plain(text.to(language)))


def teller_of(found: Basis) -> Teller:
    """How the figures of a release are told."""
    exact = found.audience is Audience.BEHEERDER
    return Teller(found.title, 0 if exact else threshold(found.audience, found.k), found.counting.people.named)


def five(found: Basis, language: Language) -> None:
    """The five figures that matter, one sentence each, with a link to where it happens."""
    released, teller = totals(found, _WHOLE), teller_of(found)
    known = starting.told(released)
    for kind in words.FIVE_KINDS:
        if kind in known:
            # The link stands under its sentence: beside it there is room for some of them only.
            with st.container(gap=None, key=f"start-{kind.value}"):
                st.write(starting.figure(known[kind], teller).to(language))
                # Of too few there is nothing to see there.
                if known[kind].households:
                    link(GAPS, words.SHOW[kind], language, {SHOWN: kind.value})
    if not released.named:
        st.caption(words.CASES_COUNTED.to(language))
    if not released.exact:
        st.caption(words.ROUNDED.to(language))


def worst(found: Basis, language: Language) -> None:
    """The gaps that cost households most days, each with what may help."""
    gaps, teller = ranked_gaps(found, _WHOLE)[:_WORST], teller_of(found)
    if not gaps:
        _nothing(found, language)
        return
    for i, gap in enumerate(gaps, start=1):
        with st.container(gap=None, key=f"start-gap-{i}"):
            st.markdown(f"{i}. {_gap(teller, gap, language)}")
            link(GAPS, words.EVIDENCE.format(gap=teller.name(gap)), language, address_of(gap))
    link(GAPS, words.ALL_GAPS, language)


def _gap(teller: Teller, gap: RankedGap, language: Language) -> str:
    remedy = words.REMEDY.format(title=_remedy(gap))
    return f"{plain(teller.gap(gap).to(language))}  \n   {plain(remedy.to(language))}"


def _remedy(gap: RankedGap) -> Text:
    is_dead_end = gap.kind.value == "dead_end"
    cause, reason = (gap.detail, None) if is_dead_end else (None, gap.detail)
    return remedies_for(gap.kind.value, cause, reason)[0].title


def _nothing(found: Basis, language: Language) -> None:
    if found.audience is Audience.BEHEERDER:
        st.write(words.NO_GAPS.to(language))
        return
    st.info(teller_of(found).counted(words.TOO_SMALL).format(k=threshold(found.audience, found.k)).to(language))
    st.write(words.TOO_SMALL_NOW.to(language))
    link(JOURNEYS, words.TO_STORIES, language)


def changed(found: Basis, language: Language) -> None:
    """The five figures of the newest closed quarter that can be compared, beside the one before."""
    two = last_quarters(found)
    if two is None:
        st.write(words.NOT_COMPARED.to(language))
        return
    now, then = viewing.in_period(two.period), viewing.in_period(two.before)
    st.write(words.COMPARED.format(now=now, then=then, days=in_both(two.follow_up)).to(language))
    known, before = (starting.told(figures) for figures in two.totals)
    rows = starting.changes(known, before, words.FIVE_KINDS, teller_of(found))
    columns: Sequence[Text] = (
        words.KIND,
        viewing.period(two.before),
        viewing.period(two.period),
        words.DIFFERENCE,
    )
    cells = [[kind.label.to(language), *(t.to(language) for t in rest)] for kind, *rest in rows]
    st.table(
        {column.to(language): [row[i] for row in cells] for i, column in enumerate(columns)},
        hide_index=True,
        alt=words.CHANGED.to(language),
    )
    for reason in two.too_short.values():
        st.caption(plain(reason.to(language)))


def beginning(audience: Audience, language: Language) -> None:
    """How to begin with an empty register."""
    st.warning(words.EMPTY.to(language))
    st.header(words.BEGIN.to(language), anchor=False)
    if audience is Audience.BEHEERDER:
        st.markdown("\n".join(f"{i}. {text.to(language)}" for i, text in enumerate(words.BEGIN_STEPS, start=1)))
    else:
        st.write(words.BEGIN_OTHERS.to(language))
    link(JOURNEYS, words.TO_STORIES, language)
