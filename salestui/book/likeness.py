"""Rows that another program edited, found again by what of them is still the same.

A wrong pair would put an edit on another row without a word, a missing one only asks. So two rows
are one only where that is plain: no other row is as like, most of what they hold is equal, and
either they stand at the same place between rows that are known, or they share a value that no
other row has.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW

_MOST = 0.5
"""Share of equal cells, of those filled on either side, that a pair has to be above."""

_LARGE = 50
"""Unknown rows between two known ones from which only those at the same place are compared."""

_NEARLY = 0.75
"""Share of equal cells that is asked of a pair there."""

_ROUNDS = 3
"""Each round knows more rows, between which others are found."""

_NEW = "_new"
_NO_PAIRS = {"old": pl.Int64, "new": pl.Int64}


def pairs_by_likeness(
    old: pl.DataFrame,
    new: pl.DataFrame,
    known: pl.DataFrame,
    columns: Sequence[str],
    key: str | None = None,
) -> pl.DataFrame:
    """The identities ``old`` and ``new`` of rows that are one although a cell of them differs.

    Args:
        known: pairs that were found by other means.
        key: the column that names rows, where there is one. Rows with two different names are one
            only where all else is the same.
    """
    found = pl.DataFrame(schema=_NO_PAIRS)
    for _ in range(_ROUNDS if columns else 0):
        pairs = pl.concat([known, found])
        more = _best(_scored(old, new, _candidates(old, new, pairs, columns), columns), key)
        if more.is_empty():
            break
        found = pl.concat([found, more])
    return found


def _candidates(
    old: pl.DataFrame, new: pl.DataFrame, pairs: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """Pairs worth a look: ``old``, ``new``, ``near`` (same place), ``large`` (gap), ``own``."""
    rest_old = old.join(pairs, left_on=ID, right_on="old", how="anti")
    rest_new = new.join(pairs, left_on=ID, right_on="new", how="anti")
    if rest_old.is_empty() or rest_new.is_empty():
        return pl.DataFrame(schema=_NO_PAIRS)
    found = [_between(old, new, pairs)]
    for column in columns:
        theirs = _with_own_value(new, column, "new").filter(
            pl.col("new").is_in(rest_new[ID].implode())
        )
        mine = _with_own_value(old, column, "old").filter(
            pl.col("old").is_in(rest_old[ID].implode())
        )
        pair = mine.join(theirs, on=column).select("old", "new")
        found.append(pair.with_columns(near=False, large=False, own=True))
    return pl.concat(found).group_by("old", "new").agg(pl.col("near", "large", "own").any())


def _with_own_value(frame: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The rows whose value in a column no other row has."""
    filled = frame.select(pl.col(ID).alias(name), pl.col(column)).drop_nulls(column)
    return filled.filter(pl.col(column).is_unique())


def _between(old: pl.DataFrame, new: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Unknown rows between the same two known ones; of many, those at the same distance."""
    mine = _gaps(old, pairs.select(pl.col("old").alias(ID), pl.col("old").alias("anchor")), "old")
    theirs = _gaps(new, pairs.select(pl.col("new").alias(ID), pl.col("old").alias("anchor")), "new")
    gap = [name for name in (SHEET, "above", "below") if name in mine.columns]
    gap = [name for name in gap if name in theirs.columns]
    small = (pl.col("of") <= _LARGE, pl.col("of_new") <= _LARGE)
    sizes = mine.select(*gap, "of").unique().join(
        theirs.select(*gap, pl.col("of").alias("of_new")).unique(), on=gap
    )  # fmt: skip
    few = sizes.filter(*small).select(gap)
    within = mine.join(few, on=gap, how="semi").join(theirs, on=gap, suffix=_NEW)
    within = within.with_columns(large=pl.lit(False))
    many = mine.join(few, on=gap, how="anti")
    ends = [
        many.join(theirs, on=[*gap, end], suffix=_NEW, coalesce=False)
        .select(within.drop("large").columns)
        .with_columns(large=pl.lit(True))
        for end in ("first", "last")
    ]
    near = (pl.col("first") == pl.col("first_new")) | (pl.col("last") == pl.col("last_new"))
    found = pl.concat([within, *ends])
    return found.select("old", "new", near.alias("near"), "large", own=pl.lit(False))


def _gaps(frame: pl.DataFrame, anchors: pl.DataFrame, name: str) -> pl.DataFrame:
    """The unknown rows: the known ones around them, their distance to these, and how many."""
    sheet = [SHEET] if SHEET in frame.columns else []
    placed = frame.select(ID, ROW, *sheet).drop_nulls(ROW)
    rows = placed.join(anchors, on=ID, how="left").sort(*sheet, ROW)
    above, below = pl.col("anchor").forward_fill(), pl.col("anchor").backward_fill()
    if sheet:
        above, below = above.over(sheet), below.over(sheet)
    rows = rows.with_columns(above.fill_null(-1).alias("above"), below.fill_null(-1).alias("below"))
    gap = [*sheet, "above", "below"]
    return rows.filter(pl.col("anchor").is_null()).select(
        pl.col(ID).alias(name),
        *gap,
        pl.int_range(pl.len()).over(gap).alias("first"),
        pl.int_range(pl.len(), 0, -1).over(gap).alias("last"),
        pl.len().over(gap).alias("of"),
    )


def _scored(
    old: pl.DataFrame, new: pl.DataFrame, candidates: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """The candidates with how much of them is equal, and their cells of both sides."""
    if candidates.is_empty():
        return candidates
    both = candidates.join(old.select(ID, *columns), left_on="old", right_on=ID).join(
        new.select(ID, *columns), left_on="new", right_on=ID, suffix=_NEW
    )
    return both.with_columns(
        same=pl.sum_horizontal(
            pl.col(c).eq(pl.col(f"{c}{_NEW}")).fill_null(False) for c in columns
        ),
        filled=pl.sum_horizontal(
            pl.col(c).is_not_null() | pl.col(f"{c}{_NEW}").is_not_null() for c in columns
        ),
    )


def _best(scored: pl.DataFrame, key: str | None) -> pl.DataFrame:
    """The pairs that are plain: like enough, and both rows have none that is as like."""
    if scored.is_empty():
        return pl.DataFrame(schema=_NO_PAIRS)
    share = pl.col("same") / pl.col("filled")
    asked = (pl.col("own") & (share > _MOST)) | (
        pl.col("near") & (share > pl.when("large").then(_NEARLY).otherwise(_MOST))
    )
    if key is not None:
        renamed = pl.col(key).ne(pl.col(f"{key}{_NEW}")).fill_null(False)
        alike = pl.col("own") & (pl.col("same") == pl.col("filled") - 1)
        asked = pl.when(renamed).then(alike).otherwise(asked)
    score = share + pl.when("near").then(0.001).otherwise(0.0)
    rated = scored.select("old", "new", asked.alias("asked"), score.alias("score"))
    most = pl.col("score") == pl.col("score").max()
    only = most & (most.sum() == 1)
    plain = rated.filter(only.over("old") & only.over("new") & pl.col("asked"))
    return plain.select("old", "new")
