"""What changed in one field of deals: from edits that were recorded and from kept days compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import polars as pl

from salestui.model.period import Period, PeriodKind, period_of


class Source(StrEnum):
    """Where a change is known from: an edit here, one of others seen as it came, or kept days."""

    EDIT = "edit"
    OBSERVED = "observed"
    SNAPSHOT = "snapshot"


_JOIN = "\x1f"


def identified(deals: pl.DataFrame) -> pl.DataFrame:
    """Deals with ``deal``, what names them on every day: the id, else name and customer.

    Rows that nothing names alone are left out.
    """
    parts = ["id"] if "id" in deals.columns else ["name", "customer"]
    known = [pl.col(name) for name in parts if name in deals.columns]
    if not known:
        return deals.head(0).with_columns(deal=pl.lit(None, pl.String))
    name = pl.concat_str(known, separator=_JOIN, ignore_nulls=True)
    named = deals.with_columns(
        deal=pl.when(pl.any_horizontal(k.is_not_null() for k in known)).then(name)
    )
    return named.filter(pl.col("deal").is_not_null() & pl.col("deal").is_unique())


def no_changes(kind: pl.DataType) -> pl.DataFrame:
    """None: ``deal``, ``at`` (local time), ``before`` and ``after`` (of ``kind``), ``source``."""
    return pl.DataFrame(
        schema={"deal": pl.String(), "at": pl.Datetime("us"), "before": kind, "after": kind,
                "source": pl.String()}
    )  # fmt: skip


def between(
    then: pl.DataFrame, now: pl.DataFrame, field: str, at: datetime, kind: pl.DataType
) -> pl.DataFrame:
    """The changes of a field from one kept day to the next, as of the later one's moment.

    Args:
        then, now: ``identified`` deals; a day without the column tells nothing.
    """
    if field not in then.columns or field not in now.columns:
        return no_changes(kind)
    sides = [
        frame.select("deal", pl.col(field).cast(kind, strict=False).alias(name))
        for frame, name in ((then, "before"), (now, "after"))
    ]
    both = sides[0].join(sides[1], on="deal")
    changed = both.filter(~pl.col("before").eq_missing(pl.col("after")))
    return changed.select(
        "deal",
        pl.lit(at).cast(pl.Datetime("us")).alias("at"),
        "before",
        "after",
        pl.lit(Source.SNAPSHOT.value).alias("source"),
    )


def merged(changes: Sequence[pl.DataFrame], kind: pl.DataType) -> pl.DataFrame:
    """All changes in the order of time by deal, each told once.

    What leads to where the deal was already known to be is left out: a difference between kept days
    that edits explain, an edit that another dashboard saw come. A difference that goes beyond the
    edits counts from where they led.
    """
    whole = pl.concat([no_changes(kind), *changes])
    of_days = pl.col("source") == Source.SNAPSHOT.value
    whole = whole.with_columns(_days=of_days).sort("deal", "at", "_days", maintain_order=True)
    known = pl.col("after").shift(1).over("deal")
    first = pl.int_range(pl.len()).over("deal") == 0
    whole = whole.with_columns(
        _told=~first & known.eq_missing(pl.col("after")),
        before=pl.when(of_days & ~first).then(known).otherwise("before"),
    )
    return whole.filter(~pl.col("_told")).drop("_days", "_told")


def daily(changes: pl.DataFrame) -> pl.DataFrame:
    """The changes from day to day: what was taken back or corrected on the same day is none."""
    grouped = changes.group_by("deal", day=pl.col("at").dt.date(), maintain_order=True).agg(
        pl.col("before").first(), pl.col("after").last(), pl.col("source").last()
    )
    return grouped.filter(~pl.col("before").eq_missing(pl.col("after")))


def pushes(changes: pl.DataFrame, period: Period, as_of: date, fiscal_start: int) -> pl.DataFrame:
    """``deal`` and ``pushes``: moves of a close date to a later period, on days of the period.

    Args:
        changes: ``merged`` ones of the close date.
        period: the moves' days; its length is that of the periods a date moves between, months for
            all time and for other spans.
    """
    kind = period_kind(period)
    days = daily(changes).filter(pl.col("before").is_not_null() & pl.col("after").is_not_null())
    if period.kind is not PeriodKind.ALL:
        days = days.filter(pl.col("day").is_between(period.start, min(period.end, as_of)))
    starts = {
        day: period_of(day, kind, fiscal_start).start
        for day in {*days["before"].to_list(), *days["after"].to_list()}
    }
    moved = [
        deal
        for deal, before, after in days.select("deal", "before", "after").rows()
        if starts[after] > starts[before]
    ]
    return (
        pl.DataFrame({"deal": moved}, schema={"deal": pl.String()})
        .group_by("deal")
        .agg(pushes=pl.len().cast(pl.Int64))
        .sort("pushes", "deal", descending=[True, False])
    )


def period_kind(period: Period) -> PeriodKind:
    """The length of the periods that pushes are counted by."""
    fixed = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
    return period.kind if period.kind in fixed else PeriodKind.MONTH


@dataclass(frozen=True, slots=True)
class Stay:
    """A deal's time in a stage. ``since`` is None where that is not known; ``until`` for now."""

    stage: str | None
    since: date | None
    until: date | None
    source: Source | None


def stays(
    changes: pl.DataFrame, deal: str, stage: str | None, created: date | None = None
) -> tuple[Stay, ...]:
    """A deal's stages, the present one last.

    Args:
        changes: ``merged`` ones of the stage.
        stage: the present one.
        created: since when the first one holds.
    """
    rows = changes.filter(pl.col("deal") == deal).select("at", "before", "after", "source").rows()
    found: list[Stay] = []
    at, now, source = created, rows[0][1] if rows else stage, None
    for moment, _before, after, where in rows:
        found.append(Stay(now, at, moment.date(), source))
        at, now, source = moment.date(), after, Source(where)
    return (*found, Stay(now, at, None, source))
