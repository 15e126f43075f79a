"""The same figures for each rep, team, region or product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.conversion import win_rate
from salestui.metrics.figure import Figure, na
from salestui.metrics.people.stints import overlapping, sellers
from salestui.metrics.reasons import NO_NAME, NO_PRIOR
from salestui.metrics.select import LOST, OPEN, WON, closed_to_date
from salestui.metrics.tally import ClosedTally
from salestui.metrics.targets import attainment
from salestui.metrics.targets.course import Course, previous, same_point
from salestui.metrics.targets.lookup import TargetBook
from salestui.model.focus import SCOPES, Focus
from salestui.model.period import Period, PeriodKind

LIMIT = 300
"""Lines kept per breakdown, by revenue; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One rep, team, region or product; ``name`` is None for deals that name none."""

    name: str | None
    won: int
    lost: int
    open_deals: int
    open_priced: int
    open_value: float
    weighted: float
    actual: Figure
    target: Figure
    attainment: Figure
    pace: Figure
    growth: Figure
    win_rate: Figure
    behind: float
    """What is missing to the part of the target expected by the as-of day; 0 without a target."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All lines of one dimension, best attainment first; ``left_out`` beyond ``LIMIT``."""

    dimension: str
    lines: tuple[Line, ...]
    left_out: int = 0


def measures(facts: pl.LazyFrame, period: Period, as_of: date, fiscal_start: int) -> pl.LazyFrame:
    """The deals that a breakdown looks at, with what is to be summed of each."""
    now = closed_to_date(period, as_of)
    before = previous(period, fiscal_start)
    past = pl.lit(False)
    if before is not None:
        past = closed_to_date(before, same_point(period, before, as_of))
    amount = pl.col("amount")
    return facts.filter(OPEN | now | past).select(
        *SCOPES,
        won=(now & WON),
        won_priced=(now & WON & amount.is_not_null()),
        lost=(now & LOST),
        actual=pl.when(now & WON).then(amount),
        previous=pl.when(past & WON).then(amount),
        open_deals=OPEN,
        open_priced=(OPEN & amount.is_not_null()),
        open_value=pl.when(OPEN).then(amount),
        weighted=pl.when(OPEN).then(amount * pl.col("probability")),
    )


def grouped(measured: pl.LazyFrame, dimension: str) -> pl.LazyFrame:
    """The measures summed per value of a dimension (``name``)."""
    return measured.group_by(name=dimension).agg(pl.col(c).sum() for c in _SUMS)


_SUMS = (
    "won",
    "won_priced",
    "lost",
    "actual",
    "previous",
    "open_deals",
    "open_priced",
    "open_value",
    "weighted",
)


def breakdown(
    rows: pl.DataFrame,
    dimension: str,
    names: Iterable[str],
    target_of: Callable[[str], Figure],
    course: Course,
) -> Breakdown:
    """Put targets and ratios to the sums.

    Args:
        rows: the collected ``grouped``.
        names: shown even without any deal, such as all members of a team.
        target_of: the target of a name.
    """
    wanted = set(names)
    left_out = 0
    if rows.height > LIMIT:
        kept = rows.sort("actual", "open_value", descending=True)
        chosen = kept.with_row_index().filter(
            (pl.col("index") < LIMIT) | pl.col("name").is_in(list(wanted))
        )
        left_out = rows.height - chosen.height
        rows = chosen.drop("index")
    missing = wanted - set(rows["name"].to_list())
    empty = dict.fromkeys(_SUMS, 0)
    records = [*rows.to_dicts(), *({"name": n, **empty} for n in missing)]
    lines = [_line(r, target_of, course) for r in records]
    return Breakdown(dimension, tuple(sorted(lines, key=_best_first)), left_out)


def _line(row: dict[str, object], target_of: Callable[[str], Figure], course: Course) -> Line:
    sums = {k: v for k, v in row.items() if isinstance(v, int | float)}
    name = row["name"] if isinstance(row["name"], str) else None
    won, lost = int(sums["won"]), int(sums["lost"])
    tally = ClosedTally(
        won, lost, float(sums["actual"]), won_without_amount=won - int(sums["won_priced"])
    )
    actual = attainment.actual(tally)
    target = na(NO_NAME) if name is None else target_of(name)
    expected = attainment.expected_to_date(target, course.due_share)
    past = Figure(float(sums["previous"]))
    if course.period.kind is PeriodKind.ALL:
        past = na(NO_PRIOR)
    return Line(
        name=name,
        won=won,
        lost=lost,
        open_deals=int(sums["open_deals"]),
        open_priced=int(sums["open_priced"]),
        open_value=float(sums["open_value"]),
        weighted=float(sums["weighted"]),
        actual=actual,
        target=target,
        attainment=attainment.attainment(actual, target),
        pace=attainment.pace_index(actual, expected),
        growth=attainment.growth(actual, past),
        win_rate=win_rate(tally),
        behind=attainment.gap(actual, expected).value or 0.0,
    )


def _best_first(line: Line) -> tuple[bool, float, float, str]:
    reached, actual = line.attainment.value, line.actual.value
    return reached is None, -(reached or 0.0), -(actual or 0.0), line.name or "\uffff"


def roster_names(
    stays: pl.DataFrame, dimension: str, focus: Focus, period: Period, book: TargetBook
) -> Sequence[str]:
    """Names that a breakdown shows even without any deal.

    Members who were there during the period and are nobody's manager, and teams and regions of
    members, within the focus as they were then; with no focus besides, also whoever has a target.

    Args:
        stays: see ``metrics.stints``.
    """
    others = focus.without(dimension)
    if any(d not in ("rep", "team", "region") for d, _ in others.terms):
        return ()
    found: list[str] = []
    if dimension in ("rep", "team", "region"):
        chosen = sellers(there(stays, period)) if dimension == "rep" else stays
        for other, value in others.terms:
            chosen = chosen.filter(pl.col(_MEMBER[other]) == value)
        found = chosen[_MEMBER[dimension]].drop_nulls().unique(maintain_order=True).to_list()
    if not others.terms and period.kind is not PeriodKind.ALL:
        found += book.named(dimension, period)
    return found


def there(stays: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The stints of those who were with the company during a period."""
    return stays if period.kind is PeriodKind.ALL else overlapping(stays, period.start, period.end)


_MEMBER = {"rep": "name", "team": "team", "region": "region"}
