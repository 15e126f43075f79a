"""The rows behind the figures of collections, named so that nobody has to look them up."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.figures import Behind
from salestui.views.figure_sheet import LARGEST
from salestui.views.formats import Style

Listed = tuple[tuple[int, str, str], ...]
"""``_id``, name, amount."""

_TAKEN = {
    "receivable": "unpaid", "overdue": "unpaid", "promised": "unpaid", "broken": "unpaid",
    "dso": "unpaid", "rate_due": "amount", "rate_opening": "amount", "received": "amount",
    "overpaid": "over", "apart": "amount",
}  # fmt: skip
"""What of a row goes into a figure."""


def listed_rows(seen: Collection, behind: Behind, style: Style) -> dict[str, Listed]:
    """The first rows behind each figure that is of plan lines or payments."""
    titles = seen.cash.contracts.select(contract="_id", of="title")
    return {
        key: _listed(_source(seen, key), titles, (column, behind[key][1][:LARGEST]), style)
        for key, column in _TAKEN.items()
    }


def _source(seen: Collection, key: str) -> pl.DataFrame:
    """The rows that a figure takes, with ``title``."""
    if key not in ("received", "overpaid", "apart"):
        return seen.lines
    return seen.receipts.with_columns(title=pl.col("date").cast(pl.String))


def _listed(
    source: pl.DataFrame, titles: pl.DataFrame, taken: tuple[str, tuple[int, ...]], style: Style
) -> Listed:
    column, rows = taken
    told = source.filter(pl.col("_id").is_in(rows)).join(titles, on="contract", how="left")
    name = pl.concat_str("customer", "of", "title", separator=" · ", ignore_nulls=True)
    found: Mapping[int, tuple[str, float]] = {
        row: (text, amount) for row, text, amount in told.select("_id", name, column).iter_rows()
    }
    return tuple((row, found[row][0], style.exact_money(found[row][1])) for row in rows)
