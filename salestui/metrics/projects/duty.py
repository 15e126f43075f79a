"""The duty to report: when the next weekly report is due, and how many came in time.

A report is due so many days after the one before, the first one so many days after the project
began; one that did not come is due again after as many days. So whoever reports more often owes
no more for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.figure import Figure, na
from salestui.metrics.projects.reasons import NO_REPORTS_DUE
from salestui.model.period import Period, PeriodKind

REPORTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "deal": pl.Int64(),
    "date": pl.Date(),
    "health": pl.String(),
}
"""Weekly reports; ``health``: the code that the project director chose, null for none."""

DUTIES: dict[str, pl.DataType] = {
    "deal": pl.Int64(),
    "report_days": pl.Int64(),
    "began": pl.Date(),
    "ended": pl.Date(),
}
"""How often a deal reports (null: it need not), since when, and the last day that it had to."""


def last_reports(reports: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The last report of each deal by a day: ``deal``, ``report`` (its row), ``reported``,
    ``written`` (its health).
    """
    told = reports.filter(pl.col("date") <= as_of).sort("date", maintain_order=True)
    return told.group_by("deal", maintain_order=True).agg(
        report=pl.col("_id").last(),
        reported=pl.col("date").last(),
        written=pl.col("health").last(),
    )


def report_due(duties: pl.DataFrame, reports: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """How each deal that has to report stands on a day.

    Args:
        duties: see ``DUTIES``; deals without a duty are left out.
        reports: see ``REPORTS``.

    Returns:
        ``deal``, ``every`` (days), ``reported`` (null: never), ``due`` (null where nothing tells
        when the project began), ``late`` (days, 0 where it is not).
    """
    owed = duties.drop_nulls("report_days").join(
        last_reports(reports, as_of), on="deal", how="left", maintain_order="left"
    )
    since = pl.coalesce("reported", "began")
    due = since + pl.duration(days=pl.col("report_days"))
    late = (pl.lit(as_of) - due).dt.total_days().clip(lower_bound=0).fill_null(0)
    return owed.select(
        "deal", pl.col("report_days").alias("every"), "reported", due=due.cast(pl.Date), late=late
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """Reports that were due, and those of them that came in time."""

    due: int = 0
    on_time: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.due + other.due, self.on_time + other.on_time)

    @property
    def rate(self) -> Figure:
        """Reports on time / reports due."""
        return Figure(self.on_time / self.due) if self.due else na(NO_REPORTS_DUE)


def compliance(
    duties: pl.DataFrame, reports: pl.DataFrame, period: Period, as_of: date
) -> Mapping[int, Kept]:
    """The reports due in a period up to a day, of each deal (``_id``) that has to report.

    Args:
        duties: see ``DUTIES``; without a beginning the first report is taken for it.
    """
    owed = duties.drop_nulls("report_days").select("deal", "report_days", "began", "ended")
    told = reports.filter(pl.col("date") <= as_of).join(owed, on="deal", how="semi")
    days = dict(
        told.group_by("deal").agg(pl.col("date").unique().sort()).select("deal", "date").iter_rows()
    )
    start = date.min if period.kind is PeriodKind.ALL else period.start
    end = as_of if period.kind is PeriodKind.ALL else min(period.end, as_of)
    found = {}
    for deal, every, began, ended in owed.iter_rows():
        came = days.get(deal, [])
        begin = began or (came[0] if came else None)
        last = min(end, ended) if ended else end
        found[deal] = Kept() if begin is None else _kept(came, every, begin, (start, last))
    return found


def summed(found: Iterable[Kept]) -> Kept:
    """Several deals together."""
    return sum(found, Kept())


def _kept(came: Sequence[date], every: int, began: date, span: tuple[date, date]) -> Kept:
    """The duty of one deal, whose reports came on these days, ascending."""
    start, end = span
    first, last = start.toordinal(), end.toordinal()
    days = [day.toordinal() for day in came]
    since, known, count = began.toordinal(), 0, len(days)
    due = on_time = 0
    while (day := since + every) <= last:
        told = 0
        while known < count and days[known] <= day:
            told, known = days[known], known + 1
        if day >= first:
            due += 1
            on_time += told > since
        since = told if told > since else day
    return Kept(due, on_time)
