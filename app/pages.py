"""The pages of the app: where each stands, what it is called, and who may open it."""

from __future__ import annotations

from dataclasses import dataclass

from app import texts
from app.phrases import gaps, journeys, start, steward
from graph.privacy import Audience
from graph.text import Text

EVERYONE = frozenset(Audience)
BEHEERDER_ONLY = frozenset({Audience.BEHEERDER})


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: the file that draws it, its title, its place in the address, and who may open it."""

    file: str
    title: Text
    path: str
    seen_by: frozenset[Audience] = EVERYONE


SCREENS = (
    Screen("screens/start.py", start.TITLE, "start"),
    Screen("screens/gaps.py", texts.TITLE, "van-het-kastje-naar-de-muur"),
    Screen("screens/bounces.py", gaps.EXACT_PAGE, "heen-en-weer", BEHEERDER_ONLY),
    Screen("screens/journeys.py", journeys.TITLE, "reis"),
    Screen("screens/steward.py", steward.TITLE, "beheer", BEHEERDER_ONLY),
)
"""In the order of the menu; the first one opens."""
