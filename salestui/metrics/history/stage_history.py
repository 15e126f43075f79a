"""What the history of their stages tells of deals that the workbook itself does not keep."""

from __future__ import annotations

import polars as pl

from salestui.model.playbook import Playbook, Stage

_DECIDED = ("won", "lost")

TOLD: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "since": pl.Date(),
    "furthest": pl.Int32(),
    "decided": pl.Date(),
    "reopened": pl.Date(),
}
"""The columns of ``told_by_history``, one row per deal whose stage is known to have changed.

``since``: the day of the last change. ``furthest``: the highest place of an open stage that the
deal was ever in. ``decided``: the day on which it was last won or lost; ``reopened``: on which a
decided one was last under way again.
"""


def told_by_history(changes: pl.DataFrame, deals: pl.DataFrame, playbook: Playbook) -> pl.DataFrame:
    """What the changes of their stages tell of deals, see ``TOLD``.

    Args:
        changes: of the stage, see ``metrics.history.field_changes.merged``.
        deals: ``identified`` ones.
    """
    if changes.is_empty() or deals.is_empty():
        return pl.DataFrame(schema=TOLD)
    names = {*changes["before"].drop_nulls(), *changes["after"].drop_nulls()}
    stages = _stages(sorted(names), playbook)
    day = pl.col("at").dt.date()
    steps = changes.lazy()
    for side in ("before", "after"):
        known = stages.lazy().select(
            pl.col("name").alias(side), **{f"{side}_kind": "kind", f"{side}_place": "place"}
        )
        steps = steps.join(known, on=side, how="left")
    was, now = pl.col("before_kind"), pl.col("after_kind")
    # from won to lost is decided anew; from one name of a stage to another is not
    decides = now.is_in(_DECIDED) & now.ne_missing(was)
    reopens = was.is_in(_DECIDED) & ~now.is_in(_DECIDED).fill_null(False)
    told = steps.group_by("deal").agg(
        since=day.max(),
        furthest=pl.max_horizontal("before_place", "after_place").max(),
        decided=day.filter(decides).max(),
        reopened=day.filter(reopens).max(),
    )
    found = deals.lazy().select("_id", "deal").join(told, on="deal")
    return found.select(pl.col(name).cast(kind) for name, kind in TOLD.items()).collect()


def with_history(facts: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Facts with what the history adds: the workbook's own dates go before it.

    A close date from before the deal was last under way again is that of an earlier close:
    then, and where there is none, the cycle ends on the day on which it was last decided.
    """
    if told.is_empty():
        return facts
    joined = facts.join(told, on="_id", how="left", maintain_order="left")
    closed = pl.col("status").is_in(_DECIDED)
    stale = pl.col("cycle_end_expected") | (pl.col("closed") < pl.col("reopened"))
    known = closed & pl.col("decided").is_not_null() & stale.fill_null(False)
    way = pl.col("status").is_in(["open", "lost"])
    return joined.with_columns(
        stage_entered=pl.coalesce("stage_entered", "since"),
        reached_order=pl.when(way)
        .then(pl.max_horizontal("reached_order", "furthest"))
        .otherwise("reached_order"),
        cycle_end=pl.when(known).then("decided").otherwise("cycle_end"),
        cycle_end_expected=pl.col("cycle_end_expected") & ~known,
    ).select(facts.columns)


def _stages(names: list[str], playbook: Playbook) -> pl.DataFrame:
    """``name``, and of those that the playbook knows ``kind``, and ``place`` of open ones."""
    order = {stage.code: i for i, stage in enumerate(playbook.stages)}
    found: list[tuple[str, Stage | None]] = [(name, playbook.stage(name)) for name in names]
    return pl.DataFrame(
        [
            (name, s.kind, order[s.code] if s.kind == "open" else None)
            for name, s in found
            if s is not None
        ],
        schema={"name": pl.String(), "kind": pl.String(), "place": pl.Int32()},
        orient="row",
    )
