"""What the gate leaves: how many of Waterrijk's planted gaps a regisseur sees, for each kind of view.

`python -m tests.graph.gate.useful` prints the table of `docs/gate.md`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graph.build import build
from graph.codes import Audience, Gap
from graph.counting import Counting, counting, gap_cells
from graph.privacy import publish
from graph.pseudonyms import Door
from graph.ranking import gaps_of
from graph.sources import Source, SourceKind
from graph.views import EVERYTHING, LAST_YEAR, View
from loaders.generator.demo import SEED
from loaders.generator.generating import generate, size_of
from loaders.generator.recipe import read_recipe
from loaders.options import Options
from loaders.read import read

DOOR = Door(b"a key of the tests, 32 bytes long")
Planted = tuple[Gap, str, str | None, str | None]
PLANTED: dict[str, Planted] = {
    "bounce_cjg_werkplein": (Gap.BOUNCE, "cjg", "werkplein", None),
    "bounce_debt_income": (Gap.BOUNCE, "kredietbank", "werkplein", None),
    "new_loket_helped": (Gap.BOUNCE, "leerplicht", "werkplein", None),
    "areas_differ": (Gap.BOUNCE, "de-steiger-noord", "wijkteam-nieuwland", None),
    "loop_long_term_care": (Gap.LOOP, "wmo", None, None),
    "dead_end_urgency": (Gap.DEAD_END, "urgentie", None, "silence"),
    "nobody_picks_up": (Gap.NO_PICKUP, "mantelzorg", None, None),
    "refusals_incomplete": (Gap.REFUSAL, "kredietbank", None, "incomplete"),
    "come_back_after_closing": (Gap.REINTAKE, "voedselbank", None, None),
    "advice_is_no_bounce": (Gap.CONSULT, "cjg", "consultatieteam", None),
}
"""The truths of `data/waterrijk/truths.toml` that are gaps, as the rows in which they are seen."""


@cache
def waterrijk() -> Counting:
    """The demo municipality at its own size."""
    recipe = read_recipe()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "town"
        generate(recipe, size_of(recipe), SEED, folder)
        reading = read([folder], Options(), DOOR, lambda _, name: name)
    return counting(build(reading.batch, [Source(0, "town", SourceKind.TABLES)]), DOOR, frozen=True)


def seen(found: Counting, view: View, audience: Audience = Audience.REGISSEUR, k: int = 10) -> set[str]:
    """The planted gaps that an audience sees in a view."""
    look = found.facts.look(view)
    rows = {
        (gap.kind, gap.a, gap.b, gap.detail)
        for kind in found.gaps
        for gap in gaps_of(kind, publish(gap_cells(found, kind, look), audience, k).value)
    }
    return {name for name, planted in PLANTED.items() if planted in rows}


def kinds_of_views(found: Counting) -> dict[str, list[View]]:
    """Every view of each kind."""
    choices = found.facts.choices
    periods = {
        "everything": [EVERYTHING],
        "last four quarters": [LAST_YEAR],
        "a year": [p for p in choices["period"] if p.isdecimal()],
        "a quarter": [p for p in choices["period"] if "Q" in p],
    }
    areas, domains = choices["area"], choices["domain"]
    result = {}
    for name, those in periods.items():
        result[name] = [View(p) for p in those]
        result[f"{name} + area"] = [View(p, area=a) for p in those for a in areas]
        result[f"{name} + domain"] = [View(p, domain=d) for p in those for d in domains]
        result[f"{name} + both"] = [View(p, area=a, domain=d) for p in those for a in areas for d in domains]
    return result


def table(found: Counting, audience: Audience = Audience.REGISSEUR) -> Iterable[tuple[str, int, float, int]]:
    """Of each kind of view: how many there are, how many planted gaps one shows on average, and all together."""
    for name, views in kinds_of_views(found).items():
        shown = [seen(found, view, audience) for view in views]
        yield name, len(views), sum(map(len, shown)) / len(views), len(set().union(*shown))


if __name__ == "__main__":
    for row in table(waterrijk()):
        sys.stdout.write("| {} | {} | {:.1f} | {} |\n".format(*row))
    for view in (View(), View(LAST_YEAR)):
        sys.stdout.write(f"openbaar, {view.period}: {len(seen(waterrijk(), view, Audience.OPENBAAR))}\n")
