"""How many deals are won, and how they pass from stage to stage."""

from __future__ import annotations

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.select import LOST, OPEN, WON
from salestui.metrics.tally import ClosedTally, CohortTally


def win_rate(tally: ClosedTally) -> Figure:
    """Won / (won + lost), of the deals closed in the period."""
    closed = tally.won + tally.lost
    return Figure(tally.won / closed) if closed else na(reasons.NOTHING_CLOSED)


def win_rate_by_value(tally: ClosedTally) -> Figure:
    """Won amount / (won + lost amount). Refused where lost deals carry no amount."""
    if not tally.won + tally.lost:
        return na(reasons.NOTHING_CLOSED)
    if tally.lost and tally.lost_without_amount == tally.lost:
        return na(reasons.LOST_WITHOUT_AMOUNTS)
    if tally.won and tally.won_without_amount == tally.won:
        return na(reasons.NO_WON_AMOUNTS)
    total = tally.revenue + tally.lost_value
    if total <= 0:
        return na(reasons.NO_WON_AMOUNTS)
    missing = tally.lost_without_amount
    said = note(reasons.LOST_WITHOUT_AMOUNT, n=missing) if missing else None
    return Figure(tally.revenue / total).noted(said)


def win_rate_of_cohort(tally: CohortTally) -> Figure:
    """Won / all created in the period, whatever became of them since."""
    if not tally.created:
        return na(reasons.NOTHING_CREATED)
    return Figure(tally.won / tally.created).noted(note(reasons.STILL_OPEN, n=tally.open))


def cohort_open(tally: CohortTally) -> Figure:
    """The share of the deals created in the period that is still open."""
    return Figure(tally.open / tally.created) if tally.created else na(reasons.NOTHING_CREATED)


FUNNEL_SCHEMA = {
    "stage": pl.String(),
    "name": pl.String(),
    "order": pl.Int32(),
    "status": pl.String(),
    "deals": pl.Int64(),
    "value": pl.Float64(),
    "weighted": pl.Float64(),
    "without_amount": pl.Int64(),
    "reached": pl.Int64(),
    "conversion": pl.Float64(),
}


def stage_counts(facts: pl.LazyFrame) -> pl.LazyFrame:
    """Per playbook stage, or per name where the playbook knows none: ``stage``, ``name`` (as in
    the workbook; null where several names mean the stage), ``order``, ``status``, ``deals``,
    ``value``, ``weighted`` (both of open deals), ``without_amount``.
    """
    # an expression per group must not look at strings it can avoid: codes first, names after
    return facts.group_by("status", "stage_code", "stage_order", "stage").agg(
        deals=pl.len().cast(pl.Int64),
        value=pl.col("amount").sum(),
        weighted=(pl.col("amount") * pl.col("probability")).sum(),
        with_amount=pl.col("amount").count().cast(pl.Int64),
    )


def funnel(counts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The stages in order, as the book stands: ``FUNNEL_SCHEMA``.

    Args:
        counts: ``stage_counts`` of the deals looked at.
        known: ``stage_counts`` of the whole book, so that stages keep their place when filtered.

    ``reached`` is how many deals are known to have reached the stage: those in it or a later open
    one, and the won; lost deals are known to have been in the first only. ``conversion`` is
    reached / reached of the stage before: inferred from each deal's last stage, null for the first
    one and where none reached the stage before. Both are null for lost and unknown stages.
    """
    keys = ["stage_code", "stage"]
    rows = (
        known.select("status", "stage_code", "stage_order", "stage")
        .join(counts.select(*keys, "deals", "value", "weighted", "with_amount"), on=keys,
              how="left", nulls_equal=True)
        .group_by(stage=pl.coalesce("stage_code", "stage"))
        .agg(
            name=pl.when(pl.col("stage").n_unique() == 1).then(pl.col("stage").first()),
            order=pl.col("stage_order").first(),
            status=pl.col("status").first().cast(pl.String),
            deals=pl.col("deals").sum(),
            value=pl.col("value").sum(),
            weighted=pl.col("weighted").sum(),
            without_amount=pl.col("deals").sum() - pl.col("with_amount").sum(),
        )
        .sort("order", "stage", nulls_last=True)
    )  # fmt: skip
    return _with_conversion(rows).select(pl.col(c).cast(t) for c, t in FUNNEL_SCHEMA.items())


def _with_conversion(rows: pl.DataFrame) -> pl.DataFrame:
    won = int(rows.filter(WON)["deals"].sum())
    lost = int(rows.filter(LOST)["deals"].sum())
    steps = rows.filter(OPEN)
    reached: list[int | None] = []
    behind = won
    for deals in reversed(steps["deals"].to_list()):
        behind += deals
        reached.append(behind)
    reached.reverse()
    if reached and reached[0] is not None:
        reached[0] += lost
    stages = [*steps["stage"].to_list()]
    winners = rows.filter(WON)["stage"].to_list()[:1]
    table = pl.DataFrame(
        {"stage": stages + winners, "reached": reached + [won for _ in winners]},
        schema={"stage": pl.String(), "reached": pl.Int64()},
    ).with_columns(before=pl.col("reached").shift(1))
    conversion = pl.when(pl.col("before") > 0).then(pl.col("reached") / pl.col("before"))
    return rows.join(
        table.with_columns(conversion=conversion), on="stage", how="left", maintain_order="left"
    )


def funnel_notes() -> tuple[Note, ...]:
    """What to know about the conversions."""
    return (Note(reasons.INFERRED),)
