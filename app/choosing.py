"""Where the settings of a register stand: under the place of its database, whatever kind of database that is."""

from __future__ import annotations

from pathlib import Path

from app.opening import place
from graph.settings import DEMO, Settings


def choices_place(settings: Settings, db: str | None = None) -> Path:
    """The place to give to `graph.choices` for an address; `db` goes before the setting."""
    return place(settings, db)


def own_choices_place(settings: Settings) -> Path:
    """The same for one's own data, also while the demo is looked at."""
    return settings.own_database if settings.db == DEMO else place(settings)
