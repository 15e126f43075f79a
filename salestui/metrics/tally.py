"""The sums that most figures are made of, each kind taken from the deals in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.metrics.select import LOST, OPEN, WON, closed_to_date, within
from salestui.metrics.standstill import rotting
from salestui.model.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class ClosedTally:
    """Deals won and lost in a period up to the as-of day.

    Attributes:
        revenue: net sum of the won amounts, returns (negative amounts) included.
        average, median: over won amounts that are not negative.
        cycle_mean, cycle_median: days from creation to close of won deals, negative spans left out.
        cycle_errors: won deals that closed before they were created.
        cycle_expected: won deals whose cycle is counted to the expected close.
    """

    won: int = 0
    lost: int = 0
    revenue: float = 0.0
    won_without_amount: int = 0
    returns: int = 0
    average: float | None = None
    median: float | None = None
    lost_value: float = 0.0
    lost_without_amount: int = 0
    cycle_mean: float | None = None
    cycle_median: float | None = None
    cycle_errors: int = 0
    cycle_expected: int = 0


def closed_tallies(facts: pl.LazyFrame, periods: Sequence[Period], as_of: date) -> pl.LazyFrame:
    """One row per period in which a deal closed: ``slot`` (its index) and the fields of a tally.

    Args:
        periods: consecutive and ascending, or all time alone.
    """
    span = spanning(periods)
    cycle = (pl.col("cycle_end") - pl.col("created")).dt.total_days()
    return (
        facts.filter(closed_to_date(span, as_of))
        .select(
            slot_of(periods),
            won=WON,
            won_amount=pl.when(WON).then("amount"),
            lost_amount=pl.when(LOST).then("amount"),
            cycle=pl.when(WON).then(cycle),
            cycle_expected=WON & pl.col("cycle_end_expected"),
        )
        .with_columns(
            kept=pl.when(pl.col("won_amount") >= 0).then("won_amount"),
            kept_cycle=pl.when(pl.col("cycle") >= 0).then("cycle"),
        )
        .group_by("slot")
        .agg(
            won=pl.col("won").sum(),
            lost=(~pl.col("won")).sum(),
            revenue=pl.col("won_amount").sum(),
            won_without_amount=pl.col("won").sum() - pl.col("won_amount").count(),
            returns=pl.col("won_amount").count() - pl.col("kept").count(),
            average=pl.col("kept").mean(),
            median=pl.col("kept").median(),
            lost_value=pl.col("lost_amount").sum(),
            lost_without_amount=(~pl.col("won")).sum()
            - (pl.col("lost_amount").fill_null(0) != 0).sum(),
            cycle_mean=pl.col("kept_cycle").mean(),
            cycle_median=pl.col("kept_cycle").median(),
            cycle_errors=pl.col("cycle").count() - pl.col("kept_cycle").count(),
            cycle_expected=(pl.col("cycle_expected") & pl.col("kept_cycle").is_not_null()).sum(),
        )
    )


def spanning(periods: Sequence[Period]) -> Period:
    """The span from the first period's start to the last one's end; all time as it is."""
    first, last = periods[0], periods[-1]
    if first is last:
        return first
    return Period(first.start, last.end, PeriodKind.CUSTOM, f"{first.key}..{last.key}")


def slot_of(periods: Sequence[Period], column: str = "closed") -> pl.Expr:
    """``slot``: the index of the period in which a date lies, the close date unless told."""
    if len(periods) == 1:
        return pl.lit(0, pl.Int64()).alias("slot")
    starts = pl.lit(pl.Series([p.start for p in periods]).cast(pl.Int32))
    after = starts.search_sorted(pl.col(column).cast(pl.Int32), side="right")
    return (after.cast(pl.Int64) - 1).alias("slot")


def read_closed_tallies(rows: pl.DataFrame, count: int) -> tuple[ClosedTally, ...]:
    """The collected ``closed_tallies``, one per period, empty ones included."""
    found = {row.pop("slot"): ClosedTally(**row) for row in rows.to_dicts()}
    return tuple(found.get(i, ClosedTally()) for i in range(count))


@dataclass(frozen=True, slots=True)
class OpenTally:
    """Open deals. ``due_...`` are those whose close date lies in the period; amounts are sums.

    Attributes:
        weighted: sum of amount times probability.
        weighable: deals that have both.
        due_commit, due_best: amounts in these two forecast categories.
        unlikely: deals without any probability; ``of_stage``: with their stage's.
    """

    count: int = 0
    with_amount: int = 0
    value: float = 0.0
    weighted: float = 0.0
    weighable: int = 0
    of_stage: int = 0
    unlikely: int = 0
    due: int = 0
    due_with_amount: int = 0
    due_value: float = 0.0
    due_weighted: float = 0.0
    due_weighable: int = 0
    due_commit: float = 0.0
    due_best: float = 0.0
    undated: int = 0
    undated_value: float = 0.0
    age_mean: float | None = None
    age_median: float | None = None
    rotting: int = 0


def open_tally(
    facts: pl.LazyFrame, period: Period, as_of: date, clock: str | None = None
) -> pl.LazyFrame:
    """One row with the fields of ``OpenTally``.

    Args:
        clock: the column rotting is counted from; None counts none.
    """
    amount, chance, due = pl.col("amount"), pl.col("probability"), pl.col("is_due")
    age = (pl.lit(as_of) - pl.col("created")).dt.total_days()
    return (
        facts.filter(OPEN)
        .with_columns(
            is_due=within("expected_close", period),
            expected=amount * chance,
            age=pl.when(age >= 0).then(age),
        )
        .select(
            count=pl.len(),
            with_amount=amount.count(),
            value=amount.sum(),
            weighted=pl.col("expected").sum(),
            weighable=pl.col("expected").count(),
            of_stage=pl.col("probability_from_stage").sum(),
            unlikely=chance.is_null().sum(),
            due=due.sum(),
            due_with_amount=amount.filter(due).count(),
            due_value=amount.filter(due).sum(),
            due_weighted=pl.col("expected").filter(due).sum(),
            due_weighable=pl.col("expected").filter(due).count(),
            due_commit=amount.filter(due & (pl.col("category") == "commit")).sum(),
            due_best=amount.filter(due & (pl.col("category") == "best case")).sum(),
            undated=pl.col("expected_close").is_null().sum(),
            undated_value=amount.filter(pl.col("expected_close").is_null()).sum(),
            age_mean=pl.col("age").mean(),
            age_median=pl.col("age").median(),
            rotting=pl.lit(0) if clock is None else rotting(clock, as_of).sum(),
        )
    )


def read_open_tally(rows: pl.DataFrame) -> OpenTally:
    """The collected ``open_tally``."""
    return OpenTally(**rows.row(0, named=True))


@dataclass(frozen=True, slots=True)
class CohortTally:
    """Deals created in a period, whatever became of them since."""

    created: int = 0
    won: int = 0
    open: int = 0


def cohort_tally(facts: pl.LazyFrame, period: Period, as_of: date) -> pl.LazyFrame:
    """One row with the fields of ``CohortTally``: deals created in the period up to ``as_of``."""
    return facts.filter(within("created", period) & (pl.col("created") <= as_of)).select(
        created=pl.len(), won=WON.sum(), open=OPEN.sum()
    )


def read_cohort_tally(rows: pl.DataFrame) -> CohortTally:
    """The collected ``cohort_tally``."""
    return CohortTally(**rows.row(0, named=True))


def collect(plans: Sequence[pl.LazyFrame]) -> list[pl.DataFrame]:
    """Run several plans at once."""
    results: list[Any] = pl.collect_all(list(plans))
    return results
