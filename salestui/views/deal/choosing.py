"""The deals that are offered when one is to be chosen, and the one that a text names."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import DEALS
from salestui.model.folding import folded


@dataclass(frozen=True, slots=True)
class DealOption:
    """A deal to choose: its row, its name, what else tells it from others."""

    row: int
    title: str
    about: str


def deal_options(state: BookState, most: int) -> list[DealOption]:
    """Deals under way, the largest first, then the others."""
    rows = state.rows("deals")
    if rows is None:
        return []
    frame = rows.live
    if "stage" in frame.columns:
        names = frame["stage"].drop_nulls().unique().to_list()
        under_way = [n for n in names if (s := state.playbook.stage(n)) and s.kind == "open"]
        frame = frame.with_columns(_open=pl.col("stage").is_in(under_way).fill_null(False))
    else:
        frame = frame.with_columns(_open=pl.lit(True))
    by = ["_open", "amount"] if frame.schema.get("amount") == pl.Float64 else ["_open"]
    ids = frame.sort(by, descending=True, nulls_last=True, maintain_order=True)[ID].head(most)
    return [_option(state, row) for row in ids.to_list()]


def _option(state: BookState, row: int) -> DealOption:
    rows = state.entities["deals"]
    title = state.title_of("deals", row)
    names = [n for n in ("id", "customer", "stage", "owner") if rows.layout.column(n) is not None]
    told = [v for n in names if isinstance(v := rows.value(row, n), str) and v and v != title]
    return DealOption(row, title, "  ".join(told))


def deals_named(state: BookState, text: str) -> list[int]:
    """The deals of that ID or name, by its key before its name."""
    rows = state.rows("deals")
    if rows is None:
        return []
    for name in naming_fields(DEALS):
        if rows.live.schema.get(name) == pl.String:
            found = rows.live.filter(folded_text(name) == folded(text))[ID].to_list()
            if found:
                return found
    return []
