"""A page with the real picture of `?nodes=N` lokets, or with nothing at all.

The payload is that of `app.draw.picture`, of arrows that are drawn by chance: 2.2 a loket, of which a quarter bounces.
Places are drawn by chance too: where a loket stands makes no difference to the browser.
"""

from __future__ import annotations

import random
from math import sqrt
from typing import Any

import streamlit as st

from app.component import network
from app.draw.bouncing import NOTHING, Arrow, Bouncing
from app.draw.picture import View, payload

ARROWS = 2.2


@st.cache_resource(show_spinner=False)
def drawn(nodes: int) -> dict[str, Any]:
    """What the component gets."""
    draw, names = random.Random(7), {f"loket-{i:04d}": f"Loket {i} van de stad" for i in range(nodes)}
    ids, side = list(names), 300 * sqrt(max(nodes, 10) / 10)
    ends = {tuple(draw.sample(ids, 2)) for _ in range(int(ARROWS * nodes))} if nodes > 1 else set()
    arrows = [_arrow(draw, a, b) for a, b in sorted(ends)]
    arrows.sort(key=lambda arrow: -arrow.bounces)
    places = {i: (round(draw.uniform(-side, side)), round(draw.uniform(-side, side))) for i in ids}
    return payload(Bouncing(names, (), tuple(arrows)), View(places, arrows), NOTHING, "en", 700)


def _arrow(draw: random.Random, a: str, b: str) -> Arrow:
    hops = 1 + int(draw.paretovariate(1.2))
    bounces = draw.randrange(hops + 1) if draw.random() < 0.25 else 0
    return Arrow(a, b, hops, hops, bounces, bounces / hops)


st.title("Picture")
if "nodes" in st.query_params:
    network("picture", drawn(int(st.query_params["nodes"])), lambda: None)
