"""Who was where when: the rows of the team's sheet as stays with a beginning and an end.

A name may be listed several times, once for each place. A day counts for the row that began last
by then; a row without an end is followed by the next one of that name. Before the first row began,
and after the last one ended, a person's deals are still those of the first and of the last.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

_DAYS = 1_000_000
"""More days than lie between 1970 and any date before it; four times these span all dates."""

STINTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "name": pl.String(),
    "team": pl.String(),
    "manager": pl.String(),
    "region": pl.String(),
    "product": pl.String(),
    "function": pl.String(),
    "matrix_manager": pl.String(),
    "joined": pl.Date(),
    "left": pl.Date(),
}
"""The columns of stints, one row each: names in the sheet's order, a name's in that of time.

``team``: else the manager. ``joined``: None for always. ``left``: the last day, None for no end;
where the sheet gives none, the day before the person's next row begins. ``function``: else the home
department. ``_id`` is that of the row, null where the frame has none.
"""


def stints(members: pl.DataFrame | None) -> pl.DataFrame:
    """The team's sheet as stints, see ``STINTS``.

    Args:
        members: any of the fields of ``salestui.model.entities.MEMBERS``; None for no sheet.
    """
    if members is None or "name" not in members.columns:
        return pl.DataFrame(schema=STINTS)
    wanted = {**STINTS, "department": pl.String()}
    present = members.select(
        (pl.col(name) if name in members.columns else pl.lit(None).alias(name)).cast(dtype)
        for name, dtype in wanted.items()
    )
    following = pl.col("joined").shift(-1).over("name") - timedelta(days=1)
    return (
        present.drop_nulls("name")
        .with_row_index("_row")
        .with_columns(
            team=pl.coalesce("team", "manager"),
            function=pl.coalesce("function", "department"),
            _first=pl.col("_row").min().over("name"),
        )
        .sort("_first", "joined", nulls_last=False, maintain_order=True)
        .with_columns(left=pl.coalesce("left", following))
        .select(list(STINTS))
    )


def sellers(stays: pl.DataFrame) -> pl.DataFrame:
    """The stints of those who are nobody's manager: of them deals are expected."""
    above = stays["manager"].drop_nulls().unique()
    return stays.filter(~pl.col("name").is_in(above.implode()))


def movers(stays: pl.DataFrame) -> pl.DataFrame:
    """The stints of those who are listed more than once."""
    return stays.filter(pl.len().over("name") > 1)


def stint_on(asked: pl.DataFrame, stays: pl.DataFrame, *others: str) -> pl.DataFrame:
    """What of the stint that counts on a day.

    Args:
        asked: ``name`` and ``day``, and anything else; a day that is not known counts as the last.
        others: columns of ``STINTS``.

    Returns:
        ``asked`` in its order with these columns, null for names that are not listed.
    """
    if stays.is_empty():
        return asked.with_columns(pl.lit(None, STINTS[name]).alias(name) for name in others)
    place = place_on(pl.col("name"), pl.col("day").fill_null(date.max), stays)
    told = asked.with_columns(_stint=place).with_columns(
        pl.when(pl.col("_stint").is_not_null())
        .then(pl.lit(stays[name]).gather(pl.col("_stint").fill_null(0)))
        .alias(name)
        for name in others
    )
    return told.select(*asked.columns, *others)


def place_on(name: pl.Expr, day: pl.Expr, moved: pl.DataFrame) -> pl.Expr:
    """Which row of ``moved`` counts for a name on a day; null for other names and no day.

    One search among whole numbers for each row: deals may be many.

    Args:
        moved: stints in their order, see ``stints``.
    """
    names = moved["name"].unique(maintain_order=True)
    numbers = pl.Series(range(names.len()), dtype=pl.Int64)
    began = moved["joined"].cast(pl.Int32).cast(pl.Int64)
    first = moved["name"] != moved["name"].shift(1).fill_null("")
    # a name's first stint also holds before it began
    lower = pl.DataFrame({"began": began, "first": first}).select(
        pl.when(pl.col("first") | pl.col("began").is_null()).then(-_DAYS).otherwise("began")
    )
    number = moved["name"].replace_strict(names, numbers, return_dtype=pl.Int64)
    bounds = number * (4 * _DAYS) + lower.to_series()
    asked = name.replace_strict(names, numbers, default=None, return_dtype=pl.Int64)
    key = asked * (4 * _DAYS) + day.cast(pl.Int32).cast(pl.Int64)
    place = pl.lit(bounds).search_sorted(key.fill_null(bounds.min()), side="right")
    return pl.when(key.is_not_null()).then(place.cast(pl.Int64) - 1)


def roster(members: pl.DataFrame | None, today: date | None = None) -> pl.DataFrame:
    """Everyone once: ``name``, ``team``, ``manager`` and ``region`` as of a day, and with the
    company from ``joined`` to ``left`` over all stints. In the order of the names' first rows.

    Args:
        today: None for the last place that is known.
    """
    stays = stints(members)
    whole = stays.group_by("name", maintain_order=True).agg(
        joined=pl.when(pl.col("joined").is_null().any())
        .then(None)
        .otherwise(pl.col("joined").min()),
        left=pl.when(pl.col("left").is_null().any()).then(None).otherwise(pl.col("left").max()),
    )
    asked = whole.with_columns(day=pl.lit(today, pl.Date()))
    found = stint_on(asked, stays, "team", "manager", "region")
    return found.select("name", "team", "manager", "region", "joined", "left")


def overlapping(stays: pl.DataFrame, start: date, end: date) -> pl.DataFrame:
    """The stints that any day of a span lies in."""
    begun = pl.col("joined").is_null() | (pl.col("joined") <= end)
    lasts = pl.col("left").is_null() | (pl.col("left") >= start)
    return stays.filter(begun & lasts)
