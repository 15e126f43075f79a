"""Which row is which after the workbook was read again.

Rows are the same when their key is the same (where the team keeps a key), else when all their
cells are the same, else when it is plain that one is the other after an edit, see ``likeness``.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from salestui.book.likeness import pairs_by_likeness
from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW, EntityTable

UNREAD = "unread:"
"""Before the name of a column: the texts of its cells that could not be understood."""


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


def compared(old: EntityTable, new: EntityTable) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Both tables as they are compared, and the columns that count.

    Cells with a formula count as empty; what could not be understood counts as the text it is.
    """
    columns = comparable(old, new)
    unread = sorted({name for t in (old, new) for _, name in t.unread if name in columns})
    frames = [_typed_in(table, columns, unread) for table in (old, new)]
    if any(SHEET in frame.columns for frame in frames):
        frames = [_on_sheet(f, t) for f, t in zip(frames, (old, new), strict=True)]
    return frames[0], frames[1], [*columns, *(UNREAD + name for name in unread)]


def _typed_in(table: EntityTable, columns: Sequence[str], unread: Sequence[str]) -> pl.DataFrame:
    frame = table.frame
    formulas = {name: rows for name, rows in table.formulas.items() if rows and name in columns}
    masked = [
        pl.when(pl.col(ID).is_in(list(rows))).then(None).otherwise(pl.col(name)).alias(name)
        for name, rows in formulas.items()
    ]
    texts: dict[str, dict[int, str]] = {name: {} for name in unread}
    for (row, name), text in table.unread.items():
        if name in texts and row not in formulas.get(name, ()):
            texts[name][row] = text
    said = [
        pl.Series(UNREAD + name, list(map(found.get, frame[ID])), dtype=pl.String)
        for name, found in texts.items()
    ]
    return frame.with_columns(*masked, *said)


def _on_sheet(frame: pl.DataFrame, table: EntityTable) -> pl.DataFrame:
    if SHEET in frame.columns:
        return frame
    return frame.with_columns(pl.lit(table.layout.sheet).alias(SHEET))


def aligned(
    old: pl.DataFrame, new: pl.DataFrame, key: str | None, columns: Sequence[str], next_id: int
) -> pl.DataFrame:
    """``new`` with the identities of ``old`` where a row is the same, fresh ones elsewhere.

    Args:
        key: name of the key column, if both frames have one.
        columns: what to compare, see ``compared``.
        next_id: the first identity that was never given.

    Rows of ``old`` that stand nowhere now, with a null sheet row, are found wherever they are.
    """
    sheet = [SHEET] if SHEET in old.columns and SHEET in new.columns else []
    pairs = _pairs_by_key(old, new, key) if key else _no_pairs()
    # Of equal rows, those that stayed where they were first, then those on the same sheet.
    for place in ([*sheet, ROW], sheet, []):
        rest_old = old.join(pairs, left_on=ID, right_on="old", how="anti")
        rest_new = new.join(pairs, left_on=ID, right_on="new", how="anti")
        if rest_old.is_empty() or rest_new.is_empty():
            break
        pairs = pl.concat([pairs, pairs_by_content(rest_old, rest_new, [*columns, *place])])
    else:
        pairs = pl.concat([pairs, pairs_by_likeness(old, new, pairs, columns, key)])
    by_row = new.select(ID).join(
        pairs, left_on=ID, right_on="new", how="left", maintain_order="left"
    )
    identity = by_row["old"]
    fresh = identity.is_null().cast(pl.Int64).cum_sum() + (next_id - 1)
    return new.with_columns(identity.fill_null(fresh).alias(ID))


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
