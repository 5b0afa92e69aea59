"""Which sources a page can be about: for the administrator those of the data, for others those of what is published."""

from __future__ import annotations

from collections.abc import Sequence

from app.session import Data, audience, version
from graph.codes import Audience
from graph.network import Network
from graph.sources import Source


def sources_of(data: Data) -> tuple[Source, ...]:
    """The sources that the audience of this page may know of.

    Raises
    ------
    NothingPublished
        When the audience may only see what is published, and nothing is.
    """
    return data.sources if _sees_live(data) else version(data).network.sources


def rows_of(data: Data, network: Network) -> int:
    """How many rows the sources of a network delivered; what stands published knows its referrals only."""
    if _sees_live(data):
        return sum(data.rows[source.name] for source in network.sources)
    return len(network.referrals)


def part_of(whole: Network, sources: Sequence[Source]) -> Network:
    """The network of some of its sources."""
    return whole if tuple(sources) == whole.sources else whole.of_sources(sources)


def _sees_live(data: Data) -> bool:
    return data.is_demo or audience() is Audience.BEHEERDER
