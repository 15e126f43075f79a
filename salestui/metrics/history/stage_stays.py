"""How long deals stood in stages that they left, and where they stood on a day."""

from __future__ import annotations

import polars as pl

from salestui.model.playbook import Playbook

STAYS: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "place": pl.Int32(),
    "next_place": pl.Int32(),
    "since": pl.Date(),
    "until": pl.Date(),
    "days": pl.Int64(),
}
"""The columns of stays that are over, one row each.

``place``: the stage's place in the playbook; ``next_place`` that of the stage entered on ``until``;
null for stages that it does not know. ``since`` and ``days`` are null where the entry is unknown.
"""


def finished_stays(changes: pl.DataFrame, deals: pl.DataFrame, playbook: Playbook) -> pl.DataFrame:
    """The stays that the changes of stages tell of, see ``STAYS``.

    Args:
        changes: of the stage, see ``metrics.history.field_changes.merged``.
        deals: ``identified`` ones; a deal stands in its first stage since it was created.
    """
    if changes.is_empty() or deals.is_empty():
        return pl.DataFrame(schema=STAYS)
    created = pl.col("created") if deals.schema.get("created") == pl.Date else pl.lit(None, pl.Date)
    known = deals.select("_id", "deal", created=created)
    names = {*changes["before"].drop_nulls(), *changes["after"].drop_nulls()}
    order = {stage.code: place for place, stage in enumerate(playbook.stages)}
    places = {name: order[s.code] for name in names if (s := playbook.stage(name)) is not None}

    def place(column: str) -> pl.Expr:
        return pl.col(column).replace_strict(places, default=None, return_dtype=pl.Int32)

    day = pl.col("at").dt.date()
    return (
        changes.join(known, on="deal")
        .sort("deal", "at", maintain_order=True)
        .with_columns(until=day, since=pl.coalesce(day.shift(1).over("deal"), "created"))
        .with_columns(days=(pl.col("until") - pl.col("since")).dt.total_days())
        .with_columns(days=pl.when(pl.col("days") >= 0).then("days"))
        .select("_id", place("before").alias("place"), place("after").alias("next_place"),
                "since", "until", "days")
        .select(pl.col(name).cast(kind) for name, kind in STAYS.items())
    )  # fmt: skip


def places_on(days: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Where deals of which a history is kept stood on days.

    Args:
        days: ``deal`` (an ``_id``) and ``date``, and anything else.

    Returns:
        ``days`` with ``place``: null where no change of the deal's stage is known. A move counts
        from its day on.
    """
    moves = stays.select(deal="_id", day="until", before="place", after="next_place").sort("day")
    asked = days.with_row_index("_row").sort("date")
    known = asked.drop_nulls(["deal", "date"])
    ends = moves.unique(["deal", "day"], keep="last", maintain_order=True).sort("day")
    starts = moves.unique(["deal", "day"], keep="first", maintain_order=True).sort("day")
    reached = known.join_asof(
        ends, left_on="date", right_on="day", by="deal", strategy="backward",
        check_sortedness=False,
    )  # fmt: skip
    leaving = known.join_asof(
        starts, left_on="date", right_on="day", by="deal", strategy="forward",
        allow_exact_matches=False, check_sortedness=False,
    )  # fmt: skip
    found = reached.select("_row", "after", moved=pl.col("day").is_not_null()).join(
        leaving.select("_row", "before"), on="_row"
    )
    place = pl.when("moved").then("after").otherwise("before")
    told = found.select("_row", place=place)
    return asked.join(told, on="_row", how="left").sort("_row").drop("_row")
