"""Which deal of then is which deal of now."""

from __future__ import annotations

import polars as pl

from salestui.metrics.select import OPEN, in_focus, within
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind

_SIDES = {
    "id": pl.String(), "name": pl.String(), "customer": pl.String(), "rep": pl.String(),
    "stage": pl.String(), "status": pl.String(), "amount": pl.Float64(),
    "expected_close": pl.Date(), "closed": pl.Date(),
}  # fmt: skip

_CONTENT = [
    "id", "name", "customer", "rep", "product", "stage", "amount", "created", "expected_close",
]  # fmt: skip


def pairs(then: pl.DataFrame, now: pl.DataFrame, *, same_rows: bool) -> pl.DataFrame:
    """``then_at`` and ``now_at``: the places in both facts of the rows that are one deal.

    By the deal's id where it names one row on either side, else by the row's identity, else where
    all is the same (of several such rows, the first is the first), else by name and customer where
    these name one row on either side. Two different ids are never one deal but by identity.

    Args:
        same_rows: the identities (``_id``) of both are of one counting.
    """
    old, new = _named(then, "then_at"), _named(now, "now_at")
    found = pl.DataFrame(schema={"then_at": pl.UInt32, "now_at": pl.UInt32})
    ways = [["id"], *([["_id"]] if same_rows else []), [*_CONTENT, "nth"], ["name", "customer"]]
    for way in ways:
        old = old.join(found, on="then_at", how="anti")
        new = new.join(found, on="now_at", how="anti")
        if old.is_empty() or new.is_empty():
            break
        more = _once(old, way).join(_once(new, way), on=way, nulls_equal=True, suffix="_now")
        if way == ["name", "customer"]:
            more = more.filter(pl.col("id").eq(pl.col("id_now")).fill_null(True))
        found = pl.concat([found, more.select("then_at", "now_at")])
    return found


def _named(facts: pl.DataFrame, place: str) -> pl.DataFrame:
    return facts.select("_id", *_CONTENT).with_row_index(place)


def _once(rows: pl.DataFrame, way: list[str]) -> pl.DataFrame:
    """The rows that these columns name alone; rows that are alike are counted first."""
    if "nth" in way:
        return rows.with_columns(nth=pl.int_range(pl.len()).over(_CONTENT))
    named = rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in way))
    return named.filter(pl.struct(way).is_unique())


def side_by_side(
    then: pl.DataFrame, now: pl.DataFrame, focus: Focus, period: Period, *, same_rows: bool
) -> pl.DataFrame:
    """One row per deal of either side: ``then_...`` and ``now_...`` of what compares them.

    Beside the facts: ``there`` (the side has the deal), ``focus`` (it is in focus) and ``in`` (it
    is open, in focus and closes in the period; in all time every open deal does).
    """
    both = pairs(then, now, same_rows=same_rows)
    old, new = _side(then, "then", focus, period), _side(now, "now", focus, period)
    whole = old.join(both, on="then_at", how="left").join(
        new, on="now_at", how="full", coalesce=True
    )
    flags = [f"{side}_{flag}" for side in ("then", "now") for flag in ("there", "focus", "in")]
    return whole.with_columns(pl.col(flag).fill_null(False) for flag in flags)


def _side(facts: pl.DataFrame, side: str, focus: Focus, period: Period) -> pl.DataFrame:
    placed = facts.with_row_index("at")
    seen = in_focus(placed, focus)["at"]
    due = pl.lit(True) if period.kind is PeriodKind.ALL else within("expected_close", period)
    inside = (OPEN & due).fill_null(False)
    return placed.select(
        pl.col("at").alias(f"{side}_at"),
        pl.col("_id").alias(f"{side}_row"),
        *(pl.col(name).cast(kind).alias(f"{side}_{name}") for name, kind in _SIDES.items()),
        pl.lit(True).alias(f"{side}_there"),
        pl.col("at").is_in(seen.implode()).alias(f"{side}_focus"),
        (inside & pl.col("at").is_in(seen.implode())).alias(f"{side}_in"),
    )
