"""Deals in one fixed shape, whatever columns the workbook keeps."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.people.stints import movers, place_on, roster, stints
from salestui.model.entities.deals import CATEGORY
from salestui.model.playbook import Playbook, Stage

STATUS = pl.Enum(["open", "won", "lost", "unknown"])
"""``unknown``: the stage is blank or none of the playbook's."""

SCHEMA: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "id": pl.String(),
    "name": pl.String(),
    "customer": pl.String(),
    "rep": pl.String(),
    "team": pl.String(),
    "region": pl.String(),
    "product": pl.String(),
    "stage": pl.String(),
    "stage_code": pl.String(),
    "stage_order": pl.Int32(),
    "status": STATUS,
    "amount": pl.Float64(),
    "currency": pl.String(),
    "probability": pl.Float64(),
    "probability_from_stage": pl.Boolean(),
    "category": pl.String(),
    "created": pl.Date(),
    "expected_close": pl.Date(),
    "closed": pl.Date(),
    "next_step": pl.String(),
    "next_date": pl.Date(),
    "last_activity": pl.Date(),
    "stage_entered": pl.Date(),
    "rot_days": pl.Int32(),
    "source": pl.String(),
    "loss_reason": pl.String(),
    "reached_order": pl.Int32(),
    "cycle_end": pl.Date(),
    "cycle_end_expected": pl.Boolean(),
    "forecast_override": pl.Float64(),
}
"""The columns of facts, in this order. ``closed`` is set for won and lost deals only.

``reached_order``: the furthest place on the way that a deal is known to have come to: its present
stage, or of a lost one that in which it was lost. ``cycle_end``: the day to which its cycle is
counted; ``cycle_end_expected``: that is the expected one, since none is kept.
What the history of stages adds to these: ``metrics.stage_history``.
"""

_MOST = 1e300
"""No amount of money is larger; a hundred million of them still have a sum."""

_TAKEN_AS_IS = (
    "_id", "id", "name", "customer", "product", "stage", "currency", "created", "expected_close",
    "next_step", "next_date", "last_activity", "stage_entered", "source", "loss_reason",
    "forecast_override",
)  # fmt: skip


def deal_facts(
    deals: pl.DataFrame,
    members: pl.DataFrame | None,
    playbook: Playbook,
    today: date | None = None,
) -> pl.DataFrame:
    """Normalise a deals frame.

    Args:
        deals: ``_id`` and any of the fields of ``salestui.model.entities.DEALS``, by field name;
            other columns are ignored.
        members: any of the fields of ``MEMBERS``; gives a rep's team (else the manager) and region
            where the deal's own columns are empty. None where the workbook keeps none. Of a rep who
            moved, see ``metrics.stints``, a closed deal is where he was when it closed.
        today: the day on which open deals are where their rep is; None for the last known place.

    Returns:
        One row per deal, in the given order, with the columns of ``SCHEMA``. Without a stage
        column every row is won: the workbook lists orders. A probability outside 0 to 1 counts as
        none; amount is unit price times quantity where it is missing itself. A forecast category
        chosen by hand wins over the stage's.
    """
    frame = deals.lazy().select(
        *(_column(deals, name).alias(name) for name in _TAKEN_AS_IS),
        _column(deals, "owner").alias("rep"),
        _column(deals, "team").alias("own_team"),
        _column(deals, "region").alias("own_region"),
        amount_of(deals),
        _chance(deals).alias("own_chance"),
        _column(deals, "closed").alias("own_closed"),
        _column(deals, "category").alias("own_category"),
        _column(deals, "lost_stage").alias("lost_stage"),
    )
    people = roster(members, today).select(rep="name", team="team", region="region")
    frame = _looked_up(frame, "rep", people)
    frame = _looked_up(frame, "stage", _stages(_distinct(deals, "stage"), playbook))
    frame = _looked_up(frame, "own_category", _categories(_distinct(deals, "category")))
    frame = _looked_up(frame, "lost_stage", stage_places(_distinct(deals, "lost_stage"), playbook))
    # a blank cell in a stage column is not understood; no column at all is a list of orders
    other = "unknown" if "stage" in deals.columns else "won"
    normal = (
        frame.with_columns(pl.col("status").fill_null(pl.lit(other, STATUS)))
        .with_columns(
            probability=pl.coalesce("own_chance", "stage_chance"),
            probability_from_stage=pl.col("own_chance").is_null()
            & pl.col("stage_chance").is_not_null(),
            category=pl.coalesce("category", "stage_category"),
            closed=pl.when(pl.col("status").is_in(["won", "lost"])).then(
                pl.coalesce("own_closed", "expected_close")
            ),
            reached_order=pl.when(pl.col("status") == "lost")
            .then("lost_order")
            .otherwise("stage_order"),
        )
        .with_columns(
            cycle_end="closed",
            cycle_end_expected=pl.col("closed").is_not_null() & pl.col("own_closed").is_null(),
        )
    )
    return (
        _credited(normal, members)
        .with_columns(
            team=pl.coalesce("own_team", "team"), region=pl.coalesce("own_region", "region")
        )
        .select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
        .collect()
    )


