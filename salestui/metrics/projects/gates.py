"""Gates by the day that they are planned for: what is next, what passed, what was held in time."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.figure import Figure, na
from salestui.metrics.projects.reasons import NO_GATE_DATES
from salestui.metrics.select import within
from salestui.model.period import Period

GATES: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "deal": pl.Int64(),
    "gate": pl.String(),
    "reviewer": pl.String(),
    "due": pl.Date(),
    "date": pl.Date(),
    "decision": pl.String(),
}
"""Gates of deals; ``due``: planned for, ``date``: held on, ``decision``: a code of the model."""

_DECIDED = pl.col("decision").is_not_null()


def planned_gates(gates: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Gates that are planned and were not decided by a day, the earliest first.

    Returns:
        ``_id``, ``deal``, ``gate``, ``reviewer``, ``due`` and ``late``: days since the day that it
        was planned for, negative before.
    """
    later = (pl.col("date") > as_of).fill_null(value=False)
    still = gates.filter(pl.col("due").is_not_null() & (~_DECIDED | later))
    return still.select(
        "_id", "deal", "gate", "reviewer", "due",
        late=(pl.lit(as_of) - pl.col("due")).dt.total_days(),
    ).sort("due", "_id")  # fmt: skip


def judged_gates(gates: pl.DataFrame, period: Period, as_of: date) -> pl.DataFrame:
    """The gates that ``gates_on_time`` judges: planned in the period, and their day has come or
    they were decided before it. ``on_time`` says how it ended; one decided without a day was not.
    """
    held = _DECIDED & (pl.col("date") <= as_of).fill_null(value=False)
    chosen = gates.filter(within("due", period) & ((pl.col("due") <= as_of) | held))
    on_time = (held & (pl.col("date") <= pl.col("due"))).fill_null(value=False)
    return chosen.with_columns(on_time=on_time)


def gates_on_time(judged: pl.DataFrame) -> Figure:
    """Gates held on or before the day they were planned for / gates planned.

    Args:
        judged: see ``judged_gates``.
    """
    if judged.is_empty():
        return na(NO_GATE_DATES)
    return Figure(int(judged["on_time"].sum()) / judged.height)
