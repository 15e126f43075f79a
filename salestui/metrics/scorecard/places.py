"""In which team a rep was on the day of something that he did."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.metrics.inputs import Inputs
from salestui.metrics.people.stints import movers, stint_on


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Who belongs where.

    Attributes:
        frame: ``rep`` and ``team`` of everyone: from the team's sheet, else the latest deal, of
            several on that day the first team by name.
        moved: the stints (``metrics.stints``) of those who were in several places.
    """

    frame: pl.DataFrame
    moved: pl.DataFrame

    def placed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the ``team`` of their ``rep`` on their ``day``."""
        if self.moved.is_empty():
            return rows.join(self.frame, on="rep", how="left", maintain_order="left")
        of_mover = pl.col("rep").is_in(self.moved["name"].unique().implode()).fill_null(value=False)
        asked = rows.filter(of_mover).with_columns(name="rep")
        then = stint_on(asked, self.moved, "team").drop("name")
        others = rows.filter(~of_mover).join(self.frame, on="rep", how="left")
        return pl.concat([others, then.select(others.columns)])


def places_of(inputs: Inputs) -> Places:
    """The places of everyone that the book names."""
    people = inputs.people.select("name", "team").rename({"name": "rep"})
    told = (
        inputs.facts.lazy()
        .drop_nulls("rep")
        .group_by("rep", "team")
        .agg(day=pl.max_horizontal("created", "closed").max())
        .sort(
            "rep",
            pl.col("team").is_null(),
            "day",
            "team",
            descending=[False, False, True, False],
            nulls_last=True,
        )
        .unique("rep", keep="first", maintain_order=True)
        .collect()
    )
    frame = pl.concat([people, told.join(people, on="rep", how="anti").select(people.columns)])
    return Places(frame, movers(inputs.stints))
