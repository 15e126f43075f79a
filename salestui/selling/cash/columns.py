"""The columns of a sheet as figures take them: of one kind, blank where the sheet has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.mapping.frame_columns import bare_text, column_of
from salestui.mapping.table import ID


def plain(frame: pl.DataFrame, kinds: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """``_id`` and these columns; one of another kind counts as blank."""
    return frame.select(
        pl.col(ID).cast(pl.Int64),
        *(column_of(frame, name, kind).alias(name) for name, kind in kinds.items()),
    )


def texts(frame: pl.DataFrame, *names: str) -> Iterator[pl.Series]:
    """These columns of texts, blank ones as null."""
    for name in names:
        if frame.schema.get(name) != pl.String:
            yield pl.Series(name, [None] * frame.height, dtype=pl.String)
        else:
            yield frame.select(bare_text(frame, name)).to_series()
