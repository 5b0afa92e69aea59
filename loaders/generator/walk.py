"""The walk: cases that move from loket to loket, many at a time, with every referral written down and counted.

The walk keeps what the definitions call R while it makes the rows: where each case stands, where it came from and
when it was last at each loket. So bounces and loops are counted here and not read back from the rows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.columns import Flags, Ints
from graph.thresholds import DEFAULTS
from loaders.generator.draws import Floats
from loaders.generator.limits import LONGEST
from loaders.generator.sendings import (
    ACCEPTED,
    BY_RATES,
    EXPIRED,
    HELPED,
    IGNORED,
    MOVED,
    REFUSED,
    ROW,
    TAKEN,
    TURNED_DOWN,
    Sending,
    Start,
)
from loaders.generator.tally import MOST_WAIT, NO_PICKUP, REFUSAL, SILENCE, Tally, count
from loaders.generator.town import REASONS, Town


class Walk:
    """Some cases under way.

    Attributes
    ----------
    at
        The loket where each case stands.
    came_from
        The loket of the visit before, -1 where there is none.
    day
        The day from which the next thing can happen.
    unpicked
        Whether nobody picked up the last referral; `sender` is who sent it.
    closed, outcome
        The day of closing, -1 while open, and how it ended.

    A case that came in before the first day of the register is taken over into it, at the loket where it then stands,
    on some day before its first row there; what happened before, and a case that has no such row, is not written.
    """

    def __init__(self, town: Town, chance: np.random.Generator, start: Start, tally: Tally) -> None:
        self.town, self.start, self.tally, self._chance = town, start, tally, chance
        cases, self.end = len(start), town.days.end
        self._early = start.opened < town.days.first
        self._entry, self._opened = start.entry.copy(), start.opened.copy()
        self.at, self.came_from = start.entry.copy(), np.full(cases, -1, dtype=np.int64)
        self.day, self.last_row = start.opened.copy(), start.opened.copy()
        self.sender, self.unpicked = np.full(cases, -1, dtype=np.int64), np.zeros(cases, dtype=np.bool_)
        self.closed, self.outcome = np.full(cases, -1, dtype=np.int64), np.zeros(cases, dtype=np.int64)
        self.hops, self._returned = np.zeros(cases, dtype=np.int64), np.zeros(cases, dtype=np.bool_)
        self._since = start.opened.copy()
        self._seen = np.full((cases, len(town.lokets)), -1, dtype=np.int16)
        self._seen[np.arange(cases), start.entry] = 0
        self._quarter = town.days.quarter[start.opened]
        self.rows: list[dict[str, Ints]] = []
        self._visits: list[tuple[Ints, Ints, Ints]] = []

    def uniform(self, count: int) -> Floats:
        """Chance, for some cases."""
        return self._chance.random(count)

    def send(self, sending: Sending) -> None:
        """Send cases on: write the referrals down, move the cases, and say when each can move again.

        Sendings beyond the data end must have been left out.
        """
        desk = self.town.desk[sending.to]
        fate = self._fates(sending, desk)
        picked, refused_at = self.arrival(sending, desk)
        reason = np.where(sending.reason >= 0, sending.reason, self._reasons(desk))
        seen = sending.day >= self.town.days.first
        self._take_over(sending.who[seen], sending.day[seen])
        self._write(sending.only(seen), fate[seen], picked[seen], refused_at[seen], reason[seen])
        taken = seen & (fate == TAKEN)
        count(self.tally.waits, sending.to[taken], np.minimum((picked - sending.day)[taken], MOST_WAIT))
        self._move(sending, fate, picked, refused_at)

    def _take_over(self, who: Ints, day: Ints) -> None:
        """Let cases of before the register begin in it, some time before a day on which they have a row."""
        early = self._early[who]
        who, day, first = who[early], day[early], self.town.days.first
        some_day = first + (self.uniform(len(who)) * (day - first + 1)).astype(np.int64)
        begins = self.town.days.later(some_day, np.zeros_like(day))
        self._early[who], self._entry[who], self._opened[who] = False, self.at[who], begins
        self._since[who], self.last_row[who], self._quarter[who] = begins, begins, self.town.days.quarter[begins]
        self._seen[who] = -1
        self._seen[who, self.at[who]] = 0
        # At its entry a case is picked up at once.
        self.unpicked[who] = False

    def arrival(self, sending: Sending, desk: Ints) -> tuple[Ints, Ints]:
        """The day on which each referral would be picked up, and on which it would be refused."""
        desks, days, quantiles, n = self.town.desks, self.town.days, self.town.quantiles, len(desk)
        wait = quantiles.days(self.uniform(n), desks.wait[desk])
        answer = quantiles.days(self.uniform(n), desks.answer[desk])
        return days.later(sending.day, wait), days.later(sending.day, answer)

    def tells(self, accepted: Flags, desk: Ints) -> Flags:
        """Whether the sender of each accepted referral hears back."""
        return np.asarray(accepted & (self.uniform(len(desk)) < self.town.desks.feedback[desk]), dtype=np.bool_)

    def _fates(self, sending: Sending, desk: Ints) -> Ints:
        desks, uniform = self.town.desks, self.uniform(len(desk))
        refuses = desks.refuses[desk]
        ignored = refuses + (1 - refuses) * (1 - desks.picks_up[desk])
        drawn = np.where(uniform < refuses, TURNED_DOWN, np.where(uniform < ignored, IGNORED, TAKEN))
        return np.where(sending.fate == BY_RATES, drawn, sending.fate).astype(np.int64)

    def _reasons(self, desk: Ints) -> Ints:
        uniform = self.uniform(len(desk))
        drawn = (self.town.desks.reasons[desk] <= uniform[:, None]).sum(axis=1)
        return np.asarray(np.minimum(drawn, len(REASONS) - 1), dtype=np.int64)

    def _write(self, sending: Sending, fate: Ints, picked: Ints, refused_at: Ints, reason: Ints) -> None:
        rates, days, n = self.town.recipe.rates, self.town.days, len(fate)
        gives_up = sending.day + 42
        expired = (fate == IGNORED) & (self.uniform(n) < rates["not_picked_up"]["expires"]) & (gives_up <= self.end)
        accepted = (fate == TAKEN) & (picked <= self.end)
        refused = (fate == TURNED_DOWN) & (refused_at <= self.end)
        status = np.select([accepted, refused, expired], [ACCEPTED, REFUSED, EXPIRED], 0)
        status_at = np.select([accepted, refused, expired], [picked, refused_at, gives_up], -1)
        tells = self.tells(accepted, self.town.desk[sending.to])
        told = days.later(picked, self.town.quantiles.days(self.uniform(n), self.town.quantiles.number("feedback")))
        feedback = np.where(tells, days.seen(told), -1)
        self._count(sending, accepted, refused, picked, feedback, reason)
        self.rows.append(
            {
                "case": sending.who,
                "frm": sending.frm,
                "to": sending.to,
                "sent": sending.day,
                "picked": np.where(accepted, picked, -1),
                "status": status,
                "status_at": status_at,
                "reason": np.where(refused, reason, -1),
                "feedback": feedback,
                "purpose": sending.purpose,
            }
        )

    def _count(
        self, sending: Sending, accepted: Flags, refused: Flags, picked: Ints, feedback: Ints, reason: Ints
    ) -> None:
        tally, waiting = self.tally, ~accepted & ~refused
        young = waiting & (self.end - sending.day < DEFAULTS.pick_days)
        count(tally.sent, sending.to)
        count(tally.unpicked, sending.to[waiting & ~young])
        count(tally.young, sending.to[young])
        count(tally.refused, sending.to[refused], reason[refused])
        in_time = accepted & (feedback >= 0) & (feedback - picked <= DEFAULTS.feedback_days)
        due = accepted & (in_time | (self.end - picked > DEFAULTS.feedback_days))
        tally.feedback += int(in_time.sum())
        tally.feedback_due += int(due.sum())
        tally.referrals += len(sending.who)

    def _move(self, sending: Sending, fate: Ints, picked: Ints, refused_at: Ints) -> None:
        who, ignored = sending.who, fate == IGNORED
        self.visit(who, sending.to, sending.day)
        self.sender[who], self._returned[who] = sending.frm, False
        self.last_row[who] = sending.day
        self.unpicked[who] = ignored | ((fate == TAKEN) & (picked > self.end))
        patience = self.town.quantiles.days(self.uniform(len(who)), self.town.quantiles.number("give_up"))
        self.day[who] = np.select([ignored, fate == TURNED_DOWN], [sending.day + patience, refused_at], picked)
        turned = fate == TURNED_DOWN
        # A refusal that nobody has seen yet at the data end is a referral that waits.
        self.unpicked[who[turned & (refused_at > self.end)]] = True
        back = turned & (refused_at <= self.end)
        # The return after a refusal of before the register is not seen there either: the case is not yet taken over.
        self.visit(who[back], sending.frm[back], refused_at[back])
        self._returned[who[back]], self.last_row[who[back]] = True, refused_at[back]

    def visit(self, who: Ints, to: Ints, day: Ints) -> None:
        """Let cases stand at a loket from a day on; one that stands there already does not move."""
        moves = self.at[who] != to
        who, to, day = who[moves], to[moves], day[moves]
        frm = self.at[who]
        self.came_from[who], self.at[who] = frm, to
        seen = ~self._early[who]
        self._count_visit(who[seen], frm[seen], to[seen], day[seen])

    def _count_visit(self, who: Ints, frm: Ints, to: Ints, day: Ints) -> None:
        quarter = self._quarter[who]
        self._visits.append((who, to, day))
        count(self.tally.stays, frm)
        np.add.at(self.tally.stay_days, frm, day - self._since[who])
        self.hops[who] += 1
        back = self.hops[who] - self._seen[who, to]
        known = self._seen[who, to] >= 0
        bounced, looped = known & (back == 2), known & (back > 2)
        count(self.tally.hops, quarter, frm, to)
        # A sends, B returns: A is where it is now, B where it just was.
        count(self.tally.bounces, quarter[bounced], to[bounced], frm[bounced])
        count(self.tally.bounces_in, self.start.area[who[bounced]])
        count(self.tally.loops, to[looped], np.minimum(back[looped], LONGEST))
        self._seen[who, to], self._since[who] = self.hops[who], day

    def close(self, who: Ints, stay: Ints, outcome: int) -> None:
        """Close cases after a stay; those that would close beyond the data end stay open."""
        day = self.town.days.later(self.day[who], stay)
        in_time = day <= self.end
        who, day = who[in_time], day[in_time]
        self._take_over(who[day >= self.town.days.first], day[day >= self.town.days.first])
        self.closed[who], self.outcome[who] = day, outcome

    def finish(self) -> None:
        """Leave out what the register does not see, and count what can only be known when all moves are made."""
        self._leave_out(np.flatnonzero(~self._early))
        tally, area = self.tally, self.start.area
        tally.cases += len(self.at)
        count(tally.cases_in, area)
        for domain in range(tally.demand.shape[0]):
            count(tally.demand[domain], area[(self.start.domains >> domain) & 1 == 1])
        count(tally.stays, self.at)
        until = np.where(self.closed >= 0, self.closed, self.end)
        np.add.at(tally.stay_days, self.at, np.maximum(until - self._since, 0))
        idle = self.end - self.last_row >= DEFAULTS.dead_days
        dead = idle & (self.outcome != HELPED) & (self.outcome != MOVED)
        cause = np.where(self._returned, REFUSAL, np.where(self.unpicked, NO_PICKUP, SILENCE))
        count(tally.dead, self.at[dead], cause[dead])

    def _leave_out(self, kept: Ints) -> None:
        """Keep some cases only; what is written and visited is of these already."""
        place = np.cumsum(~self._early) - 1
        start = self.start
        self.start = Start(
            start.household[kept], start.area[kept], self._opened[kept], self._entry[kept], start.domains[kept]
        )
        for name in ("at", "last_row", "unpicked", "closed", "outcome", "hops", "_returned", "_since"):
            setattr(self, name, getattr(self, name)[kept])
        for row in self.rows:
            row["case"] = place[row["case"]]
        self._visits = [(place[who], loket, day) for who, loket, day in self._visits]

    def visits(self) -> tuple[Ints, Ints, Ints]:
        """Of every visit of a finished walk: the case, the loket and the day on which it began."""
        start = self.start
        parts = [(np.arange(len(start)), start.entry, start.opened), *self._visits]
        case, loket, day = (np.concatenate(column) for column in zip(*parts, strict=True))
        return case, loket, day

    def columns(self) -> dict[str, NDArray[np.int64]]:
        """All referrals, sorted by case and then as they were sent."""
        if not self.rows:
            return {name: np.zeros(0, dtype=np.int64) for name in ROW}
        whole = {name: np.concatenate([row[name] for row in self.rows]) for name in ROW}
        order = np.argsort(whole["case"], kind="stable")
        return {name: column[order] for name, column in whole.items()}
