"""After how many days a deal is rotting in a stage: the playbook's word, and what wins suggest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.inputs import Inputs
from salestui.model.playbook import Stage

LEAST = 5
"""So many won deals must have left a stage for their days in it to suggest anything."""

NO_HISTORY = N_("no stage history is kept")
TOO_FEW = N_("needs {least} won deals that left the stage: {n} so far")

_QUARTILE = 0.75


@dataclass(frozen=True, slots=True)
class Threshold:
    """The days after which deals in a stage are rotting.

    Attributes:
        stage: the playbook's, with its own ``rot_days``.
        suggested: whole days that three of four won deals did not stay longer; never inferred.
        deals: how many won deals are behind it.
    """

    stage: Stage
    suggested: Figure
    deals: int


def thresholds(inputs: Inputs) -> tuple[Threshold, ...]:
    """Of each open stage in the playbook's order.

    The time of a deal in a stage is that of all its stays there; deals of which one has no known
    beginning do not count. The 75th percentile lies between two deals where it must (linearly) and
    is rounded up.
    """
    told = {} if inputs.stays is None else dict(_days(inputs.facts, inputs.stays))
    found = []
    for place, stage in enumerate(inputs.playbook.stages):
        if stage.kind == "open":
            days = told.get(place, pl.Series(dtype=pl.Int64))
            found.append(Threshold(stage, _suggested(inputs, days), days.len()))
    return tuple(found)


def _suggested(inputs: Inputs, days: pl.Series) -> Figure:
    if inputs.stays is None or inputs.stays.is_empty():
        return na(Note(NO_HISTORY))
    quartile = days.quantile(_QUARTILE, "linear")
    if quartile is None or days.len() < LEAST:
        return na(note(TOO_FEW, least=LEAST, n=days.len()))
    return Figure(float(math.ceil(quartile)))


def _days(facts: pl.DataFrame, stays: pl.DataFrame) -> list[tuple[int, pl.Series]]:
    """The days of each won deal in the stage of each place."""
    won = facts.filter(pl.col("status") == "won").select(pl.col("_id").cast(pl.Int64))
    whole = (
        stays.drop_nulls("place")
        .join(won, on="_id", how="semi")
        .group_by("place", "_id")
        .agg(days=pl.col("days").sum(), known=pl.col("days").is_not_null().all())
        .filter("known")
        .group_by("place")
        .agg("days")
    )
    return [(place, pl.Series(days, dtype=pl.Int64)) for place, days in whole.rows()]
