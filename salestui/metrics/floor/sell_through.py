"""How much of what was launched is sold, whole and by building, layout, area or phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    return _group("", as_of_day(units, as_of))


def by_dimension(units: pl.DataFrame, dimension: str, as_of: date) -> tuple[Sold, ...]:
    """A line for each value of one of ``DIMENSIONS``, by name; units that tell none stand last.

    Raises:
        KeyError: there is no such dimension.
    """
    if dimension not in DIMENSIONS:
        raise KeyError(dimension)
    known = as_of_day(units, as_of)
    found = [
        _group(key[0] or "", part)
        for key, part in known.partition_by(dimension, as_dict=True, maintain_order=True).items()
    ]
    return tuple(sorted(found, key=lambda group: (not group.key, _natural(group.key))))


def _natural(text: str) -> tuple[float, str]:
    """Numbers in a name by their size: building 2 before building 10."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    if text.startswith("<"):
        return -1.0, text
    return (float(digits[0]) if digits else 0.0), text


def _group(key: str, units: pl.DataFrame) -> Sold:
    sold = units.filter("sold")
    signed = int(units["signed_by"].sum())
    unsold = units.filter(~pl.col("sold"))["list"]
    empty = na(NOTHING_LAUNCHED)
    value = Figure(float(unsold.sum())) if unsold.len() == 0 or unsold.count() else na(NO_PRICE)
    return Sold(
        key,
        units.height,
        sold.height - signed,
        signed,
        Figure(sold.height / units.height) if units.height else empty,
        _share(units, "area", NO_AREA, _UNMEASURED) if units.height else empty,
        _share(units, "list", NO_PRICE, _UNPRICED) if units.height else empty,
        (_noted(value, unsold, _UNPRICED) if units.height else empty),
        tuple(units["_id"].to_list()),
        tuple(sold["_id"].to_list()),
    )


def _share(units: pl.DataFrame, column: str, without: str, left_out: str) -> Figure:
    """The share sold of a column's sum; units that do not tell it are in neither part."""
    total = float(units[column].sum())
    if total <= 0:
        return na(without)
    part = float(units.filter("sold")[column].sum())
    return _noted(Figure(part / total), units[column], left_out)


def _noted(figure: Figure, told: pl.Series, left_out: str) -> Figure:
    missing = told.null_count()
    return (
        figure.noted(note(left_out, n=missing)) if missing and figure.value is not None else figure
    )
