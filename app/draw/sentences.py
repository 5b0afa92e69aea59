"""Findings as sentences with their numbers."""

from __future__ import annotations

from app import texts
from app.draw.bouncing import Arrow, Bouncing, Choice, Pair
from app.draw.writing import counted, days, number, share
from graph.analyses.bounces import Bounces
from graph.text import Text


def in_both(value: float) -> Text:
    """A number as people write it in each language."""
    return Text(number(value, "nl"), number(value, "en"))


def pair(bouncing: Bouncing, pair: Pair) -> Text:
    """Jeugd en Wmo: 28 hulpvragen gingen heen en weer (31 keer terug), samen 412 dagen."""
    text = texts.PAIR_ONE if pair.cases == 1 else texts.PAIR
    return text.format(
        a=bouncing.name(pair.a),
        b=bouncing.name(pair.b),
        cases=in_both(pair.cases),
        bounces=counted(pair.bounces, texts.ONCE_BACK, texts.TIMES_BACK),
        days=days(pair.days),
    )


def advice(bouncing: Bouncing, pair: Pair) -> Text:
    """That a pair may be advice asked, and by whom."""
    return texts.PAIR_ADVICE.format(asks=bouncing.name(pair.asks or pair.a), asked=bouncing.name(pair.asked or pair.b))


def arrow(bouncing: Bouncing, arrow: Arrow) -> Text:
    """An arrow with what is known of what came after it."""
    text = (texts.ARROW_ONE if arrow.bounces == 1 else texts.ARROW) if arrow.known else texts.ARROW_UNKNOWN
    return text.format(
        source=bouncing.name(arrow.source),
        target=bouncing.name(arrow.target),
        hops=counted(arrow.hops, texts.ONCE_ON, texts.TIMES_ON),
        known=in_both(arrow.known),
        bounces=in_both(arrow.bounces),
        rate=Text(share(arrow.rate, "nl"), share(arrow.rate, "en")),
    )


def evidence(bouncing: Bouncing, choice: Choice) -> list[Text]:
    """What is known of the chosen arrow, pair or loket, one sentence each."""
    if choice.loket is not None:
        return [_loket(bouncing, choice.loket)]
    ends = choice.arrow or choice.pair
    if ends is None:
        return []
    both = [ends, ends[::-1]] if choice.pair else [ends]
    found = [arrow(bouncing, a) for e in both if (a := bouncing.arrow_at.get(e)) is not None]
    pair_ = bouncing.pair_at.get(frozenset(ends))
    if pair_ is None:
        return [*found, texts.NO_BOUNCE_HERE]
    told = [pair(bouncing, pair_), *found]
    return told if pair_.asks is None else [*told, advice(bouncing, pair_)]


def _loket(bouncing: Bouncing, loket: str) -> Text:
    sent = sum(a.hops for a in bouncing.arrows if a.source == loket)
    got = sum(a.hops for a in bouncing.arrows if a.target == loket)
    pairs = [p for p in bouncing.pairs if loket in p.lokets]
    return texts.LOKET.format(
        name=bouncing.name(loket),
        sent=counted(sent, texts.ONCE_ON, texts.TIMES_ON),
        got=counted(got, texts.ONCE_ON, texts.TIMES_ON),
        bounces=counted(sum(p.bounces for p in pairs), texts.ONCE_BACK_AND_FORTH, texts.TIMES_BACK_AND_FORTH),
        others=counted(len(pairs), texts.ONE_OTHER, texts.OTHERS),
        days=days(sum(p.days for p in pairs)),
    )


def left_out(bounces: Bounces) -> list[Text]:
    """What could not be used and why, one sentence each."""
    counts = (
        (bounces.rows_without_loket, texts.ROW_WITHOUT_LOKET, texts.ROWS_WITHOUT_LOKET),
        (bounces.cases_without_visit, texts.CASE_WITHOUT_VISIT, texts.CASES_WITHOUT_VISIT),
        (bounces.from_elsewhere, texts.ROW_FROM_ELSEWHERE, texts.ROWS_FROM_ELSEWHERE),
    )
    return [counted(n, one, many) for n, one, many in counts if n]
