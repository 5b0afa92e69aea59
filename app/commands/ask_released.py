"""`kaart ask --audience`: a question as others than the administrator may ask it, through the gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from shlex import quote
from typing import Any

from app.choosing import choices_place
from app.commands.ask_ import part_of
from app.console import Console
from app.draw.gap_words import counted_of
from app.opening import open_to_read
from app.phrases.gaps import FEWER
from app.words import word
from graph.analyses import analysis
from graph.analyses.analysis import Analysis
from graph.asking import asked_cells
from graph.choices import chosen_settings
from graph.codes import Gap
from graph.counting import Counting, counting
from graph.errors import SourcesDoNotAdd, UsageRefused
from graph.figures import ALMOST_ALL, ALMOST_NONE, Figures
from graph.network import Network
from graph.privacy import Audience, NothingPublished, publish, threshold
from graph.publishing import published
from graph.settings import DEMO, Settings
from graph.sources import ALL, add_up, is_one_of_several
from graph.store import Store
from graph.text import Text
from graph.views import View

_NOT_FIXED = ("since", "until", "data_end")


def answer_released(
    console: Console, question: str, audience: Audience, view: View, where: dict[str, str | None]
) -> None:
    """Print what an audience may know of a question, from the published version."""
    if any(where[name] for name in _NOT_FIXED):
        raise UsageRefused(_FIXED)
    asked, settings = analysis(question), Settings()
    with open_to_read(settings, where["db"]) as store:
        whole, when = frozen(store, (where["db"] or settings.db) == DEMO)
    network, one_source = released_part(whole, where["source"])
    thresholds = chosen_settings(choices_place(settings, where["db"])).thresholds
    found = counting(network, settings.door(), thresholds, frozen=True, of_one_source=one_source)
    k = thresholds.small_number

    def answered(of: View) -> dict[str, Figures]:
        cells = asked_cells(asked, found, network, thresholds, found.facts.look(of))
        return {name: publish(c, audience, k).value for name, c in cells.items()}

    tables = answered(view)
    wider = _wider(view, tables, answered)
    notes = _notes(found, asked, tables)
    if console.as_json:
        head = {"question": question, "audience": audience.value, "k": threshold(audience, k)}
        unit = {"unit": "households" if found.people.named else "cases", "published": when and when.isoformat()}
        rows = {name: list(_rows(name, figures)) for name, figures in tables.items()}
        hidden = {name: figures.hidden for name, figures in tables.items()}
        told = [note.to(console.language) for note in notes]
        rest = {"hidden": hidden, "wider": wider and _plain(wider), "notes": told}
        console.answer({**head, **unit, "view": _plain(view), **rows, **rest})
        return
    console.say(asked.title)
    console.say(_ROUNDED.format(k=threshold(audience, k)))
    for name, figures in tables.items():
        _print(console, name, figures, network)
    if wider is not None:
        console.say(_WIDER.format(options=_options(wider)))
    console.lines(notes)


def _notes(found: Counting, asked: Analysis, tables: dict[str, Figures]) -> list[Text]:
    """What cannot be measured, and how not to read what can."""
    notes = [why for kind, why in found.lacking.items() if kind in asked.gaps]
    notes += [] if found.people.named else [_CASES]
    notes += [_NO_SUM] if "total" in tables and len(tables["total"].labels) > 1 else []
    return notes + ([_NO_TOTAL] if asked.name == "days_lost" else [])


def _wider(view: View, tables: dict[str, Figures], answered: Callable[[View], dict[str, Figures]]) -> View | None:
    """The nearest view with more cases in which some table that shows nothing shows something; None without one."""
    empty = [name for name, figures in tables.items() if not _shows(figures)]
    return next((v for v in view.coarser() if any(_shows(answered(v)[name]) for name in empty)), None)


def _shows(figures: Figures) -> bool:
    return bool((figures.households > 0).any())


def _options(view: View) -> str:
    """A view as it is typed."""
    return " ".join(f"--{name} {quote(value)}" for name, value in _plain(view).items())


def released_part(whole: Network, source: str | None) -> tuple[Network, bool]:
    """The sources of a published network that a question is about, and whether these are a part of what adds up.

    Raises
    ------
    SourcesDoNotAdd
        When they do not add up and none is chosen, or all are: beside each of them that would be a view more.
    """
    if source in (None, ALL) and not add_up(whole.sources):
        raise SourcesDoNotAdd(_APART.format(sources=", ".join(s.name for s in whole.sources)))
    part = part_of(whole, source)
    return part, is_one_of_several(part.sources, whole.sources)


def frozen(store: Store, is_demo: bool) -> tuple[Network, datetime | None]:
    """The published network and when that was; the demo is published as it is.

    Raises
    ------
    NothingPublished
        When nothing was published.
    """
    if is_demo:
        return store.network(), None
    found = published(store)
    if found is None:
        raise NothingPublished(_NOTHING)
    return found.network, found.when


def _plain(view: View) -> dict[str, str]:
    return {"period": view.period, **view.filters}


_BOTH = frozenset({Gap.BOUNCE.value})
_DIRECTED = frozenset({Gap.CONSULT.value, "list"})
_DETAILS = {Gap.REFUSAL.value: "reason", Gap.DEAD_END.value: "cause"}


def _rows(name: str, figures: Figures) -> list[dict[str, Any]]:
    """The rows under the names that people know; "almost all" and "almost none" in the place of a share."""
    rows = zip(figures.rows(), figures.share_kind.tolist(), strict=True)
    told = [_named(name, dict(row), int(kind)) for row, kind in rows]
    return sorted(told, key=lambda row: (-(row["days"] or 0), -(row["households"] or 0)))


def _named(name: str, row: dict[str, Any], share: int) -> dict[str, Any]:
    a, b, detail = (row.pop(column, None) for column in ("a", "b", "detail"))
    if share in (ALMOST_ALL, ALMOST_NONE):
        row["share"] = "almost_all" if share == ALMOST_ALL else "almost_none"
    if a is None:
        return row
    where = {"a": a, "b": b} if name in _BOTH else {"from": a, "to": b} if name in _DIRECTED else {"loket": a}
    return {**where, **({_DETAILS[name]: detail} if name in _DETAILS else {}), **row}


_MOST = 20
_LOKETS = frozenset({"a", "b", "from", "to", "loket"})
_CODES = frozenset({"kind", "cause", "reason"})


def _print(console: Console, name: str, figures: Figures, network: Network) -> None:
    rows = _rows(name, figures)
    console.say("")
    console.say(_BY_KIND if name == "total" else word(name))
    if rows:
        told = [c for c in rows[0] if c == "households" or any(row[c] is not None for row in rows)]
        shown = [{c: _shown(console, c, row[c], network, figures) for c in told} for row in islice(rows, _MOST)]
        console.table(shown, [word(c).to(console.language) for c in shown[0]], _MOST, len(rows))
    # Where every row is there, those of too few say so themselves.
    if not rows or (figures.hidden and all(row["households"] is not None for row in rows)):
        few = counted_of(_TOO_FEW, figures.named).format(k=figures.k)
        console.say(_HIDDEN.format(n=figures.hidden) if figures.hidden else few)


def _shown(console: Console, name: str, value: Any, network: Network, figures: Figures) -> str:
    if name in _LOKETS and isinstance(value, str):
        return network.title(value)
    if name == "share":
        return _share(console, value)
    if name == "households" and value is None:
        return counted_of(FEWER, figures.named).format(k=figures.k).to(console.language)
    return word(value).to(console.language) if name in _CODES and isinstance(value, str) else console.number(value)


def _share(console: Console, value: Any) -> str:
    if isinstance(value, str):
        return (_ALL if value == "almost_all" else _NONE).to(console.language)
    return console.number(None) if value is None else console.number(round(100 * value)) + " %"


_FIXED = Text(
    "Voor anderen dan de beheerder zijn er vaste perioden. Gebruik --period, bijvoorbeeld: --period 2024 of 2024Q3",
    "For others than the administrator there are fixed periods. Use --period, for example: --period 2024 or 2024Q3",
)
_NOTHING = Text(
    "Er is nog niets gepubliceerd. Typ eerst: kaart publish", "Nothing is published yet. First type: kaart publish"
)
_APART = Text(
    "Er zijn meer bronnen die je niet bij elkaar mag optellen: {sources}. Kies er een met --source NAAM.",
    "There are several sources that do not add up: {sources}. Choose one with --source NAME.",
)
_BY_KIND = Text("In totaal, per soort", "In all, by kind")
_NO_SUM = Text(
    "Tel deze soorten niet op: een gezin kan bij meer soorten staan.",
    "Do not add these kinds up: a household can be in several kinds.",
)
_NO_TOTAL = Text(
    "Ook een dag kan bij meer soorten staan. Het totaal over alle soorten ziet alleen de beheerder.",
    "A day can be in several kinds too. Only the administrator sees the total over all kinds.",
)
_ROUNDED = Text(
    "Cijfers zijn afgerond en gaan over {k} gezinnen of meer.",
    "Figures are rounded and stand for {k} households or more.",
)
_CASES = Text(
    "Deze gegevens noemen geen gezinnen. Daarom telt elke hulpvraag als een gezin.",
    "These data name no households. So each case counts as a household.",
)
_HIDDEN = Text("  Ongeveer {n} rijen zijn te klein om te tonen.", "  About {n} rows are too small to show.")
_TOO_FEW = Text(
    "  Niets om te tonen: overal minder dan {k} gezinnen.",
    "  Nothing to show: fewer than {k} households everywhere.",
)
_WIDER = Text("Kijk ruimer, dan is er wel iets: {options}", "Look wider to see something: {options}")
_ALL, _NONE = Text("bijna alle", "almost all"), Text("bijna geen", "almost none")
