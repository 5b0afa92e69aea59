"""Deciding whether a pair of lokets asks for advice or bounces: recorded with who and why, and undoable."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from app.commands.import_ import who
from app.phrases import gaps as words
from app.session import Data, own_store
from app.steward import Steward, in_words
from graph.advising import Pair, subject_of
from graph.batch import Batch
from graph.codes import Audience, DecisionKind
from graph.errors import Unknown, UsageRefused
from graph.instants import AMSTERDAM
from graph.model import Decision, Record
from graph.text import Text


def decide(data: Data, audience: Audience, pair: Pair, kind: DecisionKind, note: str, why: Text) -> None:
    """Record a decision about a pair; one of the same day about it gives way.

    Raises
    ------
    NotForYou
        For every audience but the administrator.
    UsageRefused
        On the demo.
    """
    steward, by = _steward(data, audience), who()
    made = Decision(subject_of(pair), kind, by, datetime.now(AMSTERDAM).date(), note.strip() or None)
    with in_words(steward.place), own_store() as store:
        same_day = [d for d in standing(store.network().records, pair) if d.on == made.on]
        if same_day:
            # A page may run what a button does twice, and another window may have been quicker.
            with suppress(Unknown):
                store.remove([d.key for d in same_day], who=by, why=why.nl)
        store.add(Batch.of([made]), who=by, why=why.nl)


def withdraw(data: Data, audience: Audience, pair: Pair, why: Text) -> None:
    """End every decision about a pair: again the figures themselves say whether it looks like advice.

    Raises
    ------
    NotForYou
        For every audience but the administrator.
    UsageRefused
        On the demo.
    """
    steward = _steward(data, audience)
    with in_words(steward.place), own_store() as store:
        if keys := [d.key for d in standing(store.network().records, pair)]:
            with suppress(Unknown):
                store.remove(keys, who=who(), why=why.nl)


def standing(records: Sequence[Record], pair: Pair) -> list[Decision]:
    """The decisions about a pair among some records."""
    subject = subject_of(pair)
    return [r for r in records if isinstance(r, Decision) and r.subject == subject]


def _steward(data: Data, audience: Audience) -> Steward:
    steward = Steward(audience)
    if data.is_demo:
        raise UsageRefused(words.NOT_ON_DEMO)
    return steward
