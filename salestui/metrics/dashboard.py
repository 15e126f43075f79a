"""All figures of the dashboard from one state of the book, in as few passes as it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics import breakdown as by
from salestui.metrics import conversion, cycle, pipeline, reasons, trend
from salestui.metrics.attention import (
    Attention,
    attention,
    kind_counts,
    most_pressing,
    pressing,
)
from salestui.metrics.breakdown import Breakdown
from salestui.metrics.conversion import StageLine
from salestui.metrics.currencies import blocked, blocked_lines, currencies, without_amounts
from salestui.metrics.daily import Daily, daily_due, daily_revenue, read_daily
from salestui.metrics.daycount import Elapsed
from salestui.metrics.figure import Figure, na
from salestui.metrics.inputs import Inputs, Options
from salestui.metrics.kept import (
    Kept,
    meaningful,
    meaningful_chart,
    meaningful_counts,
    meaningful_lines,
)
from salestui.metrics.quality import quality, read_quality
from salestui.metrics.select import in_focus
from salestui.metrics.standstill import clock_column
from salestui.metrics.tally import (
    ClosedTally,
    CohortTally,
    OpenTally,
    closed_tallies,
    cohort_tally,
    collect,
    open_tally,
    read_closed_tallies,
    read_cohort_tally,
    read_open_tally,
)
from salestui.metrics.targets import attainment
from salestui.metrics.targets.course import Course, course
from salestui.metrics.trend import Cumulative, Series
from salestui.model.focus import SCOPES, Focus
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class DashboardFigures:
    """Everything the dashboard shows, as numbers.

    Attributes:
        kpis: by the keys of ``metrics.definitions``; the landing's range is put among them later,
            see ``metrics.landing``.
        trends: by the same keys, where the book tells a history; null where a period has none.
            Those in ``trend_periods`` have one value per period; others, days inside the period.
        breakdowns: by dimension; each ignores the focus on its own dimension, so that lines keep
            their place when one of them is chosen.
        funnel: the stages in order; ignores the focus on a stage.
        stage_names: deals per stage as the workbook names it, within the focus.
        quality: by ``metrics.quality.KEYS``.
        tally, open_deals, cohort: the sums that the KPIs are made of.
        days: how much of the period is over; None for all time.
        rot_clock: the column that rotting is counted from.
        kept: what the workbook keeps of deals.
    """

    period: Period
    focus: Focus
    as_of: date
    kpis: Mapping[str, Figure]
    trends: Mapping[str, Series]
    trend_periods: tuple[Period, ...]
    chart: Cumulative
    breakdowns: Mapping[str, Breakdown]
    funnel: tuple[StageLine, ...]
    stage_names: Mapping[str | None, int]
    attention: Attention
    quality: Mapping[str, int]
    tally: ClosedTally
    open_deals: OpenTally
    cohort: CohortTally
    days: Elapsed | None
    rot_clock: str | None
    options: Options
    kept: Kept


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the passes over the deals give."""

    facts: pl.DataFrame
    closed: tuple[ClosedTally, ...]
    open: OpenTally
    cohort: CohortTally
    revenue: Daily
    due: Daily
    by_dimension: Mapping[str, pl.DataFrame]
    stages: pl.DataFrame
    funnel: pl.DataFrame
    known_stages: pl.DataFrame
    top: pl.DataFrame
    kinds: pl.DataFrame
    quality: Mapping[str, int]
    currencies: tuple[str, ...]
    clock: str | None


def dashboard_figures(
    inputs: Inputs, focus: Focus, period: Period, as_of: date
) -> DashboardFigures:
    """Compute all figures.

    Args:
        as_of: the day it is taken to be: deals closed later do not count as closed in the period.
            What is open is as the book stands.
    """
    options = inputs.options
    periods = trend.trend_periods(period, options.trend, options.fiscal_start)
    sums = _sums(inputs, focus, periods, as_of)
    run = course(
        period, as_of, options.expected_by, options.calendar, (sums.revenue, options.fiscal_start)
    )
    targets = [inputs.targets.target(focus, p) for p in periods]
    kpis = blocked(_kpis(sums, run, targets[-1], inputs), sums.currencies)
    kpis = meaningful(kpis, inputs.kept)
    breakdowns = {d: _breakdown(inputs, sums, focus, run, d) for d in SCOPES}
    trends = trend.merged(
        trend.over_periods(sums.closed, targets),
        trend.inside_period(sums.revenue, run, targets[-1], options.trend),
    )
    return DashboardFigures(
        period=period,
        focus=focus,
        as_of=as_of,
        kpis=kpis,
        trends={k: v for k, v in trends.items() if kpis[k].value is not None},
        trend_periods=periods,
        chart=meaningful_chart(
            trend.cumulative(sums.revenue, sums.due, run, targets[-1]), inputs.kept
        ),
        breakdowns=breakdowns,
        funnel=conversion.funnel(sums.funnel, sums.known_stages),
        stage_names=_by_name(sums.stages),
        attention=attention(
            sums.facts,
            sums.top,
            sums.kinds,
            breakdowns["rep"],
            options.listed,
            rep=focus.value("rep"),
        ),
        quality=meaningful_counts(sums.quality, inputs.kept),
        tally=sums.closed[-1],
        open_deals=sums.open,
        cohort=sums.cohort,
        days=run.elapsed(as_of),
        rot_clock=sums.clock,
        options=options,
        kept=inputs.kept,
    )


