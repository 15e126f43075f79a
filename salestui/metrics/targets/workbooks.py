"""Targets of several workbooks: whose a rep or a team is, and what each says of itself."""

from __future__ import annotations

import polars as pl

from salestui.metrics.people.stints import stints

SHARED = ("company", "region", "product")
"""The scopes that several workbooks may speak of."""

WHOLE = "workbook"
"""The type of scope under which a workbook among several speaks of itself as a whole."""


def workbooks_of(targets: pl.DataFrame, members: pl.DataFrame | None) -> dict[tuple[str, str], str]:
    """The workbook of each rep and team, by type of scope and name."""
    said = targets.filter(pl.col("scope_type").is_in(["rep", "team"]))
    found = {(k, n): book for k, n, book in said.select("scope_type", "scope", "book").rows()}
    return found | _of_members(members)


def _of_members(members: pl.DataFrame | None) -> dict[tuple[str, str], str]:
    if members is None or not {"name", "_book"} <= set(members.columns):
        return {}
    stays = stints(members).select("_id", "name", "team")
    known = stays.join(members.select("_id", "_book"), on="_id")
    reps = known.select("name", "_book").drop_nulls().rows()
    teams = known.select("team", "_book").drop_nulls().rows()
    return {("rep", name): book for name, book in reps} | {("team", t): book for t, book in teams}


def of_itself(targets: pl.DataFrame) -> pl.DataFrame:
    """One workbook's targets, those of itself as a whole as the company's."""
    whole = pl.col("scope_type") == WHOLE
    kind = pl.when(whole).then(pl.lit("company")).otherwise("scope_type")
    return targets.with_columns(scope_type=kind)
