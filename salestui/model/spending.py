"""What was spent, what may be spent, and which costs are of which budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

SHARED = ("deal", "stage", "team", "campaign", "type")
"""What both a cost and a budget can name."""

COSTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "date": pl.Date(), "deal": pl.String(), "stage": pl.String(),
    "team": pl.String(), "campaign": pl.String(), "type": pl.String(), "rep": pl.String(),
    "deal_row": pl.Int64(), "amount": pl.Float64(), "currency": pl.String(),
    "reason": pl.String(),
}  # fmt: skip
"""The columns of costs. Those of ``SHARED`` hold what makes two cells mean the same: of a known
deal ``#`` and its ``_id``, of a known stage or cost type its code, else one spelling of the text.

``deal_row``: the deal's ``_id``. ``team`` and ``rep`` are those of the row; where it names none,
the rep is the deal's, and the team the rep's, else the deal's.
"""

BUDGETS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "start": pl.Date(), "end": pl.Date(), "readable": pl.Boolean(),
    "deal": pl.String(), "stage": pl.String(), "team": pl.String(), "campaign": pl.String(),
    "type": pl.String(), "deal_row": pl.Int64(), "amount": pl.Float64(), "currency": pl.String(),
    "reason": pl.String(),
}  # fmt: skip
"""The columns of budgets. ``start`` and ``end`` are null for a budget of all the time, and where
the period cannot be read: then it is not ``readable`` and no cost counts to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """Costs and budgets, see ``COSTS`` and ``BUDGETS``; None where the workbook has no sheet."""

    costs: pl.DataFrame | None
    budgets: pl.DataFrame | None


def matches(costs: pl.DataFrame, budgets: pl.DataFrame) -> pl.DataFrame:
    """Which costs count to which budgets.

    A budget is of what its filled columns name together. A cost counts to it where it names the
    same in each of them (see ``SHARED``), and where its day lies in the budget's period, if there
    is one: an undated cost counts to budgets of all the time only. A cost counts to each budget
    that it matches; a budget that names nothing is of every cost of its period.

    Returns:
        ``budget`` and ``cost`` (both ``_id``), ``amount``, ``reason``: a row for each match.
    """
    schema = {"budget": pl.Int64, "cost": pl.Int64, "amount": pl.Float64, "reason": pl.String}
    found = [pl.DataFrame(schema=schema)]
    for keys, asked in _patterns(budgets):
        rows = costs.select("date", "amount", "reason", *keys, cost="_id")
        found.append(_meeting(rows, asked, keys).select(list(schema)))
    return pl.concat(found)


def spent(costs: pl.DataFrame, budgets: pl.DataFrame) -> pl.DataFrame:
    """What was spent of budgets: ``budget`` (an ``_id``) and ``spent``, for those with a match.

    The sums of ``matches``, without a row for each: costs of one day are added up beforehand.
    """
    found = [pl.DataFrame(schema={"budget": pl.Int64, "spent": pl.Float64})]
    for keys, asked in _patterns(budgets):
        days = costs.group_by(*keys, "date").agg(pl.col("amount").sum())
        met = _meeting(days, asked, keys)
        found.append(met.group_by("budget").agg(spent=pl.col("amount").sum()))
    return pl.concat(found)


def _patterns(budgets: pl.DataFrame) -> Iterator[tuple[list[str], pl.DataFrame]]:
    """The readable budgets that fill the same columns, with these."""
    known = budgets.filter("readable").with_columns(_filled=_pattern())
    for (filled,), part in known.group_by("_filled", maintain_order=True):
        keys = [name for name in SHARED if name in str(filled).split()]
        yield keys, part.select("start", "end", *keys, budget="_id")


def _meeting(rows: pl.DataFrame, asked: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Rows beside the budgets that name the same and whose period has their day."""
    met = rows.join(asked, on=keys) if keys else rows.join(asked, how="cross")
    inside = pl.col("date").is_between(pl.col("start"), pl.col("end"))
    return met.filter(pl.col("start").is_null() | inside.fill_null(value=False))


def parts(budgets: pl.DataFrame) -> pl.DataFrame:
    """The budgets that are part of another: of the same and more, within its period.

    Returns:
        ``part`` and ``whole`` (both ``_id``): a row for each pair. Two rows of the very same are
        no parts of each other: they add up.
    """
    found = [pl.DataFrame(schema={"part": pl.Int64, "whole": pl.Int64})]
    known = budgets.filter("readable").with_columns(_filled=_pattern())
    groups = {str(key[0]): part for key, part in known.group_by("_filled", maintain_order=True)}
    for filled, wholes in groups.items():
        keys = filled.split()
        asked = wholes.select("start", "end", *keys, whole="_id")
        for other, inner in groups.items():
            if not set(keys) <= set(other.split()):
                continue
            own = inner.select(*keys, part="_id", since="start", until="end")
            met = own.join(asked, on=keys) if keys else own.join(asked, how="cross")
            always, dated = pl.col("start").is_null(), pl.col("since").is_not_null()
            within = (pl.col("since") >= pl.col("start")) & (pl.col("until") <= pl.col("end"))
            inside = always | within.fill_null(value=False)
            if other == filled:  # of the same: only a shorter period makes a part
                shorter = (pl.col("since") > pl.col("start")) | (pl.col("until") < pl.col("end"))
                inside &= (always & dated) | shorter.fill_null(value=False)
            found.append(met.filter(inside & (pl.col("part") != pl.col("whole"))).select(
                "part", "whole"
            ))  # fmt: skip
    return pl.concat(found)


def _pattern() -> pl.Expr:
    """The names of a budget's filled columns, joined by spaces."""
    named = [
        pl.when(pl.col(name).is_not_null()).then(pl.lit(name)).otherwise(None) for name in SHARED
    ]
    return pl.concat_str(named, separator=" ", ignore_nulls=True)
