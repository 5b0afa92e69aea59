"""Random maps: who works where, who knows whom, plans, directors and facts, for the lokets of the random registers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from graph.codes import Domain, Layer
from graph.model import Direction, Household, Loket, Organisation, Plan, Professional, Record, Tie
from graph.pseudonyms import label
from tests.reference.registers import FIRST, LOKETS

PEOPLE = tuple(f"p{n}" for n in range(8))
AREAS = ("Noord", "Zuid")
GROUPS = ("jeugd", "ouderen")
HOMES = tuple(label("household", n) for n in (1001, 1002, 1, 2, 3))
DOMAINS = (Domain.FINANCES, Domain.WORK)

days = st.integers(-500, 260).map(lambda n: FIRST + timedelta(days=n))
maybe_day = st.one_of(st.none(), days)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


def _loket(name: str) -> st.SearchStrategy[Loket]:
    return st.builds(
        Loket,
        id=st.just(name),
        organisation=st.sampled_from(["o", None]),
        name=st.sampled_from(["", f"Loket {name}"]),
        domains=st.lists(st.sampled_from(DOMAINS), unique=True, max_size=2).map(tuple),
        target_groups=some(GROUPS),
        areas=some(AREAS),
        checked_on=maybe_day,
    )


def _professional(name: str) -> st.SearchStrategy[Professional]:
    return st.builds(
        Professional,
        id=st.just(name),
        loket=st.sampled_from([*LOKETS, "E"]),
        role=st.sampled_from(["coach", "consulent", None]),
        until=st.sampled_from([None, None, date(2020, 1, 1), date(2999, 1, 1)]),
    )


ties = st.builds(
    Tie,
    from_=st.sampled_from(PEOPLE),
    to=st.sampled_from(PEOPLE),
    layer=st.sampled_from(list(Layer)),
    told_by=st.sampled_from(["p0", "p1"]),
    recorded_on=st.just(date(2024, 1, 1)),
    strength=st.sampled_from([None, 1.0, 3.0]),
    withdrawn_on=st.sampled_from([None, None, date(2024, 2, 1)]),
).filter(lambda tie: tie.from_ != tie.to)
directions = st.builds(
    Direction, household=st.sampled_from(HOMES), professional=st.sampled_from(PEOPLE), from_=days, until=maybe_day
)


def _plan(number: int) -> st.SearchStrategy[Plan]:
    return st.builds(
        Plan,
        id=st.just(f"plan-{number}"),
        household=st.sampled_from(HOMES),
        loket=st.sampled_from(LOKETS),
        from_=days,
        until=maybe_day,
    )


@st.composite
def maps(draw: st.DrawFn) -> tuple[Record, ...]:
    """Records of the map, each identity once."""
    records: list[Record] = [
        Organisation("o", "Gemeente", kind="gemeente"),
        *(draw(_loket(name)) for name in draw(st.lists(st.sampled_from([*LOKETS, "E"]), unique=True))),
        *(draw(_professional(name)) for name in draw(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=3))),
        *(Household(home, area=draw(st.sampled_from([*AREAS, None]))) for home in HOMES),
        *draw(st.lists(ties, max_size=14, unique_by=lambda tie: tie.key)),
        *draw(st.lists(directions, max_size=3, unique_by=lambda d: d.key)),
        *(draw(_plan(n)) for n in range(draw(st.integers(0, 5)))),
    ]
    return tuple(records)
