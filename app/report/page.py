"""A report as one HTML page that stands alone: no script, nothing from elsewhere, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from app.draw import viewing
from app.draw.gap_picture import Way, worst_first
from app.draw.gap_words import Teller, joined
from app.draw.pair_why import about, who_returns
from app.draw.scale import figure
from app.draw.sentences import in_both
from app.draw.starting import month
from app.draw.writing import day, number
from app.phrases import gaps as gap_words
from app.phrases import report as words
from app.report import pictures
from app.report.gathering import PAIRS, Report
from graph.analyses import analysis
from graph.codes import Gap
from graph.ranking import RankedGap
from graph.text import Language, Text, counted
from graph.views import View
from loaders.remedies import Remedy, remedies_for

_MOST, _WAYS = 30, 12
_QUESTIONS = ("bounces", "loops", "dead_ends", "refusals", "pickups", "reintakes", "consult_pairs", "days_lost")
_REMEDIES = 3


def html(report: Report, language: Language) -> str:
    """A report in one language."""
    told = _Page(report, language)
    body = "\n".join(part for part in told.parts() if part)
    title = escape(words.TITLE.to(language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


class _Page:
    """Writes the parts of one report in one language."""

    def __init__(self, report: Report, language: Language) -> None:
        self.report, self.language = report, language
        self.tell = Teller(lambda loket: report.titles.get(loket or "", loket or ""), report.k, report.named)

    def parts(self) -> Iterator[str]:
        """The parts in their order."""
        yield from (self.head(), self.short(), self.worst(), self.everything(), self.seen(), self.asked())
        yield from (self.covered(), self.meanings(), self.about())

    def head(self) -> str:
        """The title, of what, and how exact."""
        report, until = self.report, day(self.report.overview.until, self.language)
        exact = words.ROUNDED if report.named else words.ROUNDED_CASES
        said = [
            words.VIEW.format(view=viewing.told(report.view)) if report.view != View() else words.VIEW_ALL,
            words.MADE.format(day=day(report.made.at, self.language), until=until),
            words.EXACT if report.k == 0 else exact.format(k=report.k),
        ]
        return f"<header><h1>{self._(words.TITLE)}</h1>{self.paragraphs(said)}</header>"

    def short(self) -> str:
        """Each kind of gap in one sentence."""
        rows = self.report.totals.rows()
        kinds = [(Gap.of_value(str(row["kind"])), row) for row in rows]
        said = [words.TOTAL[kind].format(who=self.tell.number(_whole(row["households"]))) for kind, row in kinds]
        return self.section(words.SHORT, self.bullets(said))

    def worst(self) -> str:
        """The pairs that cost most, each with what helps."""
        pairs = self.report.pairs[:PAIRS]
        if not pairs:
            return self.section(words.PAIRS, self.paragraphs([words.NO_PAIRS]))
        listed = "".join(f"<li>{self.pair(i, pair)}</li>" for i, pair in enumerate(pairs))
        found = remedies_for(Gap.BOUNCE.value)[:_REMEDIES]
        return self.section(words.PAIRS, f"<ol>{listed}</ol>{self.remedies(words.HELPS, found)}")

    def pair(self, place: int, pair: RankedGap) -> str:
        """A pair with why, and what each direction sends and returns."""
        ways = self.report.ways
        told = joined(who_returns(ways, pair, self.tell), about(pair, self.report.why[place], self.tell))
        why = f"<p><b>{self._(words.WHY)}</b> {self._(told)}</p>" if told.nl else ""
        ends = ((pair.a, pair.b or ""), (pair.b or "", pair.a))
        return self._(self.tell.gap(pair)) + why + self.bullets(self.way(ways[two]) for two in ends if two in ways)

    def way(self, way: Way) -> Text:
        """One direction in a sentence."""
        return gap_words.WAY.format(
            a=self.tell.title(way.a),
            b=self.tell.title(way.b),
            sent=self.tell.number(way.sent),
            back=self.tell.number(way.back),
        )

    def remedies(self, head: Text, found: Iterable[Remedy]) -> str:
        """Remedies under a heading of their own."""
        return f"<h3>{self._(head)}</h3><dl>{''.join(self.remedy(remedy) for remedy in found)}</dl>"

    def remedy(self, remedy: Remedy) -> str:
        """What one can do, with the first step, and when it fits and when not."""
        when = (words.FITS.format(when=remedy.fits), words.FITS_NOT.format(when=remedy.fits_not))
        told = (remedy.what, words.FIRST_STEP.format(step=remedy.first_step), *when)
        return f"<dt>{self._(remedy.title)}</dt><dd>{self.paragraphs(told)}</dd>"

    def everything(self) -> str:
        """The ranked list of gaps as a table."""
        gaps = self.report.ranked
        if not gaps:
            return self.section(words.LIST, self.paragraphs([words.NOTHING.format(k=self.report.k)]))
        heads = words.HEADS if self.report.named else words.HEADS_CASES
        table = self.table(heads, (self.row(gap) for gap in gaps[:_MOST]))
        over = len(gaps) - _MOST
        more = [counted(over, words.ONE_MORE, words.MORE)] if over > 0 else []
        hidden = [words.HIDDEN.format(n=in_both(self.report.hidden))] if self.report.hidden else []
        told = self.paragraphs([words.LIST_LEAD]) + table + self.paragraphs([*more, *hidden])
        return self.section(words.LIST, told + self.others(gaps[:_MOST]))

    def others(self, gaps: Iterable[RankedGap]) -> str:
        """The remedies that the list names, each once, but for those of the pairs."""
        there = {remedy.id for remedy in remedies_for(Gap.BOUNCE.value)[:_REMEDIES]}
        named = {remedy.id: remedy for remedy in map(_remedy, gaps) if remedy.id not in there}
        return self.remedies(words.HELPS_ELSEWHERE, named.values()) if named else ""

    def row(self, gap: RankedGap) -> tuple[str, ...]:
        """One gap as a row."""
        decimals = 0 if self.report.k else 1
        weeks = "-" if gap.weeks is None else number(gap.weeks, self.language, decimals)
        days = "-" if gap.days is None else number(gap.days, self.language)
        households = "-" if gap.households is None else number(gap.households, self.language)
        said = joined(self.tell.happened(gap), words.HELPS_HERE.format(title=_remedy(gap).title))
        return said.to(self.language), households, weeks, days

    def seen(self) -> str:
        """The pictures."""
        report, drawn = self.report, []
        for draw, table in ((pictures.flows, self.directions), (pictures.months, str), (pictures.heat, str)):
            if svg := draw(report, self.tell, self.language):
                drawn.append(f"<figure>{svg}</figure>{table()}")
        return self.section(words.PICTURES, "".join(drawn)) if drawn else ""

    def directions(self) -> str:
        """The picture of the flows as a table: where most households return."""
        ways = [way for way in worst_first(self.report.ways.values()) if way.back][:_WAYS]
        rows = (
            (
                self.tell.title(way.a),
                self.tell.title(way.b),
                figure(way.sent, self.tell.k, self.language),
                figure(way.back, self.tell.k, self.language),
            )
            for way in ways
        )
        heads = (gap_words.FROM, gap_words.TO, gap_words.SENT, gap_words.BACK)
        return self.paragraphs([words.DIRECTIONS]) + self.table(heads, rows, "ways")

    def asked(self) -> str:
        """The pairs that look like asking for advice."""
        pairs = self.report.advice
        if not pairs:
            return ""
        told = [self.tell.happened(pair) for pair in pairs]
        return self.section(words.ADVICE, self.paragraphs([words.ADVICE_LEAD]) + self.bullets(told))

    def covered(self) -> str:
        """Who delivered data."""
        found, names = self.report.coverage, self.report.organisations
        rows = (
            (
                names.get(row["organisation"] or "", row["organisation"] or words.NO_ORGANISATION.to(self.language)),
                number(row["lokets"], self.language),
                number(row["delivered"], self.language),
                month(row["last"]).to(self.language),
            )
            for row in found.organisations.rows()
        )
        said = self.paragraphs([counted(found.delivered, words.ONE_COVERED, words.COVERED, of=in_both(found.lokets))])
        return self.section(words.COVERAGE, said + self.table(words.COVERAGE_HEADS, rows))

    def meanings(self) -> str:
        """The definitions that were used."""
        asked = [analysis(name) for name in _QUESTIONS]
        terms = "".join(f"<dt>{self._(a.title)}</dt><dd>{self._(a.help)}</dd>" for a in asked)
        chosen = self.report.thresholds
        days = words.THRESHOLDS.format(pick=chosen.pick_days, dead=chosen.dead_days, reintake=chosen.reintake_days)
        lacking = self.report.lacking.values()
        cannot = f"<h3>{self._(words.LACKING)}</h3>{self.bullets(lacking)}" if lacking else ""
        return self.section(words.MEANS, f"<dl>{terms}</dl>{self.paragraphs([days])}{cannot}")

    def about(self) -> str:
        """For whom, from which version."""
        made, said = self.report.made, [words.FOR[self.report.audience]]
        said.append(words.VERSION.format(version=made.version))
        if made.published:
            said.append(words.PUBLISHED.format(day=day(made.published, self.language)))
        return self.section(words.ABOUT, self.paragraphs(said))

    def section(self, head: Text, inside: str) -> str:
        """A part with its heading."""
        return f"<section><h2>{self._(head)}</h2>{inside}</section>"

    def paragraphs(self, said: Iterable[Text]) -> str:
        """Each text as a paragraph."""
        return "".join(f"<p>{self._(text)}</p>" for text in said)

    def bullets(self, said: Iterable[Text]) -> str:
        """Texts as a list."""
        return f"<ul>{''.join(f'<li>{self._(text)}</li>' for text in said)}</ul>"

    def table(self, heads: Sequence[Text], rows: Iterable[Sequence[str]], looks: str = "") -> str:
        """A table; what is no number stands left."""
        top = "".join(f'<th scope="col">{self._(head)}</th>' for head in heads)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        named = f' class="{looks}"' if looks else ""
        return f"<table{named}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

    def _(self, text: Text) -> str:
        return escape(text.to(self.language))


def _remedy(gap: RankedGap) -> Remedy:
    """What fits a gap best."""
    cause, reason = (gap.detail, None) if gap.kind is Gap.DEAD_END else (None, gap.detail)
    return remedies_for(gap.kind.value, cause, reason)[0]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


_STYLE = """
body { font: 16px/1.5 'Source Sans 3', 'Source Sans Pro', Arial, sans-serif; color: #0b0c0c; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { margin-top: 2.5rem; border-bottom: 2px solid #154273; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .35rem .6rem; border-bottom: 1px solid #c3ccd8; }
th { text-align: left; background: #f4f6f8; } td + td, th + th { text-align: right; white-space: nowrap; }
figure { margin: 1.5rem 0; } svg { max-width: 100%; height: auto; } dt { font-weight: 600; } dd { margin: 0 0 .8rem; }
dd p, li p { margin: .15rem 0; } .ways td:nth-child(2), .ways th:nth-child(2) { text-align: left; }
@page { size: A4; margin: 18mm; }
@media print { body { font-size: 10.5pt; } main { padding: 0; max-width: none; }
  h2, h3 { break-after: avoid; } tr, figure, li { break-inside: avoid; } thead { display: table-header-group; } }
"""
