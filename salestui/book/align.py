"""Which row is which after the workbook was read again.

Rows are the same when their key is the same (where the team keeps a key), else when all their
cells are the same, else when they stand in the same place and agree in most cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import polars as pl

from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW, EntityTable

_ALIKE = 0.5
"""Share of equal cells from which two rows in the same place are one row that was edited."""


def comparable(old: EntityTable, new: EntityTable) -> list[str]:
    """The columns that tell whether a row changed: in both, of one type, and typed in by hand.

    Calculated columns say nothing: a program that saves without recalculating empties them all.
    Neither does what follows from the sheet of a row, which may be moved to another.
    """
    return [
        c.name
        for c in new.layout.columns
        if not c.calculated
        and c.position is not None
        and (was := old.layout.column(c.name)) is not None
        and not was.calculated
        and old.frame.schema[c.name] == new.frame.schema[c.name]
    ]


def aligned(
    old: pl.DataFrame, new: pl.DataFrame, key: str | None, columns: Sequence[str], next_id: int
) -> pl.DataFrame:
    """``new`` with the identities of ``old`` where a row is the same, fresh ones elsewhere.

    Args:
        key: name of the key column, if both frames have one.
        columns: what to compare, see ``comparable``.
        next_id: the first identity that was never given.
    """
    old = old.filter(pl.col(ROW).is_not_null())
    pairs = _pairs_by_key(old, new, key) if key else _no_pairs()
    place = [name for name in (SHEET, ROW) if name in old.columns and name in new.columns]
    matches: list[_Match] = [pairs_by_content, partial(_pairs_by_place, place)]
    if SHEET in place:  # equal rows of one sheet first, then those moved to another
        matches.insert(0, _pairs_on_sheet)
    for match in matches:
        rest_old = old.join(pairs, left_on=ID, right_on="old", how="anti")
        rest_new = new.join(pairs, left_on=ID, right_on="new", how="anti")
        if rest_old.is_empty() or rest_new.is_empty():
            break
        pairs = pl.concat([pairs, match(rest_old, rest_new, columns)])
    identity = new.select(ID).join(pairs, left_on=ID, right_on="new", how="left")["old"]
    fresh = identity.is_null().cast(pl.Int64).cum_sum() + (next_id - 1)
    return new.with_columns(identity.fill_null(fresh).alias(ID))


_Match = Callable[[pl.DataFrame, pl.DataFrame, Sequence[str]], pl.DataFrame]


def _no_pairs() -> pl.DataFrame:
    return pl.DataFrame(schema={"old": pl.Int64, "new": pl.Int64})


def _pairs_by_key(old: pl.DataFrame, new: pl.DataFrame, key: str) -> pl.DataFrame:
    def unique(frame: pl.DataFrame, name: str) -> pl.DataFrame:
        keyed = frame.select(pl.col(ID).alias(name), pl.col(key)).drop_nulls(key)
        return keyed.filter(pl.col(key).is_unique())

    return unique(old, "old").join(unique(new, "new"), on=key).select("old", "new")


def pairs_by_content(old: pl.DataFrame, new: pl.DataFrame, shared: Sequence[str]) -> pl.DataFrame:
    """Rows whose cells in ``shared`` are all the same: their identities ``old`` and ``new``."""

    def numbered(frame: pl.DataFrame, name: str) -> pl.DataFrame:
        hashed = frame.select(
            pl.col(ID).alias(name),
            pl.struct(shared).hash().alias("hash") if shared else pl.lit(0).alias("hash"),
        )
        return hashed.with_columns(pl.int_range(pl.len()).over("hash").alias("nth"))

    return numbered(old, "old").join(numbered(new, "new"), on=["hash", "nth"]).select("old", "new")


def _pairs_on_sheet(old: pl.DataFrame, new: pl.DataFrame, shared: Sequence[str]) -> pl.DataFrame:
    return pairs_by_content(old, new, [*shared, SHEET])


def _pairs_by_place(
    place: Sequence[str], old: pl.DataFrame, new: pl.DataFrame, shared: Sequence[str]
) -> pl.DataFrame:
    if not shared:
        return _no_pairs()
    both = old.join(new, on=place, suffix="_new")
    same = pl.mean_horizontal(
        pl.col(c).eq_missing(pl.col(f"{c}_new")).cast(pl.Float64) for c in shared
    )
    alike = both.filter(same >= _ALIKE)
    return alike.select(pl.col(ID).alias("old"), pl.col(f"{ID}_new").alias("new"))
