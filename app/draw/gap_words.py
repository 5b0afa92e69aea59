"""Gaps as sentences with their numbers: only what was released, as it may be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.draw.sentences import in_both
from app.draw.writing import counted, number
from app.draw.writing import days as in_days
from app.phrases import gaps as words
from app.words import word
from graph.breakdown import WEEKS
from graph.codes import Gap
from graph.figures import ALMOST_ALL, ALMOST_NONE
from graph.ranking import RankedGap
from graph.text import Text


@dataclass(frozen=True, slots=True)
class Teller:
    """How figures of one release are told.

    Attributes
    ----------
    title
        What a person calls a loket.
    k
        The threshold; 0 where figures are exact.
    named
        Whether households are counted; otherwise cases.
    """

    title: Callable[[str | None], str]
    k: int
    named: bool

    def gap(self, gap: RankedGap) -> Text:
        """CJG en Werkplein sturen ongeveer 315 van de 360 gezinnen naar elkaar terug, and what it costs."""
        return joined(self.happened(gap), self.cost(gap.weeks, gap.days), self._times(gap))

    def happened(self, gap: RankedGap) -> Text:
        """What went wrong, for how many."""
        return words.AT[gap.kind].format(
            a=self.title(gap.a), b=self.title(gap.b), who=self.who(gap), why=_why(gap.kind, gap.detail)
        )

    def name(self, gap: RankedGap) -> Text:
        """A gap in a few words, without numbers."""
        why = _why(gap.kind, gap.detail)
        low = Text(why.nl.rstrip(".").lower(), why.en.rstrip(".").lower())
        return words.GAP_NAME[gap.kind].format(a=self.title(gap.a), b=self.title(gap.b), why=low)

    def who(self, gap: RankedGap) -> Text:
        """How many, of how many, or nearly all of them."""
        if gap.households is None:
            return self.fewer()
        n = self.about(gap.households)
        # Both are rounded, so that a part can come out as large as the whole.
        whole = self.k > 0 and gap.of is not None and gap.households >= gap.of
        if whole or gap.share_kind in (ALMOST_ALL, ALMOST_NONE):
            few = gap.share_kind == ALMOST_NONE
            both = (words.ALMOST_NONE, words.ALMOST_NONE_CASES) if few else (words.ALMOST_ALL, words.ALMOST_ALL_CASES)
            return self._of_kind(*both).format(n=n)
        if gap.of is None or gap.share is None or gap.of == 1:
            return self.number(gap.households)
        return self._of_kind(words.OF_HOUSEHOLDS, words.OF_CASES).format(n=n, of=in_both(gap.of))

    def number(self, households: int | None) -> Text:
        """So many households: ongeveer 315 gezinnen; fewer than k for None."""
        if households is None:
            return self.fewer()
        one, many = (words.ONE_HOUSEHOLD, words.HOUSEHOLDS) if self.named else (words.ONE_CASE, words.CASES)
        told = counted(households, one, many)
        return told if self.k == 0 else words.ABOUT.format(n=told)

    def about(self, households: int) -> Text:
        """The number alone, with "about" where it is rounded."""
        return in_both(households) if self.k == 0 else words.ABOUT.format(n=in_both(households))

    def fewer(self) -> Text:
        """Minder dan 10 gezinnen; where figures are exact that is none."""
        if self.k == 0:
            return self.number(0)
        return self._of_kind(words.FEWER, words.FEWER_CASES).format(k=self.k)

    def cost(self, weeks: float | None, days: float | None) -> Text | None:
        """What it takes, in all and of each household; None where that is not known."""
        if weeks is None:
            return None
        each = self.weeks(weeks)
        if not days:
            return self._of_kind(words.COST_SHORT, words.COST_SHORT_CASES).format(weeks=each)
        return self._of_kind(words.COST, words.COST_CASES).format(days=self.days(days), weeks=each)

    def days(self, days: float) -> Text:
        """A number of days; rounded ones in two figures, for they are no more exact than that."""
        if self.k == 0:
            return in_days(days)
        step = 10 ** max(0, len(str(int(days))) - 2)
        return words.ABOUT.format(n=in_days(round(days / step) * step))

    def weeks(self, weeks: float) -> Text:
        """A number of weeks; those that are exact have one decimal."""
        if weeks < (1 if self.k else 0.05):
            return words.LESS_THAN_A_WEEK
        decimals = 0 if self.k else 1
        told = Text(number(weeks, "nl", decimals), number(weeks, "en", decimals))
        said = (words.ONE_WEEK if weeks == 1 else words.WEEKS).format(n=told)
        return said if self.k == 0 else words.ABOUT.format(n=said)

    def counted(self, text: Text) -> Text:
        """A text about households, as one about cases where these are counted."""
        return counted_of(text, self.named)

    def _times(self, gap: RankedGap) -> Text | None:
        return None if gap.incidents is None else words.TIMES.format(n=in_both(gap.incidents))

    def _of_kind(self, households: Text, cases: Text) -> Text:
        return households if self.named else cases


def _why(kind: Gap, detail: str | None) -> Text:
    if kind is Gap.DEAD_END:
        return words.CAUSES.get(detail or "", Text("", ""))
    if detail is None:
        return words.NO_REASON
    return word(detail)


def counted_of(text: Text, named: bool) -> Text:
    """A text about households, or the same about cases where no household is known."""
    if named:
        return text
    nl = text.nl.replace("gezinnen", "hulpvragen").replace("welk gezin", "welke hulpvraag")
    return Text(nl.replace("gezin", "hulpvraag"), text.en.replace("households", "cases").replace("household", "case"))


def weeks_class(code: str) -> Text:
    """A class of lost weeks in words."""
    bound = int(code.lstrip("<>="))
    if code.startswith(">"):
        return words.OVER_WEEKS.format(n=bound)
    place = WEEKS.index(bound)
    return words.BETWEEN_WEEKS.format(low=WEEKS[place - 1], high=bound) if place else words.UNDER_WEEK


def joined(*parts: Text | None) -> Text:
    """Sentences one after another."""
    there = [part for part in parts if part is not None]
    return Text(" ".join(p.nl for p in there).strip(), " ".join(p.en for p in there).strip())
