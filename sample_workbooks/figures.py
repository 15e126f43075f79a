"""What the formulas in the workbooks give, worked out from the story for their cached values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from salestui.model.period import add_months
from sample_workbooks import AS_OF
from sample_workbooks.records import LOST, Deal, Story
from sample_workbooks.reps import REPS, months


class Figures:
    """Sums over a story's deals and targets."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def won(self, start: date, months: int, reps: Collection[int] | None = None) -> int:
        """Amount signed in so many months from ``start``, by these reps or all."""
        end = add_months(start, months)
        return sum(
            d.amount
            for d in self._story.deals
            if d.won and d.closed and start <= d.closed < end and (reps is None or d.rep in reps)
        )

    def target(self, start: date, months: int, reps: Collection[int] | None = None) -> int:
        """Target of so many months from ``start``, of these reps or all."""
        end = add_months(start, months)
        return sum(
            target
            for (rep, month), target in self._story.targets.items()
            if start <= month < end and (reps is None or rep in reps)
        )

    def open(self, reps: Collection[int] | None = None, stage: int | None = None) -> int:
        """Amount of the open deals."""
        return sum(d.amount for d in self._open(reps, stage))

    def weighted(self, reps: Collection[int] | None = None, stage: int | None = None) -> float:
        """Amount times probability of the open deals."""
        return sum(d.amount * d.probability for d in self._open(reps, stage))

    def count(self, stage: int) -> int:
        """Deals in a stage."""
        return sum(d.stage == stage for d in self._story.deals)

    def amount(self, stage: int) -> int:
        """Amount of all deals in a stage."""
        return sum(d.amount for d in self._story.deals if d.stage == stage)

    def lost(self, reason: int) -> tuple[int, int]:
        """How many deals were lost for a reason, and their amount."""
        found = [d.amount for d in self._story.deals if d.stage == LOST and d.loss_reason == reason]
        return len(found), sum(found)

    def won_from(self, customer: int) -> int:
        """Amount signed with a customer."""
        return sum(d.amount for d in self._story.deals if d.won and d.customer == customer)

    def _open(self, reps: Collection[int] | None, stage: int | None) -> list[Deal]:
        return [
            d
            for d in self._story.deals
            if d.open and (reps is None or d.rep in reps) and (stage is None or d.stage == stage)
        ]


def team_reps(team: int) -> tuple[int, ...]:
    """Indexes of a team's reps."""
    return tuple(i for i, rep in enumerate(REPS) if rep.team == team)


def past_months() -> tuple[date, ...]:
    """First days of the months of the book that have begun."""
    return tuple(m for m in months() if m <= AS_OF)
