"""Risks, gates, duties and reasons of projects, against SQL and against a walk over the days."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.metrics.projects import causes
from salestui.metrics.projects.duty import DUTIES, REPORTS, compliance, report_due, summed
from salestui.metrics.projects.gates import GATES, gates_on_time, judged_gates, planned_gates
from salestui.metrics.projects.risks import RISKS, open_risks, risks_by_deal, risks_by_owner
from salestui.metrics.projects.shapes import CHECKS, OVERRUNS, TALKS, TASKS
from salestui.metrics.projects.thresholds import Cause
from salestui.model.period import ALL_TIME, Period, PeriodKind, custom, period_of

TODAY = date(2026, 12, 9)
QUARTER = period_of(TODAY, PeriodKind.QUARTER)
Row = Sequence[object]


def frame(schema: dict[str, pl.DataType], rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def sql(frames: dict[str, pl.DataFrame], query: str) -> list[tuple[object, ...]]:
    """What SQLite finds in the same rows."""
    with sqlite3.connect(":memory:") as base:
        for name, rows in frames.items():
            marks = ", ".join("?" * rows.width)
            base.execute(f"create table {name} ({', '.join(rows.columns)})")
            told = rows.with_columns(pl.col(pl.Date).cast(pl.String)).rows()
            base.executemany(f"insert into {name} values ({marks})", told)
        return base.execute(query).fetchall()


def some_day(chance: random.Random, before: int = 60, after: int = 60) -> date | None:
    return None if chance.random() < 0.2 else TODAY + timedelta(chance.randint(-before, after))


@pytest.fixture(scope="module", params=[1, 2])
def risks(request: pytest.FixtureRequest) -> pl.DataFrame:
    chance = random.Random(request.param)
    levels = (1, 2, 3, 4, 5, None)
    rows = [
        (n, chance.randint(0, 30), f"risk {n}", chance.choice(("Ann", "Bob", "张伟", None)),
         chance.choice(levels), chance.choice(levels), some_day(chance), some_day(chance, 20, 20),
         chance.choice(("open", "acting", "occurred", "closed", None)))
        for n in range(400)
    ]  # fmt: skip
    return frame(RISKS, rows)


_OPEN = (
    "select *, probability * impact as score, due < '2026-12-09' as is_late from risks where "
    "coalesce(status, case when closed <= '2026-12-09' then 'closed' else 'open' end) <> 'closed'"
)


@pytest.mark.inventory(92)
@pytest.mark.parametrize("key", ["deal", "owner"])
def test_open_risks_by_deal_and_by_owner(risks: pl.DataFrame, key: str) -> None:
    still = open_risks(risks, TODAY)
    found = risks_by_deal(still) if key == "deal" else risks_by_owner(still)
    told = sql(
        {"risks": risks},
        f"select {key}, count(*), sum(coalesce(score >= 15, 0)), sum(coalesce(is_late, 0)), "
        f"coalesce(sum(score), 0) from ({_OPEN}) group by {key}",
    )
    rows = found.select(key, "open", "high", "overdue", "exposure").rows()
    assert len(told) == len(rows) and set(told) == set(rows)
    if key == "owner":
        exposure = found["exposure"].to_list()
        assert exposure == sorted(exposure, reverse=True)
        assert found["rows"].list.len().sum() == still.height


@pytest.mark.inventory(91, 92)
def test_high_risks_and_overdue_actions_are_reasons(risks: pl.DataFrame) -> None:
    found = causes.risky(risks, TODAY)
    high = {
        (deal, 2 if top >= 15 else 1)  # type: ignore[operator]
        for deal, top in sql(
            {"risks": risks},
            f"select deal, max(score) from ({_OPEN}) where score >= 10 group by deal",
        )
    }
    is_high = pl.col("cause") == str(Cause.RISK)
    assert set(found.filter(is_high).select("deal", "level").rows()) == high
    late = sql(
        {"risks": risks},
        f"select deal, count(*), max(julianday('2026-12-09') - julianday(due)) from ({_OPEN}) "
        "where is_late group by deal",
    )
    assert set(found.filter(~is_high).select("deal", "n", "days").rows()) == set(late)


@pytest.mark.inventory(98)
@pytest.mark.parametrize(
    "period", [QUARTER, ALL_TIME, custom(date(2026, 11, 1), date(2026, 12, 31))]
)
def test_gates_held_in_time(period: Period) -> None:
    chance = random.Random(7)
    gates = frame(GATES, [
        (n, n % 40, "ATI", "Max", some_day(chance), some_day(chance),
         chance.choice(("pass", "hold", None)))
        for n in range(300)
    ])  # fmt: skip
    inside = "due is not null" if period.kind is PeriodKind.ALL else (
        f"due between '{period.start}' and '{period.end}'")  # fmt: skip
    held = "(decision is not null and date is not null and date <= '2026-12-09')"
    ((on_time, planned),) = sql(
        {"gates": gates},
        f"select sum({held} and date <= due), count(*) from gates where {inside} "
        f"and (due <= '2026-12-09' or {held})",
    )
    found = gates_on_time(judged_gates(gates, period, TODAY))
    assert found.value == pytest.approx(on_time / planned)  # type: ignore[operator]


@pytest.mark.inventory(98)
def test_gates_to_come_and_without_any() -> None:
    gates = frame(GATES, [
        (0, 1, "ATI", None, date(2026, 12, 1), None, None),
        (1, 1, "ATB", None, date(2026, 12, 20), None, None),
        (2, 1, "ATC", None, date(2026, 11, 1), date(2026, 11, 2), "hold"),
        (3, 2, "ATI", None, date(2026, 11, 1), date(2026, 12, 24), "pass"),  # decided later on
        (4, 2, "ATB", None, None, None, None),
    ])  # fmt: skip
    planned = planned_gates(gates, TODAY)
    assert planned.select("_id", "late").rows() == [(3, 38), (0, 8), (1, -11)]
    late = causes.gates_passed(planned)
    assert late.select("deal", "level", "days").rows() == [(2, 2, 38), (1, 1, 8)]
    assert gates_on_time(judged_gates(gates.clear(), QUARTER, TODAY)).value is None


def walked(came: set[date], every: int, began: date, span: tuple[date, date]) -> tuple[int, int]:
    """Due reports and those in time: day by day, what is told and what is owed."""
    due = on_time = 0
    owed_on, told_since = began + timedelta(every), None
    day = began
    while day <= span[1]:
        if day in came and day > began:
            told_since = day
        if day == owed_on:
            if span[0] <= day:
                due += 1
                on_time += told_since is not None
            owed_on = (told_since or day) + timedelta(every)
            told_since = None
        day += timedelta(1)
    return due, on_time


@pytest.mark.inventory(95, 98)
@given(
    st.sets(st.integers(0, 120)), st.integers(1, 21), st.integers(0, 60), st.integers(0, 60),
    st.integers(0, 60),
)  # fmt: skip
def test_reports_due_and_in_time(
    days: set[int], every: int, began: int, start: int, length: int
) -> None:
    first = date(2026, 8, 1)
    beginning = first + timedelta(began)
    came = {first + timedelta(n) for n in days if n >= began}
    span = first + timedelta(start), first + timedelta(start + length)
    duties = frame(DUTIES, [(5, every, beginning, None)])
    reports = frame(REPORTS, [(n, 5, day, None) for n, day in enumerate(sorted(came))])
    (kept,) = compliance(duties, reports, custom(*span), date(2026, 12, 31)).values()
    assert (kept.due, kept.on_time) == walked(came, every, beginning, span)


@pytest.mark.inventory(95)
def test_a_report_is_due_so_many_days_after_the_last() -> None:
    duties = frame(DUTIES, [
        (1, 7, date(2026, 9, 1), None),  # last one of 20 November
        (2, 7, date(2026, 12, 5), None),  # began a few days ago
        (3, 14, None, None),  # nothing tells when it began
        (4, None, date(2026, 9, 1), None),  # of a level that need not report
    ])  # fmt: skip
    reports = frame(REPORTS, [
        (0, 1, date(2026, 11, 13), "amber"), (1, 1, date(2026, 11, 20), "green"),
        (2, 1, date(2026, 12, 20), "red"),  # of the future
    ])  # fmt: skip
    found = report_due(duties, reports, TODAY)
    assert found.select("deal", "due", "late").rows() == [
        (1, date(2026, 11, 27), 12), (2, date(2026, 12, 12), 0), (3, None, 0),
    ]  # fmt: skip
    (late,) = causes.unreported(found).rows(named=True)
    assert (late["deal"], late["level"], late["n"], late["days"]) == (1, 2, 2, 12)
    assert summed(compliance(duties, reports, QUARTER, TODAY).values()).rate.value is not None
    assert summed(()).rate.value is None


@pytest.mark.inventory(91, 99)
def test_overdue_tasks_and_milestones_are_named() -> None:
    day = date(2026, 12, 1)
    tasks = frame(TASKS, [
        (0, 1, "Draw", day, None, None, None),
        (1, 1, "Sign", date(2026, 11, 20), None, 0.4, None),  # 19 days: red
        (2, 1, "Done", day, date(2026, 12, 5), None, None),
        (3, 1, "Full", day, None, 1.0, True),
        (4, 2, "Award", day, None, None, True),
        (5, 2, "Later", date(2026, 12, 9), None, None, True),  # today is not late
        (6, 3, "Talk", day, None, None, None),
    ])  # fmt: skip
    found = causes.overdue_work(tasks, TODAY)
    told = {(r["deal"], r["cause"]): (r["level"], r["n"], r["what"], r["rows"])
            for r in found.rows(named=True)}  # fmt: skip
    assert told == {
        (1, "schedule"): (2, 2, "Sign", [1, 0]),
        (2, "milestone"): (2, 1, "Award", [4]),
        (3, "schedule"): (1, 1, "Talk", [6]),
    }


@pytest.mark.inventory(91)
def test_talks_and_quality_checks() -> None:
    talks = frame(TALKS, [
        (0, 1, "status", 7.0, date(2026, 11, 30), None),  # due on 7 December
        (1, 1, "board", 30.0, date(2026, 12, 1), date(2026, 12, 8)),
        (2, 2, "site", 7.0, date(2026, 12, 8), date(2026, 12, 8)),  # held: next on the 15th
        (3, 3, "users", None, None, date(2026, 12, 20)),
    ])  # fmt: skip
    found = causes.untalked(talks, TODAY)
    assert found.select("deal", "n", "what", "days").rows() == [(1, 2, "status", 2)]
    checks = frame(CHECKS, [
        (0, 1, "test", date(2026, 12, 1), date(2026, 12, 2), "failed"),
        (1, 1, "papers", date(2026, 12, 1), None, None),
        (2, 2, "papers", date(2026, 12, 1), date(2026, 12, 1), None),  # checked
        (3, 2, "demo", date(2026, 12, 9), None, "open"),
    ])  # fmt: skip
    found = causes.unsound(checks, TODAY)
    assert found.select("deal", "level", "what", "days").rows() == [
        (1, 2, "test", None), (1, 1, "papers", 8),
    ]  # fmt: skip


@pytest.mark.inventory(91)
def test_budgets_that_were_exceeded() -> None:
    budgets = frame(OVERRUNS, [
        (0, 1, 100.0, 105.0), (1, 2, 100.0, 111.0), (2, 3, 100.0, 100.0), (3, 1, 50.0, 20.0),
        (4, 4, 0.3, 0.1 + 0.2),  # the same but for how floats add up
    ])  # fmt: skip
    found = causes.overspent(budgets)
    assert found.select("deal", "level", "part", "whole").rows() == [
        (2, 2, 111.0, 100.0), (1, 1, 105.0, 100.0),
    ]  # fmt: skip
