"""How much of what was launched is sold, whole and by building, layout, area or phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.floor.frames import as_of_day

NOTHING_LAUNCHED = N_("no unit is launched yet")
NO_AREA = N_("the units tell no area")
NO_PRICE = N_("the units tell no list price")
_UNPRICED = N_("{n} units without a list price are left out")
_UNMEASURED = N_("{n} units without an area are left out")

DIMENSIONS = ("building", "layout", "phase", "area_band")
"""What units can be told apart by."""


@dataclass(frozen=True, slots=True)
class Sold:
    """One group of launched units.

    Attributes:
        key: the value that they share; empty where they tell none.
        launched, subscribed, signed: how many; ``subscribed`` without those signed since.
        by_count, by_area, by_value: shares sold.
        unsold_value: list prices of those not sold.
        rows: ``_id`` of all of them; ``sold_rows`` of those sold.
    """

    key: str
    launched: int
    subscribed: int
    signed: int
    by_count: Figure
    by_area: Figure
    by_value: Figure
    unsold_value: Figure
    rows: tuple[int, ...]
    sold_rows: tuple[int, ...]

    @property
    def sold(self) -> int:
        """Subscribed or signed."""
        return self.subscribed + self.signed

    @property
    def unsold_rows(self) -> tuple[int, ...]:
        """``_id`` of those that are not sold."""
        gone = set(self.sold_rows)
        return tuple(row for row in self.rows if row not in gone)


def whole(units: pl.DataFrame, as_of: date) -> Sold:
    """All launched units together.

    Args:
        units: in the columns of ``frames.UNITS``.
    """
    known = as_of_day(units, as_of).group_by(pl.lit(0)).agg(_SUMS)
    return _group("", known.row(0, named=True) if known.height else _NONE)


def by_dimension(units: pl.DataFrame, dimension: str, as_of: date) -> tuple[Sold, ...]:
    """A line for each value of one of ``DIMENSIONS``, by name; units that tell none stand last.

    Raises:
        KeyError: there is no such dimension.
    """
    if dimension not in DIMENSIONS:
        raise KeyError(dimension)
    known = as_of_day(units, as_of).group_by(dimension, maintain_order=True).agg(_SUMS)
    found = [_group(row[dimension] or "", row) for row in known.iter_rows(named=True)]
    return tuple(sorted(found, key=lambda group: (not group.key, _natural(group.key))))


def _natural(text: str) -> tuple[float, str]:
    """Numbers in a name by their size: building 2 before building 10."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    if text.startswith("<"):
        return -1.0, text
    return (float(digits[0]) if digits else 0.0), text


_SUMS: tuple[pl.Expr, ...] = (
    pl.len().alias("launched"),
    pl.col("sold").sum().alias("sold"),
    pl.col("signed_by").sum().alias("signed"),
    pl.col("_id").alias("rows"),
    pl.col("_id").filter("sold").alias("sold_rows"),
    *(pl.col(name).sum().alias(f"{name}_all") for name in ("area", "list")),
    *(pl.col(name).filter("sold").sum().alias(f"{name}_sold") for name in ("area", "list")),
    *(pl.col(name).null_count().alias(f"{name}_none") for name in ("area", "list")),
    pl.col("list").filter(~pl.col("sold")).null_count().alias("unpriced"),
)


_NONE: dict[str, Any] = {"launched": 0, "sold": 0, "signed": 0, "list_all": 0.0, "list_sold": 0.0,
                         "unpriced": 0, "rows": (), "sold_rows": ()}  # fmt: skip


def _group(key: str, sums: dict[str, Any]) -> Sold:
    launched, sold, signed = (int(sums[name]) for name in ("launched", "sold", "signed"))
    empty = na(NOTHING_LAUNCHED)
    unsold = Figure(float(sums["list_all"] - sums["list_sold"]))
    if launched > sold and sums["unpriced"] == launched - sold:
        unsold = na(NO_PRICE)
    return Sold(
        key,
        launched,
        sold - signed,
        signed,
        Figure(sold / launched) if launched else empty,
        _share(sums, "area", NO_AREA, _UNMEASURED) if launched else empty,
        _share(sums, "list", NO_PRICE, _UNPRICED) if launched else empty,
        _noted(unsold, sums["unpriced"], _UNPRICED) if launched else empty,
        tuple(sums["rows"]),
        tuple(sums["sold_rows"]),
    )


def _share(sums: dict[str, Any], column: str, without: str, left_out: str) -> Figure:
    """The share sold of a column's sum; units that do not tell it are in neither part."""
    total = float(sums[f"{column}_all"])
    if total <= 0:
        return na(without)
    share = Figure(float(sums[f"{column}_sold"]) / total)
    return _noted(share, sums[f"{column}_none"], left_out)


def _noted(figure: Figure, missing: int, left_out: str) -> Figure:
    return figure.noted(note(left_out, n=missing) if missing else None)
