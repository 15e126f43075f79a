"""Days gone, working days, seasons."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from salestui.metrics import reasons
from salestui.metrics.daily import Daily
from salestui.metrics.daycount import WorkCalendar, elapsed
from salestui.metrics.targets.course import (
    ExpectedBy,
    course,
    same_point,
    seasonal_share,
    year_before,
)
from salestui.model.period import ALL_TIME, Period, custom, parse_period

D = date.fromisoformat


def period(name: str) -> Period:
    found = parse_period(name)
    assert found is not None
    return found


def daily(sums: dict[str, float]) -> Daily:
    total, running = 0.0, []
    for amount in sums.values():
        total += amount
        running.append(total)
    return Daily(tuple(map(D, sums)), tuple(running))


def test_working_days_are_counted_one_by_one() -> None:
    r = random.Random(4)
    calendar = WorkCalendar(
        frozenset(D("2026-10-01") + timedelta(i) for i in range(7)),
        frozenset((D("2026-09-27"), D("2026-10-10"), D("2026-10-12"))),
    )
    for _ in range(200):
        start = D("2026-08-20") + timedelta(r.randrange(60))
        end = start + timedelta(r.randrange(-3, 60))
        days = (start + timedelta(i) for i in range((end - start).days + 1))
        free, made_up = calendar.holidays, calendar.workdays
        worked = [d in made_up or (d.weekday() < 5 and d not in free) for d in days]
        assert calendar.between(start, end) == sum(worked)


def test_chinese_national_day_week() -> None:
    calendar = WorkCalendar(
        frozenset(D("2026-10-01") + timedelta(i) for i in range(7)), frozenset((D("2026-10-10"),))
    )
    days = elapsed(period("2026-10"), D("2026-10-11"), calendar)
    assert days is not None
    assert (days.gone, days.total, days.left) == (3, 18, 15)


def test_all_time_has_no_days() -> None:
    assert elapsed(ALL_TIME, D("2026-01-01")) is None
    assert course(ALL_TIME, D("2026-01-01")).due_share is None


def test_a_period_of_weekends_is_over() -> None:
    weekend = custom(D("2026-11-21"), D("2026-11-22"))
    run = course(weekend, D("2026-11-21"), ExpectedBy.WORKING)
    assert run.due_share == 1.0


def test_working_share() -> None:
    run = course(period("2026-02"), D("2026-02-10"), ExpectedBy.WORKING)
    assert run.due_share == 7 / 20


def test_season_is_the_mean_share_of_prior_years() -> None:
    sums = daily({"2024-02-10": 30.0, "2024-02-29": 70.0, "2025-02-10": 10.0, "2025-02-20": 10.0})
    assert seasonal_share(sums, period("2026-02"), D("2026-02-10")) == (0.3 + 0.5) / 2
    run = course(period("2026-02"), D("2026-02-10"), ExpectedBy.SEASON, seasons=(sums, 1))
    assert run.due_share == 0.4 and not run.notes
    assert run.share(D("2026-02-28")) == 1.0, "29 February counts by the end of this one"
    assert run.share(D("2026-02-01")) == 0.0


def test_without_a_prior_year_the_season_is_linear_and_says_so() -> None:
    sums = daily({"2026-02-01": 5.0})
    run = course(period("2026-02"), D("2026-02-14"), ExpectedBy.SEASON, seasons=(sums, 1))
    assert run.due_share == 0.5
    assert [n.text for n in run.notes] == [reasons.NO_PRIOR_YEAR]


@pytest.mark.parametrize(
    ("name", "years", "start", "end"),
    [
        ("2026-02", 2, "2024-02-01", "2024-02-29"),
        ("2026-Q3", 1, "2025-07-01", "2025-09-30"),
        ("2026-H2", 1, "2025-07-01", "2025-12-31"),
        ("2026", 3, "2023-01-01", "2023-12-31"),
        ("2024-02-29..2024-03-10", 1, "2023-02-28", "2023-03-10"),
    ],
)
def test_the_same_period_of_an_earlier_year(name: str, years: int, start: str, end: str) -> None:
    found = year_before(period(name), years)
    assert (found.start, found.end) == (D(start), D(end))


def test_the_same_point_of_a_shorter_period_is_its_end() -> None:
    march, february = period("2026-03"), period("2026-02")
    assert same_point(march, february, D("2026-03-10")) == D("2026-02-10")
    assert same_point(march, february, D("2026-03-30")) == D("2026-02-28")
    assert same_point(february, period("2026-01"), D("2026-02-28")) == D("2026-01-31")


def test_daily_sums() -> None:
    sums = daily({"2026-01-02": 1.0, "2026-01-05": 2.0, "2026-01-09": 4.0})
    assert sums.until(D("2026-01-01")) == 0
    assert sums.until(D("2026-01-05")) == 3
    assert sums.between(D("2026-01-02"), D("2026-01-02")) == 1
    assert sums.between(D("2026-01-03"), D("2026-01-08")) == 2
    assert sums.between(D("2026-01-06"), D("2026-01-31")) == 4
    assert Daily().between(D("2026-01-06"), D("2026-01-31")) == 0
