"""In which stage of its deal a cost was spent."""

from __future__ import annotations

import polars as pl

from salestui.metrics.history.stage_stays import places_on
from salestui.model.playbook import Playbook


def with_stages(
    costs: pl.DataFrame, facts: pl.DataFrame, stays: pl.DataFrame, playbook: Playbook
) -> pl.DataFrame:
    """The costs, those without a stage with that in which their deal was on the day.

    It comes from the history of stages; without one, a deal is in its present stage since it
    entered it, and an open one that still is in the first stage was never in another. What that
    leaves open stays without a stage.

    Args:
        costs: see ``model.spending.COSTS``.
        facts: of all deals, see ``metrics.facts``.
        stays: in stages, see ``metrics.history.stage_stays``.
    """
    open_ones = pl.col("stage").is_null() & pl.col("deal_row").is_not_null()
    asked = costs.filter(open_ones & pl.col("date").is_not_null()).select(
        "_id", "date", deal="deal_row"
    )
    if asked.is_empty():
        return costs
    codes = [stage.code for stage in playbook.stages]
    named = pl.col("place").replace_strict(range(len(codes)), codes, default=None)
    moved = stays.select(deal="_id", moved=pl.lit(value=True)).unique()
    wanted = facts.join(asked.select(_id="deal").unique(), on="_id", how="semi")
    deals = wanted.select("stage_code", "stage_entered", "stage_order", "status", deal="_id")
    first = (pl.col("status") == "open") & (pl.col("stage_order") == 0)
    since = (pl.col("date") >= pl.col("stage_entered")).fill_null(value=False)
    told = (
        places_on(asked, stays)
        .join(deals, on="deal", how="left", maintain_order="left")
        .join(moved, on="deal", how="left", maintain_order="left")
        .select(
            "_id",
            _stage=pl.when("moved")
            .then(named)
            .otherwise(pl.when(first | since).then("stage_code")),
        )
    )
    joined = costs.join(told, on="_id", how="left", maintain_order="left")
    return joined.with_columns(stage=pl.coalesce("stage", "_stage")).drop("_stage")