def _sums(inputs: Inputs, focus: Focus, periods: tuple[Period, ...], as_of: date) -> _Sums:
    whole, facts = inputs.facts, in_focus(inputs.facts, focus)
    if len(found := currencies(facts)) > 1:
        whole, facts = without_amounts(whole), without_amounts(facts)
    period, options = periods[-1], inputs.options
    clock = clock_column(inputs.facts, options.rot_clock)
    lazy = facts.lazy()
    needy = pressing(facts, as_of, clock)
    plans = {
        "closed": closed_tallies(lazy, periods, as_of),
        "open": open_tally(lazy, period, as_of, clock),
        "cohort": cohort_tally(lazy, period, as_of),
        "revenue": daily_revenue(lazy, as_of),
        "due": daily_due(lazy, period),
        "stages": conversion.stage_counts(lazy),
        "top": most_pressing(needy, options.listed),
        "kinds": kind_counts(needy),
        "quality": quality(facts, people_in(inputs.people, focus), inputs.products, as_of),
    }
    if focus.terms:
        plans["known_stages"] = conversion.stage_counts(whole.lazy())
    if focus.value("stage") is not None:
        unstaged = in_focus(whole, focus.without("stage"))
        plans["funnel"] = conversion.stage_counts(unstaged.lazy())
    measured = by.measures(lazy, period, as_of, options.fiscal_start)
    for dimension in SCOPES:
        rows = measured
        if focus.value(dimension) is not None:
            others = in_focus(whole, focus.without(dimension)).lazy()
            rows = by.measures(others, period, as_of, options.fiscal_start)
        plans[dimension] = by.grouped(rows, dimension)
    done = dict(zip(plans, collect(list(plans.values())), strict=True))
    return _Sums(
        facts=facts,
        closed=read_closed_tallies(done["closed"], len(periods)),
        open=read_open_tally(done["open"]),
        cohort=read_cohort_tally(done["cohort"]),
        revenue=read_daily(done["revenue"]),
        due=read_daily(done["due"]),
        by_dimension={d: done[d] for d in SCOPES},
        stages=done["stages"],
        funnel=done.get("funnel", done["stages"]),
        known_stages=done.get("known_stages", done["stages"]),
        top=done["top"],
        kinds=done["kinds"],
        quality=read_quality(done["quality"]),
        currencies=tuple(found),
        clock=clock,
    )


def _by_name(stages: pl.DataFrame) -> dict[str | None, int]:
    """Deals per stage as the workbook names it, most first."""
    rows: list[tuple[str | None, int]] = stages.select("stage", "deals").rows()
    return dict(sorted(rows, key=lambda row: (-row[1], row[0] or "")))


def people_in(people: pl.DataFrame, focus: Focus) -> pl.DataFrame:
    """The members of the focus; all of them where it says nothing of people."""
    for dimension, column in (("rep", "name"), ("team", "team"), ("region", "region")):
        if (value := focus.value(dimension)) is not None:
            people = people.filter(pl.col(column) == value)
    return people


def _kpis(sums: _Sums, run: Course, target: Figure, inputs: Inputs) -> dict[str, Figure]:
    tally, still_open, options = sums.closed[-1], sums.open, inputs.options
    days = run.elapsed(run.as_of)
    actual = attainment.actual(tally)
    expected = attainment.expected_to_date(target, run.due_share, *run.notes)
    gap = attainment.gap(actual, target)
    before = attainment.previous_to_date(sums.revenue, run.period, run.as_of, options.fiscal_start)
    awaited = na(reasons.RANGE_AWAITED)
    rate, average = conversion.win_rate(tally), cycle.average_deal(tally)
    length = cycle.cycle_mean(tally)
    return {
        "actual": actual,
        "target": target,
        "attainment": attainment.attainment(actual, target),
        "expected": expected,
        "pace": attainment.pace_index(actual, expected),
        "gap": gap,
        "surplus": attainment.surplus(actual, target),
        "required_per_day": attainment.required_per_day(gap, days),
        "run_rate": attainment.run_rate(actual, days),
        "previous": before,
        "growth": attainment.growth(actual, before),
        "landing": pipeline.landing(actual, still_open),
        "landing_low": awaited,
        "landing_high": awaited,
        "commit": pipeline.commit(actual, still_open),
        "best_case": pipeline.best_case(actual, still_open),
        "open_pipeline": pipeline.open_pipeline(still_open),
        "weighted": pipeline.weighted_pipeline(still_open),
        "coverage": pipeline.coverage(target, gap, still_open, options.coverage),
        "undated": pipeline.undated(still_open),
        "undated_value": pipeline.undated_value(still_open),
        "win_rate": rate,
        "win_rate_value": conversion.win_rate_by_value(tally),
        "win_rate_cohort": conversion.win_rate_of_cohort(sums.cohort),
        "cohort_open": conversion.cohort_open(sums.cohort),
        "average_deal": average,
        "median_deal": cycle.median_deal(tally),
        "cycle_mean": length,
        "cycle_median": cycle.cycle_median(tally),
        "velocity": cycle.velocity(still_open.count, average, rate, length),
        "age_mean": cycle.age_mean(still_open),
        "age_median": cycle.age_median(still_open),
        "rotting": cycle.rotting(still_open, sums.clock),
    }


def _breakdown(inputs: Inputs, sums: _Sums, focus: Focus, run: Course, dimension: str) -> Breakdown:
    others, book = focus.without(dimension), inputs.targets
    names = by.roster_names(inputs.stints, dimension, focus, run.period, book)

    def target_of(name: str) -> Figure:
        return book.target(others.with_term(dimension, name), run.period)

    found = by.breakdown(sums.by_dimension[dimension], dimension, names, target_of, run)
    return meaningful_lines(blocked_lines(found, sums.currencies), inputs.kept)
