"""How satisfied customers say they are: positive answers (CSAT) and recommendation (NPS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.metrics.customers.reasons import NO_ANSWERS, NO_NPS, NO_SURVEYS, OUT_OF_SCALE
from salestui.metrics.figure import Figure, na, note
from salestui.model.entities import entity as entity_of
from salestui.model.period import Period, PeriodKind

POSITIVE = 0.8
"""From this share of the best score on an answer is positive: 4 and 5 of 5, 8 to 10 of 10."""

_BEST = {"csat": 5.0, "nps": 10.0}
SCHEMA: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "kind": pl.String(), "score": pl.Float64(), "scale": pl.Float64(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """CSAT and NPS, fractions; ``csat_rows`` and ``nps_rows``: ``_id`` of the answers counted."""

    csat: Figure
    nps: Figure
    csat_rows: tuple[int, ...]
    nps_rows: tuple[int, ...]


def answers(surveys: pl.DataFrame | None) -> pl.DataFrame | None:
    """Surveys that have a score, in the columns of ``SCHEMA``; None where none are kept.

    A blank kind is a satisfaction survey; a blank scale is 5 for satisfaction, 10 for NPS.
    """
    if surveys is None:
        return None
    if surveys.schema.get("score") != pl.Float64:
        return pl.DataFrame(schema=SCHEMA)
    kind = pl.Series("kind", [None] * surveys.height, dtype=pl.String)
    field = entity_of("surveys").field("kind")
    if field is not None and surveys.schema.get("kind") == pl.String:
        kind = coded(surveys["kind"], field)
    own = surveys.schema.get("scale") == pl.Float64
    frame = surveys.select(
        pl.col("_id").cast(pl.Int64),
        kind.fill_null("csat").alias("kind"),
        "score",
        (pl.col("scale") if own else pl.lit(None, pl.Float64)).alias("scale"),
    )
    usual = pl.col("kind").replace_strict(_BEST, default=None, return_dtype=pl.Float64)
    given = pl.when(pl.col("scale") > 0).then(pl.col("scale"))
    return frame.with_columns(scale=pl.coalesce(given, usual)).drop_nulls()


def surveys_in(surveys: pl.DataFrame | None, period: Period, as_of: date) -> pl.DataFrame | None:
    """The surveys of a period up to the as-of day; those without a date count in all time only."""
    if surveys is None or (period.kind is PeriodKind.ALL and surveys.schema.get("date") is None):
        return surveys
    if surveys.schema.get("date") != pl.Date:
        return surveys.clear()
    known = pl.col("date") <= as_of
    if period.kind is PeriodKind.ALL:
        return surveys.filter(known | pl.col("date").is_null())
    return surveys.filter(known & pl.col("date").is_between(period.start, period.end))


def satisfaction(found: pl.DataFrame | None) -> Satisfaction:
    """CSAT = positive / answers; NPS = share of 9-10 minus share of 0-6, on a scale of 10.

    Args:
        found: see ``answers``. Scores outside 0 to their scale are left out and counted in a note,
            and so are NPS answers on another scale than 10.
    """
    if found is None:
        none = na(NO_SURVEYS)
        return Satisfaction(none, none, (), ())
    csat = found.filter(pl.col("kind") == "csat")
    nps = found.filter(pl.col("kind") == "nps")
    fits = pl.col("score").is_between(0, pl.col("scale"))
    good, tens = csat.filter(fits), nps.filter(fits & (pl.col("scale") == 10))
    positive = good.filter(pl.col("score") >= POSITIVE * pl.col("scale") - 1e-9).height
    promoters = tens.filter(pl.col("score") >= 9).height
    detractors = tens.filter(pl.col("score") <= 6).height
    return Satisfaction(
        _share(positive, good.height, csat.height, NO_ANSWERS),
        _share(promoters - detractors, tens.height, nps.height, NO_NPS),
        tuple(good["_id"].to_list()),
        tuple(tens["_id"].to_list()),
    )


def _share(part: int, whole: int, all_of: int, reason: str) -> Figure:
    left = note(OUT_OF_SCALE, n=all_of - whole) if all_of > whole else None
    found = na(reason) if not whole else Figure(part / whole)
    return found.noted(left)
