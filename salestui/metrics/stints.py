"""Who was where when: the rows of the team's sheet as stays with a beginning and an end.

A name may be listed several times, once for each place. A day counts for the row that began last
by then; a row without an end is followed by the next one of that name. Before the first row began,
and after the last one ended, a person's deals are still those of the first and of the last.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

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
    began = pl.col("joined").fill_null(date.min).alias("_began")
    known = stays.select("name", *others, began).unique(
        ["name", "_began"], keep="last", maintain_order=True
    )
    rows = asked.with_row_index("_row").with_columns(_day=pl.col("day").fill_null(date.max))
    left, right = rows.sort("_day"), known.sort("_began")
    at = left.join_asof(right, left_on="_day", right_on="_began", by="name",
                        check_sortedness=False)  # fmt: skip
    early = left.join_asof(right, left_on="_day", right_on="_began", by="name",
                           strategy="forward", check_sortedness=False)  # fmt: skip
    firsts = early.select("_row", *(pl.col(o).alias(f"_{o}") for o in others))
    late = at.join(firsts, on="_row", how="left", maintain_order="left")
    chosen = [
        pl.when(pl.col("_began").is_not_null()).then(o).otherwise(f"_{o}").alias(o) for o in others
    ]
    return late.with_columns(chosen).sort("_row").select(*asked.columns, *others)


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
