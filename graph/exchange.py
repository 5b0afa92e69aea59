"""The network as others read it: networkx graphs and pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.bouncing import directions
from graph.codes import Code, Domain, Origin, Outcome, Purpose, Status
from graph.columns import Columns, Flags, Ints
from graph.instants import MISSING
from graph.model import KINDS, Case, Household, Professional, Record, Referral, Tie, field_words
from graph.network import Network
from graph.pseudonyms import PseudonymKind, labels
from graph.thresholds import DEFAULTS

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def flow_graph(network: Network) -> nx.DiGraph[str]:
    """Lokets and the hops between them.

    Nodes are ids of lokets with `title`, `visits` and `cases` (counts), lokets without a visit too; edges carry
    `hops` and `bounces` (times that the next step was back).
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    visits, size = network.sequences, len(network.lokets)
    counts = np.bincount(visits.loket, minlength=size).tolist()
    once = np.unique(visits.loket.astype(np.int64) * max(1, len(network.cases)) + visits.case)
    cases = np.bincount(once // max(1, len(network.cases)), minlength=size).tolist()
    for loket, number, touched in zip(network.lokets, counts, cases, strict=True):
        graph.add_node(loket.id, title=loket.title, visits=number, cases=touched)
    found, ids = directions(network, DEFAULTS), network.loket_ids
    for a, b, hops, bounces in zip(
        ids[found.a], ids[found.b], found.hops.tolist(), found.bounces.tolist(), strict=True
    ):
        graph.add_edge(a, b, hops=hops, bounces=bounces)
    return graph


def knows_graph(network: Network) -> nx.MultiDiGraph[str]:
    """Professionals and their running ties; a tie that was withdrawn is left out.

    Nodes are ids of professionals with `loket`, `role` and `discipline` (None where unknown); edges have the key of
    their tie and carry `layer`, `strength` and `told_by`.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = [t for t in network.of(Tie) if isinstance(t, Tie) and t.withdrawn_on is None]
    for end in (end for tie in ties for end in (tie.from_, tie.to)):
        graph.add_node(end, loket=None, role=None, discipline=None)
    for p in network.of(Professional):
        if isinstance(p, Professional):
            graph.add_node(p.id, loket=p.loket, role=p.role, discipline=p.discipline)
    for tie in ties:
        graph.add_edge(
            tie.from_, tie.to, key=tie.key, layer=tie.layer.value, strength=tie.strength, told_by=tie.told_by
        )
    return graph


def to_frames(network: Network) -> dict[str, pd.DataFrame]:
    """Every kind of record as a frame, named as our own tables; columns are the words of its fields.

    Households, cases and referrals go by their pseudonyms. Instants are `datetime64[us, Europe/Amsterdam]`, a bare
    date being its midnight; several values stand as one text with `|` between them.
    """
    frames = {kind.table: _of_records(kind, network.of(kind)) for kind in KINDS if kind not in _IN_COLUMNS}
    frames |= {
        Household.table: _frame(Household, _households(network)),
        Case.table: _frame(Case, _cases(network)),
        Referral.table: _frame(Referral, _referrals(network)),
    }
    return {kind.table: frames[kind.table] for kind in KINDS}


_IN_COLUMNS = (Household, Case, Referral)


def _frame(kind: type[Record], columns: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({word: columns[word] for word in field_words(kind)})


def _of_records(kind: type[Record], records: Sequence[Record]) -> pd.DataFrame:
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    values = {
        word: [_written(getattr(r, name)) for r in records] for word, name in zip(field_words(kind), names, strict=True)
    }
    return _frame(kind, values)


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return "|".join(str(v) for v in value)
    return value.value if isinstance(value, Code) else value


def _households(network: Network) -> dict[str, Any]:
    rows = network.households
    return {
        "id": labels("household", rows.key),
        "area": _named(network.words, rows.area),
        "composition": _named(network.words, rows.composition),
    }


def _cases(network: Network) -> dict[str, Any]:
    rows, domains = network.cases, list(Domain)
    return {
        "id": labels("case", rows.key),
        "household": labels("household", network.households.key[rows.household]),
        "domains": ["|".join(d for d in domains if bits >> (d.number - 1) & 1) for bits in rows.domains.tolist()],
        "opened_at": _times(rows.opened),
        "entry": _named(network.loket_ids, rows.entry),
        "closed_at": _times(rows.closed),
        "outcome": _coded(Outcome, rows.outcome),
    }


def _referrals(network: Network) -> dict[str, Any]:
    rows = network.referrals
    return {
        "id": _referral_ids(rows, network.recorded),
        "case": np.array(labels("case", network.cases.key), dtype=object)[rows.case],
        "from": _named(network.loket_ids, rows.frm),
        "to": _named(network.loket_ids, rows.to),
        "sent_at": _times(rows.sent),
        "from_professional": _named(network.words, rows.from_professional),
        "to_professional": _named(network.words, rows.to_professional),
        "picked_up_at": _times(rows.picked),
        "status": _coded(Status, rows.status),
        "status_at": _times(rows.status_at),
        "reason": _named(network.words, rows.reason),
        "feedback_at": _times(rows.feedback),
        "purpose": _coded(Purpose, rows.purpose),
        "origin": _coded(Origin, rows.origin),
        "seq": _numbers(rows.seq),
    }


def _referral_ids(rows: Columns, recorded: Flags) -> list[str | None]:
    """Pseudonyms of the recorded referrals; a derived one has no id of its own."""
    kind: PseudonymKind = "referral"
    keys: Ints = rows.key  # type: ignore[attr-defined]
    return [i if r else None for i, r in zip(labels(kind, keys), recorded.tolist(), strict=True)]


def _named(names: Sequence[str] | NDArray[np.object_], codes: NDArray[Any]) -> NDArray[np.object_]:
    """The names of some codes, None for -1."""
    return np.asarray(np.array([*names, None], dtype=object)[codes], dtype=object)


def _coded(kind: type[Code], numbers: NDArray[Any]) -> NDArray[np.object_]:
    return np.asarray(np.array([None, *(member.value for member in kind)], dtype=object)[numbers], dtype=object)


def _times(instants: Ints) -> pd.Series[pd.Timestamp]:
    import pandas as pd

    # NaT is the number that stands for a missing instant here, too.
    return pd.Series(instants.view("datetime64[us]")).dt.tz_localize("UTC").dt.tz_convert("Europe/Amsterdam")


def _numbers(values: Ints) -> pd.Series[int]:
    import pandas as pd

    return pd.Series(np.where(values == MISSING, 0, values)).astype("Int64").mask(values == MISSING)
