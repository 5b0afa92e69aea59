"""A database for analysts: who is there and what was sent where, without households, journeys and names.

Lokets, organisations and terms as they are; professionals as roles; and in the place of cases the flows between lokets
as a regisseur may see them (`gate.md`): households of the published version, above the threshold, rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from graph.batch import Batch
from graph.codes import Audience
from graph.counting import counting, flow_cells
from graph.erasure import Persons, people_of
from graph.errors import UsageRefused
from graph.model import Organisation, Professional, Record, Term
from graph.network import Network
from graph.privacy import publish
from graph.pseudonyms import Door
from graph.rounding import FEWER
from graph.store import Store
from graph.text import Text
from graph.thresholds import Thresholds
from graph.views import View

WHO = "kaart copy"
Flow = tuple[str, str, int, str]
_PSEUDONYM = re.compile(r"\b[hcr]-[0-9abcdefghjkmnpqrstvwxyz]{13}\b")


@dataclass(frozen=True, slots=True)
class ForAnalysts:
    """What a database for analysts got: records and flows; `hidden` flows are of too few households to tell."""

    records: int
    flows: int
    hidden: int


def copy_for_analysts(network: Network, target: Store, door: Door, thresholds: Thresholds) -> ForAnalysts:
    """Writes what analysts may have of a published network to an empty store.

    Raises
    ------
    UsageRefused
        When the store is not empty; nothing is written.
    NotPublished
        When the network is not a published version.
    """
    if not target.is_blank:
        raise UsageRefused(_NOT_EMPTY)
    records = anonymous(network)
    flows, hidden = told_flows(network, door, thresholds)
    target.add(Batch(records=records), who=WHO, why="")
    target.draw_flows(flows)
    return ForAnalysts(len(records), len(flows), hidden)


def told_flows(network: Network, door: Door, thresholds: Thresholds) -> tuple[list[Flow], int]:
    """The flows that may be told, by loket, and how many are not."""
    found = counting(network, door, thresholds, frozen=True)
    cells = flow_cells(found, found.facts.look(View()))
    figures = publish(cells, Audience.REGISSEUR, thresholds.small_number).value
    unit = "households" if figures.named else "cases"
    rows = zip(figures.labels.rows(), figures.households.tolist(), strict=True)
    flows = [(str(row["a"]), str(row["b"]), int(n), unit) for row, n in rows if n != FEWER]
    return sorted(flows), figures.hidden


def anonymous(network: Network) -> tuple[Record, ...]:
    """The map without anybody: no person, household or case stands in a record or in a text of one."""
    people = frozenset(name for record in network.records for name in people_of(record))
    people |= {p.id for p in _professionals(network)}
    kept = [*network.of(Organisation), *network.lokets, *network.of(Term)]
    nobody = Persons(professionals=people)
    clean = (nobody.scrubbed(record) for record in kept)
    return (*(_unnamed(record) for record in clean if record is not None), *roles(_professionals(network)))


def roles(professionals: Iterable[Professional]) -> tuple[Professional, ...]:
    """One record a role at a loket, however many hold it, numbered in the order of the alphabet."""
    held = {(p.loket, p.role or "", p.discipline or "") for p in professionals if p.role or p.discipline}
    return tuple(
        Professional(f"role-{i}", loket, role or None, discipline or None)
        for i, (loket, role, discipline) in enumerate(sorted(held), 1)
    )


def _professionals(network: Network) -> list[Professional]:
    return [p for p in network.of(Professional) if isinstance(p, Professional)]


def _unnamed(record: Record) -> Record:
    """A record without a pseudonym in its texts."""
    texts = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]
    changed = {n: _PSEUDONYM.sub("-", t) for n, t in texts.items() if isinstance(t, str) and _PSEUDONYM.search(t)}
    return replace(record, **changed) if changed else record  # type: ignore[type-var]


_NOT_EMPTY = Text(
    "In het doel staat al iets. Een database voor analisten begint leeg. Er is niets geschreven. "
    "Noem met --to een nieuwe database.",
    "The target holds something already. A database for analysts begins empty. Nothing was written. "
    "Name a new database with --to.",
)
