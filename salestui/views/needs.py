"""What a panel of deals needs that has nothing to show."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.standstill import keeps


def needs(facts: pl.DataFrame, column: str, no_column: str) -> str:
    """Why no deal is shown by a column: there is none at all, none in the focus, or no column.

    Args:
        facts: those of the whole book.
        no_column: what to say where the book does not keep the column.
    """
    if facts.is_empty():
        return _("needs deals: 2 opens the pipeline, n adds one there")
    if keeps(facts, column):
        return _("no deal is in what is looked at: esc clears the filter")
    return no_column
