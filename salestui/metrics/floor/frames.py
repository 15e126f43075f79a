"""The shapes that figures of the sales floor are computed from, and what is told from a row."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import floor, log10

import polars as pl

UNITS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "unit": pl.String(), "building": pl.String(), "layout": pl.String(),
    "phase": pl.String(), "area": pl.Float64(), "list": pl.Float64(), "price": pl.Float64(),
    "status": pl.String(), "holder": pl.String(), "agent": pl.String(), "launched": pl.Date(),
    "subscribed": pl.Date(), "signed": pl.Date(),
}  # fmt: skip
"""Units: ``list`` is the list price (area x price per m² where only that is told), ``price`` the
agreed one, ``status`` a code of ``units.status``."""

VISITORS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "date": pl.Date(), "kind": pl.String(), "status": pl.String(),
    "name": pl.String(), "phone": pl.String(), "agent": pl.String(), "channel": pl.String(),
    "referred_by": pl.String(), "layout": pl.String(), "feedback": pl.String(),
    "wanted": pl.Int64(), "filled": pl.Int64(),
}  # fmt: skip
"""The register in its order: ``phone`` as ``mapping.phones`` has it, ``kind`` and ``status`` codes;
``wanted`` fields that a row should tell, of which ``filled`` are."""

PHASES: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "name": pl.String(), "kind": pl.String(), "from": pl.Date(),
    "to": pl.Date(), "units": pl.Float64(),
}  # fmt: skip

PHASE_TARGETS: dict[str, pl.DataType] = {
    "phase": pl.String(), "metric": pl.String(), "target": pl.Float64(),
}  # fmt: skip
"""Targets that name a phase: ``phase`` folded, ``metric`` a code of ``targets.metric``."""

SOLD, SIGNED, UNSOLD = ("subscribed", "signed"), "signed", ("available", "held")

AREAS = (60.0, 90.0, 120.0, 144.0)
"""Where one band of areas (m²) ends and the next begins."""

_BANDS = 5


def as_of_day(units: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The units that were launched by a day, with ``sold`` and ``signed_by`` as of it.

    Those withdrawn from sale are none. A sale without a date counts by the state alone.
    """
    day = pl.lit(as_of)
    sold_on = pl.min_horizontal("subscribed", "signed")
    there = (pl.col("launched") <= day).fill_null(value=True)
    launched = units.filter((pl.col("status") != "withdrawn").fill_null(value=True) & there)
    sold = pl.col("status").is_in(SOLD) & (sold_on <= day).fill_null(value=True)
    signed = (pl.col("status") == SIGNED) & (pl.col("signed") <= day).fill_null(value=True)
    return launched.with_columns(
        sold=sold.fill_null(value=False),
        signed_by=(sold & signed).fill_null(value=False),
        sold_on=sold_on,
        area_band=area_band(),
    )


def area_band() -> pl.Expr:
    """``60-90``, ``≥144``; null where the area is not told."""
    area, names = pl.col("area"), [f"<{AREAS[0]:g}"]
    names += [f"{low:g}-{high:g}" for low, high in pairwise(AREAS)]
    band = pl.lit(f"≥{AREAS[-1]:g}")
    for limit, name in zip(reversed(AREAS), reversed(names), strict=True):
        band = pl.when(area < limit).then(pl.lit(name)).otherwise(band)
    return pl.when(area.is_not_null()).then(band)


def price_step(prices: pl.Series) -> float:
    """How wide a band of prices is: a round number, so that there are about five of them."""
    known = prices.drop_nulls()
    lowest, highest = known.min(), known.max()
    if not isinstance(lowest, float) or not isinstance(highest, float) or highest <= lowest:
        return 0.0
    rough = (highest - lowest) / _BANDS
    scale = 10.0 ** floor(log10(rough))
    return next(scale * by for by in (1, 2, 5, 10) if scale * by >= rough)
