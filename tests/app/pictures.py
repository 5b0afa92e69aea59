"""Bounces to draw in tests: of the toy register, and of a few hops made up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.draw.bouncing import Arrow, Bouncing, Pair, bouncing
from graph.analyses.bounces import bounces
from graph.batch import Batch
from graph.build import build
from graph.model import Case, Record, Referral
from graph.network import Network
from graph.privacy import Audience, publish
from tests.graph.toy import pseudonym, toy


def toy_bouncing() -> Bouncing:
    """The toy register as the page shows it."""
    return seen(toy())


def seen(network: Network) -> Bouncing:
    """A network as the page shows it."""
    return bouncing(publish(bounces(network), Audience.BEHEERDER), {lo.id: lo.title for lo in network.lokets})


def routes(*lokets: str) -> Network:
    """One case for each route, written `A B A`; a step a day."""
    records: list[Record] = []
    for number, route in enumerate(lokets):
        steps, start = route.split(), date(2024, 1, 1)
        case = pseudonym("case", str(number))
        records.append(Case(id=case, household=pseudonym("household", str(number)), opened_at=start, entry=steps[0]))
        records += [
            Referral(
                id=pseudonym("referral", f"{number}.{i}"),
                case=case,
                from_=steps[i - 1],
                to=steps[i],
                sent_at=start + timedelta(days=i),
            )
            for i in range(1, len(steps))
        ]
    return build(Batch.of(records))


def made(pairs: Mapping[tuple[str, str], int], hops: Mapping[tuple[str, str], int] | None = None) -> Bouncing:
    """Bounces with so many for each pair, and hops besides."""
    arrows = [Arrow(a, b, 2 * n, 2 * n, n, 0.5) for (a, b), n in pairs.items()]
    arrows += [Arrow(a, b, n, n, 0, 0.0) for (a, b), n in (hops or {}).items()]
    names = {loket: loket for arrow in arrows for loket in arrow.ends}
    return Bouncing(names, tuple(Pair(a, b, n, n, float(n)) for (a, b), n in pairs.items()), tuple(arrows))
