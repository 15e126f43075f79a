"""What does not sell: how long it is on the market, what it is, and what is said about it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.floor.frames import SOLD, as_of_day, price_step
from salestui.model.folding import folded

NO_LAUNCH_DATE = N_("the units do not tell since when they are on the market")
ALL_SOLD = N_("every launched unit is sold")
_UNDATED = N_("{n} units without a launch date are left out")
_UNPAIRED = N_("{n} sold units without both prices are left out")
_NO_PAIRS = N_("no sold unit has both an agreed price and a list price")

GROUPED_BY = ("layout", "building", "price_band")
"""What unsold units are put together by."""

_APART = re.compile(r"[、，,；;。/|\n]+")


@dataclass(frozen=True, slots=True)
class Unsold:
    """Unsold units of one kind.

    Attributes:
        key: what they share, empty where they tell none; ``low`` and ``high`` of a price band.
        value: sum of their list prices.
        days: median days on the market.
    """

    key: str
    count: int
    value: float
    days: Figure
    rows: tuple[int, ...]
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """What somebody said who did not buy, as written: ``told_by`` ``visitors`` or ``deals``.

    Attributes:
        count: rows that say so; ``rows`` their ``_id``.
    """

    text: str
    told_by: str
    count: int
    rows: tuple[int, ...]


def unsold_groups(units: pl.DataFrame, by: str, as_of: date) -> tuple[Unsold, ...]:
    """The unsold units by one of ``GROUPED_BY``, those longest on the market first.

    Raises:
        KeyError: they are not grouped by that.
    """
    if by not in GROUPED_BY:
        raise KeyError(by)
    unsold = as_of_day(units, as_of).filter(~pl.col("sold"))
    step = price_step(unsold["list"]) if by == "price_band" else 0.0
    if by == "price_band":
        band = (pl.col("list") / step).floor() if step else pl.lit(None, pl.Float64)
        unsold = unsold.with_columns(price_band=band)
    days = (pl.lit(as_of) - pl.col("launched")).dt.total_days()
    groups = unsold.group_by(by, maintain_order=True).agg(
        count=pl.len(),
        value=pl.col("list").sum(),
        median=days.median(),
        undated=days.null_count(),
        rows=pl.col("_id"),
    )
    found = [_unsold(row, by, step) for row in groups.iter_rows(named=True)]
    found.sort(key=lambda group: (not group.key, -(group.days.value or -1.0), -group.count))
    return tuple(found)


def days_on_market(units: pl.DataFrame, as_of: date) -> Figure:
    """The median of the unsold units' days since they were launched."""
    return _median(as_of_day(units, as_of).filter(~pl.col("sold")), as_of)


def average_discount(units: pl.DataFrame, as_of: date) -> tuple[Figure, tuple[int, ...]]:
    """1 - agreed prices / list prices of the sold units that tell both, and their ``_id``."""
    sold = as_of_day(units, as_of).filter("sold")
    pairs = sold.filter(pl.col("price").is_not_null() & (pl.col("list") > 0))
    rows = tuple(pairs["_id"].to_list())
    if not rows:
        return na(_NO_PAIRS), ()
    left = sold.height - pairs.height
    figure = Figure(1.0 - float(pairs["price"].sum()) / float(pairs["list"].sum()))
    return figure.noted(note(_UNPAIRED, n=left) if left else None), rows


def reasons(visitors: pl.DataFrame | None, lost: pl.DataFrame, as_of: date) -> tuple[Reason, ...]:
    """What visitors who did not buy said and why deals were lost, the most frequent first.

    Args:
        visitors: in the columns of ``frames.VISITORS``; each part of a feedback counts by itself.
        lost: ``_id`` and ``loss_reason`` of lost deals.
    """
    found: list[Reason] = []
    if visitors is not None:
        bought = visitors["phone"].filter(visitors["status"] == "subscribed").drop_nulls()
        told = visitors.filter(
            (pl.col("date") <= as_of).fill_null(value=True)
            & (pl.col("status") != SOLD[0]).fill_null(value=True)
            & ~pl.col("phone").is_in(bought.implode()).fill_null(value=False)
        )
        found += _counted(told, "feedback", "visitors")
    found += _counted(lost, "loss_reason", "deals")
    return tuple(sorted(found, key=lambda reason: (-reason.count, reason.text)))


def _counted(told: pl.DataFrame, text: str, told_by: str) -> list[Reason]:
    """Each text is cut once, however many rows say it."""
    spelled: dict[str, Counter[str]] = {}
    behind: dict[str, list[int]] = {}
    texts = told.drop_nulls(text).group_by(text, maintain_order=True).agg(pl.col("_id"))
    for said, rows in texts.iter_rows():
        for part in dict.fromkeys(filter(None, map(str.strip, _APART.split(said)))):
            key = folded(part)
            spelled.setdefault(key, Counter())[part] += len(rows)
            behind.setdefault(key, []).extend(rows)
    return [
        Reason(forms.most_common(1)[0][0], told_by, len(rows), tuple(sorted(rows)))
        for forms, rows in zip(spelled.values(), behind.values(), strict=True)
    ]


def _unsold(row: dict[str, Any], by: str, step: float) -> Unsold:
    told, low, high = row[by], 0.0, 0.0
    if by == "price_band" and told is not None:
        low, high = told * step, (told + 1) * step
        told = f"{low:.0f}"
    days = _days(row["median"], row["undated"])
    return Unsold(told or "", row["count"], row["value"], days, tuple(row["rows"]), low, high)


def _median(unsold: pl.DataFrame, as_of: date) -> Figure:
    if unsold.is_empty():
        return na(ALL_SOLD)
    days = unsold.select(days=(pl.lit(as_of) - pl.col("launched")).dt.total_days())["days"]
    return _days(days.median(), days.null_count())


def _days(median: object, undated: int) -> Figure:
    if not isinstance(median, float):
        return na(NO_LAUNCH_DATE)
    return Figure(median).noted(note(_UNDATED, n=undated) if undated else None)
