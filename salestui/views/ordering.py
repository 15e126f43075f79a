"""The order of rows: several keys, blanks last, stages as they follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from salestui.book.rows import Rows
from salestui.model.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of an order: a column, smallest first or ``descending``."""

    column: str
    descending: bool = False


def cycled(sort: Sequence[Sort], column: str, *, further: bool) -> tuple[Sort, ...]:
    """The order after asking for ``column``: ascending, then descending, then not any more.

    Args:
        further: keep the other keys; otherwise ``column`` becomes the only one.
    """
    before = next((s for s in sort if s.column == column), None)
    after = (
        Sort(column)
        if before is None
        else None
        if before.descending
        else Sort(column, descending=True)
    )
    if not further:
        return (after,) if after else ()
    if before is None:
        return (*sort, Sort(column))
    return tuple(s for s in (after if s is before else s for s in sort) if s is not None)


def in_order(
    frame: pl.LazyFrame, keys: Sequence[Sort], rows: Rows, playbook: Playbook
) -> pl.LazyFrame:
    """The frame sorted by these keys; equal rows keep their order and blanks come last."""
    if not keys:
        return frame
    return frame.sort(
        [_key(rows.frame[k.column], playbook) for k in keys],
        descending=[k.descending for k in keys],
        nulls_last=True,
        maintain_order=True,
    )


def _key(values: pl.Series, playbook: Playbook) -> pl.Expr:
    """What a column is sorted by."""
    column = pl.col(values.name)
    if values.dtype != pl.String:
        return column
    names = values.unique().drop_nulls().to_list()
    if values.name == "stage" and any(playbook.stage(n) for n in names):
        codes = [s.code for s in playbook.stages]
        places = {n: codes.index(s.code) for n in names if (s := playbook.stage(n)) is not None}
        return column.replace_strict(places, default=len(codes), return_dtype=pl.Int32())
    if all(n.isascii() for n in names):
        return column.str.to_lowercase()
    ranks = {n: i for i, n in enumerate(sorted(names, key=_by_sound))}
    return column.replace_strict(ranks, default=None, return_dtype=pl.Int32())


def _by_sound(text: str) -> bytes:
    """Common Chinese characters stand in the order of their pinyin in this encoding."""
    return text.casefold().encode("gb18030", "replace")
