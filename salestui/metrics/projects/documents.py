"""The documents that a project has to have: which are there, which are due and since when."""

from __future__ import annotations

from datetime import date

import polars as pl

RULES: dict[str, pl.DataType] = {"type": pl.String(), "due": pl.String(), "days": pl.Int64()}
"""The kinds of documents with a rule, see ``model.playbook.DocumentType``: ``type`` its code."""

DUE_DOCUMENTS: dict[str, pl.DataType] = {
    "deal": pl.Int64(),
    "type": pl.String(),
    "row": pl.Int64(),
    "name": pl.String(),
    "there": pl.Boolean(),
    "due": pl.Date(),
    "late": pl.Int64(),
}
"""``type``: null for a document of the team's own with a day; ``row``: its row on the sheet, null
where there is none; ``there``: it was made; ``due``: null where no day is known yet; ``late``: days
that it is overdue, 0 where it is not."""


def due_documents(
    projects: pl.DataFrame,
    documents: pl.DataFrame,
    rules: pl.DataFrame,
    ends: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """What every project has to have, and what its own rows ask for, see ``DUE_DOCUMENTS``.

    A document is there once it has a row; where that names the day by which it is due, once it
    has a date up to ``as_of``, a link or a day of filing, too. That day goes before the rule's. Of
    several rows of a kind the newest that is there is meant, else the newest.
    Weekly reports have a duty of their own: ``duty``.

    Args:
        projects: see ``shapes.PROJECTS``.
        documents: see ``shapes.DOCUMENTS``.
        rules: see ``RULES``.
        ends: ``deal``, ``plan`` and ``close``: when planning and monitoring end or ended.
    """
    known = documents.join(projects, on="deal", how="semi").with_columns(
        there=pl.col("due").is_null()
        | (pl.col("date") <= as_of).fill_null(value=False)
        | pl.col("link").is_not_null()
        | pl.col("filed").is_not_null()
    )
    asked = (
        projects.select("deal")
        .join(ends, on="deal", how="left", maintain_order="left")
        .join(rules.filter(pl.col("due").is_in(["plan", "close"])), how="cross")
    )
    end = pl.when(pl.col("due") == "plan").then("plan").otherwise("close")
    asked = asked.select("deal", "type", rule=end + pl.duration(days=pl.col("days")))
    best = known.drop_nulls("type").sort(
        "there", "date", descending=True, nulls_last=True, maintain_order=True
    )
    best = best.unique(["deal", "type"], keep="first", maintain_order=True)
    told = best.select("deal", "type", "name", "there", row="_id", own="due")
    ruled = asked.join(told, on=["deal", "type"], how="left", maintain_order="left")
    ruled = ruled.with_columns(due=pl.coalesce("own", "rule").cast(pl.Date))
    dated = known.drop_nulls("due").with_columns(row="_id")
    further = dated.join(ruled.select("row").drop_nulls(), on="row", how="anti")
    columns = ["deal", "type", "row", "name", "there", "due"]
    return _judged(pl.concat([ruled.select(columns), further.select(columns)]), as_of)


def _judged(found: pl.DataFrame, as_of: date) -> pl.DataFrame:
    there = pl.col("there").fill_null(value=False)
    days = (pl.lit(as_of) - pl.col("due")).dt.total_days().clip(lower_bound=0).fill_null(0)
    return found.with_columns(there=there, late=pl.when(there).then(0).otherwise(days)).select(
        pl.col(name).cast(kind) for name, kind in DUE_DOCUMENTS.items()
    )
