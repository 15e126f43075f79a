"""Which fields hold a day by which something is to happen, and what tells that it has."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

DUE_DATES = (
    "expected_close", "next_date", "next_contact", "due", "follow_up", "tender_deadline",
)  # fmt: skip
"""The fields that hold such a day."""

_SETTLING = ("done", "closed")


def settled(schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """Whether a row says, by a day or a yes, that what was due in it has happened.

    Deals say it by their stage: in a table with stages no row is settled here.
    """
    names = [n for n in _SETTLING if n in schema] if "stage" not in schema else []
    told = [pl.col(n) if schema[n] == pl.Boolean else pl.col(n).is_not_null() for n in names]
    return pl.any_horizontal(told).fill_null(False) if told else pl.lit(False)
