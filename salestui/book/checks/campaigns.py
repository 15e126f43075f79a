"""What cannot be right in the sheet of campaigns: money spent that nobody granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.book.folds import folded_text
from salestui.i18n import N_
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable

NO_BUDGET = Kind(
    "campaign-without-budget",
    "warning",
    N_("{text} spent {amount} without a budget."),
    N_("Write its budget here, or in a row of the sheet of budgets that names it."),
)
ENDS_BEFORE = Kind(
    "campaign-ends-before-start",
    "error",
    N_("{text} ends on {end}, before it starts on {start}."),
    N_("Correct one of the two dates."),
)


def campaign_problems(tables: Mapping[str, EntityTable]) -> Iterator[Problem]:
    """Everything the checks find in the sheet of campaigns."""
    campaigns = tables.get("campaigns")
    if campaigns is None or campaigns.frame.schema.get("name") != pl.String:
        return
    yield from _spent(campaigns, tables)
    yield from _dates(campaigns)


def _spent(campaigns: EntityTable, tables: Mapping[str, EntityTable]) -> Iterator[Problem]:
    """Spent by the campaign's own cell or by rows of costs, without a budget in either way."""
    layout = campaigns.layout
    column = layout.column("budget") or layout.column("spend") or layout.column("name")
    if column is None:
        return
    rows = campaigns.frame.select(
        ID,
        "name",
        fold=folded_text("name"),
        own=column_of(campaigns.frame, "spend", pl.Float64),
        budget=column_of(campaigns.frame, "budget", pl.Float64),
    )
    rows = rows.join(_by_campaign(tables.get("costs"), "cost"), on="fold", how="left")
    rows = rows.join(_by_campaign(tables.get("budgets"), "granted"), on="fold", how="left")
    amount = pl.coalesce("cost", "own")
    granted = pl.coalesce("granted", "budget").fill_null(0.0)
    hits = rows.filter((amount > 0) & (granted <= 0))
    shown = amount.round(2).cast(pl.String).str.strip_suffix(".0")
    yield from listed(NO_BUDGET, campaigns, column, hits.select(ID, text="name", amount=shown))


def _by_campaign(table: EntityTable | None, name: str) -> pl.DataFrame:
    """The sum of the amounts by the folded name of the campaign."""
    nothing = pl.DataFrame(schema={"fold": pl.String, name: pl.Float64})
    if table is None or table.frame.schema.get("campaign") != pl.String:
        return nothing
    rows = table.frame.select(
        fold=folded_text("campaign"), amount=column_of(table.frame, "amount", pl.Float64)
    )
    return rows.drop_nulls().group_by("fold").agg(pl.col("amount").sum().alias(name))


def _dates(campaigns: EntityTable) -> Iterator[Problem]:
    column = campaigns.layout.column("end")
    frame = campaigns.frame
    if column is None or any(frame.schema.get(n) != pl.Date for n in ("start", "end")):
        return
    hits = frame.filter(pl.col("end") < pl.col("start"))
    yield from listed(
        ENDS_BEFORE, campaigns, column, hits.select(ID, text="name", start="start", end="end")
    )
