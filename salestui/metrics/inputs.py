"""What figures are computed from: one consistent state of the book, and how to count."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from salestui.metrics.daycount import WorkCalendar
from salestui.metrics.facts import deal_facts
from salestui.metrics.history.stage_history import with_history
from salestui.metrics.kept import Kept, kept
from salestui.metrics.people.stints import roster, stints
from salestui.metrics.pipeline import Coverage
from salestui.metrics.standstill import RotClock, clock_column, keeps
from salestui.metrics.targets.course import ExpectedBy
from salestui.metrics.targets.lookup import TargetBook, target_book
from salestui.model.playbook import Playbook

_NO_DEALS = pl.DataFrame(schema={"_id": pl.Int64})


@dataclass(frozen=True, slots=True)
class Options:
    """The definitions that a team chooses.

    Attributes:
        fiscal_start: the fiscal year's first month, 1 to 12.
        trend: how many periods a trend shows.
        listed: how many alerts are listed.
        today: the day on which reps who moved are where they are; None for their last known place.
    """

    fiscal_start: int = 1
    expected_by: ExpectedBy = ExpectedBy.CALENDAR
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    coverage: Coverage = Coverage.GAP
    rot_clock: RotClock = RotClock.AUTO
    trend: int = 8
    listed: int = 200
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """One state of the book, ready for figures.

    Attributes:
        facts: see ``metrics.facts.SCHEMA``.
        people: see ``metrics.stints.roster``.
        stints: who was where when, see ``metrics.stints``.
        kept: what the workbook keeps of deals.
        stays: in stages, that are over, see ``metrics.stage_stays``; None where no history is told.
    """

    facts: pl.DataFrame
    people: pl.DataFrame
    stints: pl.DataFrame
    targets: TargetBook
    playbook: Playbook
    members: pl.DataFrame | None = None
    products: pl.DataFrame | None = None
    options: Options = Options()
    kept: Kept = Kept.PIPELINE
    stays: pl.DataFrame | None = None

    def with_deals(self, deals: pl.DataFrame) -> Inputs:
        """The same book after an edit of deals alone: nothing else is worked out again."""
        facts = deal_facts(deals, self.members, self.playbook, self.options.today)
        return replace(self, facts=facts, kept=kept(deals), stays=None)

    def with_history(self, told: pl.DataFrame, stays: pl.DataFrame | None = None) -> Inputs:
        """The same book, with what the history of stages tells and the workbook does not keep.

        Args:
            told: see ``metrics.stage_history.TOLD``. Where the workbook keeps no entries into
                stages, deals of which nothing is told stand still since what it does keep.
            stays: those that are over, where they are asked for.
        """
        if told.is_empty():
            return self
        facts = with_history(self.facts, told)
        clock = clock_column(self.facts, RotClock.AUTO)
        if clock is not None and not keeps(self.facts, "stage_entered"):
            facts = facts.with_columns(stage_entered=pl.coalesce("stage_entered", clock))
        return replace(self, facts=facts, stays=stays)


def gather(
    deals: pl.DataFrame | None,
    playbook: Playbook,
    *,
    members: pl.DataFrame | None = None,
    targets: pl.DataFrame | None = None,
    products: pl.DataFrame | None = None,
    options: Options | None = None,
) -> Inputs:
    """Work the book's frames out for figures.

    Args:
        deals, members, products: by field name (``salestui.model.entities``); None where the
            workbook has no such sheet.
        targets: long, see ``metrics.targets.target_book``.
    """
    options = options or Options()
    kept_deals = _NO_DEALS if deals is None else deals
    return Inputs(
        facts=deal_facts(kept_deals, members, playbook, options.today),
        people=roster(members, options.today),
        stints=stints(members),
        targets=target_book(targets, members, options.today),
        playbook=playbook,
        members=members,
        products=products,
        options=options,
        kept=kept(deals),
    )