def _credited(frame: pl.LazyFrame, members: pl.DataFrame | None) -> pl.LazyFrame:
    """The deals with ``team`` and ``region`` of closed ones as they were when they closed."""
    moved = movers(stints(members))
    if moved.is_empty():
        return frame
    place = place_on(pl.col("rep"), pl.col("closed"), moved)
    return frame.with_columns(_stint=place).with_columns(
        pl.when(pl.col("_stint").is_not_null())
        .then(pl.lit(moved[name]).gather(pl.col("_stint").fill_null(0)))
        .otherwise(name)
        .alias(name)
        for name in ("team", "region")
    )


def _looked_up(frame: pl.LazyFrame, key: str, table: pl.DataFrame) -> pl.LazyFrame:
    """The frame with the other columns of a small table, null where it has no row for ``key``.

    One search per row and key, then positions only: cheaper than joining several texts.
    """
    others = [name for name in table.columns if name != key]
    if table.is_empty():
        return frame.with_columns(pl.lit(None, table.schema[n]).alias(n) for n in others)
    places = pl.Series(range(table.height), dtype=pl.UInt32)
    place = pl.col(key).replace_strict(table[key], places, default=None, return_dtype=pl.UInt32)
    return (
        frame.with_columns(_place=place)
        .with_columns(pl.lit(table[n]).gather(pl.col("_place")).alias(n) for n in others)
        .drop("_place")
    )


def _distinct(deals: pl.DataFrame, column: str) -> list[str]:
    if column not in deals.columns:
        return []
    return deals[column].drop_nulls().unique().to_list()


def _column(deals: pl.DataFrame, name: str) -> pl.Expr:
    if name in deals.columns:
        return pl.col(name)
    return pl.lit(None, SCHEMA.get(name, pl.String())).alias(name)


def amount_of(deals: pl.DataFrame) -> pl.Expr:
    """A deal's ``amount``: its own, else unit price times quantity; null where there is neither.

    Null too where it is so large that the sum of many would be no number any more.
    """
    given = _column(deals, "amount").cast(pl.Float64)
    if {"unit_price", "quantity"} <= set(deals.columns):
        given = pl.coalesce(given, (pl.col("unit_price") * pl.col("quantity")).cast(pl.Float64))
    return pl.when(given.abs() <= _MOST).then(given).alias("amount")


def _chance(deals: pl.DataFrame) -> pl.Expr:
    given = _column(deals, "probability").cast(pl.Float64)
    return pl.when(given.is_between(0, 1)).then(given)


def sellers(people: pl.DataFrame) -> pl.DataFrame:
    """The members who are nobody's manager: who has no deals of them has something to explain."""
    above = people["manager"].drop_nulls().unique()
    return people.filter(~pl.col("name").is_in(above.implode()))


def _stages(names: list[str], playbook: Playbook) -> pl.DataFrame:
    """What the playbook knows of the stages that occur."""
    order = {stage.code: i for i, stage in enumerate(playbook.stages)}
    found: list[tuple[str, Stage | None]] = [(name, playbook.stage(name)) for name in names]
    return pl.DataFrame(
        [
            (name, s.code, order[s.code], s.kind, s.probability, s.category, s.rot_days)
            for name, s in found
            if s is not None
        ],
        schema={
            "stage": pl.String(), "stage_code": pl.String(), "stage_order": pl.Int32(),
            "status": STATUS, "stage_chance": pl.Float64(), "stage_category": pl.String(),
            "rot_days": pl.Int32(),
        },
        orient="row",
    )  # fmt: skip


def stage_places(names: list[str], playbook: Playbook) -> pl.DataFrame:
    """``lost_stage``, and its ``lost_order``: the places of stages in which a deal can be lost."""
    order = {stage.code: i for i, stage in enumerate(playbook.stages)}
    found = ((name, playbook.stage(name)) for name in names)
    return pl.DataFrame(
        [(name, order[s.code]) for name, s in found if s is not None and s.kind != "lost"],
        schema={"lost_stage": pl.String(), "lost_order": pl.Int32()},
        orient="row",
    )


def _categories(names: list[str]) -> pl.DataFrame:
    """The forecast categories that occur, under their usual names; others as they are."""
    return pl.DataFrame(
        [(name, CATEGORY.code(name) or name.strip().casefold()) for name in names if name.strip()],
        schema={"own_category": pl.String(), "category": pl.String()},
        orient="row",
    )
