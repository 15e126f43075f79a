"""Which rows of two workbooks are one, where no earlier sync tells.

Rows are one when their key is the same, else when all that both tables hold of them is the same,
else when their names are: what a person calls them by, which no other row has. Rows with two
different keys are never one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from salestui.book.align import pairs_by_content
from salestui.book.syncing.sharing import shared_columns
from salestui.mapping.table import ID, EntityTable

_TELLING = ("year", "period", "scope_type", "metric")
"""What tells rows of targets apart beside their names."""

_DIGITS = 12
"""Of numbers that are compared; units cost the last ones."""

_Match = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]


def paired(
    here: EntityTable, there: EntityTable, lone: tuple[pl.Series, pl.Series]
) -> list[tuple[int, int]]:
    """Pairs of identities among the rows that are ``lone``, here and there."""
    columns = shared_columns(here, there)
    one, other = (
        _rounded(table.frame.filter(pl.col(ID).is_in(ids.implode())).select(ID, *columns))
        for table, ids in zip((here, there), lone, strict=True)
    )
    key = here.layout.entity.key
    key = key if key in columns else ""
    names = [n for n in (*here.layout.entity.title, *_TELLING) if n in columns]
    found: list[tuple[int, int]] = []
    for match in (_by([key] if key else []), _by_content(columns), _by(names, unless=key)):
        pairs = match(one, other)
        found += pairs.iter_rows()
        one = one.join(pairs, left_on=ID, right_on="old", how="anti")
        other = other.join(pairs, left_on=ID, right_on="new", how="anti")
    return found


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Float64).round_sig_figs(_DIGITS))


def _by_content(columns: Sequence[str]) -> _Match:
    def match(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
        return pairs_by_content(one, other, columns) if columns else _none()

    return match


def _by(names: Sequence[str], unless: str = "") -> _Match:
    """Rows that are alone with the same values in ``names``.

    Args:
        unless: a column that says already, where both have it, that they are not one.
    """

    def match(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
        if not names:
            return _none()
        pairs = _alone(one, "old", names, unless).join(
            _alone(other, "new", names, unless), on="_names", suffix="_new"
        )
        if unless:
            pairs = pairs.filter(pl.col("_key").is_null() | pl.col("_key_new").is_null())
        return pairs.select("old", "new")

    return match


def _alone(frame: pl.DataFrame, name: str, names: Sequence[str], key: str) -> pl.DataFrame:
    told = pl.concat_str(
        [pl.col(n).cast(pl.String).str.to_lowercase().fill_null("") for n in names],
        separator="\x1f",
    )
    return (
        frame.filter(~pl.all_horizontal(pl.col(n).is_null() for n in names))
        .select(
            pl.col(ID).alias(name),
            told.alias("_names"),
            (pl.col(key) if key else pl.lit(None, pl.String)).alias("_key"),
        )
        .filter(pl.col("_names").is_unique())
    )


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={"old": pl.Int64, "new": pl.Int64})
