"""Deals in one fixed shape, whatever columns the workbook keeps."""

from __future__ import annotations

import polars as pl

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
}
"""The columns of facts, in this order. ``closed`` is set for won and lost deals only."""

_TAKEN_AS_IS = (
    "_id", "id", "name", "customer", "product", "stage", "currency", "created", "expected_close",
    "next_step", "next_date", "last_activity", "stage_entered", "source", "loss_reason",
)  # fmt: skip

_CATEGORIES = {
    "commit": ("commit", "committed", "承诺", "确保", "必成"),
    "best case": ("best case", "bestcase", "upside", "最佳", "最佳情况", "争取"),
    "pipeline": ("pipeline", "管道", "漏斗", "在跟"),
    "omitted": ("omitted", "omit", "excluded", "忽略", "排除", "不计入"),
}
_CATEGORY_OF = {name: category for category, names in _CATEGORIES.items() for name in names}


def deal_facts(
    deals: pl.DataFrame, members: pl.DataFrame | None, playbook: Playbook
) -> pl.DataFrame:
    """Normalise a deals frame.

    Args:
        deals: ``_id`` and any of the fields of ``salestui.model.entities.DEALS``, by field name;
            other columns are ignored.
        members: any of the fields of ``MEMBERS``; gives a rep's team (else the manager) and region
            where the deal's own columns are empty. None where the workbook keeps none.

    Returns:
        One row per deal, in the given order, with the columns of ``SCHEMA``. Without a stage
        column every row is won: the workbook lists orders. A probability outside 0 to 1 counts as
        none; amount is unit price times quantity where it is missing itself. A forecast category
        chosen by hand wins over the stage's.
    """
    frame = deals.lazy().select(
        *(_column(deals, name).alias(name) for name in _TAKEN_AS_IS),
        _column(deals, "owner").alias("rep"),
        _column(deals, "team"),
        _column(deals, "region"),
        _amount(deals),
        _chance(deals).alias("own_chance"),
        _column(deals, "closed").alias("own_closed"),
        _column(deals, "category").alias("own_category"),
    )
    frame = _with_teams(frame, members)
    frame = _with_stages(frame, deals, playbook)
    return (
        _finished(frame, deals)
        .select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
        .collect()
    )


def _column(deals: pl.DataFrame, name: str) -> pl.Expr:
    if name in deals.columns:
        return pl.col(name)
    return pl.lit(None, SCHEMA.get(name, pl.String())).alias(name)


def _amount(deals: pl.DataFrame) -> pl.Expr:
    given = _column(deals, "amount").cast(pl.Float64)
    if {"unit_price", "quantity"} <= set(deals.columns):
        given = pl.coalesce(given, (pl.col("unit_price") * pl.col("quantity")).cast(pl.Float64))
    return pl.when(given.is_finite()).then(given).alias("amount")


def _chance(deals: pl.DataFrame) -> pl.Expr:
    given = _column(deals, "probability").cast(pl.Float64)
    return pl.when(given.is_between(0, 1)).then(given)


def _with_teams(frame: pl.LazyFrame, members: pl.DataFrame | None) -> pl.LazyFrame:
    if members is None or "name" not in members.columns or members.is_empty():
        return frame
    known = roster(members).lazy()
    return frame.join(
        known.select(rep="name", member_team="team", member_region="region"),
        on="rep", how="left", maintain_order="left",
    ).with_columns(
        team=pl.coalesce("team", "member_team"), region=pl.coalesce("region", "member_region")
    )  # fmt: skip


def roster(members: pl.DataFrame | None) -> pl.DataFrame:
    """Team members, one row per name: ``name``, ``team`` (else the manager), ``manager``,
    ``region``, ``joined``, ``left``. A name listed twice has moved: its last row counts.
    """
    columns = {"name": pl.String(), "team": pl.String(), "manager": pl.String(),
               "region": pl.String(), "joined": pl.Date(), "left": pl.Date()}  # fmt: skip
    if members is None or "name" not in members.columns:
        return pl.DataFrame(schema=columns)
    present = members.select(
        (pl.col(name) if name in members.columns else pl.lit(None).alias(name)).cast(dtype)
        for name, dtype in columns.items()
    )
    return (
        present.with_columns(team=pl.coalesce("team", "manager"))
        .drop_nulls("name")
        .unique("name", keep="last", maintain_order=True)
    )


def _with_stages(frame: pl.LazyFrame, deals: pl.DataFrame, playbook: Playbook) -> pl.LazyFrame:
    names: list[str] = []
    if "stage" in deals.columns:
        names = deals["stage"].unique().drop_nulls().to_list()
    found: list[tuple[str, Stage | None]] = [(n, playbook.stage(n)) for n in names]
    order = {stage.code: i for i, stage in enumerate(playbook.stages)}
    rows = [
        (name, s.code, order[s.code], s.kind, s.probability, s.category, s.rot_days)
        for name, s in found
        if s is not None
    ]
    lookup = pl.LazyFrame(
        rows,
        schema={
            "stage": pl.String(), "stage_code": pl.String(), "stage_order": pl.Int32(),
            "status": STATUS, "stage_chance": pl.Float64(), "stage_category": pl.String(),
            "rot_days": pl.Int32(),
        },
        orient="row",
    )  # fmt: skip
    joined = frame.join(lookup, on="stage", how="left", maintain_order="left")
    # a blank cell in a stage column is not understood; no column at all is a list of orders
    missing = "unknown" if "stage" in deals.columns else "won"
    return joined.with_columns(pl.col("status").fill_null(pl.lit(missing, STATUS)))


def _finished(frame: pl.LazyFrame, deals: pl.DataFrame) -> pl.LazyFrame:
    category = pl.col("own_category")
    if "category" in deals.columns:
        category = category.str.strip_chars().str.to_lowercase().replace(_CATEGORY_OF)
    is_closed = pl.col("status").is_in(["won", "lost"])
    return frame.with_columns(
        probability=pl.coalesce("own_chance", "stage_chance"),
        probability_from_stage=pl.col("own_chance").is_null()
        & pl.col("stage_chance").is_not_null(),
        category=pl.coalesce(category, "stage_category"),
        closed=pl.when(is_closed).then(pl.coalesce("own_closed", "expected_close")),
    )
