"""Targets are never counted twice, across levels or lengths."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salestui.metrics import reasons
from salestui.metrics.figure import Figure
from salestui.metrics.targets.lookup import target_book
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, custom, parse_period

MEMBERS = pl.DataFrame({"name": ["Ann", "Bo", "Cy"], "team": ["N", "N", "S"],
                        "region": ["E", "W", "W"], "manager": ["Mo", "Mo", "Sue"]})  # fmt: skip
TYPES = {"scope_type": pl.String, "scope": pl.String, "metric": pl.String, "start": pl.Date,
         "end": pl.Date, "kind": pl.String, "target": pl.Float64}  # fmt: skip
Row = tuple[str, str, str, float | None]


def period(name: str) -> Period:
    found = parse_period(name)
    assert found is not None
    return found


def frame(*rows: Row, metric: str | None = None) -> pl.DataFrame:
    spans = [(*row[:2], metric, period(row[2]), row[3]) for row in rows]
    return pl.DataFrame(
        [(kind, who, m, p.start, p.end, str(p.kind), t) for kind, who, m, p, t in spans],
        schema=TYPES, orient="row",
    )  # fmt: skip


def target(rows: pl.DataFrame, when: str, focus: Focus = EVERYTHING) -> Figure:
    return target_book(rows, MEMBERS).target(focus, period(when))


def rep(name: str) -> Focus:
    return EVERYTHING.with_term("rep", name)


def team(name: str) -> Focus:
    return EVERYTHING.with_term("team", name)


MONTHS: tuple[Row, ...] = tuple(("rep", "Ann", f"2026-{m:02d}", 10.0 * m) for m in range(1, 13))


def test_months_add_up_to_quarters_and_years() -> None:
    assert target(frame(*MONTHS), "2026-05", rep("Ann")) == Figure(50.0)
    assert target(frame(*MONTHS), "2026-Q2", rep("Ann")).value == 40 + 50 + 60
    assert target(frame(*MONTHS), "2026", rep("Ann")).value == 780


def test_own_rows_win_over_any_level_below() -> None:
    rows = frame(("company", "", "2026-Q1", 100.0), ("team", "N", "2026-Q1", 70.0),
                 ("rep", "Ann", "2026-Q1", 40.0))  # fmt: skip
    assert target(rows, "2026-Q1") == Figure(100.0)
    assert target(rows, "2026-Q1", team("N")) == Figure(70.0)


@pytest.mark.parametrize("level", ["team", "rep", "region", "product"])
def test_the_company_is_the_sum_of_one_level(level: str) -> None:
    names = {"team": ("N", "S"), "rep": ("Ann", "Cy"), "region": ("E", "W"), "product": "PQ"}[level]
    rows = frame(*((level, n, "2026-Q1", 30.0) for n in names))
    found = target(rows, "2026-Q1")
    assert found.value == 60.0
    assert [n.filled(str) for n in found.notes] == [f"sum of the targets by {level}"]


def test_teams_are_not_added_to_their_reps() -> None:
    rows = frame(("team", "N", "2026-Q1", 70.0), ("rep", "Ann", "2026-Q1", 40.0),
                 ("rep", "Bo", "2026-Q1", 40.0), ("region", "E", "2026-Q1", 99.0))  # fmt: skip
    assert target(rows, "2026-Q1").value == 70.0


def test_a_teams_target_is_its_own_reps_sum() -> None:
    rows = frame(("rep", "Ann", "2026-Q1", 40.0), ("rep", "Bo", "2026-Q1", 2.0),
                 ("rep", "Cy", "2026-Q1", 500.0))  # fmt: skip
    assert target(rows, "2026-Q1", team("N")).value == 42.0


def test_a_team_may_be_named_by_its_manager() -> None:
    assert target(frame(("team", "Sue", "2026-Q1", 9.0)), "2026-Q1", team("S")).value == 9.0


def test_a_manager_of_two_teams_names_neither() -> None:
    two = pl.DataFrame({"name": ["Ann", "Bo"], "team": ["N", "S"], "manager": ["Mo", "Mo"]})
    book = target_book(frame(("team", "Mo", "2026-Q1", 9.0)), two)
    assert book.target(team("N"), period("2026-Q1")).value is None
    assert book.target(team("Mo"), period("2026-Q1")).value == 9.0


def test_of_two_lengths_the_finer_counts_where_it_covers_the_coarser() -> None:
    months = [("company", "", f"2026-{m:02d}", 1.0) for m in (1, 2, 3)]
    whole = frame(*months, ("company", "", "2026-Q1", 100.0), ("company", "", "2026-Q2", 200.0))
    assert target(whole, "2026-Q1").value == 3.0
    assert target(whole, "2026-H1").value == 203.0
    partly = frame(*months[:2], ("company", "", "2026-Q1", 100.0))
    assert target(partly, "2026-Q1").value == 100.0
    assert target(partly, "2026-01").value == 1.0
    year = frame(("company", "", "2026", 1000.0), *months)
    assert target(year, "2026").value == 1000.0
    assert target(year, "2026-Q1").value == 3.0


def test_a_period_shorter_than_the_targets_has_none() -> None:
    found = target(frame(("rep", "Ann", "2026-Q1", 40.0)), "2026-02")
    assert found.reason is not None
    assert found.reason.filled(str) == "targets are set for longer spans than this period (quarter)"


def test_partly_covered_is_said() -> None:
    rows = frame(("company", "", "2026-01", 1.0), ("company", "", "2026-03", 2.0))
    found = target(rows, "2026-Q1")
    assert found.value == 3.0
    assert [n.filled(str) for n in found.notes] == ["months with a target: 2 of 3"]


def test_custom_periods_take_a_share_of_a_month_by_days() -> None:
    rows = frame(("company", "", "2026-01", 310.0), ("company", "", "2026-02", 280.0))
    book = target_book(rows, None)
    found = book.target(EVERYTHING, custom(date(2026, 1, 22), date(2026, 2, 28)))
    assert found.value == pytest.approx(100.0 + 280.0)
    assert [n.text for n in found.notes] == [reasons.PRORATED]
    beyond = book.target(EVERYTHING, custom(date(2026, 2, 15), date(2026, 3, 14)))
    assert beyond.value == pytest.approx(140.0)
    assert [n.filled(str) for n in beyond.notes] == [
        "partial months are prorated by calendar days", "days with a target: 14 of 28",
    ]  # fmt: skip


def test_custom_periods_never_cut_a_quarter() -> None:
    rows = frame(("company", "", "2026-Q1", 90.0), ("company", "", "2026-Q2", 91.0))
    book = target_book(rows, None)
    assert book.target(EVERYTHING, custom(date(2026, 1, 5), date(2026, 2, 5))).value is None
    found = book.target(EVERYTHING, custom(date(2026, 1, 1), date(2026, 4, 15)))
    assert found.value == 90.0
    assert [n.filled(str) for n in found.notes] == ["days with a target: 90 of 105"]


@pytest.mark.parametrize(
    ("focus", "when", "text"),
    [
        (Focus((("stage", "lead"),)), "2026", reasons.DIMENSION_WITHOUT_TARGET),
        (Focus((("customer", "A"),)), "2026", reasons.DIMENSION_WITHOUT_TARGET),
        (Focus((("region", "E"),)), "2026", reasons.DIMENSION_WITHOUT_TARGET),
        (Focus((("rep", "Ann"), ("team", "S"))), "2026", reasons.COMBINED_TARGET),
        (Focus((("rep", "Ann"), ("product", "P"))), "2026", reasons.COMBINED_TARGET),
        (EVERYTHING, "2019", reasons.NO_TARGET),
        (rep("Bo"), "2026", reasons.NO_TARGET),
    ],
)
def test_reasons(focus: Focus, when: str, text: str) -> None:
    found = target(frame(*MONTHS), when, focus)
    assert found.value is None and found.reason is not None and found.reason.text == text


def test_a_reps_own_team_and_region_add_nothing() -> None:
    focus = Focus((("team", "N"), ("region", "E"), ("rep", "Ann")))
    assert target(frame(*MONTHS), "2026", focus).value == 780


def test_all_time_and_no_targets() -> None:
    book = target_book(frame(*MONTHS), MEMBERS)
    assert book.target(EVERYTHING, ALL_TIME).reason == (reasons.ALL_TIME_TARGET, ())
    for nothing in (None, frame(), frame(("company", "", "2026", None))):
        empty = target_book(nothing, None).target(EVERYTHING, period("2026"))
        assert empty.reason == (reasons.NO_TARGETS_AT_ALL, ())
    units = target_book(frame(("company", "", "2026", 5.0), metric="units"), None)
    assert units.target(EVERYTHING, period("2026")).reason == (reasons.NO_MONEY_TARGETS, ())


def test_rows_of_one_scope_and_month_are_added_like_a_sumifs() -> None:
    rows = frame(("company", "", "2026-01", 1.0), ("company", "", "2026-01", 2.0))
    assert target(rows, "2026-01").value == 3.0


def test_fiscal_quarters() -> None:
    spring = parse_period("FY27-Q1", 4)
    assert spring is not None and spring.start == date(2026, 4, 1)
    assert target_book(frame(*MONTHS), MEMBERS).target(rep("Ann"), spring).value == 150


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 12), unique=True),
    st.lists(st.integers(1, 4), unique=True),
    st.booleans(),
)
def test_no_day_is_ever_counted_twice(months: list[int], quarters: list[int], year: bool) -> None:
    """With one a day as the target, the year's target is the number of days that have one."""
    names = [f"2026-{m:02d}" for m in months] + [f"2026-Q{q}" for q in quarters] + ["2026"] * year
    rows = frame(*(("company", "", n, float(period(n).days)) for n in names))
    covered = {
        d for n in names for d in range(period(n).start.toordinal(), period(n).end.toordinal() + 1)
    }
    found = target(rows, "2026")
    assert found.value == (len(covered) or None)
