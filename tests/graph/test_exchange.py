"""The network as networkx graphs and pandas frames."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from graph.batch import Batch
from graph.build import build
from graph.codes import Domain, Layer
from graph.exchange import flow_graph, knows_graph, to_frames
from graph.model import KINDS, Loket, Professional, Tie, field_words
from graph.network import Network
from tests.graph.toy import pseudonym, toy

BEA = Professional("bea", "Wmo", role="consulent", discipline="Wmo")
TIES = (
    Tie("bea", "cas", Layer.KNOWS, "bea", date(2024, 1, 2), strength=0.5),
    Tie("bea", "cas", Layer.AGREEMENT, "bea", date(2024, 1, 2)),
    Tie("cas", "bea", Layer.KNOWS, "cas", date(2024, 1, 2), withdrawn_on=date(2024, 2, 1)),
)


@pytest.fixture
def people() -> Network:
    return build(Batch.of([Loket("Wmo", name="Wmo-loket", domains=(Domain.HOUSING, Domain.WORK)), BEA, *TIES]))


def test_flow_graph_counts_what_happened() -> None:
    flows = flow_graph(toy())
    # definitions.md: R of the toy register; CJG stands first, third or last in z1 (2), z2 (2), z4, z5b, z6 and z7.
    assert flows.nodes["CJG"] == {"title": "CJG", "visits": 8, "cases": 6}
    assert flows.edges["CJG", "Wmo"] == {"hops": 3, "bounces": 1}
    assert sum(flows.edges[edge]["hops"] for edge in flows.edges) == 11
    assert sum(flows.edges[edge]["bounces"] for edge in flows.edges) == 3


def test_flow_graph_has_lokets_nobody_visits(people: Network) -> None:
    flows = flow_graph(people)
    assert list(flows) == ["Wmo"]
    assert flows.nodes["Wmo"] == {"title": "Wmo-loket", "visits": 0, "cases": 0}
    assert len(flow_graph(Network())) == 0


def test_knows_graph_leaves_withdrawn_ties_out(people: Network) -> None:
    knows = knows_graph(people)
    assert knows.nodes["bea"] == {"loket": "Wmo", "role": "consulent", "discipline": "Wmo"}
    assert knows.nodes["cas"] == {"loket": None, "role": None, "discipline": None}
    assert list(knows.edges(keys=True)) == [("bea", "cas", TIES[0].key), ("bea", "cas", TIES[1].key)]
    assert knows.edges["bea", "cas", TIES[0].key] == {"layer": "knows", "strength": 0.5, "told_by": "bea"}


@pytest.mark.parametrize("network", [Network(), toy()], ids=["empty", "toy"])
def test_frames_are_named_as_our_tables(network: Network) -> None:
    frames = to_frames(network)
    assert list(frames) == [kind.table for kind in KINDS]
    for kind in KINDS:
        assert tuple(frames[kind.table].columns) == field_words(kind)
    assert frames["referrals"]["sent_at"].dtype == "datetime64[us, Europe/Amsterdam]"


def test_frames_of_the_register() -> None:
    frames = to_frames(toy())
    z1 = frames["cases"].set_index("id").loc[pseudonym("case", "z1")]
    assert (z1["entry"], z1["outcome"], z1["opened_at"]) == (
        "CJG",
        "helped",
        pd.Timestamp(2024, 1, 2, tz=z1["opened_at"].tz),
    )
    r7 = frames["referrals"].set_index("id").loc[pseudonym("referral", "r7")]
    assert (r7["from"], r7["to"], r7["status"], r7["purpose"]) == ("Wmo", "Wijkteam", "refused", "transfer")
    assert r7[["picked_up_at", "seq"]].isna().all()


def test_frames_of_the_map(people: Network) -> None:
    frames = to_frames(people)
    assert frames["lokets"].loc[0, "domains"] == "housing|work"
    assert frames["ties"]["layer"].tolist() == ["knows", "agreement", "knows"]
    assert frames["ties"].loc[2, "withdrawn_on"] == date(2024, 2, 1)
