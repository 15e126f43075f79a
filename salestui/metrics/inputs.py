"""What figures are computed from: one consistent state of the book, and how to count."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from salestui.metrics.course import ExpectedBy
from salestui.metrics.daycount import WorkCalendar
from salestui.metrics.facts import deal_facts, roster, stage_places
from salestui.metrics.kept import Kept, kept
from salestui.metrics.pipeline import Coverage
from salestui.metrics.standstill import RotClock, clock_column, keeps
from salestui.metrics.targets import TargetBook, target_book
from salestui.model.playbook import Playbook

_NO_DEALS = pl.DataFrame(schema={"_id": pl.Int64})


@dataclass(frozen=True, slots=True)
class Options:
    """The definitions that a team chooses.

    Attributes:
        fiscal_start: the fiscal year's first month, 1 to 12.
        trend: how many periods a trend shows.
        listed: how many alerts are listed.
    """

    fiscal_start: int = 1
    expected_by: ExpectedBy = ExpectedBy.CALENDAR
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    coverage: Coverage = Coverage.GAP
    rot_clock: RotClock = RotClock.AUTO
    trend: int = 8
    listed: int = 200


@dataclass(frozen=True, slots=True)
class Inputs:
    """One state of the book, ready for figures.

    Attributes:
        facts: see ``metrics.facts.SCHEMA``.
        people: see ``metrics.facts.roster``.
        kept: what the workbook keeps of deals.
    """

    facts: pl.DataFrame
    people: pl.DataFrame
    targets: TargetBook
    playbook: Playbook
    members: pl.DataFrame | None = None
    products: pl.DataFrame | None = None
    options: Options = Options()
    kept: Kept = Kept.PIPELINE

    def with_deals(self, deals: pl.DataFrame) -> Inputs:
        """The same book after an edit of deals alone: nothing else is worked out again."""
        facts = deal_facts(deals, self.members, self.playbook)
        return replace(self, facts=facts, kept=kept(deals))

    def with_stage_dates(self, known: pl.DataFrame) -> Inputs:
        """The same book; since when deals are in their stages, if it does not keep that itself.

        Args:
            known: ``_id`` and ``since``. Other deals stand still since what the book tells of them.
        """
        clock = clock_column(self.facts, RotClock.AUTO)
        if keeps(self.facts, "stage_entered") or known.is_empty():
            return self
        told = self.facts.join(known, on="_id", how="left", maintain_order="left")
        other = pl.lit(None, pl.Date()) if clock is None else pl.col(clock)
        facts = told.with_columns(stage_entered=pl.coalesce("since", other)).drop("since")
        return replace(self, facts=facts)

    def with_lost_stages(self, known: pl.DataFrame) -> Inputs:
        """The same book; in which stages lost deals were last, where it does not keep that itself.

        Args:
            known: ``_id`` and ``lost_stage``, as the workbook writes stages.
        """
        blank = self.facts.filter(status="lost").filter(pl.col("lost_order").is_null())
        asked = known.join(blank.select("_id"), on="_id")
        names = asked["lost_stage"].drop_nulls().unique().to_list()
        told = asked.join(stage_places(names, self.playbook), on="lost_stage")
        if told.is_empty():
            return self
        places = told.select("_id", told="lost_order")
        facts = self.facts.join(places, on="_id", how="left", maintain_order="left")
        facts = facts.with_columns(lost_order=pl.coalesce("lost_order", "told"))
        return replace(self, facts=facts.drop("told"))


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
    return Inputs(
        facts=deal_facts(_NO_DEALS if deals is None else deals, members, playbook),
        people=roster(members),
        targets=target_book(targets, members),
        playbook=playbook,
        members=members,
        products=products,
        options=options or Options(),
        kept=kept(deals),
    )
